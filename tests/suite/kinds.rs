//! For every kind: unsuitable data is refused with a diagnostic at the kind that suggests a better one.

use std::collections::BTreeSet;

use make_briefing::diagnostic::Diagnostic;
use make_briefing::spec::kinds::Kind;

use crate::harness::{Scratch, draw_all};

/// Series to choose wrongly from.
const SERIES: &str = "survey: {base: {label: all, n: 500}}
series:
  several-answers: {type: multiple, values: {a: 60, b: 50, c: 40}}
  one-answer: {type: single, values: {a: 60, b: 30, c: 10}}
  many-parts: {type: single, values: {a: 30, b: 20, c: 20, d: 10, e: 10, f: 10}}
  groups: {type: multiple, values: {a: {x: 60, y: 30}, b: {x: 20, y: 45}}}
  waves: {type: multiple, values: {a: {'2019': 60, '2020': 30, '2021': 20}, b: {'2019': 6, '2020': 3, '2021': 2}}}
  items: {type: single, by: item, values: {a: {x: 60, y: 40}, b: {x: 20, y: 80}}}
  numbers: {type: numeric, unit: number, values: {a: 3.5, b: 2.1, c: 7}}
  below: {type: numeric, unit: number, values: {a: 3.5, b: -2.1}}
  counts: {type: numeric, unit: count, values: {a: 30, b: 20}}
  wide: {type: multiple, values: {a: {x: 1, y: 2}, b: {x: 1, y: 2}, c: {x: 1, y: 2}, d: {x: 1, y: 2}, e: {x: 1, y: 2}, f: {x: 1, y: 2}, g: {x: 1, y: 2}, h: {x: 1, y: 2}, i: {x: 1, y: 2}, j: {x: 1, y: 2}, k: {x: 1, y: 2}, l: {x: 1, y: 2}, m: {x: 1, y: 2}}}
";

/// A kind, a series that does not suit it, and what the message says is wrong.
const WRONG: &[(&str, &str, &str)] = &[
    ("area", "waves", "shows up to 1 at once"),
    ("area", "one-answer", "needs 2 or more columns"),
    ("arrow", "waves", "needs 2 columns"),
    ("arrow", "one-answer", "needs 2 columns"),
    ("bar", "groups", "shows one figure per category"),
    ("box", "one-answer", "the figures are shares"),
    ("box", "numbers", "needs 5 columns"),
    ("column", "groups", "shows one figure per category"),
    ("diverging-bar", "one-answer", "the series is not a scale"),
    ("diverging-bar", "several-answers", "several answers were allowed"),
    ("diverging-bar", "numbers", "neither shares nor counts"),
    ("donut", "several-answers", "several answers were allowed"),
    ("donut", "many-parts", "shows up to 4 at once"),
    ("donut", "items", "shows one figure per category"),
    ("donut", "counts", "the figures are not shares"),
    ("donut", "below", "cannot show values below zero"),
    ("dumbbell", "waves", "needs 2 columns"),
    ("grouped-column", "wide", "has room for 24 columns"),
    ("histogram", "several-answers", "several answers were allowed"),
    ("histogram", "groups", "several answers were allowed"),
    ("histogram", "below", "cannot show values below zero"),
    ("line", "one-answer", "needs 2 or more columns"),
    ("lollipop", "groups", "shows one figure per category"),
    ("parliament", "one-answer", "the figures are not counts"),
    ("parliament", "below", "cannot show values below zero"),
    ("pie", "several-answers", "several answers were allowed"),
    ("pie", "many-parts", "shows up to 5 at once"),
    ("pyramid", "waves", "needs 2 columns"),
    ("range", "groups", "needs 3 columns"),
    ("scatter", "one-answer", "needs 2 columns"),
    ("scatter", "waves", "needs 2 columns"),
    ("slope", "waves", "needs 2 columns"),
    ("stacked-area", "waves", "several answers were allowed"),
    ("stacked-area", "groups", "several answers were allowed"),
    ("stacked-bar", "several-answers", "several answers were allowed"),
    ("stacked-bar", "numbers", "neither shares nor counts"),
    ("stacked-column", "groups", "several answers were allowed"),
    ("tile-map", "one-answer", "which is no German Land"),
    ("tile-map", "waves", "shows one figure per category"),
    ("waffle", "several-answers", "several answers were allowed"),
    ("waffle", "many-parts", "shows up to 4 at once"),
];

/// Kinds that take what any series has: tiles, tables and dots.
const TAKE_ALL: [&str; 5] = ["dot", "grouped-bar", "heatmap", "key-figures", "table"];

fn said(kind: &str, series: &str) -> Vec<Diagnostic> {
    let specs = Scratch::new();
    specs.put("series/all.yaml", SERIES);
    specs.put("charts/c.yaml", format!("title: T\nseries: {series}\nchart: {kind}\n"));
    draw_all(specs.path()).pop().unwrap().2
}

#[test]
fn what_does_not_suit_a_kind_is_answered_with_a_better_one() {
    for (kind, series, wrong) in WRONG {
        let faults = said(kind, series);
        let [fault] = &faults[..] else { panic!("{kind} of {series}: {faults:?}") };
        assert_eq!(fault.code.name(), "unsuitable-kind", "{kind} of {series}");
        assert!(fault.message.contains(wrong), "{kind} of {series}: {}", fault.message);
        assert!(fault.span.source.name.ends_with("charts/c.yaml"), "{kind} of {series}: at the kind");
        let hint = fault.hint.as_deref().unwrap_or_default();
        let named = |other: &&str| **other != **kind && hint.contains(&format!("`chart: {other}`"));
        assert!(Kind::NAMES.iter().any(named), "{kind} of {series}: {hint}");
    }
}

#[test]
fn the_better_kind_takes_what_the_other_refused() {
    for (kind, series, _) in WRONG {
        let hint = said(kind, series)[0].hint.clone().unwrap_or_default();
        let named = Kind::NAMES.iter().filter(|other| hint.contains(&format!("`chart: {other}`")));
        // A picture of many rows may need more height than it has without variants, which says nothing against the kind.
        let taken = |other: &str| said(other, series).iter().all(|fault| fault.code == "too-tall");
        assert!(
            named.clone().any(|other| taken(other)),
            "{kind} of {series}: {:?}",
            named.collect::<Vec<_>>()
        );
    }
}

#[test]
fn every_kind_is_asked() {
    let asked: BTreeSet<&str> = WRONG.iter().map(|(kind, ..)| *kind).chain(TAKE_ALL).collect();
    assert_eq!(asked, Kind::NAMES.iter().copied().collect());
}
