//! Intervals in the data table, in files and in texts, and marks at significant differences.

use crate::folder::Folder;

const SERIES: &str = "survey: {base: {label: all, n: 100}}
series:
  s:
    question: Which?
    type: multiple
    values: {Red: 50, Blue: 10}
  groups:
    question: Which?
    type: multiple
    base: {label: all, n: 200, columns: {Old: 100, New: 100}}
    values: {Red: {Old: 50, New: 30}, Blue: {Old: 10, New: 12}}
";
const BRIEFING: &str = "title: B\nlanguage: en\nsections: [{title: One, charts: [c]}]\n";

fn folder(series: &str, chart: &str) -> Folder {
    Folder::new(series).with("charts/c.yaml", chart).with("briefing.yaml", BRIEFING)
}

/// The CSV and the manifest's entry of the chart.
fn built(series: &str, chart: &str) -> (String, serde_json::Value) {
    let folder = folder(series, chart);
    let out = folder.built();
    let csv = std::fs::read_to_string(out.join("charts/c.csv")).unwrap();
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    (csv, manifest["charts"][0].clone())
}

#[test]
fn intervals_stand_beside_their_figures() {
    // Wilson, n = 100: 50 % lies between 40.4 and 59.6, 10 % between 5.5 and 17.4.
    let (csv, chart) = built(SERIES, "title: T\nseries: s\nchart: bar\nintervals: bars\n");
    assert_eq!(csv, "Answer,Share,lower,upper\nRed,50,40,60\nBlue,10,6,17\n");
    assert_eq!(chart["values"][0]["interval"], serde_json::json!([40.0, 60.0]));
    assert!(
        chart["alt"]
            .as_str()
            .unwrap()
            .contains("Red: 50% (interval 40 to 60%); Blue: 10% (interval 6 to 17%)."),
        "{chart:#}"
    );
}

#[test]
fn a_smaller_effective_size_widens_them() {
    let weighted = SERIES.replace("n: 100}", "n: 100, n-effective: 25}");
    let (csv, _) = built(&weighted, "title: T\nseries: s\nchart: lollipop\nintervals: table\n");
    assert_eq!(csv.lines().nth(1), Some("Red,50,32,68"));
}

#[test]
fn differences_are_marked_only_where_asked_for() {
    let chart = "title: T\nseries: groups\nchart: grouped-bar\n";
    let alt = |chart: &str| built(SERIES, chart).1["alt"].as_str().unwrap().to_owned();
    assert!(alt(&format!("{chart}significance: true\n")).contains(
        "Red: Old: 50%, New: 30% (significantly lower than Old, p\u{a0}=\u{a0}0.004); Blue: Old: 10%, New: 12% (p\u{a0}=\u{a0}0.652)."
    ));
    assert!(!alt(chart).contains("significantly"));
}

#[test]
fn what_cannot_be_known_is_an_error() {
    let codes = |chart: &str, series: &str| folder(series, chart).codes();
    let grouped = "title: T\nseries: groups\nchart: grouped-bar\nsignificance: true\n";
    assert_eq!(codes(grouped, SERIES), (vec![], 0));
    let unsized_groups = SERIES.replace(", columns: {Old: 100, New: 100}", "");
    assert_eq!(codes(grouped, &unsized_groups), (vec!["unknown-size"], 2));
    let no_size = SERIES.replace(", n: 100}", "}");
    assert_eq!(
        codes("title: T\nseries: s\nchart: bar\nintervals: bars\n", &no_size),
        (vec!["unknown-size"], 2)
    );
    for wrong in [
        "title: T\nseries: s\nchart: lollipop\nintervals: bars\n",
        "title: T\nseries: s\nchart: bar\nsignificance: true\n",
        "title: T\nseries: groups\nchart: dumbbell\nsignificance: true\n",
    ] {
        assert_eq!(codes(wrong, SERIES).0, ["misplaced-key"], "{wrong}");
    }
}
