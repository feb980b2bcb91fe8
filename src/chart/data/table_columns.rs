//! What a table shows in its columns besides figures: texts, bars, arrows and sparklines.

use super::ChartData;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::Spanned;
use crate::spec::chart::table_settings::{BarScale, Sparkline, TableSettings};
use crate::survey::names::same;

/// What a table shows in its columns, by the index of each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableColumns {
    /// The headings of the columns of text.
    pub texts: Vec<String>,
    /// Which columns have bars.
    pub bars: Vec<bool>,
    /// Whether all bars have one scale.
    pub shared: bool,
    /// Which columns are changes with an arrow.
    pub arrows: Vec<bool>,
    /// Which columns print their figures.
    pub figures: Vec<bool>,
    /// The heading of the sparkline, and the columns that it runs through.
    pub sparkline: Option<(String, Vec<usize>)>,
}

/// Resolves the settings of a table.
pub(crate) fn add(settings: &TableSettings, data: &mut ChartData, sink: &Diagnostics) {
    texts(settings, data, sink);
    sub_rows(settings, data, sink);
    let count = data.columns.len();
    let is_measured = |column: usize| !data.unit_of(None, column).0.counts();
    let mut table = TableColumns {
        texts: settings.texts.iter().map(|(heading, _)| heading.value.clone()).collect(),
        bars: (0..count).map(|column| !is_measured(column)).collect(),
        shared: settings
            .scale
            .map_or_else(|| !(0..count).any(is_measured), |scale| scale == BarScale::Shared),
        arrows: data.columns.iter().map(|column| column.is_change).collect(),
        figures: vec![true; count],
        sparkline: None,
    };
    if let Some(bars) = &settings.bars {
        table.bars = vec![false; count];
        columns(bars, data, sink).into_iter().for_each(|column| table.bars[column] = true);
    }
    for column in columns(&settings.arrows, data, sink) {
        table.arrows[column] = true;
        let style = data.style_of(None, column).cloned().unwrap_or_default();
        let style = crate::spec::chart::numbers::NumberStyle { plus: true, ..style };
        data.columns[column].style = Some(std::sync::Arc::new(style));
    }
    for (column, bar) in table.bars.iter_mut().enumerate() {
        *bar &= !table.arrows[column] || settings.bars.is_some();
    }
    if let Some(sparkline) = &settings.sparkline {
        line(sparkline, data, &mut table, sink);
    }
    data.table = Some(table);
}

/// The sparkline. Of the columns that it runs through, only some print their figures, and none has a bar.
fn line(sparkline: &Sparkline, data: &ChartData, table: &mut TableColumns, sink: &Diagnostics) {
    let of = match &sparkline.columns {
        Some(names) => columns(names, data, sink),
        None => (0..data.columns.len()).filter(|column| !data.columns[*column].is_change).collect(),
    };
    if of.len() < 3 {
        sink.push(
            Diagnostic::error(
                Code::UnsuitableKind,
                sparkline.heading.span.clone(),
                format!("a sparkline needs at least 3 columns, but there are {}", of.len()),
            )
            .hint("remove `sparkline`: two figures say more than a line between them"),
        );
        return;
    }
    let printed = match &sparkline.figures {
        Some(names) => columns(names, data, sink),
        None => of.last().copied().into_iter().collect(),
    };
    for column in &of {
        table.figures[*column] = printed.contains(column);
        table.bars[*column] = false;
    }
    table.sparkline = Some((sparkline.heading.value.clone(), of));
}

/// Gives rows their texts. A row without a text has an empty cell.
fn texts(settings: &TableSettings, data: &mut ChartData, sink: &Diagnostics) {
    for (_, texts) in &settings.texts {
        for row in &mut data.rows {
            let found = texts.iter().find(|(name, _)| same(&name.value, &row.name));
            row.texts.push(found.map_or_else(String::new, |(_, text)| text.value.clone()));
        }
        for (name, _) in texts {
            find_row(name, data, sink);
        }
    }
}

/// Moves sub-rows below the row that they are part of.
fn sub_rows(settings: &TableSettings, data: &mut ChartData, sink: &Diagnostics) {
    for (parent, parts) in &settings.sub_rows {
        let Some(of) = find_row(parent, data, sink) else { continue };
        let of_parent = data.rows[of].name.clone();
        for part in parts.iter().rev() {
            let Some(at) = find_row(part, data, sink) else { continue };
            let place = data.rows.iter().position(|row| row.name == of_parent).unwrap_or(of);
            if at == place || data.rows[at].part_of.is_some() {
                let message = format!("`{}` is a sub-row already, or the row itself", part.value);
                sink.push(
                    Diagnostic::error(Code::RepeatedName, part.span.clone(), message)
                        .hint("name each category once"),
                );
                continue;
            }
            let mut row = data.rows.remove(at);
            let place = data.rows.iter().position(|row| row.name == of_parent).unwrap_or(0);
            row.group = data.rows.get(place).and_then(|row| row.group);
            row.part_of = Some(0);
            data.rows.insert((place + 1).min(data.rows.len()), row);
        }
    }
    if settings.sub_rows.is_empty() {
        return;
    }
    let mut parent = None;
    for at in 0..data.rows.len() {
        match data.rows[at].part_of {
            None => parent = Some(at),
            Some(_) => data.rows[at].part_of = parent,
        }
    }
}

fn find_row(name: &Spanned<String>, data: &ChartData, sink: &Diagnostics) -> Option<usize> {
    let found = data.rows.iter().position(|row| same(&row.name, &name.value));
    if found.is_none() {
        let message = format!("the table has no row `{}`", name.value);
        let hint = suggest(&name.value, data.rows.iter().map(|row| row.name.as_str()));
        sink.push(Diagnostic::error(Code::UnknownCategory, name.span.clone(), message).hint(hint));
    }
    found
}

fn columns(names: &[Spanned<String>], data: &ChartData, sink: &Diagnostics) -> Vec<usize> {
    let find = |name: &Spanned<String>| {
        let found = data.columns.iter().position(|column| same(&column.name, &name.value));
        if found.is_none() {
            let message = format!("the chart shows no column `{}`", name.value);
            let hint = suggest(&name.value, data.columns.iter().map(|column| column.name.as_str()));
            sink.push(Diagnostic::error(Code::UnknownColumn, name.span.clone(), message).hint(hint));
        }
        found
    };
    names.iter().filter_map(find).collect()
}
