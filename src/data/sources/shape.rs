//! From rows of cells to the categories and columns of a series, out of a wide or a long table.
//!
//! Wide: a row a category, a column a column. Long: a row a figure, with its category and column beside it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::delimited::Decimal;
use super::spec::{Long, Scale, SourceSpec};
use super::table::{At, Cell, Origin, Value};
use super::tabulate;
use crate::data::series::Category;
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::Located;

/// After so many faults the rest of a table is not read: they have the same cause.
const MOST_FAULTS: usize = 12;

/// What a table says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// The columns; empty where there is only one.
    pub columns: Vec<String>,
    /// The rows.
    pub categories: Vec<Category>,
    /// How many answers were counted, where the table holds answers.
    pub sizes: Option<Sizes>,
}

/// How many answers were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sizes {
    /// In all.
    pub n: u32,
    /// What is left of that after weighting.
    pub n_effective: Option<u32>,
    /// In single columns.
    pub columns: Vec<(String, u32)>,
}

/// A table as it is read.
pub struct Reading<'a> {
    /// What the author said of it.
    pub spec: &'a SourceSpec,
    /// The file, for places.
    pub origin: &'a Origin,
    /// Whether the figures are shares of 0 to 100.
    pub percent: bool,
    /// Whether the file tells numbers from text itself.
    pub typed: bool,
}

/// A row of cells.
type Row<'r> = Vec<Cell<'r>>;

/// The rows that hold anything, or a fault.
pub(super) fn filled<'r>(
    rows: impl Iterator<Item = Result<Row<'r>, Diagnostic>>,
) -> impl Iterator<Item = Result<Row<'r>, Diagnostic>> {
    rows.filter(|row| row.as_ref().map_or(true, |row| !row.iter().all(Cell::is_empty)))
}

