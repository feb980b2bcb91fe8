//! What the rows of a table are: answers, bases, nets, totals, statistics, non-response. Words suggest it, and the figures
//! have to agree.

use super::grid::{Grid, Item};
use super::tables::Region;
use super::{sums, words};
use crate::survey::names::{means_net, means_total};

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) role: Role,
    /// Its figures as shown, by column.
    pub(super) values: Vec<Option<f64>>,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Role {
    Answer,
    Missing,
    /// The row that says how many answered.
    Base,
    /// A base that is not used.
    OtherBase,
    Total,
    /// The names of its parts.
    Net(Vec<String>),
    /// Called like a net, but not the sum of its neighbours.
    NoNet,
    Statistic,
}

/// The rows of a table, and what was not sure about them.
pub(super) fn rows(grid: &Grid, region: &Region, doubts: &mut Vec<String>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let take_turns = period(grid, region) > 1;
    for at in &region.body {
        // A name that is merged down over the rows of an answer is there once.
        if take_turns && grid.slot(*at, region.label).merged {
            continue;
        }
        let Some(name) = grid.name(*at, region.label) else { continue };
        // What is hidden is proposed to be left out, and adds up to nothing.
        if grid.hidden_rows.get(*at).copied().unwrap_or(false) {
            continue;
        }
        let value = |column: &usize| {
            grid.figure(*at, *column).filter(|_| !grid.slot(*at, *column).hidden).map(|figure| figure.shown())
        };
        let values: Vec<Option<f64>> = region.columns.iter().map(value).collect();
        rows.push(Row { at: *at, role: Role::Answer, name, values });
    }
    bases(grid, region, &mut rows, doubts);
    for row in &mut rows {
        if row.role != Role::Answer {
            continue;
        }
        if words::means_statistic(&row.name) {
            row.role = Role::Statistic;
        } else if words::means_missing(&row.name) {
            row.role = Role::Missing;
        }
    }
    parts(grid, region, &mut rows, doubts);
    scores(&mut rows, doubts);
    sums::subtotals(&mut rows, doubts);
    totals(&mut rows, doubts);
    nets(&mut rows, doubts);
    sums::printed_otherwise(&rows, doubts);
    rows
}

fn bases(grid: &Grid, region: &Region, rows: &mut [Row], doubts: &mut Vec<String>) {
    let largest = rows
        .iter()
        .filter(|row| !words::means_base(&row.name))
        .flat_map(|row| row.values.iter().flatten())
        .copied()
        .fold(0.0, f64::max);
    let is_base = |row: &Row, first: bool| {
        let whole = row.values.iter().flatten().all(|value| value.fract() == 0.0);
        let sizes = region.columns.iter().filter_map(|column| grid.figure(row.at, *column));
        let no_share = sizes.clone().all(|figure| !figure.percent) && sizes.clone().next().is_some();
        // A row called “total” above shares holds numbers of respondents if they are too large for shares.
        let total = (means_total(&row.name) || row.name.to_lowercase().starts_with("total"))
            && largest <= 100.0
            && row.values.iter().flatten().any(|value| *value > 100.0);
        let sizes = sizes.clone().all(|figure| figure.is_size);
        no_share && (words::means_base(&row.name) || total || sizes) && (whole || first)
    };
    let mut found: Vec<usize> = (0..rows.len()).filter(|index| is_base(&rows[*index], true)).collect();
    if found.is_empty()
        && let Some(index) = by_contrast(grid, region, rows)
    {
        doubts.push(format!(
            "`{}` is taken for the number of respondents: all other rows are percentages",
            rows[index].name
        ));
        found.push(index);
    }
    found.iter().for_each(|index| rows[*index].role = Role::OtherBase);
    let whole = |index: &&usize| rows[**index].values.iter().flatten().all(|value| value.fract() == 0.0);
    let best = words::preferred_base(found.iter().filter(whole).map(|at| (*at, rows[*at].name.as_str())));
    let named = |index: &usize| format!("`{}`", rows[*index].name);
    let Some(best) = best else {
        let names: Vec<String> = found.iter().map(named).collect();
        if !names.is_empty() {
            doubts.push(format!("n is not taken from {}: these are no whole numbers", names.join(", ")));
        }
        return;
    };
    let others: Vec<String> = found.iter().filter(|index| **index != best).map(named).collect();
    doubts.extend(words::doubt_of_base(&rows[best].name, &others));
    rows[best].role = Role::Base;
}

