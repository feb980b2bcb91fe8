//! JSON: a mapping of categories to figures, or a list of records. JSON is YAML, so its places come from that reader.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::{At, Cell, MOST_CELLS, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source};
use crate::spec::yaml::{Key, Node};
use crate::spec::{values, yaml};

/// The rows of the table that a JSON text holds; the first is the header.
///
/// # Errors
/// A diagnostic where the text is no JSON or has another form.
pub fn rows(source: &Arc<Source>) -> Result<Vec<Vec<Cell<'static>>>, Diagnostic> {
    let root = yaml::parse(source).map_err(|fault| match fault.code {
        Code::TooLarge => fault.hint("save a table of this size as CSV or Parquet"),
        _ => Diagnostic {
            code: Code::JsonSyntax,
            message: fault.message.replace("YAML", "JSON"),
            hint: Some("check brackets, commas and quotes here and on the line above".into()),
            ..fault
        },
    })?;
    match &root.value {
        yaml::Value::Map(pairs) => mapping(pairs),
        yaml::Value::List(items) => records(items),
        _ => Err(wrong_form(&root, "a mapping or a list")),
    }
}

fn wrong_form(node: &Node, wanted: &str) -> Diagnostic {
    let message = format!("here must be {wanted}, but there is {}", node.value.kind());
    Diagnostic::error(Code::WrongType, node.span.clone(), message)
        .hint("write `{\"answer\": 54, …}`, `{\"answer\": {\"2020\": 54}, …}` or `[{\"answer\": \"yes\", \"2020\": 54}, …]`")
}

/// `{"a": 54}` or `{"a": {"2019": 50, "2020": 54}}`.
fn mapping(pairs: &[(Key, Node)]) -> Result<Vec<Vec<Cell<'static>>>, Diagnostic> {
    once(pairs)?;
    one_level(pairs)?;
    let inner = pairs.iter().map(|(_, node)| match &node.value {
        yaml::Value::Map(cells) => cells.as_slice(),
        _ => &[],
    });
    let columns = Columns::new(inner, pairs.len())?;
    let blank = |at| Cell::new(Value::Empty, at);
    let mut rows = Vec::new();
    let mut head = vec![blank(At::Bytes(0, 0))];
    match columns.keys.is_empty() {
        true => head.push(text("value", At::Bytes(0, 0))),
        false => head.extend(columns.head()),
    }
    rows.push(head);
    for (key, node) in pairs {
        let mut row = vec![name(key)];
        match &node.value {
            yaml::Value::Map(cells) => row.extend(columns.row(cells, at(node))),
            _ => {
                row.push(cell(node));
                row.resize(columns.keys.len().max(1) + 1, blank(at(node)));
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Either all categories have a figure, or all have a mapping of columns to figures: beside each other nobody knows which
/// column a figure without one belongs to. What is `null` has neither.
fn one_level(pairs: &[(Key, Node)]) -> Result<(), Diagnostic> {
    let is_map = |node: &Node| matches!(node.value, yaml::Value::Map(_));
    let filled = || pairs.iter().filter(|(_, node)| !matches!(node.value, yaml::Value::Null));
    let Some((_, first)) = filled().next() else { return Ok(()) };
    let Some((key, other)) = filled().find(|(_, node)| is_map(node) != is_map(first)) else { return Ok(()) };
    let kind = |node: &Node| if is_map(node) { "columns" } else { "a figure without a column" };
    let message = format!("`{}` has {}, but the first has {}", key.name, kind(other), kind(first));
    Err(Diagnostic::error(Code::WrongType, other.span.clone(), message)
        .hint(
            "give each category the same columns, as in `{\"yes\": {\"2020\": 54}, \"no\": {\"2020\": 46}}`",
        )
        .related(first.span.clone(), "the first"))
}

/// Which of two figures of one name is meant, nobody knows.
fn once(pairs: &[(Key, Node)]) -> Result<(), Diagnostic> {
    let faults = Diagnostics::new();
    values::report_repeated(pairs, &faults);
    faults.into_vec().into_iter().next().map_or(Ok(()), Err)
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
    let columns = Columns::new(all.iter().copied(), items.len())?;
    let mut rows = vec![columns.head().collect()];
    rows.extend(items.iter().zip(all).map(|(item, pairs)| columns.row(pairs, at(item))));
    Ok(rows)
}

/// The keys of several mappings in the order in which they first appear.
struct Columns<'n> {
    keys: Vec<&'n Key>,
    index: BTreeMap<&'n str, usize>,
}

impl<'n> Columns<'n> {
    /// The columns of a table of so many rows.
    fn new(mappings: impl Iterator<Item = &'n [(Key, Node)]>, rows: usize) -> Result<Self, Diagnostic> {
        let mut columns = Self { keys: Vec::new(), index: BTreeMap::new() };
        for (key, _) in mappings
            .map(|pairs| once(pairs).map(|()| pairs))
            .collect::<Result<Vec<_>, _>>()?
            .into_iter()
            .flatten()
        {
            if columns.index.contains_key(key.name.as_str()) {
                continue;
            }
            columns.index.insert(&key.name, columns.keys.len());
            columns.keys.push(key);
            if (columns.keys.len() * rows) as u64 > MOST_CELLS {
                let message = format!("with this column the table has more than {MOST_CELLS} cells");
                return Err(Diagnostic::error(Code::TooLarge, key.span.clone(), message)
                    .hint("keys are the columns: give the records the same keys, or save the table as CSV"));
            }
        }
        Ok(columns)
    }

    fn head(&self) -> impl Iterator<Item = Cell<'static>> {
        self.keys.iter().map(|key| name(key))
    }

    /// One cell a column; what a mapping lacks is empty.
    fn row(&self, pairs: &[(Key, Node)], blank: At) -> Vec<Cell<'static>> {
        let mut row = vec![Cell::new(Value::Empty, blank); self.keys.len()];
        for (key, node) in pairs {
            if let Some(at) = self.index.get(key.name.as_str()) {
                row[*at] = cell(node);
            }
        }
        row
    }
}

fn cell(node: &Node) -> Cell<'static> {
    let value = match &node.value {
        yaml::Value::Null => Value::Empty,
        yaml::Value::Number(value) => Value::Number { value: *value, percent: false },
        yaml::Value::Text(text) => Value::Text(Cow::Owned(text.clone())),
        other => Value::Other(Code::NotANumber, format!("here is {}, no figure", other.kind())),
    };
    Cell::new(value, at(node))
}

fn name(key: &Key) -> Cell<'static> {
    text(&key.name, At::Bytes(key.span.start, key.span.end))
}

fn text(text: &str, at: At) -> Cell<'static> {
    Cell::new(Value::Text(Cow::Owned(text.to_owned())), at)
}

fn at(node: &Node) -> At {
    At::Bytes(node.span.start, node.span.end)
}
