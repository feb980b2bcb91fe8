//! Sums that a chart prints in addition to the figures of its series: both sides of a scale, stacks of counts.

use super::data::{ChartData, RowKind};
use super::likert;
use super::likert::LikertScale;
use crate::language::Language;
use crate::spec::chart::{ChartSpec, Kind};
use crate::spec::kinds::Whole;
use crate::survey::series::Unit;

/// A sum that is printed at the end of each bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// Its name, such as the names of its parts.
    pub name: String,
    /// One figure per bar: per row if rows are bars, else per column.
    pub values: Vec<Option<f64>>,
}

/// The sums that a chart prints; its data table lists them too.
pub fn of(spec: &ChartSpec, shown: &ChartData, language: Language) -> Vec<Total> {
    match spec.kind.value {
        Kind::DivergingBar => sides(spec, shown),
        kind if kind.facts().whole == Whole::Sum && shown.unit == Unit::Count => {
            let parts = likert::parts(shown).len();
            let all = (0..parts).collect::<Vec<_>>();
            let name = language.words().total.to_owned();
            let total = Total { name, values: sums(shown, &all) };
            // A single bar names its parts, not their sum.
            let several = parts > 1 && shown.columns.len() > 1;
            if several { vec![total] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// The sums of both sides of a scale, named after their parts.
fn sides(spec: &ChartSpec, shown: &ChartData) -> Vec<Total> {
    let scale = LikertScale::of(shown, &spec.settings);
    if !scale.has_nets() {
        return Vec::new();
    }
    let names = likert::parts(shown);
    let total = |parts: &[usize]| Total {
        name: parts.iter().map(|at| names[*at].0).collect::<Vec<_>>().join(" + "),
        values: sums(shown, parts),
    };
    // The sum of a single answer is that answer.
    [&scale.negative, &scale.positive]
        .into_iter()
        .filter(|parts| parts.len() > 1)
        .map(|parts| total(parts))
        .collect()
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
