//! The order of categories, and their groups.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key, Preset, Shape, TEXTS, optional, words};
use crate::spec::kinds::Kind;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};

/// The order of categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Sort {
    /// The sort key.
    pub by: SortBy,
    /// Whether the smallest come first.
    pub ascending: bool,
    /// The span of the key `sort`.
    pub key: Span,
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
    pub(super) fn read(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Self> {
        let node = fields.node("sort")?;
        let (key, _) = fields.entry("sort")?;
        let (by, ascending) = match (&node.value, By::named(node)) {
            (Value::List(_), _) => (SortBy::List(values::texts(node, "sort", sink)), false),
            (Value::Map(_), _) => mapping(node, sink).unwrap_or((SortBy::Data, false)),
            (_, Some(by)) => (by.sort(), false),
            (_, None) => {
                let wanted = "`value`, `net`, `data`, a list of categories or a mapping with `by`";
                let hint = match &node.value {
                    Value::Text(word) => suggest(word, BY.map(|(word, ..)| word)),
                    _ => "write `sort: value`, or `sort: [first, second]`".to_owned(),
                };
                sink.push(values::wrong_type(node, "sort", wanted).hint(hint));
                (SortBy::Data, false)
            }
        };
        Some(Self { by, ascending, key: key.span.clone() })
    }
}

/// The words that `sort` and its `by` take.
const BY: [Choice<By>; 3] = [
    ("value", By::Value, "by the figures"),
    ("net", By::Net, "by the net, or by the sum of the positive side of a scale"),
    ("data", By::Data, "as in the series"),
];

/// The words that `order` takes; the flag says whether the order is ascending.
const ORDERS: [Choice<bool>; 2] =
    [("descending", false, "the largest first"), ("ascending", true, "the smallest first")];

/// A sort key that has a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Value,
    Net,
    Data,
}

impl By {
    /// What a word means.
    fn named(node: &Node) -> Option<Self> {
        let Value::Text(word) = &node.value else { return None };
        BY.iter().find(|(known, ..)| known == word).map(|(_, by, _)| *by)
    }

    fn sort(self) -> SortBy {
        match self {
            Self::Value => SortBy::Value,
            Self::Net => SortBy::Net,
            Self::Data => SortBy::Data,
        }
    }
}

/// The key of a chart that sorts its categories.
pub(super) const SORT: Key = optional(
    "sort",
    Form::Either(&[Form::Words(&words(&BY)), Form::List(&Form::Text), Form::Shape(&ORDER)]),
    "The order of the categories, the largest first. A list: these categories first, in this order.",
)
.or(Preset::Described("`value` for ranked kinds, `data` for the others"));

const ORDER: Shape = Shape {
    name: "order",
    what: "`sort`",
    about: "What the categories are sorted by, and in which direction.",
    keys: &[
        optional("by", Form::Words(&words(&BY)), "What is compared.").or(Preset::Word(BY[0].0)),
        optional("column", Form::Text, "The column to sort by.").or(Preset::Described("the first column")),
        optional("order", Form::Words(&words(&ORDERS)), "The direction.").or(Preset::Word(ORDERS[0].0)),
    ],
};

/// The key of a chart that groups its categories.
pub(super) const GROUPS: Key = optional(
    "groups",
    Form::Either(&[Form::Names(&TEXTS), Form::List(&TEXTS)]),
    "Groups of categories: headings with lists of categories, or a list of lists, which are separated by lines.",
)
.like("{Money: [budget, prices], People: [staff]}");

fn mapping(node: &Node, sink: &Diagnostics) -> Option<(SortBy, bool)> {
    let mut fields = Fields::open(node, &ORDER, sink)?;
    let by = fields.choice("by", &BY);
    let column = fields.text("column");
    let ascending = fields.choice_or_default("order", &ORDERS);
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
        (by, None) => by.unwrap_or(By::Value).sort(),
    };
    Some((by, ascending))
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
