//! The workbook in a chart: the figures that its users edit.

use super::references::Crossing;
use crate::deck::native::{Form, NativeChart, Origin, Series};
use crate::office::package::TooLarge;
use crate::office::workbook::{Cell, Look, Sheet, column_name, embedded, range};

/// The name of its sheet.
pub const SHEET: &str = "Sheet1";

/// The cells of the categories.
pub fn categories(chart: &NativeChart) -> String {
    range(SHEET, (1, 0), (chart.categories.len().max(1), 0))
}

/// The cell with the name of a series.
pub fn name(series: usize) -> String {
    range(SHEET, (0, series + 1), (0, series + 1))
}

/// The cells of a series.
pub fn values(chart: &NativeChart, series: usize) -> String {
    range(SHEET, (1, series + 1), (chart.categories.len().max(1), series + 1))
}

/// The cell with the name of a dot on two axes, and those of its figures.
pub fn dot(series: usize) -> [String; 3] {
    [0, 1, 2].map(|column| range(SHEET, (series + 1, column), (series + 1, column)))
}

/// The series of a reference line follow the others.
pub fn reference(chart: &NativeChart, index: usize) -> usize {
    chart.series.len() + index
}

/// The series that lead to a line across bars, and that draw it, follow all others.
pub(super) fn crossing(chart: &NativeChart, index: usize) -> [usize; 2] {
    let first = chart.series.len() + chart.references.len() + chart.extra.len() + 2 * index;
    [first, first + 1]
}

/// The bytes of the workbook.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn bytes(chart: &NativeChart) -> Result<Vec<u8>, TooLarge> {
    let rows = if chart.form == Form::Scatter { dots(chart) } else { columns(chart) };
    let sheet =
        Sheet { name: SHEET.to_owned(), rows, frozen: (1, 1), widths: vec![40.0], ..Sheet::default() };
    embedded(&[sheet])
}

fn strong(words: &str) -> Cell {
    Cell::Text(words.to_owned(), Look::Strong)
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned(), Look::Plain)
}

fn number(chart: &NativeChart, value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(value, chart.format.clone()))
}

/// One row a dot.
fn dots(chart: &NativeChart) -> Vec<Vec<Cell>> {
    let head = std::iter::once(Cell::Empty).chain(chart.categories.iter().map(|name| strong(name))).collect();
    let dot = |series: &Series| {
        std::iter::once(text(&series.name))
            .chain(series.values.iter().map(|value| number(chart, *value)))
            .collect()
    };
    std::iter::once(head).chain(chart.series.iter().map(dot)).collect()
}

/// One column a series, then the reference lines, then the figures that are not drawn themselves, and last what draws lines
/// across bars: how far it is to the line, from zero or from the line before it, and its thickness.
fn columns(chart: &NativeChart) -> Vec<Vec<Cell>> {
    let first_extra = 1 + chart.series.len() + chart.references.len();
    let names = chart.series.iter().map(|series| series.name.as_str());
    let names = names.chain(chart.references.iter().map(|line| line.label.as_str()));
    let names = names.chain(chart.extra.iter().map(|(name, _)| name.as_str()));
    let crossing = Crossing::of(chart);
    let mut rows = vec![std::iter::once(Cell::Empty).chain(names.map(strong)).collect::<Vec<_>>()];
    if let Some(head) = rows.first_mut() {
        let names = crossing.iter().flat_map(|line| [format!("… {}", line.label), line.label.to_owned()]);
        head.extend(names.map(|name| strong(&name)));
    }
    for (at, category) in chart.categories.iter().enumerate() {
        let mut row = vec![text(category)];
        for series in &chart.series {
            let value = series.values.get(at).copied().flatten();
            row.push(match (series.origin, value) {
                (Origin::Half { of, below }, Some(value)) => {
                    let sign = if below { "-" } else { "" };
                    let cell = format!("{}{}", column_name(first_extra + of), at + 2);
                    Cell::Formula(format!("{sign}{cell}/2"), value, chart.format.clone())
                }
                _ => number(chart, value),
            });
        }
        row.extend(chart.references.iter().map(|line| number(chart, Some(line.value))));
        row.extend(chart.extra.iter().map(|(_, values)| number(chart, values.get(at).copied().flatten())));
        for line in &crossing {
            let cell = |reference: usize| {
                format!("{}{}", column_name(1 + self::reference(chart, reference)), at + 2)
            };
            let start = line.after.map_or_else(String::new, |before| format!("-{}", cell(before)));
            let formula = format!("{}{start}{:+}", cell(line.reference), line.correction);
            row.push(Cell::Formula(formula, line.gap, chart.format.clone()));
            row.push(number(chart, Some(line.thickness)));
        }
        rows.push(row);
    }
    rows
}
