//! Changes from wave to wave.

use super::super::claim::{Amount, Claim, Subject};
use super::super::table::Table;
use super::chance::{by_chance, misstated};
use super::{Verdict, best, name, print};
use crate::survey::intervals::{Samples, significant};

pub(super) fn change(
    claim: &Claim,
    table: &Table<'_>,
    range: (f64, f64),
    amount: Option<Amount>,
    is_own: bool,
) -> Verdict {
    if !claim.subject.rows.is_empty() || table.categories() == 1 {
        return change_of(claim, table, range, amount);
    }
    // The text of a chart that names no answer: only points that are called percent are certain, where an answer
    // changed by so many points and none by so many percent.
    let Some(amount) = amount.filter(|amount| is_own && !amount.points && !amount.about) else {
        return Verdict::Unknown;
    };
    let of = |row: usize, amount: Amount| {
        let subject = Subject { rows: vec![row], ..claim.subject.clone() };
        change_of(&Claim { subject, ..claim.clone() }, table, range, Some(amount))
    };
    let is_true = |verdict: &Verdict| matches!(verdict, Verdict::Holds | Verdict::Chance(_));
    let rows = 0..table.categories();
    let as_percent = rows.clone().map(|row| of(row, amount)).any(|verdict| is_true(&verdict));
    let in_points = rows.map(|row| (row, of(row, Amount { points: true, ..amount })));
    let in_points = in_points.filter(|(_, verdict)| is_true(verdict)).map(|(row, _)| row).next();
    match in_points.filter(|_| !as_percent) {
        Some(row) => {
            Verdict::Wrong(format!("`{}` changed by so many percentage points", table.row_name(row)))
        }
        None => Verdict::Unknown,
    }
}

/// A share that the latest wave is the first to have.
pub(super) fn never(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64)) -> Verdict {
    let Some(((_, latest), earlier)) = table.waves.split_last() else { return Verdict::Unknown };
    let readings = claim.subject.rows.iter().map(|row| {
        let is_such = |column: usize| {
            table.value(*row, column).filter(|value| (low - 1e-9..=high + 1e-9).contains(value))
        };
        let before = earlier.iter().find_map(|(_, column)| Some((*column, is_such(*column)?)));
        match (is_such(*latest), before) {
            (None, _) => Verdict::Unknown,
            (Some(_), None) => Verdict::Holds,
            (Some(_), Some((column, value))) => {
                Verdict::Wrong(format!("{} was {} already", name(table, *row, column), print(value)))
            }
        }
    });
    best(readings)
}

fn change_of(claim: &Claim, table: &Table<'_>, (low, high): (f64, f64), amount: Option<Amount>) -> Verdict {
    let rows: Vec<usize> = match claim.subject.rows.is_empty() {
        true if table.categories() == 1 => vec![0],
        _ => claim.subject.rows.clone(),
    };
    let compare = |from: Option<f64>, to: Option<f64>, name: String, chance: Option<String>| {
        let (Some(from), Some(to)) = (from, to) else { return Verdict::Unknown };
        if from <= 0.0 {
            return Verdict::Unknown;
        }
        let figures = format!("{name} went from {} to {}", print(from), print(to));
        let flat = low < 1.0 && high > 1.0;
        let steady = flat && (to - from).abs() <= 2.0;
        if !steady && !(low..=high).contains(&(to / from)) {
            return Verdict::Wrong(figures);
        }
        if let Some(why) = amount.and_then(|amount| misstated(amount, to, from)) {
            return Verdict::Wrong(format!("{figures}: {why}"));
        }
        match chance.filter(|_| !flat) {
            Some(why) => Verdict::Chance(format!("{figures}: {why}")),
            None => Verdict::Holds,
        }
    };
    let mut readings = Vec::new();
    if let Some(before) = table.before.filter(|_| table.columns.is_empty()) {
        let n = table.effective(0);
        let m = before.base.as_ref().and_then(|base| base.effective(""));
        for row in rows {
            let (to, from) = (table.value(row, 0), table.value_before(row));
            let chance = match (to, from, n, m) {
                (Some(a), Some(b), Some(n), Some(m)) => {
                    significant((a, n), (b, m), Samples::Apart, table.z())
                        .is_none()
                        .then(|| format!("{} points may be chance", print((a - b).abs())))
                }
                _ => None,
            };
            readings.push(compare(from, to, format!("`{}`", table.row_name(row)), chance));
        }
        return best(readings);
    }
    if table.waves.is_empty() {
        return Verdict::Unknown;
    }
    let at = |column: &usize| table.waves.iter().position(|(_, wave)| wave == column);
    let mut named: Vec<usize> = claim.subject.columns.iter().filter_map(at).collect();
    named.sort_unstable();
    let end = table.waves.len() - 1;
    let spans: Vec<(usize, usize)> = match (named.first(), named.last()) {
        (Some(from), Some(to)) if from < to => vec![(*from, *to)],
        (Some(wave), _) if *wave == end => vec![(end - 1, end), (0, end)],
        (Some(wave), _) => vec![(*wave, end)],
        _ => vec![(0, end), (end - 1, end)],
    };
    for row in &rows {
        for (from, to) in &spans {
            let (from, to) = (table.waves[*from].1, table.waves[*to].1);
            let (before, now) = (table.value(*row, from), table.value(*row, to));
            let chance =
                before.zip(now).and_then(|(before, now)| by_chance(table, (now, to), (before, from), true));
            readings.push(compare(before, now, format!("`{}`", table.row_name(*row)), chance));
        }
    }
    // Neighbours on a scale may be meant together.
    if rows.len() > 1 && table.adds_up() {
        for (from, to) in &spans {
            let sum = |wave: usize| {
                rows.iter().map(|row| table.value(*row, table.waves[wave].1)).sum::<Option<f64>>()
            };
            readings.push(compare(sum(*from), sum(*to), "the sum".into(), None));
        }
    }
    best(readings)
}
