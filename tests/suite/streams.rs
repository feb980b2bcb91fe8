//! Signals while the program waits, and a stdout that cannot be written to.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Case, Scratch, command, finish, run};

fn sound() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder
}

/// The commands that print data.
const DATA: [&[&str]; 13] = [
    &["list"],
    &["schema"],
    &["schema", "briefing"],
    &["explain"],
    &["explain", "unknown-key"],
    &["completions", "bash"],
    &["man"],
    &["man", "check"],
    &["check", "specs"],
    &["check", "specs", "--message-format", "sarif"],
    &["--help"],
    &["--version"],
    &["--format", "csv"],
];

#[test]
fn a_full_stdout_is_an_error() {
    let folder = sound();
    for arguments in DATA {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = command(folder.path(), arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        if !arguments[0].starts_with("--h") && !arguments[0].starts_with("--v") {
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("error: cannot write to stdout: "), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    let folder = sound();
    for arguments in DATA {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = command(folder.path(), arguments).stdout(writer).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("error") && !said.contains("panic"), "{arguments:?}: {said}");
    }
}

fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

/// The status of a program that ends soon.
#[track_caller]
fn ends(child: &mut Child) -> Option<i32> {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    panic!("it goes on");
}

#[test]
fn a_signal_ends_the_wait_for_another_build() {
    let folder = sound();
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
    let out = File::open(folder.path().join("out")).unwrap();
    out.lock().unwrap();
    for name in ["-INT", "-TERM"] {
        let mut child = command(folder.path(), &[]).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("waiting for another build")));
        signal(&child, name);
        assert_eq!(ends(&mut child), Some(130), "{name}");
    }
    out.unlock().unwrap();
    assert_eq!(run(folder.path(), &["--quiet"]).status, 0);
}

fn pipe(path: &Path) {
    let _ = std::fs::remove_file(path);
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_signal_ends_the_wait_for_a_pipe() {
    for file in ["briefing.yaml", "theme.yaml", "charts/budget.yaml", "series/survey.yaml", "series/s.csv"] {
        let folder = sound();
        if file == "series/s.csv" {
            folder.put("specs/series/more.yaml", "series: {s: {type: single, data: s.csv}}\n");
        }
        pipe(&folder.path().join("specs").join(file));
        for arguments in [&[][..], &["watch"], &["check", "specs"], &["list"]] {
            let mut child = command(folder.path(), arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            sleep(Duration::from_millis(300));
            signal(&child, "-INT");
            assert_ne!(ends(&mut child), Some(101), "{file} {arguments:?}");
        }
    }
}

#[test]
fn a_check_denies_warnings_as_a_build_does() {
    let folder = sound();
    // A chart that no section names.
    folder.put("specs/charts/more.yaml", "title: T\nseries: budget\nchart: stacked-bar\n");
    for (arguments, status) in [
        (&["check", "specs"][..], 0),
        (&["check", "specs", "--deny-warnings"], 1),
        (&["--deny-warnings", "--format", "csv"], 1),
    ] {
        let said = finish(&mut command(folder.path(), arguments));
        assert!(said.stderr.contains("warning["), "{}", said.stderr);
        assert_eq!(said.status, status, "{arguments:?}: {}", said.stderr);
    }
}
