//! Answers, a row a person, counted to shares: weights, groups, what does not count, and what is refused.

use std::fmt::Write as _;

use crate::folder::{Folder, lines};

const ANSWERS: &str = "age,answer,weight,wave
young,yes,1,2023
young,no,1,2023
young,yes,2,2023
old,no,1,2023
old,no,1,2023
old,,1,2023
old,don’t know,2,2023
young,no,1,2021
";

fn folder(data: &str, more: &str) -> Folder {
    let series = format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: single\n    data: {data}\n{more}"
    );
    Folder::new(&series).with("series/answers.csv", ANSWERS)
}

#[test]
fn one_answer_a_person() {
    let series = folder("{file: series/answers.csv, tabulate: answer}", "    unit: count\n").series();
    assert_eq!(lines(&series), ["", "yes: 2", "no: 4", "don’t know: 1"]);
    // The row without an answer does not count.
    assert_eq!(series.base.as_ref().unwrap().n, Some(7));
}

#[test]
fn shares_of_groups_with_weights() {
    let data = "{file: series/answers.csv, tabulate: {answer: answer, column: age, weight: weight, order: ['no', 'yes', don’t know]}, where: {wave: 2023}}";
    let series = folder(data, "").series();
    assert_eq!(lines(&series), ["young old", "no: 25 50", "yes: 75 0", "don’t know: 0 50"]);
    let base = series.base.as_ref().unwrap();
    assert_eq!((base.n, base.columns.clone()), (Some(6), vec![("young".into(), 3), ("old".into(), 3)]));
    // (1+1+2+1+1+2)² / (1+1+4+1+1+4) = 64 / 12.
    assert_eq!(base.n_effective, Some(5));
}

#[test]
fn words_that_are_no_answer() {
    let data = "{file: series/answers.csv, tabulate: answer, empty: [don’t know]}";
    let series = folder(data, "    unit: count\n").series();
    assert_eq!(series.base.as_ref().unwrap().n, Some(6));
}

#[track_caller]
fn bad(data: &str, more: &str, code: &str, words: &str) {
    let fault = folder(data, more).fault();
    assert_eq!(fault.code, code, "{fault:#?}");
    assert!(fault.message.contains(words) && fault.hint.is_some(), "{fault:#?}");
}

#[test]
fn what_is_refused() {
    let file = "file: series/answers.csv";
    bad(&format!("{{{file}, tabulate: anser}}"), "", "unknown-header", "`anser`");
    bad(
        &format!("{{{file}, tabulate: {{answer: answer, order: ['yes', 'no']}}}}"),
        "",
        "unknown-category",
        "`don’t know`",
    );
    bad(
        &format!("{{{file}, tabulate: {{answer: answer, weight: age}}}}"),
        "",
        "not-a-number",
        "`young` is no weight",
    );
    bad(
        &format!("{{{file}, tabulate: answer, where: {{wave: 2020}}}}"),
        "",
        "empty-table",
        "no row holds an answer",
    );
    bad(
        &format!("{{{file}, tabulate: answer, long: {{category: answer, value: weight}}}}"),
        "",
        "misplaced-key",
        "`long`",
    );
    let multiple = "survey: {base: {label: all}}\nseries:\n  s:\n    type: multiple\n    data: {file: series/answers.csv, tabulate: answer}\n";
    let fault = Folder::new(multiple).with("series/answers.csv", ANSWERS).fault();
    assert_eq!(fault.code, "misplaced-key");
}

#[test]
fn the_place_of_a_ragged_row() {
    let fault = folder("{file: series/ragged.csv, tabulate: answer}", "")
        .with("series/ragged.csv", "age,answer\nyoung,yes\nold\n")
        .fault();
    assert_eq!((fault.code, fault.place.line()), ("ragged-row", 3));
}

#[test]
fn a_hundred_thousand_answers_are_counted_to_the_last() {
    let mut text = String::from("answer,wave\n");
    for row in 0..100_000 {
        let _ = writeln!(text, "{},{}", ["a", "b", "c", "d"][row % 4], 2020 + row % 5);
    }
    let folder =
        folder("{file: series/many.csv, tabulate: {answer: answer, column: wave}}", "    unit: count\n");
    let series = folder.with("series/many.csv", text).series();
    assert_eq!(series.categories.iter().flat_map(|one| one.values.iter().flatten()).sum::<f64>(), 100_000.0);
    assert_eq!(series.categories[2].values, [Some(5000.0); 5]);
}

/// A workbook that LibreOffice wrote, five lines of YAML in all, and a chart comes out.
#[test]
fn a_workbook_is_charted_in_five_lines() {
    let series = "series:\n  s: {type: multiple, base: {label: alle}, data: {file: series/umfrage.xlsx, range: A3:C6, columns: [2020]}}\n";
    let chart = "title: Was der Befragung auffiel\nseries: s\nchart: bar\n";
    assert_eq!(series.lines().count() + chart.lines().count(), 5);
    let folder = Folder::new(series).with("charts/c.yaml", chart).fixture("umfrage.xlsx");
    let out = folder.path.join("out");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_make-briefing"))
        .args([folder.path.as_os_str(), "--output".as_ref(), out.as_os_str()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && !said.contains("warning"), "{said}");
    let csv = std::fs::read_to_string(out.join("charts/c.csv")).unwrap();
    assert!(csv.lines().count() >= 3, "{csv}");
    assert!(out.join("charts/c.svg").exists() && out.join("charts/c.png").exists());
}
