//! Places of answers within a group, and of groups by an answer.

use super::super::claim::{Claim, End, Subject};
use super::super::table::Table;
use super::candidates::columns as meant;
use super::chance::tie_by_chance;
use super::{Verdict, best, name, print};
use crate::language::stance::stance;
use crate::survey::series::By;

pub(super) fn rank(
    claim: &Claim,
    table: &Table<'_>,
    place: (usize, usize),
    end: End,
    of_groups: bool,
) -> Verdict {
    let Subject { rows, columns, .. } = &claim.subject;
    let mut readings = Vec::new();
    // Among the answers of a column.
    let among: Vec<usize> = match columns.is_empty() && table.series.by == By::Item {
        true => sided(table),
        false => meant(&claim.subject, claim, table),
    };
    let ranked: Vec<usize> = (0..table.categories()).filter(|row| !table.rows[*row].aside).collect();
    let is_ranked = |row: &&usize| !of_groups && ranked.contains(row) && ranked.len() > 1;
    for row in rows.iter().filter(is_ranked) {
        readings.extend(among.iter().map(|column| {
            let cells: Vec<(usize, usize)> = ranked.iter().map(|row| (*row, *column)).collect();
            placed(table, (*row, *column), &cells, place, end)
        }));
    }
    // Among the columns of an answer.
    let groups: Vec<usize> = (0..table.series.columns.len())
        .filter(|column| !table.columns[*column].aside && Some(*column) != table.total)
        .collect();
    let of: Vec<usize> = if rows.is_empty() && table.categories() == 1 { vec![0] } else { rows.clone() };
    // "In second place in 2024" is a place among answers, not among waves.
    let among_waves = !table.waves.is_empty() && !of_groups && place.0 > 1 && !rows.is_empty();
    // "Most satisfied with A" ranks items, not the answers to one.
    let among_items = table.series.by == By::Item && claim.subject.grouped;
    let is_group =
        |column: &&usize| !among_waves && !among_items && groups.contains(column) && groups.len() > 1;
    for column in columns.iter().filter(is_group) {
        readings.extend(of.iter().map(|row| {
            let cells: Vec<(usize, usize)> = groups.iter().map(|column| (*row, *column)).collect();
            placed(table, (*row, *column), &cells, place, end)
        }));
    }
    best(readings)
}

/// The answers to items by which these can be ranked: those of either side, or all where the words name no side.
fn sided(table: &Table<'_>) -> Vec<usize> {
    let side = |column: &usize| stance(table.column_name(*column));
    let all = || 0..table.series.width();
    let sided: Vec<usize> = all().filter(|column| side(column) != 0).collect();
    let both = [1, -1].iter().all(|wanted| sided.iter().any(|column| side(column) == *wanted));
    if both { sided } else { all().collect() }
}

/// Whether a cell has a place between these among others.
fn placed(
    table: &Table<'_>,
    own: (usize, usize),
    cells: &[(usize, usize)],
    (least, most): (usize, usize),
    end: End,
) -> Verdict {
    let values: Option<Vec<f64>> = cells.iter().map(|cell| table.value(cell.0, cell.1)).collect();
    let (Some(values), Some(value)) = (values, table.value(own.0, own.1)) else { return Verdict::Unknown };
    let is_ahead = |other: f64| match end {
        End::Top => other > value,
        End::Bottom => other < value,
    };
    let ahead = values.iter().filter(|other| is_ahead(**other)).count();
    let ties = values.iter().filter(|other| **other == value).count();
    if ahead >= most || ahead + ties < least {
        let first = cells.iter().zip(&values).max_by(|one, other| match end {
            End::Top => one.1.total_cmp(other.1),
            End::Bottom => other.1.total_cmp(one.1),
        });
        let of = name(table, own.0, own.1);
        return Verdict::Wrong(first.map_or_else(String::new, |(cell, first)| {
            format!("{of} is {}, {} is {}", print(value), name(table, cell.0, cell.1), print(*first))
        }));
    }
    // The next one may be as frequent in truth.
    let rival = cells.iter().zip(&values).filter(|(cell, other)| **cell != own && !is_ahead(**other));
    let rival = rival.min_by(|one, other| (one.1 - value).abs().total_cmp(&(other.1 - value).abs()));
    let chance = rival.filter(|_| most == 1).and_then(|(cell, other)| {
        let why = tie_by_chance(table, own, *cell)?;
        Some(format!(
            "{} is {}, {} is {}: {why}",
            name(table, own.0, own.1),
            print(value),
            name(table, cell.0, cell.1),
            print(*other)
        ))
    });
    chance.map_or(Verdict::Holds, Verdict::Chance)
}
