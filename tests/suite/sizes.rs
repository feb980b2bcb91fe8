//! The size of an image is the size that was asked for: rows become lower, type smaller, rows go into two columns, or
//! the chart is refused with the number of rows that fit.

use std::fmt::Write as _;

use make_briefing::spec::kinds::Kind;
use make_briefing::spec::variant::Variant;

use crate::harness::{Drawings, Scratch, draw_in};

/// The kinds that take a bar's figures, with the variants of fixed height.
const FIXED: [&str; 2] = ["slide-16x9", "square"];

/// Draws one chart of this many categories as a slide and as a square.
fn drawn(chart: &str, categories: usize) -> Drawings {
    let specs = Scratch::new();
    let mut series = String::from("survey: {base: {label: all, n: 500}}\nseries:\n");
    for (id, columns) in [("one", 1), ("two", 2), ("three", 3)] {
        let _ = write!(series, "  {id}:\n    type: multiple\n    values:\n");
        for row in 0..categories {
            let cells: Vec<String> =
                (0..columns).map(|at| format!("group {at}: {}", (row * 7 + at * 13) % 90 + 3)).collect();
            let _ = match columns {
                1 => writeln!(series, "      Answer {row}: {}", 90 - row),
                _ => writeln!(series, "      Answer {row}: {{{}}}", cells.join(", ")),
            };
        }
    }
    specs.put("series/all.yaml", series);
    specs.put("briefing.yaml", "title: B\nlanguage: en\nsections: []\n");
    specs.put("charts/c.yaml", format!("title: A title\n{chart}\n"));
    let variants: Vec<Variant> = FIXED.into_iter().filter_map(Variant::named).collect();
    draw_in(specs.path(), &variants).pop().unwrap()
}

/// What is drawn has the size that was asked for.
fn assert_sizes(drawings: &Drawings, what: &str) {
    for (place, scene) in drawings.scenes.iter().filter(|(place, _)| place != "page") {
        let asked = Variant::named(place).unwrap();
        assert_eq!((scene.size.width, scene.size.height), (asked.width, asked.height), "{what} as {place}");
    }
}

#[test]
fn every_kind_keeps_the_size_that_was_asked_for() {
    let kinds = Kind::NAMES.iter().copied().filter(|name| *name != "key-figures");
    for kind in kinds {
        for categories in [2, 9, 16, 30] {
            for series in ["one", "two", "three"] {
                let chart = format!("series: {series}\nchart: {kind}");
                assert_sizes(&drawn(&chart, categories), &format!("{kind} of {categories} in {series}"));
            }
        }
    }
}

#[test]
fn twenty_seven_rows_are_set_in_two_columns_on_a_slide() {
    let drawings = drawn("series: one\nchart: bar", 27);
    assert!(drawings.faults.is_empty(), "{:?}", drawings.faults);
    assert_eq!(drawings.scenes.len(), 3);
    assert_sizes(&drawings, "27 rows");
}

#[test]
fn what_cannot_be_made_to_fit_is_refused_with_the_number_of_rows_that_fit() {
    let drawings = drawn("series: two\nchart: grouped-bar", 20);
    let said = drawings.faults.iter().find(|fault| fault.message.contains("slide-16x9")).unwrap();
    assert_eq!(said.code.name(), "too-tall");
    assert!(said.message.contains(" of its 20 rows have room"), "{}", said.message);
    assert_sizes(&drawings, "20 rows");
}
