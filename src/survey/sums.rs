//! Rows that are sums of the rows beside them: a subtotal among its parts would count twice.

/// A sum has at most so many parts.
const MOST_PARTS: usize = 12;

/// The figures of a row, by column.
pub(crate) type Line<'v> = &'v [Option<f64>];

/// A row that is the sum of a run of its neighbours in each column.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) at: usize,
    pub(crate) parts: Vec<usize>,
    /// Another run of neighbours that adds up to it as well.
    pub(crate) or: Option<Vec<usize>>,
}

/// The sums among these rows, which are indices into `lines`; no row is a part of two of them.
pub(crate) fn sums(lines: &[Line<'_>], rows: &[usize]) -> Vec<Sum> {
    let step = step(lines, rows);
    let mut sums: Vec<Sum> = Vec::new();
    let mut taken = vec![false; lines.len()];
    for (index, at) in rows.iter().enumerate() {
        let mut fitting = runs(rows, index)
            .filter(|parts| parts.len() + 1 < rows.len() && parts.iter().all(|part| !taken[*part]))
            .filter(|parts| !taken[*at] && adds_up(lines, *at, parts, step));
        if let Some(parts) = fitting.next() {
            let or = fitting.next();
            parts.iter().chain([at]).for_each(|row| taken[*row] = true);
            sums.push(Sum { at: *at, parts, or });
        }
    }
    sums
}

/// The run of neighbours that a row is the sum of, if there is one.
pub(crate) fn parts_of(lines: &[Line<'_>], rows: &[usize], index: usize) -> Option<Vec<usize>> {
    let step = step(lines, rows);
    runs(rows, index).find(|parts| adds_up(lines, rows[index], parts, step))
}

/// The shortest run of these rows that another row is the sum of, wherever it is.
pub(crate) fn run_of(lines: &[Line<'_>], rows: &[usize], sum: usize) -> Option<Vec<usize>> {
    let step = step(lines, rows);
    (2..=MOST_PARTS.min(rows.len().saturating_sub(1)))
        .flat_map(|count| rows.windows(count))
        .find(|parts| adds_up(lines, sum, parts, step))
        .map(<[usize]>::to_vec)
}

/// The runs of neighbours of a row, from the shortest: those below it, then those above it.
fn runs(rows: &[usize], index: usize) -> impl Iterator<Item = Vec<usize>> {
    let at = rows[index];
    let below = move |count: usize| (1..=count).map(|step| at + step).collect::<Vec<_>>();
    let above = move |count: usize| (1..=count).rev().map(|step| at.wrapping_sub(step)).collect::<Vec<_>>();
    let known = move |parts: &Vec<usize>| parts.iter().all(|part| rows.binary_search(part).is_ok());
    (2..=MOST_PARTS).map(below).chain((2..=MOST_PARTS).map(above)).filter(known)
}

/// The last digit that the figures have.
pub(crate) fn step(lines: &[Line<'_>], rows: &[usize]) -> f64 {
    let values = || rows.iter().flat_map(|at| lines[*at].iter().flatten().copied());
    match values().all(|value| value.fract() == 0.0) {
        true => 1.0,
        false if values().all(|value| value <= 1.0) => 0.01,
        false => 0.1,
    }
}

/// Whether a row is the sum of others in each column; rows of nothing but zeros are sums of anything.
fn adds_up(lines: &[Line<'_>], at: usize, parts: &[usize], step: f64) -> bool {
    let most = step * (parts.len() as f64 + 1.0) / 2.0 + 1e-9;
    let value = |row: usize, column: usize| lines[row].get(column).copied().flatten();
    let mut large = 0;
    let fits = lines[at].iter().enumerate().all(|(column, net)| {
        let Some(net) = *net else { return parts.iter().all(|part| value(*part, column).is_none()) };
        let parts: Vec<f64> = parts.iter().filter_map(|part| value(*part, column)).collect();
        large += usize::from(parts.iter().filter(|part| **part > most).count() > 1);
        (parts.iter().sum::<f64>() - net).abs() <= most
    });
    fits && 2 * large > lines[at].iter().flatten().count()
}

/// Whether rows add up to what is given for each column.
pub(crate) fn is_whole(lines: &[Line<'_>], rows: &[usize], whole: Line<'_>, step: f64) -> bool {
    let most = 0.5 * step * (rows.len() as f64 + 1.0);
    let mut seen = false;
    let fits = whole.iter().enumerate().all(|(column, whole)| {
        let Some(whole) = whole else { return true };
        let values = rows.iter().filter_map(|at| lines[*at].get(column).copied().flatten());
        seen = true;
        (values.sum::<f64>() - whole).abs() <= most
    });
    fits && seen
}

#[cfg(test)]
mod tests {
    use super::{Sum, sums};

    fn found(rows: &[[f64; 2]]) -> Vec<Sum> {
        let values: Vec<Vec<Option<f64>>> =
            rows.iter().map(|row| row.iter().map(|value| Some(*value)).collect()).collect();
        let lines: Vec<&[Option<f64>]> = values.iter().map(Vec::as_slice).collect();
        sums(&lines, &(0..rows.len()).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_may_be_the_sum_of_those_below_it() {
        let sums = found(&[[90.0, 70.0], [60.0, 30.0], [30.0, 40.0], [10.0, 30.0]]);
        assert_eq!(sums, [Sum { at: 0, parts: vec![1, 2], or: None }]);
    }

    #[test]
    fn two_runs_that_fit_are_both_known() {
        let sums = found(&[[20.0, 50.0], [30.0, 10.0], [50.0, 60.0], [10.0, 25.0], [40.0, 35.0]]);
        assert_eq!(sums, [Sum { at: 2, parts: vec![3, 4], or: Some(vec![0, 1]) }]);
    }
}
