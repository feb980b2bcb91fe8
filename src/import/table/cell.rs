//! What a cell says, read as its author declared.

use std::borrow::Cow;

use super::header::Head;
use super::{Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::source_spec::decimal::Decimal;
use crate::import::source_spec::{Scale, SourceSpec};
use crate::spec::Spanned;
use crate::spec::values::LARGEST;
use crate::survey::series::Spot;

/// How a table is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'s> {
    /// What the author said of it.
    pub spec: &'s SourceSpec,
    /// Whether the figures are shares of 0 to 100.
    pub percent: bool,
    /// Whether they are counts, which are whole.
    pub whole: bool,
    /// Whether the file tells numbers from text itself.
    pub typed: bool,
    /// The answers of each net whose persons are counted.
    pub nets: &'s [Vec<String>],
    /// How many answers a person may have given.
    pub most_answers: Option<u32>,
}

/// A cell that is neither a figure nor a name.
pub(crate) fn unusable(row: &Row<'_>, index: usize, code: Code, message: &str) -> Diagnostic {
    let fault = row.fault(code, index, message);
    match code {
        Code::FormulaWithoutValue => {
            fault.hint("open the workbook in a spreadsheet program and save it again")
        }
        Code::MergedCell => fault.hint("undo the merge and write each figure into its own cell"),
        Code::CellError => fault.hint("mend the formula, or leave the cell empty"),
        _ => fault.hint("name the columns that hold figures with `columns: […]`, or mend the cell"),
    }
}

impl<'s> Reading<'s> {
    /// A table without anything to take from it.
    pub(crate) fn nothing(self, reason: &str) -> Diagnostic {
        let place = self.spec.file.span.clone();
        let hint = match (self.spec.filters.is_empty(), &self.spec.tabulate) {
            (false, _) => {
                "check the words of `where` against the cells: they must be the same letter by letter"
            }
            (true, Some(_)) => "a table of answers has a header row and a row for each person",
            (true, None) => {
                "a table has a header row and a row for each category; `range: A3:C12` picks it from a sheet"
            }
        };
        Diagnostic::error(Code::EmptyTable, place, format!("`{}`: {reason}", self.spec.file.value)).hint(hint)
    }

    /// The columns that `where` names, each with the word that is asked for.
    pub(crate) fn filters(self, head: &Head<'_>, sink: &Diagnostics) -> Vec<(usize, &'s str)> {
        let find =
            |(name, value): &'s (Spanned<String>, String)| Some((head.find(name, sink)?, value.as_str()));
        self.spec.filters.iter().filter_map(find).collect()
    }

    /// The word of a cell, if there is one.
    pub(crate) fn label<'c>(
        self,
        row: &'c Row<'_>,
        index: usize,
    ) -> Result<Option<Cow<'c, str>>, Diagnostic> {
        match &row.cells[index].value {
            Value::Other(code, message) => Err(unusable(row, index, *code, message)),
            _ => Ok(row.cells[index].name()),
        }
    }

    /// Whether a word stands for a figure or answer that is missing.
    pub(crate) fn is_missing(self, word: &str) -> bool {
        self.spec.empty.iter().any(|empty| empty == word)
    }

    /// The number of a cell; `None` where there is none.
    pub(crate) fn number(self, row: &Row<'_>, index: usize) -> Result<Option<f64>, Diagnostic> {
        let value = match &row.cells[index].value {
            Value::Empty => return Ok(None),
            Value::Text(text) if text.trim().is_empty() || self.is_missing(text.trim()) => return Ok(None),
            Value::Text(text) => self.parse(text, row, index)?,
            Value::Number { value, percent } => self.scaled(*value, *percent),
            Value::Flag(_) => {
                return Err(unusable(row, index, Code::NotANumber, "this is a truth value, no figure"));
            }
            Value::Other(code, message) => return Err(unusable(row, index, *code, message)),
        };
        if self.percent && !(0.0..=100.0).contains(&value) {
            let message = format!("{value} is not a share: shares lie between 0 and 100");
            return Err(row
                .fault(Code::ShareOutOfRange, index, &message)
                .hint("correct the figure, or set `unit: count` or `unit: number`"));
        }
        if self.whole && value.fract() != 0.0 {
            let message = format!("{value} is no count: counts are whole numbers");
            return Err(row.fault(Code::WrongNumber, index, &message).hint(
                "declare `decimal: ','` if the point stands between thousands, or set `unit: number`",
            ));
        }
        if value.abs() > LARGEST {
            return Err(row
                .fault(Code::WrongNumber, index, "this number is too large to be kept to the last digit")
                .hint("state it in thousands or millions, and say so in `label`"));
        }
        Ok(Some(value))
    }

    fn parse(self, text: &str, row: &Row<'_>, index: usize) -> Result<f64, Diagnostic> {
        let text = text.trim();
        let number = self.spec.decimal.parse(text).filter(|_| !self.typed);
        number.map(|value| self.scaled(value, false)).ok_or_else(|| {
            let fault = row.fault(Code::NotANumber, index, &format!("`{text}` is no number"));
            let looks_like = |sign: u8| Decimal { sign, declared: true }.parse(text).is_some();
            let other = if self.spec.decimal.sign == b',' { b'.' } else { b',' };
            match looks_like(other) {
                _ if self.typed && (looks_like(b',') || looks_like(b'.')) => {
                    fault.hint("it is stored as text: store it as a number")
                }
                true => fault.hint(format!("declare `decimal: '{}'`", char::from(other))),
                false => fault.hint(format!(
                    "leave the cell empty, or declare `empty: ['{text}']` for a missing figure"
                )),
            }
        })
    }

    fn scaled(self, value: f64, percent: bool) -> f64 {
        let hundredfold = match self.spec.scale {
            Scale::Hundred => true,
            Scale::One => false,
            Scale::AsShown => percent && self.percent,
        };
        // 0.57 × 100 is 56.99999999999999.
        if hundredfold { (value * 1e11).round() / 1e9 } else { value }
    }
}

/// A fault of a whole series: too much of what a series has few of.
pub(crate) fn too_many(spot: Spot, what: &str, most: usize) -> Diagnostic {
    spot.error(Code::TooLarge, &format!("there are more than {most} {what}: no chart shows them"))
        .hint("check the header that they stand under, or pick rows with `where: {header: value}`")
}
