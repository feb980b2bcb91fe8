//! Whether a difference may be chance, and whether its size is stated correctly.

use super::super::claim::Amount;
use super::super::table::Table;
use super::print;
use crate::survey::intervals::{Samples, least_margin_of_difference, margin_of_difference, significant};
use crate::survey::series::{By, QuestionType};

/// Why the difference between two figures, each with its column, may be chance, if it may; `None` also where the
/// sizes are unknown. `same_rows` says that they belong to the same rows.
pub(super) fn by_chance(
    table: &Table<'_>,
    (a, one): (f64, usize),
    (b, other): (f64, usize),
    same_rows: bool,
) -> Option<String> {
    if !table.is_shares() || table.series.question_type == QuestionType::Numeric {
        return None;
    }
    let gap = (a - b).abs();
    let same_sample = one == other || table.series.by == By::Item;
    if same_sample {
        let n = table.effective(one)?;
        let exclusive = table.adds_up() && (table.series.by == By::Group || same_rows);
        let margin = margin_of_difference(a, b, n, exclusive, table.z());
        return (gap < margin)
            .then(|| format!("{} points may be chance, the margin is {}", print(gap), print(margin)));
    }
    // The total contains the group, so they are no two samples.
    if table.total.is_some_and(|total| total == one || total == other) {
        return None;
    }
    let (n, m) = (table.effective(one)?, table.effective(other)?);
    let sizes = || format!("{} points may be chance with n = {} and {}", print(gap), n.round(), m.round());
    significant((a, n), (b, m), Samples::Apart, table.z()).is_none().then(sizes)
}

/// Like [`by_chance`], for a place among many. Where several answers were allowed, their overlap is unknown, and the
/// least possible margin counts: the widest would doubt every list.
pub(super) fn tie_by_chance(table: &Table<'_>, one: (usize, usize), other: (usize, usize)) -> Option<String> {
    let (a, b) = (table.value(one.0, one.1)?, table.value(other.0, other.1)?);
    if table.adds_up() || one.1 != other.1 {
        return by_chance(table, (a, one.1), (b, other.1), one.0 == other.0);
    }
    let n = table.effective(one.1).filter(|_| table.is_shares())?;
    let gap = (a - b).abs();
    let margin = least_margin_of_difference(a, b, n, table.z());
    (gap < margin).then(|| format!("{} points may be chance, the margin is {}", print(gap), print(margin)))
}

/// Why an amount does not state the difference between two figures, if it does not.
pub(super) fn misstated(amount: Amount, a: f64, b: f64) -> Option<String> {
    let (gap, least) = ((a - b).abs(), a.min(b));
    let slack = if amount.about {
        0.15 * amount.value + 0.5
    } else {
        0.5 * 0.1f64.powi(i32::try_from(amount.decimals).unwrap_or(0)) + 0.5
    };
    let is_points = (gap - amount.value).abs() <= slack + 1e-9;
    let relative =
        |of: f64| of > 0.0 && (100.0 * gap / of - amount.value).abs() <= (0.1 * amount.value).max(1.0);
    let is_percent = relative(b) || relative(least);
    match amount.points {
        true if !is_points => Some(format!("that is {} percentage points", print(gap))),
        false if !is_percent && is_points => Some(format!(
            "that is {} percentage points, and {} percent",
            print(gap),
            (100.0 * gap / b.max(1e-9)).round()
        )),
        false if !is_percent => Some(format!("that is {} percent", (100.0 * gap / b.max(1e-9)).round())),
        _ => None,
    }
}
