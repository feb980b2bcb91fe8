//! Waves of a data set: a file or a part of one each, with codes, wordings, times and methods of their own.

use make_briefing::survey::series::Series;

use crate::folder::Folder;

const OLD: &str = "trust_a,w\n1,1\n1,1\n2,1\n3,1\n";
const NEW: &str = "trust,age,w\n1,20,2\n2,40,1\n2,60,1\n";

/// Two waves in two files, with other codes in the first.
const SERIES: &str = "\
survey: {base: {label: all respondents}, mode: online}
dataset: {data: series/new.csv, weight: w}
questions:
  trust:
    question: Do you trust the town?
    type: single
    labels: {1: yes, 2: no}
    allow: {small-base: a pretest}
breaks:
  age: {groups: {under 50: ..49, 50 and older: 50..}}
waves:
  2019:
    data: series/old.csv
    fieldwork: 2019-03
    mode: by telephone
    questions: {trust: {answer: trust_a, groups: {yes: [1, 2], no: 3}, labels: {1: a lot, 2: some, 3: none}}}
  2024: {fieldwork: 2024-05/2024-06}
";

fn folder(series: &str, asked: &str) -> Folder {
    Folder::empty()
        .with("series/s.yaml", series)
        .with("series/old.csv", OLD)
        .with("series/new.csv", NEW)
        .with("charts/c.yaml", format!("title: T\nseries: {asked}\nchart: table\n"))
}

#[track_caller]
fn one(series: &str, asked: &str) -> Series {
    let (project, faults) = folder(series, asked).read();
    assert!(faults.is_empty(), "{faults:#?}");
    project.catalog.get(asked).unwrap_or_else(|| panic!("no `{asked}`")).clone()
}

#[track_caller]
fn refused(series: &str, asked: &str, code: &str, words: &str) {
    let (project, faults) = folder(series, asked).read();
    let fault = faults.first().unwrap_or_else(|| panic!("nothing is said"));
    assert_eq!(fault.code.name(), code, "{faults:#?}");
    assert!(format!("{} {:?}", fault.message, fault.hint).contains(words), "{fault:#?}");
    assert!(project.catalog.get(asked).is_none() && faults.len() == 1, "{faults:#?}");
}

fn figures(series: &Series) -> Vec<(String, Vec<Option<f64>>)> {
    series.categories.iter().map(|category| (category.name.clone(), category.values.clone())).collect()
}

#[test]
fn each_wave_is_a_column_with_its_own_codes_and_weights() {
    let series = one(SERIES, "trust by wave");
    assert_eq!(series.columns, ["2019", "2024"]);
    let known = [("yes", [75.0, 50.0]), ("no", [25.0, 50.0])];
    for ((name, values), (wanted, shares)) in figures(&series).into_iter().zip(known) {
        assert_eq!((name.as_str(), values), (wanted, shares.map(Some).to_vec()));
    }
    assert_eq!([series.size(0), series.size(1)], [Some(4), Some(3)]);
    assert_eq!(series.base.as_ref().unwrap().effective("2024"), Some(16.0 / 6.0));
}

#[test]
fn other_series_are_of_the_last_wave() {
    let series = one(SERIES, "trust by age");
    assert_eq!(series.size(0), Some(3));
    assert_eq!(series.waves.iter().map(|wave| wave.name.as_str()).collect::<Vec<_>>(), ["2024"]);
}

#[test]
fn a_wave_may_be_a_part_of_a_file() {
    let parts = "\
survey: {base: {label: all respondents}}
dataset: {data: series/new.csv}
questions: {trust: {type: single, labels: {1: yes, 2: no}, allow: {small-base: a pretest}}}
waves: {first: {where: {age: ..30}}, second: {where: {age: 31..}}}
";
    let series = one(parts, "trust by wave");
    assert_eq!(figures(&series)[0], ("yes".to_owned(), vec![Some(100.0), Some(0.0)]));
    // The rows of a wave are no filter of its base.
    assert_eq!(series.base.as_ref().unwrap().who(), "all respondents");
}

