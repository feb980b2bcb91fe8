//! A banner: several questions below each other in one table, by the same groups. Each is resolved by itself, with its own base,
//! intervals and tests; then their rows are put under their headings.

use std::sync::Arc;

use super::data::intervals::without_letter;
use super::data::{ChartData, Column, Row, RowKind};
use super::resolve;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language::Language;
use crate::spec::Spanned;
use crate::spec::chart::ChartSpec;
use crate::survey::Catalog;
use crate::survey::series::{By, Series, Unit};

/// More rows than this are no table that anybody reads; the workbook and the data file have no such limit of pages.
const MOST_ROWS: usize = 2_000;

/// What the row with the number of respondents is called, in every language.
const SIZE: &str = "n";

/// Adds the other questions of a banner to the rows of its first. `None`, with diagnostics, where one is missing or has other
/// groups.
pub(super) fn add(
    spec: &ChartSpec,
    first: ChartData,
    catalog: &Catalog,
    language: Language,
    sink: &Diagnostics,
) -> Option<ChartData> {
    let before = sink.len();
    misplaced(spec, sink);
    let plain = ChartSpec { settings: Default::default(), ..spec.clone() };
    let mut whole = ChartData { is_banner: true, ..first };
    let rows = std::mem::take(&mut whole.rows);
    let own = whole.sources.first()?.clone();
    append(&mut whole, rows, &own);
    let mut is_whole = true;
    for asked in &spec.settings.table.questions {
        let one = ChartSpec { series: Some(asked.clone()), ..plain.clone() };
        let Some(found) = resolve::of_series(&one, asked, catalog, language, sink) else {
            is_whole = false;
            continue;
        };
        let series = found.sources.first()?.clone();
        let Some(rows) = in_columns(found, &series, &whole.columns) else {
            let message = format!("`{}` has other groups than `{}`", series.id, own.id);
            sink.push(
                Diagnostic::error(Code::OpenDimension, asked.span.clone(), message)
                    .hint("a table of several questions shows all of them by the same groups"),
            );
            continue;
        };
        append(&mut whole, rows, &series);
        whole.sources.push(series);
    }
    if whole.rows.len() > MOST_ROWS {
        let message = format!("the table has {} rows, more than the limit of {MOST_ROWS}", whole.rows.len());
        sink.push(
            Diagnostic::error(Code::TooLarge, spec.span.clone(), message)
                .hint("divide the questions among several tables"),
        );
    }
    // The size of a group differs from question to question.
    for column in &mut whole.columns {
        column.n = None;
        column.hidden_n = None;
    }
    (is_whole && sink.len() == before).then_some(whole)
}

/// Keys that pick or order the answers of one question.
fn misplaced(spec: &ChartSpec, sink: &Diagnostics) {
    let listed = |words: &Option<Vec<Spanned<String>>>| Some(words.as_ref()?.first()?.span.clone());
    let found = [
        ("categories", listed(&spec.categories)),
        ("sort", spec.sort.as_ref().map(|sort| sort.key.clone())),
        ("top", spec.top.as_ref().map(|top| top.span.clone())),
        ("highlight", spec.highlight.first().map(|word| word.span.clone())),
        ("change", spec.settings.change.as_ref().map(|change| change.from.span.clone())),
    ];
    for (key, span) in found {
        if let Some(span) = span {
            let message = format!("`{key}` does not go with `questions`, which shows all answers of each");
            sink.push(Diagnostic::error(Code::MisplacedKey, span, message).hint("remove the key"));
        }
    }
}

/// The rows of a question in the columns of the table. A statistic has its groups as rows: they become columns.
fn in_columns(found: ChartData, series: &Series, columns: &[Column]) -> Option<Vec<Row>> {
    let name = |column: &Column| without_letter(&column.name, true).to_owned();
    let names: Vec<String> = columns.iter().map(name).collect();
    let own = Some((found.unit, found.decimals));
    if found.columns.iter().map(name).eq(names.iter().cloned()) {
        let rows = found.rows.into_iter().map(|row| Row { own: row.own.or(own), ..row });
        return Some(rows.collect());
    }
    if series.by != By::Item || found.rows.len() != names.len() {
        return None;
    }
    // A table has its rows in an order of its own.
    let place = |name: &String| found.rows.iter().position(|row| row.name == *name);
    let places: Vec<usize> = names.iter().map(place).collect::<Option<_>>()?;
    let heads: Vec<String> = found.columns.iter().map(name).collect();
    let turned = |(at, head): (usize, String)| {
        let of = |values: fn(&Row) -> &Vec<Option<f64>>| {
            places.iter().map(|row| values(&found.rows[*row]).get(at).copied().flatten()).collect::<Vec<_>>()
        };
        let head = if head.is_empty() { statistic(&series.id).to_owned() } else { head };
        Row { own, exact: of(|row| &row.exact), ..Row::new(head, of(|row| &row.values), RowKind::Category) }
    };
    Some(heads.into_iter().enumerate().map(turned).collect())
}

/// The word of a series that asks for a statistic, such as `mean`.
fn statistic(id: &str) -> &str {
    let asked = id.split("-by-").next().unwrap_or(id);
    asked.rsplit_once('-').map_or(asked, |(before, last)| {
        match last.bytes().all(|byte| byte.is_ascii_digit()) {
            // `top-2`
            true => before.rfind('-').map_or(asked, |at| &asked[at + 1..]),
            false => last,
        }
    })
}

/// Puts rows under the heading of their question, below the number of those who were asked.
fn append(whole: &mut ChartData, rows: Vec<Row>, series: &Arc<Series>) {
    let base = series.base.as_ref();
    let filter = base.and_then(|base| base.filter.as_deref()).map(|filter| format!(" ({filter})"));
    let heading = format!("{}{}", series.label, filter.unwrap_or_default());
    let group = whole.groups.len();
    let size = |column: &Column| {
        let name = without_letter(&column.name, true);
        let base = base?;
        if base.why_hidden(name).is_some()
            || series.column(name).is_some_and(|at| series.why_hidden(at).is_some())
        {
            return None;
        }
        base.row_size(name).or_else(|| base.size(name)).map(f64::from)
    };
    let sizes: Vec<Option<f64>> = whole.columns.iter().map(size).collect();
    if sizes.iter().any(Option::is_some) {
        whole.rows.push(Row {
            own: Some((Unit::Count, 0)),
            group: Some(group),
            ..Row::new(full(&heading, SIZE), sizes, RowKind::Category)
        });
    }
    let offset = whole.rows.len();
    whole.rows.extend(rows.into_iter().map(|row| Row {
        name: full(&heading, &row.name),
        group: Some(group),
        part_of: row.part_of.map(|parent| parent + offset),
        ..row
    }));
    whole.groups.push(heading);
}

/// The name of a row in a table of several questions: other questions may have the same answer.
fn full(heading: &str, name: &str) -> String {
    format!("{heading}: {name}")
}

impl ChartData {
    /// The name of a row as its own question has it.
    pub fn own_name<'r>(&'r self, row: &'r Row) -> &'r str {
        let heading = row.group.filter(|_| self.is_banner).and_then(|group| self.groups.get(group));
        let rest = heading.and_then(|heading| row.name.strip_prefix(heading.as_str())?.strip_prefix(": "));
        rest.unwrap_or(&row.name)
    }
}
