//! Pipes, devices, folders and huge files in every place that a build reads: each ends in a diagnostic, at once.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::harness::{Case, Run, Scratch, command};

/// What stands in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Pipe,
    Device,
    Folder,
    /// 5 GB that take no space on disk.
    Sparse,
}

const KINDS: [Kind; 4] = [Kind::Pipe, Kind::Device, Kind::Folder, Kind::Sparse];

fn put(kind: Kind, path: &Path) {
    let _ = fs::remove_file(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    match kind {
        Kind::Pipe => assert!(Command::new("mkfifo").arg(path).status().unwrap().success()),
        Kind::Device => symlink("/dev/zero", path).unwrap(),
        Kind::Folder => fs::create_dir(path).unwrap(),
        Kind::Sparse => File::create(path).unwrap().set_len(5 << 30).unwrap(),
    }
}

/// Runs the binary with less memory than a 5 GB file needs; fails where it does not end soon.
#[track_caller]
fn run_limited(folder: &Path, arguments: &[&str]) -> Run {
    let program = command(folder, arguments);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 1500000; exec \"$@\"", "sh"]);
    shell.arg(program.get_program()).args(program.get_args()).current_dir(folder);
    let mut child = shell.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it goes on");
        }
        sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::new(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn project() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder
}

#[test]
fn only_files_are_read_as_specs_fonts_logos_and_data() {
    let data = |ending: &str| {
        let series = format!("series: {{s: {{type: single, data: series/x.{ending}}}}}\n");
        (format!("specs/series/x.{ending}"), "specs/series/more.yaml", series)
    };
    let theme = |file: &str, text: &str| (format!("specs/{file}"), "specs/theme.yaml", text.to_owned());
    let places = [
        theme("f.ttf", "fonts: {regular: f.ttf}\n"),
        theme("l.svg", "logo: l.svg\n"),
        theme("b.yml", "brand: b.yml\n"),
        theme("theme.yaml", ""),
        theme("briefing.yaml", ""),
        data("csv"),
        data("json"),
        data("xlsx"),
        data("parquet"),
    ];
    for (place, named_in, text) in places {
        for kind in KINDS {
            let folder = project();
            folder.put(named_in, &text);
            put(kind, &folder.path().join(&place));
            let run = run_limited(folder.path(), &["--format", "csv"]);
            assert!(matches!(run.status, 2 | 3), "{place} {kind:?}: {} {}", run.status, run.stderr);
            assert!(run.stderr.contains("error["), "{place} {kind:?}: {}", run.stderr);
        }
    }
}

#[test]
fn only_files_are_believed_to_come_from_an_earlier_build() {
    let results = ["manifest.json", "charts/budget.svg", ".make-briefing-files", ".make-briefing-log"];
    let kept = [".cache/make-briefing-cache", ".cache/CACHEDIR.TAG"];
    for place in results.into_iter().chain(kept) {
        for kind in KINDS {
            let folder = project();
            assert_eq!(run_limited(folder.path(), &["--format", "svg"]).status, 0);
            put(kind, &folder.path().join("out").join(place));
            // A new title, so that the build has something to do.
            let chart = folder.path().join("specs/charts/budget.yaml");
            let text = fs::read_to_string(&chart).unwrap().replacen("title: ", "title: New ", 1);
            fs::write(&chart, text).unwrap();
            let run = run_limited(folder.path(), &["--format", "svg"]);
            let is_said = run.stderr.contains("error[") || run.stderr.contains("warning[");
            let is_own = kind == Kind::Sparse && !place.contains('.') || run.status == 0;
            assert!(is_said || is_own, "{place} {kind:?}: {} {}", run.status, run.stderr);
            assert!(matches!(run.status, 0 | 3), "{place} {kind:?}: {} {}", run.status, run.stderr);
        }
    }
}

#[test]
fn entries_and_records_of_the_cache_are_files() {
    for kind in KINDS {
        let folder = project();
        assert_eq!(run_limited(folder.path(), &["--format", "svg"]).status, 0);
        let svg = fs::read(folder.path().join("out/charts/budget.svg")).unwrap();
        fs::remove_file(folder.path().join("out/charts/budget.svg")).unwrap();
        for part in fs::read_dir(folder.path().join("out/.cache")).unwrap() {
            for entry in fs::read_dir(part.unwrap().path()).into_iter().flatten() {
                put(kind, &entry.unwrap().path());
            }
        }
        let run = run_limited(folder.path(), &["--format", "svg"]);
        assert_eq!(run.status, 0, "{kind:?}: {}", run.stderr);
        assert_eq!(fs::read(folder.path().join("out/charts/budget.svg")).unwrap(), svg, "{kind:?}");
    }
}

#[test]
fn only_files_are_checked_and_replaced() {
    for kind in KINDS {
        let folder = project();
        put(kind, &folder.path().join("out.pdf"));
        for arguments in [&["check", "out.pdf"][..], &["--format", "csv", "--deps", "out.pdf"]] {
            let run = run_limited(folder.path(), arguments);
            assert!(matches!(run.status, 2 | 3), "{arguments:?} {kind:?}: {} {}", run.status, run.stderr);
            assert!(run.stderr.contains("error["), "{arguments:?} {kind:?}: {}", run.stderr);
        }
    }
}

/// Runs the binary with this limit of bash; `None` where this user is not held to it.
fn run_with(folder: &Path, limit: &str, arguments: &[&str]) -> Option<Run> {
    let program = command(folder, arguments);
    let command_line: Vec<_> = std::iter::once(program.get_program()).chain(program.get_args()).collect();
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    // The administrator may start any number of threads, so another user does.
    let mut shell = Command::new(if is_root { "setpriv" } else { "bash" });
    if is_root {
        shell.args(["--reuid=54321", "--clear-groups", "bash"]);
    }
    let run = |limit: &str, shell: &mut Command| {
        shell.args(["-c", &format!("{limit}; exec \"$@\""), "bash"]).args(&command_line).current_dir(folder);
        let output = shell.output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            stdout: String::new(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    };
    let run = run(limit, &mut shell);
    // The other user may not even find the program.
    (!matches!(run.status, 126 | 127)).then_some(run)
}

#[test]
fn where_the_system_gives_no_threads_one_does_all_the_work() {
    let folder = project();
    let specs = folder.path().join("specs");
    let specs = specs.to_str().unwrap();
    let out = std::env::temp_dir().join(format!("make-briefing-threads-{}", std::process::id()));
    let out_name = out.to_str().unwrap();
    for arguments in [
        &[specs, "-o", out_name][..],
        &[specs, "-o", out_name, "-j", "64", "--no-cache"],
        &["check", specs],
        &["list", specs],
    ] {
        let Some(run) = run_with(folder.path(), "ulimit -u 1", arguments) else { return };
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    }
    let _ = fs::remove_dir_all(out);
}

#[test]
fn where_the_system_opens_no_more_files_that_is_said() {
    for files in 4..9 {
        let folder = project();
        let program = command(folder.path(), &[]);
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -n {files}; exec \"$@\""), "sh"]);
        let output = shell.arg(program.get_program()).current_dir(folder.path()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let is_said = said.contains("error[") && !said.contains("foreign-file");
        let status = output.status.code();
        assert!(status == Some(0) || status == Some(3) && is_said, "{files} files: {status:?} {said}");
    }
}
