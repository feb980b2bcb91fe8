//! Resolves a chart spec to the data it shows: looks up, orders, groups and completes rows and columns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::banner;
use super::data::{ChartData, Column, Row, RowKind};
use super::data::{change_column, intervals, number_styles, table_columns};
use super::order::chart_columns::ChartColumns;
use super::order::{self, top_n};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::language::Language;
use crate::spec::Spanned;
use crate::spec::chart::{ChartSpec, Group, KeyFigure, Kind, SortBy};
use crate::survey::names::Index;
use crate::survey::series::{By, Series, Unit};
use crate::survey::{Catalog, lookup};

/// Resolves everything that a chart names. `None` if something is missing or unknown, which is reported.
pub fn resolve(
    spec: &ChartSpec,
    catalog: &Catalog,
    language: Language,
    sink: &Diagnostics,
) -> Option<ChartData> {
    match (spec.kind.value, &spec.series) {
        (Kind::KeyFigures, _) => key_figures(&spec.figures, catalog, sink),
        (_, Some(id)) => {
            let data = of_series(spec, id, catalog, language, sink);
            match spec.settings.table.questions.is_empty() {
                true => data,
                false => banner::add(spec, data?, catalog, language, sink),
            }
        }
        (_, None) => None,
    }
}

/// What a chart shows of one series.
pub(super) fn of_series(
    spec: &ChartSpec,
    id: &Spanned<String>,
    catalog: &Catalog,
    language: Language,
    sink: &Diagnostics,
) -> Option<ChartData> {
    if catalog.is_faulty(&id.value) {
        return None;
    }
    let series = found(lookup::series(catalog, &id.value), id, sink)?;
    rows_of(spec, &catalog.shared(&series.id)?, language, sink)
}

/// The value of a lookup; a failure is reported at the word that was looked up.
fn found<T>(result: Result<T, lookup::Unknown>, at: &Spanned<String>, sink: &Diagnostics) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(unknown) => {
            let code = match unknown.what {
                "series" => Code::UnknownSeries,
                "column" => Code::UnknownColumn,
                _ => Code::UnknownCategory,
            };
            let hint = suggest(&unknown.word, unknown.candidates.iter().map(String::as_str));
            sink.push(Diagnostic::error(code, at.span.clone(), unknown.to_string()).hint(hint));
            None
        }
    }
}

fn key_figures(figures: &[KeyFigure], catalog: &Catalog, sink: &Diagnostics) -> Option<ChartData> {
    let before = sink.len();
    let mut sound = true;
    let mut data = ChartData { columns: vec![Column::new(String::new())], ..ChartData::bare(Unit::Percent) };
    let mut sources = BTreeSet::new();
    for figure in figures {
        if catalog.is_faulty(&figure.series.value) {
            sound = false;
            continue;
        }
        let Some(series) = found(lookup::series(catalog, &figure.series.value), &figure.series, sink) else {
            continue;
        };
        let column = figure.column.as_ref().map(|column| column.value.as_str());
        let at = match lookup::column(series, column) {
            Err(_) => figure.column.as_ref().unwrap_or(&figure.series),
            Ok(_) => &figure.category,
        };
        let Some(value) = found(lookup::figure(series, &figure.category.value, column), at, sink) else {
            continue;
        };
        if sources.insert(series.id.as_str()) {
            data.sources.extend(catalog.shared(&series.id));
        }
        data.rows.push(Row {
            own: Some((series.unit, series.decimals())),
            style: figure.numbers.clone().map(Arc::new),
            ..Row::new(figure.label.value.clone(), vec![Some(value.value)], RowKind::Category)
        });
    }
    (sound && sink.len() == before).then_some(data)
}

