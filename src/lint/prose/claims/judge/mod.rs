//! Compares a claim with the unrounded figures of a series: shares here, the rest in a file for each kind.

mod candidates;
mod chance;
mod changes;
mod comparisons;
mod fitting;
mod ranks;

use super::claim::{Claim, Kind, Subject};
use super::table::Table;
use crate::language::{Language, number};
use crate::survey::rounding::shown;
use crate::survey::series::By;
use candidates::{candidates, columns};
use changes::{change, never};
use comparisons::{alike, closing, differ, ratio};
pub(super) use fitting::fitting;
use ranks::rank;

/// What the figures say about a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    /// The claim is true of what it may be about.
    Holds,
    /// It is not certain what the claim is about, or its figures are unknown.
    Unknown,
    /// It is true of the figures, but the difference may be chance; in words.
    Chance(String),
    /// It is not true; the figures in words.
    Wrong(String),
}

impl Verdict {
    fn rank(&self) -> usize {
        match self {
            Self::Holds => 0,
            Self::Unknown => 1,
            Self::Chance(_) => 2,
            Self::Wrong(_) => 3,
        }
    }
}

/// The best of several readings: an author is believed to mean what is true.
fn best(readings: impl IntoIterator<Item = Verdict>) -> Verdict {
    readings.into_iter().min_by_key(Verdict::rank).unwrap_or(Verdict::Unknown)
}

/// Compares a claim with a table. `is_own` says that the text belongs to a chart of this series: it is about these
/// figures even where it names none of them.
pub(super) fn judge(claim: &Claim, table: &Table<'_>, is_own: bool) -> Verdict {
    match claim.kind {
        Kind::Share(low, high) => share(claim, table, (low, high), is_own),
        Kind::Figure(value, decimals) => figure(claim, table, value, decimals),
        Kind::Ratio(low, high, amount) => ratio(claim, table, (low, high), amount),
        Kind::Alike => alike(claim, table),
        Kind::Never(low, high) => never(claim, table, (low, high)),
        Kind::Differ => differ(claim, table),
        Kind::Closing => closing(claim, table),
        Kind::Rank { least, most, end, of_groups } => rank(claim, table, (least, most), end, of_groups),
        Kind::Change(low, high, amount) => change(claim, table, (low, high), amount, is_own),
    }
}

/// The name of a figure: of its row, and of its column if there are several.
fn name(table: &Table<'_>, row: usize, column: usize) -> String {
    match table.column_name(column) {
        "" => format!("`{}`", table.row_name(row)),
        column => format!("`{}`, `{column}`", table.row_name(row)),
    }
}

fn print(value: f64) -> String {
    number::number(value, usize::from((value - value.round()).abs() > 1e-9), Language::English)
}

fn share(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64), is_own: bool) -> Verdict {
    if !table.is_shares() {
        return Verdict::Unknown;
    }
    let named =
        !claim.subject.rows.is_empty() || (table.series.by == By::Item && !claim.subject.columns.is_empty());
    // "Every renter deserves …" is a saying unless it names an answer.
    let is_saying = low > 99.0 || high < 1.0;
    if !named && (!is_own || !claim.of_respondents || is_saying) {
        return Verdict::Unknown;
    }
    let mut values = candidates(&claim.subject, claim, table);
    if !named {
        // The text may be about those who did not give an answer.
        let others: Vec<(f64, String)> =
            values.iter().map(|(value, name)| (100.0 - value, name.clone())).collect();
        values.extend(others);
        // Or about those who were asked the question at all.
        values.extend(table.asked_share().map(|share| (share, "the base".to_owned())));
    }
    let middle = if high >= 100.0 {
        low
    } else if low <= 0.0 {
        high
    } else {
        (low + high) / 2.0
    };
    let nearest =
        values.iter().min_by(|one, other| (one.0 - middle).abs().total_cmp(&(other.0 - middle).abs()));
    match nearest {
        None => Verdict::Unknown,
        Some(_) if values.iter().any(|(value, _)| (low - 1e-9..=high + 1e-9).contains(value)) => {
            Verdict::Holds
        }
        Some(_) if claim.joined && fits_with_another(claim, table, (low, high)) => Verdict::Unknown,
        Some((value, name)) if named => Verdict::Wrong(format!("{name} is {} %", print(*value))),
        Some(_) => Verdict::Wrong(format!("no answer of `{}` has such a share", table.series.id)),
    }
}

/// Whether the sum of a row that is named and one that is not has such a share.
fn fits_with_another(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64)) -> bool {
    let columns = columns(&claim.subject, claim, table);
    let sum = |row: usize, other: usize, column: usize| {
        Some(table.value(row, column)? + table.value(other, column)?)
    };
    table.adds_up()
        && claim.subject.rows.iter().any(|row| {
            let others = (0..table.categories()).filter(|other| other != row);
            let sums =
                others.flat_map(|other| columns.iter().filter_map(move |column| sum(*row, other, *column)));
            sums.into_iter().any(|sum| (low - 1e-9..=high + 1e-9).contains(&sum))
        })
}

/// A typed percentage beside a name: wrong if it is the figure of another row.
fn figure(claim: &Claim, table: &Table<'_>, value: f64, decimals: usize) -> Verdict {
    if !table.is_shares() || claim.subject.rows.is_empty() || claim.together {
        return Verdict::Unknown;
    }
    let columns: Vec<usize> = match claim.subject.columns.is_empty() {
        true => (0..table.series.width()).collect(),
        false => claim.subject.columns.clone(),
    };
    let is_printed = |figure: f64| (shown(figure, decimals) - value).abs() < 1e-9;
    let cell = |row: usize| columns.iter().filter_map(move |column| table.value(row, *column));
    let own =
        Claim { subject: Subject { columns: columns.clone(), ..claim.subject.clone() }, ..claim.clone() };
    if candidates(&own.subject, &own, table).iter().any(|(figure, _)| is_printed(*figure)) {
        return Verdict::Holds;
    }
    let others = (0..table.rows.len()).filter(|row| !claim.subject.rows.contains(row));
    let swapped = others.clone().find(|row| cell(*row).any(is_printed));
    // With groups, the figure of another group beside the name of this one.
    let group = (!claim.subject.columns.is_empty())
        .then(|| (0..table.series.width()).filter(|column| !claim.subject.columns.contains(column)))
        .into_iter()
        .flatten()
        .find(|column| {
            claim.subject.rows.iter().any(|row| table.value(*row, *column).is_some_and(is_printed))
        });
    let owner = swapped
        .map(|row| table.row_name(row).to_owned())
        .or_else(|| group.map(|column| table.column_name(column).to_owned()));
    match (owner, claim.subject.rows.first()) {
        (Some(owner), Some(row)) => {
            let values: Vec<String> = cell(*row).map(print).collect();
            let name = table.row_name(*row);
            Verdict::Wrong(format!(
                "{} % is the figure of `{owner}`; that of `{name}` is {}",
                print(value),
                values.join(" or ")
            ))
        }
        _ => Verdict::Unknown,
    }
}
