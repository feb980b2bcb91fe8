//! Counting answers, one row per respondent: weights, groups, what does not count, and what is refused.

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
    assert_eq!((base.n, base.own_size("young"), base.own_size("old")), (Some(6), Some(3), Some(3)));
    // (1+1+2+1+1+2)² / (1+1+4+1+1+4) = 64 / 12, and in each group (1+1+2)² / (1+1+4).
    assert_eq!(base.n_effective, Some(64.0 / 12.0));
    assert_eq!(base.effective("young"), Some(16.0 / 6.0));
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
    assert_eq!(fault.code.name(), code, "{fault:#?}");
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
    bad(
        &format!("{{{file}, tabulate: {{answer: answer, weight: wave}}, where: {{weight: 9}}}}"),
        "",
        "empty-table",
        "no row holds an answer",
    );
}

#[test]
fn weights_that_leave_nothing() {
    let fault = folder("{file: series/none.csv, tabulate: {answer: a, column: g, weight: w}}", "")
        .with("series/none.csv", "a,g,w\nyes,one,1\nyes,two,0\n")
        .fault();
    assert_eq!((fault.code.name(), fault.message.contains("`two`")), ("wrong-number", true), "{fault:#?}");
}

/// A question with several answers, in the forms in which programs write them.
fn several(data: &str, text: &str, more: &str) -> Folder {
    let series = format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: multiple\n    data: {{file: series/ways.csv, {data}}}\n{more}"
    );
    Folder::new(&series).with("series/ways.csv", text)
}

#[track_caller]
fn shares(folder: &Folder, expected: &[&str], n: u32) {
    let series = folder.series();
    assert_eq!(lines(&series), expected);
    assert_eq!(series.base.unwrap().n, Some(n));
}

#[test]
fn a_column_for_each_answer() {
    // Person 3 chose nothing, person 4 was not asked.
    let text = "id,q_1,q_2\n1,1,0\n2,1,1\n3,0,0\n4,,\n5,1,0\n";
    shares(&several("tabulate: {answers: [q_1, q_2]}", text, ""), &["", "q_1: 75", "q_2: 25"], 4);
    let named = "tabulate: {answers: {q_2: By post, q_1: Online}}";
    shares(&several(named, text, ""), &["", "By post: 25", "Online: 75"], 4);
    let all = "tabulate: {answers: {q_1: Online}, base: all}";
    shares(&several(all, text, ""), &["", "Online: 60"], 5);
}

#[test]
fn words_for_chosen_and_not() {
    let labels = "id,online,post\n1,online,\n2,online,post\n3,True,False\n4,1.0,0\n";
    shares(&several("tabulate: {answers: [online, post]}", labels, ""), &["", "online: 100", "post: 25"], 4);
    let codes = "id,online,post\n1,1,2\n2,2,1\n3,1,9\n";
    let data = "tabulate: {answers: [online, post], chosen: [1], not-chosen: [2]}, empty: [9]";
    shares(&several(data, codes, "    unit: count\n"), &["", "online: 2", "post: 1"], 3);
    let fault = several("tabulate: {answers: [online, post]}", codes, "").fault();
    assert_eq!((fault.code.name(), fault.span.line(), fault.span.column()), ("unclear-answer", 2, 5));
    assert!(fault.hint.unwrap().contains("not-chosen: ['2']"));
}

#[test]
fn several_answers_in_a_cell() {
    let text = "id,ways\n1,online;post\n2, online ; online;\n3,\n4,n/a\n";
    let data = "tabulate: {answer: ways, separator: ';'}, empty: [n/a]";
    shares(&several(data, text, ""), &["", "online: 100", "post: 50"], 2);
    let order = "tabulate: {answer: ways, separator: ';', order: [post, online]}, empty: [n/a]";
    shares(&several(order, text, ""), &["", "post: 50", "online: 100"], 2);
    let all = "tabulate: {answer: ways, separator: ';', base: all}, empty: [n/a]";
    shares(&several(all, text, ""), &["", "online: 50", "post: 25"], 4);
}

