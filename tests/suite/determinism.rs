//! The same specs give the same bytes, wherever and however they are built, and a build that dies leaves no
//! partial file.

use std::path::Path;
use std::time::Duration;

use crate::harness::{Case, Run, Scratch, command, files, finish, run, shipped};

/// What a build of the shipped specs writes.
fn outcome(options: &[&str], environment: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    let folder = Scratch::new();
    let specs = shipped();
    let arguments = [&[specs.to_str().unwrap(), "--quiet"], options].concat();
    let Run { status, stderr, .. } =
        finish(command(folder.path(), &arguments).envs(environment.iter().copied()));
    assert_eq!((status, stderr.as_str()), (0, ""));
    files(&folder.path().join("out"))
}

/// Fails with the names of the files that differ, not with their bytes.
fn assert_same(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)], why: &str) {
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{why}");
    let differing: Vec<_> =
        one.iter().zip(other).filter(|(a, b)| a != b).map(|((name, _), _)| name).collect();
    assert!(differing.is_empty(), "{why} changes {differing:?}");
}

#[test]
fn neither_threads_nor_runs_nor_places_change_a_byte() {
    let first = outcome(&["-j1"], &[]);
    assert!(first.len() > 50);
    assert_same(&first, &outcome(&["-j1"], &[]), "a second run");
    assert_same(&first, &outcome(&["-j2"], &[]), "another number of threads");
    assert_same(
        &first,
        &outcome(&["-j7"], &[("TZ", "Pacific/Kiritimati"), ("LANG", "ja_JP.UTF-8")]),
        "the place",
    );
}

#[test]
fn neither_the_folders_name_nor_the_way_to_it_changes_a_byte() {
    let (here, there) = (Scratch::new(), Scratch::new());
    here.overlay(&Case::new("sound").folder);
    for (name, bytes) in files(&here.path().join("specs")) {
        there.put(&format!("eine andere Übersicht/{name}"), bytes);
    }
    assert_eq!(run(here.path(), &["--quiet"]).status, 0);
    let away = Scratch::new();
    let specs = there.path().join("eine andere Übersicht");
    let out = there.path().join("ergebnis");
    let arguments = [specs.to_str().unwrap(), "--output", out.to_str().unwrap(), "--quiet"];
    assert_eq!(run(away.path(), &arguments).status, 0);
    assert_same(&files(&here.path().join("out")), &files(&out), "another folder");
}

#[test]
fn the_date_from_outside_changes_nothing_but_dates() {
    let plain = outcome(&[], &[]);
    let dated = outcome(&[], &[("SOURCE_DATE_EPOCH", "1700000000")]);
    let is_pdf = |(name, _): &&(String, Vec<u8>)| name == "briefing.pdf";
    // The manifest bears the hash of the document.
    let is_image = |(name, _): &&(String, Vec<u8>)| name.starts_with("charts/");
    let images = |files: &[(String, Vec<u8>)]| files.iter().filter(is_image).cloned().collect::<Vec<_>>();
    assert_same(&images(&plain), &images(&dated), "SOURCE_DATE_EPOCH");

    let (plain, dated) = (plain.iter().find(is_pdf).unwrap(), dated.iter().find(is_pdf).unwrap());
    let (before, after) =
        (lopdf::Document::load_mem(&plain.1).unwrap(), lopdf::Document::load_mem(&dated.1).unwrap());
    assert_eq!(before.objects.len(), after.objects.len());
    // Packed objects are compared one by one; the table of them bears the file's own id.
    let packed = |object: &lopdf::Object| {
        object.type_name().is_ok_and(|name| [&b"ObjStm"[..], b"XRef"].contains(&name))
    };
    let differing =
        before.objects.iter().filter(|(id, object)| !packed(object) && after.objects.get(id) != Some(object));
    for (_, object) in differing {
        let text = format!("{object:?}");
        let stream = object.as_stream().map(|stream| String::from_utf8_lossy(&stream.content).into_owned());
        let dates = text.contains("CreationDate") || stream.is_ok_and(|xmp| xmp.contains("xmp:CreateDate"));
        assert!(dates, "{text}");
    }
    let info = after.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let date =
        after.get_object(info).unwrap().as_dict().unwrap().get(b"CreationDate").unwrap().as_str().unwrap();
    assert_eq!(String::from_utf8_lossy(date), "D:20231114221320Z");
}

/// Half-written files bear a name that says so, and nothing but names that say so is left over.
#[test]
fn a_build_that_dies_leaves_no_half_file() {
    let whole = outcome(&[], &[]);
    let folder = Scratch::new();
    let specs = shipped();
    let mut killed = 0;
    for delay in [15, 40, 70, 100, 130, 160, 190, 220, 260, 300] {
        let mut child = command(folder.path(), &[specs.to_str().unwrap(), "--quiet", "-j2"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(delay));
        killed += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let out = folder.path().join("out");
        for (name, bytes) in if out.exists() { files(&out) } else { Vec::new() } {
            if is_leftover(&name) {
                continue;
            }
            let expected = whole.iter().find(|(whole, _)| *whole == name);
            assert!(expected.is_some_and(|(_, whole)| *whole == bytes), "{name} after {delay} ms");
        }
    }
    assert!(killed > 0, "every build was faster than its end");
}

fn is_leftover(name: &str) -> bool {
    let name = Path::new(name).file_name().unwrap().to_string_lossy();
    name.ends_with(".part") || name.starts_with(".probe-")
}
