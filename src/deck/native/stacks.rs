//! Bars made of parts, and scales to both sides of a centre.

use super::{Form, Label, NativeChart, Origin, Series, Shown};
use crate::chart::colors::ColorOverrides;
use crate::chart::data::Row;
use crate::chart::data::format_code;
use crate::chart::likert::LikertScale;
use crate::layout::kinds::stacks::stacked_bar::Table;
use crate::spec::kinds::Kind;
use crate::survey::series::Unit;
use crate::theme;
use crate::units::Color;

/// The share of the axis that a figure in a part needs: across a bar, and up a column.
const LEAST: [f64; 2] = [0.045, 0.065];

/// `stacked-bar` and `stacked-column`.
pub(super) fn whole(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let table = Table::new(data);
    let upright = spec.kind.value == Kind::StackedColumn;
    let form = Form::Bars { upright, stacked: true, gap: 45 };
    let whole = table.whole();
    let mut chart = NativeChart::new(shown, form, bars(shown, &table), format_code::bare(data, language));
    let least = LEAST[usize::from(upright)] * whole;
    let colors = chosen.parts(&table.parts, &table.data, roles);
    let mut unlabelled = Vec::new();
    for (part, (name, fill)) in table.parts.iter().map(|part| &part.0).zip(colors).enumerate() {
        let mut series = part_of(shown, &table, part, name, fill);
        for (label, value) in series.labels.iter_mut().zip(&series.values) {
            let Some(value) = value.filter(|value| *value > 0.0) else {
                *label = Label::Hidden;
                continue;
            };
            if value < least || spec.settings.hide_below.is_some_and(|least| value < least) {
                *label = Label::Hidden;
                unlabelled.push(value);
            }
        }
        chart.series.push(series);
    }
    for (name, row) in chart.categories.iter_mut().zip(&table.data.rows) {
        if let Some(total) = table.total(row) {
            *name += &format!(" ({}: {})", language.words().total, data.print(Some(total), language));
        }
    }
    chart.ends = (Some(0.0), Some(whole));
    chart.has_legend = true;
    remark(&mut chart, shown, &unlabelled);
    Some(chart)
}

/// `diverging-bar`: the parts left of the centre are below zero, and the neutral one is split into halves.
pub(super) fn diverging(shown: Shown<'_>, chosen: &ColorOverrides) -> Option<NativeChart> {
    let Shown { spec, data, language, roles, .. } = shown;
    let table = Table::new(data);
    let scale = LikertScale::of(data, &spec.settings);
    let names: Vec<&str> = table.parts.iter().map(|part| part.0.as_str()).collect();
    let colors = chosen.scale(&names, &scale, roles);
    let form = Form::Bars { upright: false, stacked: true, gap: 45 };
    let mut chart = NativeChart::new(shown, form, bars(shown, &table), format_code::unsigned(data, language));
    let sides = table.data.rows.iter().map(|row| scale.sides(&row.values));
    let reach = sides.fold((1.0f64, 1.0f64), |most, side| (most.0.max(side.0), most.1.max(side.1)));
    let least = LEAST[0] * (reach.0 + reach.1);
    let mut unlabelled = Vec::new();
    let mut label = |labels: &mut [Label], whole: &[Option<f64>]| {
        for (label, value) in labels.iter_mut().zip(whole) {
            let value = value.unwrap_or(0.0);
            if value < least {
                *label = Label::Hidden;
                unlabelled.extend((value > 0.0).then_some(value));
            }
        }
    };
    let part = |at: usize| part_of(shown, &table, at, names[at], colors[at]);
    // Programs stack from zero outwards, so the part at the centre comes first.
    if let Some(at) = scale.neutral {
        let whole = part(at);
        for below in [true, false] {
            let sign = if below { -0.5 } else { 0.5 };
            let mut half = whole.clone();
            half.values = whole.values.iter().map(|value| value.map(|value| value * sign)).collect();
            half.origin = Origin::Half { of: 0, below };
            half.labels = vec![Label::Hidden; half.values.len()];
            if !below {
                let print = |value: &Option<f64>| Label::Text(data.print_bare(*value, language));
                half.labels = whole.values.iter().map(print).collect();
                label(&mut half.labels, &whole.values);
            }
            chart.series.push(half);
        }
        chart.extra.push((names[at].to_owned(), whole.values));
    }
    for at in scale.left.iter().rev() {
        let mut series = part(*at);
        label(&mut series.labels, &series.values);
        series.values.iter_mut().flatten().for_each(|value| *value = -*value);
        chart.series.push(series);
    }
    for at in &scale.right {
        let mut series = part(*at);
        label(&mut series.labels, &series.values);
        chart.series.push(series);
    }
    for at in &scale.beside {
        let series = part(*at);
        for (name, value) in chart.categories.iter_mut().zip(&series.values) {
            *name += &format!(" ({}: {})", names[*at], data.print(*value, language));
        }
        chart.extra.push((names[*at].to_owned(), series.values));
    }
    chart.ends = (Some(-reach.0), Some(reach.1));
    chart.key = scale.parts().map(|at| (names[at].to_owned(), colors[at])).collect();
    remark(&mut chart, shown, &unlabelled);
    Some(chart)
}

/// The names of the bars. A bar without figures says why.
fn bars(shown: Shown<'_>, table: &Table) -> Vec<String> {
    let name = |row: &Row| {
        let column = shown.data.columns.iter().find(|column| column.name == row.name);
        match column.filter(|_| !shown.data.is_by_item()) {
            Some(column) => shown.column_name(column),
            None => shown.row_name(row),
        }
    };
    table.data.rows.iter().map(name).collect()
}

fn part_of(shown: Shown<'_>, table: &Table, part: usize, name: &str, fill: Color) -> Series {
    let value = |row: &Row| shown.rounded(row, row.values.get(part).copied().flatten());
    let values = table.data.rows.iter().map(value).collect();
    // A part whose figures are hidden says why, where a legend names it.
    let column = shown.data.columns.iter().find(|column| column.name == name);
    let name = match column.filter(|_| shown.data.is_by_item()) {
        Some(column) => shown.column_name(column),
        None => name.to_owned(),
    };
    Series { label_color: Some(theme::text_on(fill, shown.roles)), ..Series::new(&name, values, fill) }
}

/// Says the unit that the labels leave out, and how many parts have no label.
fn remark(chart: &mut NativeChart, shown: Shown<'_>, unlabelled: &[f64]) {
    let words = shown.language.words();
    if shown.data.unit == Unit::Percent {
        chart.remarks.push(words.in_percent.to_owned());
    }
    chart.remarks.extend(shown.unlabelled(unlabelled));
    chart.remarks.extend(shown.missing());
}
