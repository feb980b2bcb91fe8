//! Rows that are sums of the rows beside them, whatever they are called: a subtotal among its parts would count twice.

use super::draft::{named, one_line};
use super::rows::{Role, Row};
use super::words;

/// A net has at most so many parts beside it.
const MOST_PARTS: usize = 12;

/// A row that is the sum of a run of its neighbours.
struct Sum {
    at: usize,
    parts: Vec<usize>,
}

/// Takes subtotals for nets where all rows add up to the whole without them, and says which others could be some.
pub(super) fn subtotals(rows: &mut [Row], doubts: &mut Vec<String>) {
    let is_plain = |row: &Row| {
        row.role == Role::Answer && !words::means_total(&row.name) && !words::means_net(&row.name)
    };
    let answers: Vec<usize> = (0..rows.len()).filter(|at| is_plain(&rows[*at])).collect();
    let width = rows.iter().map(|row| row.values.iter().flatten().count()).max().unwrap_or(0);
    if width < 2 || answers.len() < 4 {
        return;
    }
    let step = step(rows, &answers);
    let mut sums: Vec<Sum> = Vec::new();
    for index in 0..answers.len() {
        let taken = |at: usize| sums.iter().any(|sum| sum.at == at || sum.parts.contains(&at));
        let found = runs(&answers, index)
            .filter(|parts| parts.iter().all(|part| !taken(*part)))
            .find(|parts| parts.len() + 1 < answers.len() && adds_up(rows, answers[index], parts, step));
        if let Some(parts) = found {
            sums.push(Sum { at: answers[index], parts });
        }
    }
    if sums.is_empty() {
        return;
    }
    let all: Vec<usize> =
        (0..rows.len()).filter(|at| is_plain(&rows[*at]) || rows[*at].role == Role::Missing).collect();
    let without: Vec<usize> = all.iter().copied().filter(|at| sums.iter().all(|sum| sum.at != *at)).collect();
    let whole = wholes(rows, step).into_iter().find(|whole| is_whole(rows, &without, whole, step));
    let is_sure = whole.as_ref().is_some_and(|whole| !is_whole(rows, &all, whole, step));
    for Sum { at, parts } in sums {
        let name = one_line(&rows[at].name);
        let parts: Vec<String> = parts.iter().map(|part| rows[*part].name.clone()).collect();
        if is_sure {
            doubts.push(format!(
                "`{name}` is taken for a net: it is the sum of {}, and without it the rows add up to the whole",
                named(&parts)
            ));
            rows[at].role = Role::Net(parts);
        } else {
            doubts.push(format!(
                "`{name}` is the sum of {} in each column: if it is a subtotal, name it under `skip` and `nets`",
                named(&parts)
            ));
        }
    }
}

/// The figures of a net are added up anew: says where the file prints another one.
pub(super) fn printed_otherwise(rows: &[Row], doubts: &mut Vec<String>) {
    let answers: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].role == Role::Answer).collect();
    // Half of the last digit, and of a tenth at most.
    let most = 0.49 * step(rows, &answers).min(0.1);
    for row in rows {
        let Role::Net(parts) = &row.role else { continue };
        let sum = |column: usize| -> f64 {
            let parts = rows.iter().filter(|row| row.role == Role::Answer && parts.contains(&row.name));
            parts.filter_map(|row| row.values.get(column).copied().flatten()).sum()
        };
        let other = row.values.iter().enumerate().find_map(|(column, value)| {
            let (value, sum) = ((*value)?, sum(column));
            ((sum - value).abs() > most).then_some((value, sum))
        });
        if let Some((value, sum)) = other {
            doubts.push(format!(
                "`{}` is printed as {value} where its parts add up to {}: the sum of the parts is shown",
                one_line(&row.name),
                (sum * 1e6).round() / 1e6
            ));
        }
    }
}

/// The runs of neighbours of an answer, from the shortest: those below it, then those above it.
fn runs(answers: &[usize], index: usize) -> impl Iterator<Item = Vec<usize>> {
    let (at, answers) = (answers[index], answers.to_vec());
    let below = move |count: usize| (1..=count).map(|step| at + step).collect::<Vec<_>>();
    let above = move |count: usize| (1..=count).rev().map(|step| at.wrapping_sub(step)).collect::<Vec<_>>();
    let known = move |parts: &Vec<usize>| parts.iter().all(|part| answers.binary_search(part).is_ok());
    (2..=MOST_PARTS).map(below).chain((2..=MOST_PARTS).map(above)).filter(known)
}

/// The last digit that the figures have.
fn step(rows: &[Row], answers: &[usize]) -> f64 {
    let values = || answers.iter().flat_map(|at| rows[*at].values.iter().flatten().copied());
    match values().all(|value| value.fract() == 0.0) {
        true => 1.0,
        false if values().all(|value| value <= 1.0) => 0.01,
        false => 0.1,
    }
}

/// Whether a row is the sum of others in each column; rows of nothing but zeros are sums of anything.
fn adds_up(rows: &[Row], at: usize, parts: &[usize], step: f64) -> bool {
    let most = step * (parts.len() as f64 + 1.0) / 2.0 + 1e-9;
    let value = |row: usize, column: usize| rows[row].values.get(column).copied().flatten();
    let mut large = 0;
    let fits = rows[at].values.iter().enumerate().all(|(column, net)| {
        let Some(net) = *net else { return parts.iter().all(|part| value(*part, column).is_none()) };
        let parts: Vec<f64> = parts.iter().filter_map(|part| value(*part, column)).collect();
        large += usize::from(parts.iter().filter(|part| **part > most).count() > 1);
        (parts.iter().sum::<f64>() - net).abs() <= most
    });
    fits && 2 * large > rows[at].values.iter().flatten().count()
}

/// What the answers of each column could add up to: 100, the total, the number of respondents.
fn wholes(rows: &[Row], step: f64) -> Vec<Vec<Option<f64>>> {
    let width = rows.first().map_or(0, |row| row.values.len());
    let hundred = if step < 0.1 { 1.0 } else { 100.0 };
    let named = rows.iter().filter(|row| {
        matches!(row.role, Role::Base | Role::OtherBase | Role::Total) || words::means_total(&row.name)
    });
    named.map(|row| row.values.clone()).chain([vec![Some(hundred); width]]).collect()
}

fn is_whole(rows: &[Row], answers: &[usize], whole: &[Option<f64>], step: f64) -> bool {
    let most = 0.5 * step * (answers.len() as f64 + 1.0);
    let mut seen = false;
    let fits = whole.iter().enumerate().all(|(column, whole)| {
        let Some(whole) = whole else { return true };
        let values = answers.iter().filter_map(|at| rows[*at].values.get(column).copied().flatten());
        seen = true;
        (values.sum::<f64>() - whole).abs() <= most
    });
    fits && seen
}
