//! Columns that must not be shown for what they are themselves: too few respondents, too rare an answer, or weights of which one
//! respondent has too large a part.

use std::collections::BTreeMap;

use super::disclosure::{column_name, counts_respondents, is_exclusive};
use super::hidden::Hidden;
use super::series::{Series, Unit};

/// What must not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Least {
    /// Figures that rest on fewer respondents.
    pub n: u32,
    /// Groups in which fewer respondents, but not none, gave an answer.
    pub cell: u32,
    /// Reports of fewer respondents in all.
    pub report: u32,
    /// Groups in which one respondent may have a larger part of the weights; 0 where that does not matter.
    pub part: f64,
}

impl From<u32> for Least {
    fn from(n: u32) -> Self {
        Self { n, ..Self::default() }
    }
}

/// The columns that must not be shown for what they are themselves.
pub(super) fn small(series: &Series, sizes: &[Option<u32>], least: Least) -> BTreeMap<usize, Hidden> {
    let mut small = BTreeMap::new();
    let all = sizes.iter().flatten().copied().chain(series.base.as_ref().and_then(|base| base.n)).max();
    for (column, size) in sizes.iter().enumerate() {
        let Some(size) = *size else { continue };
        if size < least.n {
            small.insert(column, Hidden::Small(least.n));
        } else if all.is_some_and(|all| all < least.report) {
            small.insert(column, Hidden::Small(least.report));
        } else if has_rare_answer(series, column, size, least.cell)
            || is_dominated(series, column, size, least.part)
        {
            small.insert(column, Hidden::Linked);
        }
    }
    small
}

/// Whether some but too few respondents of a column gave an answer, or did not tick it.
fn has_rare_answer(series: &Series, column: usize, size: u32, least: u32) -> bool {
    if least == 0 || !counts_respondents(series) {
        return false;
    }
    let size = f64::from(size);
    let is_few = |count: f64| (0.5..f64::from(least) - 0.5).contains(&count);
    series.categories.iter().filter_map(|category| category.values.get(column).copied().flatten()).any(
        |value| {
            let count = if series.unit == Unit::Percent { value * size / 100.0 } else { value };
            is_few(count) || (!is_exclusive(series) && is_few(size - count))
        },
    )
}

/// Whether one respondent of a column may have a larger part of its weights than this. With an effective size of m nobody has more
/// than 1 / √m of them.
fn is_dominated(series: &Series, column: usize, size: u32, part: f64) -> bool {
    if part <= 0.0 {
        return false;
    }
    let effective = series.base.as_ref().and_then(|base| {
        let own = base.columns.iter().find(|(name, _)| name == column_name(series, column));
        own.map_or(base.n_effective.filter(|_| series.columns.is_empty()), |(_, size)| size.n_effective)
    });
    match effective {
        Some(effective) => 1.0 / effective.max(1.0).sqrt() > part,
        None => 1.0 / f64::from(size.max(1)) > part,
    }
}
