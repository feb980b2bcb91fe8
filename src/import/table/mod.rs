//! Cells of a table and where they stand, whatever file they come from.

pub mod cell;
pub(crate) mod header;
pub mod imported;
pub(crate) mod wide_long;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use super::source_spec::cell_range::cell_name;
use crate::diagnostic::{Code, Diagnostic, Source, Span};
use crate::survey::series::Spot;

/// A table of a workbook or of JSON may have this many cells, most of which may be empty.
pub(super) const MOST_CELLS: u64 = 4_000_000;

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
    /// A truth value: an answer that was chosen or not, but no figure.
    Flag(bool),
    /// Something that is none of these: the code and the message of its fault.
    Other(Code, String),
}

/// Where a cell stands in its file.
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
    /// Where it stands.
    pub at: At,
}

impl Cell<'_> {
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
            // Headers of workbooks are often broken into lines.
            Value::Text(text) if text.contains(['\n', '\r', '\t']) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                (!words.is_empty()).then(|| Cow::Owned(words.join(" ")))
            }
            Value::Text(text) => Some(Cow::Borrowed(text.trim())).filter(|text| !text.is_empty()),
            Value::Number { value, .. } => Some(Cow::Owned(value.to_string())),
            Value::Flag(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Value::Empty | Value::Other(..) => None,
        }
    }
}

/// The file that cells stand in, to name them in a diagnostic.
#[derive(Debug)]
pub enum Origin<'a> {
    /// A text that is held as a whole.
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
    /// Where a cell stands.
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
    /// Where they stand.
    pub origin: Origin<'a>,
}

impl Row<'_> {
    /// A diagnostic at a cell.
    pub fn fault(&self, code: Code, index: usize, message: &str) -> Diagnostic {
        let at = self.cells.get(index).map_or(At::Bytes(0, 0), |cell| cell.at);
        self.origin.fault(code, at, message)
    }

    /// Where a cell stands.
    pub fn spot(&self, index: usize) -> Spot {
        self.origin.spot(self.cells.get(index).map_or(At::Bytes(0, 0), |cell| cell.at))
    }
}
