//! Lines over waves.

use std::ops::Range;

use super::{Form, Label, NativeChart, Series, Shown, Side};
use crate::chart::colors::ColorOverrides;
use crate::chart::format_code;
use crate::chart::time::Times;
use crate::spec::kinds::Kind;

/// The most lines that are labelled at their ends; more have a legend.
const LABELLED: usize = 8;

/// `line`, `area` and `slope`.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let is_area = spec.kind.value == Kind::Area;
    let categories = data.columns.iter().map(|column| shown.column_name(column)).collect();
    let form = if is_area { Form::Area } else { Form::Line };
    let mut chart = NativeChart::new(form, categories, format_code::of(data, None, language));
    let is_slope = spec.kind.value == Kind::Slope;
    let at_end = data.rows.len() <= LABELLED;
    for (row, fill) in data.rows.iter().zip(chosen.lines(data, roles)) {
        let values: Vec<Option<f64>> = row.values.iter().map(|value| shown.rounded(row, *value)).collect();
        let mut series = Series::new(&row.name, values, fill);
        let last = series.values.iter().rposition(Option::is_some);
        let first = series.values.iter().position(Option::is_some);
        for (at, label) in series.labels.iter_mut().enumerate() {
            *label = match () {
                () if Some(at) == last && at_end => Label::NameAndValue,
                () if Some(at) == last => Label::Value,
                () if Some(at) == first && (is_slope || data.rows.len() == 1) => Label::Value,
                () => Label::Hidden,
            };
        }
        if is_area {
            series.labels = vec![Label::Value; series.values.len()];
        }
        series.label_color = (!is_area).then_some(fill);
        if data.error_bars {
            series.errors = (0..data.columns.len()).map(|column| row.interval(column)).collect();
        }
        chart.series.push(series);
    }
    part(&mut chart, data.min().min(0.0)..data.max());
    let value = |end: &Option<crate::spec::Spanned<f64>>| end.as_ref().map(|end| end.value);
    let zero = (data.min() >= 0.0).then_some(0.0);
    chart.ends = (value(&spec.axis.from).or(zero), value(&spec.axis.to));
    chart.has_axis = !is_slope;
    chart.has_legend |= !at_end;
    let times = Times::of(data.columns.iter().map(|column| column.name.as_str()));
    if times.is_some_and(|times| !times.is_even()) {
        chart.remarks.push(language.words().even_time.to_owned());
    }
    chart.remarks.extend(shown.missing());
    Some(chart)
}

/// How close the ends of two lines may be before their labels would lie over each other, as a share of the axis.
const CLOSE: f64 = 0.065;

/// Puts the labels of two lines with close ends above and below them. Where three lines end close to each other, their
/// names are in a legend.
fn part(chart: &mut NativeChart, axis: Range<f64>) {
    let end = |series: &Series| series.values.iter().rev().flatten().next().copied();
    let mut ends: Vec<(f64, usize)> =
        chart.series.iter().enumerate().filter_map(|(at, series)| Some((end(series)?, at))).collect();
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    let close = |pair: &[(f64, usize)]| pair[0].0 - pair[1].0 < CLOSE * (axis.end - axis.start);
    for pair in ends.windows(2).filter(|pair| close(pair)) {
        let (upper, lower) = (pair[0].1, pair[1].1);
        if chart.series[upper].last_label == Some(Side::Below) {
            chart.has_legend = true;
        }
        chart.series[upper].last_label = Some(Side::Above);
        chart.series[lower].last_label = Some(Side::Below);
    }
}
