//! What a chart shows: names looked up, order decided, remainder and nets in their places.
//!
//! Chart, table, alternative text and data file are all made from this, so they cannot disagree.

use std::sync::Arc;

use super::{rows, top, uncertainty};
use crate::data::Catalog;
use crate::data::lookup;
use crate::data::series::{By, QuestionType, Series, Unit};
use crate::diagnostic::{Diagnostic, suggest};
use crate::spec::Located;
use crate::spec::chart::{ChartSpec, Group, KeyFigure, Kind, SortBy};
use crate::text::language::Language;
use crate::text::number;

/// What kind of row a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A category of the series.
    Category,
    /// Several categories taken together.
    Net,
    /// No answer: don't know, not stated.
    Missing,
    /// What is missing to 100.
    Remainder,
}

/// A row of figures as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// One figure a column; `None` is printed as missing.
    pub values: Vec<Option<f64>>,
    /// What it is.
    pub kind: RowKind,
    /// Whether it is in the accent colour.
    pub highlighted: bool,
    /// The net it is part of: the index of that row.
    pub part_of: Option<usize>,
    /// The group that it stands in, where there are groups: its index.
    pub group: Option<usize>,
    /// What its figures count and their decimals, where that is not what the chart's figures count: key figures come
    /// from several series.
    pub own: Option<(Unit, usize)>,
    /// How certain its figures are, one a column; empty where nobody asked.
    pub notes: Vec<Note>,
}

/// How certain a figure is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Note {
    /// The ends of its interval.
    pub interval: Option<(f64, f64)>,
    /// What stands behind it: an arrow, or the letters of the columns that it exceeds.
    pub mark: String,
}

impl Row {
    /// A row of figures that is part of nothing.
    pub fn new(name: String, values: Vec<Option<f64>>, kind: RowKind) -> Self {
        Self {
            name,
            values,
            kind,
            highlighted: false,
            part_of: None,
            group: None,
            own: None,
            notes: Vec::new(),
        }
    }

    /// Whether it is muted: no answer, or what is missing to 100.
    pub fn is_muted(&self) -> bool {
        matches!(self.kind, RowKind::Missing | RowKind::Remainder)
    }

    /// The interval of a figure, where it is shown.
    pub fn interval(&self, column: usize) -> Option<(f64, f64)> {
        self.notes.get(column)?.interval
    }
}

/// A column as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name; empty where the series has one column without a name.
    pub name: String,
    /// Whether it is in the accent colour.
    pub highlighted: bool,
    /// Whether it is what is missing to 100, or no answer: muted and last.
    pub remainder: bool,
    /// Whether it is no answer: don't know, not stated.
    pub missing: bool,
    /// Its figures are hidden since they rest on fewer answers than this.
    pub small: Option<u32>,
    /// How many gave its figures, where that is known of it by itself.
    pub n: Option<u32>,
}

impl Column {
    /// A column of answers by this name, which may be empty.
    pub fn new(name: String) -> Self {
        Self { name, highlighted: false, remainder: false, missing: false, small: None, n: None }
    }
}

/// The figures of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The series the figures come from, in order of first use.
    pub sources: Vec<Arc<Series>>,
    /// The columns; at least one.
    pub columns: Vec<Column>,
    /// The rows in the order of the chart.
    pub rows: Vec<Row>,
    /// Decimals of every figure.
    pub decimals: usize,
    /// What the figures count.
    pub unit: Unit,
    /// Whether intervals are drawn as error bars.
    pub error_bars: bool,
    /// Values that the axis must reach although no figure does: references, and figures of other panels.
    pub reach: Vec<f64>,
    /// Categories behind the largest that have no row.
    pub unshown: usize,
    /// The headings of groups of rows; one may be empty.
    pub groups: Vec<String>,
}

impl Shown {
    /// Looks up everything that a chart names. `None` where something is not there; the faults say what.
    pub fn new(
        spec: &ChartSpec,
        catalog: &Catalog,
        language: Language,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        match (spec.kind.value, &spec.series) {
            (Kind::KeyFigures, _) => key_figures(&spec.figures, catalog, faults),
            (_, Some(id)) if catalog.is_faulty(&id.value) => None,
            (_, Some(id)) => {
                let series = found(lookup::series(catalog, &id.value), id, faults)?;
                rows_of(spec, &catalog.shared(&series.id)?, language, faults)
            }
            (_, None) => None,
        }
    }

    /// A figure as it is printed with its unit; missing ones in the language's way.
    pub fn print(&self, value: Option<f64>, language: Language) -> String {
        print(value, (self.unit, self.decimals), language)
    }

    /// A figure of a row, which may count something of its own.
    pub fn print_in(&self, row: &Row, value: Option<f64>, language: Language) -> String {
        print(value, row.own.unwrap_or((self.unit, self.decimals)), language)
    }

