//! Rows that are sums of the rows beside them, whatever they are called: a subtotal among its parts would count twice.

use super::draft::{named, one_line};
use super::rows::{Role, Row};
use crate::survey::names::{means_net, means_total};
use crate::survey::sums::{self, Line, Sum};

/// Takes subtotals for nets where all rows add up to the whole without them, and says which others could be some.
pub(super) fn subtotals(rows: &mut [Row], doubts: &mut Vec<String>) {
    let is_plain = |row: &Row| row.role == Role::Answer && !means_total(&row.name) && !means_net(&row.name);
    let answers: Vec<usize> = (0..rows.len()).filter(|at| is_plain(&rows[*at])).collect();
    let width = rows.iter().map(|row| row.values.iter().flatten().count()).max().unwrap_or(0);
    if width < 2 || answers.len() < 4 {
        return;
    }
    let lines: Vec<Line<'_>> = rows.iter().map(|row| row.values.as_slice()).collect();
    let sums = sums::sums(&lines, &answers);
    if sums.is_empty() {
        return;
    }
    let step = sums::step(&lines, &answers);
    let all: Vec<usize> =
        (0..rows.len()).filter(|at| is_plain(&rows[*at]) || rows[*at].role == Role::Missing).collect();
    let without: Vec<usize> = all.iter().copied().filter(|at| sums.iter().all(|sum| sum.at != *at)).collect();
    let whole = wholes(rows, step).into_iter().find(|whole| sums::is_whole(&lines, &without, whole, step));
    let is_sure = whole.as_ref().is_some_and(|whole| !sums::is_whole(&lines, &all, whole, step));
    for Sum { at, parts, or } in sums {
        let name = one_line(&rows[at].name);
        let names =
            |parts: &[usize]| parts.iter().map(|part| rows[*part].name.clone()).collect::<Vec<String>>();
        let or = or.map_or(String::new(), |or| format!(", but {} add up to it too", named(&names(&or))));
        let parts = names(&parts);
        if is_sure {
            let check = if or.is_empty() { "" } else { ": check its parts" };
            doubts.push(format!(
                "`{name}` is taken for a net: it is the sum of {}{or}, and without it the rows add up to the whole{check}",
                named(&parts)
            ));
            rows[at].role = Role::Net(parts);
        } else {
            doubts.push(format!(
                "`{name}` is the sum of {} in each column{or}: if it is a subtotal, name it under `skip` and `nets`",
                named(&parts)
            ));
        }
    }
}

/// The figures of a net are added up anew: says where the file prints another one.
pub(super) fn printed_otherwise(rows: &[Row], doubts: &mut Vec<String>) {
    let answers: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].role == Role::Answer).collect();
    // Half of the last digit, and of a tenth at most.
    let lines: Vec<Line<'_>> = rows.iter().map(|row| row.values.as_slice()).collect();
    let most = 0.49 * sums::step(&lines, &answers).min(0.1);
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

/// What the answers of each column could add up to: 100, the total, the number of respondents.
fn wholes(rows: &[Row], step: f64) -> Vec<Vec<Option<f64>>> {
    let width = rows.first().map_or(0, |row| row.values.len());
    let hundred = if step < 0.1 { 1.0 } else { 100.0 };
    let named = rows.iter().filter(|row| {
        matches!(row.role, Role::Base | Role::OtherBase | Role::Total) || means_total(&row.name)
    });
    named.map(|row| row.values.clone()).chain([vec![Some(hundred); width]]).collect()
}
