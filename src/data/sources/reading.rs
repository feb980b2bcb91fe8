//! Rows come in one by one, whatever file they stand in; what they say of a series goes out.

use std::borrow::Cow;

use super::decimal::Decimal;
use super::figures::Figures;
use super::shape::{self, Sink};
use super::spec::{Scale, SourceSpec};
use super::table::{Cell, Origin, Row, Value};
use super::tabulate::{self, Tables};
use crate::data::series::Spot;
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::Located;
use crate::spec::values::LARGEST;

/// After so many faults the rest of a table is not read: they have the same cause.
const MOST_FAULTS: usize = 12;

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

/// A table while it is read.
pub struct Reader<'s> {
    reading: Reading<'s>,
    faults: Vec<Diagnostic>,
    width: usize,
    /// Rows that hold anything, the header aside.
    rows: usize,
    stage: Stage<'s>,
}

/// What the next row is.
enum Stage<'s> {
    /// The header.
    Head,
    /// Figures.
    Figures(shape::Plan<'s>, Sink),
    /// Answers to be counted.
    Answers(tabulate::Plan<'s>, Tables),
    /// Nothing more can be made of the table.
    Over,
}

impl<'s> Reader<'s> {
    /// A reader that waits for the header.
    pub fn new(reading: Reading<'s>) -> Self {
        Self { reading, faults: Vec::new(), width: 0, rows: 0, stage: Stage::Head }
    }

    /// Takes a row; says whether it wants another one.
    pub fn take(&mut self, row: &Row<'_>) -> bool {
        // Blank lines and rows divide tables of people; where a program counts the rows, each is one.
        let is_counted = matches!(row.origin, Origin::Columns { .. } | Origin::Whole(_));
        if !is_counted && row.cells.iter().all(Cell::is_empty) {
            return true;
        }
        if matches!(self.stage, Stage::Head) {
            return self.head(row);
        }
        self.rows += 1;
        let taken = if row.cells.len() == self.width {
            match &mut self.stage {
                Stage::Figures(plan, sink) => plan.row(self.reading, row, sink),
                Stage::Answers(plan, tables) => plan.row(self.reading, row, tables),
                Stage::Head | Stage::Over => return false,
            }
        } else {
            Err(ragged(row, self.width))
        };
        self.faults.extend(taken.err());
        // Counts are of no use where one row is missing, and a table that is too large does not become smaller.
        let enough = match self.stage {
            Stage::Answers(..) => 1,
            _ => MOST_FAULTS,
        };
        self.faults.len() < enough && !self.faults.iter().any(|fault| fault.code == "too-large")
    }

    fn head(&mut self, row: &Row<'_>) -> bool {
        self.width = row.cells.len();
        let head = Head::new(row);
        self.stage = match &self.reading.spec.tabulate {
            Some(tabulate) => tabulate::Plan::new(self.reading, tabulate, &head, &mut self.faults)
                .map(|plan| Stage::Answers(plan, Tables::new(tabulate))),
            None => shape::Plan::new(self.reading, &head, &mut self.faults).map(|plan| {
                let sink = Sink::new(&plan);
                Stage::Figures(plan, sink)
            }),
        }
        .filter(|_| self.faults.is_empty())
        .unwrap_or(Stage::Over);
        !matches!(self.stage, Stage::Over)
    }

    /// Whether the cells of this column are looked at.
    pub fn wants(&self, column: usize) -> bool {
        match &self.stage {
            Stage::Figures(plan, _) => plan.wants(column),
            Stage::Answers(plan, _) => plan.wants(column),
            Stage::Head | Stage::Over => false,
        }
    }

    /// Waits for a header again, one of the wanted columns alone.
    pub(super) fn begin_again(&mut self) {
        self.stage = Stage::Head;
    }

    /// Notes a fault that ends the table.
    pub fn fail(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// What the table says; nothing where it is faulty.
    pub fn finish(mut self, faults: &mut Vec<Diagnostic>) -> Figures {
        let figures = match self.stage {
            Stage::Head => Err(self.reading.nothing("there is no table here")),
            Stage::Figures(plan, sink) => sink.finish(self.reading, &plan, self.rows),
            Stage::Answers(plan, tables) => tables.finish(self.reading, &plan),
            Stage::Over => Ok(Figures::default()),
        };
        match figures {
            Ok(figures) if self.faults.is_empty() => figures,
            Ok(_) => {
                faults.append(&mut self.faults);
                Figures::default()
            }
            // Where rows are faulty, that nothing is left is no news.
            Err(_) if !self.faults.is_empty() => {
                faults.append(&mut self.faults);
                Figures::default()
            }
            Err(fault) => {
                faults.push(fault);
                Figures::default()
            }
        }
    }
}

fn ragged(row: &Row<'_>, wanted: usize) -> Diagnostic {
    let message = format!("this row has {} cells, the header {wanted}", row.cells.len());
    row.fault("ragged-row", 0, &message).hint(
        "add the missing delimiters, or put a cell that holds one in quotes; `delimiter: ';'` declares another one",
    )
}

/// A cell that is neither a figure nor a name.
pub(super) fn unusable(row: &Row<'_>, index: usize, code: &'static str, message: &str) -> Diagnostic {
    let fault = row.fault(code, index, message);
    match code {
        "formula-without-value" => fault.hint("open the workbook in a spreadsheet program and save it again"),
        "merged-cell" => fault.hint("undo the merge and write each figure into its own cell"),
        "cell-error" => fault.hint("mend the formula, or leave the cell empty"),
        _ => fault.hint("name the columns that hold figures with `columns: […]`, or mend the cell"),
    }
}

/// The header of a table.
pub(super) struct Head<'h> {
    /// The names of the columns.
    pub(super) names: Vec<Option<String>>,
    row: &'h Row<'h>,
}

impl<'h> Head<'h> {
    fn new(row: &'h Row<'h>) -> Self {
        let name = |cell: &Cell<'_>| cell.name().map(Cow::into_owned);
        Self { names: row.cells.iter().map(name).collect(), row }
    }

    /// A diagnostic at the first cell.
    pub(super) fn fault(&self, code: &'static str, message: &str) -> Diagnostic {
        self.row.fault(code, 0, message)
    }

    /// Where a header stands.
    pub(super) fn spot(&self, index: usize) -> Spot {
        self.row.spot(index)
    }

    /// A fault for each header that stands there before; one where all are the same, since it is a title then.
    pub(super) fn repeated(&self) -> Vec<Diagnostic> {
        let mut seen = std::collections::BTreeMap::new();
        let mut pairs = Vec::new();
        for (index, name) in self.names.iter().enumerate() {
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
                self.row
                    .fault("repeated-name", first, &message)
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
        let message = format!("the header `{name}` stands here twice");
        let fault = self.row.fault("repeated-name", second, &message);
        let fault = fault.hint("rename one of them, or name the wanted columns with `columns: […]`");
        match self.row.spot(first) {
            Spot { place, cell: None } => fault.related(place, "the first one"),
            Spot { cell: Some(_), .. } => fault,
        }
    }

    /// The column of a header that the author named.
    pub(super) fn find(&self, word: &Located<String>, faults: &mut Vec<Diagnostic>) -> Option<usize> {
        let matches = |name: &Option<String>| name.as_ref() == Some(&word.value);
        let Some(found) = self.names.iter().position(matches) else {
            let known: Vec<&str> = self.names.iter().flatten().map(String::as_str).collect();
            let message = format!("the table has no header `{}`", word.value);
            let fault = Diagnostic::error("unknown-header", word.place.clone(), message)
                .hint(suggest(&word.value, known));
            let first = self.row.spot(0);
            faults.push(match first.cell {
                None => fault.related(first.place, "the header"),
                Some(_) => fault,
            });
            return None;
        };
        // Which of the two is meant cannot be told.
        if let Some(second) = self.names[found + 1..].iter().position(matches) {
            faults.push(self.twice(&word.value, found, found + 1 + second));
            return None;
        }
        Some(found)
    }
}

impl<'s> Reading<'s> {
    /// A table without anything to take from it.
    pub(super) fn nothing(self, reason: &str) -> Diagnostic {
        let place = self.spec.file.place.clone();
        let hint = match (self.spec.filters.is_empty(), &self.spec.tabulate) {
            (false, _) => {
                "check the words of `where` against the cells: they must be the same letter by letter"
            }
            (true, Some(_)) => "a table of answers has a header row and a row for each person",
            (true, None) => {
                "a table has a header row and a row for each category; `range: A3:C12` picks it from a sheet"
            }
        };
        Diagnostic::error("empty-table", place, format!("`{}`: {reason}", self.spec.file.value)).hint(hint)
    }

    /// The columns that `where` names, each with the word that is asked for.
    pub(super) fn filters(self, head: &Head<'_>, faults: &mut Vec<Diagnostic>) -> Vec<(usize, &'s str)> {
        let find =
            |(name, value): &'s (Located<String>, String)| Some((head.find(name, faults)?, value.as_str()));
        self.spec.filters.iter().filter_map(find).collect()
    }

    /// The word of a cell, if there is one.
    pub(super) fn label<'c>(
        self,
        row: &'c Row<'_>,
        index: usize,
    ) -> Result<Option<Cow<'c, str>>, Diagnostic> {
        match &row.cells[index].value {
            Value::Other(code, message) => Err(unusable(row, index, code, message)),
            _ => Ok(row.cells[index].name()),
        }
    }

    /// Whether a word stands for a figure or answer that is missing.
    pub(super) fn is_missing(self, word: &str) -> bool {
        self.spec.empty.iter().any(|empty| empty == word)
    }

    /// The number of a cell; `None` where there is none.
    pub(super) fn number(self, row: &Row<'_>, index: usize) -> Result<Option<f64>, Diagnostic> {
        let value = match &row.cells[index].value {
            Value::Empty => return Ok(None),
            Value::Text(text) if text.trim().is_empty() || self.is_missing(text.trim()) => return Ok(None),
            Value::Text(text) => self.parse(text, row, index)?,
            Value::Number { value, percent } => self.scaled(*value, *percent),
            Value::Flag(_) => {
                return Err(unusable(row, index, "not-a-number", "this is a truth value, no figure"));
            }
            Value::Other(code, message) => return Err(unusable(row, index, code, message)),
        };
        if self.percent && !(0.0..=100.0).contains(&value) {
            let message = format!("{value} is not a share: it lies between 0 and 100");
            return Err(row
                .fault("share-out-of-range", index, &message)
                .hint("correct the figure, or set `unit: count` or `unit: number`"));
        }
        if self.whole && value.fract() != 0.0 {
            let message = format!("{value} is no count: counts are whole numbers");
            return Err(row.fault("wrong-number", index, &message).hint(
                "declare `decimal: ','` if the point stands between thousands, or set `unit: number`",
            ));
        }
        if value.abs() > LARGEST {
            return Err(row
                .fault("wrong-number", index, "this number is too large to be kept to the last digit")
                .hint("state it in thousands or millions, and say so in `label`"));
        }
        Ok(Some(value))
    }

    fn parse(self, text: &str, row: &Row<'_>, index: usize) -> Result<f64, Diagnostic> {
        let text = text.trim();
        let number = self.spec.decimal.parse(text).filter(|_| !self.typed);
        number.map(|value| self.scaled(value, false)).ok_or_else(|| {
            let fault = row.fault("not-a-number", index, &format!("`{text}` is no number"));
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
pub(super) fn too_many(spot: Spot, what: &str, most: usize) -> Diagnostic {
    spot.fault("too-large", &format!("there are more than {most} {what}: no chart shows them"))
        .hint("check the header that they stand under, or pick rows with `where: {header: value}`")
}
