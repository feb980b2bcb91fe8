//! The header of a table: which column is called what. Several rows are joined to a path: `Wohnort / Stadt`.

use std::borrow::Cow;

use super::edges::{is_figure, is_year, number};
use super::{Cell, Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::import::labels::Labels;
use crate::import::source_spec::SourceSpec;
use crate::spec::Spanned;
use crate::survey::names::folded;
use crate::survey::series::Spot;

/// Headers that stand there twice are named up to so many.
const MOST_FAULTS: usize = 12;

/// What stands between the rows of a header.
const BETWEEN: &str = " / ";

/// The header of a table.
pub(crate) struct Head {
    /// The names of the columns.
    pub(crate) names: Vec<Option<String>>,
    /// The names of each row of the header.
    tiers: Vec<Vec<Option<String>>>,
    /// Of each row, whether it has merged cells: else a name counts for the empty cells to its right.
    are_merged: Vec<bool>,
    spots: Vec<Spot>,
    /// Columns that are hidden.
    hidden: Vec<bool>,
    /// The first cell that is merged with one to its right.
    across: Option<usize>,
    /// The first column that is called by a figure.
    figure: Option<usize>,
    /// The first date among names that are no dates.
    date: Option<usize>,
    /// The number of its first row.
    pub(crate) number: Option<u32>,
    is_counted: bool,
}

impl Head {
    pub(crate) fn new(row: &Row<'_>, spec: &SourceSpec) -> Self {
        let mut head = Self {
            names: Vec::new(),
            tiers: Vec::new(),
            are_merged: Vec::new(),
            spots: row.cells.iter().map(|cell| row.origin.spot(cell.at)).collect(),
            hidden: row.cells.iter().map(Cell::is_hidden).collect(),
            across: None,
            figure: first_figure(row, spec),
            date: lone_date(row),
            number: row.number(),
            is_counted: row.is_counted(),
        };
        head.add(row);
        head.across = (1..row.cells.len()).find(|at| {
            let name = |at: usize| row.cells[at].name();
            row.cells[*at].merged().is_some() && name(*at).is_some() && name(*at) == name(at - 1)
        });
        head.across = head.across.map(|at| at - 1);
        head
    }

    /// A header whose columns have other names than their cells: those that the program which wrote the file means.
    pub(crate) fn named(row: &Row<'_>, spec: &SourceSpec, mut names: Vec<Option<String>>) -> Self {
        names.resize(row.cells.len(), None);
        Self { names, ..Self::new(row, spec) }
    }

    /// Takes the next row of a header that has several.
    pub(crate) fn add(&mut self, row: &Row<'_>) {
        let mut names: Vec<Option<String>> =
            row.cells.iter().map(|cell| cell.name().map(Cow::into_owned)).collect();
        names.resize(self.spots.len(), None);
        for (at, name) in
            names.iter().enumerate().filter(|(at, name)| name.is_some() && *at < row.cells.len())
        {
            // A column is found where it has its last name.
            if self.tiers.iter().all(|tier| tier[at] != *name) {
                self.spots[at] = row.origin.spot(row.cells[at].at);
            }
        }
        self.tiers.push(names);
        self.are_merged.push(row.cells.iter().any(|cell| cell.merged().is_some()));
        self.join();
    }

    /// The names as paths from the first row to the last.
    fn join(&mut self) {
        let path = |at: usize| {
            let mut parts: Vec<&str> = Vec::new();
            for (tier, names) in self.tiers.iter().enumerate() {
                let below = self.tiers[tier + 1..].iter().any(|names| names[at].is_some());
                let fill = below && !self.are_merged[tier];
                let name = names[at].as_deref().or_else(|| fill.then(|| left_of(names, at)).flatten());
                // A name that is merged down stands there once.
                parts.extend(name.filter(|name| parts.last() != Some(name)));
            }
            (!parts.is_empty()).then(|| parts.join(BETWEEN))
        };
        self.names = (0..self.spots.len()).map(path).collect();
    }

    /// A diagnostic at the first cell.
    pub(crate) fn fault(&self, code: Code, message: &str) -> Diagnostic {
        self.fault_at(code, 0, message)
    }

    /// A diagnostic at a header.
    pub(crate) fn fault_at(&self, code: Code, index: usize, message: &str) -> Diagnostic {
        match self.spots.get(index).or(self.spots.first()) {
            Some(spot) => spot.clone().error(code, message),
            None => Diagnostic::error(code, crate::diagnostic::Span::unread(""), message),
        }
    }

    /// Where a header stands.
    pub(crate) fn spot(&self, index: usize) -> Spot {
        self.spots[index].clone()
    }

    /// How many rows it has.
    pub(crate) fn rows(&self) -> usize {
        self.tiers.len()
    }

    /// How wide the table is.
    pub(crate) fn width(&self) -> usize {
        self.spots.len()
    }

    /// Whether a column is hidden.
    pub(crate) fn is_hidden(&self, index: usize) -> bool {
        self.hidden.get(index).copied().unwrap_or_default()
    }

    /// What speaks against this row being the header of figures; `above` are the words in the row above the range.
    pub(crate) fn doubts(&self, spec: &SourceSpec, labels: &Labels, above: usize) -> Option<Diagnostic> {
        if let Some(at) = self.date {
            let name = self.names[at].as_deref().unwrap_or_default();
            if labels.find(name).is_none() {
                return Some(
                    self.fault_at(
                        Code::NameIsDate,
                        at,
                        &format!("this header is a date cell, `{name}`, among others that are none"),
                    )
                    .hint(format!("store the header as text, or name it with `labels: {{{name}: …}}`")),
                );
            }
        }
        // Whoever says how many rows the header has, has looked at it.
        if spec.header.is_some() || self.is_counted {
            return None;
        }
        if let Some(at) = self.across.filter(|_| !self.is_title()) {
            let name = self.names[at].as_deref().unwrap_or_default();
            let message = format!(
                "the header `{name}` is merged over several columns, which have names in the row below it"
            );
            return Some(
                self.fault_at(Code::HeaderRows, at, &message)
                    .hint("declare `header: 2`: the rows are joined, as in `Wohnort / Stadt`"),
            );
        }
        let at = self.figure?;
        let name = self.names[at].as_deref().unwrap_or_default();
        let message =
            format!("the header `{name}` is a figure: the first row of figures was taken for the header");
        let hint = match above {
            0 => {
                "begin the range at the row that names the columns; if this number is a name, declare `header: 1`"
            }
            _ => {
                "begin the range one row earlier, where the names of the columns are; if this number is a name, declare `header: 1`"
            }
        };
        Some(self.fault_at(Code::HeaderIsFigure, at, &message).hint(hint))
    }

    fn is_title(&self) -> bool {
        let mut names = self.names.iter().flatten();
        let first = names.next();
        self.names.iter().filter(|name| name.is_some()).count() > 1 && names.all(|name| Some(name) == first)
    }

    /// A fault for each header that stands there before; one where all are the same, since it is a title then.
    pub(crate) fn repeated(&self, skipped: &dyn Fn(usize) -> bool) -> Vec<Diagnostic> {
        let mut seen = std::collections::BTreeMap::new();
        let mut pairs = Vec::new();
        for (index, name) in self.names.iter().enumerate().filter(|(index, _)| !skipped(*index)) {
            let Some(name) = name else { continue };
            let first = *seen.entry(name).or_insert(index);
            if first != index {
                pairs.push((name, first, index));
            }
        }
        if let [(name, first, _), _, ..] = pairs[..]
            && seen.len() == 1
        {
            let message = format!("`{name}` stands over all columns: this is a title and no header");
            return vec![
                self.fault_at(Code::RepeatedName, first, &message)
                    .hint("name the cells of the table from its header on, as in `range: A3:C12`"),
            ];
        }
        pairs
            .into_iter()
            .take(MOST_FAULTS)
            .map(|(name, first, second)| self.twice(name, first, second))
            .collect()
    }

    fn twice(&self, name: &str, first: usize, second: usize) -> Diagnostic {
        let message = format!("the header `{name}` occurs twice");
        let fault = self.fault_at(Code::RepeatedName, second, &message);
        let fault = fault.hint("rename one of them, or name the wanted columns with `columns: […]`; where the row above tells them apart, begin there and declare `header: 2`");
        match self.spot(first) {
            Spot { span, cell: None } => fault.related(span, "the first one"),
            Spot { cell: Some(_), .. } => fault,
        }
    }

    /// The column of a header that the author named.
    pub(crate) fn find(&self, word: &Spanned<String>, sink: &Diagnostics) -> Option<usize> {
        let wanted = folded(&word.value);
        let matches = |name: &Option<String>| name.as_deref() == Some(&*wanted);
        let Some(found) = self.names.iter().position(matches) else {
            // What stands in the cell is known too where the column of an export has another name.
            if let [cells] = &self.tiers[..]
                && let Some(found) = cells.iter().position(matches)
            {
                return Some(found);
            }
            let known: Vec<&str> = self.names.iter().flatten().map(String::as_str).collect();
            let message = format!("the table has no header `{}`", word.value);
            let fault = Diagnostic::error(Code::UnknownHeader, word.span.clone(), message);
            let fault = match undivided(&known) {
                Some(sign) => fault.hint(format!(
                    "the header is a single cell: if `{sign}` divides its cells, write `delimiter: '{sign}'`"
                )),
                None => fault.hint(suggest(&word.value, known)),
            };
            sink.push(match self.spots.first() {
                Some(Spot { span, cell: None }) => fault.related(span.clone(), "the header"),
                _ => fault,
            });
            return None;
        };
        // Which of the two is meant cannot be told.
        if let Some(second) = self.names[found + 1..].iter().position(matches) {
            sink.push(self.twice(&word.value, found, found + 1 + second));
            return None;
        }
        Some(found)
    }
}

/// What seems to divide the cells of a header that was read as a single one.
fn undivided(names: &[&str]) -> Option<char> {
    let [name] = names else { return None };
    [';', '\t', '|', ','].into_iter().find(|sign| name.contains(*sign))
}

/// The nearest name to the left, the header of the categories aside.
fn left_of(names: &[Option<String>], at: usize) -> Option<&str> {
    names[..at].iter().enumerate().skip(1).rev().find_map(|(_, name)| name.as_deref())
}

/// The first header that is a figure. Years name columns, and so do numbers that run on: 1, 2, 3.
fn first_figure(row: &Row<'_>, spec: &SourceSpec) -> Option<usize> {
    let figures = || row.cells.iter().enumerate().skip(1).filter(|(_, cell)| is_figure(cell, spec));
    let values: Vec<f64> = row.cells.iter().skip(1).filter_map(|cell| number(cell, spec)).collect();
    let runs_on = values.len() > 1
        && values.first().is_some_and(|first| [0.0, 1.0].contains(first))
        && values.windows(2).all(|pair| pair[1] - pair[0] == 1.0);
    figures().next().map(|(at, _)| at).filter(|_| !runs_on)
}

/// The first date that stands among other names: a range such as 6-9 becomes a date when it is typed.
fn lone_date(row: &Row<'_>) -> Option<usize> {
    let behind = || row.cells.iter().enumerate().skip(1);
    let is_date = |cell: &Cell<'_>| match &cell.value {
        Value::Date(_) | Value::Empty => true,
        _ => cell.name().and_then(|name| name.parse().ok()).is_some_and(is_year),
    };
    let (at, _) = behind().find(|(_, cell)| matches!(cell.value, Value::Date(_)))?;
    behind().any(|(_, cell)| !is_date(cell)).then_some(at)
}
