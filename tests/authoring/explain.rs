//! Every code has a page, every page a code, and the examples on the pages do what they say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use make_briefing::explain::{self, PAGES, Page};

use crate::harness::{ROOT, Scratch, files};

/// What a diagnostic, a refusal of a workbook or a rule is made with; its code comes first.
const CONSTRUCTORS: [&str; 9] = [
    "Diagnostic::error(",
    "Diagnostic::warning(",
    "Diagnostic::output(",
    ".fault(",
    "Value::Other(",
    "Self::new(",
    "Refusal::new(",
    "Rule::new(",
    "code: ",
];

/// The codes that the source gives to diagnostics: the word after a constructor, or one of the choices for a lookup.
fn used_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in files(&Path::new(ROOT).join("src")) {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        for constructor in CONSTRUCTORS {
            codes.extend(program.split(constructor).skip(1).filter_map(first_word));
        }
        // `let code = match … { … => "a", _ => "b" };`
        for choice in program.split("let code = ").skip(1) {
            let choice = choice.split("};").next().unwrap();
            codes.extend(choice.split("=>").skip(1).filter_map(first_word));
        }
    }
    codes
}

/// The word in quotes that a text starts with.
fn first_word(text: &str) -> Option<String> {
    let (word, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(word.to_owned())
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
    let used = used_codes();
    assert!(used.len() > 30, "the search finds nothing: {used:?}");
    assert_eq!(used.difference(&pages).collect::<Vec<_>>(), Vec::<&String>::new(), "codes without a page");
    assert_eq!(pages.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "pages without a code");
}

#[test]
fn pages_stand_in_order_under_their_own_name() {
    assert!(PAGES.is_sorted_by(|a, b| a.code < b.code));
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

/// The codes that a run reports when these files are laid over the sound project.
fn reported(example: &[(String, String)]) -> Vec<String> {
    let scratch = Scratch::project();
    for (name, text) in example {
        scratch.write(&format!("specs/{name}"), text);
    }
    let run = scratch.run("--format pdf,csv --message-format short");
    run.stderr
        .lines()
        .filter_map(|line| Some(line.split_once(": error[").or(line.split_once(": warning["))?.1))
        .map(|rest| rest.split(']').next().unwrap().to_owned())
        .collect()
}

#[test]
fn what_a_page_calls_wrong_is_reported_and_what_it_calls_right_is_not() {
    assert_eq!(reported(&[]), Vec::<String>::new(), "the project is not sound");
    let mut built = 0;
    for page in PAGES {
        let (wrong, right) = (example(page, "Wrong"), example(page, "Right"));
        if wrong.is_empty() {
            continue;
        }
        built += 1;
        let codes = reported(&wrong);
        assert!(codes.iter().any(|code| code == page.code), "{}: reported {codes:?}", page.code);
        assert_eq!(reported(&right), Vec::<String>::new(), "{}: the repair", page.code);
    }
    // The others are about files, folders and the program itself.
    assert!(built >= 30, "only {built} pages have an example that is built");
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
