//! From rows of cells to the categories and columns of a series, out of a wide or a long table.
//!
//! Wide: a row a category, a column a column. Long: a row a figure, with its category and column beside it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::cell::{Reading, too_many, unusable};
use super::header::Head;
use super::imported::Figures;
use super::{Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::source_spec::{Long, Scale};
use crate::survey::series::{Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS, Spot};

/// A series may have this many figures.
const MOST_FIGURES: usize = 100_000;

/// Which cell of a row means what.
pub(crate) struct Plan<'s> {
    shape: Shape,
    filters: Vec<(usize, &'s str)>,
    /// The columns that a long table is asked for; nothing else is taken then.
    order: Option<Vec<String>>,
    /// The columns without a header.
    unnamed: Vec<usize>,
}

enum Shape {
    Wide { category: usize, columns: Vec<(usize, String)> },
    Long { category: usize, column: Option<usize>, value: usize },
}

impl<'s> Plan<'s> {
    pub(crate) fn new(reading: Reading<'s>, head: &Head<'_>, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let spec = reading.spec;
        let filters = reading.filters(head, sink);
        let (shape, order) = match &spec.long {
            Some(Long { category, column, value }) => {
                let [category, value] = [category, value].map(|word| head.find(word, sink));
                let column = column.as_ref().map(|word| head.find(word, sink));
                let order = spec
                    .columns
                    .as_ref()
                    .map(|wanted| wanted.iter().map(|word| word.value.clone()).collect());
                (
                    Shape::Long {
                        category: category?,
                        column: column.map_or(Some(None), |c| c.map(Some))?,
                        value: value?,
                    },
                    order,
                )
            }
            None => {
                let category = spec.category.as_ref().map_or(Some(0), |word| head.find(word, sink));
                let category = category?;
                let columns = match &spec.columns {
                    Some(wanted) => {
                        let column = |word| Some((head.find(word, sink)?, word.value.clone()));
                        wanted.iter().filter_map(column).collect()
                    }
                    None => {
                        sink.extend(head.repeated());
                        other_columns(head, category, &filters)
                    }
                };
                (Shape::Wide { category, columns }, None)
            }
        };
        if sink.len() == before
            && let Shape::Wide { columns, .. } = &shape
        {
            match columns.get(MOST_COLUMNS) {
                Some((beyond, _)) => sink.push(too_many(head.spot(*beyond), "columns", MOST_COLUMNS)),
                None if columns.is_empty() => sink.push(no_columns(head)),
                None => {}
            }
        }
        let unnamed = match &shape {
            Shape::Wide { category, .. } => {
                let bare = |index: &usize| head.names[*index].is_none() && index != category;
                (0..head.names.len()).filter(bare).collect()
            }
            Shape::Long { .. } => Vec::new(),
        };
        (sink.len() == before).then_some(Plan { shape, filters, order, unnamed })
    }

    /// Whether the cells of a column are looked at.
    pub(crate) fn wants(&self, column: usize) -> bool {
        let shape = match &self.shape {
            Shape::Wide { category, columns } => {
                *category == column || columns.iter().any(|(index, _)| *index == column)
            }
            Shape::Long { category, column: other, value } => {
                [Some(*category), *other, Some(*value)].contains(&Some(column))
            }
        };
        shape || self.unnamed.contains(&column) || self.filters.iter().any(|(index, _)| *index == column)
    }

    /// Takes what a row says.
    pub(crate) fn row(&self, reading: Reading<'_>, row: &Row<'_>, sink: &mut Sink) -> Result<(), Diagnostic> {
        for (at, wanted) in &self.filters {
            if row.cells[*at].name().as_deref() != Some(*wanted) {
                return Ok(());
            }
        }
        match &self.shape {
            Shape::Wide { category, columns } => {
                // A figure in a column without a header belongs to nothing.
                if let Some(stray) = self.unnamed.iter().find(|index| !row.cells[**index].is_empty()) {
                    return Err(row
                        .fault(Code::MissingHeader, *stray, "the column of this cell has no header")
                        .hint("name the column, or leave it out of the table"));
                }
                let name = name(row, *category, "category")?;
                if let Some(first) = sink.by_name.get(name.as_ref()) {
                    let message = format!("the category `{name}` stands here twice");
                    let fault = row
                        .fault(Code::RepeatedName, *category, &message)
                        .hint("give each its own name, or pick rows with `where: {header: value}`");
                    return Err(match row.spot(*category).cell {
                        None => fault.related(sink.categories[*first].span.clone(), "the first one"),
                        Some(_) => fault,
                    });
                }
                let at = sink.category(name, row, *category)?;
                for (index, (column, _)) in columns.iter().enumerate() {
                    let figure = reading.number(row, *column)?;
                    sink.put(at, index, figure, row, *column)?;
                }
            }
            Shape::Long { category, column, value } => {
                let name_of = name(row, *category, "category")?;
                let index = match column {
                    Some(column) => {
                        let name = name(row, *column, "column")?;
                        let Some(index) = sink.column(name, self.order.is_some(), row, *column)? else {
                            return Ok(());
                        };
                        index
                    }
                    None => 0,
                };
                let figure = reading.number(row, *value)?;
                let at = sink.category(name_of, row, *category)?;
                if !sink.put(at, index, figure, row, *value)? {
                    let fault = row.fault(Code::RepeatedFigure, *value, "this figure stands here twice");
                    let Category { name, spots, .. } = &sink.categories[at];
                    let fault = match &spots[index] {
                        Some(Spot { span: place, cell: None }) => {
                            fault.related(place.clone(), "the first one")
                        }
                        _ => fault,
                    };
                    return Err(fault.hint(format!(
                        "`{name}` has one in this column already; pick rows with `where: {{header: value}}`"
                    )));
                }
            }
        }
        Ok(())
    }
}

fn other_columns(head: &Head<'_>, category: usize, filters: &[(usize, &str)]) -> Vec<(usize, String)> {
    let free = |index: &usize| *index != category && !filters.iter().any(|(at, _)| at == index);
    let names = head.names.iter().enumerate();
    names.filter(|(index, _)| free(index)).filter_map(|(index, name)| Some((index, name.clone()?))).collect()
}

/// One column only: most often the file has another delimiter.
fn no_columns(head: &Head<'_>) -> Diagnostic {
    let fault = head.fault(Code::NoColumns, "the table has no column of figures");
    let text = head.names.first().and_then(Option::as_deref).unwrap_or_default();
    match [(';', "';'"), ('\t', "tab"), ('|', "'|'")].into_iter().find(|(sign, _)| text.contains(*sign)) {
        Some((_, word)) => fault.hint(format!("declare `delimiter: {word}`")),
        None => fault.hint("the first row names the columns: the category's first, then one a column"),
    }
}

fn name<'c>(row: &'c Row<'_>, index: usize, what: &str) -> Result<Cow<'c, str>, Diagnostic> {
    let cell = &row.cells[index];
    cell.name().ok_or_else(|| match &cell.value {
        Value::Other(code, message) => unusable(row, index, *code, message),
        _ => row
            .fault(Code::MissingName, index, &format!("this row has figures, but no {what}"))
            .hint(format!("name the {what}, or leave the row out of the table")),
    })
}

/// What was read so far.
pub(crate) struct Sink {
    columns: Vec<String>,
    categories: Vec<Category>,
    by_name: BTreeMap<String, usize>,
    by_column: BTreeMap<String, usize>,
    count: usize,
    largest: f64,
    first_fraction: Option<Spot>,
}

impl Sink {
    pub(crate) fn new(plan: &Plan<'_>) -> Self {
        let columns: Vec<String> = match &plan.shape {
            Shape::Wide { columns, .. } => columns.iter().map(|(_, name)| name.clone()).collect(),
            Shape::Long { .. } => plan.order.clone().unwrap_or_default(),
        };
        let by_column = columns.iter().cloned().zip(0..).collect();
        Self {
            columns,
            categories: Vec::new(),
            by_name: BTreeMap::new(),
            by_column,
            count: 0,
            largest: f64::NEG_INFINITY,
            first_fraction: None,
        }
    }

    fn category(&mut self, name: Cow<'_, str>, row: &Row<'_>, index: usize) -> Result<usize, Diagnostic> {
        if let Some(at) = self.by_name.get(name.as_ref()) {
            return Ok(*at);
        }
        let place = row.spot(index).span;
        if self.categories.len() == MOST_CATEGORIES {
            return Err(too_many(row.spot(index), "categories", MOST_CATEGORIES));
        }
        let name = name.into_owned();
        self.by_name.insert(name.clone(), self.categories.len());
        self.categories.push(Category { name, span: place, values: Vec::new(), spots: Vec::new() });
        Ok(self.categories.len() - 1)
    }

    /// The index of a column; `None` where it is not wanted.
    fn column(
        &mut self,
        name: Cow<'_, str>,
        fixed: bool,
        row: &Row<'_>,
        index: usize,
    ) -> Result<Option<usize>, Diagnostic> {
        if let Some(at) = self.by_column.get(name.as_ref()) {
            return Ok(Some(*at));
        }
        if fixed {
            return Ok(None);
        }
        if self.columns.len() == MOST_COLUMNS {
            return Err(too_many(row.spot(index), "columns", MOST_COLUMNS));
        }
        let name = name.into_owned();
        self.by_column.insert(name.clone(), self.columns.len());
        self.columns.push(name);
        Ok(Some(self.columns.len() - 1))
    }

    /// Keeps a figure; `false` where there is one already.
    fn put(
        &mut self,
        category: usize,
        column: usize,
        value: Option<f64>,
        row: &Row<'_>,
        index: usize,
    ) -> Result<bool, Diagnostic> {
        let Some(value) = value else { return Ok(true) };
        let spot = row.spot(index);
        let cells = self.categories.len() * self.columns.len();
        if self.count == MOST_FIGURES || cells > MOST_CELLS {
            return Err(too_many(spot, "figures", MOST_FIGURES));
        }
        let Category { values, spots, .. } = &mut self.categories[category];
        if values.len() <= column {
            values.resize(column + 1, None);
            spots.resize(column + 1, None);
        }
        if values[column].is_some() {
            return Ok(false);
        }
        self.count += 1;
        self.largest = self.largest.max(value);
        if value.fract() != 0.0 && self.first_fraction.is_none() {
            self.first_fraction = Some(spot.clone());
        }
        values[column] = Some(value);
        spots[column] = Some(spot);
        Ok(true)
    }

    /// The figures, or why there are none.
    pub(crate) fn finish(
        mut self,
        reading: Reading<'_>,
        plan: &Plan<'_>,
        rows: usize,
    ) -> Result<Figures, Diagnostic> {
        if self.categories.is_empty() {
            let reason =
                if rows > 0 { "no row has what `where` asks for" } else { "no row follows the header" };
            return Err(reading.nothing(reason));
        }
        if let Some(fault) = self.fractions(reading) {
            return Err(fault);
        }
        let width = self.columns.len().max(1);
        for category in &mut self.categories {
            category.values.resize(width, None);
            category.spots.resize(width, None);
        }
        // One column needs no name: it is asked for by category alone.
        if self.columns.len() == 1 && !matches!(plan.shape, Shape::Long { column: Some(_), .. }) {
            self.columns.clear();
        }
        Ok(Figures { columns: self.columns, categories: self.categories, ..Figures::default() })
    }

    /// Shares written as 0.54 would be shown as 0.5 %: nobody means that.
    fn fractions(&self, reading: Reading<'_>) -> Option<Diagnostic> {
        let spot = self.first_fraction.as_ref()?;
        let meant = reading.spec.scale != Scale::AsShown || self.largest > 1.0;
        (reading.percent && !meant && self.count > 1).then(|| {
            let message = "all figures are at most 1, which looks like shares of 1 and not of 100";
            spot.clone()
                .error(Code::Fractions, message)
                .hint("declare `scale: 100` to multiply them, or `scale: 1` if they are right as they are")
        })
    }
}
