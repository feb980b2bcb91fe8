//! The model of a question, from the spec to chart, table, alternative text, CSV, manifest and the page on the
//! method; also keys without effect and contradictory keys.

use std::fs;

use serde_json::Value;

use crate::folder::Folder;

const SURVEY: &str = "survey:
  title: Towns 2020
  population: Mayors
  mode: online
  fieldwork: 2020-08/2020-11
  published: 2020-12-02
  weighting: Weighted by size and state.
  base: {label: all towns, n: 623, n-effective: 480}
  source: Someone
series:
";

/// A battery of items on one scale, with a filter.
const BATTERY: &str = "  s:
    label: Agreement
    question: How far do you agree?
    type: scale
    by: item
    neutral: partly
    missing: [don’t know]
    base: {label: towns, filter: with a website, n: 510}
    values:
      We lack money: {agree: 55.4, partly: 25.3, disagree: 14.3, don’t know: 5}
      We lack staff: {agree: 40, partly: 30, disagree: 20, don’t know: 10}
";

/// Groups beside the total, one of them too small to be shown.
const GROUPS: &str = "  s:
    question: Do you have a strategy?
    type: single
    by: group
    base: {label: all towns, n: 623, columns: {all: 623, small: 603, large: 20}}
    values:
      'yes': {all: 21, small: 19, large: 61}
      'no': {all: 79, small: 81, large: 39}
    nets: {either: ['yes', 'no']}
";

struct Built {
    pdf: String,
    csv: String,
    chart: Value,
}

fn built(series: &str, chart: &str, briefing: &str) -> Built {
    let folder = Folder::new(&format!("{SURVEY}{series}"))
        .with("charts/c.yaml", format!("title: T\nseries: s\nchart: {chart}\n"))
        .with(
            "briefing.yaml",
            format!("title: B\nlanguage: en\nsections: [{{title: One, charts: [c]}}]\n{briefing}"),
        );
    let out = folder.built();
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(out.join("manifest.json")).unwrap()).unwrap();
    Built {
        pdf: text(&out.join("briefing.pdf")),
        csv: fs::read_to_string(out.join("charts/c.csv")).unwrap(),
        chart: manifest["charts"][0].clone(),
    }
}

