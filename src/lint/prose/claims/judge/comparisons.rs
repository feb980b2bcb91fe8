//! Compares the two sides of a claim.

use super::super::claim::{Amount, Claim, Subject};
use super::super::table::Table;
use super::candidates::columns;
use super::chance::{by_chance, misstated};
use super::{Verdict, best, name, print};
use crate::survey::series::By;

/// One side of a comparison: rows whose figures are added, in a column.
type Side = (Vec<usize>, usize);

/// The pairs that a comparison may mean.
fn pairs(claim: &Claim, table: &Table<'_>) -> Vec<[Side; 2]> {
    let Some(other) = &claim.other else { return Vec::new() };
    // "Zufrieden" names two answers: in a question with one answer each, both together.
    let sides = |subject: &Subject| -> Vec<Vec<usize>> {
        let parts: Vec<usize> =
            subject.rows.iter().copied().filter(|row| *row < table.categories()).collect();
        match subject.grouped && table.adds_up() && table.series.by == By::Group && parts.len() > 1 {
            true => vec![parts],
            false => subject.rows.iter().map(|row| vec![*row]).collect(),
        }
    };
    let mut pairs = Vec::new();
    if claim.subject.columns == other.columns {
        for column in columns(&claim.subject, claim, table) {
            for one in sides(&claim.subject) {
                let others = sides(other).into_iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| [(one.clone(), column), (other, column)]));
            }
        }
    } else {
        let rows = match claim.subject.rows.is_empty() {
            // Groups compared without an answer: about the only one there is, if any.
            true if table.categories() == 1 => vec![vec![0]],
            _ => sides(&claim.subject),
        };
        for row in rows {
            for one in &claim.subject.columns {
                let others = other.columns.iter().filter(|other| *other != one);
                pairs.extend(others.map(|other| [(row.clone(), *one), (row.clone(), *other)]));
            }
        }
    }
    pairs
}

/// The figure of a side.
fn value_of(table: &Table<'_>, side: &Side) -> Option<f64> {
    side.0.iter().map(|row| table.value(*row, side.1)).sum()
}

fn name_of(table: &Table<'_>, side: &Side) -> String {
    side.0.iter().map(|row| name(table, *row, side.1)).collect::<Vec<_>>().join(" + ")
}

pub(super) fn ratio(
    claim: &Claim,
    table: &Table<'_>,
    (low, high): (f64, f64),
    amount: Option<Amount>,
) -> Verdict {
    let readings = pairs(claim, table).into_iter().map(|[one, other]| {
        let (Some(a), Some(b)) = (value_of(table, &one), value_of(table, &other)) else {
            return Verdict::Unknown;
        };
        if a < 0.0 || b < 0.0 || (a == 0.0 && b == 0.0) {
            return Verdict::Unknown;
        }
        let figures = || {
            format!("{} is {}, {} is {}", name_of(table, &one), print(a), name_of(table, &other), print(b))
        };
        let ratio = if b == 0.0 { f64::INFINITY } else { a / b };
        if !(low..=high).contains(&ratio) {
            return Verdict::Wrong(figures());
        }
        if let Some(why) = amount.and_then(|amount| misstated(amount, a, b)) {
            return Verdict::Wrong(format!("{}: {why}", figures()));
        }
        by_chance(table, (a, one.1), (b, other.1), one.0 == other.0)
            .map_or(Verdict::Holds, |why| Verdict::Chance(format!("{}: {why}", figures())))
    });
    best(readings)
}

pub(super) fn differ(claim: &Claim, table: &Table<'_>) -> Verdict {
    let readings = pairs(claim, table).into_iter().map(|[one, other]| {
        let (Some(a), Some(b)) = (value_of(table, &one), value_of(table, &other)) else {
            return Verdict::Unknown;
        };
        by_chance(table, (a, one.1), (b, other.1), one.0 == other.0).map_or(Verdict::Holds, |why| {
            let (first, second) = (name_of(table, &one), name_of(table, &other));
            Verdict::Chance(format!("{first} is {}, {second} is {}: {why}", print(a), print(b)))
        })
    });
    best(readings)
}

/// Two figures that are called alike: within a few points, a tenth or the margin of error of each other.
pub(super) fn alike(claim: &Claim, table: &Table<'_>) -> Verdict {
    const POINTS: f64 = 2.5;
    let readings = pairs(claim, table).into_iter().map(|[one, other]| {
        let (Some(a), Some(b)) = (value_of(table, &one), value_of(table, &other)) else {
            return Verdict::Unknown;
        };
        let near = (a - b).abs() <= POINTS || (a.min(b) >= 0.9 * a.max(b));
        if near || by_chance(table, (a, one.1), (b, other.1), one.0 == other.0).is_some() {
            return Verdict::Holds;
        }
        let (first, second) = (name_of(table, &one), name_of(table, &other));
        Verdict::Wrong(format!("{first} is {}, {second} is {}", print(a), print(b)))
    });
    best(readings)
}

/// Whether the gap between two answers became smaller from an earlier wave to the latest.
pub(super) fn closing(claim: &Claim, table: &Table<'_>) -> Verdict {
    let (Some(other), Some((_, last))) = (&claim.other, table.waves.last()) else { return Verdict::Unknown };
    let earlier = &table.waves[..table.waves.len() - 1];
    let rows = claim.subject.rows.iter().flat_map(|one| other.rows.iter().map(move |other| (*one, *other)));
    let readings = rows.flat_map(|(one, other)| {
        let gap = move |column: usize| Some((table.value(one, column)? - table.value(other, column)?).abs());
        earlier.iter().map(move |(_, first)| match (gap(*first), gap(*last)) {
            (Some(before), Some(now)) if now < before => Verdict::Holds,
            (Some(before), Some(now)) => Verdict::Wrong(format!(
                "the gap between `{}` and `{}` went from {} to {} points",
                table.row_name(one),
                table.row_name(other),
                print(before),
                print(now)
            )),
            _ => Verdict::Unknown,
        })
    });
    best(readings)
}