/// The one row of whole numbers beyond 100 among percentages, if it is the first or the last.
fn by_contrast(grid: &Grid, region: &Region, rows: &[Row]) -> Option<usize> {
    let figures = |row: &Row| {
        let at = row.at;
        region.columns.iter().filter_map(|column| grid.figure(at, *column)).collect::<Vec<_>>()
    };
    let is_share = |row: &Row| figures(row).iter().all(|figure| figure.percent);
    let others: Vec<usize> = (0..rows.len()).filter(|index| !is_share(&rows[*index])).collect();
    let [index] = others[..] else { return None };
    let found = figures(&rows[index]);
    let is_size = !found.is_empty()
        && found.iter().all(|figure| !figure.percent && figure.value.fract() == 0.0)
        && found.iter().any(|figure| figure.value > 100.0);
    (is_size && rows.len() > 2 && (index == 0 || index + 1 == rows.len())).then_some(index)
}

/// Rows that are a part of the one above them, such as `darunter: Auszubildende`, would count twice. A heading of that
/// name is about all rows up to the next heading or total.
fn parts(grid: &Grid, region: &Region, rows: &mut [Row], doubts: &mut Vec<String>) {
    let headings: Vec<(usize, bool)> = region
        .bare
        .iter()
        .filter_map(|at| Some((*at, words::means_part(&grid.name(*at, region.label)?))))
        .collect();
    let mut found = Vec::new();
    for row in rows {
        let heading = headings.iter().rev().find(|(at, _)| *at < row.at);
        let is_below = heading.is_some_and(|(_, is_part)| *is_part) && !means_total(&row.name);
        if row.role == Role::Answer && (words::means_part(&row.name) || is_below) {
            row.role = Role::NoNet;
            found.push(row.name.clone());
        }
    }
    if !found.is_empty() {
        doubts.push(format!(
            "parts of the row above them are left out, which would count twice: {}",
            super::draft::named(&found)
        ));
    }
}

/// A score, such as the Net Promoter Score, is not an answer: the answers add up to 100 without it.
fn scores(rows: &mut [Row], doubts: &mut Vec<String>) {
    for index in 0..rows.len() {
        if rows[index].role != Role::Answer || !words::means_score(&rows[index].name) {
            continue;
        }
        let others = |column: usize| -> f64 {
            let others = rows.iter().enumerate().filter(|(other, row)| {
                *other != index && matches!(row.role, Role::Answer | Role::Missing) && !means_net(&row.name)
            });
            others.filter_map(|(_, row)| row.values.get(column).copied().flatten()).sum()
        };
        let is_score = (0..rows[index].values.len()).all(|column| {
            let sum = others(column);
            (sum - 100.0).abs() <= 3.0 || (sum - 1.0).abs() <= 0.03
        });
        if is_score {
            doubts.push(format!("`{}` is a score and no answer: it is left out", rows[index].name));
            rows[index].role = Role::NoNet;
        }
    }
}

fn totals(rows: &mut [Row], doubts: &mut Vec<String>) {
    for index in 0..rows.len() {
        let is_named = means_total(&rows[index].name);
        if rows[index].role != Role::Answer || !(is_named || words::speaks_of_total(&rows[index].name)) {
            continue;
        }
        let hundred = rows[index].values.iter().flatten().all(|value| (value - 100.0).abs() < 0.6);
        let sum = |column: usize| -> f64 {
            let others = rows
                .iter()
                .enumerate()
                .filter(|(other, row)| *other != index && matches!(row.role, Role::Answer | Role::Missing));
            others.filter_map(|(_, row)| row.values.get(column).copied().flatten()).sum()
        };
        let sums = rows[index].values.iter().enumerate().all(|(column, value)| {
            value.is_none_or(|value| (sum(column) - value).abs() <= 0.5 * rows.len() as f64)
        });
        // An answer may speak of all; a total is the sum of the answers, with or without those who gave none.
        if !is_named {
            let is_sum_of = |roles: &[Role]| {
                let others = rows
                    .iter()
                    .enumerate()
                    .filter(|(other, row)| *other != index && roles.contains(&row.role));
                let parts: Vec<&Row> = others.map(|(_, row)| row).collect();
                parts.len() > 1
                    && rows[index].values.iter().enumerate().all(|(column, value)| {
                        let sum: f64 =
                            parts.iter().filter_map(|row| row.values.get(column).copied().flatten()).sum();
                        value.is_none_or(|value| (sum - value).abs() <= 0.05 * parts.len() as f64)
                    })
            };
            if is_sum_of(&[Role::Answer]) || is_sum_of(&[Role::Answer, Role::Missing]) {
                doubts.push(format!(
                    "`{}` is the sum of the other rows and taken for their total",
                    rows[index].name
                ));
                rows[index].role = Role::Total;
            }
            continue;
        }
        // Where parts are secret or rounded, a total is larger than each of them and no sum.
        let is_largest = rows[index].values.iter().enumerate().all(|(column, value)| {
            value.is_none_or(|value| {
                let others = rows.iter().enumerate().filter(|(other, _)| *other != index);
                others
                    .filter_map(|(_, row)| row.values.get(column).copied().flatten())
                    .all(|other| other <= value)
            })
        });
        if !(hundred || sums) && is_largest {
            doubts.push(format!(
                "`{}` is called like a total, but the rows that can be read do not add up to it: it is left out",
                rows[index].name
            ));
        }
        if hundred || sums || is_largest {
            rows[index].role = Role::Total;
        }
    }
}

