//! How the figures of single columns are printed.

use std::sync::Arc;

use super::data::Column;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::spec::chart::{ChartSpec, Kind};
use crate::spec::numbers::NumberStyle;
use crate::survey::names::same;
use crate::survey::rounding::{self, Rounding};
use crate::survey::series::{Series, Unit};

/// Gives columns the style that the author asks for. In a table of numbers, where each column may measure something
/// else, a column has the decimals of its own figures, unless somebody says how many.
pub(super) fn give(spec: &ChartSpec, series: &Series, columns: &mut [Column], sink: &Diagnostics) {
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

/// The decimals of a column where they differ from those of its series.
fn own(series: &Series, column: &str) -> Option<usize> {
    let at = series.column(column)?;
    let figures = series.categories.iter().filter_map(|category| category.values[at]);
    let most = figures.map(rounding::places).max().unwrap_or(0).min(1);
    (most != series.decimals()).then_some(most)
}
