//! Hostile files end in a diagnostic, in bounded time.

use std::fs::File;
use std::time::{Duration, Instant};

use crate::harness::{Run, Scratch};

/// A build that takes so long hangs: it is far above what any of these takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(600);

/// What the program says of the small project with this file in it.
fn said(name: &str, content: impl AsRef<[u8]>) -> Run {
    let scratch = Scratch::project();
    scratch.put(name, content);
    timed(&scratch)
}

fn timed(scratch: &Scratch) -> Run {
    let start = Instant::now();
    let run = scratch.run("--message-format short");
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert!(!run.stderr.contains("internal") && !run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

#[track_caller]
fn assert_refused(run: &Run, code: &str, place: &str) {
    let line = run.stderr.lines().find(|line| line.contains(&format!("error[{code}]")));
    let line = line.unwrap_or_else(|| panic!("no {code}: {}", run.stderr));
    assert!(line.starts_with(place), "{line}");
    assert!(matches!(run.status, 2 | 3), "status {}", run.status);
}

const CHART: &str = "title: More\nseries: budget\nchart: bar\n";

#[test]
fn aliases_that_multiply_are_counted() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (name, before) in ('b'..='j').zip('a'..='i') {
        let nine = vec![format!("*{before}"); 9].join(", ");
        text.push_str(&format!("{name}: &{name} [{nine}]\n"));
    }
    assert_refused(&said("specs/charts/budget.yaml", text), "too-large", "specs/charts/budget.yaml:");
}

#[test]
fn ten_thousand_levels_are_too_many() {
    let text = format!("title: {}x{}\n", "[".repeat(10_000), "]".repeat(10_000));
    assert_refused(&said("specs/charts/budget.yaml", text), "too-large", "specs/charts/budget.yaml:1:");
}

#[test]
fn a_file_of_a_hundred_megabytes_is_not_read() {
    let scratch = Scratch::project();
    let large = File::create(scratch.path().join("specs/series/export.yaml")).unwrap();
    large.set_len(100 << 20).unwrap();
    assert_refused(&timed(&scratch), "too-large", "specs/series/export.yaml: ");
}

#[test]
fn a_nul_is_shown_where_it_stands() {
    assert_refused(
        &said("specs/charts/budget.yaml", "title: M\0re\n"),
        "yaml-syntax",
        "specs/charts/budget.yaml:1:",
    );
}

#[test]
fn bytes_that_are_no_text_are_named_as_such() {
    assert_refused(
        &said("specs/charts/budget.yaml", b"title: M\xffre\n"),
        "not-utf8",
        "specs/charts/budget.yaml",
    );
}

#[test]
fn a_key_that_stands_twice_is_found_both_times() {
    let run = said("specs/charts/budget.yaml", format!("{CHART}title: Less\n"));
    assert_refused(&run, "repeated-key", "specs/charts/budget.yaml:4:1:");
}

#[test]
fn a_tab_at_the_start_of_a_line_is_named() {
    let run = said("specs/charts/budget.yaml", "title: More\nchart:\n\tbar: {}\n");
    assert_refused(&run, "yaml-syntax", "specs/charts/budget.yaml:3:");
}

#[test]
fn a_word_longer_than_a_page_is_no_word() {
    for (name, text) in [
        ("specs/charts/budget.yaml", format!("title: {}\nseries: budget\nchart: bar\n", "a".repeat(199_000))),
        (
            "specs/series/more.yaml",
            format!("series:\n  other:\n    type: single\n    values: {{{}: 4}}\n", "b".repeat(900)),
        ),
    ] {
        let run = said(name, &text);
        match text.len() > 100_000 {
            true => assert_refused(&run, "too-large", "specs/charts/budget.yaml:1:8:"),
            // A long word that could be an address is set, however it looks.
            false => assert!(!run.stderr.contains("too-large"), "{}", run.stderr),
        }
    }
}

/// Expressions that print without end, or compute for ever, in template languages that allow it.
#[test]
fn a_text_neither_computes_nor_grows() {
    for (expression, said) in [
        ("\"a\" * 99999999", "templates cannot compute, but this one contains `*`"),
        ("9 ** 9 ** 9", "templates cannot compute"),
        ("\"a\" ~ \"b\"", "templates cannot compute, but this one contains `~`"),
        ("range(1000000000)", "range is unknown"),
        ("\"a\" | replace(\"a\", \"bb\")", "the only filter is `upper_first`"),
        ("lipsum(99999)", "lipsum is unknown"),
    ] {
        let run = said_of_title(expression);
        let line = run.stderr.lines().find(|line| line.contains("error[template]")).unwrap_or_default();
        assert!(line.starts_with("specs/charts/budget.yaml:1:") && line.contains(said), "{}", run.stderr);
    }
    // Each of these prints little; together they fill a book.
    let many = "{{ top(\"reasons\", 2) }} ".repeat(12_000);
    let run = said(
        "specs/briefing.yaml",
        format!(
            "title: T\nlanguage: en\nsections:\n  - title: One\n    content:\n      - text: '{}'\n      - chart: budget\n",
            &many[..190_000 / 27 * 27]
        ),
    );
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

fn said_of_title(expression: &str) -> Run {
    said("specs/charts/budget.yaml", format!("title: '{{{{ {expression} }}}}'\nseries: budget\nchart: bar\n"))
}

#[test]
fn a_second_document_and_an_alias_to_itself() {
    let run = said("specs/charts/budget.yaml", format!("{CHART}---\ntitle: Less\n"));
    assert!(run.stderr.contains("a second document begins after `---`"), "{}", run.stderr);
    let run = said("specs/charts/budget.yaml", format!("{CHART}highlight: &a [*a]\n"));
    assert!(run.stderr.contains("is inside the value that it refers to"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let scratch = Scratch::project();
    for name in ["specs/charts/pipe.yaml", "specs/series/pipe.csv"] {
        let made = std::process::Command::new("mkfifo").arg(scratch.path().join(name)).status();
        assert!(made.is_ok_and(|status| status.success()));
    }
    scratch.put("specs/series/more.yaml", "series:\n  more: {type: single, data: series/pipe.csv}\n");
    let run = timed(&scratch);
    assert_refused(&run, "unreadable", "specs/charts/pipe.yaml: ");
    assert_refused(&run, "unreadable-data", "specs/series/more.yaml:2:");
}

#[test]
fn a_hundred_thousand_faults_are_counted_and_a_thousand_shown() {
    let keys: String = (0..100_000).map(|key| format!("key-{key}: 1\n")).collect();
    let run = said("specs/charts/budget.yaml", format!("{CHART}{keys}"));
    assert_refused(&run, "unknown-key", "specs/charts/budget.yaml:4:1:");
    assert_eq!(run.stderr.matches("error[").count(), 1000);
    assert!(
        run.stderr.contains("99000 more are not shown\n100000 errors"),
        "{}",
        &run.stderr[run.stderr.len() - 200..]
    );
}

/// A cell for each category in each column would fill the memory where there is a figure in few of them.
#[test]
fn a_table_of_gaps_is_not_filled() {
    let series = |values: String| {
        format!("series:\n  budget:\n    type: single\n    base: {{label: towns}}\n    values:\n{values}")
    };
    let sparse: String = (0..9_000).map(|at| format!("      c{at}: {{v{at}: 1}}\n")).collect();
    let run = said("specs/series/budget.yaml", series(sparse));
    assert_refused(&run, "too-large", "specs/series/budget.yaml:1006:");
    let narrow: String = (0..9_000).map(|at| format!("      c{at}: {{v{}: 1}}\n", at % 900)).collect();
    assert_refused(
        &said("specs/series/budget.yaml", series(narrow)),
        "too-large",
        "specs/series/budget.yaml:2:",
    );
}

/// Panels that nobody could compare are counted, not made: each of them had a copy of all figures.
#[test]
fn a_thousand_panels_are_counted() {
    let scratch = Scratch::project();
    let row = |name: String| {
        format!(
            "      {name}: {{{}}}\n",
            (0..1_000).map(|at| format!("v{at}: 1")).collect::<Vec<_>>().join(", ")
        )
    };
    let rows: String = (0..40).map(|at| row(format!("c{at}"))).collect();
    scratch.put(
        "specs/series/many.yaml",
        format!("series:\n  many:\n    type: multiple\n    base: {{label: towns}}\n    values:\n{rows}"),
    );
    scratch.put("specs/charts/many.yaml", "title: Many\nseries: many\nchart: bar\nfacet: columns\n");
    let run = timed(&scratch);
    assert_refused(&run, "unsuitable-facet", "specs/charts/many.yaml:4:8:");
}

#[test]
fn lists_within_lists_have_an_end() {
    let text = format!(
        "title: T\nlanguage: en\nsections:\n  - title: One\n    content:\n      - text: |\n          {}x\n      - chart: budget\n",
        "- ".repeat(50_000)
    );
    assert_refused(&said("specs/briefing.yaml", text), "unknown-markdown", "specs/briefing.yaml:7:");
}