#[test]
fn several_answers_with_weights_groups_and_nets_of_persons() {
    let text = "g,w,a,b,c\nold,1,1,1,0\nold,3,0,1,0\nyoung,2,0,0,1\nyoung,2,1,0,0\n";
    let data = "tabulate: {answers: [a, b, c], column: g, weight: w}";
    let folder = several(data, text, "    nets: {a or b: [a, b], any: [a, b, c]}\n");
    shares(&folder, &["old young", "a: 25 50", "b: 100 0", "c: 0 50"], 4);
    let series = folder.series();
    let net = |net: usize| [0, 1].map(|column| series.net(&series.nets[net], column));
    // The first person of the old named both a and b, and is one person all the same.
    assert_eq!((net(0), net(1)), ([Some(100.0), Some(50.0)], [Some(100.0), Some(100.0)]));
    // (1 + 3 + 2 + 2)² / (1 + 9 + 4 + 4) = 64 / 18.
    assert_eq!(series.base.unwrap().n_effective, Some(64.0 / 18.0));
    let folder = folder.with("charts/c.yaml", "title: T\nseries: s\nchart: grouped-bar\n");
    assert_eq!(folder.codes().0, ["small-base", "weighting-missing"], "counted nets count no person twice");
}

#[test]
fn more_answers_than_were_allowed() {
    let text = "id,ways\n1,a;b\n2,a;b;c\n";
    let fault = several("tabulate: {answer: ways, separator: ';'}", text, "    max-answers: 2\n").fault();
    assert_eq!((fault.code.name(), fault.span.line()), ("too-many-answers", 3), "{fault:#?}");
}

#[test]
fn one_answer_and_several_are_not_mixed_up() {
    let text = "id,ways\n1,a\n";
    let fault = several("tabulate: ways", text, "").fault();
    assert_eq!(fault.code.name(), "misplaced-key");
    assert!(fault.hint.unwrap().contains("separator"));
    bad(
        "{file: series/answers.csv, tabulate: {answer: answer, separator: ','}}",
        "",
        "misplaced-key",
        "took one",
    );
    bad(
        "{file: series/answers.csv, tabulate: {answer: answer, chosen: [1]}}",
        "",
        "misplaced-key",
        "`chosen` does not go with",
    );
    let twice = several("tabulate: {answers: {id: A, ways: A}}", text, "").fault();
    assert_eq!(twice.code, "repeated-name");
    assert_eq!(several("tabulate: {weight: id}", text, "").fault().code, "missing-key");
}

#[test]
fn a_single_choice_spread_over_columns() {
    let text = "id,online,post\n1,1,0\n2,0,1\n3,1,0\n";
    let one = |text: &str| {
        let series = "survey: {base: {label: all}}\nseries:\n  s:\n    type: single\n    unit: count\n    data: {file: series/ways.csv, tabulate: {answers: [online, post]}}\n";
        Folder::new(series).with("series/ways.csv", text)
    };
    assert_eq!(lines(&one(text).series()), ["", "online: 2", "post: 1"]);
    let fault = one(&format!("{text}4,1,1\n")).fault();
    assert_eq!((fault.code.name(), fault.span.line()), ("too-many-answers", 5), "{fault:#?}");
}

#[test]
fn the_place_of_a_ragged_row() {
    let fault = folder("{file: series/ragged.csv, tabulate: answer}", "")
        .with("series/ragged.csv", "age,answer\nyoung,yes\nold\n")
        .fault();
    assert_eq!((fault.code.name(), fault.span.line()), ("ragged-row", 3));
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
    let chart = "title: Am häufigsten ist die Strategie in Arbeit\nseries: s\nchart: table\n";
    for (name, more) in [
        ("umfrage.xlsx", "range: A3:C6"),
        ("kreuztabelle.xlsx", "sheet: Anteile, range: A4:E9"),
        ("kreuztabelle.ods", "sheet: Anteile, range: A4:E9"),
    ] {
        let series = format!(
            "series:\n  s: {{type: multiple, base: {{label: alle Kommunen}}, data: {{file: series/{name}, {more}}}}}\n"
        );
        assert_eq!(series.lines().count() + chart.lines().count(), 5);
        let folder = Folder::new(&series).with("charts/c.yaml", chart).fixture(name);
        let out = folder.built();
        let csv = std::fs::read_to_string(out.join("charts/c.csv")).unwrap();
        assert!(csv.lines().count() >= 4, "{csv}");
        assert!(
            !name.starts_with("kreuz") || csv.contains("\nin Entwicklung,51.7,59.2,55.2,56.0\n"),
            "{csv}"
        );
        assert!(out.join("charts/c.svg").exists() && out.join("charts/c.png").exists());
    }
}
