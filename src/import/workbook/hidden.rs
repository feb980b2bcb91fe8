//! Rows and columns of a sheet that are hidden.

/// Ranges of rows and columns, first and last, in rising order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hidden {
    pub(super) rows: Vec<(u32, u32)>,
    pub(super) columns: Vec<(u32, u32)>,
}

impl Hidden {
    /// Whether a row is hidden.
    pub(super) fn row(&self, row: u32) -> bool {
        is_in(&self.rows, row)
    }

    /// Whether a column is hidden.
    pub(super) fn column(&self, column: u32) -> bool {
        is_in(&self.columns, column)
    }

    /// Puts the ranges in order, as programs that write them in another one ask for.
    pub(super) fn sorted(mut self) -> Self {
        self.rows.sort_unstable();
        self.columns.sort_unstable();
        self
    }
}

fn is_in(ranges: &[(u32, u32)], at: u32) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= at);
    after.checked_sub(1).is_some_and(|index| at <= ranges[index].1)
}
