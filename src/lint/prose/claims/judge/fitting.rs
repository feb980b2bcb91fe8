//! Typed percentages that need no figure of their own, since they fit some.

use std::collections::BTreeSet;

use super::super::claim::{Claim, Kind, Subject};
use super::super::mentions::Axis;
use super::super::quantities::Quantity;
use super::super::read::Sentence;
use super::super::table::Table;
use super::candidates::candidates;
use super::{Verdict, judge};
use crate::survey::rounding::shown;
use crate::survey::series::By;

/// The typed percentages that fit some figure: rounded or bounded ones, sums of answers, and sizes of a change that is
/// stated correctly. Each with its first and last token.
pub(in super::super) fn fitting(sentence: &Sentence<'_>, table: &Table<'_>) -> Vec<(usize, usize)> {
    if !table.is_shares() {
        return Vec::new();
    }
    /// "More than 40 %" is said of figures up to so many points above.
    const BOUND: f64 = 12.0;
    let singles: Vec<f64> = (0..table.rows.len())
        .flat_map(|row| (0..table.series.width()).filter_map(move |column| table.value(row, column)))
        .collect();
    let all = Subject::default();
    // A sum is one of the groups that the sentence names, or else of the total.
    let named: BTreeSet<usize> = sentence
        .mentions
        .iter()
        .filter(|mention| mention.axis == Axis::Column)
        .flat_map(|mention| mention.names.iter().copied())
        .filter(|column| *column < table.series.width())
        .collect();
    let columns: Vec<usize> = match (named.is_empty(), table.total) {
        (false, _) => named.into_iter().collect(),
        (true, Some(total)) => vec![total],
        (true, None) => (0..table.series.width()).collect(),
    };
    let everything = Subject { columns: columns.clone(), ..all };
    let any = Claim::about(everything);
    let values = candidates(&any.subject, &any, table);
    let pairs = pairs_of_answers(table, &columns);
    let fits = |quantity: &&Quantity| match quantity.typed {
        Some((value, decimals)) => {
            let is_sum = |sum: &f64| (shown(*sum, decimals) - value).abs() < 1e-9;
            singles.iter().any(is_sum)
                || values.iter().any(|(sum, _)| is_sum(sum))
                || pairs.iter().any(is_sum)
        }
        None => {
            let (low, high) = match (quantity.low <= 0.0, quantity.high >= 100.0) {
                (true, _) => (quantity.high - BOUND, quantity.high),
                (_, true) => (quantity.low, quantity.low + BOUND),
                _ => (quantity.low, quantity.high),
            };
            singles.iter().any(|value| (low - 1e-9..=high + 1e-9).contains(value))
        }
    };
    let quantities = sentence.quantities.iter().filter(fits).map(|quantity| (quantity.first, quantity.last));
    let held = sentence.claims().into_iter().filter(|claim| {
        let stated = matches!(claim.kind, Kind::Ratio(_, _, Some(_)) | Kind::Change(_, _, Some(_)));
        stated && matches!(judge(claim, table, true), Verdict::Holds | Verdict::Chance(_))
    });
    let held = held.flat_map(|_| sentence.amounts().into_iter().map(|(_, first, last)| (first, last)));
    quantities.chain(held).collect()
}

/// The sums of any two answers that exclude each other.
fn pairs_of_answers(table: &Table<'_>, columns: &[usize]) -> Vec<f64> {
    /// More answers than this have so many sums that nearly every number is one.
    const MOST: usize = 12;
    let rows = table.categories();
    if !table.adds_up() || table.series.by == By::Item || rows > MOST {
        return Vec::new();
    }
    let pairs = (0..rows).flat_map(|one| (one + 1..rows).map(move |other| (one, other)));
    let of = |column: usize| {
        pairs
            .clone()
            .filter_map(move |(one, other)| Some(table.value(one, column)? + table.value(other, column)?))
    };
    columns.iter().flat_map(|column| of(*column)).collect()
}