/// The words of a PDF: those that its structure gives to a screen reader.
pub(crate) fn text(path: &std::path::Path) -> String {
    let mut document = lopdf::Document::load(path).unwrap();
    document.decompress();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_battery_keeps_its_scale_its_filter_and_its_missing_answers() {
    let built = built(BATTERY, "diverging-bar", "");
    assert!(
        built.csv.starts_with("Item,agree,partly,disagree,don’t know\nWe lack money,55.4,25.3,14.3,5.0\n")
    );
    let series = &built.chart["series"][0];
    assert_eq!(
        (series["type"].as_str(), series["question"].as_str()),
        (Some("scale"), Some("How far do you agree?"))
    );
    let base = serde_json::json!({"label": "towns", "filter": "with a website", "n": 510, "n-effective": null, "columns": {}});
    assert_eq!(series["base"], base);
    let missing: Vec<&Value> =
        built.chart["values"].as_array().unwrap().iter().filter(|value| value["kind"] == "missing").collect();
    assert_eq!(missing.len(), 2);
    assert!(missing.iter().all(|value| value["column"] == "don’t know"));
    let alt = built.chart["alt"].as_str().unwrap();
    assert!(
        alt.contains("We lack money: agree: 55.4%, partly: 25.3%, disagree: 14.3%, don’t know: 5.0%"),
        "{alt}"
    );
    assert!(alt.ends_with("Base: towns, with a website, number of respondents: 510."), "{alt}");
}

#[test]
fn a_small_group_is_hidden_everywhere() {
    let built = built(GROUPS, "table", "min-base: {n: 30, hide: true}\n");
    assert!(built.csv.contains("\nyes,answer,either,21,•,n\u{a0}<\u{a0}30\n"), "{}", built.csv);
    let large: Vec<&Value> = built.chart["values"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|value| value["column"] == "large")
        .map(|value| &value["value"])
        .collect();
    assert!(large.iter().all(|value| value.is_null()) && large.len() >= 2, "{large:?}");
    let alt = built.chart["alt"].as_str().unwrap();
    assert!(
        alt.contains("yes: all: 21%, small: not shown, to protect other figures, large: not shown"),
        "{alt}"
    );
    // Neither is its size, nor what gives it or its figures back.
    let base = &built.chart["series"][0]["base"];
    assert_eq!(base["columns"], serde_json::json!({"all": 623}));
    assert_eq!(base["hidden"], serde_json::json!({"small": "linked", "large": "small"}));
    for words in
        ["(all: n = 623, small: •, large: n < 30)", "“•” replaces figures that would reveal hidden ones"]
    {
        assert!(built.pdf.contains(words), "{words}\n{}", built.pdf);
    }
}

#[test]
fn the_page_on_the_method_says_what_the_charts_need() {
    let several = "  s:
    question: What speaks against it?
    type: multiple
    base: {label: towns, filter: without home office, n: 312}
    values: {costs: 71, staff: 58, law: 12}
    nets: {resources: {parts: [costs, staff], value: 82}}
";
    let Built { pdf, .. } = built(several, "bar", "min-base: {n: 30, hide: true}\n");
    for words in [
        "Towns 2020",
        "Mayors",
        "all towns (n = 623)",
        "Other bases towns, without home office (n = 312)",
        "480",
        "Weighted by size and state.",
        "up to ±4.5 percentage points",
        "each answer that was given counts",
        "“resources” takes together “costs” and “staff”",
    ] {
        assert!(pdf.contains(words), "{words}\n{pdf}");
    }
    for words in ["Rounding", "Small bases"] {
        assert!(!pdf.contains(words), "{words}");
    }
    let groups = built(GROUPS, "table", "min-base: {n: 30, hide: true}\n").pdf;
    for words in
        ["shares of fewer than 30 answers are not shown", "shares as they are given", "“either” takes"]
    {
        assert!(groups.contains(words), "{words}\n{groups}");
    }
    let rounded = built(&GROUPS.replace("all: 21,", "all: 21.04,"), "table", "").pdf;
    assert!(rounded.contains("each share by itself, half up"), "{rounded}");
}

#[track_caller]
fn bad(series: &str, code: &str, words: &str) {
    let fault = Folder::new(&format!("{SURVEY}{series}")).fault();
    assert_eq!(fault.code.name(), code, "{fault:#?}");
    assert!(fault.message.contains(words) && fault.hint.is_some(), "{fault:#?}");
}

#[test]
fn keys_that_do_not_go_together() {
    let single = "  s:\n    type: single\n    values: {a: 60, b: 40}\n";
    bad(
        &format!("{single}    max-answers: 2\n"),
        "misplaced-key",
        "`max-answers` applies only to questions with several",
    );
    bad(&format!("{single}    neutral: a\n"), "misplaced-key", "`neutral` applies only to scales");
    bad(
        &format!("{single}    by: item\n"),
        "misplaced-key",
        "`by` applies only to series with several columns",
    );
    let scale = single.replace("single", "scale");
    bad(&format!("{scale}    neutral: c\n"), "unknown-category", "`c`");
    bad(&format!("{single}    base: {{label: x, columns: {{a: 3}}}}\n"), "unknown-column", "size for `a`");
    bad(&GROUPS.replace("large: 20}}", "larg: 20}}"), "unknown-column", "size for `larg`");
    let count = single.replace("single", "numeric").replace("    values", "    unit: count\n    values");
    bad(&format!("{count}    remainder: rest\n"), "misplaced-key", "`remainder` applies only to shares");
}

#[test]
fn names_that_cannot_be_shown_or_told_apart() {
    let values = |values: &str| format!("  s:\n    type: single\n    values: {values}\n");
    bad(&values("{'': 40, b: 60}"), "missing-name", "has no name");
    bad(&values("{~: 40, b: 60}"), "missing-name", "has no name");
    bad(&values("{\"a\\nb\": 40, b: 60}"), "unusable-name", "U+000A");
    bad(&values("{\"a\u{202e}b\": 40, b: 60}"), "unusable-name", "U+202E");
    bad(&values("{'=HYPERLINK(1)': 40, b: 60}"), "unusable-name", "formula");
    let more = |more: &str| format!("{}    {more}\n", values("{a: 40, b: 60}"));
    bad(&more("remainder: a"), "repeated-name", "also the name of the remainder");
    bad(&more("nets: {n: []}"), "missing-key", "has no categories");
    bad(&more("nets: {n: [a, a]}"), "repeated-name", "would count twice");
    bad(&more("nets: {a: [b]}"), "repeated-name", "is also a category");
    bad(&more("missing: [a, b]"), "misplaced-key", "no valid answer is left");
    bad(&more("wave-of: s"), "unknown-series", "another wave of itself");
    // A sign before digits is no formula.
    let signs = Folder::new(&format!("{SURVEY}{}", values("{-5 to 0: 40, +20 %: 60}"))).series();
    assert_eq!(signs.categories.len(), 2);
}

#[test]
fn numbers_that_are_none() {
    for (value, code, words) in [
        (".nan", "wrong-type", "leave the value empty"),
        (".inf", "wrong-number", "thousands"),
        ("1e400", "wrong-number", "thousands"),
        ("0x10", "wrong-type", "decimal digits"),
        ("1_0", "wrong-type", "write `10`"),
        ("012", "wrong-type", "write `12`"),
        ("'54'", "wrong-type", "write `54` without quotes"),
        ("54 %", "wrong-type", "write `54`: the unit is set by `unit`"),
        ("n/a", "wrong-type", "leave the value empty"),
        ("[54]", "wrong-type", "{2019: 54, 2020: 58}"),
    ] {
        let fault =
            Folder::new(&format!("{SURVEY}  s:\n    type: single\n    values: {{a: {value}, b: 60}}\n"));
        let said = fault.fault_of(code);
        assert!(said.contains(words), "{value}: {said}");
        assert_eq!((fault.fault().span.line(), fault.fault().span.column()), (13, 17), "{value}");
    }
    bad(
        "  s:\n    type: numeric\n    unit: count\n    values: {a: 5.5}\n",
        "wrong-number",
        "counts are whole numbers",
    );
}

#[test]
fn a_misspelt_word_has_no_second_fault() {
    for (word, misspelt) in [("type: single", "type: singel"), ("by: group", "by: groups")] {
        bad(&GROUPS.replace(word, misspelt), "unknown-word", "cannot be");
    }
    bad(
        "  s:\n    type: numeric\n    unit: counts\n    values: {a: 540, b: 12}\n",
        "unknown-word",
        "`unit` cannot be `counts`",
    );
}

#[test]
fn dates_that_cannot_be() {
    let survey = |wrong: &str, right: &str| {
        let text = format!("{SURVEY}  s:\n    type: multiple\n    values: {{a: 1}}\n").replace(right, wrong);
        Folder::new(&text).fault()
    };
    let fault = survey("2020-11/2020-08", "2020-08/2020-11");
    assert_eq!(
        (fault.code.name(), fault.message.contains("ends before it begins")),
        ("wrong-date", true),
        "{fault:#?}"
    );
    assert_eq!((fault.span.line(), fault.span.column()), (5, 14));
    for wrong in ["2020-08-32", "2020-13", "2020-08/", "08/2020", "2020-02-30/2020-03-01"] {
        assert_eq!(survey(wrong, "2020-08/2020-11").code, "wrong-date", "{wrong}");
    }
    let early = survey("2019-12-02", "2020-12-02");
    assert_eq!((early.code.name(), early.related.len()), ("wrong-date", 1), "{early:#?}");
    let words = format!("{SURVEY}  s:\n    type: multiple\n    values: {{a: 1}}\n");
    let words = words.replace("2020-08/2020-11", "Autumn 2020").replace("2020-12-02", "'2020'");
    Folder::new(&words).series();
}
