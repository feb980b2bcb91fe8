//! Cells of a table and where they are, whatever file they come from.

pub(crate) mod advice;
pub(crate) mod body;
pub mod cell;
pub(crate) mod edges;
pub(crate) mod header;
pub mod imported;
pub(crate) mod sink;
pub(crate) mod transposed;
pub(crate) mod wide_long;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use super::date::{Moment, Precision};
use super::source_spec::cell_range::cell_name;
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::survey::names::folded;
use crate::survey::series::Spot;

/// A table of a workbook or of JSON may have this many cells, most of which may be empty.
pub(super) const MOST_CELLS: u64 = 4_000_000;

/// How the message about a failed formula begins; the sign of its error follows.
pub(crate) const SHOWS_ERROR: &str = "the cell shows the error ";

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text; in a text file numbers are text too until one is asked for.
    Text(Cow<'a, str>),
    /// A number of a workbook, of JSON or of Parquet; a cell in percent format holds 0.54 and shows 54 %.
    Number {
        /// As it is stored.
        value: f64,
        /// Whether it is shown as a percentage.
        percent: bool,
    },
    /// A date: a name in a header, but no figure.
    Date(Date),
    /// A truth value: an answer that was chosen or not, but no figure.
    Flag(bool),
    /// Something that is none of these: the code and the message of its fault.
    Other(Code, String),
}

/// A date that a cell stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The date.
    pub moment: Moment,
    /// How much of it the cell shows.
    pub precision: Precision,
}

impl Date {
    /// The date in ISO 8601, as far as the cell shows it.
    pub fn name(self) -> String {
        let Moment { year, month, day, time: [hour, minute, _] } = self.moment;
        match self.precision {
            Precision::Year => format!("{year:04}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Day | Precision::DayOfYear => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Time => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        }
    }
}

/// How a cell of a workbook looks, where that is more than its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// What it shows, where that is not what it stores.
    pub shown: Option<String>,
    /// Whether its number format shows something else than the number: a word such as `(< 10)`, or nothing.
    pub masked: bool,
    /// Whether its column is hidden.
    pub hidden: bool,
    /// The first of the cells that it is merged with, where it is not the first itself.
    pub merged: Option<String>,
}

/// Where a cell is in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// A range of bytes of a text, or of the row of a text that is read row by row.
    Bytes(usize, usize),
    /// A row and a column of a sheet, counted from 0.
    Cell(u32, u32),
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell<'a> {
    /// What it holds.
    pub value: Value<'a>,
    /// Where it is.
    pub at: At,
    /// How it looks.
    pub look: Option<Box<Look>>,
}

impl<'a> Cell<'a> {
    /// A cell that looks like its value.
    pub fn new(value: Value<'a>, at: At) -> Self {
        Self { value, at, look: None }
    }
}

impl Cell<'_> {
    /// The same cell with a copy of its text.
    pub fn owned(&self) -> Cell<'static> {
        let value = match &self.value {
            Value::Empty => Value::Empty,
            Value::Text(text) => Value::Text(Cow::Owned(text.clone().into_owned())),
            Value::Number { value, percent } => Value::Number { value: *value, percent: *percent },
            Value::Date(date) => Value::Date(*date),
            Value::Flag(value) => Value::Flag(*value),
            Value::Other(code, message) => Value::Other(*code, message.clone()),
        };
        Cell { value, at: self.at, look: self.look.clone() }
    }

    /// What the cell shows, where that is not what it stores.
    pub fn shown(&self) -> Option<&str> {
        self.look.as_ref()?.shown.as_deref()
    }

    /// The first of the cells that it is merged with.
    pub fn merged(&self) -> Option<&str> {
        self.look.as_ref()?.merged.as_deref()
    }

    /// Whether its number format does not show its number.
    pub fn is_masked(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.masked)
    }

    /// The sign of the error that a formula ended with, such as `#N/A`.
    pub fn error(&self) -> Option<&str> {
        match &self.value {
            Value::Other(Code::CellError, message) => message.strip_prefix(SHOWS_ERROR),
            _ => None,
        }
    }

    /// Whether its column is hidden.
    pub fn is_hidden(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.hidden)
    }

    /// Whether there is nothing in it but blanks.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell as a name: the header `2019` is a name even where it is stored as a number.
    pub fn name(&self) -> Option<Cow<'_, str>> {
        match &self.value {
            // Headers of workbooks are often broken into lines, and typed with two spaces.
            Value::Text(text) => Some(folded(text)).filter(|text| !text.is_empty()),
            Value::Number { value, .. } => Some(Cow::Owned(value.to_string())),
            Value::Date(date) => Some(Cow::Owned(date.name())),
            Value::Flag(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Value::Empty | Value::Other(..) => None,
        }
    }
}