fn rows_of(
    spec: &ChartSpec,
    series: &Arc<Series>,
    language: Language,
    sink: &Diagnostics,
) -> Option<ChartData> {
    let before = sink.len();
    let mut picked_columns = pick(spec.columns.as_deref(), &series.columns, "column", sink);
    let category_names: Vec<String> =
        series.categories.iter().map(|category| category.name.clone()).collect();
    let mut picked = pick(spec.categories.as_deref(), &category_names, "category", sink);
    check_highlight(spec, series, sink);
    order::order(spec, series, &picked_columns, &mut picked, sink);
    let first = picked_columns.first().copied().unwrap_or(0);
    let others = top_n::keep(spec, series, first, &mut picked, sink);
    if sink.len() > before {
        return None;
    }
    // An order that the author lists explicitly is kept.
    let listed = spec.sort.as_ref().is_some_and(|sort| matches!(sort.by, SortBy::List(_)));
    if spec.categories.is_none() && !listed {
        order::pin_last(series, &category_names, &mut picked);
    }
    let groups = order::Groups::new(&spec.groups);
    order::group(&spec.groups, &groups, series, &mut picked, sink);
    if sink.len() > before {
        return None;
    }
    if spec.columns.is_none() && series.by == By::Item {
        order::pin_last(series, &series.columns, &mut picked_columns);
    }
    let highlighted = Index::new(spec.highlight.iter().map(|wanted| wanted.value.as_str()));
    let is_highlighted = |name: &str| highlighted.get(name).is_some();
    let non_response: BTreeSet<&str> = series.missing.iter().map(String::as_str).collect();
    let mut columns: Vec<Column> = picked_columns
        .iter()
        .map(|at| (*at, series.columns.get(*at).cloned().unwrap_or_default()))
        .map(|(at, name)| Column {
            highlighted: is_highlighted(&name),
            n: series.base.as_ref().and_then(|base| base.own_size(&name)),
            hidden_n: series.base.as_ref().and_then(|base| base.why_hidden(&name)),
            remainder: non_response.contains(name.as_str()),
            missing: non_response.contains(name.as_str()),
            name,
            hidden: series.why_hidden(at),
            ..Column::new(String::new())
        })
        .collect();
    number_styles::give(spec, series, &mut columns, sink);
    let whole_shown = match series.by {
        By::Item => picked_columns.len() == series.width(),
        By::Group => spec.categories.is_none(),
    };
    let remainder = series.remainder.as_ref().filter(|_| whole_shown);
    let chart_columns = ChartColumns::new(series, picked_columns, remainder.is_some(), &picked);
    if let Some(name) = remainder.filter(|_| chart_columns.has_remainder()) {
        columns.push(Column { remainder: true, ..Column::new(name.clone()) });
    }
    let mut rows: Vec<Row> = picked
        .iter()
        .map(|at| (*at, &series.categories[*at]))
        .map(|(at, category)| {
            let values =
                chart_columns.values(|column| series.figure(at, column), || series.missing_to_100(at));
            let missing = non_response.contains(category.name.as_str());
            let kind = if missing { RowKind::Missing } else { RowKind::Category };
            let group = groups.of(&category.name);
            let row = Row::new(category.name.clone(), values, kind);
            let exact = chart_columns.values(|column| series.exact(at, column), || series.rest(at));
            Row { highlighted: is_highlighted(&category.name), group, exact, ..row }
        })
        .collect();
    if spec.categories.is_none() && spec.kind.value.facts().nets {
        order::check_nets(spec, series, &picked, sink);
        order::insert_nets(series, &picked, &chart_columns, &is_highlighted, &mut rows);
    }
    let others_row = others.row(series, &chart_columns, language);
    let unshown = others.unshown(others_row.as_ref());
    rows.extend(others_row);
    // If each column is a whole, the remainder is a row.
    if let Some(name) = remainder.filter(|_| series.by == By::Group) {
        let rest = chart_columns.values(|column| series.missing_to_100(column), || None);
        if rest.iter().any(Option::is_some) {
            let exact = chart_columns.values(|column| series.rest(column), || None);
            rows.push(Row { exact, ..Row::new(name.clone(), rest, RowKind::Remainder) });
        }
    }
    let heading = |group: &Group| group.heading.as_ref().map_or_else(String::new, |name| name.value.clone());
    let mut data = ChartData {
        style: spec.numbers.all.clone().map(Arc::new),
        groups: spec.groups.iter().map(heading).collect(),
        emphasis: false,
        unshown,
        sources: vec![series.clone()],
        columns,
        rows,
        decimals: series.decimals(),
        ..ChartData::bare(series.unit)
    };
    intervals::add(spec, series, &mut data, sink);
    if let Some(change) = &spec.settings.change {
        change_column::add(change, spec, series, &mut data, language, sink);
    }
    if spec.kind.value == Kind::Table {
        table_columns::add(&spec.settings.table, &mut data, sink);
    }
    number_styles::shorten(spec, &mut data);
    data.group_digits();
    (sink.len() == before).then_some(data)
}

/// The indices of the wanted names, or of all; a series without columns has one at index 0.
fn pick(
    wanted: Option<&[Spanned<String>]>,
    names: &[String],
    what: &'static str,
    sink: &Diagnostics,
) -> Vec<usize> {
    let Some(wanted) = wanted else { return (0..names.len().max(1)).collect() };
    let places = Index::new(names.iter().map(String::as_str));
    let index = |word: &Spanned<String>| {
        let place = places.get(&word.value);
        if place.is_none() {
            let code = if what == "column" { Code::UnknownColumn } else { Code::UnknownCategory };
            let hint = suggest(&word.value, names.iter().map(String::as_str));
            let unknown = lookup::Unknown { what, word: word.value.clone(), candidates: Vec::new() };
            let message = unknown.to_string();
            sink.push(Diagnostic::error(code, word.span.clone(), message).hint(hint));
        }
        place
    };
    let indices: Vec<Option<usize>> = wanted.iter().map(index).collect();
    let mut firsts = BTreeMap::new();
    for (at, index) in indices.iter().enumerate() {
        let first = index.map_or(at, |index| *firsts.entry(index).or_insert(at));
        if first < at {
            let message = format!("the {what} `{}` is listed twice", wanted[at].value);
            sink.push(
                Diagnostic::error(Code::RepeatedName, wanted[at].span.clone(), message)
                    .hint("remove one of the two")
                    .related(wanted[first].span.clone(), "the first one"),
            );
        }
    }
    indices.into_iter().flatten().collect()
}

fn check_highlight(spec: &ChartSpec, series: &Series, sink: &Diagnostics) {
    if spec.highlight.is_empty() && spec.colors.is_empty() {
        return;
    }
    let names = || {
        let categories = series.categories.iter().map(|category| category.name.as_str());
        let nets = series.nets.iter().map(|net| net.name.as_str());
        categories
            .chain(nets)
            .chain(series.columns.iter().map(String::as_str))
            .chain(series.remainder.as_deref())
    };
    let known = Index::new(names());
    let colored = spec.colors.iter().map(|(name, _)| name);
    for word in spec.highlight.iter().chain(colored) {
        if known.get(&word.value).is_none() {
            let message = format!("`{}` is not a category or column of `{}`", word.value, series.id);
            let hint = suggest(&word.value, names().collect::<Vec<_>>());
            sink.push(
                Diagnostic::error(Code::UnknownCategory, word.span.clone(), message)
                    .hint(hint)
                    .related(series.span.clone(), "the series is defined here"),
            );
        }
    }
}
