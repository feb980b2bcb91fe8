//! From rows of cells to the categories and columns of a series, out of a wide or a long table.
//!
//! Wide: a row a category, a column a column. Long: a row a figure, with its category and column beside it.

use crate::survey::base::Size;
use std::borrow::Cow;

use super::body::HIDDEN;
use super::cell::{Reading, too_many, unusable};
use super::edges::is_figure;
use super::header::Head;
use super::imported::Sizes;
use super::sink::Sink;
use super::{Cell, Row, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::import::source_spec::{Hidden, Long, SourceSpec};
use crate::spec::Spanned;
use crate::survey::names::{means_total, same};
use crate::survey::series::{Category, MOST_COLUMNS, Spot};

/// Which cell of a row means what.
pub(crate) struct Plan<'s> {
    shape: Shape,
    filters: Vec<(usize, Cow<'s, str>)>,
    /// The columns that a long table is asked for; nothing else is taken then.
    order: Option<Vec<String>>,
    /// The columns without a header.
    unnamed: Vec<usize>,
    /// Columns that were left out since they are hidden.
    pub(crate) without: Vec<String>,
}

enum Shape {
    Wide { category: usize, columns: Vec<(usize, String)> },
    Long { category: usize, column: Option<usize>, value: usize },
}

impl<'s> Plan<'s> {
    pub(crate) fn new(reading: Reading<'s>, head: &Head, sink: &Diagnostics) -> Option<Self> {
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
                        let skip = |index: usize| {
                            let name = head.names[index].as_deref().unwrap_or_default();
                            spec.skip.has_column(name)
                        };
                        sink.extend(head.repeated(&skip));
                        sink.extend(unknown_columns(spec, head));
                        let mut columns = other_columns(head, category, &filters);
                        columns.retain(|(index, _)| !skip(*index));
                        columns
                    }
                };
                (Shape::Wide { category, columns }, None)
            }
        };
        let (shape, without) = without_hidden(shape, spec.hidden, head, sink);
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
                let bare = |index: &usize| {
                    let hidden = head.is_hidden(*index) && spec.hidden == Some(Hidden::Skip);
                    head.names[*index].is_none() && index != category && !hidden
                };
                (0..head.names.len()).filter(bare).collect()
            }
            Shape::Long { .. } => Vec::new(),
        };
        (sink.len() == before).then_some(Plan { shape, filters, order, unnamed, without })
    }

    /// What takes the figures.
    pub(crate) fn sink(&self, reading: Reading<'_>) -> Sink {
        match &self.shape {
            Shape::Wide { columns, .. } => {
                let names: Vec<String> = columns.iter().map(|(_, name)| name.clone()).collect();
                Sink::new(&names, false, reading)
            }
            Shape::Long { column, .. } => {
                Sink::new(self.order.as_deref().unwrap_or_default(), column.is_some(), reading)
            }
        }
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

    /// Whether the rows are answers, and where their names are.
    pub(crate) fn category(&self) -> usize {
        match &self.shape {
            Shape::Wide { category, .. } | Shape::Long { category, .. } => *category,
        }
    }

    /// Whether a row is one of those that `where` asks for.
    pub(crate) fn asks_for(&self, row: &Row<'_>) -> bool {
        self.filters
            .iter()
            .all(|(at, wanted)| row.cells.get(*at).and_then(Cell::name).as_ref() == Some(wanted))
    }

    /// How many answered each column, from the cells of the base row.
    pub(crate) fn sizes(&self, cells: &[Option<u32>], reading: Reading<'_>) -> Option<Sizes> {
        let Shape::Wide { columns, .. } = &self.shape else { return None };
        let size = |(index, name): &(usize, String)| {
            let name = reading.labels.find(name).map_or(name.clone(), |(_, new)| new.to_owned());
            Some((name, Size::from(cells.get(*index).copied().flatten()?)))
        };
        let sizes: Vec<(String, Size)> = columns.iter().filter_map(size).collect();
        if let ([(_, size)], 1) = (&sizes[..], columns.len()) {
            return Some(Sizes { n: Some(size.n), ..Sizes::default() });
        }
        let all = sizes.iter().find(|(name, _)| means_total(name));
        Some(Sizes { n: all.map(|(_, size)| size.n), columns: sizes, ..Sizes::default() })
    }

    /// Takes what a row says; `named` is its name where that is in a row above.
    pub(crate) fn row(
        &self,
        reading: Reading<'_>,
        row: &Row<'_>,
        named: Option<String>,
        sink: &mut Sink,
    ) -> Result<(), Diagnostic> {
        match &self.shape {
            Shape::Wide { category, columns } => {
                // A figure in a column without a header belongs to nothing.
                // Where the columns are named, a word beside them says what the row holds: `n`, `%`.
                let is_stray = |index: &&usize| {
                    let cell = &row.cells[**index];
                    let is_word = matches!(cell.value, Value::Text(_)) && !is_figure(cell, reading.spec);
                    !cell.is_empty() && (!is_word || reading.spec.columns.is_none())
                };
                if let Some(stray) = self.unnamed.iter().find(is_stray) {
                    return Err(row
                        .fault(Code::MissingHeader, *stray, "the column of this cell has no header")
                        .hint("name the column, or leave it out of the table; where the header has several rows, declare `header: 2`"));
                }
                let name = match named {
                    Some(name) => Cow::Owned(name),
                    None => name(row, *category, "category")?,
                };
                let name = sink.rename(name, reading);
                if let Some(first) = sink.by_name.get(name.as_ref()) {
                    let message = format!("the category `{name}` occurs twice");
                    let fault = row
                        .fault(Code::RepeatedName, *category, &message)
                        .hint("give each its own name, or pick rows with `where: {header: value}`; where an answer has several rows, declare `turns: [count, percent]`");
                    return Err(match row.spot(*category).cell {
                        None => fault.related(sink.categories[*first].span.clone(), "the first one"),
                        Some(_) => fault,
                    });
                }
                let at = sink.category(name, row, *category)?;
                for (index, (column, _)) in columns.iter().enumerate() {
                    let figure = reading.figure(row, *column)?;
                    sink.put(at, index, figure, row, *column)?;
                }
            }
            Shape::Long { category, column, value } => {
                let name_of = sink.rename(name(row, *category, "category")?, reading);
                let index = match column {
                    Some(column) => {
                        let name = sink.rename(name(row, *column, "column")?, reading);
                        let Some(index) = sink.column(name, self.order.is_some(), row, *column)? else {
                            return Ok(());
                        };
                        index
                    }
                    None => 0,
                };
                let figure = reading.figure(row, *value)?;
                let at = sink.category(name_of, row, *category)?;
                if !sink.put(at, index, figure, row, *value)? {
                    let fault = row.fault(Code::RepeatedFigure, *value, "this figure occurs twice");
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

/// Columns that are left out by name and that are not there.
fn unknown_columns(spec: &SourceSpec, head: &Head) -> Vec<Diagnostic> {
    let names: Vec<&str> = head.names.iter().flatten().map(String::as_str).collect();
    let is_unknown = |word: &&Spanned<String>| !names.iter().any(|name| same(name, &word.value));
    let words = spec.skip.columns.iter().filter(|_| !spec.skip.is_list).filter(is_unknown);
    words
        .map(|word| {
            let message = format!("the table has no header `{}`", word.value);
            Diagnostic::error(Code::UnknownHeader, word.span.clone(), message)
                .hint(suggest(&word.value, names.iter().copied()))
        })
        .collect()
}

fn other_columns(head: &Head, category: usize, filters: &[(usize, Cow<'_, str>)]) -> Vec<(usize, String)> {
    let free = |index: &usize| *index != category && !filters.iter().any(|(at, _)| at == index);
    let names = head.names.iter().enumerate();
    names.filter(|(index, _)| free(index)).filter_map(|(index, name)| Some((index, name.clone()?))).collect()
}

/// Takes hidden columns out, or says that they are there.
fn without_hidden(
    mut shape: Shape,
    declared: Option<Hidden>,
    head: &Head,
    sink: &Diagnostics,
) -> (Shape, Vec<String>) {
    let mut without = Vec::new();
    if let Shape::Wide { columns, .. } = &mut shape {
        match declared {
            Some(Hidden::Read) => {}
            Some(Hidden::Skip) => columns.retain(|(index, name)| {
                let hidden = head.is_hidden(*index);
                without.extend(hidden.then(|| name.clone()));
                !hidden
            }),
            None => {
                if let Some((index, name)) = columns.iter().find(|(index, _)| head.is_hidden(*index)) {
                    let message = format!("this column is hidden: `{name}`");
                    sink.push(head.fault_at(Code::HiddenCells, *index, &message).hint(HIDDEN));
                }
            }
        }
    }
    (shape, without)
}

/// One column only: most often the file has another delimiter.
fn no_columns(head: &Head) -> Diagnostic {
    let fault = head.fault(Code::NoColumns, "the table has no column of figures");
    let text = head.names.first().and_then(Option::as_deref).unwrap_or_default();
    match [(';', "';'"), ('\t', "tab"), ('|', "'|'")].into_iter().find(|(sign, _)| text.contains(*sign)) {
        Some((_, word)) => fault.hint(format!("declare `delimiter: {word}`")),
        None => fault.hint("the first row names the columns: the category's first, then one a column; a title above it is left out with `rows: '3:'`"),
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
