//! Incremental builds: unchanged files are not built again, and the results equal those of a clean build.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::harness::{Case, Run, Scratch, command, files, run, shipped};

/// The shipped specs in a folder of their own, built once.
fn built() -> Scratch {
    let folder = Scratch::new();
    for (name, bytes) in files(&shipped()) {
        folder.put(&format!("specs/{name}"), bytes);
    }
    let first = build(&folder, &[]);
    assert!(first.stdout.contains("out: 18 charts, 15 pages"), "{}", first.stdout);
    folder
}

#[track_caller]
fn build(folder: &Scratch, options: &[&str]) -> Run {
    let run = run(folder.path(), options);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run
}

/// The results are those of a build that knows nothing of the builds before.
#[track_caller]
fn assert_as_new(folder: &Scratch) {
    build(folder, &["--no-cache", "-o", "new"]);
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let (again, new) = (files(&folder.path().join("out")), files(&folder.path().join("new")));
    assert_eq!(names(&again), names(&new));
    let differing: Vec<_> =
        again.iter().zip(&new).filter(|(a, b)| a != b).map(|((name, _), _)| name).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The entries of the cache in an output folder that are images.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().path());
    let folders = all.filter(|path| path.is_dir() && !path.ends_with("runs"));
    folders.flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn where_nothing_has_changed_nothing_is_written() {
    let folder = built();
    let pdf = folder.path().join("out/briefing.pdf");
    let before = fs::metadata(&pdf).unwrap().modified().unwrap();
    // Only contents count, not times.
    for (name, bytes) in files(&folder.path().join("specs")) {
        folder.put(&format!("specs/{name}"), bytes);
    }
    let again = build(&folder, &[]);
    assert!(again.stdout.contains("18 charts, unchanged, 15 pages"), "{}", again.stdout);
    assert_eq!(again.stderr, "", "nothing was drawn");
    assert_eq!(fs::metadata(&pdf).unwrap().modified().unwrap(), before);
    assert_as_new(&folder);
}

#[test]
fn a_changed_figure_redraws_the_charts_that_show_it() {
    let folder = built();
    let series = folder.path().join("specs/series/digitalisierung-2020.yaml");
    change(&series, "erhöhen: 54", "erhöhen: 55");
    let again = build(&folder, &["--deny-warnings"]);
    // The budget's own chart and the key figures, one of which it is.
    assert!(again.stdout.contains("18 charts, 16 of them unchanged"), "{}", again.stdout);
    assert_as_new(&folder);
}

#[test]
fn what_a_text_takes_from_another_series_counts_too() {
    let folder = built();
    let title = "title: 'Mehr Geld planen {{ pct(\"digitalbudget-2021\", \"erhöhen\") }}' #";
    change(&folder.path().join("specs/charts/kompetenzen.yaml"), "title:", title);
    assert!(build(&folder, &[]).stdout.contains("17 of them unchanged"));
    change(&folder.path().join("specs/series/digitalisierung-2020.yaml"), "erhöhen: 54", "erhöhen: 55");
    let again = build(&folder, &[]);
    // The budget's own chart, the key figures, and the one with the title.
    assert!(again.stdout.contains("15 of them unchanged"), "{}", again.stdout);
    assert_as_new(&folder);
}

#[test]
fn another_theme_redraws_all() {
    let folder = built();
    folder.put("specs/theme.yaml", "colors: {accent: '#7a1f5c'}\n");
    let again = build(&folder, &[]);
    assert!(again.stdout.contains("out: 18 charts, 15 pages"), "{}", again.stdout);
    assert_as_new(&folder);
}

#[test]
fn a_brand_that_appears_or_changes_redraws_all() {
    let folder = built();
    folder.put("specs/_brand.yml", "color: {primary: '#7a1f5c'}\n");
    let again = build(&folder, &[]);
    assert!(again.stdout.contains("out: 18 charts, 15 pages"), "{}", again.stdout);
    folder.put("specs/theme.yaml", "brand: house/brand.yml\n");
    folder.put("specs/house/brand.yml", "color: {primary: '#1f5c7a'}\n");
    build(&folder, &[]);
    folder.put("specs/house/brand.yml", "color: {primary: '#5c7a1f'}\n");
    let other = build(&folder, &[]);
    assert!(other.stdout.contains("out: 18 charts, 15 pages"), "{}", other.stdout);
    assert_as_new(&folder);
}

