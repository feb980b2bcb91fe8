//! Bars and columns side by side.

use super::{Form, Label, NativeChart, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::Row;
use crate::chart::format_code;
use crate::spec::kinds::Kind;

/// `bar`, `column`, both grouped, and `histogram`.
pub(super) fn of(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let kind = spec.kind.value;
    let upright = kind.facts().upright;
    let several = data.columns.len() > 1;
    let gap = match (kind, several) {
        (Kind::Histogram, _) => 2,
        (_, true) => 60,
        _ => 45,
    };
    let categories = data.rows.iter().map(|row| shown.row_name(row)).collect();
    let form = Form::Bars { upright, stacked: false, gap };
    let mut chart = NativeChart::new(form, categories, format_code::of(data, None, language));
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
