//! Templates in texts: what each function and filter prints, and what it refuses.

use crate::folder::Folder;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::language::Language;

const SERIES: &str = "survey: {base: {label: all, n: 623, columns: {2019: 300, 2020: 323}}}
series:
  s:
    question: Which?
    type: single
    values: {Bus: 40.4, Bahn: 30.3, Rad: 20.2, Boot: 5.1, weiß nicht: 4}
    missing: [weiß nicht]
  even:
    question: Which?
    type: multiple
    values: {Bus: {2019: 40, 2020: 10}, Bahn: {2019: 40, 2020: 30}}
";

/// What the title becomes, and the messages about it.
fn title(words: &str) -> (String, Vec<String>) {
    let chart = format!("title: '{words}'\nseries: s\nchart: bar\n");
    let (project, faults) = Folder::new(SERIES).with("charts/c.yaml", chart).read();
    assert!(faults.is_empty(), "{faults:?}");
    let templates = make_briefing::template::Templates::new(project.catalog.clone(), project.language);
    let sink = Diagnostics::new();
    let spec = project.charts[0].1.as_ref().unwrap();
    let filled = templates.fill(&spec.title, &sink);
    let faults = sink.into_vec();
    (filled, faults.into_iter().map(|fault| fault.message).collect())
}

#[track_caller]
fn prints(words: &str, expected: &str) {
    assert_eq!(title(words), (expected.to_owned(), Vec::new()));
}

#[track_caller]
fn refuses(words: &str, reason: &str) {
    let (_, faults) = title(words);
    assert!(faults.len() == 1 && faults[0].contains(reason), "{faults:?}");
}

