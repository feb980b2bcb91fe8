//! How certain the figures of a chart are: intervals, and marks at differences that chance does not explain.

use std::cmp::Ordering;

use super::data::{ChartData, Column, Row, RowKind, Uncertainty};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::chart::{ChartSpec, Intervals};
use crate::survey::intervals::{significant, wilson};
use crate::survey::series::{By, QuestionType, Series, Unit};

/// What stands behind a figure that is higher than that of the first column.
pub const HIGHER: &str = "▲";
/// What stands behind a figure that is lower than that of the first column.
pub const LOWER: &str = "▼";

/// Adds what the spec asks for; the faults say why it cannot be had.
pub(super) fn add(spec: &ChartSpec, series: &Series, shown: &mut ChartData, sink: &Diagnostics) {
    let before = sink.len();
    check(spec, series, shown, sink);
    if sink.len() > before || (spec.intervals.is_none() && spec.significance.is_none()) {
        return;
    }
    let sizes: Vec<Option<f64>> = shown.columns.iter().map(|column| size(series, &column.name)).collect();
    let compared = spec.significance.is_some();
    for row in shown.rows.iter_mut().filter(|row| row.kind != RowKind::Remainder) {
        let shares: Vec<Option<(f64, f64)>> =
            row.values.iter().zip(&sizes).map(|(value, n)| Some(((*value)?, (*n)?))).collect();
        row.notes = shares
            .iter()
            .enumerate()
            .map(|(column, share)| Uncertainty {
                interval: share.filter(|_| spec.intervals.is_some()).map(|(share, n)| wilson(share, n)),
                mark: if compared { mark(column, &shares) } else { String::new() },
            })
            .collect();
    }
    shown.error_bars = spec.intervals.as_ref().is_some_and(|found| found.value == Intervals::Bars);
    if compared && shown.columns.len() > 2 {
        for (index, column) in shown.columns.iter_mut().enumerate() {
            column.name = format!("{} ({})", column.name, letter(index));
        }
    }
}

/// The size that counts for a column.
fn size(series: &Series, column: &str) -> Option<f64> {
    series.base.as_ref()?.effective(column)
}

/// With two columns an arrow at the last one, with more the letters of those that a share exceeds.
fn mark(column: usize, shares: &[Option<(f64, f64)>]) -> String {
    let Some(own) = shares[column] else { return String::new() };
    if let [first, _] = shares {
        let change = first.filter(|_| column == 1).and_then(|first| significant(own, first));
        return match change {
            Some(Ordering::Greater) => HIGHER.into(),
            Some(Ordering::Less) => LOWER.into(),
            _ => String::new(),
        };
    }
    let exceeded = |other: &Option<(f64, f64)>| {
        other.and_then(|other| significant(own, other)) == Some(Ordering::Greater)
    };
    shares.iter().enumerate().filter(|(_, other)| exceeded(other)).map(|(index, _)| letter(index)).collect()
}

/// The letter of a column.
fn letter(index: usize) -> char {
    char::from(b'A' + (index % 26) as u8)
}

/// What is asked for must fit the kind, the figures and what is known of their sizes.
fn check(spec: &ChartSpec, series: &Series, shown: &ChartData, sink: &Diagnostics) {
    let kind = spec.kind.value;
    let misplaced = |place: &Span, message: String, hint: &str| {
        sink.push(Diagnostic::error(Code::MisplacedKey, place.clone(), message).hint(hint.to_owned()));
    };
    let asked = [spec.intervals.as_ref().map(|found| &found.span), spec.significance.as_ref()];
    let shares = series.unit == Unit::Percent && series.question_type != QuestionType::Numeric;
    if let (false, Some(place)) = (shares, asked.into_iter().flatten().next()) {
        misplaced(place, format!("`{}` holds no shares of persons", series.id), "remove it");
        return;
    }
    if let Some(found) = spec.intervals.as_ref().filter(|found| found.value == Intervals::Bars)
        && !kind.facts().error_bars
    {
        let message = format!("`{}` has no place for error bars", kind.name());
        misplaced(&found.span, message, "write `intervals: table`, or use bars, columns or dots");
    }
    if let Some(place) = &spec.significance
        && (!kind.facts().prints_columns || series.by == By::Item || shown.columns.len() < 2)
    {
        let message = format!("`{}` of `{}` compares no groups or waves", kind.name(), series.id);
        let hint = "use `grouped-bar`, `grouped-column`, `heatmap` or `table` with a column for each group";
        misplaced(place, message, hint);
        return;
    }
    let sized = |column: &str| match spec.significance {
        // Of two groups that share one size nobody knows how large each is.
        Some(_) => series.base.as_ref().is_some_and(|base| base.own_size(column).is_some()),
        None => size(series, column).is_some(),
    };
    // What is hidden has no interval and no mark, and neither has what its size could be computed from.
    let asked_of = |column: &&Column| !column.remainder && column.hidden.or(column.hidden_n).is_none();
    let unsized_column = shown.columns.iter().filter(asked_of).find(|column| !sized(&column.name));
    if let (Some(column), Some(place)) = (unsized_column, asked.into_iter().flatten().next()) {
        let (of, hint) = match column.name.as_str() {
            "" => (format!("`{}`", series.id), "add `base: {label: …, n: 623}` to the series".to_owned()),
            name => (
                format!("`{name}` in `{}`", series.id),
                format!("add `base: {{label: …, n: 623, columns: {{{name}: 300, …}}}}` to the series"),
            ),
        };
        let message = format!("it is not known how many answers {of} rests on");
        sink.push(
            Diagnostic::error(Code::UnknownSize, place.clone(), message)
                .hint(hint)
                .related(series.span.clone(), "the series is defined here"),
        );
    }
}

/// Whether any figure of a chart bears a mark.
pub fn marked(row: &Row) -> bool {
    row.notes.iter().any(|note| !note.mark.is_empty())
}
