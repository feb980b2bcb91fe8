//! The order of categories, and their groups.

use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use super::{Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};

/// The order of categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// The sort key.
    pub by: SortBy,
    /// Whether the smallest come first.
    pub ascending: bool,
}

/// What categories are sorted by.
#[derive(Debug, Clone, PartialEq)]
pub enum SortBy {
    /// The figure in the first column.
    Value,
    /// Not sorted: the order of the series.
    Data,
    /// The net that a category belongs to or, on a scale, the sum of the positive side.
    Net,
    /// The figure in this column.
    Column(Spanned<String>),
    /// Listed categories first, in this order.
    List(Vec<Spanned<String>>),
}

impl Sort {
    /// Whether the categories keep the order of the series.
    pub fn is_data(&self) -> bool {
        self.by == SortBy::Data
    }

    /// Reads `value`, `net`, `data`, a list of categories, or `{by: …, column: …, order: …}`.
    pub fn read(node: &Node, sink: &Diagnostics) -> Self {
        let descending = |by: SortBy| Self { by, ascending: false };
        match &node.value {
            Value::Text(word) if word == "value" => descending(SortBy::Value),
            Value::Text(word) if word == "net" => descending(SortBy::Net),
            Value::Text(word) if word == "data" => descending(SortBy::Data),
            Value::List(_) => descending(SortBy::List(values::texts(node, "sort", sink))),
            Value::Map(_) => mapping(node, sink).unwrap_or_else(|| descending(SortBy::Data)),
            _ => {
                let wanted = "`value`, `net`, `data`, a list of categories or a mapping with `by`";
                let hint = match &node.value {
                    Value::Text(word) => suggest(word, ["value", "net", "data"]),
                    _ => "write `sort: value`, or `sort: [first, second]`".to_owned(),
                };
                sink.push(values::wrong_type(node, "sort", wanted).hint(hint));
                descending(SortBy::Data)
            }
        }
    }
}

/// The words that `by` takes.
pub const BY: [(&str, By); 3] = [("value", By::Value), ("net", By::Net), ("data", By::Data)];

/// The words that `order` takes; the flag says whether the order is ascending.
pub const ORDERS: [(&str, bool); 2] = [("descending", false), ("ascending", true)];

/// A sort key that has a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The figures.
    Value,
    /// The nets.
    Net,
    /// The order of the series.
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
            let message = "`column` and `by` contradict each other: `column` sorts by its figures";
            sink.push(
                Diagnostic::error(Code::MisplacedKey, column.span, message).hint("keep only one of the two"),
            );
            return None;
        }
        (None | Some(By::Value), None) => SortBy::Value,
        (Some(By::Net), None) => SortBy::Net,
        (Some(By::Data), None) => SortBy::Data,
    };
    Some(Sort { by, ascending })
}

/// Categories that are shown together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The heading above the group; without one, a line separates it from the others.
    pub heading: Option<Spanned<String>>,
    /// The categories.
    pub names: Vec<Spanned<String>>,
}

impl Group {
    /// Reads `groups`: headings with lists of categories, or lists of categories without headings.
    pub fn read_all(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Vec<Self> {
        let Some(node) = fields.node("groups") else { return Vec::new() };
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().groups) {
            let message =
                format!("`groups` does not work with `{}`, which has no rows to group", kind.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("remove it, or use a kind with a row or column for each category, such as `bar`"),
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
                let wanted = "headings with lists of categories, or a list of lists";
                sink.push(values::wrong_type(node, "groups", wanted));
                Vec::new()
            }
        }
    }
}
