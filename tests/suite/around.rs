//! What a chart prints besides the figures of its series is also in its table, its CSV and the manifest.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Scratch, run};

const SERIES: &str = "survey: {base: {label: all, n: 500}}
series:
  trust:
    type: scale
    by: item
    neutral: partly
    values:
      Council: {never: 14, seldom: 27, partly: 24, often: 24, always: 7}
      Police: {never: 1, seldom: 3, partly: 8, often: 38, always: 48}
    remainder: don’t know
  staff: {type: numeric, unit: count, by: item, values: {'2020': {full: 392, part: 168}, '2025': {full: 371, part: 214}}}
  ways: {type: multiple, values: {Visit: 62, App: 8}}
  plans: {type: single, values: {a: 8, b: 33, c: 23}, nets: {both: [b, c]}, remainder: not reported}
";

struct Built {
    csv: String,
    values: Vec<Value>,
}

fn built(chart: &str) -> Built {
    let folder = Scratch::new();
    folder.put("specs/series/all.yaml", SERIES);
    folder.put("specs/briefing.yaml", "title: B\nlanguage: en\nsections: [{title: S, charts: [c]}]\n");
    folder.put("specs/charts/c.yaml", format!("title: T\n{chart}"));
    let said = run(folder.path(), &["--format", "pdf,csv"]);
    assert_eq!(said.status, 0, "{}", said.stderr);
    let read = |name: &str| fs::read_to_string(Path::new(folder.path()).join("out").join(name)).unwrap();
    let manifest: Value = serde_json::from_str(&read("manifest.json")).unwrap();
    Built { csv: read("charts/c.csv"), values: manifest["charts"][0]["values"].as_array().unwrap().clone() }
}

/// The value of a row and column in the manifest, with what it is.
fn find<'a>(built: &'a Built, row: &str, column: &str) -> Option<(&'a str, &'a Value)> {
    let is_it = |entry: &&Value| entry["row"] == row && (column.is_empty() || entry["column"] == column);
    let found = built.values.iter().find(is_it)?;
    Some((found["kind"].as_str()?, &found["value"]))
}

#[test]
fn the_sums_of_a_scale() {
    let built = built("series: trust\nchart: diverging-bar\n");
    let head = built.csv.lines().next().unwrap();
    assert_eq!(head, "Item,never,seldom,partly,often,always,don’t know,never + seldom,often + always");
    assert!(built.csv.contains("Council,14,27,24,24,7,4,41,31\n"), "{}", built.csv);
    assert_eq!(find(&built, "Police", "often + always"), Some(("total", &Value::from(86.0))));
}

#[test]
fn the_sums_of_stacks_of_counts() {
    let built = built("series: staff\nchart: stacked-column\n");
    assert_eq!(built.csv, "Year,full,part,Total\n2020,392,168,560\n2025,371,214,585\n");
    assert_eq!(find(&built, "2025", "Total"), Some(("total", &Value::from(585.0))));
}

#[test]
fn references_with_the_values_that_were_written() {
    let built = built(
        "series: ways\nchart: bar\nreferences: [{value: 50, label: half}, {from: 20, to: 30.5, label: aim}]\n",
    );
    let wanted = "Answer,Kind,Share\nVisit,answer,62\nApp,answer,8\nhalf (Reference),Reference,50\n\
                  aim (Reference): lower,Reference,20\naim (Reference): upper,Reference,30.5\n";
    assert_eq!(built.csv, wanted);
    assert_eq!(find(&built, "half", ""), Some(("reference", &Value::from(50.0))));
}

#[test]
fn a_net_is_told_from_its_parts() {
    let built = built("series: plans\nchart: bar\n");
    let wanted = "Answer,Kind,Part of,Share\na,answer,,8\nboth,net,,56\nb,answer,both,33\nc,answer,both,23\n\
                  not reported,remainder,,36\n";
    assert_eq!(built.csv, wanted);
}
