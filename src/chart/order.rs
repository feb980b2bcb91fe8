//! The order of a chart's rows: ranked or as in the data, nets before their parts, non-response last.

use std::collections::BTreeMap;

use super::chart_columns::ChartColumns;
use super::data::{Row, RowKind};
use super::likert::LikertScale;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::Spanned;
use crate::spec::chart::{ChartSpec, Group, SortBy};
use crate::survey::names::same;
use crate::survey::series::{By, Net, QuestionType, Series};

/// Sorts the picked categories as the spec asks. By default, ranked kinds sort by value unless the answers are a
/// scale.
pub(super) fn order(
    spec: &ChartSpec,
    series: &Series,
    columns: &[usize],
    picked: &mut [usize],
    sink: &Diagnostics,
) {
    let first = columns.first().copied().unwrap_or(0);
    let figure = |column: usize| move |at: usize| series.categories[at].values[column];
    let sort = spec.sort.as_ref();
    let ascending = sort.is_some_and(|sort| sort.ascending);
    match sort.map(|sort| (&sort.by, &sort.key)) {
        Some((SortBy::Value, _)) => rank(spec, series, picked, ascending, first, &figure(first)),
        Some((SortBy::Data, _)) => {}
        Some((SortBy::Net, key)) if series.nets.is_empty() => match side(spec, series, columns) {
            Some(parts) => {
                let sum = |at: usize| parts.iter().map(|part| series.categories[at].values[*part]).sum();
                rank(spec, series, picked, ascending, first, &sum);
            }
            None => {
                let message = format!("`{}` has neither nets nor a scale with two sides", series.id);
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.clone(), message)
                        .hint("write `sort: value`, or define the net in the series with `nets`"),
                );
            }
        },
        Some((SortBy::Net, _)) => rank(spec, series, picked, ascending, first, &figure(first)),
        Some((SortBy::Column(name), _)) => match series.column(&name.value) {
            Some(column) => rank(spec, series, picked, ascending, column, &figure(column)),
            None => {
                let message = format!("`{}` has no column `{}`", series.id, name.value);
                let hint = suggest(&name.value, series.columns.iter().map(String::as_str));
                sink.push(Diagnostic::error(Code::UnknownColumn, name.span.clone(), message).hint(hint));
            }
        },
        Some((SortBy::List(names), _)) => {
            check_names(names, series, sink);
            let rank = |at: &usize| {
                let name = &series.categories[*at].name;
                names.iter().position(|wanted| wanted.value == *name).unwrap_or(usize::MAX)
            };
            picked.sort_by_key(rank);
        }
        None => {
            let ranked = spec.kind.value.facts().ranked
                && spec.categories.is_none()
                && series.question_type != QuestionType::Scale
                && series.nets.is_empty();
            if ranked {
                rank(spec, series, picked, false, first, &figure(first));
            }
        }
    }
}

/// The positive side of a scale whose answers are the columns.
fn side(spec: &ChartSpec, series: &Series, columns: &[usize]) -> Option<Vec<usize>> {
    if series.by != By::Item || series.question_type != QuestionType::Scale {
        return None;
    }
    let parts: Vec<(&str, bool)> = columns
        .iter()
        .filter_map(|at| series.columns.get(*at))
        .map(|name| (name.as_str(), series.missing.contains(name)))
        .collect();
    let scale = LikertScale::new(&parts, series.neutral.as_deref(), &spec.settings);
    Some(scale.positive.iter().map(|part| columns[*part]).collect())
}

/// Sorts by a figure, the largest first unless `ascending`. The parts of a net stay together if the chart shows
/// nets.
fn rank(
    spec: &ChartSpec,
    series: &Series,
    picked: &mut [usize],
    ascending: bool,
    column: usize,
    value: &dyn Fn(usize) -> Option<f64>,
) {
    let nets = spec.kind.value.facts().nets && spec.categories.is_none();
    let net = |at: usize| series.nets.iter().position(|net| nets && net.parts.contains(&at));
    let missing = if ascending { f64::INFINITY } else { f64::NEG_INFINITY };
    let key = |at: usize| {
        let own = value(at).unwrap_or(missing);
        let block = net(at).and_then(|net| series.net(&series.nets[net], column)).unwrap_or(own);
        (block, net(at), own)
    };
    let compare = |one: f64, other: f64| match ascending {
        true => one.total_cmp(&other),
        false => other.total_cmp(&one),
    };
    picked.sort_by(|a, b| {
        let (a, b) = (key(*a), key(*b));
        compare(a.0, b.0).then(a.1.cmp(&b.1)).then(compare(a.2, b.2))
    });
}

