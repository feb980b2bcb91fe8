//! The columns of a chart's rows: columns of the series, then the remainder to 100 if there is one.
//!
//! Rows of all kinds (categories, nets, others, the remainder) take their figures from here, so all have the same
//! length.

use crate::survey::series::{By, Series};

/// The columns of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChartColumns {
    /// Columns of the series by their index.
    columns: Vec<usize>,
    /// Whether a column for the remainder follows.
    remainder: bool,
}

impl ChartColumns {
    /// These columns, followed by the remainder if it is asked for, each category is a whole, and one of them does
    /// not reach 100.
    pub(crate) fn new(series: &Series, columns: Vec<usize>, is_asked: bool, categories: &[usize]) -> Self {
        let remainder = is_asked
            && series.by == By::Item
            && categories.iter().any(|at| series.missing_to_100(*at).is_some());
        Self { columns, remainder }
    }

    /// Whether the last column is the remainder.
    pub(crate) fn has_remainder(&self) -> bool {
        self.remainder
    }

    /// The figures of a row: one per column of the series, then the remainder if it has a column.
    pub(crate) fn values(
        &self,
        figure: impl Fn(usize) -> Option<f64>,
        remainder: impl Fn() -> Option<f64>,
    ) -> Vec<Option<f64>> {
        let remainder = self.remainder.then(remainder);
        self.columns.iter().map(|column| figure(*column)).chain(remainder).collect()
    }
}
