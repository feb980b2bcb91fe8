//! Scales say which end is positive, their sides carry the names of nets, and distributions keep their order.

use std::fs;

use crate::folder::Folder;

const HEAD: &str = "survey: {base: {label: alle, n: 1004}, fieldwork: 2025-03, source: {name: S}}\nseries:\n";
const AGREE_FIRST: &str = "  s:
    question: Q
    type: scale
    by: item
    values:
      Bus: {stimme voll zu: 40, stimme eher zu: 30, lehne eher ab: 20, lehne ganz ab: 10}
      Rad: {stimme voll zu: 10, stimme eher zu: 20, lehne eher ab: 30, lehne ganz ab: 40}
";

fn folder(series: &str, chart: &str) -> Folder {
    Folder::new(&format!("{HEAD}{series}"))
        .with("briefing.yaml", "title: B\nlanguage: de\nsections: [{title: S, charts: [c]}]\n")
        .with("charts/c.yaml", format!("title: T\nseries: s\n{chart}"))
}

/// The data file of a chart, and the colours of its drawing in the order of the marks.
fn drawn(series: &str, chart: &str) -> (String, Vec<String>) {
    let folder = folder(series, chart);
    let out = folder.built();
    let svg = fs::read_to_string(out.join("charts/c.svg")).unwrap();
    let fills = svg.lines().filter(|line| line.starts_with("<rect"));
    let fills = fills.filter_map(|line| Some(line.split_once("fill=\"")?.1.split('"').next()?.to_owned()));
    (fs::read_to_string(out.join("charts/c.csv")).unwrap(), fills.collect())
}

/// What is said about a chart.
fn said(series: &str, chart: &str) -> String {
    folder(series, chart).messages()
}

#[test]
fn agreement_has_the_same_colours_and_rank_on_either_side() {
    let reversed = "columns: [lehne ganz ab, lehne eher ab, stimme eher zu, stimme voll zu]\n";
    let (first, colors) = drawn(AGREE_FIRST, "chart: diverging-bar\nsort: net\n");
    let (last, other) = drawn(AGREE_FIRST, &format!("chart: diverging-bar\nsort: net\n{reversed}"));
    assert!(first.lines().nth(1).unwrap().starts_with("Bus"), "{first}");
    assert!(last.lines().nth(1).unwrap().starts_with("Bus"), "{last}");
    // Background and accent line come first; then the four answers of a bar, in the other order.
    let tail = |colors: &[String]| colors[colors.len() - 4..].to_vec();
    let mut mirrored = tail(&other);
    mirrored.reverse();
    assert_eq!(tail(&colors), mirrored);
    assert_ne!(tail(&colors), tail(&other));
}

#[test]
fn the_author_says_what_words_do_not() {
    let codes = "  s:\n    question: Q\n    type: scale\n    by: item\n    values:
      Bus: {'1': 40, '2': 30, '3': 20, '4': 10}\n      Rad: {'1': 10, '2': 20, '3': 30, '4': 40}\n";
    let chart = "chart: diverging-bar\nsort: net\n";
    assert!(said(codes, chart).contains("scale-direction"), "{}", said(codes, chart));
    let first = codes.replace("by: item", "by: item\n    positive: first");
    assert_eq!(said(&first, chart), "");
    assert!(drawn(&first, chart).0.lines().nth(1).unwrap().starts_with("Bus"));
    let last = codes.replace("by: item", "by: item\n    positive: last");
    assert!(drawn(&last, chart).0.lines().nth(1).unwrap().starts_with("Rad"));
    let single = codes.replace("type: scale", "type: single\n    positive: last");
    assert!(said(&single, "chart: table\n").contains("misplaced-key"));
}

#[test]
fn a_scale_turned_round_is_in_order_though_non_response_is_last() {
    let series = "  s:\n    question: Q\n    type: scale\n    by: item\n    neutral: teils\n    missing: k. A.\n    values:
      A: {stimme zu: 68, teils: 20, stimme nicht zu: 10, k. A.: 2}\n      B: {stimme zu: 18, teils: 20, stimme nicht zu: 60, k. A.: 2}\n";
    assert_eq!(
        said(series, "chart: diverging-bar\ncolumns: [stimme nicht zu, teils, stimme zu, k. A.]\n"),
        ""
    );
    assert!(
        said(series, "chart: diverging-bar\ncolumns: [teils, stimme nicht zu, stimme zu]\n")
            .contains("scale-order")
    );
}

#[test]
fn sides_that_are_nets_have_their_names() {
    let groups = "  s:\n    question: Q\n    type: scale\n    neutral: teils
    nets: {Zufriedene: [sehr, eher], Unzufriedene: [eher nicht, gar nicht]}
    values: {sehr: {Stadt: 10, Land: 5}, eher: {Stadt: 40, Land: 25}, teils: {Stadt: 20, Land: 20}, eher nicht: {Stadt: 20, Land: 30}, gar nicht: {Stadt: 10, Land: 20}}\n";
    let (csv, _) = drawn(groups, "chart: diverging-bar\n");
    assert!(csv.contains("Zufriedene,Summe,50,30\nUnzufriedene,Summe,30,50"), "{csv}");
    let items = format!("{AGREE_FIRST}    nets: {{Zustimmung: [stimme voll zu, stimme eher zu]}}\n");
    for (kind, names) in [
        ("diverging-bar", "Zustimmung,lehne eher ab + lehne ganz ab\nBus,40,30,20,10,70,30"),
        ("stacked-bar", "lehne ganz ab,Zustimmung\nBus,40,30,20,10,70"),
    ] {
        let (csv, _) = drawn(&items, &format!("chart: {kind}\n"));
        assert!(csv.contains(names), "{kind}: {csv}");
    }
}

