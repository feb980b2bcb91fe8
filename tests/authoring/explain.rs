//! Every code is reported somewhere, and the examples on the pages give the output that they show.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use make_briefing::diagnostic::Code;
use make_briefing::explain;
use make_briefing::explain::{PAGES, Page};

use crate::harness::{ROOT, Scratch, files, golden};

/// The codes that the source reports, lint rules included: each place names a variant of `Code`.
fn used_codes() -> BTreeSet<&'static str> {
    let mut used = BTreeSet::new();
    for path in files(&Path::new(ROOT).join("src")) {
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("diagnostic/code.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        for rest in program.split("Code::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            let code = Code::ALL.iter().find(|code| format!("{code:?}") == rest[..end]);
            used.extend(code.map(|code| code.name()));
        }
    }
    used
}

#[test]
fn every_code_is_reported_somewhere() {
    let declared: BTreeSet<&str> = PAGES.iter().map(|page| page.code.name()).collect();
    let used = used_codes();
    assert!(used.len() > 30, "the search finds nothing: {used:?}");
    assert_eq!(
        declared.difference(&used).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "codes that nothing reports"
    );
}

#[test]
fn pages_stand_in_order_under_their_own_name() {
    assert!(PAGES.is_sorted_by(|a, b| a.code.name() < b.code.name()));
    for Page { code, text } in PAGES {
        assert!(text.starts_with(&format!("# `{code}`: ")), "{code}: first line");
        assert!(!explain::summary(text).ends_with('.'), "{code}: a summary has no full stop");
        let sentences = text.lines().skip(1).filter(|line| !line.is_empty()).count();
        assert!((2..=40).contains(&sentences), "{code}: {sentences} lines");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{code}: a line is too long");
    }
}

/// The files of the example under a heading of a page.
fn example(page: &Page, heading: &str) -> Vec<(String, String)> {
    let Some((_, rest)) = page.text.split_once(&format!("\n{heading}:\n")) else { return Vec::new() };
    let part = rest.split("\nRight:\n").next().unwrap();
    let fences = part.split("```").skip(1).step_by(2);
    fences
        .filter_map(|fence| {
            // A fence without a file's name is a command.
            let (head, body) = fence.split_once('\n')?;
            Some((head.split_once(' ')?.1.to_owned(), body.to_owned()))
        })
        .collect()
}

/// Files that an example names but cannot hold, by the names that pages give them.
const FILES: [(&str, &str); 11] = [
    ("series/hidden.xlsx", "hidden.xlsx"),
    ("series/towns.xlsx", "kreuztabelle.xlsx"),
    ("series/results.xlsx", "umfrage.xlsx"),
    ("series/protected.xlsx", "geschuetzt.xlsx"),
    ("series/formula.xlsx", "formula.xlsx"),
    ("series/merged.xlsx", "merged-figure.xlsx"),
    ("series/copies.xlsx", "two-names.xlsx"),
    ("series/brotli.parquet", "brotli.parquet"),
    ("series/half.sav", "half.sav"),
    ("series/answers.sav", "answers.sav"),
    ("series/visitors.sav", "weighted.sav"),
];

/// What the program says when these files are laid over the sound project.
fn said(wrong: &[(String, String)], right: &[(String, String)]) -> String {
    let scratch = Scratch::project();
    for (name, text) in wrong.iter().chain(right) {
        scratch.put(&format!("specs/{name}"), text);
        for (file, fixture) in FILES.iter().filter(|(file, _)| text.contains(file)) {
            let fixture = Path::new(ROOT).join("tests/survey/fixtures").join(fixture);
            scratch.put(&format!("specs/{file}"), fs::read(fixture).unwrap());
        }
        scratch.put("specs/series/answers.parquet", answers());
        scratch.put("specs/series/latin1.csv", b"answer,share\n\xfcberall,16\nnirgends,61\n");
    }
    scratch.run("--format pdf,csv --quiet").stderr
}

fn answers() -> Vec<u8> {
    fs::read(Path::new(ROOT).join("tests/survey/fixtures/antworten-pyarrow.parquet")).unwrap()
}

/// The codes in what the program says.
fn codes(said: &str) -> Vec<&str> {
    said.lines()
        .filter_map(|line| line.strip_prefix("error[").or(line.strip_prefix("warning[")))
        .filter_map(|rest| rest.split(']').next())
        .collect()
}

#[test]
fn what_a_page_calls_wrong_is_answered_as_in_its_golden_text_and_what_it_calls_right_is_not() {
    assert_eq!(said(&[], &[]), "", "the project is not sound");
    for page in PAGES {
        let (wrong, right) = (example(page, "Wrong"), example(page, "Right"));
        if wrong.is_empty() {
            continue;
        }
        let answer = said(&wrong, &[]);
        assert!(codes(&answer).contains(&page.code.name()), "{}: {answer}", page.code);
        assert_eq!(answer.matches("= help: ").count(), codes(&answer).len(), "{}: no hint", page.code);
        golden(&format!("tests/authoring/answers/{}.txt", page.code), &answer);
        // The right files stand in place of the wrong ones; some are renamed.
        let is_kept = |name: &str| ![".sav", ".yml", "breifing.yaml"].iter().any(|end| name.ends_with(end));
        let wrong = wrong.into_iter().filter(|(name, _)| is_kept(name)).collect::<Vec<_>>();
        assert_eq!(said(&wrong, &right), "", "{}: the repair", page.code);
    }
}

/// What no input provokes as far as anybody knows: the drawing and the writer fail on nothing that they are given.
const UNPROVOKED: [&str; 3] = ["drawing", "internal", "pdf"];

/// Every code has an answer that somebody has read: of its page, of a mistake, or of a rule.
#[test]
fn every_code_has_a_golden_text() {
    let root = Path::new(ROOT);
    let mut known: BTreeSet<String> = BTreeSet::new();
    for folder in ["tests/authoring/answers", "tests/cases/errors", "tests/survey/rules"] {
        for path in files(&root.join(folder)) {
            if path.extension().is_some_and(|ending| ending == "txt") {
                let text = fs::read_to_string(&path).unwrap();
                known.extend(text.split(['\n', ' ']).flat_map(codes).map(str::to_owned));
            }
        }
    }
    let all: BTreeSet<String> = PAGES.iter().map(|page| page.code.name().to_owned()).collect();
    let missing: Vec<&String> = all.difference(&known).collect();
    assert_eq!(missing, UNPROVOKED, "codes without a golden text");
}

#[test]
fn every_page_has_an_example_and_its_repair() {
    for page in PAGES {
        let pair = ["\nWrong:\n", "\nRight:\n"].iter().all(|heading| page.text.contains(heading));
        assert!(pair || UNPROVOKED.contains(&page.code.name()), "{}", page.code);
        assert!(page.text.contains("```"), "{}: no example", page.code);
    }
}

#[test]
fn the_command_prints_a_page_lists_all_and_names_the_nearest() {
    let scratch = Scratch::new();
    let page = scratch.run("explain unknown-key");
    assert_eq!((page.status, page.stderr.as_str()), (0, ""));
    assert_eq!(page.stdout, explain::find("unknown-key").unwrap().text);
    let list = scratch.run("explain");
    assert_eq!(list.stdout.lines().count(), PAGES.len());
    assert!(list.stdout.contains("unknown-key"), "{}", list.stdout);
    let wrong = scratch.run("explain unknwn-key");
    assert_eq!((wrong.status, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("did you mean `unknown-key`?"), "{}", wrong.stderr);
}
