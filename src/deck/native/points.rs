//! Dots on two axes.

use super::room::{self, SIZE};
use super::{Form, Label, NativeChart, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::format_code;
use crate::units::Rect;

/// The most dots with a name.
const MOST: usize = 30;

/// `scatter`: each dot is a series of its own, so that its name is its label.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { data, language, roles, .. } = shown;
    let [across, up, ..] = &data.columns[..] else { return None };
    // The axes of a presentation program share one format.
    if data.rows.len() > MOST || across.style.is_some() || up.style.is_some() {
        return None;
    }
    let names = vec![shown.column_name(across), shown.column_name(up)];
    let mut chart = NativeChart::new(shown, Form::Scatter, names, format_code::of(data, None, language));
    for (row, fill) in data.rows.iter().zip(chosen.rows(data, roles)) {
        let values = row.values.iter().take(2).map(|value| shown.rounded(row, *value)).collect();
        let mut series = Series::new(&row.name, values, fill);
        series.labels = vec![Label::Name];
        chart.series.push(series);
    }
    chart.has_axis = true;
    if are_crowded(&chart) {
        return None;
    }
    chart.remarks.extend(shown.missing());
    Some(chart)
}

/// Whether names right of their dots would lie over each other or over other dots: a picture places them better.
fn are_crowded(chart: &NativeChart) -> bool {
    let reach = |at: usize| {
        let values = chart.series.iter().filter_map(move |series| series.values.get(at).copied().flatten());
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
            (least.min(value), most.max(value))
        })
    };
    // Axes of positive figures begin at zero or later, and end beyond the last figure.
    let place = |value: f64, (least, most): (f64, f64)| {
        (value - least) / (most - least.min(0.0)).max(f64::MIN_POSITIVE)
    };
    let (across, up) = (reach(0), reach(1));
    let boxes: Vec<Rect> = chart
        .series
        .iter()
        .filter_map(|series| {
            let (x, y) =
                (series.values.first().copied().flatten()?, series.values.get(1).copied().flatten()?);
            let x = place(x, across) as f32 * chart.size.0 * 0.85;
            let y = -place(y, up) as f32 * chart.size.1 * 0.7;
            Some(Rect::new(x - 6.0, y - 8.0, room::width(&series.name, SIZE) + 16.0, 16.0))
        })
        .collect();
    boxes.iter().enumerate().any(|(at, one)| boxes.iter().skip(at + 1).any(|other| one.overlaps(*other, 0.0)))
}
