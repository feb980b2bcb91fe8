//! Templates in texts: what each function and filter prints, and what it refuses.

use crate::folder::Folder;
use make_briefing::diagnostic::Diagnostics;

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
