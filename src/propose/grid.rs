//! The cells of a sheet as a proposal looks at them: words, figures, and words that stand for a missing figure.

use super::lines;
use super::numbers::{Evidence, Sign, is_hole};
use crate::import::sheets::{Sheet, Text};
use crate::import::source_spec::decimal::Decimal;
use crate::import::table::{Cell, Value};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    Nothing,
    Word(String),
    /// A word where a figure is missing, such as `-`.
    Hole(String),
    Figure(Figure),
}

/// A figure as it is in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) value: f64,
    /// Whether it is shown as a percentage; in a number format it is stored as a part of 1.
    pub(super) percent: bool,
    pub(super) is_text: bool,
    /// Whether it is read without any declaration, text or not.
    pub(super) is_plain: bool,
    pub(super) mark: Option<String>,
    pub(super) is_size: bool,
}

impl Figure {
    /// The value as it is meant where figures are shares of 100.
    pub(super) fn shown(&self) -> f64 {
        if self.percent && !self.is_text { self.value * 100.0 } else { self.value }
    }

    pub(super) fn is_year(&self) -> bool {
        !self.percent
            // `2019*` has a note.
            && self.mark.as_deref().is_none_or(|mark| !mark.chars().any(char::is_alphanumeric) && mark != "()")
            && self.value.fract() == 0.0
            && (1900.0..=2100.0).contains(&self.value)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slot {
    pub(super) item: Item,
    /// Whether it repeats the first of the cells that it is merged with.
    pub(super) merged: bool,
    pub(super) hidden: bool,
}

/// A sheet.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) sheet: Option<String>,
    /// Row and column of its first cell in the file.
    pub(super) first: (u32, u32),
    pub(super) rows: Vec<Vec<Slot>>,
    pub(super) hidden_rows: Vec<bool>,
    pub(super) text: Option<Text>,
    /// Whether it can be cut into ranges.
    pub(super) has_ranges: bool,
    pub(super) sign: Sign,
    /// Whether the decimal sign is sure.
    pub(super) is_sure: bool,
    /// Whether its texts are German.
    pub(super) is_german: bool,
}

const NOTHING: Slot = Slot { item: Item::Nothing, merged: false, hidden: false };

impl Grid {
    pub(super) fn new(sheet: &Sheet, german: bool) -> Self {
        let mut evidence = Evidence::default();
        for cell in sheet.rows.iter().flat_map(|line| &line.cells) {
            if let Value::Text(text) = &cell.value {
                evidence.add(text);
            }
        }
        let (sign, is_sure) = evidence.sign(german);
        let rows =
            sheet.rows.iter().map(|line| line.cells.iter().map(|cell| slot(cell, sign)).collect()).collect();
        Self {
            sheet: sheet.name.clone(),
            first: sheet.first,
            rows,
            hidden_rows: sheet.rows.iter().map(|line| line.hidden).collect(),
            text: sheet.text,
            has_ranges: sheet.name.is_some() || sheet.text.is_some(),
            sign,
            is_sure,
            is_german: german,
        }
    }

    pub(super) fn slot(&self, row: usize, column: usize) -> &Slot {
        self.rows.get(row).and_then(|row| row.get(column)).unwrap_or(&NOTHING)
    }

    pub(super) fn item(&self, row: usize, column: usize) -> &Item {
        &self.slot(row, column).item
    }

    pub(super) fn figure(&self, row: usize, column: usize) -> Option<&Figure> {
        if let Item::Figure(figure) = self.item(row, column) { Some(figure) } else { None }
    }

    /// The cell as a name.
    pub(super) fn name(&self, row: usize, column: usize) -> Option<String> {
        match self.item(row, column) {
            Item::Nothing => None,
            Item::Word(text) | Item::Hole(text) => Some(text.clone()),
            Item::Figure(figure) => Some(match &figure.mark {
                Some(mark) if figure.is_text && mark != "()" => format!("{}{mark}", figure.value),
                _ => figure.value.to_string(),
            }),
        }
    }

    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The texts of a row, each once, with the column where it begins.
    pub(super) fn texts(&self, row: usize, columns: std::ops::Range<usize>) -> Vec<(usize, String)> {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for column in columns {
            let slot = self.slot(row, column);
            if let Some(name) = self.name(row, column).filter(|_| !slot.merged) {
                texts.push((column, name));
            }
        }
        texts
    }
}

/// Whether the texts of sheets are German.
pub(super) fn are_german(sheets: &[Sheet]) -> Option<bool> {
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|line| &line.cells);
    lines::are_german(cells.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some(text.as_ref()),
        _ => None,
    }))
}

fn slot(cell: &Cell<'_>, sign: Sign) -> Slot {
    let item = match &cell.value {
        Value::Empty => Item::Nothing,
        Value::Text(text) if text.trim().is_empty() => Item::Nothing,
        Value::Text(text) if is_hole(text) => Item::Hole(text.trim().to_owned()),
        Value::Text(text) => match sign.read(text) {
            Some(number) => Item::Figure(Figure {
                value: number.value,
                percent: number.percent,
                is_text: true,
                is_plain: Decimal::UNDECLARED.parse(text) == Some(number.value),
                mark: number.mark,
                is_size: number.is_size,
            }),
            None => Item::Word(cell.name().unwrap_or_default().into_owned()),
        },
        // What the format does not show is proposed to be left out.
        Value::Number { .. } if cell.is_masked() => {
            return Slot { item: Item::Nothing, merged: cell.merged().is_some(), hidden: true };
        }
        Value::Number { value, percent } => Item::Figure(Figure {
            value: *value,
            percent: *percent,
            is_text: false,
            is_plain: true,
            mark: None,
            is_size: false,
        }),
        Value::Date(_) | Value::Flag(_) => Item::Word(cell.name().unwrap_or_default().into_owned()),
        Value::Other(_, message) => match cell.error() {
            Some(sign) => Item::Hole(sign.to_owned()),
            None => Item::Word(message.clone()),
        },
    };
    Slot { item, merged: cell.merged().is_some(), hidden: cell.is_hidden() }
}
