//! JSON: a mapping of categories to figures, or a list of records. JSON is YAML, so its places come from that reader.

use std::borrow::Cow;
use std::sync::Arc;

use super::table::{At, Cell, Value};
use crate::diagnostic::{Diagnostic, Source};
use crate::spec::yaml::{self, Key, Node};

/// The rows of the table that a JSON text holds; the first is the header.
///
/// # Errors
/// A diagnostic where the text is no JSON or has another form.
pub fn rows(source: &Arc<Source>) -> Result<Vec<Vec<Cell<'static>>>, Diagnostic> {
    let root = yaml::parse(source).map_err(|fault| match fault.code {
        "too-large" => fault.hint("save a table of this size as CSV or Parquet"),
        _ => Diagnostic {
            code: "json-syntax",
            message: fault.message.replace("YAML", "JSON"),
            hint: Some("check brackets, commas and quotes here and on the line above".into()),
            ..fault
        },
    })?;
    match &root.value {
        yaml::Value::Map(pairs) => Ok(mapping(pairs)),
        yaml::Value::List(items) => records(items),
        _ => Err(wrong_form(&root, "a mapping or a list")),
    }
}

fn wrong_form(node: &Node, wanted: &str) -> Diagnostic {
    let message = format!("here must be {wanted}, but there is {}", node.value.kind());
    Diagnostic::error("wrong-type", node.place.clone(), message)
        .hint("write `{\"answer\": 54, …}`, `{\"answer\": {\"2020\": 54}, …}` or `[{\"answer\": \"yes\", \"2020\": 54}, …]`")
}

/// `{"a": 54}` or `{"a": {"2019": 50, "2020": 54}}`.
fn mapping(pairs: &[(Key, Node)]) -> Vec<Vec<Cell<'static>>> {
    let inner = pairs.iter().map(|(_, node)| match &node.value {
        yaml::Value::Map(cells) => cells.as_slice(),
        _ => &[],
    });
    let columns = keys(inner);
    let blank = |at| Cell { value: Value::Empty, at };
    let mut rows = Vec::new();
    let mut head = vec![blank(At::Bytes(0, 0))];
    match columns.is_empty() {
        true => head.push(text("value", At::Bytes(0, 0))),
        false => head.extend(columns.iter().map(|key| name(key))),
    }
    rows.push(head);
    for (key, node) in pairs {
        let mut row = vec![name(key)];
        match &node.value {
            yaml::Value::Map(cells) => row.extend(fill(&columns, cells, at(node))),
            _ => {
                row.push(cell(node));
                row.resize(columns.len().max(1) + 1, blank(at(node)));
            }
        }
        rows.push(row);
    }
    rows
}

/// `[{"answer": "a", "2020": 54}, …]`: a record a row, the keys are the header.
fn records(items: &[Node]) -> Result<Vec<Vec<Cell<'static>>>, Diagnostic> {
    let mut all: Vec<&[(Key, Node)]> = Vec::new();
    for item in items {
        match &item.value {
            yaml::Value::Map(pairs) => all.push(pairs),
            _ => return Err(wrong_form(item, "a record of names and values")),
        }
    }
    let head = keys(all.iter().copied());
    let mut rows = vec![head.iter().map(|key| name(key)).collect()];
    rows.extend(items.iter().zip(all).map(|(item, pairs)| fill(&head, pairs, at(item)).collect()));
    Ok(rows)
}

/// The keys of several mappings in the order in which they first appear.
fn keys<'n>(mappings: impl Iterator<Item = &'n [(Key, Node)]>) -> Vec<&'n Key> {
    let mut seen = std::collections::BTreeSet::new();
    mappings.flatten().map(|(key, _)| key).filter(|key| seen.insert(key.name.as_str())).collect()
}

/// One cell a column; what a mapping lacks is empty.
fn fill<'n>(
    columns: &'n [&Key],
    pairs: &'n [(Key, Node)],
    blank: At,
) -> impl Iterator<Item = Cell<'static>> + 'n {
    columns.iter().map(move |column| {
        let found = pairs.iter().find(|(key, _)| key.name == column.name);
        found.map_or(Cell { value: Value::Empty, at: blank }, |(_, node)| cell(node))
    })
}

fn cell(node: &Node) -> Cell<'static> {
    let value = match &node.value {
        yaml::Value::Null => Value::Empty,
        yaml::Value::Number(value) => Value::Number { value: *value, percent: false },
        yaml::Value::Text(text) => Value::Text(Cow::Owned(text.clone())),
        other => Value::Other("not-a-number", format!("here is {}, no figure", other.kind())),
    };
    Cell { value, at: at(node) }
}

fn name(key: &Key) -> Cell<'static> {
    text(&key.name, At::Bytes(key.place.start, key.place.end))
}

fn text(text: &str, at: At) -> Cell<'static> {
    Cell { value: Value::Text(Cow::Owned(text.to_owned())), at }
}

fn at(node: &Node) -> At {
    At::Bytes(node.place.start, node.place.end)
}
