//! Tables with a row for each group of respondents and a column for each answer: they are read turned, so that groups are
//! columns and the number of respondents of each group counts.

use super::draft::{list, quoted};
use super::grid::{Grid, Item};
use super::rows::{Role, Row};
use super::shape::Shape;
use super::tables::Region;
use super::words;
use crate::survey::names::means_total;

/// Whether the rows are groups: the first one is all respondents.
pub(super) fn are_groups(region: &Region, rows: &[Row], shape: &Shape) -> bool {
    let is_total = |row: &Row| means_total(&row.name) || words::speaks_of_total(&row.name);
    shape.by_item
        && region.header.len() == 1
        && region.bare.is_empty()
        && rows.len() > 2
        && rows.iter().all(|row| row.role == Role::Answer || is_total(row))
        && is_total(&rows[0])
        && rows[1..].iter().all(|row| !is_total(row))
}

/// The keys by which such a table is read.
pub(super) fn keys(
    grid: &Grid,
    region: &Region,
    shape: &Shape,
    data: &mut Vec<(&'static str, String)>,
    doubts: &mut Vec<String>,
) {
    let header = region.header.first().copied().unwrap_or_default();
    let name = |column: &usize| grid.name(header, *column);
    let bases: Vec<String> =
        region.aside.iter().filter_map(name).filter(|name| words::means_base(name)).collect();
    let base = words::preferred_base(bases.iter().map(|name| (name.clone(), name.as_str())));
    if let Some(base) = &base {
        let others = bases.iter().filter(|name| *name != base).map(|name| format!("`{name}`"));
        doubts.extend(words::doubt_of_base(base, &others.collect::<Vec<_>>()));
    }
    let right = region.columns.iter().chain(&region.aside).max().copied().unwrap_or(region.label);
    let total = shape.total.map(|at| region.columns[at]);
    let is_read = |column: &usize| region.columns.contains(column) && Some(*column) != total;
    let left = (region.label + 1..=right).filter(|column| !is_read(column));
    let left: Vec<String> = left
        .filter(|column| *grid.item(header, *column) != Item::Nothing)
        .filter_map(|column| name(&column))
        .filter(|name| Some(name) != base.as_ref())
        .collect();
    data.push(("transpose", "true".into()));
    if let Some(base) = base {
        data.push(("base-row", quoted(&base)));
    }
    if !left.is_empty() {
        data.push(("skip", format!("{{rows: {}}}", list(&left))));
    }
}
