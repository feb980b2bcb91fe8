//! Each lint rule from the user's view: `rules/<rule>/fires` is a folder on which only this rule fires,
//! `rules/<rule>/passes` the same folder corrected. `expected.txt` has the output for the first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use make_briefing::batch::check_files::check_specs;
use make_briefing::lint::RULES;

use crate::folder::{Folder, updating};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What is said about a folder, one line a fault: place, level, rule, message, hint.
fn said(folder: &Path) -> Vec<(String, &'static str)> {
    let line = |fault: &make_briefing::diagnostic::Diagnostic| {
        let (line, column) = (fault.span.line(), fault.span.column());
        let file = fault.span.source.name.rsplit('/').take(2).collect::<Vec<_>>();
        let file = file.into_iter().rev().collect::<Vec<_>>().join("/");
        let level = format!("{:?}", fault.severity).to_lowercase();
        let hint = fault.hint.as_deref().unwrap_or("");
        let text =
            format!("{file}:{line}:{column}: {level}[{}]: {}\n  help: {hint}\n", fault.code, fault.message);
        (text, fault.code.name())
    };
    check_specs(folder).diagnostics.iter().map(line).collect()
}

#[test]
fn every_rule_fires_and_passes() {
    for rule in RULES {
        let folder = root("tests/survey/rules").join(rule.code.name());
        let fires = said(&folder.join("fires"));
        assert!(!fires.is_empty(), "{}: silent on what is wrong", rule.code.name());
        assert!(fires.iter().all(|(_, code)| *code == rule.code.name()), "{}: {fires:#?}", rule.code.name());
        let text: String = fires.into_iter().map(|(line, _)| line).collect();
        let expected = folder.join("expected.txt");
        if updating() {
            fs::write(&expected, &text).unwrap();
        }
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(
            text,
            known,
            "{}: run once with UPDATE_GOLDEN=1 and read the difference",
            rule.code.name()
        );
        assert_eq!(said(&folder.join("passes")), [], "{}: speaks about what is right", rule.code.name());
    }
}

#[test]
fn every_rule_can_be_silenced_at_its_place_and_be_made_an_error() {
    for rule in RULES {
        let root = root("tests/survey/rules").join(rule.code.name()).join("fires");
        let read = |file: &str| fs::read_to_string(root.join(file)).unwrap_or_default();
        let allow = format!("allow: {{{}: the reader is told}}\n", rule.code.name());
        let series = read("series/survey.yaml").replace("    type:", &format!("    {allow}    type:"));
        let folder = |chart: &str, series: &str, briefing: &str| {
            let folder = Folder::empty().with("series/tables.csv", read("series/tables.csv"));
            folder
                .with("charts/budget.yaml", read("charts/budget.yaml") + chart)
                .with("series/survey.yaml", series)
                .with("series/answers.csv", read("series/answers.csv"))
                .with("theme.yaml", read("theme.yaml") + "page: {size: a4}\n")
                .with("briefing.yaml", read("briefing.yaml") + briefing)
        };
        let silenced = folder(&allow, &series, &allow);
        assert_eq!(said(&silenced.path), [], "{}: cannot be silenced", rule.code.name());
        let level = if read("briefing.yaml").contains("checks:") {
            String::new()
        } else {
            format!("checks: {{{}: error}}\n", rule.code.name())
        };
        let strict = folder("", &read("series/survey.yaml"), &level);
        let status = check_specs(&strict.path).status();
        assert_eq!(status, u8::from(!level.is_empty()), "{}: level", rule.code.name());
        let off = folder("", &read("series/survey.yaml"), &level.replace("error", "off"));
        assert!(level.is_empty() || said(&off.path).is_empty(), "{}: cannot be turned off", rule.code.name());
    }
}

#[test]
fn every_folder_belongs_to_a_rule() {
    let folders: BTreeSet<String> = fs::read_dir(root("tests/survey/rules"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.code.name().to_owned()).collect();
    assert_eq!(folders, rules);
}

/// A copy of a shipped folder whose briefing turns every rule on.
fn strict(folder: &str) -> Folder {
    let mut copy = Folder::empty();
    let root = root(folder);
    for part in ["", "charts", "series"] {
        for entry in fs::read_dir(root.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && path.extension().is_some_and(|ending| ending != "md") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
                copy = copy.with(&name, fs::read(&path).unwrap());
            }
        }
    }
    let briefing = fs::read_to_string(root.join("briefing.yaml")).unwrap();
    let kept: String = briefing
        .lines()
        .filter(|line| !line.starts_with("checks:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let checks: Vec<String> = RULES.iter().map(|rule| format!("{}: error", rule.code.name())).collect();
    copy.with("briefing.yaml", format!("{kept}checks: {{{}}}\n", checks.join(", ")))
}

#[test]
fn the_shipped_specs_pass_with_every_rule_on() {
    for folder in ["specs", "specs/gallery"] {
        let copy = strict(folder);
        assert_eq!(said(&copy.path), [], "{folder}");
    }
}

#[test]
fn a_rule_that_is_on_is_heard_in_the_shipped_briefing() {
    let copy = strict("specs")
        .with("series/more.yaml", "series:\n  more:\n    type: multiple\n    values: {a: 1}\n");
    let codes: Vec<_> = said(&copy.path).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["unused-series"]);
}

#[test]
fn beside_a_chart_that_cannot_be_read_no_series_counts_as_unused() {
    let copy = strict("specs")
        .with("series/more.yaml", "series:\n  more:\n    type: multiple\n    values: {a: 1}\n")
        .with("charts/broken.yaml", "title: 'It draws more\n");
    let codes: Vec<_> = said(&copy.path).into_iter().map(|(_, code)| code).collect();
    assert!(!codes.contains(&"unused-series"), "{codes:?}");
}
