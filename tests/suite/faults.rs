//! Failures around a build: no partial results, everything that can be built is built, and the exit status says
//! what happened.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::harness::{Case, Run, Scratch, command, files, finish, run, shipped};

/// The shipped specs in a folder of their own.
fn project() -> Scratch {
    let folder = Scratch::new();
    for (name, bytes) in files(&shipped()) {
        folder.put(&format!("specs/{name}"), bytes);
    }
    folder
}

/// Every file is one of those of a sound build, whole.
#[track_caller]
fn assert_whole(out: &Path, sound: &[(String, Vec<u8>)]) {
    for (name, bytes) in files(out) {
        let whole = sound.iter().find(|(whole, _)| *whole == name);
        assert!(whole.is_some_and(|(_, whole)| *whole == bytes), "{name}");
    }
}

/// Runs the binary where no file may grow larger than so many blocks of 512 bytes, as on a disk that is full.
fn with_little_room(folder: &Path, blocks: u32, options: &str) -> Run {
    let program = env!("CARGO_BIN_EXE_make-briefing");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec {program} --quiet {options}");
    finish(Command::new("sh").args(["-c", &script]).current_dir(folder))
}

#[test]
fn a_full_disk_leaves_the_old_result() {
    let folder = project();
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    let sound = files(&folder.path().join("out"));
    let chart = folder.path().join("specs/charts/kompetenzen.yaml");
    let text = fs::read_to_string(&chart).unwrap();
    fs::write(&chart, text.replacen("title: ", "title: Jetzt ", 1)).unwrap();
    for blocks in [0, 1, 8, 40, 80, 120] {
        let run = with_little_room(folder.path(), blocks, "--format pdf,png");
        assert_eq!(run.status, 3, "{blocks} blocks: {}", run.stderr);
        assert!(run.stderr.contains("error[unwritable]"), "{}", run.stderr);
        let changed = ["briefing.pdf", "charts/kompetenzen.png", "manifest.json"];
        for (name, bytes) in files(&folder.path().join("out")) {
            let old = sound.iter().any(|(old, whole)| *old == name && *whole == bytes);
            assert!(old || changed.contains(&name.as_str()), "{name} with {blocks} blocks");
        }
    }
    // What was changed is whole as well.
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    assert_eq!(run(folder.path(), &["--quiet", "--no-cache", "-o", "new"]).status, 0);
    assert_whole(&folder.path().join("out"), &files(&folder.path().join("new")));
}

