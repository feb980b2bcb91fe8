//! Notes on a chart: words at a mark, at a place of its axes, or over a range of categories or columns.

use super::Located;
use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// Words on a chart and what they are about.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Where it is written.
    pub place: Place,
    /// The words; may hold templates.
    pub text: Located<String>,
    /// What they are about.
    pub about: About,
    /// Whether the line to it ends in an arrow.
    pub arrow: bool,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// The figure of a category, a column or both; or a value at one of them, or by itself.
    Spot {
        /// The category.
        category: Option<Located<String>>,
        /// The column.
        column: Option<Located<String>>,
        /// The value, where it is not the figure's own.
        value: Option<Located<f64>>,
    },
    /// All that lies from one category or column to another.
    Range(Located<String>, Located<String>),
}

impl Annotation {
    /// Reads one mapping or a list of them.
    pub fn read_all(
        fields: &mut Fields<'_>,
        kind: Option<&Located<Kind>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Self> {
        let Some(node) = fields.node("annotations") else { return Vec::new() };
        let notes: Vec<Self> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| read(item, faults)).collect(),
            _ => read(node, faults).into_iter().collect(),
        };
        if kind.is_some_and(|kind| kind.value == Kind::KeyFigures) {
            let message = "`annotations` belongs to charts with marks, not to `key-figures`";
            faults.push(
                Diagnostic::error("misplaced-key", node.place.clone(), message)
                    .hint("say it in the `label` of the figure, or in `notes`"),
            );
            return Vec::new();
        }
        notes
    }
}

fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let mut fields = Fields::open(node, "an annotation", faults)?;
    let text = fields.required("text", faults);
    let category = fields.text("category", faults);
    let column = fields.text("column", faults);
    let value = fields.number("value", faults);
    let (from, to) = (fields.text("from", faults), fields.text("to", faults));
    let arrow = fields.flag("arrow", faults).unwrap_or(false);
    fields.finish(faults);
    let spot = category.is_some() || column.is_some() || value.is_some();
    let about = match (from, to) {
        (Some(from), Some(to)) if !spot => About::Range(from, to),
        (None, None) if spot => About::Spot { category, column, value },
        _ => {
            let message =
                "an annotation is about a `category`, `column` or `value`, or runs `from` one `to` another";
            faults.push(Diagnostic::error("wrong-type", node.place.clone(), message).hint(
                "write `{text: …, category: …}` for a mark, `{text: …, from: …, to: …}` for a range of them",
            ));
            return None;
        }
    };
    Some(Annotation { place: node.place.clone(), text: text?, about, arrow })
}