/// Reports names of categories that do not exist.
fn check_names(names: &[Spanned<String>], series: &Series, sink: &Diagnostics) {
    for name in names.iter().filter(|name| series.category(&name.value).is_none()) {
        let message = format!("there is no category `{}`", name.value);
        let hint = suggest(&name.value, series.categories.iter().map(|category| category.name.as_str()));
        sink.push(Diagnostic::error(Code::UnknownCategory, name.span.clone(), message).hint(hint));
    }
}

/// Puts the categories of each group together, in the order of the groups; ungrouped ones come last.
pub(super) fn group(groups: &[Group], series: &Series, picked: &mut [usize], sink: &Diagnostics) {
    let mut seen: Vec<&Spanned<String>> = Vec::new();
    for name in groups.iter().flat_map(|group| &group.names) {
        if let Some(first) = seen.iter().find(|first| first.value == name.value) {
            let message = format!("`{}` is in two groups", name.value);
            sink.push(
                Diagnostic::error(Code::RepeatedName, name.span.clone(), message)
                    .hint("keep it in one of them")
                    .related(first.span.clone(), "the first one"),
            );
        }
        seen.push(name);
    }
    groups.iter().for_each(|group| check_names(&group.names, series, sink));
    picked.sort_by_key(|at| group_of(groups, &series.categories[*at].name).unwrap_or(usize::MAX));
}

/// The group of a category.
pub(super) fn group_of(groups: &[Group], name: &str) -> Option<usize> {
    groups.iter().position(|group| group.names.iter().any(|own| same(&own.value, name)))
}

/// Reports nets that share an answer: a chart shows it below one of them, and the other would seem to lack it.
pub(super) fn check_nets(spec: &ChartSpec, series: &Series, picked: &[usize], sink: &Diagnostics) {
    let mut taken: BTreeMap<usize, Option<&Net>> = picked.iter().map(|at| (*at, None)).collect();
    for net in &series.nets {
        let mut shared = None;
        for part in &net.parts {
            match taken.get_mut(part) {
                Some(Some(other)) => shared = shared.or(Some((*part, *other))),
                Some(free) => *free = Some(net),
                None => {}
            }
        }
        let Some((part, other)) = shared else { continue };
        let name = &series.categories[part].name;
        let message = format!(
            "`{name}` belongs to the nets `{}` and `{}`: a chart can show it below one of them only",
            other.name, net.name
        );
        sink.push(
            Diagnostic::error(Code::OverlappingNets, net.span.clone(), message)
                .hint("give one of the nets a series of its own, or name what the chart shows with `categories`, which leaves nets out")
                .related(other.span.clone(), "the other net")
                .related(spec.span.clone(), "the chart"),
        );
    }
}

/// Puts each net before the first of its parts.
pub(super) fn insert_nets(
    series: &Series,
    picked: &[usize],
    chart_columns: &ChartColumns,
    is_highlighted: &dyn Fn(&str) -> bool,
    rows: &mut Vec<Row>,
) {
    for net in &series.nets {
        let positions: Vec<usize> = net
            .parts
            .iter()
            .filter_map(|part| {
                let name = &series.categories[*picked.iter().find(|at| *at == part)?].name;
                rows.iter().position(|row| row.name == *name && row.kind == RowKind::Category)
            })
            .collect();
        let Some(first) = positions.iter().copied().min() else { continue };
        for row in rows.iter_mut() {
            row.part_of = row.part_of.map(|at| if at >= first { at + 1 } else { at });
        }
        for at in positions {
            rows[at].part_of = Some(first);
        }
        // A net of items is not a whole, so it has no remainder.
        let values = chart_columns.values(|column| series.net(net, column), || None);
        let group = rows[first].group;
        rows.insert(
            first,
            Row {
                highlighted: is_highlighted(&net.name),
                group,
                ..Row::new(net.name.clone(), values, RowKind::Net)
            },
        );
    }
}

/// Moves answers that the series pins, then non-response, to the end; the others keep their order.
pub(super) fn pin_last(series: &Series, names: &[String], picked: &mut [usize]) {
    let rank = |at: &usize| {
        let name = names.get(*at);
        let among = |list: &[String]| name.is_some_and(|name| list.contains(name));
        if among(&series.missing) { 2 } else { u8::from(among(&series.pin_last)) }
    };
    picked.sort_by_key(rank);
}
