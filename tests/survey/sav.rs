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