#[test]
fn a_statistic_has_a_figure_for_each_wave() {
    let numeric = SERIES.replace(
        "breaks:",
        "  score: {type: numeric, answer: trust, allow: {small-base: a pretest}}\nbreaks:",
    );
    let numeric = numeric.replace("questions: {trust:", "questions: {score: {answer: trust_a}, trust:");
    let series = one(&numeric, "score mean by wave");
    assert_eq!(series.columns, ["2019", "2024"]);
    assert_eq!(figures(&series), [("score".to_owned(), vec![Some(1.75), Some(1.5)])]);
    let rows = one(&numeric, "score mean-interval by wave");
    assert_eq!(figures(&rows).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["2019", "2024"]);
}

#[test]
fn a_wave_that_did_not_ask_a_question_has_no_column() {
    let three = SERIES.replace("  2024: {", "  2021: {not-asked: [trust]}\n  2024: {");
    assert_eq!(one(&three, "trust by wave").columns, ["2019", "2024"]);
}

#[test]
fn a_question_whose_id_begins_like_one_that_was_not_asked_keeps_its_wave() {
    let two = "  trust-police: {question: And the police?, type: single, answer: age, allow: {small-base: a pretest}}\nbreaks:";
    let series = SERIES.replace("breaks:", two).replace(
        "    questions: {trust: {answer: trust_a, groups: {yes: [1, 2], no: 3}, labels: {1: a lot, 2: some, 3: none}}}\n",
        "    not-asked: [trust]\n    questions: {trust-police: {answer: trust_a}}\n",
    );
    assert_eq!(one(&series, "trust-police by wave").columns, ["2019", "2024"]);
    assert_eq!(one(&series, "trust by wave").columns, ["2024"]);
}

#[test]
fn an_answer_that_only_one_wave_offered_has_no_figure_in_the_other() {
    let more = SERIES.replace("no: 3}", "no: 2, never: 3}").replace("yes: [1, 2]", "yes: 1");
    let series = one(&more, "trust by wave");
    assert_eq!(figures(&series)[2], ("never".to_owned(), vec![Some(25.0), None]));
}

#[test]
fn charts_say_when_and_how_each_wave_was_asked() {
    let with_source = SERIES.replace("mode: online}", "mode: online, source: The town}");
    let chart = "title: T\nseries: trust by wave\nchart: slope\n";
    let folder = folder(&with_source, "trust by wave").with("charts/c.yaml", chart);
    let out = folder.built();
    let svg = std::fs::read_to_string(out.join("charts/c.svg")).unwrap();
    for words in ["2019: März 2019, by telephone", "2024: Mai bis Juni 2024, online"] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
}

#[test]
fn what_is_wrong_in_one_wave_names_it() {
    let wrong = SERIES.replace("answer: trust_a", "answer: trust_b");
    refused(&wrong, "trust by wave", "unknown-header", "wave `2019`");
}

#[test]
fn questions_of_a_wave_are_those_of_the_data_set() {
    let (_, faults) =
        folder(&SERIES.replace("questions: {trust:", "questions: {trast:"), "trust by wave").read();
    assert!(faults.iter().any(|fault| fault.message.contains("no question `trast`")), "{faults:#?}");
}

#[test]
fn waves_and_groups_are_not_mixed() {
    refused(SERIES, "trust by wave, age", "open-dimension", "alone");
}

#[test]
fn a_break_cannot_be_called_wave() {
    let (_, faults) = folder(&SERIES.replace("  age: {groups", "  wave: {groups"), "trust by wave").read();
    assert!(faults.iter().any(|fault| fault.code.name() == "repeated-name"), "{faults:#?}");
}

#[test]
fn changes_in_texts_are_tested_between_waves() {
    let chart = "title: 'Trust: {{ change(\"trust by wave\", \"yes\", \"2019\", \"2024\") }}'\nseries: trust by wave\nchart: slope\n";
    let folder = folder(SERIES, "trust by wave").with("charts/c.yaml", chart);
    let out = folder.built();
    let svg = std::fs::read_to_string(out.join("charts/c.svg")).unwrap();
    assert!(svg.contains("seit 2019"), "{svg}");
}
