//! What was found on a sheet, as rows of cells: merged, hidden and without a stored result where they are so.

use crate::diagnostic::Code;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::hidden::Hidden;
use super::{MOST_BYTES, too_large, too_many_cells};
use crate::import::magic::damaged;
use crate::import::refusal::Unreadable;
use crate::import::source_spec::cell_range::{Area, cell_name};
use crate::import::table::{At, Cell, Look, MOST_CELLS, Value};

/// A value, and what the cell shows where that is something else.
pub(super) type ChartData = (Value<'static>, Option<Shown>);

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// Whether its number is not part of it.
    pub(super) is_masked: bool,
}

/// The values of a sheet by row and column, and what else is known about its cells.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of rows and columns.
    pub(super) values: Vec<((u32, u32), ChartData)>,
    pub(super) hidden: Hidden,
    /// What is in cells without a value.
    others: BTreeMap<(u32, u32), Value<'static>>,
    pub(super) merged: Vec<Area>,
    formulas: Vec<(u32, u32)>,
    /// The smallest range that holds all values, once it was asked for.
    used: OnceCell<Option<Area>>,
    /// Bytes of all texts.
    bytes: u64,
    /// It may have so many cells.
    most: u64,
}

/// What merged cells repeat, and the first cell that each is merged with.
type Repeated<'v> = BTreeMap<(u32, u32), (&'v Value<'static>, String)>;

/// A row of a sheet.
#[derive(Debug)]
pub struct Line {
    /// Its cells.
    pub cells: Vec<Cell<'static>>,
    /// Whether it is hidden.
    pub hidden: bool,
}

impl Found {
    /// Nothing yet, of at most so many cells.
    pub(super) fn new(most: u64) -> Self {
        Self { most, ..Self::default() }
    }

    /// Notes the value of a cell.
    ///
    /// # Errors
    /// A refusal of more cells or longer texts than are read.
    pub(super) fn put(
        &mut self,
        range: Option<Area>,
        row: u32,
        column: u32,
        value: ChartData,
    ) -> Result<(), Unreadable> {
        if value.0 == Value::Empty || range.is_some_and(|range| !range.contains(row, column)) {
            return Ok(());
        }
        self.count(&value)?;
        self.values.push(((row, column), value));
        Ok(())
    }

