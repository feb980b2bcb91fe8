//! Each figure is rounded once, so that drawing, texts, alternative texts and files agree.

use std::fs;
use std::path::Path;

use crate::folder::Folder;

/// Three parts that miss 100 by one where each is rounded by itself.
const SERIES: &str = "survey: {base: {label: all, n: 623}, decimals: 0}
series:
  s:
    question: Which?
    type: single
    values: {Red: 33.4, Blue: 33.3, Green: 33.3}
    nets: {Cold: [Blue, Green]}
";
const CHART: &str =
    "title: '{{ pct(\"s\", \"Red\") }} like red'\nseries: s\nchart: bar\ndata-table: beside\n";
const BRIEFING: &str = "title: B\nlanguage: en\nsections: [{title: One, charts: [c]}]\n";

/// What a build of this series says in its title, alternative text, CSV, manifest and footer.
struct Said {
    title: String,
    alt: String,
    csv: String,
    values: Vec<f64>,
    note: bool,
}

fn said(series: &str) -> Said {
    let folder = Folder::new(series).with("charts/c.yaml", CHART).with("briefing.yaml", BRIEFING);
    let out = folder.built();
    let read = |path: &str| fs::read_to_string(Path::new(&out).join(path)).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&read("manifest.json")).unwrap();
    let chart = &manifest["charts"][0];
    Said {
        title: chart["title"].as_str().unwrap().into(),
        alt: chart["alt"].as_str().unwrap().into(),
        csv: read("charts/c.csv"),
        values: chart["values"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|value| value["value"].as_f64())
            .collect(),
        note: read("charts/c.svg").contains("due to rounding"),
    }
}

#[test]
fn parts_that_add_up() {
    let said = said(&SERIES.replace("decimals: 0", "decimals: 0, rounding: largest-remainder"));
    assert_eq!(said.title, "34% like red");
    assert_eq!(said.values, [34.0, 67.0, 33.0, 33.0]);
    assert_eq!(
        said.csv,
        "Answer,Kind,Part of,Share\nRed,answer,,34\nCold,net,,67\nBlue,answer,Cold,33\nGreen,answer,Cold,33\n"
    );
    assert!(said.alt.contains("Red: 34%; Cold (net): 67%; Blue: 33%; Green: 33%."), "{}", said.alt);
    assert!(!said.note);
}

#[test]
fn each_part_by_itself_and_the_note_says_so() {
    let said = said(SERIES);
    assert_eq!(said.title, "33% like red");
    // The net comes from the unrounded figures: 66.6 becomes 67, although its parts show 33 and 33.
    assert_eq!(said.values, [33.0, 67.0, 33.0, 33.0]);
    assert!(said.csv.contains("Cold,net,,67\nBlue,answer,Cold,33\n"), "{}", said.csv);
    assert!(said.note);
}

#[test]
fn figures_as_they_came() {
    let said = said(
        &SERIES
            .replace("decimals: 0", "rounding: none")
            .replace("33.4", "33.415")
            .replace("Green: 33.3", "Green: 33.285"),
    );
    assert_eq!(said.title, "33.415% like red");
    assert_eq!(said.values, [33.415, 66.585, 33.3, 33.285]);
    assert!(!said.note);
}

#[test]
fn a_series_has_its_own_rounding() {
    let survey = SERIES.replace("decimals: 0", "decimals: 0, rounding: largest-remainder");
    assert_eq!(said(&format!("{survey}    rounding: half-up\n")).values[0], 33.0);
    assert_eq!(said(&format!("{survey}    decimals: 1\n")).values[0], 33.4);
}

#[test]
fn published_figures_are_never_changed() {
    // They came rounded: nobody knows which of them would have to give way.
    let whole = SERIES
        .replace("decimals: 0", "rounding: largest-remainder")
        .replace("33.4", "33")
        .replace("33.3", "33");
    let said = said(&whole);
    assert_eq!(said.values, [33.0, 66.0, 33.0, 33.0]);
    assert!(said.note);
}

#[test]
fn items_and_remainders_are_rounded_together() {
    let items = "survey: {base: {label: all, n: 623}, decimals: 0, rounding: largest-remainder}
series:
  s:
    question: Which?
    type: single
    by: item
    values: {Bus: {often: 20.5, seldom: 30.5}, Train: {often: 10.4, seldom: 10.4}}
    remainder: never
";
    let chart = "title: T\nseries: s\nchart: stacked-bar\n";
    let folder = Folder::new(items).with("charts/c.yaml", chart);
    let series = folder.series();
    let line = |line: usize| {
        (
            series.figure(line, 0).unwrap(),
            series.figure(line, 1).unwrap(),
            series.missing_to_100(line).unwrap(),
        )
    };
    assert_eq!(line(0), (21.0, 30.0, 49.0));
    assert_eq!(line(1), (11.0, 10.0, 79.0));
}
