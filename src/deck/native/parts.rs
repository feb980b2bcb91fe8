//! A whole and its few parts.

use super::{Form, Label, NativeChart, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::RowKind;
use crate::chart::data::format_code;
use crate::spec::kinds::Kind;
use crate::theme;

/// The share of a ring that a figure needs.
const LEAST: f64 = 0.04;

/// `donut` and `pie`.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    // Nets are left out: their parts would be drawn twice.
    let rows: Vec<_> = data.rows.iter().filter(|row| row.kind != RowKind::Net).collect();
    let names: Vec<_> =
        rows.iter().map(|row| (row.name.clone(), is_highlighted(row, data), row.is_muted())).collect();
    let colors = chosen.parts(&names, data, roles);
    let form = if spec.kind.value == Kind::Pie { Form::Pie } else { Form::Donut };
    let categories = names.into_iter().map(|(name, ..)| name).collect();
    let mut chart = NativeChart::new(shown, form, categories, format_code::of(data, None, language));
    let values: Vec<Option<f64>> =
        rows.iter().map(|row| shown.rounded(row, row.values.first().copied().flatten())).collect();
    let title = data.columns.first().map(|column| shown.column_name(column)).unwrap_or_default();
    let mut series = Series::new(&title, values, *colors.first()?);
    series.points = colors.iter().copied().enumerate().collect();
    if form == Form::Pie {
        series.labels = vec![Label::CategoryAndValue; rows.len()];
    } else {
        let colors = colors.iter().map(|fill| theme::text_on(*fill, roles)).enumerate();
        series.label_colors = colors.collect();
        chart.has_legend = true;
        let whole = series.values.iter().flatten().sum::<f64>();
        let mut small = Vec::new();
        for ((row, value), label) in rows.iter().zip(&series.values).zip(&mut series.labels) {
            if value.is_some_and(|value| value < LEAST * whole) {
                *label = Label::Hidden;
                small.push(format!("{}: {}", row.name, data.print_in(row, *value, language)));
            }
        }
        chart.remarks.extend((!small.is_empty()).then(|| small.join(", ")));
    }
    chart.series.push(series);
    chart.remarks.extend(shown.missing());
    Some(chart)
}

/// Whether a row, or the net that it is part of, is in the accent colour.
fn is_highlighted(row: &crate::chart::data::Row, data: &crate::chart::data::ChartData) -> bool {
    row.highlighted || row.part_of.and_then(|net| data.rows.get(net)).is_some_and(|net| net.highlighted)
}
