//! Whether a table has a row for each respondent, for each figure, or for each answer.

use std::collections::BTreeSet;

use crate::import::sample::{Column, Sample};
use crate::import::workbook::Line;

/// Tables of results are rarely longer.
pub(crate) const LEAST_ROWS: u32 = 40;
/// So many columns can say which figure a row holds.
const MOST_KEYS: usize = 4;

/// A table with a row for each figure: the headers of its keys, and that of the figures.
pub(crate) struct Long {
    pub(crate) keys: Vec<String>,
    pub(crate) value: String,
}

/// Whether its rows are respondents, of a table that no survey tool wrote.
pub(crate) fn is_raw(sample: &Sample, least_rows: u32) -> bool {
    let Some(first) = sample.columns.first() else { return false };
    let is_unique = first.filled > 20 && first.words.iter().all(|(_, count)| *count == 1);
    let are_numbers = first.numbers == first.filled;
    let are_years =
        first.ends.is_some_and(|(low, high)| low >= 1900.0 && high <= 2100.0) && !first.has_fraction;
    // Names that come once each are answers or places, and the rows of a table of results.
    let lower = first.name.to_lowercase();
    // `instanceID`, `KEY`: numbers of rows that are no names.
    let is_key = lower.ends_with("id")
        || ["key", "uuid"].contains(&lower.as_str())
        || first.words.iter().all(|(word, _)| word.starts_with("uuid:"));
    let is_named = is_unique && !is_key && (!are_numbers || are_years || first.dates > 0);
    // Programs write the number of a row below an empty header.
    let rest = &sample.columns[usize::from(first.name.is_empty() && are_numbers)..];
    let is_asked = |column: &&Column| !column.has_more && column.words.len() < column.filled as usize / 2;
    let asked = sample.columns.iter().filter(is_asked).count();
    sample.rows >= least_rows
        && sample.columns.len() >= 2
        && !is_named
        && rest.iter().all(|column| !column.name.is_empty() && column.name.parse::<f64>().is_err())
        && asked >= 1
}

/// What the columns of a table with a row for each figure are, if it is one: few keys, of which no two rows have the same,
/// and one column of figures.
pub(crate) fn long(sample: &Sample, rows: &[Line]) -> Option<Long> {
    let is_value = |column: &&Column| {
        let are_years = column.ends.is_some_and(|(low, high)| low >= 1900.0 && high <= 2100.0);
        column.numbers == column.filled
            && column.filled > 0
            && (column.has_fraction || column.has_more && !are_years)
    };
    let values: Vec<&Column> = sample.columns.iter().filter(is_value).collect();
    let [value] = values[..] else { return None };
    let keys: Vec<usize> = (0..sample.columns.len())
        .filter(|at| sample.columns[*at].name != value.name && sample.columns[*at].words.len() > 1)
        .collect();
    if keys.is_empty() || keys.len() > MOST_KEYS || sample.rows < 4 {
        return None;
    }
    let mut seen = BTreeSet::new();
    for row in rows.iter().skip(1) {
        let key: Vec<String> = keys
            .iter()
            .map(|at| row.cells.get(*at).and_then(|cell| cell.name()).unwrap_or_default().into_owned())
            .collect();
        if !seen.insert(key) {
            return None;
        }
    }
    // A table of answers has one row for each of them, and its figures beside.
    let repeats = keys.iter().any(|at| sample.columns[*at].words.iter().any(|(_, count)| *count > 1));
    (keys.len() > 1 && repeats).then(|| Long {
        keys: keys.iter().map(|at| sample.columns[*at].name.clone()).collect(),
        value: value.name.clone(),
    })
}