    /// The figure of a row in a column as it is printed; `n < 30` in place of one that is hidden.
    pub fn print_cell(&self, row: &Row, column: usize, language: Language) -> String {
        let value = row.values.get(column).copied().flatten();
        match self.columns.get(column).and_then(|column| column.small) {
            Some(least) if value.is_none() => {
                format!("n\u{a0}<\u{a0}{}", number::number(f64::from(least), 0, language))
            }
            _ => {
                let mark = row.notes.get(column).map_or("", |note| note.mark.as_str());
                let gap = if mark.is_empty() { "" } else { "\u{a0}" };
                format!("{}{gap}{mark}", self.print_in(row, value, language))
            }
        }
    }

    /// The interval of a figure as it is printed: `50–58 %`.
    pub fn print_interval(&self, row: &Row, column: usize, language: Language) -> String {
        row.interval(column).map_or_else(String::new, |(low, high)| {
            let low = number::number(low, self.decimals, language);
            format!("{low}–{}", print(Some(high), (self.unit, self.decimals), language))
        })
    }

    /// No figures, only what they count: to print a value of an axis.
    pub fn bare(unit: Unit) -> Self {
        Self {
            sources: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            decimals: 0,
            unit,
            error_bars: false,
            reach: Vec::new(),
            unshown: 0,
            groups: Vec::new(),
        }
    }

    /// The smallest figure, or the lowest end of an error bar.
    pub fn min(&self) -> f64 {
        let ends = self.ends().map(|(low, _)| low);
        let values = self.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
        values.chain(ends).chain(self.reach.iter().copied()).fold(f64::INFINITY, f64::min)
    }

    /// The largest figure or highest end of an error bar, at least a little above zero.
    pub fn max(&self) -> f64 {
        let ends = self.ends().map(|(_, high)| high);
        let values = self.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
        values.chain(ends).chain(self.reach.iter().copied()).fold(0.1, f64::max)
    }

    /// The ends of the error bars.
    fn ends(&self) -> impl Iterator<Item = (f64, f64)> {
        let notes = self.rows.iter().filter(|_| self.error_bars).flat_map(|row| &row.notes);
        notes.filter_map(|note| note.interval)
    }

    /// Whether each category is an item by itself, divided by its columns.
    pub fn is_by_item(&self) -> bool {
        self.sources.iter().all(|series| series.by == By::Item)
    }

    /// A question that is shown, if all that are shown allowed several answers.
    pub fn multiple(&self) -> Option<&Series> {
        let multiple = |series: &Arc<Series>| series.question_type == QuestionType::Multiple;
        self.sources.first().filter(|_| self.sources.iter().all(multiple)).map(Arc::as_ref)
    }
}

fn print(value: Option<f64>, (unit, decimals): (Unit, usize), language: Language) -> String {
    match (value, unit) {
        (None, _) => language.words().no_answer.to_owned(),
        (Some(value), Unit::Percent) => number::percent(value, decimals, language),
        (Some(value), _) => number::number(value, decimals, language),
    }
}

/// The found value, or a diagnostic at the word that was looked up.
fn found<T>(
    result: Result<T, lookup::Unknown>,
    at: &Located<String>,
    faults: &mut Vec<Diagnostic>,
) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(unknown) => {
            let code = match unknown.what {
                "series" => "unknown-series",
                "column" => "unknown-column",
                _ => "unknown-category",
            };
            let hint = suggest(&unknown.word, unknown.candidates.iter().map(String::as_str));
            faults.push(Diagnostic::error(code, at.place.clone(), unknown.to_string()).hint(hint));
            None
        }
    }
}

fn key_figures(figures: &[KeyFigure], catalog: &Catalog, faults: &mut Vec<Diagnostic>) -> Option<Shown> {
    let before = faults.len();
    let mut sound = true;
    let mut shown = Shown { columns: vec![Column::new(String::new())], ..Shown::bare(Unit::Percent) };
    for figure in figures {
        if catalog.is_faulty(&figure.series.value) {
            sound = false;
            continue;
        }
        let Some(series) = found(lookup::series(catalog, &figure.series.value), &figure.series, faults)
        else {
            continue;
        };
        let column = figure.column.as_ref().map(|column| column.value.as_str());
        let at = match lookup::column(series, column) {
            Err(_) => figure.column.as_ref().unwrap_or(&figure.series),
            Ok(_) => &figure.category,
        };
        let Some(value) = found(lookup::figure(series, &figure.category.value, column), at, faults) else {
            continue;
        };
        if !shown.sources.iter().any(|source| source.id == series.id) {
            shown.sources.extend(catalog.shared(&series.id));
        }
        shown.rows.push(Row {
            own: Some((series.unit, series.decimals())),
            ..Row::new(figure.label.value.clone(), vec![Some(value.value)], RowKind::Category)
        });
    }
    (sound && faults.len() == before).then_some(shown)
}

