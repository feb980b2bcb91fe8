//! The order of a chart's rows: ranked or as in the data, nets before their parts, non-response last.

pub(super) mod chart_columns;
pub(super) mod top_n;

use std::collections::BTreeMap;

use crate::chart::data::{Row, RowKind};
use crate::chart::likert::LikertScale;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::Spanned;
use crate::spec::chart::{ChartSpec, Group, SortBy};
use crate::survey::names::Index;
use crate::survey::series::{By, Net, QuestionType, Series};
use chart_columns::ChartColumns;

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
            // The first of the same names is inserted last.
            let wanted = names.iter().enumerate().rev();
            let places: BTreeMap<&str, usize> =
                wanted.map(|(place, name)| (name.value.as_str(), place)).collect();
            let rank =
                |at: &usize| places.get(series.categories[*at].name.as_str()).copied().unwrap_or(usize::MAX);
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
    let scale = LikertScale::new(&parts, Some(series), &spec.settings);
    Some(scale.positive().iter().map(|part| columns[*part]).collect())
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
    // The first net of each category, and the figure of each net.
    let mut net_of = vec![None; series.categories.len()];
    let shown_nets = if nets { series.nets.as_slice() } else { &[] };
    for (index, net) in shown_nets.iter().enumerate().rev() {
        net.parts.iter().for_each(|part| net_of[*part] = Some(index));
    }
    let figures: Vec<Option<f64>> = shown_nets.iter().map(|net| series.net(net, column)).collect();
    let missing = if ascending { f64::INFINITY } else { f64::NEG_INFINITY };
    let key = |at: usize| {
        let own = value(at).unwrap_or(missing);
        let block = net_of[at].and_then(|net: usize| figures[net]).unwrap_or(own);
        (block, net_of[at], own)
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
    let known = Index::new(series.categories.iter().map(|category| category.name.as_str()));
    for name in names.iter().filter(|name| known.get(&name.value).is_none()) {
        let message = format!("there is no category `{}`", name.value);
        let hint = suggest(&name.value, series.categories.iter().map(|category| category.name.as_str()));
        sink.push(Diagnostic::error(Code::UnknownCategory, name.span.clone(), message).hint(hint));
    }
}

/// Puts the categories of each group together, in the order of the groups; ungrouped ones come last.
pub(super) fn group(
    groups: &[Group],
    by_name: &Groups<'_>,
    series: &Series,
    picked: &mut [usize],
    sink: &Diagnostics,
) {
    let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
    for name in groups.iter().flat_map(|group| &group.names) {
        let first = *seen.entry(&name.value).or_insert(name);
        if !std::ptr::eq(first, name) {
            let message = format!("`{}` is in two groups", name.value);
            sink.push(
                Diagnostic::error(Code::RepeatedName, name.span.clone(), message)
                    .hint("keep it in one of them")
                    .related(first.span.clone(), "the first one"),
            );
        }
    }
    groups.iter().for_each(|group| check_names(&group.names, series, sink));
    picked.sort_by_key(|at| by_name.of(&series.categories[*at].name).unwrap_or(usize::MAX));
}

/// The group of each category.
pub(super) struct Groups<'s> {
    names: Index<'s>,
    /// The group of each name, in the order of the names.
    groups: Vec<usize>,
}

impl<'s> Groups<'s> {
    /// The groups of a spec.
    pub(super) fn new(groups: &'s [Group]) -> Self {
        let names = groups.iter().flat_map(|group| &group.names);
        let own = groups.iter().enumerate().flat_map(|(at, group)| vec![at; group.names.len()]);
        Self { names: Index::new(names.map(|name| name.value.as_str())), groups: own.collect() }
    }

    /// The group of a category.
    pub(super) fn of(&self, name: &str) -> Option<usize> {
        self.names.get(name).map(|place| self.groups[place])
    }
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
    // There is a row for each picked category, in their order.
    let row_of: BTreeMap<usize, usize> = picked
        .iter()
        .enumerate()
        .filter(|(row, _)| rows[*row].kind == RowKind::Category)
        .map(|(row, category)| (*category, row))
        .collect();
    let mut before: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut net_of = vec![None; rows.len()];
    for (index, net) in series.nets.iter().enumerate() {
        let parts: Vec<usize> = net.parts.iter().filter_map(|part| row_of.get(part).copied()).collect();
        let Some(first) = parts.iter().copied().min() else { continue };
        before.entry(first).or_default().push(index);
        parts.into_iter().for_each(|row| net_of[row] = Some(index));
    }
    let mut place_of = vec![0; series.nets.len()];
    let mut all = Vec::with_capacity(rows.len() + series.nets.len());
    for (at, row) in std::mem::take(rows).into_iter().enumerate() {
        for index in before.remove(&at).unwrap_or_default() {
            let net = &series.nets[index];
            // A net of items is not a whole, so it has no remainder.
            let values = chart_columns.values(|column| series.net(net, column), || None);
            place_of[index] = all.len();
            all.push(Row {
                highlighted: is_highlighted(&net.name),
                group: row.group,
                ..Row::new(net.name.clone(), values, RowKind::Net)
            });
        }
        // The row of its net is above it.
        let part_of = net_of[at].map(|net: usize| place_of[net]);
        all.push(Row { part_of, ..row });
    }
    *rows = all;
}

/// Moves answers that the series pins, then non-response, to the end, each in the order in which the series lists them; the
/// others keep their order.
pub(super) fn pin_last(series: &Series, names: &[String], picked: &mut [usize]) {
    let listed = series.pin_last.iter().chain(&series.missing).enumerate();
    let places: BTreeMap<&String, usize> = listed.map(|(place, name)| (name, place + 1)).collect();
    let rank = |at: &usize| names.get(*at).and_then(|name| places.get(name)).copied().unwrap_or(0);
    picked.sort_by_key(rank);
}
