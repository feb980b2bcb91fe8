//! The press pack: one file with everything that an editor needs.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use crate::harness::{Scratch, run};
use crate::params::SERIES;

const BRIEFING: &str = "title: Towns
language: en
status: draft
embargo: 2026-03-02T06:00
sections: [{title: One, charts: [c]}]
";

fn folder() -> Scratch {
    let folder = Scratch::new();
    folder.put("specs/briefing.yaml", BRIEFING);
    folder.put("specs/charts/c.yaml", "title: Most towns agree\nseries: answers\nchart: grouped-bar\n");
    folder.put("specs/series/s.yaml", SERIES);
    folder
}

/// The files in a pack.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let file = |at: usize| {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(file).collect()
}

fn pack(folder: &Scratch, more: &[&str]) -> Vec<u8> {
    let mut arguments = vec!["specs", "--no-cache", "--format", "zip"];
    arguments.extend(more);
    let said = run(folder.path(), &arguments);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let name = if more.contains(&"--release") { "briefing.zip" } else { "briefing-draft.zip" };
    fs::read(folder.path().join("out").join(name)).unwrap()
}

#[test]
fn a_pack_holds_what_the_same_build_would_write_with_captions() {
    let folder = folder();
    let files = unpacked(&pack(&folder, &["--release"]));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["briefing.pdf", "captions.txt", "charts/c.csv", "charts/c.png", "charts/c.svg"]);
    assert!(!folder.path().join("out/briefing.pdf").exists(), "only what was asked for is written");
    let apart = ["specs", "--no-cache", "--format", "pdf,csv,png,svg", "--release", "-o", "apart"];
    assert_eq!(run(folder.path(), &apart).status, 0);
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "captions.txt") {
        assert!(*bytes == fs::read(folder.path().join("apart").join(name)).unwrap(), "{name} differs");
    }
    let captions = String::from_utf8(files["captions.txt"].clone()).unwrap().replace('\u{a0}', " ");
    for words in [
        "Embargoed until 2 March 2026",
        "charts/c.png, charts/c.svg, charts/c.csv",
        "Most towns agree",
        "Grouped bar chart.",
    ] {
        assert!(captions.contains(words), "{words}: {captions}");
    }
}

#[test]
fn the_same_specs_give_the_same_pack_and_a_draft_says_so() {
    let folder = folder();
    let first = pack(&folder, &[]);
    assert!(first == pack(&folder, &["-j", "1"]), "the bytes depend on the run");
    let files = unpacked(&first);
    assert!(files.contains_key("briefing-draft.pdf"), "{:?}", files.keys());
}