fn rows_of(
    spec: &ChartSpec,
    series: &Arc<Series>,
    language: Language,
    faults: &mut Vec<Diagnostic>,
) -> Option<Shown> {
    let before = faults.len();
    let mut picked_columns = pick(spec.columns.as_deref(), &series.columns, "column", faults);
    let category_names: Vec<String> =
        series.categories.iter().map(|category| category.name.clone()).collect();
    let mut picked = pick(spec.categories.as_deref(), &category_names, "category", faults);
    check_highlight(spec, series, faults);
    rows::order(spec, series, &picked_columns, &mut picked, faults);
    let first = picked_columns.first().copied().unwrap_or(0);
    let others = top::keep(spec, series, first, &mut picked, faults);
    if faults.len() > before {
        return None;
    }
    // An order that the author wrote out is kept.
    let listed = spec.sort.as_ref().is_some_and(|sort| matches!(sort.by, SortBy::List(_)));
    if spec.categories.is_none() && !listed {
        rows::pin_last(series, &category_names, &mut picked);
    }
    rows::group(&spec.groups, series, &mut picked, faults);
    if faults.len() > before {
        return None;
    }
    if spec.columns.is_none() && series.by == By::Item {
        rows::pin_last(series, &series.columns, &mut picked_columns);
    }
    let lit = |name: &str| spec.highlight.iter().any(|wanted| wanted.value == name);
    let small = |at: usize| series.hidden.iter().find(|(column, _)| *column == at).map(|(_, least)| *least);
    let mut columns: Vec<Column> = picked_columns
        .iter()
        .map(|at| (*at, series.columns.get(*at).cloned().unwrap_or_default()))
        .map(|(at, name)| Column {
            highlighted: lit(&name),
            n: series.base.as_ref().and_then(|base| base.own_size(&name)),
            remainder: series.missing.contains(&name),
            missing: series.missing.contains(&name),
            name,
            small: small(at),
        })
        .collect();
    let mut rows: Vec<Row> = picked
        .iter()
        .map(|at| (*at, &series.categories[*at]))
        .map(|(at, category)| {
            let values = picked_columns.iter().map(|column| series.figure(at, *column)).collect();
            let missing = series.missing.contains(&category.name);
            let kind = if missing { RowKind::Missing } else { RowKind::Category };
            let group = rows::group_of(&spec.groups, &category.name);
            let row = Row::new(category.name.clone(), values, kind);
            Row { highlighted: lit(&category.name), group, ..row }
        })
        .collect();
    if spec.categories.is_none() && spec.kind.value.facts().nets {
        rows::insert_nets(series, &picked, &picked_columns, &lit, &mut rows);
    }
    let others_row = others.row(series, &picked_columns, language);
    let unshown = others.unshown(others_row.as_ref());
    rows.extend(others_row);
    let whole_shown = match series.by {
        By::Item => picked_columns.len() == series.width(),
        By::Group => spec.categories.is_none(),
    };
    if let Some(remainder) = series.remainder.as_ref().filter(|_| whole_shown) {
        rows::add_remainder(series, remainder, &picked, &picked_columns, &mut columns, &mut rows);
    }
    let heading = |group: &Group| group.heading.as_ref().map_or_else(String::new, |name| name.value.clone());
    let mut shown = Shown {
        groups: spec.groups.iter().map(heading).collect(),
        unshown,
        sources: vec![series.clone()],
        columns,
        rows,
        decimals: series.decimals(),
        ..Shown::bare(series.unit)
    };
    uncertainty::add(spec, series, &mut shown, faults);
    (faults.len() == before).then_some(shown)
}

/// The indices of the named things, or of all; a series without columns has one at index 0.
fn pick(
    wanted: Option<&[Located<String>]>,
    names: &[String],
    what: &'static str,
    faults: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let Some(wanted) = wanted else { return (0..names.len().max(1)).collect() };
    let index = |word: &Located<String>| {
        let unknown = lookup::Unknown { what, word: word.value.clone(), candidates: names.to_vec() };
        found(names.iter().position(|name| *name == word.value).ok_or(unknown), word, faults)
    };
    let indices: Vec<Option<usize>> = wanted.iter().map(index).collect();
    for (at, index) in indices.iter().enumerate() {
        if let Some(first) = indices[..at].iter().position(|other| other == index && index.is_some()) {
            let message = format!("the {what} `{}` stands here twice", wanted[at].value);
            faults.push(
                Diagnostic::error("repeated-name", wanted[at].place.clone(), message)
                    .hint("take one of the two out")
                    .related(wanted[first].place.clone(), "the first one"),
            );
        }
    }
    indices.into_iter().flatten().collect()
}

fn check_highlight(spec: &ChartSpec, series: &Series, faults: &mut Vec<Diagnostic>) {
    let names = || {
        let categories = series.categories.iter().map(|category| category.name.as_str());
        let nets = series.nets.iter().map(|net| net.name.as_str());
        categories
            .chain(nets)
            .chain(series.columns.iter().map(String::as_str))
            .chain(series.remainder.as_deref())
    };
    let colored = spec.colors.iter().map(|(name, _)| name);
    for word in spec.highlight.iter().chain(colored) {
        if !names().any(|name| name == word.value) {
            let message = format!("`{}` is no category or column of `{}`", word.value, series.id);
            let hint = suggest(&word.value, names().collect::<Vec<_>>());
            faults.push(
                Diagnostic::error("unknown-category", word.place.clone(), message)
                    .hint(hint)
                    .related(series.place.clone(), "the series is defined here"),
            );
        }
    }
}