    /// Notes a cell with a formula.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub(super) fn put_formula(
        &mut self,
        range: Option<Area>,
        row: u32,
        column: u32,
    ) -> Result<(), Unreadable> {
        if range.is_none_or(|range| range.contains(row, column)) {
            self.formulas.push((row, column));
        }
        if self.formulas.len() as u64 > self.most { Err(too_many_cells()) } else { Ok(()) }
    }

    /// Counts a value. One text of a workbook may be the value of any number of cells.
    fn count(&mut self, (value, shown): &ChartData) -> Result<(), Unreadable> {
        let text = if let Value::Text(text) = value { text.len() } else { 0 };
        self.bytes += (text + shown.as_ref().map_or(0, |shown| shown.text.len())) as u64;
        if self.values.len() as u64 >= self.most {
            return Err(too_many_cells());
        }
        if self.bytes > MOST_BYTES { Err(too_large("has cells with texts of")) } else { Ok(()) }
    }

    pub(super) fn sort(&mut self) {
        self.values.sort_by_key(|(at, _)| *at);
    }

    fn shown(&self, at: (u32, u32)) -> Option<&ChartData> {
        self.values.binary_search_by_key(&at, |(at, _)| *at).ok().map(|index| &self.values[index].1)
    }

    fn value(&self, at: (u32, u32)) -> Option<&Value<'static>> {
        self.shown(at).map(|(value, _)| value).or_else(|| self.others.get(&at))
    }

    /// All cells of the range and those right beside it, or of the smallest one that holds all values.
    pub(super) fn rows(
        &self,
        range: Option<Area>,
        sheet: &str,
    ) -> Result<((u32, u32), Vec<Line>), Unreadable> {
        let nothing = || {
            let place = range.map_or(String::new(), |range| format!(", range {range}"));
            Unreadable::new(
                Code::EmptyRange,
                format!("sheet `{sheet}`{place} holds no values"),
                "check `sheet` and `range` against the workbook",
            )
        };
        let used = self.used().ok_or_else(nothing)?;
        let range = range.map(|range| range.within(used));
        if !self.values.is_empty() && range.is_some_and(|range| !self.holds_any(range)) {
            return Err(nothing());
        }
        let area = range.map_or(used, |range| range.around().cut(range, used));
        if area.cells() > MOST_CELLS {
            return Err(Unreadable::new(
                Code::TooLarge,
                format!("{area} is {} cells, more than {MOST_CELLS}", area.cells()),
                "name the cells of the table, as in `range: A3:C12`",
            ));
        }
        let repeated = self.repeated(area)?;
        let rows = (area.first.0..=area.last.0)
            .map(|row| Line {
                cells: (area.first.1..=area.last.1)
                    .map(|column| self.cell((row, column), &repeated))
                    .collect(),
                hidden: self.hidden.row(row),
            })
            .collect();
        Ok((area.first, rows))
    }

    fn cell(&self, at: (u32, u32), repeated: &Repeated<'_>) -> Cell<'static> {
        let (value, shown, merged) = match (self.shown(at), repeated.get(&at), self.others.get(&at)) {
            (Some((value, shown)), ..) => (value.clone(), shown.clone(), None),
            (None, Some((value, first)), _) => ((*value).clone(), None, Some(first.clone())),
            (None, None, other) => (other.cloned().unwrap_or(Value::Empty), None, None),
        };
        let hidden = self.hidden.column(at.1);
        let masked = shown.as_ref().is_some_and(|shown| shown.is_masked);
        let look = Look { shown: shown.map(|shown| shown.text), masked, hidden, merged };
        let look = (look != Look::default()).then(|| Box::new(look));
        Cell { value, at: At::Cell(at.0, at.1), look }
    }

    /// Whether there is a value in a range.
    fn holds_any(&self, range: Area) -> bool {
        let from = self.values.partition_point(|((row, _), _)| *row < range.first.0);
        let rows = self.values[from..].iter().take_while(|((row, _), _)| *row <= range.last.0);
        rows.into_iter().any(|((row, column), _)| range.contains(*row, *column))
    }

    fn used(&self) -> Option<Area> {
        *self.used.get_or_init(|| self.first_and_last())
    }

    fn first_and_last(&self) -> Option<Area> {
        let rows = || self.values.iter().map(|((row, _), _)| *row);
        let columns = || self.values.iter().map(|((_, column), _)| *column);
        Some(Area { first: (rows().min()?, columns().min()?), last: (rows().max()?, columns().max()?) })
    }

    /// The same, once all is noted. A formula whose result was never stored would read as an empty cell.
    pub(super) fn finished(mut self) -> Self {
        for at in std::mem::take(&mut self.formulas) {
            if self.value(at).is_none() {
                let message = "this formula has no stored result".to_owned();
                self.others.insert(at, Value::Other(Code::FormulaWithoutValue, message));
            }
        }
        self
    }

    /// A value counts for all cells that it is merged over, and each says so: of a figure nobody knows which row it
    /// belongs to.
    fn repeated(&self, area: Area) -> Result<Repeated<'_>, Unreadable> {
        let (mut repeated, mut cells, mut bytes) = (Repeated::new(), 0, self.bytes);
        for merged in &self.merged {
            let Some(value) = self.value(merged.first) else { continue };
            let first = cell_name(merged.first.0, merged.first.1);
            let rows = merged.first.0.max(area.first.0)..=merged.last.0.min(area.last.0);
            let columns = merged.first.1.max(area.first.1)..=merged.last.1.min(area.last.1);
            // Merged cells do not overlap, but a file can say so.
            cells += rows.clone().count() as u64 * columns.clone().count() as u64;
            if cells > 2 * area.cells() {
                return Err(damaged("cells are merged again and again"));
            }
            for at in rows.flat_map(|row| columns.clone().map(move |column| (row, column))) {
                if at == merged.first || self.value(at).is_some() || repeated.contains_key(&at) {
                    continue;
                }
                bytes += if let Value::Text(text) = value { text.len() as u64 } else { 0 };
                if (self.values.len() + repeated.len()) as u64 >= MOST_CELLS {
                    return Err(too_many_cells());
                }
                if bytes > MOST_BYTES {
                    return Err(too_large("has cells with texts of"));
                }
                repeated.insert(at, (value, first.clone()));
            }
        }
        Ok(repeated)
    }
}
