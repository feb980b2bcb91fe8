//! The shares that a claim may mean.

use super::super::claim::{Claim, Subject};
use super::super::table::Table;
use super::name;
use crate::survey::series::By;

/// The shares that a subject may mean, each with its name; empty if one of them is unknown.
pub(super) fn candidates(subject: &Subject, claim: &Claim, table: &Table<'_>) -> Vec<(f64, String)> {
    let columns = columns(subject, claim, table);
    let rows: Vec<usize> = match subject.rows.is_empty() {
        true => (0..table.categories()).collect(),
        false => subject.rows.clone(),
    };
    let mut found = Vec::new();
    let mut add = |values: Option<Vec<f64>>, name: String| {
        let sum = values.map(|values| values.iter().sum::<f64>());
        found.push((sum.unwrap_or(f64::NAN), name));
    };
    let lines: Vec<Vec<(usize, usize)>> = match table.series.by {
        By::Group => columns.iter().map(|column| rows.iter().map(|row| (*row, *column)).collect()).collect(),
        By::Item => rows.iter().map(|row| columns.iter().map(|column| (*row, *column)).collect()).collect(),
    };
    for line in lines {
        // "Zufrieden" names "sehr zufrieden" and "eher zufrieden": both together, or one that says no more.
        let together = subject.grouped && table.adds_up() && table.series.by == By::Group;
        if together {
            let values = line.iter().take(table.rows.len()).filter(|(row, _)| *row < table.categories());
            let values: Vec<(usize, usize)> = values.copied().collect();
            let names: Vec<String> = values.iter().map(|(row, column)| name(table, *row, *column)).collect();
            add(values.iter().map(|(row, column)| table.value(*row, *column)).collect(), names.join(" + "));
        }
        let plain = |row: usize| row >= table.categories() || table.rows[row].degrees.is_empty();
        for (row, column) in line.iter().filter(|(row, _)| !together || plain(*row)) {
            add(table.value(*row, *column).map(|value| vec![value]), name(table, *row, *column));
        }
        // Neighbours on a scale, or all that share the words, may be meant together.
        if !together && (table.adds_up() || claim.together) {
            for first in 0..line.len() {
                for last in first + 1..line.len().min(first + 4) {
                    let cells = &line[first..=last];
                    let values = cells.iter().map(|(row, column)| table.value(*row, *column)).collect();
                    add(
                        values,
                        cells
                            .iter()
                            .map(|(row, column)| name(table, *row, *column))
                            .collect::<Vec<_>>()
                            .join(" + "),
                    );
                }
            }
        }
    }
    if found.iter().any(|(value, _)| value.is_nan()) { Vec::new() } else { found }
}

/// The columns that a subject names or means.
pub(super) fn columns(subject: &Subject, claim: &Claim, table: &Table<'_>) -> Vec<usize> {
    match subject.columns.is_empty() {
        true if table.series.by == By::Item => (0..table.series.width()).collect(),
        true => table.default_columns(claim.earlier),
        false => subject.columns.clone(),
    }
}