impl Reading<'_> {
    /// Reads a table whose first row is its header.
    pub fn read<'r>(
        &self,
        rows: impl Iterator<Item = Result<Row<'r>, Diagnostic>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Figures {
        if let Some(tabulate) = &self.spec.tabulate {
            return tabulate::read(self, tabulate, rows, faults);
        }
        let before = faults.len();
        let mut rows = filled(rows);
        let Some(head) = self.head(&mut rows, faults) else { return Figures::default() };
        let Some(plan) = self.plan(&head, faults) else { return Figures::default() };
        let mut sink = Sink::new(&plan);
        for row in rows {
            let read = row.and_then(|row| match row.len() == head.len() {
                true => self.row(&plan, &row, &mut sink),
                false => Err(self.ragged(&row, head.len())),
            });
            faults.extend(read.err());
            if faults.len() - before >= MOST_FAULTS {
                return Figures::default();
            }
        }
        if sink.categories.is_empty() && faults.len() == before {
            let filtered = !self.spec.filters.is_empty();
            let reason =
                if filtered { "no row has what `where` asks for" } else { "no row follows the header" };
            faults.push(self.nothing(reason));
        }
        faults.extend(self.fractions(&sink));
        sink.finish()
    }

    /// The first row; `None`, with a fault, where there is none or it cannot be read.
    pub(super) fn head<'r>(
        &self,
        rows: &mut impl Iterator<Item = Result<Row<'r>, Diagnostic>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Row<'r>> {
        let head = rows.next().unwrap_or_else(|| Err(self.nothing("there is no table here")));
        head.map_err(|fault| faults.push(fault)).ok()
    }

    pub(super) fn nothing(&self, reason: &str) -> Diagnostic {
        let place = self.spec.file.place.clone();
        Diagnostic::error("empty-table", place, format!("`{}`: {reason}", self.spec.file.value)).hint(
            "a table has a header row and a row for each category; `range: A3:C12` picks it from a sheet",
        )
    }

    pub(super) fn ragged(&self, row: &Row<'_>, wanted: usize) -> Diagnostic {
        let at = row.first().map_or(At::Bytes(0, 0), |cell| cell.at);
        let message = format!("this row has {} cells, the header {wanted}", row.len());
        self.origin
            .fault("ragged-row", at, &message)
            .hint("add the missing delimiters, or put a cell that holds one in quotes; `delimiter: ';'` declares another one")
    }

    /// Shares written as 0.54 would be shown as 0.5 %: nobody means that.
    fn fractions(&self, sink: &Sink<'_>) -> Option<Diagnostic> {
        let at = sink.first_fraction?;
        (self.percent && self.spec.scale == Scale::AsShown && sink.count > 1 && sink.largest <= 1.0).then(
            || {
                let message = "all figures are at most 1, which looks like shares of 1 and not of 100";
                self.origin.fault("fractions", at, message).hint(
                    "declare `scale: 100` to multiply them, or `scale: 1` if they are right as they are",
                )
            },
        )
    }

    /// Which cell of a row means what.
    fn plan<'h>(&'h self, head: &'h [Cell<'h>], faults: &mut Vec<Diagnostic>) -> Option<Plan<'h>> {
        let before = faults.len();
        let names: Vec<Option<String>> = head.iter().map(Cell::name).collect();
        for (index, name) in names.iter().enumerate() {
            if let Some(first) = names[..index].iter().position(|other| name.is_some() && other == name) {
                let message =
                    format!("the header `{}` stands here twice", name.as_deref().unwrap_or_default());
                let first = self.origin.place(head[first].at);
                let fault = self.origin.fault("repeated-name", head[index].at, &message);
                faults.push(fault.related(first, "the first one"));
            }
        }
        let mut find = |word: &Located<String>| {
            let found = names.iter().position(|name| name.as_ref() == Some(&word.value));
            if found.is_none() {
                let known: Vec<&str> = names.iter().flatten().map(String::as_str).collect();
                let message = format!("the table has no header `{}`", word.value);
                let mut fault = Diagnostic::error("unknown-header", word.place.clone(), message)
                    .hint(suggest(&word.value, known));
                if let (Origin::Text(_), Some(cell)) = (self.origin, head.first()) {
                    fault = fault.related(self.origin.place(cell.at), "the header");
                }
                faults.push(fault);
            }
            found
        };
        let filters: Vec<(usize, &str)> = self
            .spec
            .filters
            .iter()
            .filter_map(|(name, value)| Some((find(name)?, value.as_str())))
            .collect();
        let shape = match &self.spec.long {
            Some(Long { category, column, value }) => {
                let column = column.as_ref().map(&mut find);
                Shape::Long {
                    category: find(category)?,
                    column: column.map_or(Some(None), |c| c.map(Some))?,
                    value: find(value)?,
                }
            }
            None => {
                let category = self.spec.category.as_ref().map_or(Some(0), &mut find)?;
                let columns = match &self.spec.columns {
                    Some(wanted) => {
                        wanted.iter().filter_map(|word| Some((find(word)?, word.value.clone()))).collect()
                    }
                    None => self.other_columns(&names, category, &filters),
                };
                Shape::Wide { category, columns }
            }
        };
        let empty = matches!(&shape, Shape::Wide { columns, .. } if columns.is_empty());
        if empty && faults.len() == before {
            faults.push(self.no_columns(head));
        }
        let order = match (&self.spec.columns, &shape) {
            (Some(wanted), Shape::Long { .. }) => wanted.iter().map(|word| word.value.clone()).collect(),
            _ => Vec::new(),
        };
        (faults.len() == before).then_some(Plan {
            shape,
            filters,
            order,
            fixed: self.spec.columns.is_some(),
            head,
        })
    }

    fn other_columns(
        &self,
        names: &[Option<String>],
        category: usize,
        filters: &[(usize, &str)],
    ) -> Vec<(usize, String)> {
        let free = |index: &usize| *index != category && !filters.iter().any(|(at, _)| at == index);
        (0..names.len()).filter(free).filter_map(|index| Some((index, names[index].clone()?))).collect()
    }

    /// One column only: most often the file has another delimiter.
    fn no_columns(&self, head: &[Cell<'_>]) -> Diagnostic {
        let at = head.first().map_or(At::Bytes(0, 0), |cell| cell.at);
        let fault = self.origin.fault("no-columns", at, "the table has no column of figures");
        let text = head.first().and_then(Cell::name).unwrap_or_default();
        match [(';', "';'"), ('\t', "tab"), ('|', "'|'")].into_iter().find(|(sign, _)| text.contains(*sign)) {
            Some((_, word)) => fault.hint(format!("declare `delimiter: {word}`")),
            None => fault.hint("the first row names the columns: the category's first, then one a column"),
        }
    }

    fn row(&self, plan: &Plan<'_>, row: &Row<'_>, sink: &mut Sink<'_>) -> Result<(), Diagnostic> {
        let wanted = |(at, value): &(usize, &str)| row[*at].name().as_deref() == Some(value);
        if !plan.filters.iter().all(wanted) {
            return Ok(());
        }
        match &plan.shape {
            Shape::Wide { category, columns } => {
                self.check_unnamed(plan, row)?;
                let cell = &row[*category];
                let name = self.name(cell, "category")?;
                if let Some(first) = sink.by_name.get(&name) {
                    let message = format!("the category `{name}` stands here twice");
                    let first = sink.categories[*first].place.clone();
                    let fault = self.origin.fault("repeated-name", cell.at, &message);
                    return Err(fault.related(first, "the first one"));
                }
                let at = sink.category(name, || self.origin.place(cell.at));
                for (index, (column, _)) in columns.iter().enumerate() {
                    let value = self.number(&row[*column])?;
                    sink.put(at, index, value, row[*column].at);
                }
            }
            Shape::Long { category, column, value } => {
                let name = self.name(&row[*category], "category")?;
                let index = match column {
                    Some(column) => {
                        let name = self.name(&row[*column], "column")?;
                        let Some(index) = sink.column(name, plan.fixed) else { return Ok(()) };
                        index
                    }
                    None => 0,
                };
                let figure = self.number(&row[*value])?;
                let at = sink.category(name, || self.origin.place(row[*category].at));
                if !sink.put(at, index, figure, row[*value].at) {
                    let fault =
                        self.origin.fault("repeated-figure", row[*value].at, "this figure stands here twice");
                    let name = &sink.categories[at].name;
                    return Err(fault.hint(format!(
                        "`{name}` has one in this column already; pick rows with `where: {{header: value}}`"
                    )));
                }
            }
        }
        Ok(())
    }

    /// A figure in a column without a header belongs to nothing.
    fn check_unnamed(&self, plan: &Plan<'_>, row: &Row<'_>) -> Result<(), Diagnostic> {
        let Shape::Wide { category, .. } = plan.shape else { return Ok(()) };
        let stray = |(index, cell): &(usize, &Cell<'_>)| {
            *index != category && plan.head[*index].is_empty() && !cell.is_empty()
        };
        match row.iter().enumerate().find(stray) {
            Some((_, cell)) => Err(self
                .origin
                .fault("missing-header", cell.at, "the column of this cell has no header")
                .hint("name the column, or leave it out of the table")),
            None => Ok(()),
        }
    }

    /// The word of a cell, if there is one.
    pub(super) fn label<'c>(&self, cell: &'c Cell<'_>) -> Result<Option<Cow<'c, str>>, Diagnostic> {
        match &cell.value {
            Value::Text(text) => Ok(Some(Cow::Borrowed(text.trim())).filter(|text| !text.is_empty())),
            Value::Number { .. } => Ok(cell.name().map(Cow::Owned)),
            Value::Empty => Ok(None),
            Value::Other(code, message) => Err(self.origin.fault(code, cell.at, message)),
        }
    }

    fn name(&self, cell: &Cell<'_>, what: &str) -> Result<String, Diagnostic> {
        cell.name().ok_or_else(|| match &cell.value {
            Value::Other(code, message) => self.origin.fault(code, cell.at, message),
            _ => self
                .origin
                .fault("missing-name", cell.at, &format!("this row has figures, but no {what}"))
                .hint(format!("name the {what}, or leave the row out of the table")),
        })
    }

    /// The number of a cell; `None` where there is none.
    fn number(&self, cell: &Cell<'_>) -> Result<Option<f64>, Diagnostic> {
        let value = match &cell.value {
            Value::Empty => return Ok(None),
            Value::Text(text) if text.trim().is_empty() => return Ok(None),
            Value::Text(text) if self.spec.empty.iter().any(|word| word == text.trim()) => return Ok(None),
            Value::Text(text) => self.parse(text, cell.at)?,
            Value::Number { value, percent } => self.scaled(*value, *percent),
            Value::Other(code, message) => return Err(self.origin.fault(code, cell.at, message)),
        };
        if self.percent && !(0.0..=100.0).contains(&value) {
            let message = format!("{value} is not a share: it lies between 0 and 100");
            return Err(self
                .origin
                .fault("share-out-of-range", cell.at, &message)
                .hint("correct the figure, or set `unit: count` or `unit: number`"));
        }
        Ok(Some(value))
    }

    fn parse(&self, text: &str, at: At) -> Result<f64, Diagnostic> {
        let text = text.trim();
        let number = self.spec.decimal.parse(text).filter(|_| !self.typed);
        number.map(|value| self.scaled(value, false)).ok_or_else(|| {
            let fault = self.origin.fault("not-a-number", at, &format!("`{text}` is no number"));
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

    fn scaled(&self, value: f64, percent: bool) -> f64 {
        let hundredfold = match self.spec.scale {
            Scale::Hundred => true,
            Scale::One => false,
            Scale::AsShown => percent && self.percent,
        };
        // 0.57 × 100 is 56.99999999999999.
        if hundredfold { (value * 1e11).round() / 1e9 } else { value }
    }
}

/// Which cell of a row means what.
struct Plan<'h> {
    shape: Shape,
    filters: Vec<(usize, &'h str)>,
    order: Vec<String>,
    fixed: bool,
    head: &'h [Cell<'h>],
}

enum Shape {
    Wide { category: usize, columns: Vec<(usize, String)> },
    Long { category: usize, column: Option<usize>, value: usize },
}

/// What was read so far.
struct Sink<'p> {
    plan: &'p Plan<'p>,
    columns: Vec<String>,
    categories: Vec<Category>,
    by_name: BTreeMap<String, usize>,
    by_column: BTreeMap<String, usize>,
    count: usize,
    largest: f64,
    first_fraction: Option<At>,
}

impl<'p> Sink<'p> {
    fn new(plan: &'p Plan<'p>) -> Self {
        let columns: Vec<String> = match &plan.shape {
            Shape::Wide { columns, .. } => columns.iter().map(|(_, name)| name.clone()).collect(),
            Shape::Long { .. } => plan.order.clone(),
        };
        let by_column = columns.iter().cloned().zip(0..).collect();
        Self {
            plan,
            columns,
            categories: Vec::new(),
            by_name: BTreeMap::new(),
            by_column,
            count: 0,
            largest: f64::NEG_INFINITY,
            first_fraction: None,
        }
    }

    fn category(&mut self, name: String, place: impl FnOnce() -> crate::diagnostic::Place) -> usize {
        if let Some(at) = self.by_name.get(&name) {
            return *at;
        }
        self.by_name.insert(name.clone(), self.categories.len());
        self.categories.push(Category { name, place: place(), values: Vec::new() });
        self.categories.len() - 1
    }

    /// The index of a column; `None` where it is not wanted.
    fn column(&mut self, name: String, fixed: bool) -> Option<usize> {
        if let Some(at) = self.by_column.get(&name) {
            return Some(*at);
        }
        if fixed {
            return None;
        }
        self.by_column.insert(name.clone(), self.columns.len());
        self.columns.push(name);
        Some(self.columns.len() - 1)
    }

    /// Keeps a figure; `false` where there is one already.
    fn put(&mut self, category: usize, column: usize, value: Option<f64>, at: At) -> bool {
        let values = &mut self.categories[category].values;
        if values.len() <= column {
            values.resize(column + 1, None);
        }
        let Some(value) = value else { return true };
        self.count += 1;
        self.largest = self.largest.max(value);
        if value.fract() != 0.0 {
            self.first_fraction.get_or_insert(at);
        }
        values[column].replace(value).is_none()
    }

    fn finish(mut self) -> Figures {
        let width = self.columns.len().max(1);
        for category in &mut self.categories {
            category.values.resize(width, None);
        }
        // One column needs no name: it is asked for by category alone.
        if self.columns.len() == 1 && !matches!(self.plan.shape, Shape::Long { column: Some(_), .. }) {
            self.columns.clear();
        }
        Figures { columns: self.columns, categories: self.categories, sizes: None }
    }
}
