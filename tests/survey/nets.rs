//! A net counts each answer once, wherever answers are combined.

use crate::folder::Folder;

const SINGLE: &str = "survey: {base: {label: all, n: 623}, fieldwork: 2024-03, source: {name: S}}
series:
  s:
    question: Which?
    type: single
    values: {a: 54, b: 20, c: 16, d: 10}
";

/// The codes of what a build says of a series with these nets in a chart of this kind.
fn codes(series: &str, chart: &str) -> Vec<&'static str> {
    let folder = Folder::new(series)
        .with("briefing.yaml", "title: B\nlanguage: en\nsections: [{title: S, charts: [c]}]\n")
        .with("charts/c.yaml", format!("title: Answers of all\nseries: s\n{chart}"));
    folder.codes().0
}

#[test]
fn an_answer_stands_once_in_a_net() {
    for nets in ["{n: [a, a, a]}", "{n: {parts: [a, b, a], value: 74}}"] {
        assert_eq!(
            codes(&format!("{SINGLE}    nets: {nets}\n"), "chart: bar\n"),
            ["repeated-name"; 1],
            "{nets}"
        );
    }
}

#[test]
fn a_chart_shows_an_answer_below_one_net_only() {
    let kinds = ["bar", "stacked-bar", "table"];
    for nets in ["{n: [a, b], all: [a, b, c]}", "{n: [a, b], m: [b, c]}", "{n: [a, b], m: [b, a]}"] {
        let series = format!("{SINGLE}    nets: {nets}\n");
        for kind in kinds {
            assert_eq!(codes(&series, &format!("chart: {kind}\n")), ["overlapping-nets"], "{nets} {kind}");
        }
        // Without nets the answers stand once each.
        assert!(!codes(&series, "chart: bar\ncategories: [a, b]\n").contains(&"overlapping-nets"));
    }
    for nets in ["{n: [a, b], m: [c, d]}", "{n: [d, a]}"] {
        for kind in kinds {
            let said = codes(&format!("{SINGLE}    nets: {nets}\n"), &format!("chart: {kind}\n"));
            assert!(said.is_empty(), "{nets} {kind}: {said:?}");
        }
    }
}

#[test]
fn a_net_of_shares_is_a_share() {
    let items = "survey: {base: {label: all, n: 623}, fieldwork: 2024-03, source: {name: S}}
series:
  s:
    question: Which?
    type: single
    by: item
    values: {r: {x: 70, y: 30}, q: {x: 80, y: 20}}
";
    for (series, nets, code) in [
        (items, "{n: [r, q]}", "parts-above-100"),
        (items, "{n: {parts: [r, q], value: {x: 150, y: 50}}}", "share-out-of-range"),
        (SINGLE, "{n: {parts: [a, b], value: 162}}", "share-out-of-range"),
        (SINGLE, "{n: {parts: [a, b], value: -1}}", "share-out-of-range"),
    ] {
        let said = codes(&format!("{series}    nets: {nets}\n"), "chart: stacked-bar\n");
        assert!(said.contains(&code), "{nets}: {said:?}");
    }
    let counts = SINGLE.replace("type: single", "type: single\n    unit: count").replace("54", "5400");
    assert!(codes(&format!("{counts}    nets: {{n: [a, b]}}\n"), "chart: bar\n").is_empty());
}