/// The file that cells are in, to name them in a diagnostic.
#[derive(Debug)]
pub enum Origin<'a> {
    /// A record of a text, in lines that are held already.
    Whole(Arc<Source>),
    /// A row of a text that is read row by row: a copy is kept only where something is to be said about it.
    Lines {
        /// The file.
        name: &'a str,
        /// The row with its line ends.
        text: &'a str,
        /// The number of its first line.
        line: usize,
        /// The copy.
        kept: OnceCell<Arc<Source>>,
    },
    /// A sheet: its cells are named, and the place is where the series names the file.
    Sheet {
        /// The file.
        file: &'a str,
        /// The sheet.
        sheet: &'a str,
        /// Where the series names it.
        named: &'a Span,
    },
    /// Cells of a table that was turned, or names that are keys of records: each where it was found.
    Spots {
        /// Where, by the column of the cell.
        spots: &'a [Spot],
        /// Whether a program writes the rows.
        is_counted: bool,
    },
    /// A table of columns that have names and rows that have numbers.
    Columns {
        /// The file.
        file: &'a str,
        /// The columns.
        names: &'a [String],
        /// Where the series names the file.
        named: &'a Span,
    },
}

impl Origin<'_> {
    /// Where a cell is.
    pub fn spot(&self, at: At) -> Spot {
        let part = |source: Arc<Source>| {
            let (start, end) = if let At::Bytes(start, end) = at { (start, end) } else { (0, 0) };
            Spot { span: Span { source, start, end }, cell: None }
        };
        match self {
            Self::Whole(source) => part(source.clone()),
            Self::Lines { name, text, line, kept } => {
                part(kept.get_or_init(|| Arc::new(Source::lines(*name, *text, *line))).clone())
            }
            Self::Spots { spots, .. } => match at {
                At::Cell(_, column) => spots.get(column as usize).or(spots.first()).cloned(),
                At::Bytes(..) => spots.first().cloned(),
            }
            .unwrap_or_else(|| Spot { span: Span::unread(""), cell: None }),
            Self::Sheet { named, .. } | Self::Columns { named, .. } => {
                Spot { span: (*named).clone(), cell: self.cell(at) }
            }
        }
    }

    /// The cell in words, where no line can be shown.
    fn cell(&self, at: At) -> Option<String> {
        match (self, at) {
            (Self::Sheet { file, sheet, .. }, At::Cell(row, column)) => {
                Some(format!("`{file}`, sheet `{sheet}`, cell {}", cell_name(row, column)))
            }
            (Self::Columns { file, names, .. }, At::Cell(row, column)) => {
                let name = names.get(column as usize).map_or("", String::as_str);
                // The header is no row of such a file.
                Some(match row {
                    0 => format!("`{file}`, column `{name}`"),
                    row => format!("`{file}`, column `{name}`, row {row}"),
                })
            }
            _ => None,
        }
    }

    /// A diagnostic at a cell; where no line can be shown, the message names the cell.
    pub fn fault(&self, code: Code, at: At, message: &str) -> Diagnostic {
        self.spot(at).error(code, message)
    }
}

/// A row of cells.
#[derive(Debug)]
pub struct Row<'a> {
    /// The cells.
    pub cells: Vec<Cell<'a>>,
    /// Where they are.
    pub origin: Origin<'a>,
    /// Whether the row is hidden.
    pub hidden: bool,
}

impl Row<'_> {
    /// A diagnostic at a cell.
    pub fn fault(&self, code: Code, index: usize, message: &str) -> Diagnostic {
        let cell = self.cells.get(index);
        let at = cell.map_or(At::Bytes(0, 0), |cell| cell.at);
        // What is seen in a spreadsheet program is not always what is stored.
        let looks = match cell.map(|cell| (&cell.value, cell.shown())) {
            Some((Value::Number { value, .. }, Some(shown))) => {
                format!(" (the cell shows `{shown}` and stores {value})")
            }
            _ => String::new(),
        };
        self.origin.fault(code, at, &format!("{message}{looks}"))
    }

    /// The number of the row, as whoever opens the file counts: the line of a text, the row of a sheet.
    pub fn number(&self) -> Option<u32> {
        match (&self.origin, self.cells.first()?.at) {
            (Origin::Lines { line, .. }, _) => u32::try_from(*line).ok(),
            (Origin::Sheet { .. }, At::Cell(row, _)) => Some(row + 1),
            (Origin::Columns { .. }, At::Cell(row, _)) => Some(row),
            (Origin::Whole(_) | Origin::Spots { .. }, _) => {
                let spot = self.spot(0);
                spot.cell.is_none().then(|| u32::try_from(spot.span.line()).ok()).flatten()
            }
            _ => None,
        }
    }

    /// Whether a program writes the rows, so that a row without figures is one of the table.
    pub fn is_counted(&self) -> bool {
        matches!(
            self.origin,
            Origin::Columns { .. } | Origin::Whole(_) | Origin::Spots { is_counted: true, .. }
        )
    }

    /// Whether it has a cell for each header; empty ones behind them come from a delimiter at the end of the line.
    pub fn fits(&self, width: usize) -> bool {
        self.cells.len() >= width && self.cells[width..].iter().all(Cell::is_empty)
    }

    /// Where a cell is.
    pub fn spot(&self, index: usize) -> Spot {
        self.origin.spot(self.cells.get(index).map_or(At::Bytes(0, 0), |cell| cell.at))
    }
}
