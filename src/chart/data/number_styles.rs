//! How the figures of single columns are printed.

use std::sync::Arc;

use super::{ChartData, Column};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::chart::numbers::{Magnitude, NumberStyle};
use crate::spec::chart::{ChartSpec, Kind};
use crate::survey::names::same;
use crate::survey::rounding::{self, Rounding};
use crate::survey::series::{Series, Unit};

/// Gives columns the style that the author asks for. In a table of numbers, where each column may measure something
/// else, a column has the decimals of its own figures, unless somebody says how many.
pub(crate) fn give(spec: &ChartSpec, series: &Series, columns: &mut [Column], sink: &Diagnostics) {
    for (name, style) in &spec.numbers.columns {
        match columns.iter_mut().find(|column| same(&column.name, &name.value)) {
            Some(column) => column.style = Some(Arc::new(style.clone())),
            None => {
                let message = format!("the chart shows no column `{}`", name.value);
                let hint = suggest(&name.value, columns.iter().map(|column| column.name.as_str()));
                sink.push(Diagnostic::error(Code::UnknownColumn, name.span.clone(), message).hint(hint));
            }
        }
    }
    let is_free = series.unit == Unit::Number && series.places.is_none() && series.rounding != Rounding::None;
    if spec.kind.value != Kind::Table || !is_free {
        return;
    }
    for column in columns {
        let style = column.style.as_deref().or(spec.numbers.all.as_ref());
        if let (None, Some(decimals)) = (style.and_then(|style| style.decimals), own(series, &column.name)) {
            let style = style.cloned().unwrap_or_default();
            column.style = Some(Arc::new(NumberStyle { decimals: Some(decimals), ..style }));
        }
    }
}

/// Prints amounts in millions or billions where that loses no digit: `159,4 Mrd.` for 159400000000. An author who says
/// how figures are printed gets that, and a table keeps every figure as it is.
pub(crate) fn shorten(spec: &ChartSpec, data: &mut ChartData) {
    let counts = matches!(data.unit, Unit::Number | Unit::Count);
    let is_said = spec.numbers.all.is_some() || data.columns.iter().any(|column| column.style.is_some());
    if !counts || is_said || spec.kind.value == Kind::Table {
        return;
    }
    let figures = || data.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
    let most = figures().map(f64::abs).fold(0.0, f64::max);
    // References and intervals are printed in the same way.
    let references = spec.references.iter().flat_map(|reference| [reference.from, reference.to]);
    let notes = data.rows.iter().flat_map(|row| &row.notes);
    let intervals = notes.filter_map(|note| note.interval).flat_map(|(low, high)| [low, high]);
    let exact: Vec<f64> = figures().chain(references).chain(intervals).collect();
    let is_exact = |unit: f64| exact.iter().all(|value| value % unit == 0.0);
    let fitting = [Magnitude::Billions, Magnitude::Millions].into_iter().find_map(|magnitude| {
        let divisor = magnitude.divisor();
        let exact = [(0, 1.0), (1, 10.0)].into_iter().find(|(_, parts)| is_exact(divisor / parts));
        let (decimals, _) = exact?;
        (most >= divisor).then_some((magnitude, decimals))
    });
    if let Some((magnitude, decimals)) = fitting {
        let style = NumberStyle { magnitude, decimals: Some(decimals), ..NumberStyle::default() };
        data.style = Some(Arc::new(style));
    }
}

/// The decimals of a column where they differ from those of its series.
fn own(series: &Series, column: &str) -> Option<usize> {
    let at = series.column(column)?;
    let figures = series.categories.iter().filter_map(|category| category.values[at]);
    let most = figures.map(rounding::places).max().unwrap_or(0).min(1);
    (most != series.decimals()).then_some(most)
}
