//! Figures that are written in the series file itself, under `values`.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::values;
use crate::spec::yaml::{Key, Node, Value};
use crate::survey::series::{Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS, Spot};

/// `values: {a: 1}` or `values: {a: {x: 1, y: 2}}`; columns are in the order in which they first appear.
pub(super) fn values(fields: &mut Fields<'_>, key: &Key, sink: &Diagnostics) -> (Vec<String>, Vec<Category>) {
    let pairs = fields.map("values").unwrap_or_default();
    if pairs.is_empty() && fields.node("values").is_none_or(|node| matches!(node.value, Value::Map(_))) {
        sink.push(
            Diagnostic::error(
                Code::MissingKey,
                key.span.clone(),
                format!("series `{}` needs `values`", key.name),
            )
            .hint("add `values: {first answer: 54, second answer: 34}`, or `data: file.csv`"),
        );
    }
    if let Some((key, _)) = pairs.get(MOST_CATEGORIES) {
        sink.push(too_many(key, "categories", MOST_CATEGORIES));
        return Default::default();
    }
    let mut columns: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for (_, node) in pairs {
        let Value::Map(cells) = &node.value else { continue };
        for (cell, _) in cells {
            if !known.insert(cell.name.as_str()) {
                continue;
            }
            if columns.len() == MOST_COLUMNS {
                sink.push(too_many(cell, "columns", MOST_COLUMNS));
                return Default::default();
            }
            columns.push(cell.name.clone());
        }
    }
    if pairs.len() * columns.len() > MOST_CELLS {
        sink.push(too_many(key, "figures", MOST_CELLS));
        return Default::default();
    }
    let categories = pairs.iter().map(|(name, node)| category(name, node, &columns, sink)).collect();
    (columns, categories)
}

fn too_many(key: &Key, what: &str, most: usize) -> Diagnostic {
    let message = format!("there are more than {most} {what}: no chart shows them");
    Diagnostic::error(Code::TooLarge, key.span.clone(), message)
        .hint("are these respondents? count their answers: `data: {file: …, tabulate: {answer: …}}`")
}

fn category(name: &Key, node: &Node, columns: &[String], sink: &Diagnostics) -> Category {
    let mut values = vec![None; columns.len().max(1)];
    let mut spots = vec![None; values.len()];
    let spot = |node: &Node| Some(Spot { span: node.span.clone(), cell: None });
    match &node.value {
        Value::Null => {}
        Value::Map(cells) => {
            values::report_repeated(cells, sink);
            for (cell, node) in cells.iter().filter(|(_, node)| node.value != Value::Null) {
                let at = columns.iter().position(|column| *column == cell.name).unwrap_or(0);
                values[at] = values::number(node, &cell.name, sink).map(|found| found.value);
                spots[at] = spot(node);
            }
        }
        _ if columns.is_empty() => {
            values[0] = values::number(node, &name.name, sink).map(|found| found.value);
            spots[0] = spot(node);
        }
        _ => sink.push(
            values::wrong_type(node, &name.name, "a mapping of columns to numbers")
                .hint(format!("the other categories have the columns {}", columns.join(", "))),
        ),
    }
    Category { name: name.name.clone(), span: name.span.clone(), values, spots }
}