#[test]
fn a_result_that_was_edited_or_removed_comes_back() {
    let folder = built();
    fs::remove_file(folder.path().join("out/charts/digitalbudget.png")).unwrap();
    fs::remove_file(folder.path().join("out/briefing.pdf")).unwrap();
    let image = folder.path().join("out/charts/kompetenzen.svg");
    change(&image, "<svg", "<svg ");
    build(&folder, &[]);
    assert_as_new(&folder);
}

#[test]
fn a_result_that_was_edited_without_a_trace_in_its_time_comes_back() {
    let folder = built();
    let image = folder.path().join("out/charts/kompetenzen.svg");
    let before = fs::metadata(&image).unwrap().modified().unwrap();
    change(&image, "svg", "gvs");
    fs::File::options().append(true).open(&image).unwrap().set_modified(before).unwrap();
    build(&folder, &[]);
    assert_as_new(&folder);
}

#[test]
fn a_damaged_or_foreign_entry_is_made_anew() {
    let folder = built();
    let entries = entries(&folder.path().join("out/.cache"));
    assert_eq!(entries.len(), 18);
    for (index, entry) in entries.iter().enumerate() {
        let mut bytes = fs::read(entry).unwrap();
        match index % 4 {
            0 => bytes.truncate(index * 100),
            1 => bytes.clear(),
            2 => *bytes.last_mut().unwrap() ^= 1,
            _ => bytes = fs::read(&entries[(index + 1) % entries.len()]).unwrap()[..50].to_vec(),
        }
        fs::write(entry, bytes).unwrap();
    }
    fs::remove_dir_all(folder.path().join("out/charts")).unwrap();
    let again = build(&folder, &[]);
    assert!(again.stdout.contains("out: 18 charts, 15 pages"), "{}", again.stdout);
    assert_as_new(&folder);
}

#[test]
fn a_record_that_is_damaged_is_ignored() {
    let folder = built();
    let runs = folder.path().join("out/.cache/runs");
    for entry in fs::read_dir(runs).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.len() / 2]).unwrap();
    }
    let again = build(&folder, &[]);
    assert!(again.stdout.contains("18 charts, unchanged"), "the images are still known: {}", again.stdout);
    assert_as_new(&folder);
}

#[test]
fn another_folder_may_share_what_is_kept() {
    let folder = built();
    let options = ["--cache-dir", "kept", "--format", "svg"];
    build(&folder, &[&options[..], &["-o", "one"]].concat());
    let other = build(&folder, &[&options[..], &["-o", "other"]].concat());
    assert!(other.stdout.contains("18 charts, unchanged"), "{}", other.stdout);
    assert_eq!(files(&folder.path().join("one")), files(&folder.path().join("other")));
    assert!(!folder.path().join("one/.cache").exists());
}

#[test]
fn another_scale_is_another_image() {
    let folder = built();
    let larger = build(&folder, &["--scale", "1"]);
    assert!(larger.stdout.contains("out: 18 charts, 15 pages"), "{}", larger.stdout);
    let back = build(&folder, &[]);
    assert!(back.stdout.contains("18 charts, unchanged"), "{}", back.stdout);
    assert_as_new(&folder);
}

#[test]
fn images_of_several_scales_are_kept_together() {
    let folder = built();
    let options = ["--scale", "1,2", "-o", "dense"];
    build(&folder, &options);
    let image = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let before = image("dense/charts/digitalbudget.png");
    assert_eq!(image("dense/charts/digitalbudget@2x.png"), image("out/charts/digitalbudget.png"));
    fs::remove_dir_all(folder.path().join("dense/charts")).unwrap();
    let again = build(&folder, &options);
    assert!(again.stdout.contains("18 charts, unchanged"), "{}", again.stdout);
    assert_eq!(image("dense/charts/digitalbudget.png"), before);
    assert_eq!(image("dense/charts/digitalbudget@2x.png"), image("out/charts/digitalbudget.png"));
}

#[test]
fn without_a_cache_nothing_is_kept() {
    let folder = built();
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    build(&folder, &["--no-cache"]);
    assert!(!folder.path().join("out/.cache").exists());
}

#[test]
fn a_file_that_comes_out_the_same_stays_as_it_is() {
    let folder = built();
    let out = folder.path().join("out");
    let times = || -> Vec<_> {
        let names = files(&out).into_iter().map(|(name, _)| name).filter(|name| !name.starts_with(".cache"));
        names.map(|name| (fs::metadata(out.join(&name)).unwrap().modified().unwrap(), name)).collect()
    };
    let before = times();
    assert!(before.iter().any(|(_, name)| name == "manifest.json"), "{before:?}");
    build(&folder, &["--no-cache"]);
    assert_eq!(times(), before);
}

