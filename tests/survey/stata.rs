//! Files of Stata: labels, missing values with letters, dates, long texts, damaged files. `fixtures/stata.py` has written them.

use std::fs;

use crate::folder::Folder;

const RELEASES: [&str; 4] = ["114", "117", "118", "119"];

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
fn every_release_says_the_same() {
    for release in RELEASES {
        let file = format!("answers-{release}.dta");
        let folder = folder(&file, "", "tabulate: antwort");
        let expected = [line("sehr", &[8.0]), line("teils", &[8.0]), line("wenig", &[16.0])];
        assert_eq!(counts(&folder), expected, "{file}");
        assert_eq!(folder.series().question.as_deref(), Some("Wie zufrieden sind Sie?"), "{file}");
    }
}

#[test]
fn weights_groups_and_dates() {
    for release in RELEASES {
        let file = format!("answers-{release}.dta");
        let weighted = folder(&file, "", "tabulate: {answer: land, weight: gewicht}");
        let sum: f64 = (0..40).map(|at| 0.5 + f64::from(at % 3)).sum();
        let found: f64 = counts(&weighted).iter().filter_map(|(_, values)| values[0]).sum();
        assert!((found - sum).abs() < 1e-9, "{file}: {found}");
        let by_day = folder(&file, "", "tabulate: {answer: land, column: tag}").series();
        assert_eq!(by_day.columns, ["2020-08-01", "2020-08-02"], "{file}");
        let by_month = folder(&file, "", "tabulate: {answer: land, column: monat}").series();
        assert_eq!(by_month.columns, ["2020-08"], "{file}");
    }
}

#[test]
fn long_texts_are_read_from_their_place() {
    for (release, text) in [("117", "Groesse "), ("118", "Größe "), ("119", "Größe ")] {
        let file = format!("answers-{release}.dta");
        let found = counts(&folder(&file, "", "tabulate: offen"));
        assert_eq!(found, [line(text.repeat(50).trim(), &[1.0]), line("kurz", &[39.0])], "{file}");
    }
}

#[test]
fn missing_values_with_letters_are_no_answers_unless_they_are_shown() {
    for file in ["answers-113.dta", "answers-missing.dta"] {
        let left_out = folder(file, "", "tabulate: antwort");
        assert_eq!(
            counts(&left_out),
            [line("sehr", &[8.0]), line("teils", &[8.0]), line("wenig", &[8.0])],
            "{file}"
        );
        let shown = folder(file, "    missing: [keine Angabe]\n", "tabulate: antwort");
        assert!(counts(&shown).contains(&line("keine Angabe", &[8.0])), "{file}: {:?}", counts(&shown));
    }
}

#[test]
fn a_data_set_counts_a_file_of_stata() {
    let folder = Folder::empty()
        .fixture("answers-118.dta")
        .with("charts/c.yaml", "title: T\nseries: s by land\nchart: table\n")
        .with(
            "series/s.yaml",
            "survey: {base: {label: all}}\ndataset: {data: series/answers-118.dta}\nquestions:\n  s: {type: single, answer: antwort, unit: count}\nbreaks: {land: land}\n",
        );
    let (project, faults) = folder.read();
    assert!(faults.is_empty(), "{faults:#?}");
    let series = project.catalog.get("s-by-land").unwrap();
    assert_eq!(series.columns, ["Gesamt", "DE", "FR"]);
    assert_eq!(series.categories[2].values, [Some(16.0), Some(8.0), Some(8.0)]);
}

#[test]
fn a_file_that_was_cut_is_refused_at_every_byte() {
    for file in ["answers-114.dta", "answers-118.dta"] {
        let whole = fixture(file);
        // Labels are the last part of the old form: a file without them is whole.
        let end = if file == "answers-114.dta" { whole.len() - 120 } else { whole.len() - 30 };
        for end in (0..end).step_by(61) {
            let folder = folder(file, "", "tabulate: antwort").with(&format!("series/{file}"), &whole[..end]);
            folder.fault_of("unreadable-dataset");
        }
    }
}

#[test]
fn what_is_no_file_of_stata_is_said() {
    let said = |bytes: &[u8]| {
        folder("answers-114.dta", "", "tabulate: antwort")
            .with("series/answers-114.dta", bytes)
            .fault_of("unreadable-dataset")
    };
    assert!(said(b"id,antwort\n1,2\n").contains("no `.dta` file"));
    assert!(said(&[105, 2, 1, 0]).contains("Stata 7 or before"));
    assert!(said(b"<stata_dta><header><release>130</release>").contains("130"));
}

#[test]
fn a_file_that_states_more_than_it_holds_is_refused() {
    let mut whole = fixture("answers-118.dta");
    // The number of rows, in the order of the highest byte first.
    let at = whole.windows(3).position(|part| part == b"<N>").unwrap() + 3;
    whole[at] = 0x7f;
    let folder = folder("answers-118.dta", "", "tabulate: antwort").with("series/answers-118.dta", &whole);
    folder.fault_of("unreadable-dataset");
}
