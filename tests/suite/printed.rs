//! Printed output is sanitised whatever the names and content of files: one line stays one line, no terminal
//! escape codes, and no workflow commands.

#![cfg(unix)]

use std::fs;

use serde_json::Value;

use crate::harness::{Case, Run, Scratch, run};

/// A name with a line end and a workflow command, with codes that steer a terminal, and with signs that turn texts round.
const NASTY: &str = "a\n::error title=b::c\r\u{1b}[31m\u{202e}d\u{2066}e\u{9b}f\u{2028}g%0A,h";

/// The same as an escaped text of YAML.
const WRITTEN: &str = r#""a\n::error title=b::c\r\e[31m\u202ed\u2066e\x9bf\u2028g%0A,h""#;

/// The sound project with faults in files, keys, answers and folders of that name.
fn project() -> Scratch {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    folder.put(&format!("specs/charts/{NASTY}.yaml"), format!("title: T\nseries: {WRITTEN}\nchart: bar\n"));
    folder
        .put(&format!("specs/series/{NASTY}.yaml"), format!("series: {{{WRITTEN}: {{type: {WRITTEN}}}}}\n"));
    let keys = format!("title: T\nseries: budget\nchart: bar\nhighlight: [{WRITTEN}]\n{WRITTEN}: 1\n");
    folder.put("specs/charts/keys.yaml", keys);
    // Raw, as far as YAML takes it: the line itself is shown.
    folder.put("specs/charts/raw.yaml", "title: T\nseries: bud\u{202e}get\u{2066}\nchart: bar\n");
    folder
}

fn said(folder: &Scratch, arguments: &[&str]) -> Run {
    run(folder.path(), arguments)
}

fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_harmless(text: &str) {
    assert!(!text.contains(steers), "{:?}", text.chars().filter(|c| steers(*c)).collect::<String>());
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
}

#[test]
fn for_people() {
    let folder = project();
    for form in ["human", "short"] {
        for arguments in [&["--message-format", form][..], &["check", "specs", "--message-format", form]] {
            let Run { stdout, stderr, status } = said(&folder, arguments);
            assert_eq!(status, 2);
            assert!(stderr.contains("wrong-id") && stderr.contains("unknown-key"), "{stderr}");
            is_harmless(&stdout);
            is_harmless(&stderr);
        }
    }
    let short = said(&folder, &["check", "specs", "--message-format", "short"]).stderr;
    let known =
        |line: &str| line.starts_with("specs/") || line.ends_with(" errors") || line.contains("warning");
    assert!(short.lines().all(known), "one line each: {short}");
}

#[test]
fn for_programs() {
    let folder = project();
    let file = format!("specs/charts/{NASTY}.yaml");
    let json = said(&folder, &["--message-format", "json"]).stdout;
    is_harmless(&json);
    let all: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(all.iter().any(|one| one["file"] == *file), "the name as it is: {json}");
    let sarif = said(&folder, &["--message-format", "sarif"]).stdout;
    is_harmless(&sarif);
    let document: Value = serde_json::from_str(&sarif).unwrap();
    assert!(document["runs"][0]["results"].as_array().unwrap().len() >= all.len().min(4), "{sarif}");
}

#[test]
fn for_a_workflow() {
    let folder = project();
    let Run { stderr, .. } = said(&folder, &["--message-format", "github", "--quiet"]);
    assert!(!stderr.contains(steers), "{stderr:?}");
    let commands: Vec<&str> = stderr.lines().filter(|line| line.trim_start().starts_with("::")).collect();
    assert!(commands.len() >= 4, "{stderr}");
    for command in commands {
        assert!(command.starts_with("::error file=") || command.starts_with("::warning file="), "{command}");
        let properties = command[2..].split("::").next().unwrap();
        let names =
            properties.split_once(' ').unwrap().1.split(',').map(|one| one.split('=').next().unwrap());
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        assert!(names.clone().all(|name| known.contains(&name)), "{command}");
        assert_eq!(names.filter(|name| *name == "title").count(), 1, "{command}");
    }
}

#[test]
fn in_lists_and_summaries() {
    let folder = project();
    let list = said(&folder, &["list"]);
    assert!(list.stdout.contains("budget"), "{}", list.stdout);
    is_harmless(&list.stdout);
    is_harmless(&list.stderr);
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    for output in [NASTY, "::set-output name=a::b"] {
        for arguments in [&["-o", output][..], &["cache", output], &["new", output], &["check", output]] {
            let Run { stdout, stderr, .. } = said(&folder, arguments);
            is_harmless(&stdout);
            is_harmless(&stderr);
        }
    }
    is_harmless(&said(&folder, &["explain", NASTY]).stderr);
}

#[test]
fn for_make() {
    let folder = Scratch::new();
    folder.overlay(&Case::new("sound").folder);
    fs::rename(folder.path().join("specs"), folder.path().join("a b#$c")).unwrap();
    let fine = said(&folder, &["a b#$c", "--deps", "rules.d"]);
    assert_eq!(fine.status, 0, "{}", fine.stderr);
    let rules = fs::read_to_string(folder.path().join("rules.d")).unwrap();
    assert!(rules.contains("a\\ b\\#$$c/briefing.yaml"), "{rules}");
    fs::rename(folder.path().join("a b#$c"), folder.path().join("specs")).unwrap();
    for name in [NASTY, "a; id", "x: ; id", "$(id)\nall: ; id", "a=b", "100%"] {
        fs::rename(folder.path().join("specs"), folder.path().join(name)).unwrap();
        let wrong = said(&folder, &[name, "--deps", "other.d", "--message-format", "short"]);
        assert_eq!(wrong.status, 2, "{name:?}: {}", wrong.stderr);
        assert!(wrong.stderr.contains("error[unusable-name]: `--deps` cannot list"), "{}", wrong.stderr);
        assert!(!folder.path().join("other.d").exists(), "{name:?}");
        fs::rename(folder.path().join(name), folder.path().join("specs")).unwrap();
    }
}
