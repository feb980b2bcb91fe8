//! Which table of an appendix holds the data of each chart: charts of the same series share one that has all figures.

use super::{Chart, Table, TableRow};

/// For each chart the index of the chart whose table in the appendix holds its data: its own, unless another of the
/// same series has every row and column of it. Charts without a table in the appendix keep their own.
pub fn holders(charts: &[&Chart]) -> Vec<usize> {
    let holds = |a: usize, b: usize| {
        let (one, other) = (charts[a], charts[b]);
        let same = !other.series.is_empty() && other.series.iter().all(|series| one.series.contains(series));
        same && one.appendix && other.appendix && contains(&one.table, &other.table)
    };
    // Of equal tables the first holds.
    let is_held_by = |b: usize, a: usize| a != b && holds(a, b) && (a < b || !holds(b, a));
    let is_held: Vec<bool> = (0..charts.len()).map(|b| (0..charts.len()).any(|a| is_held_by(b, a))).collect();
    let holder = |b: usize| (0..charts.len()).find(|a| is_held[b] && !is_held[*a] && is_held_by(b, *a));
    (0..charts.len()).map(|b| holder(b).unwrap_or(b)).collect()
}

/// Whether a table has every figure of another, under the same names and with the same bases.
fn contains(all: &Table, some: &Table) -> bool {
    if all.head.first() != some.head.first() || !some.bases.iter().all(|base| all.bases.contains(base)) {
        return false;
    }
    let place = |name: &String| all.head.iter().skip(1).position(|head| head == name);
    let Some(columns) = some.head.iter().skip(1).map(place).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    let is_row = |one: &TableRow, other: &TableRow| {
        let mut cells = columns.iter().zip(&other.cells);
        one.name == other.name && cells.all(|(column, cell)| one.cells.get(*column) == Some(cell))
    };
    !some.rows.is_empty() && some.rows.iter().all(|row| all.rows.iter().any(|one| is_row(one, row)))
}