#[test]
fn warnings_are_said_each_time() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("specs/charts/unplaced.yaml", "title: More\nseries: budget\nchart: bar\n");
    let first = build(&folder, &[]);
    assert!(first.stderr.contains("warning[unplaced-chart]"), "{}", first.stderr);
    for format in ["human", "short", "json", "sarif", "github"] {
        let fresh = build(&folder, &["--message-format", format, "--quiet", "--no-cache"]);
        let again = build(&folder, &["--message-format", format, "--quiet"]);
        assert_eq!((again.stdout, again.stderr), (fresh.stdout, fresh.stderr), "{format}");
    }
    assert_eq!(run(folder.path(), &["--deny-warnings"]).status, 1);
}

#[test]
fn errors_are_never_taken_for_done() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put("specs/charts/broken.yaml", "title: More\nseries: bugdet\nchart: bar\n");
    let first = run(folder.path(), &["--quiet"]);
    let again = run(folder.path(), &["--quiet"]);
    assert_eq!((first.status, &first.stderr), (2, &again.stderr));
    assert_eq!(again.status, 2);
}

#[test]
fn the_cache_can_be_looked_at_and_emptied() {
    let folder = built();
    let look = |arguments: &[&str]| run(folder.path(), &[&["cache"], arguments].concat());
    assert!(look(&[]).stdout.starts_with("out/.cache: 19 entries, "), "{}", look(&[]).stdout);
    assert!(look(&["out", "--prune", "0"]).stdout.ends_with("0 entries, 0 kB, 19 removed\n"));
    assert!(look(&["out/.cache"]).stdout.starts_with("out/.cache: 0 entries"));
    let none = look(&["specs"]);
    assert_eq!((none.status, none.stderr.as_str()), (2, "error: there is no cache in specs\n"));
    build(&folder, &[]);
    assert_as_new(&folder);
}

#[test]
fn a_cache_that_cannot_be_used_is_done_without() {
    let folder = built();
    folder.put("file", "");
    let run = run(folder.path(), &["--cache-dir", "file", "--quiet"]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("warning[unusable-cache]: the cache cannot be used"), "{}", run.stderr);
    assert_as_new(&folder);
}

#[test]
fn what_the_files_were_made_from_is_told_to_make() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    let first = build(&folder, &["--deps", "briefing.d"]);
    let rules = fs::read_to_string(folder.path().join("briefing.d")).unwrap();
    let expected = "\
        out/briefing.pdf \\\n  out/charts/budget.csv \\\n  out/charts/budget.png \\\n  out/charts/budget.svg \\\n  \
        out/manifest.json: \\\n  specs/briefing.yaml \\\n  specs/charts/budget.yaml \\\n  specs/series/survey.yaml\n\n\
        specs/briefing.yaml:\n\nspecs/charts/budget.yaml:\n\nspecs/series/survey.yaml:\n";
    assert_eq!(rules, expected);
    fs::remove_file(folder.path().join("briefing.d")).unwrap();
    build(&folder, &["--deps", "briefing.d"]);
    let again = fs::read_to_string(folder.path().join("briefing.d")).unwrap();
    assert_eq!(again, rules, "{}", first.stderr);
}

/// Waits until a file holds a text; files that are not there hold none.
#[track_caller]
fn wait_for(path: &Path, text: &str) {
    for _ in 0..600 {
        if fs::read_to_string(path).is_ok_and(|found| found.contains(text)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{} never holds {text}", path.display());
}

#[cfg(unix)]
#[test]
fn watch_builds_again_after_each_change() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    let mut watch = command(folder.path(), &["watch", "--format", "csv"]);
    let mut watch = watch.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let figures = folder.path().join("out/charts/budget.csv");
    let series = folder.path().join("specs/series/survey.yaml");
    wait_for(&figures, "54");
    change(&series, "54", "57");
    wait_for(&figures, "57");
    // A broken file does not end it.
    let sound = fs::read_to_string(&series).unwrap();
    fs::write(&series, "series: [").unwrap();
    std::thread::sleep(Duration::from_millis(700));
    fs::write(&series, sound.replace("57", "58")).unwrap();
    wait_for(&figures, "58");
    assert!(Command::new("kill").args(["-INT", &watch.id().to_string()]).status().unwrap().success());
    let status = watch.wait().unwrap();
    let mut said = String::new();
    watch.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(status.success(), "{said}");
    assert!(
        said.contains("watching specs, press Ctrl-C to stop") && said.contains("error[yaml-syntax]"),
        "{said}"
    );
}
