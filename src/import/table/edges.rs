//! What lies right beside a range: figures that were left out by a row or column are said, not trusted to be meant.

use super::words::means_base;
use super::{At, Cell, Row, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::import::source_spec::cell_range::{Area, column_name};
use crate::import::source_spec::{Hidden, SourceSpec};
use crate::survey::names::means_total;
use crate::survey::names::same;
use crate::survey::series::Spot;

/// Cuts the rows of a range out of those of a sheet or text, and looks at what it cuts off.
pub(crate) struct Edges {
    area: Area,
    /// The row right above the range.
    pub(crate) above: Option<Line>,
    below: Option<Line>,
    /// The row behind an empty one.
    beyond: Option<Line>,
    sides: [Side; 2],
}

/// A row beside the range.
pub(crate) struct Line {
    /// The words in it.
    pub(crate) words: usize,
    figures: usize,
    name: Option<String>,
    spot: Spot,
    number: u32,
}

/// A column beside the range.
#[derive(Default)]
struct Side {
    column: u32,
    name: Option<String>,
    figures: usize,
    spot: Option<Spot>,
}

impl Edges {
    pub(crate) fn new(area: Area) -> Self {
        Self { area, above: None, below: None, beyond: None, sides: Default::default() }
    }

    /// Takes a row with its index, of which the first cell is in this column; says whether more are needed.
    pub(crate) fn row(
        &mut self,
        index: u32,
        first_column: u32,
        mut row: Row<'_>,
        spec: &SourceSpec,
        take: &mut dyn FnMut(&Row<'_>) -> bool,
    ) -> bool {
        let (top, left) = self.area.first;
        let (bottom, right) = self.area.last;
        let start = left.saturating_sub(first_column) as usize;
        let end = (right.saturating_sub(first_column) as usize).saturating_add(1).min(row.cells.len());
        let is_left_out = row.hidden && spec.hidden == Some(Hidden::Skip);
        if !is_left_out && (index + 1 == top || (index > 0 && index - 1 == bottom)) {
            let line = Line::new(index, &row, start.min(end)..end, spec);
            match index + 1 == top {
                true => self.above = Some(line),
                false => self.below = Some(line),
            }
        }
        if index < top {
            return true;
        }
        if index > bottom {
            // An empty row does not end every table: figures may go on behind it.
            if index == bottom + 2 && !is_left_out {
                self.beyond = Some(Line::new(index, &row, start.min(end)..end, spec));
            }
            return index == bottom + 1 && self.below.as_ref().is_none_or(Line::says_nothing);
        }
        let beside = [start.checked_sub(1), Some(end).filter(|end| *end < row.cells.len())];
        for (side, at) in self.sides.iter_mut().zip(beside) {
            let Some(at) = at.filter(|at| !row.cells[*at].is_hidden() || spec.hidden != Some(Hidden::Skip))
            else {
                continue;
            };
            side.see(first_column + at as u32, &row, at, index == top, spec);
        }
        // An empty first cell of a row says nothing of the rows of the range.
        if start > 0 || end < row.cells.len() {
            row.cells = row.cells.drain(start.min(end)..end).collect();
        }
        take(&row)
    }

    /// The names of rows and columns beside the range.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        let lines = self.above.iter().chain(&self.below).filter_map(|line| line.name.as_deref());
        lines.chain(self.sides.iter().filter_map(|side| side.name.as_deref()))
    }

    /// A warning for each row or column that was left out, unless the author left it out by name.
    pub(crate) fn warnings(self, spec: &SourceSpec) -> Vec<Diagnostic> {
        let mut warnings = Vec::new();
        let named = |name: &str| {
            spec.skip.row(name).is_some() || spec.base_row.iter().any(|word| same(&word.value, name))
        };
        // Words there are the header of another table.
        let beyond = self.beyond.filter(|line| line.words == 0);
        let sides = [
            (self.above, "right above"),
            (self.below, "right below"),
            (beyond, "behind the empty row below"),
        ];
        for (line, side) in sides {
            let Some(Line { figures: 1.., name, spot, number, .. }) = line else { continue };
            let Some(name) = name else {
                let message = format!("row {number} {side} the range has figures too, but no name");
                let hint = format!(
                    "write a name into its first cell, and let the range hold row {number} or leave the row out with `skip`"
                );
                warnings.push(warning(&spot, &message, hint.to_owned()));
                continue;
            };
            if named(&name) {
                continue;
            }
            let (what, hint) = match (means_total(&name), means_base(&name)) {
                (true, _) => {
                    ("holds a total", format!("if it is left out with intent, say so: `skip: ['{name}']`"))
                }
                (_, true) => (
                    "says how many answered",
                    format!(
                        "let the range hold row {number} and declare `base-row: '{name}'`, or leave it out with `skip: ['{name}']`"
                    ),
                ),
                _ => (
                    "has figures too",
                    format!(
                        "let the range hold row {number}; if it is left out with intent, say so: `skip: ['{name}']`"
                    ),
                ),
            };
            let message = format!("row {number} {side} the range {what}: `{name}`");
            warnings.push(warning(&spot, &message, hint));
        }
        // Whoever names the columns has seen them.
        let columns =
            if spec.columns.is_none() && spec.long.is_none() && spec.tabulate.is_none() { 2 } else { 0 };
        for side in self.sides.into_iter().take(columns) {
            let Side { column, name, figures: 1.., spot: Some(spot) } = side else { continue };
            let Some(name) = name else {
                let message =
                    format!("column {} beside the range has figures too, but no header", column_name(column));
                let hint = "write a header above it, and let the range hold it or leave it out with `skip`; or name the wanted columns with `columns: […]`";
                warnings.push(warning(&spot, &message, hint.to_owned()));
                continue;
            };
            if !spec.skip.has_column(&name) && spec.skip.row(&name).is_none() {
                let message =
                    format!("column {} beside the range has figures too: `{name}`", column_name(column));
                let hint = format!(
                    "let the range hold it; if it is left out with intent, say so: `skip: ['{name}']`"
                );
                warnings.push(warning(&spot, &message, hint));
            }
        }
        warnings
    }
}

fn warning(spot: &Spot, message: &str, hint: String) -> Diagnostic {
    let fault = spot.clone().error(Code::RangeEdge, message);
    Diagnostic::warning(Code::RangeEdge, fault.span, fault.message).hint(hint)
}

impl Line {
    /// Whether it is empty, or has only letters of significance.
    fn says_nothing(&self) -> bool {
        self.figures == 0 && self.name.is_none()
    }

    fn new(index: u32, row: &Row<'_>, range: std::ops::Range<usize>, spec: &SourceSpec) -> Self {
        let at = range.start;
        // A name may be merged across two columns, or be one column to the left of the other names.
        let before = row.cells[..at.min(row.cells.len())].iter().rev().find_map(Cell::name);
        let cells = &row.cells[range];
        let behind = cells.iter().skip(1);
        Self {
            words: behind.clone().filter(|cell| cell.name().is_some() && !is_figure(cell, spec)).count(),
            figures: behind.filter(|cell| is_figure(cell, spec)).count(),
            name: cells.first().and_then(Cell::name).or(before).map(|name| name.into_owned()),
            spot: row.spot(at),
            number: row.number().unwrap_or(index + 1),
        }
    }
}

impl Side {
    fn see(&mut self, column: u32, row: &Row<'_>, at: usize, is_header: bool, spec: &SourceSpec) {
        let cell = &row.cells[at];
        if is_header {
            self.column = column;
            self.name = cell.name().map(|name| name.into_owned());
        } else if is_figure(cell, spec) {
            self.figures += 1;
            self.spot.get_or_insert_with(|| row.origin.spot(cell.at));
        }
    }
}

/// Whether a cell holds a figure, and not a year, a word or nothing.
pub(crate) fn is_figure(cell: &Cell<'_>, spec: &SourceSpec) -> bool {
    number(cell, spec).is_some_and(|value| !is_year(value))
}

/// The number that a cell holds, however it is written.
pub(crate) fn number(cell: &Cell<'_>, spec: &SourceSpec) -> Option<f64> {
    match &cell.value {
        Value::Number { value, .. } => Some(*value),
        Value::Text(text) if text.contains(|sign: char| sign.is_ascii_digit()) => spec.decimal.parse(text),
        _ => None,
    }
}

/// Years name columns as often as words do.
pub(crate) fn is_year(value: f64) -> bool {
    value.fract() == 0.0 && (1900.0..=2100.0).contains(&value)
}

/// The row and column of a cell of a sheet.
pub(crate) fn position(cell: &Cell<'_>) -> Option<(u32, u32)> {
    if let At::Cell(row, column) = cell.at { Some((row, column)) } else { None }
}