#[test]
fn nets_are_added_up_before_rounding() {
    prints(r#"{{ net("s", ["Bus", "Bahn"]) }}"#, "70,7\u{202f}%");
    refuses(r#"{{ net("s", ["Bus", "Ban"]) }}"#, "there is no category `Ban`");
    refuses(r#"{{ net("even", ["Bus", "Bahn"], "2019") }}"#, "several answers were allowed");
}

#[test]
fn a_net_counts_each_answer_once() {
    refuses(r#"{{ net("s", ["Bus", "Bus", "Bus"]) }}"#, "`Bus` is listed twice");
    refuses(r#"{{ net("s", ["Bus", "Bahn", "Bus"]) }}"#, "would count twice");
    refuses(r#"{{ net("s", []) }}"#, "has no categories");
}

#[test]
fn places_are_counted_from_one() {
    prints(r#"Platz {{ rank("s", "Bahn") }}"#, "Platz 2");
    prints(r#"{{ rank("even", "Bahn", "2019") }}"#, "1");
    prints(r#"{{ rank("even", "Bus", "2020") }}"#, "2");
    refuses(r#"{{ rank("s", "Zug") }}"#, "there is no category `Zug`");
}

#[test]
fn the_highest_by_name() {
    prints(r#"{{ top("s") }}"#, "Bus");
    prints(r#"{{ top("s", 3) }}"#, "Bus, Bahn und Rad");
    prints(r#"{{ top("s", 4) }}"#, "Bus, Bahn, Rad und Boot");
    prints(r#"{{ top("even", 1, "2020") }}"#, "Bahn");
    refuses(r#"{{ top("s", 5) }}"#, "has 4 answers");
    refuses(r#"{{ top("even", 1, "2019") }}"#, "equally frequent");
}

#[test]
fn the_first_letter_and_no_other() {
    prints(r#"{{ phrase("s", "Bus") | upper_first }}"#, "Vier von zehn");
    prints(r#"{{ "drei Viertel" | upper_first }}, {{ "" | upper_first }}"#, "Drei Viertel, ");
}

#[test]
fn sizes_of_columns() {
    prints(r#"{{ n("even") }}, {{ n("even", "2019") }}"#, "623, 300");
}

const WAVES: &str = "survey: {base: {label: all, n: 2000, columns: {2017: 1000, 2019: 1000, 2021: 1000, women: 500, men: 500}}}
series:
  s:
    question: Which?
    type: single
    values: {Bus: {2017: 40, 2019: 40.4, 2021: 47}, Bahn: {2017: 30, 2019: 30, 2021: 30}, Rad: {2017: 30, 2019: 29.6, 2021: 23}}
  sexes:
    question: Which?
    type: single
    values: {Bus: {women: 60, men: 50}, Bahn: {women: 40, men: 50}}
";

/// What a text becomes with series of several waves, in a language, and the messages about it.
fn with_waves(series: &str, words: &str, language: Language) -> (String, Vec<String>) {
    let chart = format!("title: '{words}'\nseries: s\nchart: table\n");
    let (project, faults) = Folder::new(series).with("charts/c.yaml", chart).read();
    assert!(faults.is_empty(), "{faults:?}");
    let templates = make_briefing::template::Templates::new(project.catalog.clone(), language);
    let sink = Diagnostics::new();
    let filled = templates.fill(&project.charts[0].1.as_ref().unwrap().title, &sink);
    (filled, sink.into_vec().into_iter().map(|fault| fault.message).collect())
}

#[track_caller]
fn changes(words: &str, german: &str, english: &str) {
    let filled = |language| with_waves(WAVES, words, language);
    assert_eq!(filled(Language::German), (german.to_owned(), Vec::new()));
    assert_eq!(filled(Language::English), (english.to_owned(), Vec::new()));
}

#[test]
fn a_change_between_waves_is_told_with_its_beginning() {
    changes(
        r#"{{ change("s", "Bus", "2019", "2021") }}"#,
        "plus 6,6 Prozentpunkte seit 2019",
        "plus 6.6 percentage points since 2019",
    );
    changes(
        r#"{{ change("s", "Rad", "2019", "2021") }}"#,
        "minus 6,6 Prozentpunkte seit 2019",
        "minus 6.6 percentage points since 2019",
    );
}

#[test]
fn a_change_that_chance_may_account_for_is_said_as_such() {
    changes(
        r#"{{ change("s", "Bus", "2017", "2019") }}"#,
        "unverändert im Rahmen der Schwankungsbreite zwischen 2017 und 2019",
        "unchanged within the margin of error between 2017 and 2019",
    );
    changes(r#"{{ change("s", "Bahn", "2019", "2021") }}"#, "unverändert seit 2019", "unchanged since 2019");
}

#[test]
fn two_columns_are_tested_in_a_text() {
    changes(r#"{{ significant("s", "Bus", "2019", "2021") }}"#, "signifikant höher", "significantly higher");
    changes(
        r#"{{ significant("sexes", "Bus", "women", "men") }}"#,
        "signifikant niedriger",
        "significantly lower",
    );
    changes(
        r#"{{ significant("s", "Bus", "2017", "2019") }}"#,
        "nicht signifikant anders",
        "not significantly different",
    );
}

#[test]
fn what_cannot_be_tested_is_refused() {
    let refused = |series: &str, words: &str, reason: &str| {
        let (_, faults) = with_waves(series, words, Language::English);
        assert!(faults.len() == 1 && faults[0].contains(reason), "{faults:?}");
    };
    let change = r#"{{ change("s", "Bus", "2019", "2021") }}"#;
    refused(WAVES, r#"{{ change("sexes", "Bus", "women", "men") }}"#, "no year and no wave");
    refused(WAVES, r#"{{ change("s", "Bus", "2019", "2019") }}"#, "compared with itself");
    refused(WAVES, r#"{{ change("s", "Bus", "2019", "2023") }}"#, "there is no column `2023`");
    refused(
        &WAVES.replace(", columns: {2017: 1000, 2019: 1000, 2021: 1000, women: 500, men: 500}", ""),
        change,
        "cannot be told",
    );
    refused(&WAVES.replace("survey: {", "survey: {sampling: self-selected, "), change, "chose themselves");
    refused(
        &WAVES.replace("survey: {", "survey: {confidence: {min-base: 1200}, "),
        change,
        "fewer than 1200",
    );
    let census = WAVES.replace("survey: {", "survey: {sampling: census, ");
    let (said, faults) =
        with_waves(&census, r#"{{ change("s", "Bus", "2017", "2019") }}"#, Language::English);
    assert_eq!((said.as_str(), faults.len()), ("plus 0.4 percentage points between 2017 and 2019", 0));
}
