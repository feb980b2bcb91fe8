//! What `min-base` protects beside groups of too few respondents, and sentences that have an alternative.

use std::fs;

use crate::harness::{Run, Scratch, run};

const SERIES: &str = "survey: {title: S, population: P, fieldwork: 2026-01, weighting: By age.}
series:
  a:
    type: single
    question: Q?
    base: {label: all, n: 400, columns: {north: {n: 200, n-effective: 24}, south: 200}}
    values: {'yes': {north: 52, south: 99}, 'no': {north: 48, south: 1}}
";

fn build(rules: &str, text: &str) -> (Run, String, String) {
    let folder = Scratch::new();
    folder.put(
        "specs/briefing.yaml",
        format!("title: T\nlanguage: en\nmin-base: {rules}\nsections: [{{title: One, text: '{text}', charts: [c]}}]\n"),
    );
    folder.put("specs/charts/c.yaml", "title: T\nseries: a\nchart: grouped-bar\n");
    folder.put("specs/series/s.yaml", SERIES);
    let said = run(folder.path(), &["specs", "--format", "csv,html", "--no-cache"]);
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap_or_default();
    (said, read("charts/c.csv"), read("briefing.html"))
}

#[test]
fn each_rule_hides_the_groups_that_it_protects() {
    for (rules, north, south) in [
        ("{n: 30, hide: true}", true, true),
        ("{n: 30, hide: true, cell: 5}", true, false),
        ("{n: 30, hide: true, cell: 2}", true, true),
        ("{n: 30, hide: true, dominance: 20}", false, true),
        ("{n: 30, hide: true, dominance: 21}", true, true),
        ("{n: 30, hide: true, report: 400}", true, true),
        ("{n: 30, hide: true, report: 401}", false, false),
    ] {
        let (said, csv, _) = build(rules, "Text");
        assert_eq!((csv.contains("52"), csv.contains("99")), (north, south), "{rules}: {csv}{}", said.stderr);
    }
}

#[test]
fn a_rule_that_hides_nothing_stops_the_build() {
    let (said, csv, _) = build("{n: 30, cell: 5}", "Text");
    assert!(said.stderr.contains("`cell` says what is hidden, but nothing is"), "{}", said.stderr);
    assert_eq!((said.status, csv.as_str()), (2, ""), "a rule that is written wrongly publishes nothing");
}

#[test]
fn a_sentence_that_needs_a_hidden_figure_takes_its_alternative() {
    let text =
        "[[ In the south {{ pct(\"a\", \"yes\", \"south\") }} agree. || Few people of the south disagree. ]]";
    let (said, _, page) = build("{n: 30, hide: true}", text);
    assert!(page.contains("In the south 99") && !page.contains("Few people"), "{}", said.stderr);
    let (said, _, page) = build("{n: 30, hide: true, cell: 5}", text);
    assert!(page.contains("Few people of the south disagree."), "{}{page}", said.stderr);
    assert!(!page.contains("In the south") && !page.contains("|| Few") && !page.contains("[[ In"), "{page}");
    let alone = "In the south {{ pct(\"a\", \"yes\", \"south\") }} agree.";
    let (said, ..) = build("{n: 30, hide: true, cell: 5}", alone);
    assert!(
        said.status == 2 && said.stderr.contains("[[ sentence || another sentence ]]"),
        "{}",
        said.stderr
    );
}
