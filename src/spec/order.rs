//! The order of categories, and the groups that they are parted into.

use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use super::{Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};

/// The order of categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// What decides it.
    pub by: SortBy,
    /// Whether the smallest stand first.
    pub ascending: bool,
}

/// What decides the order of categories.
#[derive(Debug, Clone, PartialEq)]
pub enum SortBy {
    /// Their figure in the first column.
    Value,
    /// Nothing: they stand as in the series.
    Data,
    /// Their net: that of which they are parts or, on a scale, the sum of its positive side.
    Net,
    /// Their figure in this column.
    Column(Spanned<String>),
    /// These first, in this order.
    List(Vec<Spanned<String>>),
}

impl Sort {
    /// Whether the order is left to the series.
    pub fn is_data(&self) -> bool {
        self.by == SortBy::Data
    }

    /// Reads `value`, `net`, `data`, a list of categories, or `{by: …, column: …, order: …}`.
    pub fn read(node: &Node, sink: &Diagnostics) -> Self {
        let plain = |by: SortBy| Self { by, ascending: false };
        match &node.value {
            Value::Text(word) if word == "value" => plain(SortBy::Value),
            Value::Text(word) if word == "net" => plain(SortBy::Net),
            Value::Text(word) if word == "data" => plain(SortBy::Data),
            Value::List(_) => plain(SortBy::List(values::texts(node, "sort", sink))),
            Value::Map(_) => mapping(node, sink).unwrap_or_else(|| plain(SortBy::Data)),
            _ => {
                let wanted = "`value`, `net`, `data`, a list of categories or a mapping with `by`";
                let hint = match &node.value {
                    Value::Text(word) => suggest(word, ["value", "net", "data"]),
                    _ => "write `sort: value`, or `sort: [first, second]`".to_owned(),
                };
                sink.push(values::wrong_type(node, "sort", wanted).hint(hint));
                plain(SortBy::Data)
            }
        }
    }
}

/// What `by` can say.
pub const BY: [(&str, By); 3] = [("value", By::Value), ("net", By::Net), ("data", By::Data)];

/// What `order` can say.
pub const ORDERS: [(&str, bool); 2] = [("descending", false), ("ascending", true)];

/// What decides an order, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The figures.
    Value,
    /// The nets.
    Net,
    /// The series.
    Data,
}

fn mapping(node: &Node, sink: &Diagnostics) -> Option<Sort> {
    let mut fields = Fields::open(node, "`sort`", sink)?;
    let by = fields.choice("by", &BY);
    let column = fields.text("column");
    let ascending = fields.choice("order", &ORDERS).unwrap_or(false);
    fields.finish();
    let by = match (by, column) {
        (None | Some(By::Value), Some(column)) => SortBy::Column(column),
        (Some(_), Some(column)) => {
            let message = "`column` names the figures to sort by, but `by` names something else";
            sink.push(
                Diagnostic::error(Code::MisplacedKey, column.span, message).hint("keep one of the two"),
            );
            return None;
        }
        (None | Some(By::Value), None) => SortBy::Value,
        (Some(By::Net), None) => SortBy::Net,
        (Some(By::Data), None) => SortBy::Data,
    };
    Some(Sort { by, ascending })
}

/// Categories that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What stands over them; without it a line parts them from the others.
    pub heading: Option<Spanned<String>>,
    /// The categories.
    pub names: Vec<Spanned<String>>,
}

impl Group {
    /// Reads `groups`: headings with lists of categories, or a list of such lists.
    pub fn read_all(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Vec<Self> {
        let Some(node) = fields.node("groups") else { return Vec::new() };
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().groups) {
            let message = format!("`groups` does not go with `{}`, which has no rows to part", kind.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("remove it, or use a kind with a row or a column for each category, such as `bar`"),
            );
            return Vec::new();
        }
        match &node.value {
            Value::Map(_) => values::map(node, "groups", sink)
                .unwrap_or_default()
                .iter()
                .map(|(key, names)| Self {
                    heading: Some(Spanned { value: key.name.clone(), span: key.span.clone() }),
                    names: values::texts(names, "groups", sink),
                })
                .collect(),
            Value::List(items) => items
                .iter()
                .map(|item| Self { heading: None, names: values::texts(item, "groups", sink) })
                .collect(),
            _ => {
                let wanted = "headings with lists of categories, or a list of such lists";
                sink.push(values::wrong_type(node, "groups", wanted));
                Vec::new()
            }
        }
    }
}
