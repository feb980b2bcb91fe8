//! Bars and columns side by side.

use super::{Form, Label, NativeChart, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::Row;
use crate::chart::data::format_code;
use crate::spec::kinds::Kind;

/// `bar`, `column`, both grouped, and `histogram`.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let kind = spec.kind.value;
    let upright = kind.facts().upright;
    // The columns of a single category are bars of their own, as in the drawing.
    if let ([only], true) = (&data.rows[..], data.columns.len() > 1) {
        return one_category(shown, chosen, only);
    }
    let several = data.columns.len() > 1;
    let gap = match (kind, several) {
        (Kind::Histogram, _) => 2,
        (_, true) => 60,
        _ => 45,
    };
    let categories = data.rows.iter().map(|row| shown.row_name(row)).collect();
    let form = Form::Bars { upright, stacked: false, gap };
    let mut chart = NativeChart::new(shown, form, categories, format_code::of(data, None, language));
    let row_colors = chosen.rows(data, roles);
    let column_colors = chosen.columns(&data.columns, roles);
    for (index, (column, fill)) in data.columns.iter().zip(column_colors).enumerate() {
        let value = |row: &Row| shown.rounded(row, row.values.get(index).copied().flatten());
        let values: Vec<Option<f64>> = data.rows.iter().map(value).collect();
        let mut series = Series::new(&shown.column_name(column), values, fill);
        if !several {
            series.fill = *row_colors.first()?;
            series.points = row_colors.iter().copied().enumerate().collect();
        }
        for (label, row) in series.labels.iter_mut().zip(&data.rows) {
            let is_marked = row.notes.get(index).is_some_and(|note| !note.mark.is_empty());
            if is_marked || row.own.is_some() {
                *label = Label::Text(data.print_cell(row, index, language));
            }
        }
        if data.error_bars {
            series.errors = data.rows.iter().map(|row| row.interval(index)).collect();
        }
        chart.series.push(series);
    }
    chart.has_legend = several;
    // The axis starts at zero, whatever the program would choose.
    chart.ends = (Some(data.min().min(0.0)).filter(|least| *least == 0.0), None);
    chart.remarks.extend(shown.missing());
    Some(chart)
}

/// One bar for each column of a single category.
fn one_category(shown: Shown<'_>, chosen: &ColorOverrides, row: &Row) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let categories = data.columns.iter().map(|column| shown.column_name(column)).collect();
    let form = Form::Bars { upright: spec.kind.value.facts().upright, stacked: false, gap: 45 };
    let mut chart = NativeChart::new(shown, form, categories, format_code::of(data, Some(row), language));
    let values = row.values.iter().map(|value| shown.rounded(row, *value)).collect();
    let colors = chosen.columns(&data.columns, roles);
    let mut series = Series::new(&row.name, values, *colors.first()?);
    series.points = colors.into_iter().enumerate().collect();
    for (column, label) in series.labels.iter_mut().enumerate() {
        if row.notes.get(column).is_some_and(|note| !note.mark.is_empty()) {
            *label = Label::Text(data.print_cell(row, column, language));
        }
    }
    if data.error_bars {
        series.errors = (0..data.columns.len()).map(|column| row.interval(column)).collect();
    }
    chart.series.push(series);
    chart.ends = (Some(data.min().min(0.0)).filter(|least| *least == 0.0), None);
    chart.remarks.extend(shown.missing());
    Some(chart)
}
