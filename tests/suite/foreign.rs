//! Foreign files are never replaced or removed, whatever their names and wherever they are.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::harness::{Case, Run, Scratch, run};

/// What a small briefing is made into.
const RESULTS: [&str; 5] =
    ["briefing.pdf", "charts/budget.csv", "charts/budget.png", "charts/budget.svg", "manifest.json"];

/// A small briefing in a folder of its own.
fn project() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder
}

#[track_caller]
fn build(folder: &Scratch, options: &[&str]) -> Run {
    let run = run(folder.path(), &[&["--quiet"], options].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{options:?}");
    run
}

/// Everything below a folder: what files hold, where links lead.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.symlink_metadata().unwrap();
        if kind.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            found.insert(path, target.into_os_string().into_encoded_bytes());
        } else if kind.is_dir() {
            found.extend(all(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            found.insert(path, bytes);
        }
    }
    found
}

/// All that was there is there as it was.
#[track_caller]
fn assert_untouched(before: &BTreeMap<PathBuf, Vec<u8>>, folder: &Path) {
    let now = all(folder);
    for (path, bytes) in before {
        assert!(now.get(path) == Some(bytes), "{} was changed", path.display());
    }
}

/// Puts an entry into a list of names that are there already, and gives back what all of it holds.
fn mine(folder: &Scratch, names: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    names.iter().for_each(|name| folder.put(name, format!("my own {name}")));
    all(folder.path())
}

#[test]
fn a_foreign_file_in_the_place_of_a_result_stops_the_build() {
    for name in RESULTS {
        let folder = project();
        let before = mine(&folder, &[&format!("out/{name}")]);
        for options in [&[][..], &["--no-cache"], &["--locked"], &["--only", "budget"]] {
            let is_written = match options {
                ["--only", _] => name.ends_with("svg") || name.ends_with("png") || name.ends_with("csv"),
                // It is read before anything else.
                ["--locked"] => false,
                _ => true,
            };
            let said = run(folder.path(), &[&["--message-format", "short"], options].concat());
            assert_untouched(&before, folder.path());
            let line = format!("out/{name}: error[foreign-file]: make-briefing did not write this file");
            assert_eq!(said.stderr.contains(&line), is_written, "{name} {options:?}: {}", said.stderr);
            if is_written {
                assert_eq!(said.status, 3);
                let there = RESULTS.iter().filter(|other| folder.path().join("out").join(other).exists());
                assert_eq!(there.count(), 1, "nothing else is written beside {name}");
            } else {
                // What another command was right to write would be in the way of the next.
                fs::remove_dir_all(folder.path().join("out")).unwrap();
                folder.put(&format!("out/{name}"), format!("my own out/{name}"));
            }
        }
        build(&folder, &["--force"]);
        let written = fs::read(folder.path().join("out").join(name)).unwrap();
        assert_ne!(written, format!("my own out/{name}").into_bytes(), "{name}");
        build(&folder, &["--format", "svg"]);
        build(&folder, &["--no-cache"]);
    }
}

#[test]
fn all_foreign_files_are_named_at_once() {
    let folder = project();
    mine(&folder, &["out/briefing.pdf", "out/charts/budget.png", "out/manifest.json"]);
    let said = run(folder.path(), &["--message-format", "short"]);
    assert_eq!(said.stderr.matches("error[foreign-file]").count(), 3, "{}", said.stderr);
}

#[test]
fn our_own_files_are_never_refused_whatever_the_order_of_options() {
    let options: [&[&str]; 6] = [
        &["--only", "budget"],
        &["--no-cache", "--only", "budget", "--scale", "1,2"],
        &["--format", "svg", "--no-cache"],
        &["--format", "csv,pdf"],
        &["--cache-dir", "kept", "--plain"],
        &["--no-cache"],
    ];
    for first in options {
        for second in options {
            let folder = project();
            build(&folder, first);
            build(&folder, second);
            build(&folder, &["--transparent"]);
        }
    }
}

