//! Files of SPSS: labels, missing values, dates, filters by label, damaged files. `fixtures/sav.py` has written them.

use std::fs;

use crate::folder::Folder;

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/survey/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn folder(file: &str, keys: &str, data: &str) -> Folder {
    Folder::new(&format!(
        "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: single\n    unit: count\n{keys}    data: {{file: series/{file}, {data}}}\n"
    ))
    .fixture(file)
}

fn counts(folder: &Folder) -> Vec<(String, Vec<Option<f64>>)> {
    folder.series().categories.iter().map(|one| (one.name.clone(), one.values.clone())).collect()
}

fn line(name: &str, values: &[f64]) -> (String, Vec<Option<f64>>) {
    (name.to_owned(), values.iter().copied().map(Some).collect())
}

#[test]
fn labels_come_in_the_order_of_codes_and_missing_values_are_no_answers() {
    for file in ["answers.sav", "answers.zsav"] {
        let folder = folder(file, "", "tabulate: antwort");
        assert_eq!(
            counts(&folder),
            [line("sehr", &[8.0]), line("teils", &[8.0]), line("wenig", &[8.0])],
            "{file}"
        );
        let series = folder.series();
        assert_eq!(series.question.as_deref(), Some("Wie zufrieden sind Sie?"));
        assert_eq!(series.base.and_then(|base| base.n), Some(24));
    }
}

#[test]
fn a_missing_value_that_is_shown_is_counted() {
    let folder = folder("answers.sav", "    missing: [keine Angabe]\n", "tabulate: antwort");
    assert_eq!(counts(&folder).last(), Some(&line("keine Angabe", &[8.0])));
}

#[test]
fn labels_of_the_author_win() {
    let folder = folder("answers.sav", "    labels: {1: very}\n", "tabulate: antwort");
    assert_eq!(counts(&folder)[0], line("very", &[8.0]));
}

#[test]
fn rows_are_picked_by_code_or_label() {
    for word in ["DE", "Deutschland"] {
        let folder = folder("answers.sav", "", &format!("tabulate: antwort, where: {{land: {word}}}"));
        assert_eq!(counts(&folder)[0], line("sehr", &[4.0]), "{word}");
    }
}

#[test]
fn groups_have_labels_and_dates_are_dates() {
    let by_country = folder("answers.sav", "", "tabulate: {answer: antwort, column: land}");
    assert_eq!(by_country.series().columns, ["Deutschland", "Frankreich"]);
    let by_day = folder("answers.sav", "", "tabulate: {answer: antwort, column: tag}");
    assert_eq!(by_day.series().columns.len(), 2);
    assert!(by_day.series().columns.contains(&"2020-08-01".to_owned()));
}

#[test]
fn a_file_that_was_cut_is_refused_at_every_byte() {
    for file in ["answers.sav", "answers.zsav"] {
        let whole = fixture(file);
        for end in (0..whole.len()).step_by(97) {
            let folder = folder(file, "", "tabulate: antwort").with(&format!("series/{file}"), &whole[..end]);
            folder.fault_of("unreadable-dataset");
        }
    }
}

#[test]
fn a_weight_of_the_file_is_used_or_declined() {
    let open = folder("weighted.sav", "", "tabulate: SATISF");
    let said = open.fault_of("unused-weight");
    assert!(said.contains("`W`") && said.contains("weight: none"), "{said}");
    let weighted = folder("weighted.sav", "", "tabulate: {answer: SATISF, weight: W}");
    assert_eq!(counts(&weighted), [line("good", &[2.5]), line("fair", &[3.5])]);
    let declined = folder("weighted.sav", "", "tabulate: {answer: SATISF, weight: none}");
    assert_eq!(counts(&declined), [line("good", &[3.0]), line("fair", &[2.0])]);
}

#[test]
fn a_data_set_uses_the_weight_of_its_file_or_declines_it() {
    let with = |weight: &str| {
        Folder::empty()
            .fixture("weighted.sav")
            .with("charts/c.yaml", "title: T\nseries: s\nchart: bar\n")
            .with(
                "series/s.yaml",
                format!(
                    "survey: {{base: {{label: all}}}}\ndataset: {{data: series/weighted.sav{weight}}}\nquestions:\n  s: {{type: single, answer: SATISF, unit: count}}\n"
                ),
            )
    };
    assert!(with("").fault_of("unused-weight").contains("`W`"));
    assert_eq!(counts(&with(", weight: W")), [line("good", &[2.5]), line("fair", &[3.5])]);
    assert_eq!(counts(&with(", weight: none")), [line("good", &[3.0]), line("fair", &[2.0])]);
}

#[test]
fn an_answer_set_is_named_like_a_header() {
    let of = |set: &str, question: &str| {
        let tabulated = Folder::new(&format!(
            "survey: {{base: {{label: all}}}}\nseries:\n  s:\n    type: multiple\n    unit: count\n    data: {{file: series/weighted.sav, tabulate: {{answers: [{set}], weight: none}}}}\n"
        ))
        .fixture("weighted.sav");
        let dataset = Folder::new(&format!(
            "survey: {{base: {{label: all}}}}\ndataset: {{data: series/weighted.sav, weight: none}}\nquestions:\n  s: {{type: multiple, answers: [{set}], unit: count}}\n"
        ))
        .fixture("weighted.sav");
        for folder in [&tabulated, &dataset] {
            let series = folder.series();
            assert_eq!(series.question.as_deref(), Some(question));
            // One of six persons answers nothing.
            assert_eq!(series.base.and_then(|base| base.n), Some(5));
        }
        assert_eq!(counts(&tabulated), counts(&dataset));
        counts(&tabulated)
    };
    let ticks = of("$tools", "How do you write?");
    assert_eq!(ticks, [line("By mail", &[3.0]), line("By chat", &[2.0])]);
    let codes = of("$reasons", "Why did you come");
    assert_eq!(codes, [line("price", &[3.0]), line("place", &[3.0]), line("staff", &[2.0])]);
}

#[test]
fn a_date_within_a_missing_range_is_no_date() {
    let folder = folder("weighted.sav", "", "tabulate: {answer: DAY, weight: none}");
    assert_eq!(counts(&folder), [line("2020-08-01", &[2.0]), line("2020-08-02", &[2.0])]);
}
