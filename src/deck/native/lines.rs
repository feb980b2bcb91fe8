//! Lines over waves.

use std::collections::BTreeSet;

use super::room::{self, SIZE};
use super::{Form, Label, NativeChart, Place, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::format_code;
use crate::chart::time::Times;
use crate::spec::kinds::Kind;

/// The most lines that are labelled at their ends; more have a legend.
const LABELLED: usize = 8;

/// The share of the width that labels at the ends of lines may take.
const WIDEST: f32 = 0.36;

/// `line`, `area` and `slope`.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let is_area = spec.kind.value == Kind::Area;
    let categories = data.columns.iter().map(|column| shown.column_name(column)).collect();
    let form = if is_area { Form::Area } else { Form::Line };
    let mut chart = NativeChart::new(shown, form, categories, format_code::of(data, None, language));
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
        series.label_color = (!is_area).then_some(fill);
        if data.error_bars {
            series.errors = (0..data.columns.len()).map(|column| row.interval(column)).collect();
        }
        chart.series.push(series);
    }
    let value = |end: &Option<crate::spec::Spanned<f64>>| end.as_ref().map(|end| end.value);
    chart.references = shown.references();
    let reach = chart.reach();
    let (least, most, step) = room::ticks(reach.0.min(0.0), reach.1);
    chart.ends = (value(&spec.axis.from).or(Some(least)), value(&spec.axis.to).or(Some(most)));
    chart.step = (spec.axis.from.is_none() && spec.axis.to.is_none()).then_some(step);
    chart.has_axis = !is_slope;
    chart.has_legend |= !at_end;
    if is_area {
        area_labels(&mut chart, shown);
    } else {
        part(&mut chart, shown)?;
    }
    let times = Times::of(data.columns.iter().map(|column| column.name.as_str()));
    if times.is_some_and(|times| !times.is_even()) {
        chart.remarks.push(language.words().even_time.to_owned());
    }
    chart.remarks.extend(shown.missing());
    Some(chart)
}

/// Labels an area where its labels do not lie on it: where it rises to a neighbour, they would.
fn area_labels(chart: &mut NativeChart, shown: Shown<'_>) {
    let (Some(least), Some(most)) = chart.ends else { return };
    // A label is as high as this share of the axis.
    let slack = (most - least) * f64::from(room::line(SIZE) / chart.size.1.max(1.0)) * 0.5;
    let mut left_out = Vec::new();
    for series in &mut chart.series {
        let values = series.values.clone();
        let is_free = |at: usize, value: f64| {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let mut beside = beside.filter_map(|at| values.get(at).copied().flatten());
            beside.all(|other| other <= value + slack)
        };
        for (at, (label, value)) in series.labels.iter_mut().zip(&values).enumerate() {
            *label = match value {
                Some(value) if is_free(at, *value) => Label::Value,
                Some(value) => {
                    left_out.push(*value);
                    Label::Hidden
                }
                None => Label::Hidden,
            };
        }
    }
    chart.remarks.extend(shown.unlabelled(&left_out));
}

/// Sets labels beside the ends of lines, apart from each other; `None` where they have no room, or where it would not be
/// clear whose they are.
fn part(chart: &mut NativeChart, shown: Shown<'_>) -> Option<()> {
    let (width, height) = chart.size;
    let (least, most) = (chart.ends.0?, chart.ends.1?);
    let printed = |value: f64| shown.data.print(Some(value), shown.language);
    let words = |series: &Series, value: f64| match series.labels.contains(&Label::NameAndValue) {
        true => format!("{} {}", series.name, printed(value)),
        false => printed(value),
    };
    // The end of each line, then the reference lines.
    let ends: Vec<(Option<usize>, f64, String)> = chart
        .series
        .iter()
        .map(|series| {
            let at = series.values.iter().rposition(Option::is_some);
            let value = at.and_then(|at| series.values.get(at).copied().flatten()).unwrap_or(least);
            (at, value, words(series, value))
        })
        .chain(
            chart
                .references
                .iter()
                .map(|line| (chart.categories.len().checked_sub(1), line.value, line.label.clone())),
        )
        .collect();
    let longest = ends.iter().map(|(_, _, words)| room::width(words, SIZE)).fold(0.0, f32::max);
    if longest > width * WIDEST {
        return None;
    }
    let ticks = if chart.has_axis {
        room::width(&printed(most), SIZE).max(room::width(&printed(least), SIZE))
    } else {
        0.0
    };
    let (left, right) = (ticks + 14.0, longest + 16.0);
    let top =
        if chart.has_legend { room::line(SIZE) * legend_rows(chart, width) + 12.0 } else { room::line(SIZE) };
    let names = chart.categories.iter().map(String::as_str);
    let below = room::below(names, (width - left - right, height)).1 as f32 * room::line(SIZE) + 8.0;
    let plot = Place {
        x: left / width,
        y: top / height,
        width: (width - left - right) / width,
        height: (height - top - below) / height,
    };
    if plot.width < 0.3 || plot.height < 0.3 {
        return None;
    }
    let along = |value: f64| ((most - value) / (most - least)) as f32 * plot.height * height;
    let mut order: Vec<usize> = (0..ends.len()).filter(|at| !ends[*at].2.is_empty()).collect();
    order.sort_by(|a, b| ends[*b].1.total_cmp(&ends[*a].1));
    let places: Vec<f32> = order.iter().map(|at| along(ends[*at].1)).collect();
    let limits = (-room::line(SIZE) / 2.0, plot.height * height + room::line(SIZE) / 2.0);
    if places.len() as f32 * room::line(SIZE) > limits.1 - limits.0 {
        return None;
    }
    let moved = room::apart(&places, room::line(SIZE), limits);
    let shared: BTreeSet<_> = chart
        .series
        .iter()
        .map(|series| series.fill)
        .filter(|fill| chart.series.iter().filter(|series| series.fill == *fill).count() > 1)
        .collect();
    for ((index, from), to) in order.into_iter().zip(places).zip(moved) {
        let by = (to - from) / height;
        // A label far from its line is known by its colour alone.
        let is_far = (to - from).abs() > room::line(SIZE) * 0.8;
        if let Some(series) = chart.series.get_mut(index) {
            if is_far && shared.contains(&series.fill) {
                return None;
            }
            if let (Some(at), true) = (ends[index].0, by.abs() > 0.002) {
                series.offsets.insert(at, (0.0, by));
            }
        } else if let Some(line) = chart.references.get_mut(index - chart.series.len()) {
            line.offset = (0.0, by);
        }
    }
    chart.plot = Some(plot);
    Some(())
}

/// How many rows a legend above the chart takes.
fn legend_rows(chart: &NativeChart, width: f32) -> f32 {
    let long: f32 = chart.series.iter().map(|series| room::width(&series.name, SIZE) + 40.0).sum();
    (long / width).ceil()
}
