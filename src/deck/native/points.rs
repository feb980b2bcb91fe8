//! Dots on two axes.

use super::{Form, Label, NativeChart, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::format_code;

/// The most dots with a name; more would lie over each other, and a picture places them better.
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
    let mut chart = NativeChart::new(Form::Scatter, names, format_code::of(data, None, language));
    for (row, fill) in data.rows.iter().zip(chosen.rows(data, roles)) {
        let values = row.values.iter().take(2).map(|value| shown.rounded(row, *value)).collect();
        let mut series = Series::new(&row.name, values, fill);
        series.labels = vec![Label::Name];
        chart.series.push(series);
    }
    chart.has_axis = true;
    chart.remarks.extend(shown.missing());
    Some(chart)
}