#[test]
fn texts_name_nets_of_answers_to_an_item() {
    let items = format!("{AGREE_FIRST}    nets: {{Zustimmung: [stimme voll zu, stimme eher zu]}}\n");
    let title = |expression: &str| {
        let chart = format!("title: '{{{{ {expression} }}}}'\nseries: s\nchart: stacked-bar\n");
        let folder = folder(&items, "").with("charts/c.yaml", chart);
        let manifest = fs::read_to_string(folder.built().join("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        manifest["charts"][0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title("pct(\"s\", \"Bus\", \"Zustimmung\")"), "70\u{202f}%");
    assert_eq!(title("net(\"s\", [\"stimme voll zu\", \"lehne ganz ab\"], \"Rad\")"), "50\u{202f}%");
    let refused =
        |expression: &str| said(&items, &format!("chart: stacked-bar\nsubtitle: '{{{{ {expression} }}}}'\n"));
    assert!(refused("net(\"s\", [\"Bus\", \"Rad\"], \"stimme voll zu\")").contains("question of its own"));
    assert!(refused("net(\"s\", [\"stimme zu\"], \"Bus\")").contains("not an answer"));
    assert!(refused("net(\"s\", [\"stimme voll zu\"])").contains("the item is missing"));
}

#[test]
fn nets_of_answers_are_checked() {
    let with = |nets: &str| said(&format!("{AGREE_FIRST}    nets: {nets}\n"), "chart: stacked-bar\n");
    assert!(with("{Zustimmung: [stimme voll zu, stimme zu]}").contains("there is no answer `stimme zu`"));
    assert!(with("{lehne ganz ab: [stimme voll zu, stimme eher zu]}").contains("is also an answer"));
    assert!(with("{Z: {parts: [stimme voll zu, stimme eher zu], value: 70}}").contains("items to numbers"));
    assert_eq!(with("{Z: {parts: [stimme voll zu, stimme eher zu], value: {Bus: 71, Rad: 30}}}"), "");
}

#[test]
fn a_net_that_differs_from_the_sum_of_its_printed_parts_says_so() {
    let one = |values: &str| {
        let series = format!(
            "  s:\n    question: Q\n    type: scale\n    decimals: 0\n    values: {values}\n    nets: {{Ja: [stimme zu, stimme voll zu]}}\n"
        );
        let svg = fs::read_to_string(folder(&series, "chart: bar\n").built().join("charts/c.svg")).unwrap();
        svg.contains("vor dem Runden addiert")
    };
    assert!(one("{lehne ab: 9.2, stimme zu: 44.4, stimme voll zu: 46.4}"));
    assert!(!one("{lehne ab: 9.2, stimme zu: 44.1, stimme voll zu: 46.7}"));
}

#[test]
fn classes_of_a_histogram_are_in_order_and_alike() {
    let of = |values: &str| {
        let series = format!("  s: {{question: Q, type: numeric, unit: count, values: {{{values}}}}}\n");
        said(&series, "chart: histogram\n")
    };
    assert!(of("0–500: 100, 500–1000: 150, 1000–5000: 500").contains("`1000–5000` is wider than others"));
    assert!(of("'3': 26, '4': 20, '2': 5").contains("`2` comes after `4`"));
    assert_eq!(of("unter 18: 4, 18–29: 30, 30–39: 26, 40–49: 30, 50 und älter: 10"), "");
    assert_eq!(of("'1': 26, '2': 20, '3': 5"), "");
}

#[test]
fn boxes_rise_from_the_lowest_to_the_highest_value() {
    let of = |values: &str| {
        let columns = ["lowest", "first", "median", "third", "highest"];
        let cells: Vec<String> =
            columns.iter().zip(values.split(' ')).map(|(name, value)| format!("{name}: {value}")).collect();
        let series = format!(
            "  s: {{question: Q, type: numeric, unit: number, values: {{A: {{{}}}}}}}\n",
            cells.join(", ")
        );
        said(&series, "chart: box\n")
    };
    assert!(of("3 30 19 28 52").contains("`median` is 19, less than 30 of `first`"));
    assert!(of("3 null 19 28 52").contains("`first` is missing"));
    assert_eq!(of("3 3 19 28 52"), "");
}

#[test]
fn numbers_counted_as_answers_are_not_shown_as_numbers() {
    let of = |unit: &str| {
        let series = format!(
            "  s: {{question: Q, type: numeric, unit: {unit}, data: {{file: series/a.csv, tabulate: km}}}}\n"
        );
        folder(&series, "chart: table\n").with("series/a.csv", "id,km\n1,10\n2,10\n3,20\n4,40\n").messages()
    };
    assert!(of("number").contains("counts how often each number was answered"));
    assert!(!of("count").contains("counts how often"));
}

#[test]
fn items_with_few_respondents_are_named() {
    let series =
        AGREE_FIRST.replace("by: item\n", "by: item\n    base: {label: Nutzer, rows: {Bus: 612, Rad: 21}}\n");
    assert!(said(&series, "chart: stacked-bar\n").contains("`Rad` in `s` rests on 21 answers"));
}
