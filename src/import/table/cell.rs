//! What a cell says, read as its author declared.

use std::borrow::Cow;

use super::advice;
use super::header::Head;
use super::{Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::labels::Labels;
use crate::import::source_spec::{Hidden, Scale, SourceSpec};
use crate::spec::Spanned;
use crate::spec::values::LARGEST;
use crate::survey::names::folded;
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
    /// Whether a person may have given several answers.
    pub several: bool,
    /// How many answers a person may have given.
    pub most_answers: Option<u32>,
    /// What codes of answers, categories and columns are called.
    pub labels: &'s Labels,
    /// Answers that are non-response and shown nevertheless.
    pub shown: &'s [String],
}

/// The figure of a cell, and the flags behind it.
#[derive(Debug, Default)]
pub(crate) struct Figure {
    /// The number; `None` where there is none.
    pub(crate) value: Option<f64>,
    /// The flags, by their index in the spec.
    pub(crate) flags: Vec<usize>,
}

/// A cell that is neither a figure nor a name.
pub(crate) fn unusable(row: &Row<'_>, index: usize, code: Code, message: &str) -> Diagnostic {
    let fault = row.fault(code, index, message);
    match code {
        Code::FormulaWithoutValue => {
            fault.hint("open the workbook in a spreadsheet program and save it again")
        }
        Code::CellError => {
            fault.hint("mend the formula, leave the cell empty, or declare its sign, as in `empty: ['#N/A']`")
        }
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
    pub(crate) fn filters(self, head: &Head, sink: &Diagnostics) -> Vec<(usize, Cow<'s, str>)> {
        let find =
            |(name, value): &'s (Spanned<String>, String)| Some((head.find(name, sink)?, folded(value)));
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

    /// Whether a word stands for exactly 0.
    pub(crate) fn is_zero(self, word: &str) -> bool {
        self.spec.zero.iter().any(|zero| zero == word)
    }

    /// The figure of a cell.
    pub(crate) fn figure(self, row: &Row<'_>, index: usize) -> Result<Figure, Diagnostic> {
        let cell = &row.cells[index];
        let mut flags = Vec::new();
        let value = match &cell.value {
            Value::Empty => return Ok(Figure::default()),
            Value::Text(text) if text.trim().is_empty() || self.is_missing(text.trim()) => {
                return Ok(Figure::default());
            }
            Value::Text(text) if self.is_zero(text.trim()) => 0.0,
            Value::Text(text) => {
                let bare = self.without_flags(text.trim(), &mut flags);
                if self.is_missing(bare) {
                    return Ok(Figure { value: None, flags });
                }
                self.parse(bare, row, index)?
            }
            Value::Date(_) => {
                let shown = cell.shown().map_or(String::new(), |shown| format!(": it shows `{shown}`"));
                let message = format!("this is a date or time, no figure{shown}");
                return Err(unusable(row, index, Code::NotANumber, &message));
            }
            Value::Number { .. } if cell.is_masked() && self.spec.hidden != Some(Hidden::Read) => {
                return self.masked(row, index);
            }
            Value::Number { value, percent } => self.scaled(*value, *percent),
            Value::Flag(_) => {
                return Err(unusable(row, index, Code::NotANumber, "this is a truth value, no figure"));
            }
            Value::Other(..) if cell.error().is_some_and(|sign| self.is_missing(sign)) => {
                return Ok(Figure::default());
            }
            Value::Other(code, message) => return Err(unusable(row, index, *code, message)),
        };
        Ok(Figure { value: Some(self.checked(value, row, index)?), flags })
    }

    /// A number that its format does not show: nobody saw it when the table was checked.
    fn masked(self, row: &Row<'_>, index: usize) -> Result<Figure, Diagnostic> {
        if self.spec.hidden == Some(Hidden::Skip) {
            return Ok(Figure::default());
        }
        Err(row.fault(Code::HiddenCells, index, "the number format of this cell hides its figure").hint(
            "declare `hidden: skip` to read it as a figure that was not published, or `hidden: read` to read the number",
        ))
    }

    /// The figure of a cell whose number was read already.
    pub(crate) fn given(self, number: f64, row: &Row<'_>, index: usize) -> Result<f64, Diagnostic> {
        self.checked(self.scaled(number, false), row, index)
    }

    /// A figure that can be one of this series.
    fn checked(self, value: f64, row: &Row<'_>, index: usize) -> Result<f64, Diagnostic> {
        if let Some(first) = row.cells[index].merged() {
            let message = format!("this cell is merged with {first}, which holds a figure");
            return Err(row
                .fault(Code::MergedCell, index, &message)
                .hint("undo the merge and write each figure into its own cell"));
        }
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
        Ok(value)
    }

    /// A text without the flags behind it, which are collected; `()` stands for brackets around a figure.
    fn without_flags<'t>(self, text: &'t str, flags: &mut Vec<usize>) -> &'t str {
        let mut bare = text;
        loop {
            let flag = |(at, (flag, _)): (usize, &(String, String))| {
                let rest = match flag.as_str() {
                    "()" => bare.strip_prefix('(')?.strip_suffix(')')?,
                    flag => bare.strip_suffix(flag)?,
                };
                Some((at, rest.trim()))
            };
            let Some((at, rest)) = self.spec.flags.iter().enumerate().find_map(flag) else { return bare };
            if rest.is_empty() {
                return bare;
            }
            flags.push(at);
            bare = rest;
        }
    }

    /// A number of respondents that is written as text.
    pub(crate) fn size(self, text: &str) -> Option<f64> {
        let text = text.trim().trim_start_matches(['n', 'N']).trim_start().trim_start_matches('=');
        self.spec.decimal.parse(text.trim().trim_start_matches('(').trim_end_matches(')'))
    }

    fn parse(self, text: &str, row: &Row<'_>, index: usize) -> Result<f64, Diagnostic> {
        // A file that tells numbers from texts holds no numbers as texts, unless its author says so.
        let is_read = !self.typed || self.spec.decimal.declared || self.spec.decimal.thousands.is_some();
        let number = self.spec.decimal.parse(text).filter(|_| is_read);
        number.map(|value| self.scaled(value, false)).ok_or_else(|| {
            row.fault(Code::NotANumber, index, &format!("`{text}` is no number")).hint(advice::on_number(
                text,
                self.spec.decimal,
                self.typed,
            ))
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
