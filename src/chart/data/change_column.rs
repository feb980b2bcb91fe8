//! The column with the difference between two others.

use std::sync::Arc;

use super::{ChartData, Column, Row, RowKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::language::Language;
use crate::spec::Spanned;
use crate::spec::chart::ChartSpec;
use crate::spec::chart::numbers::NumberStyle;
use crate::spec::chart::table_settings::{Change, Measure};
use crate::survey::names::same;
use crate::survey::rounding;
use crate::survey::series::{Series, Unit};

/// Adds the column that the author asks for. Its figures are differences of those that readers see, so that nobody
/// who subtracts them finds another one. The columns need not be shown: an election chart has the last one only.
pub(crate) fn add(
    change: &Change,
    spec: &ChartSpec,
    series: &Series,
    data: &mut ChartData,
    language: Language,
    sink: &Diagnostics,
) {
    if let Some(facet) = &spec.facet {
        let message = "`change` has no place beside small multiples";
        sink.push(
            Diagnostic::error(Code::MisplacedKey, facet.span.clone(), message)
                .hint("remove `facet` or `change`"),
        );
        return;
    }
    let (Some(from), Some(to)) =
        (Side::find(&change.from, data, series, sink), Side::find(&change.to, data, series, sink))
    else {
        return;
    };
    let at = to.shown.unwrap_or(0);
    let (unit, shown_decimals) = data.unit_of(None, at);
    let decimals = data.style_of(None, at).and_then(|style| style.decimals).unwrap_or(shown_decimals);
    let words = language.words();
    let (own, heading) = match (change.measure, unit) {
        (Measure::Percent, _) => (Unit::Change, words.change_in_percent),
        (Measure::Points, Unit::Percent | Unit::Change) => (Unit::Number, words.change_in_points),
        (Measure::Points, _) => (unit, words.change),
    };
    let base = data.style_of(None, at).filter(|_| change.measure == Measure::Points).cloned();
    let style = NumberStyle {
        plus: true,
        decimals: Some(if change.measure == Measure::Percent { 1 } else { decimals }),
        ..base.unwrap_or_default()
    };
    for row in &mut data.rows {
        let ends = from.figure(row, series).zip(to.figure(row, series));
        let value = ends.and_then(|ends| difference(ends, decimals, change.measure));
        row.values.push(value);
        row.exact.push(value);
    }
    let heading = change.heading.as_ref().map_or_else(|| heading.to_owned(), |found| found.value.clone());
    data.columns.push(Column {
        hidden: series.why_hidden(from.column).or(series.why_hidden(to.column)),
        unit: Some(own),
        style: Some(Arc::new(style)),
        is_change: true,
        ..Column::new(heading)
    });
}

/// One of the two columns.
struct Side {
    /// Its index in the series.
    column: usize,
    /// Its index in the chart, if it is shown.
    shown: Option<usize>,
}

impl Side {
    fn find(name: &Spanned<String>, data: &ChartData, series: &Series, sink: &Diagnostics) -> Option<Self> {
        let Some(column) = series.column(&name.value) else {
            let message = format!("`{}` has no column `{}`", series.id, name.value);
            let hint = suggest(&name.value, series.columns.iter().map(String::as_str));
            sink.push(Diagnostic::error(Code::UnknownColumn, name.span.clone(), message).hint(hint));
            return None;
        };
        let shown = series.columns.get(column);
        // A name may have the letter of a significance test behind it.
        let is = |of: &Column| shown.is_some_and(|name| same(&of.name, name));
        Some(Self { column, shown: data.columns.iter().position(is) })
    }

    /// The figure of a row: as it is shown, or else as the series has it.
    fn figure(&self, row: &Row, series: &Series) -> Option<f64> {
        match self.shown {
            Some(at) => row.values.get(at).copied().flatten(),
            None => match row.kind {
                RowKind::Net => {
                    let net = series.nets.iter().find(|net| same(&net.name, &row.name))?;
                    series.net(net, self.column)
                }
                RowKind::Remainder => series.missing_to_100(self.column),
                RowKind::Category | RowKind::Missing => {
                    series.figure(series.category(&row.name)?, self.column)
                }
            },
        }
    }
}

fn difference((before, after): (f64, f64), decimals: usize, measure: Measure) -> Option<f64> {
    match measure {
        Measure::Points => {
            let points = rounding::shown(after, decimals) - rounding::shown(before, decimals);
            // Floating-point differences carry noise in the last bits.
            Some((points * 1e6).round() / 1e6)
        }
        // From zero or below, a change in per cent means nothing.
        Measure::Percent => (before > 0.0).then(|| (after / before - 1.0) * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, difference};

    #[test]
    fn a_difference_is_that_of_the_figures_as_shown() {
        assert_eq!(difference((53.6, 57.4), 0, Measure::Points), Some(3.0));
    }

    #[test]
    fn nothing_grows_by_per_cent_from_zero() {
        assert_eq!(difference((0.0, 5.0), 0, Measure::Percent), None);
        assert_eq!(difference((4.0, 5.0), 0, Measure::Percent), Some(25.0));
    }
}