#[test]
fn what_a_killed_build_wrote_is_ours() {
    let folder = project();
    let mut killed = 0;
    for wait in (10..400).step_by(15) {
        let mut build = command(folder.path(), &["--quiet", "-j1", "--no-cache"]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = build.kill();
        let was_killed = !build.wait().unwrap().success();
        killed += usize::from(was_killed && folder.path().join("out/.make-briefing-log").exists());
        // Some files are in their places then, and no manifest names them.
        let next = run(folder.path(), &["--quiet", "--no-cache", "--format", "svg", "--plain"]);
        assert_eq!((next.status, next.stderr.as_str()), (0, ""), "after {wait} ms");
        let left = fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name());
        let halves = left.filter(|name| name.to_string_lossy().ends_with(".part"));
        assert_eq!(halves.count(), 0, "after {wait} ms");
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
    assert!(killed > 3, "{killed} builds were killed");
}

#[test]
fn leftovers_of_a_killed_build_go_with_the_next() {
    let folder = project();
    let left =
        ["out/.make-briefing-0123456789abcdef.part", "out/charts/.make-briefing-fedcba9876543210.part"];
    left.iter().for_each(|name| folder.put(name, "half"));
    // The last line was not written to its end.
    folder.put(
        "out/.make-briefing-log",
        "make-briefing log 1\n.make-briefing-0123456789abcdef.part\t-\tmanifest.json\n\
         .make-briefing-fedcba9876543210.part\t00\tcharts/kompetenzen.svg\n.make-briefing-00",
    );
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    for name in left.iter().chain(&["out/.make-briefing-log"]) {
        assert!(!folder.path().join(name).exists(), "{name}");
    }
}

/// A folder with results of two charts, and what a build that was killed left beside them: both new files, and its log
/// up to this line.
fn killed_while_replacing(last_line: &str) -> Scratch {
    let folder = project();
    assert_eq!(run(folder.path(), &["--quiet", "--format", "svg"]).status, 0);
    let mut log = String::from("make-briefing log 1\n");
    for (digit, name) in ["kompetenzen", "digitalbudget"].iter().enumerate() {
        let temporary = format!(".make-briefing-{digit:016x}.part");
        let content = format!("<svg>new {name}</svg>");
        let sha256 = make_briefing::workspace::sha256(content.as_bytes());
        log += &format!("{temporary}\t{sha256}\tcharts/{name}.svg\n");
        folder.put(&format!("out/charts/{temporary}"), content);
    }
    folder.put("out/.make-briefing-log", log + last_line);
    folder
}

/// Lets a run clean up that makes nothing.
fn recover(folder: &Scratch) {
    assert_eq!(run(folder.path(), &["--only", "there-is-none"]).status, 2);
    let left = files(&folder.path().join("out"));
    assert!(left.iter().all(|(name, _)| !name.ends_with(".part")), "temporary files are gone");
    assert!(!folder.path().join("out/.make-briefing-log").exists());
}

fn is_new(folder: &Scratch, chart: &str) -> bool {
    let text = fs::read_to_string(folder.path().join(format!("out/charts/{chart}.svg"))).unwrap();
    text.starts_with("<svg>new")
}

#[test]
fn what_a_killed_build_began_to_replace_is_completed() {
    for commit in ["commit\n", "commit\tforce\n"] {
        let folder = killed_while_replacing(commit);
        recover(&folder);
        assert!(is_new(&folder, "kompetenzen") && is_new(&folder, "digitalbudget"));
        // They are listed as our own: the next build may replace them.
        assert_eq!(run(folder.path(), &["--quiet", "--format", "svg"]).status, 0);
        assert!(!is_new(&folder, "kompetenzen"));
    }
}

#[test]
fn what_a_killed_build_had_not_begun_to_replace_stays() {
    for unfinished in ["", "comm"] {
        let folder = killed_while_replacing(unfinished);
        recover(&folder);
        assert!(!is_new(&folder, "kompetenzen") && !is_new(&folder, "digitalbudget"));
    }
}

#[test]
fn a_file_of_somebody_else_is_not_replaced_afterwards_either() {
    let folder = killed_while_replacing("commit\n");
    // Somebody takes our file away and puts a picture in its place; the list forgets the file at the next build.
    fs::remove_file(folder.path().join("out/.make-briefing-files")).unwrap();
    recover(&folder);
    assert!(!is_new(&folder, "kompetenzen"), "no list says that this file is ours");
}

#[test]
fn a_new_file_that_was_damaged_replaces_nothing() {
    let folder = killed_while_replacing("commit\n");
    folder.put(&format!("out/charts/.make-briefing-{:016x}.part", 0), "<svg>new but cut");
    recover(&folder);
    assert!(!is_new(&folder, "kompetenzen") && is_new(&folder, "digitalbudget"));
}

#[test]
fn durable_results_are_the_same() {
    let folder = project();
    assert_eq!(run(folder.path(), &["--quiet", "--durable", "-o", "durable"]).status, 0);
    assert_eq!(run(folder.path(), &["--quiet", "-o", "plain"]).status, 0);
    assert_eq!(files(&folder.path().join("durable")), files(&folder.path().join("plain")));
}

/// Asks a build to stop after so many milliseconds.
fn interrupted(folder: &Path, signal: &str, after: u64) -> Run {
    let mut build = command(folder, &["-j1", "--scale", "3", "--no-cache"]);
    build.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = build.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(after));
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_build_that_is_stopped_says_so_and_leaves_the_old_files() {
    let folder = project();
    for signal in ["-INT", "-TERM"] {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        // The first moment at which the build is neither not begun nor over: before, it ends at once with the same status.
        let stopped = (5..200)
            .step_by(5)
            .map(|after| interrupted(folder.path(), signal, after))
            .find(|run| run.status == 130 && !run.stderr.is_empty());
        let stopped = stopped.expect("a build is stopped before its end");
        assert!(stopped.stderr.contains("stopped: "), "{}", stopped.stderr);
        assert_eq!(stopped.stdout, "");
        assert_eq!(files(&folder.path().join("out")), Vec::new());
    }
}

#[test]
fn two_builds_into_one_folder_take_turns() {
    let folder = project();
    for (name, bytes) in files(&folder.path().join("specs")) {
        folder.put(&format!("other/{name}"), bytes);
    }
    let briefing = folder.path().join("other/briefing.yaml");
    let text = fs::read_to_string(&briefing).unwrap();
    fs::write(&briefing, text.replacen("title: ", "title: Auch ", 1)).unwrap();
    let theme = "colors: {accent: '#7a1f5c'}\n";
    folder.put("other/theme.yaml", theme);
    let whole = |specs: &str| {
        assert_eq!(run(folder.path(), &[specs, "--quiet", "--no-cache", "-o", "alone"]).status, 0);
        let whole = files(&folder.path().join("alone"));
        fs::remove_dir_all(folder.path().join("alone")).unwrap();
        whole
    };
    let results = [whole("specs"), whole("other")];
    for _ in 0..4 {
        let mut builds: Vec<_> = ["specs", "other", "specs"]
            .map(|specs| command(folder.path(), &[specs, "--quiet"]).spawn().unwrap())
            .into();
        for build in &mut builds {
            assert!(build.wait().unwrap().success());
        }
        let out = files(&folder.path().join("out"));
        assert!(results.contains(&out), "the result is a mixture");
    }
}

#[test]
fn files_that_come_and_go_are_a_fault_of_the_run_alone() {
    let folder = project();
    let chart = folder.path().join("specs/charts/kompetenzen.yaml");
    let aside = folder.path().join("aside.yaml");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Relaxed) {
                let _ = fs::rename(&chart, &aside);
                std::thread::sleep(Duration::from_micros(300));
                let _ = fs::rename(&aside, &chart);
                std::thread::sleep(Duration::from_micros(300));
            }
        });
        for _ in 0..12 {
            let run = run(folder.path(), &["--quiet"]);
            assert!([0, 2, 3].contains(&run.status), "{}: {}", run.status, run.stderr);
            assert!(!run.stderr.contains("internal") && !run.stderr.contains("panicked"), "{}", run.stderr);
        }
        stop.store(true, Ordering::Relaxed);
    });
    let _ = fs::rename(&aside, &chart);
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    assert_eq!(run(folder.path(), &["--quiet", "--no-cache", "-o", "new"]).status, 0);
    assert_whole(&folder.path().join("out"), &files(&folder.path().join("new")));
}

