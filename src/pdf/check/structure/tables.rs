//! Tables: the same number of columns in all rows, and header cells that are associated with cells.

use std::collections::HashSet;

use super::{Element, Tree};
use crate::pdf::check::reader::{File, shown};
use crate::pdf::check::report::Report;
use lopdf::Object;

/// The limit of row and column spans, against hostile files.
const WIDEST: i64 = 1000;

pub(crate) fn check(file: &File, tree: &Tree<'_>, report: &mut Report) {
    let ids: HashSet<&[u8]> =
        tree.elements.iter().filter_map(|element| file.string(element.dict, "ID")).collect();
    for table in tree.elements.iter().filter(|element| element.kind == b"Table") {
        let rows: Vec<&Element<'_>> = tree
            .kids(table)
            .flat_map(|part| if part.kind == b"TR" { vec![part] } else { tree.kids(part).collect() })
            .filter(|row| row.kind == b"TR")
            .collect();
        if rows.is_empty() {
            report.fail("09-004", table.page, "a table has no rows");
        }
        regular(file, tree, table, &rows, report);
        headers(file, tree, &rows, &ids, report);
    }
}

fn cells<'a, 'f>(tree: &'a Tree<'f>, row: &'a Element<'f>) -> impl Iterator<Item = &'a Element<'f>> {
    tree.kids(row).filter(|cell| matches!(cell.kind, b"TH" | b"TD"))
}

fn span(file: &File, cell: &Element<'_>, name: &str) -> usize {
    let span = cell.attribute(file, name).and_then(|span| span.as_i64().ok()).unwrap_or(1);
    usize::try_from(span.clamp(1, WIDEST)).unwrap_or(1)
}

/// Checks that all rows have the same number of columns and no cells overlap.
fn regular(file: &File, tree: &Tree<'_>, table: &Element<'_>, rows: &[&Element<'_>], report: &mut Report) {
    // For each column, the number of rows that a cell from above still spans.
    let mut taken: Vec<usize> = Vec::new();
    let mut width = None;
    for (number, row) in rows.iter().enumerate() {
        let (mut column, mut next) = (0, taken.iter().map(|rows| rows.saturating_sub(1)).collect::<Vec<_>>());
        let is_taken = |column: usize| taken.get(column).is_some_and(|rows| *rows > 0);
        for cell in cells(tree, row) {
            while is_taken(column) {
                column += 1;
            }
            let (wide, high) = (span(file, cell, "ColSpan"), span(file, cell, "RowSpan"));
            if (column..column + wide).any(is_taken) {
                report.fail(
                    "UA1:7.2-43",
                    table.page,
                    format!("cells of a table overlap in row {}", number + 1),
                );
            }
            next.resize(next.len().max(column + wide), 0);
            next[column..column + wide].fill(high - 1);
            column += wide;
        }
        let last_taken = taken.iter().rposition(|rows| *rows > 0).map_or(0, |at| at + 1);
        let columns = column.max(last_taken);
        let first = *width.get_or_insert(columns);
        if columns != first {
            let message =
                format!("row {} of a table has {columns} columns, but the first has {first}", number + 1);
            report.fail("UA1:7.2-42", row.page.or(table.page), message);
        }
        taken = next;
    }
}

/// Checks that each header cell has a scope, or cells refer to their headers.
fn headers(file: &File, tree: &Tree<'_>, rows: &[&Element<'_>], ids: &HashSet<&[u8]>, report: &mut Report) {
    let all = || rows.iter().flat_map(|row| cells(tree, row));
    let linked = all().any(|cell| cell.attribute(file, "Headers").is_some());
    for cell in all().filter(|cell| cell.kind == b"TH") {
        let scope = cell.attribute(file, "Scope").map(|scope| scope.as_name().unwrap_or_default());
        match scope {
            None if !linked => {
                report.fail("15-003", cell.page, "a header cell has no scope (Scope)");
            }
            Some(scope) if !matches!(scope, b"Row" | b"Column" | b"Both") => {
                report.fail(
                    "15-003",
                    cell.page,
                    "the scope of a header cell is not Row, Column or Both (Scope)",
                );
            }
            _ => {}
        }
    }
    for cell in all() {
        let names = cell.attribute(file, "Headers").and_then(|headers| headers.as_array().ok());
        let names = names.into_iter().flatten().filter_map(|name| file.resolve(name)?.as_str().ok());
        for name in names.filter(|name| !ids.contains(name)) {
            report.fail(
                "15-003",
                cell.page,
                format!("a cell refers to the header `{}`, which does not exist (Headers)", shown(name)),
            );
        }
    }
    let is_list =
        |cell: &Element<'_>| matches!(cell.attribute(file, "Headers"), None | Some(Object::Array(_)));
    if let Some(cell) = all().find(|cell| !is_list(cell)) {
        report.fail("15-003", cell.page, "the headers of a cell are not an array (Headers)");
    }
}
