//! The figures of a chart as rows: printed for the reader, bare for programs.

use crate::data::rounding;
use crate::data::series::Unit;
use crate::document::story::{Table, TableRow};
use crate::layout::shown::{Row, RowKind, Shown};
use crate::text::language::Language;

/// The figures of a chart as they are printed, for the reader; a column with intervals is followed by one of them.
pub(super) fn table(shown: &Shown, language: Language) -> Table {
    let words = language.words();
    let mut head = vec![words.category.to_owned()];
    for (index, name) in heads(shown, language).into_iter().enumerate() {
        head.push(name.clone());
        if has_intervals(shown, index) {
            head.push(of(shown, words.interval, &name));
        }
    }
    let cells = |row: &Row| {
        let mut cells = Vec::new();
        for column in 0..row.values.len() {
            cells.push(shown.print_cell(row, column, language));
            if has_intervals(shown, column) {
                cells.push(shown.print_interval(row, column, language));
            }
        }
        cells
    };
    let rows = shown
        .rows
        .iter()
        .map(|row| TableRow {
            name: row.name.clone(),
            indented: row.part_of.is_some(),
            strong: row.kind == RowKind::Net,
            cells: cells(row),
        })
        .collect();
    Table { head, rows }
}

/// The same figures as bare numbers, for programs: the rounding is the same, the point is a point.
pub(super) fn bare(shown: &Shown, language: Language) -> Vec<Vec<String>> {
    let words = language.words();
    let mut head = vec![words.category.to_owned()];
    for (index, name) in heads(shown, language).into_iter().enumerate() {
        head.push(name.clone());
        if has_intervals(shown, index) {
            head.extend([of(shown, words.lower, &name), of(shown, words.upper, &name)]);
        }
    }
    let line = |row: &Row| {
        let (_, decimals) = row.own.unwrap_or((shown.unit, shown.decimals));
        let print = |value: Option<f64>| {
            value.map_or_else(String::new, |value| {
                format!("{:.*}", decimals, rounding::shown(value, decimals))
            })
        };
        let mut cells = vec![row.name.clone()];
        for (column, value) in row.values.iter().enumerate() {
            cells.push(print(*value));
            if has_intervals(shown, column) {
                let ends = row.interval(column);
                cells.extend([print(ends.map(|(low, _)| low)), print(ends.map(|(_, high)| high))]);
            }
        }
        cells
    };
    std::iter::once(head).chain(shown.rows.iter().map(line)).collect()
}

/// The names of the columns; one without a name is called by what it counts.
fn heads(shown: &Shown, language: Language) -> Vec<String> {
    let words = language.words();
    let unnamed = if shown.unit == Unit::Percent { words.share } else { words.number };
    let name = |name: &str| if name.is_empty() { unnamed.to_owned() } else { name.to_owned() };
    shown.columns.iter().map(|column| name(&column.name)).collect()
}

/// What stands over a column of intervals: only with several columns does it say of which one.
fn of(shown: &Shown, word: &str, column: &str) -> String {
    if shown.columns.len() > 1 { format!("{column}: {word}") } else { word.to_owned() }
}

fn has_intervals(shown: &Shown, column: usize) -> bool {
    shown.rows.iter().any(|row| row.interval(column).is_some())
}