/// Nets are runs of neighbours that add up, in every column.
fn nets(rows: &mut [Row], doubts: &mut Vec<String>) {
    let named: Vec<usize> = (0..rows.len())
        .filter(|index| rows[*index].role == Role::Answer && means_net(&rows[*index].name))
        .collect();
    let answers: Vec<usize> =
        (0..rows.len()).filter(|index| rows[*index].role == Role::Answer && !named.contains(index)).collect();
    for net in named {
        let mut fitting: Vec<&[usize]> = Vec::new();
        for start in 0..answers.len() {
            for end in start + 2..=answers.len().min(start + 12) {
                let run = &answers[start..end];
                if run.len() < answers.len().max(3) && adds_up(rows, net, run) {
                    fitting.push(run);
                }
            }
        }
        let side = words::side_of_net(&rows[net].name);
        let near = |run: &&[usize]| {
            let at_side = match side {
                Some(true) => run.first() == answers.first(),
                Some(false) => run.last() == answers.last(),
                None => false,
            };
            let inside = rows[net].name.split_once('(').map_or("", |(_, inside)| inside).to_lowercase();
            let named = run.iter().filter(|row| {
                let name = rows[**row].name.to_lowercase();
                let word = name.split([' ', '/']).next().unwrap_or_default();
                word.len() > 2 && inside.contains(word)
            });
            let beside = run.iter().any(|row| row.abs_diff(net) == 1);
            (usize::from(at_side) * 4 + named.count() * 2, usize::from(beside), run.len())
        };
        let best = fitting.iter().max_by_key(|run| near(run)).copied();
        match best {
            Some(run) => {
                let parts: Vec<String> = run.iter().map(|row| rows[*row].name.clone()).collect();
                if fitting.len() > 1 {
                    doubts.push(format!("other answers add up to `{}` too: check its parts", rows[net].name));
                }
                rows[net].role = Role::Net(parts);
            }
            None => {
                doubts.push(format!(
                    "`{}` is called like a net, but no answers beside each other add up to it: it is left out",
                    rows[net].name
                ));
                rows[net].role = Role::NoNet;
            }
        }
    }
}

fn adds_up(rows: &[Row], net: usize, run: &[usize]) -> bool {
    // Each figure may be rounded by half of its last digit.
    let fraction = |row: usize| {
        rows[row].values.iter().flatten().any(|value| (value * 10.0).round() / 10.0 != value.round())
    };
    let step = if run.iter().any(|row| fraction(*row)) || fraction(net) { 0.1 } else { 1.0 };
    let most = step * (run.len() as f64 + 1.0) / 2.0 + 1e-9;
    let mut seen = false;
    let fits = rows[net].values.iter().enumerate().all(|(column, value)| {
        let Some(value) = value else { return true };
        seen = true;
        let sum: f64 = run.iter().filter_map(|row| rows[*row].values.get(column).copied().flatten()).sum();
        (sum - value).abs() <= most
    });
    fits && seen
}

/// Whether rows take turns: the second has no name of its own, or repeats that of the first.
pub(super) fn period(grid: &Grid, region: &Region) -> usize {
    let named = |row: &usize| {
        matches!(grid.item(*row, region.label), Item::Word(_) | Item::Figure(_))
            && !grid.slot(*row, region.label).merged
    };
    let body: Vec<usize> = region.body.clone();
    let unnamed = body.iter().filter(|row| !named(row)).count();
    if unnamed == 0 {
        return 1;
    }
    let rest: Vec<bool> = body.iter().map(named).collect();
    (2..=3)
        .find(|period| {
            // Base rows above stand alone.
            (0..rest.len().min(3)).any(|start| {
                rest[start..].len() >= 2 * period
                    && rest[..start].iter().all(|named| *named)
                    && rest[start..]
                        .chunks(*period)
                        .all(|turn| turn[0] && turn[1..].iter().all(|named| !named))
            })
        })
        .unwrap_or(1)
}
