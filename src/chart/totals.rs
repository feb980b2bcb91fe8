//! Sums that a chart prints in addition to the figures of its series: both sides of a scale, stacks of counts.

use std::collections::BTreeSet;

use super::data::{ChartData, RowKind};
use super::likert;
use super::likert::LikertScale;
use crate::language::Language;
use crate::spec::chart::{ChartSpec, Kind};
use crate::spec::kinds::Whole;
use crate::survey::names::Index;
use crate::survey::series::{By, Net, Unit};

/// A sum that is printed at the end of each bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Its name, such as the names of its parts.
    pub name: String,
    /// One figure per bar: per row if rows are bars, else per column.
    pub values: Vec<Option<f64>>,
    /// The parts that are added up: columns if rows are bars, else rows that are no nets.
    parts: Vec<usize>,
}

/// The sums that a chart prints; its data table lists them too.
pub fn of(spec: &ChartSpec, shown: &ChartData, language: Language) -> Vec<Total> {
    match spec.kind.value {
        Kind::DivergingBar => sides(spec, shown).into_iter().chain(of_answers(spec, shown)).collect(),
        kind if kind.facts().whole == Whole::Sum && shown.unit == Unit::Count => {
            let parts = likert::parts(shown).len();
            let all = (0..parts).collect::<Vec<_>>();
            let name = language.words().total.to_owned();
            let total = Total { name, values: sums(shown, &all), parts: all };
            // A single bar names its parts, not their sum.
            let several = parts > 1 && shown.columns.len() > 1;
            if several { vec![total] } else { Vec::new() }
        }
        _ => of_answers(spec, shown),
    }
}

/// The sums of both sides of a scale. A side that is a net of the series has its name, another those of its parts.
fn sides(spec: &ChartSpec, shown: &ChartData) -> Vec<Total> {
    let scale = LikertScale::of(shown, &spec.settings);
    if !scale.has_nets() {
        return Vec::new();
    }
    let names = likert::parts(shown);
    let total = |parts: &[usize]| Total {
        name: net_of(parts.iter().map(|at| names[*at].0).collect(), shown),
        values: sums(shown, parts),
        parts: parts.to_vec(),
    };
    // The sum of a single answer is that answer.
    [&scale.left, &scale.right]
        .into_iter()
        .filter(|parts| parts.len() > 1)
        .map(|parts| total(parts))
        .collect()
}

/// The name of the net that has exactly these parts, else their names.
fn net_of(parts: Vec<&str>, shown: &ChartData) -> String {
    let wanted: BTreeSet<&str> = parts.iter().copied().collect();
    let named = shown.sources.iter().find_map(|series| {
        let names = |at: &usize| match series.by {
            By::Item => series.columns.get(*at).map(String::as_str),
            By::Group => series.categories.get(*at).map(|category| category.name.as_str()),
        };
        let nets = if series.by == By::Item { &series.answer_nets } else { &series.nets };
        let same = |net: &&Net| net.parts.iter().filter_map(names).collect::<BTreeSet<&str>>() == wanted;
        nets.iter().find(same).map(|net| net.name.clone())
    });
    named.unwrap_or_else(|| parts.join(" + "))
}

/// The nets of answers whose parts a chart of items shows, but not as the sides of a scale.
fn of_answers(spec: &ChartSpec, shown: &ChartData) -> Vec<Total> {
    let [series] = &shown.sources[..] else { return Vec::new() };
    if series.answer_nets.is_empty() {
        return Vec::new();
    }
    let sides = match spec.kind.value {
        Kind::DivergingBar => sides(spec, shown),
        _ => Vec::new(),
    };
    let categories = Index::new(series.categories.iter().map(|category| category.name.as_str()));
    let rows: Vec<Option<usize>> = shown.rows.iter().map(|row| categories.get(&row.name)).collect();
    let columns = Index::new(shown.columns.iter().map(|column| column.name.as_str()));
    let total = |net: &Net| {
        let of_row = |row: &Option<usize>| series.answer_net(net, (*row)?);
        let place = |part: &usize| columns.get(series.columns.get(*part)?);
        Total {
            name: net.name.clone(),
            values: rows.iter().map(of_row).collect(),
            parts: net.parts.iter().filter_map(place).collect(),
        }
    };
    let is_shown = |net: &&Net| {
        let mut parts = net.parts.iter().filter_map(|part| series.columns.get(*part));
        let open = |name: &String| columns.get(name).is_some_and(|at| shown.columns[at].hidden.is_none());
        parts.all(open) && !sides.iter().any(|side| side.name == net.name)
    };
    series.answer_nets.iter().filter(is_shown).map(total).collect()
}

/// Whether one of the sums differs, as `differs` says, from its parts as they are shown.
pub(super) fn differ_from_parts(
    spec: &ChartSpec,
    shown: &ChartData,
    language: Language,
    differs: &dyn Fn(f64, &[f64]) -> bool,
) -> bool {
    let rows: Vec<_> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let part = |bar: usize, part: usize| match shown.is_by_item() {
        true => shown.rows[bar].values[part],
        false => rows[part].values[bar],
    };
    of(spec, shown, language).iter().any(|total| {
        total.values.iter().enumerate().any(|(bar, whole)| {
            let parts: Option<Vec<f64>> = total.parts.iter().map(|at| part(bar, *at)).collect();
            whole.zip(parts).is_some_and(|(whole, parts)| differs(whole, &parts))
        })
    })
}

/// The sum of these parts of each bar.
fn sums(shown: &ChartData, parts: &[usize]) -> Vec<Option<f64>> {
    let sum = |values: Vec<Option<f64>>| {
        let known: Vec<f64> = values.into_iter().flatten().collect();
        (!known.is_empty()).then(|| known.iter().sum())
    };
    if shown.is_by_item() {
        // A sum of the visible parts alone would be read as the sum of all.
        if parts.iter().any(|at| shown.columns[*at].hidden.is_some()) {
            return vec![None; shown.rows.len()];
        }
        let bar = |row: &super::data::Row| sum(parts.iter().map(|at| row.values[*at]).collect());
        return shown.rows.iter().map(bar).collect();
    }
    let rows: Vec<_> = shown.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let bar = |column: usize| sum(parts.iter().map(|at| rows[*at].values[column]).collect());
    (0..shown.columns.len()).map(bar).collect()
}
