//! `--locked`: the files match the manifest, or the build fails.

use std::fs;

use crate::harness::{Case, Run, Scratch, files, run};

fn built() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    folder
}

fn locked(folder: &Scratch) -> Run {
    run(folder.path(), &["--locked", "--quiet", "--message-format", "short"])
}

#[test]
fn the_same_specs_pass() {
    let folder = built();
    let before = files(&folder.path().join("out"));
    // The manifest is all that has to be kept.
    fs::remove_dir_all(folder.path().join("out/charts")).unwrap();
    let run = locked(&folder);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(files(&folder.path().join("out")), before);
}

#[test]
fn a_file_that_comes_out_otherwise_is_named_and_not_written() {
    let folder = built();
    let before = files(&folder.path().join("out"));
    let chart = folder.path().join("specs/charts/budget.yaml");
    let text = fs::read_to_string(&chart).unwrap();
    fs::write(&chart, text.replacen("title: ", "title: Now ", 1)).unwrap();
    let run = locked(&folder);
    assert_eq!(run.status, 1, "{}", run.stderr);
    for file in ["out/briefing.pdf", "out/charts/budget.svg", "out/charts/budget.png"] {
        let line =
            format!("{file}: error[changed-output]: this file differs from the one in `manifest.json`");
        assert!(run.stderr.contains(&line), "{}", run.stderr);
    }
    assert!(!run.stderr.contains("budget.csv"), "its figures are the same: {}", run.stderr);
    assert_eq!(files(&folder.path().join("out")), before);
}

#[test]
fn a_chart_more_or_less_is_a_change() {
    let folder = built();
    folder.put("specs/charts/more.yaml", "title: More\nseries: budget\nchart: bar\n");
    let more = locked(&folder);
    assert_eq!(more.status, 1);
    assert!(
        more.stderr.contains("out/charts/more.svg: error[changed-output]: this file is not in"),
        "{}",
        more.stderr
    );
    assert!(!folder.path().join("out/charts/more.svg").exists());

    let folder = built();
    let less = run(folder.path(), &["--locked", "--quiet", "--message-format", "short", "--format", "pdf"]);
    assert_eq!(less.status, 1);
    assert!(
        less.stderr.contains("out/charts/budget.csv: error[changed-output]: `manifest.json` lists this file, but the build did not write it"),
        "{}",
        less.stderr
    );
}

#[test]
fn a_manifest_is_needed_that_names_files() {
    let folder = built();
    let manifest = folder.path().join("out/manifest.json");
    for (text, reason) in [("{", "the manifest is not valid JSON"), ("{}", "the manifest lists no files")] {
        fs::write(&manifest, text).unwrap();
        let run = locked(&folder);
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
    fs::remove_file(&manifest).unwrap();
    let run = locked(&folder);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("there is no manifest to compare the files with"), "{}", run.stderr);
}