#[test]
fn ten_thousand_broken_specs_are_all_looked_at() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    for index in 0..10_000 {
        folder.put(&format!("specs/charts/broken-{index}.yaml"), "title: More\nseries: bugdet\nchart: bar\n");
    }
    let run = run(folder.path(), &["--quiet", "--format", "svg"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("19000 more are not shown\n10000 errors and 10000 warnings\n"),
        "{}",
        run.stderr.len()
    );
    assert_eq!(run.stderr.matches("error[unknown-series]").count(), 1000, "errors come before warnings");
    assert!(run.stderr.contains(" and 9960 more\n"), "the names of those that were not drawn are cut short");
    assert!(folder.path().join("out/charts/budget.svg").exists(), "all others are built");
}

#[test]
fn an_image_that_is_too_large_leaves_the_others() {
    let folder = project();
    folder.put(
        "specs/charts/poster.yaml",
        "title: Groß\nseries: digitalbudget-2021\nchart: bar\nvariants: [{name: poster, width: 8000px, height: 8000px}]\n",
    );
    let run = run(folder.path(), &["--quiet", "--scale", "16"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(run.stderr.contains("error[canvas]"), "{}", run.stderr);
    for name in ["out/charts/poster.svg", "out/charts/kompetenzen.png", "out/briefing.pdf"] {
        assert!(folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn memory_that_is_refused_is_no_end_of_the_run() {
    let folder = project();
    let program = env!("CARGO_BIN_EXE_make-briefing");
    // A canvas of 90 million pixels does not fit; the vector images and the document do.
    folder.put(
        "specs/charts/poster.yaml",
        "title: Groß\nseries: digitalbudget-2021\nchart: bar\nvariants: [{name: poster, width: 8000px, height: 800px}]\n",
    );
    let script = format!("ulimit -v 160000; exec {program} --quiet -j1 --scale 3.7 --format png,svg,pdf");
    let run = finish(Command::new("sh").args(["-c", &script]).current_dir(folder.path()));
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(run.stderr.contains("error[canvas]"), "{}", run.stderr);
    assert!(folder.path().join("out/charts/poster.svg").exists());
}
