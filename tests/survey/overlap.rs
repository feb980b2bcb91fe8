//! Answers of the same respondents, tested against each other: in one question with several answers, and in one with a single one.

use make_briefing::survey::series::Series;

use crate::folder::Folder;

/// 100 respondents: 40 say mail and chat, 20 mail alone, 5 chat alone, 35 none of them.
fn answers() -> String {
    let rows = [("1,1", 40), ("1,0", 20), ("0,1", 5), ("0,0", 35)];
    let lines = rows.iter().flat_map(|(row, count)| std::iter::repeat_n(format!("{row},1\n"), *count));
    format!("mail,chat,w\n{}", lines.collect::<String>())
}

const SERIES: &str = "\
survey: {base: {label: all respondents}, sampling: probability}
dataset: {data: series/answers.csv}
questions:
  tools: {type: multiple, answers: {mail: mail, chat: chat}, nets: {any: [mail, chat]}, question: 'Which?'}
  mail: {type: single, labels: {1: yes, 0: no}, question: 'Mail?'}
";

fn folder(series: &str, chart: &str) -> Folder {
    Folder::empty()
        .with("series/s.yaml", series)
        .with("series/answers.csv", answers())
        .with("charts/c.yaml", chart)
}

fn one(series: &str, asked: &str) -> Series {
    let (project, faults) = folder(series, &format!("title: T\nseries: {asked}\nchart: table\n")).read();
    project.catalog.get(asked).unwrap_or_else(|| panic!("{faults:#?}")).clone()
}

#[test]
fn it_is_known_how_many_gave_both_answers() {
    let series = one(SERIES, "tools");
    assert_eq!(series.both(0, 1, 0), Some(40.0));
    // All who gave an answer are in the net.
    assert_eq!([series.both(0, 2, 0), series.both(1, 2, 0)], [Some(60.0), Some(45.0)]);
}

#[test]
fn the_answers_of_a_single_question_exclude_each_other() {
    let series = one(SERIES, "mail");
    assert_eq!(series.both(0, 1, 0), Some(0.0));
}

/// In R, with the interval of Newcombe (1998), method 10, of the paired proportions 60 and 45 of 100 with 40 in both, and as if
/// they were two samples: `tests/survey/overlap.R`.
#[test]
fn answers_of_the_same_respondents_are_tested_with_what_they_have_in_common() {
    let series = one(SERIES, "tools");
    let p = series.chance_of_answers((0, 60.0), (1, 45.0), 0).unwrap();
    assert!((p - 0.001_634_153).abs() < 1e-7, "{p}");
}

/// With each respondent a cluster, t = (p − q) / √(((b + c) − (b − c)² / n) / (n (n − 1))), 99 degrees of freedom.
#[test]
fn with_a_design_the_variance_of_the_difference_is_that_of_the_design() {
    let series =
        one(&SERIES.replace("answers.csv}", "answers.csv, design: {population-size: 100000000}}"), "tools");
    let p = series.chance_of_answers((0, 60.0), (1, 45.0), 0).unwrap();
    assert!((p - 0.002_303_966).abs() < 1e-7, "{p}");
}

#[test]
fn a_table_has_the_letters_of_answers_that_were_given_less_often() {
    let chart = "title: T\nseries: tools\nchart: table\nsignificance: answers\n";
    let folder = folder(SERIES, chart);
    let out = folder.built();
    let csv = std::fs::read_to_string(out.join("charts/c.csv")).unwrap();
    assert!(csv.contains("mail (B)") && csv.contains("chat (C)"), "{csv}");
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"against\": \"mail (B)\""), "{manifest}");
    assert!(manifest.contains("mail (B): 60"), "the alternative text names it: {manifest}");
}

#[test]
fn shares_alone_do_not_tell_how_many_gave_both() {
    let given = "\
survey: {base: {label: all, n: 100}}
series: {s: {type: multiple, values: {a: 60, b: 45}}}
";
    let folder = folder(given, "title: T\nseries: s\nchart: table\nsignificance: answers\n");
    assert!(folder.messages().contains("how many gave both"), "{}", folder.messages());
}

#[test]
fn texts_compare_answers() {
    let chart = "title: 'Mail is {{ compare(\"tools\", \"mail\", \"chat\") }}'\nseries: tools\nchart: bar\n";
    let folder = folder(SERIES, chart);
    let out = folder.built();
    assert!(std::fs::read_to_string(out.join("charts/c.svg")).unwrap().contains("signifikant höher"));
}
