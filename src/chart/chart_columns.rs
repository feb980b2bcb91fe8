//! The columns that every row of a chart has a figure for: those of the series, and what is missing to 100 behind them.
//!
//! Rows of all sorts (categories, nets, others, the remainder) take their figures from here, so all are equally long.

use crate::survey::series::{By, Series};

/// The columns of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lanes {
    /// Columns of the series by their index.
    columns: Vec<usize>,
    /// Whether a column for what is missing to 100 stands behind them.
    rest: bool,
}

impl Lanes {
    /// These columns, and what is missing to 100 where it is asked for and each category is a whole, one of which is not
    /// complete.
    pub(super) fn new(series: &Series, columns: Vec<usize>, is_asked: bool, categories: &[usize]) -> Self {
        let rest = is_asked
            && series.by == By::Item
            && categories.iter().any(|at| series.missing_to_100(*at).is_some());
        Self { columns, rest }
    }

    /// Whether the last column is what is missing to 100.
    pub(super) fn has_rest(&self) -> bool {
        self.rest
    }

    /// The figures of a row: one a column of the series, then what is missing to 100 where that has a column.
    pub(super) fn values(
        &self,
        of: impl Fn(usize) -> Option<f64>,
        rest: impl Fn() -> Option<f64>,
    ) -> Vec<Option<f64>> {
        let rest = self.rest.then(rest);
        self.columns.iter().map(|column| of(*column)).chain(rest).collect()
    }
}