#[test]
fn a_folder_without_a_list_is_known_by_its_manifest() {
    let folder = project();
    folder.put("specs/charts/more.yaml", "title: More\nseries: budget\nchart: bar\n");
    run(folder.path(), &["--quiet"]);
    // So version 0.1 left it.
    for name in ["out/.make-briefing-files", "out/.cache/make-briefing-cache"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    fs::remove_file(folder.path().join("specs/charts/more.yaml")).unwrap();
    let said = run(folder.path(), &["--plain"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    assert!(
        said.stderr.contains("removed, because the chart no longer exists: charts/more.csv, charts/more.png")
    );
    assert!(!folder.path().join("out/charts/more.svg").exists());
    assert!(folder.path().join("out/.cache/make-briefing-cache").is_file(), "its cache is used on");
    build(&folder, &[]);
}

#[test]
fn a_manifest_that_is_not_ours_proves_nothing() {
    let own = |program: &str| {
        format!(
            "{{\"version\": 2, \"program\": {{\"name\": \"{program}\"}}, \"charts\": [{{\"files\": [\
             {{\"file\": \"charts/budget.svg\", \"bytes\": 1, \"sha256\": \"00\"}}]}}], \"document\": null}}"
        )
    };
    let folder = project();
    folder.put("out/manifest.json", own("other"));
    let before = mine(&folder, &["out/charts/budget.svg"]);
    let said = run(folder.path(), &["--message-format", "short"]);
    assert_eq!(said.stderr.matches("error[foreign-file]").count(), 2, "{}", said.stderr);
    assert_untouched(&before, folder.path());
    // The same under our name is what version 0.1 would have left.
    folder.put("out/manifest.json", own("make-briefing"));
    build(&folder, &[]);
}

#[test]
fn a_list_of_somebody_else_is_left() {
    for (name, text) in [(".make-briefing-files", "milk\neggs\n"), (".make-briefing-log", "Dear diary")] {
        let folder = project();
        folder.put(&format!("out/{name}"), text);
        let before = all(folder.path());
        let said = run(folder.path(), &["--message-format", "short", "--force"]);
        assert_eq!(said.status, 3);
        assert!(said.stderr.contains(&format!("out/{name}: error[foreign-file]")), "{}", said.stderr);
        assert_untouched(&before, folder.path());
    }
}

#[test]
fn a_link_in_the_place_of_a_result_is_not_followed() {
    for name in RESULTS {
        let folder = project();
        build(&folder, &[]);
        folder.put("mine.txt", "my own");
        let path = folder.path().join("out").join(name);
        fs::remove_file(&path).unwrap();
        symlink(folder.path().join("mine.txt"), &path).unwrap();
        let before = all(folder.path());
        let said = run(folder.path(), &["--plain", "--scale", "3"]);
        assert_eq!(said.status, 3, "{name}: {}", said.stderr);
        assert!(said.stderr.contains("error[foreign-file]"), "{}", said.stderr);
        assert_untouched(&before, folder.path());
        build(&folder, &["--plain", "--scale", "3", "--force"]);
        assert_eq!(fs::read_to_string(folder.path().join("mine.txt")).unwrap(), "my own", "{name}");
        assert!(path.symlink_metadata().unwrap().is_file(), "{name}");
    }
}

#[test]
fn a_file_keeps_its_mode_when_it_is_replaced() {
    let folder = project();
    build(&folder, &["--deps", "briefing.d"]);
    let paths: Vec<PathBuf> = RESULTS.iter().map(|name| folder.path().join("out").join(name)).collect();
    let paths: Vec<PathBuf> = paths.into_iter().chain([folder.path().join("briefing.d")]).collect();
    for (mode, title) in [(0o600, "Once"), (0o640, "Twice"), (0o444, "Thrice")] {
        let content = || paths.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>();
        let before = content();
        for path in &paths {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
        folder.put("specs/charts/budget.yaml", format!("title: {title}\nseries: budget\nchart: bar\n"));
        build(&folder, &["--deps", "briefing.d"]);
        let changed = before.iter().zip(content()).filter(|(before, now)| *before != now).count();
        assert!(changed >= 4, "{changed} files were replaced");
        for path in &paths {
            let found = path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(found, mode, "{}", path.display());
        }
    }
}

#[test]
fn foreign_temporary_files_stay() {
    let folder = project();
    build(&folder, &[]);
    let names = [
        "out/briefing.pdf.123-4.part",
        "out/charts/budget.svg.part",
        "out/.probe-1.part",
        "out/movie.part",
        // As ours are called, but no build has noted it.
        "out/.make-briefing-0123456789abcdef.part",
        "out/charts/.make-briefing-0123456789abcdef.part",
        "out/.cache/runs/mine.json",
    ];
    let before = mine(&folder, &names);
    build(&folder, &["--plain"]);
    build(&folder, &["--no-cache"]);
    for name in names {
        let path = folder.path().join(name);
        assert_eq!(fs::read(&path).ok().as_ref(), before.get(&path), "{name}");
    }
}

#[test]
fn a_file_that_is_read_is_never_written() {
    let series =
        "survey: {base: {label: all, n: 500}}\nseries:\n  data: {type: single, data: charts/data.csv}\n";
    let chart = "title: T\nseries: data\nchart: bar\n";
    let table = "Answer,Share\nmore,60\nless,40\n";
    let said = |folder: &Scratch, options: &[&str]| {
        let before = all(folder.path());
        let said = run(folder.path(), &[&["--message-format", "short"], options].concat());
        assert_eq!(said.status, 2, "{}", said.stderr);
        assert!(
            said.stderr.contains("error[read-and-written]: the briefing reads this file"),
            "{}",
            said.stderr
        );
        let created: Vec<_> =
            all(folder.path()).into_keys().filter(|path| !before.contains_key(path)).collect();
        let results = created.iter().filter(|path| !path.to_string_lossy().contains("/.cache/"));
        assert_eq!(results.count(), 0, "nothing is written: {created:?}");
        assert_untouched(&before, folder.path());
    };
    let new = |id: &str| {
        let folder = Scratch::new();
        folder.put("specs/series/all.yaml", series);
        folder.put("specs/charts/data.csv", table);
        folder.put(&format!("specs/charts/{id}.yaml"), chart);
        folder
    };
    for options in [&["-o", "specs"][..], &["-o", "specs", "--force"], &["-o", "./specs/../specs", "--force"]]
    {
        said(&new("data"), options);
    }
    // By a link to the folder.
    let linked = new("data");
    symlink(linked.path().join("specs"), linked.path().join("out")).unwrap();
    said(&linked, &["--force"]);
    let linked = new("data");
    fs::create_dir_all(linked.path().join("out/charts")).unwrap();
    fs::rename(linked.path().join("specs/charts/data.csv"), linked.path().join("out/charts/data.csv"))
        .unwrap();
    symlink(linked.path().join("out/charts/data.csv"), linked.path().join("specs/charts/data.csv")).unwrap();
    // That link leads out of the specs folder, so the figures are not read, and the file stays.
    let refused = run(linked.path(), &["--force", "--message-format", "short"]);
    assert!(refused.stderr.contains("the link leads out of the specs folder"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(linked.path().join("out/charts/data.csv")).unwrap(), table);
    // Where letter case does not count, these are one file.
    let cased = new("data");
    cased.put("specs/series/all.yaml", series.replace("data.csv", "Data.CSV"));
    cased.put("specs/charts/Data.CSV", table);
    said(&cased, &["-o", "specs", "--force"]);
    // Other names in the same folder are fine.
    build(&new("other"), &["-o", "specs", "--deny-warnings", "--format", "csv,svg"]);
}

#[test]
fn rules_for_make_replace_only_rules() {
    let folder = project();
    let before = mine(&folder, &["Makefile", "mine.d"]);
    symlink(folder.path().join("mine.d"), folder.path().join("link.d")).unwrap();
    for name in ["Makefile", "link.d", "specs/briefing.yaml", "out/briefing.pdf"] {
        let said = run(folder.path(), &["--message-format", "short", "--deps", name]);
        assert_eq!(said.status, 3, "{name}: {}", said.stderr);
        let line = format!("{name}: error[foreign-file]: make-briefing did not write this file");
        assert!(said.stderr.contains(&line), "{}", said.stderr);
        assert_untouched(&before, folder.path());
    }
    build(&folder, &["--deps", "briefing.d"]);
    build(&folder, &["--deps", "briefing.d", "--no-cache", "-o", "other"]);
    build(&folder, &["--deps", "mine.d", "--force"]);
    assert!(fs::read_to_string(folder.path().join("mine.d")).unwrap().starts_with("out/briefing.pdf"));
}

/// Folders that look like a cache to somebody, and are none of ours.
fn foreign_caches(folder: &Scratch) -> [&'static str; 5] {
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n";
    let digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd";
    folder.put("home/notes/diary.txt", "mine");
    folder.put("home/.git/objects/ab/cdef", "mine");
    folder
        .put("target/CACHEDIR.TAG", format!("{tag}# This file is a cache directory tag created by cargo.\n"));
    folder.put("target/debug/program", "mine");
    folder.put("tagged/CACHEDIR.TAG", tag);
    folder.put(&format!("tagged/ab/{digits}"), "briefimg mine");
    folder.put("old/CACHEDIR.TAG", tag);
    folder.put("old/.gitignore", "*\n");
    folder.put(&format!("old/ab/{digits}"), "briefimg mine");
    folder.put("old/runs/mine.json", "mine");
    folder.put("old/letter.txt", "mine");
    folder.put("newer/make-briefing-cache", "make-briefing cache 2\n");
    folder.put(&format!("newer/ab/{digits}"), "briefimg mine");
    ["home", "target", "tagged", "old", "newer"]
}

#[test]
fn a_folder_with_anything_else_in_it_is_no_cache() {
    let folder = project();
    for name in foreign_caches(&folder) {
        let before = all(folder.path());
        let said = run(folder.path(), &["--quiet", "--cache-dir", name, "-o", &format!("out-{name}")]);
        assert_eq!(said.status, 0, "{}", said.stderr);
        assert!(said.stderr.contains("warning[unusable-cache]"), "{name}: {}", said.stderr);
        assert_untouched(&before, folder.path());
        let inside = |all: BTreeMap<PathBuf, Vec<u8>>| {
            all.into_keys().filter(|path| path.starts_with(folder.path().join(name))).count()
        };
        assert_eq!(inside(all(folder.path())), inside(before.clone()), "nothing is written to {name}");
        let said = run(folder.path(), &["cache", name, "--prune", "0"]);
        assert_eq!(said.status, 2, "{name}: {}", said.stdout);
        assert_untouched(&before, folder.path());
    }
}

#[test]
fn a_cache_in_the_folder_where_one_works_is_refused() {
    let folder = project();
    folder.put(".cache/pip/wheel", "mine");
    folder.put("letter.txt", "mine");
    let before = all(folder.path());
    for options in [&["--cache-dir", "."][..], &["-o", "."]] {
        let said = run(folder.path(), &[&["--quiet"], options].concat());
        assert_eq!(said.status, 0, "{}", said.stderr);
        assert!(said.stderr.contains("warning[unusable-cache]"), "{options:?}: {}", said.stderr);
        assert_untouched(&before, folder.path());
        assert!(!folder.path().join(".gitignore").exists(), "{options:?}");
        assert!(!folder.path().join(".cache/make-briefing-cache").exists(), "{options:?}");
    }
    assert_eq!(run(folder.path(), &["cache", ".", "--prune", "0"]).status, 2);
    assert_untouched(&before, folder.path());
}

#[test]
fn pruning_removes_entries_and_nothing_else() {
    let folder = project();
    build(&folder, &["--cache-dir", "kept"]);
    let entries = all(&folder.path().join("kept"));
    let digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd";
    let image = entries.keys().find(|path| {
        path.to_string_lossy().ends_with(char::is_alphanumeric) && path.file_name().unwrap().len() == 62
    });
    let image = image.unwrap().parent().unwrap().to_owned();
    let inside = |name: &str| format!("kept/{}/{name}", image.file_name().unwrap().to_str().unwrap());
    folder.put("outside/image", "briefimg outside");
    let names = [
        inside(digits),
        inside("notes.txt"),
        "kept/runs/notes.json".into(),
        format!("kept/runs/{}.json", &digits[..32]),
    ];
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut before = mine(&folder, &names);
    let link = image.join(digits.replace('a', "b"));
    symlink(folder.path().join("outside/image"), &link).unwrap();
    before.retain(|path, _| !entries.contains_key(path));
    let said = run(folder.path(), &["cache", "kept", "--prune", "0"]);
    assert_eq!(said.stdout, "kept: 0 entries, 0 kB, 2 removed\n", "{}", said.stderr);
    assert_untouched(&before, folder.path());
    assert!(link.symlink_metadata().unwrap().is_symlink());
    // In the folder itself nothing else may be.
    folder.put("kept/letter.txt", "mine");
    let said = run(folder.path(), &["cache", "kept", "--prune", "0"]);
    assert_eq!(
        (said.status, said.stderr.as_str()),
        (2, "error: cannot prune kept: it holds `letter.txt`, which does not belong to the cache\n")
    );
}

#[test]
fn files_of_charts_that_are_gone_are_removed() {
    let more = "title: More\nseries: budget\nchart: bar\nvariants: [slide-16x9, print-bw]\n";
    let gone = [
        "more.csv",
        "more.png",
        "more.svg",
        "more@1x.png",
        "more.print-bw.png",
        "more.print-bw.svg",
        "more.print-bw@1x.png",
    ];
    let there = |folder: &Scratch| {
        let out = folder.path().join("out/charts");
        gone.iter().filter(|name| out.join(name).exists()).count()
    };
    let new = || {
        let folder = project();
        folder.put("specs/charts/more.yaml", more);
        assert_eq!(run(folder.path(), &["--quiet", "--scale", "2,1"]).status, 0);
        assert_eq!(there(&folder), gone.len());
        mine(&folder, &["out/charts/more.txt", "out/charts/mores.svg", "out/more.jpg"]);
        folder
    };
    let remove = |folder: &Scratch| fs::remove_file(folder.path().join("specs/charts/more.yaml")).unwrap();

    let folder = new();
    remove(&folder);
    let before: BTreeMap<_, _> = all(&folder.path().join("out"))
        .into_iter()
        .filter(|(path, _)| {
            !gone.iter().any(|name| path.ends_with(name)) && path.to_string_lossy().contains("more")
        })
        .collect();
    assert_eq!(before.len(), 3);
    build(&folder, &["--only", "budget"]);
    assert_eq!(there(&folder), gone.len(), "a run for some charts removes nothing");
    let broken = "title: More\nseries: bugdet\nchart: bar\n";
    folder.put("specs/charts/broken.yaml", broken);
    assert_eq!(run(folder.path(), &[]).status, 2);
    assert_eq!(there(&folder), gone.len(), "a run with errors removes nothing");
    fs::remove_file(folder.path().join("specs/charts/broken.yaml")).unwrap();
    let said = run(folder.path(), &["--format", "pdf", "--no-cache"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let line = "removed, because the chart no longer exists: charts/more.csv, charts/more.png, charts/more.print-bw.png";
    assert!(said.stderr.contains(line), "{}", said.stderr);
    assert_eq!(there(&folder), 0);
    assert_untouched(&before, folder.path());
    assert!(folder.path().join("out/charts/budget.svg").exists(), "other formats of other charts stay");

    // What somebody has changed is his, and that is said once.
    let folder = new();
    remove(&folder);
    folder.put("out/charts/more.svg", "my own drawing");
    let said = run(folder.path(), &[]);
    assert!(said.stderr.contains("because it was changed by hand: charts/more.svg\n"), "{}", said.stderr);
    assert_eq!(there(&folder), 1);
    assert!(!run(folder.path(), &["--plain"]).stderr.contains("more.svg"));
    assert_eq!(there(&folder), 1);

    // Another briefing in the same folder has no say.
    let folder = new();
    fs::create_dir(folder.path().join("other")).unwrap();
    for name in ["briefing.yaml", "charts/budget.yaml", "series/survey.yaml"] {
        folder.put(&format!("other/{name}"), fs::read(folder.path().join("specs").join(name)).unwrap());
    }
    build(&folder, &["other"]);
    build(&folder, &["other", "--plain"]);
    assert_eq!(there(&folder), gone.len());
}

#[test]
fn what_was_written_and_removed_by_hand_is_the_users_place_again() {
    let folder = project();
    build(&folder, &[]);
    fs::remove_file(folder.path().join("out/charts/budget.csv")).unwrap();
    build(&folder, &["--format", "svg", "--plain"]);
    fs::remove_file(folder.path().join("out/manifest.json")).unwrap();
    let mut before = mine(&folder, &["out/charts/budget.csv"]);
    before.retain(|path, _| path.ends_with("budget.csv"));
    assert_eq!(before.len(), 1);
    let said = run(folder.path(), &["--no-cache", "--message-format", "short"]);
    assert!(said.stderr.contains("out/charts/budget.csv: error[foreign-file]"), "{}", said.stderr);
    assert_untouched(&before, folder.path());
}

#[test]
fn a_list_that_is_lost_is_made_up_for_by_what_the_files_hold() {
    let folder = project();
    build(&folder, &[]);
    build(&folder, &["--format", "svg"]);
    fs::remove_file(folder.path().join("out/.make-briefing-files")).unwrap();
    // The manifest names the SVG alone; the record of the last run as well.
    let said = run(folder.path(), &["--message-format", "short"]);
    assert_eq!((said.status, said.stderr.matches("error[foreign-file]").count()), (3, 3), "{}", said.stderr);
    build(&folder, &["--force"]);
    for name in ["out/.make-briefing-files", "out/manifest.json"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    // The record of the last run names them all, with their hashes.
    build(&folder, &["--plain"]);
}

#[test]
fn a_new_chart_or_folder_replaces_nothing() {
    let folder = project();
    folder.put("mine.yaml", "mine");
    symlink(folder.path().join("mine.yaml"), folder.path().join("specs/charts/linked.yaml")).unwrap();
    symlink(folder.path().join("nowhere.yaml"), folder.path().join("specs/charts/dangling.yaml")).unwrap();
    let before = all(folder.path());
    for id in ["budget", "linked", "dangling"] {
        let said = run(folder.path(), &["new", "chart", id, "--series", "budget"]);
        assert_ne!(said.status, 0, "{id}");
    }
    assert_ne!(run(folder.path(), &["new", "specs"]).status, 0);
    assert_eq!(all(folder.path()), before);
}
