//! The figures of a chart as rows: printed for the reader, bare for programs.

use crate::data::rounding;
use crate::data::series::Unit;
use crate::document::story::{Table, TableRow};
use crate::layout::shown::{RowKind, Shown};
use crate::text::language::Language;

/// The figures of a chart as they are printed, for the reader.
pub(super) fn table(shown: &Shown, language: Language) -> Table {
    let words = language.words();
    let unnamed = if shown.unit == Unit::Percent { words.share } else { words.number };
    let mut head = vec![words.category.to_owned()];
    head.extend(
        shown
            .columns
            .iter()
            .map(|column| if column.name.is_empty() { unnamed.to_owned() } else { column.name.clone() }),
    );
    let rows = shown
        .rows
        .iter()
        .map(|row| TableRow {
            name: row.name.clone(),
            indented: row.part_of.is_some(),
            strong: row.kind == RowKind::Net,
            cells: (0..row.values.len()).map(|column| shown.print_cell(row, column, language)).collect(),
        })
        .collect();
    Table { head, rows }
}

/// The same figures as bare numbers, for programs: the rounding is the same, the point is a point.
pub(super) fn bare(shown: &Shown, language: Language) -> Vec<Vec<String>> {
    let table = table(shown, language);
    let mut lines = vec![table.head];
    lines.extend(shown.rows.iter().map(|row| {
        let cell = |value: &Option<f64>| {
            value.map_or_else(String::new, |value| {
                let (_, decimals) = row.own.unwrap_or((shown.unit, shown.decimals));
                format!("{:.*}", decimals, rounding::shown(value, decimals))
            })
        };
        std::iter::once(row.name.clone()).chain(row.values.iter().map(cell)).collect()
    }));
    lines
}
