//! Reference lines and ranges: values that the marks of a chart are held against.

use super::Located;
use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use crate::diagnostic::{Diagnostic, Place};

/// A line at a value, or a band between two.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where it is written.
    pub place: Place,
    /// The lower end; the same as the upper one for a line.
    pub from: f64,
    /// The upper end.
    pub to: f64,
    /// What it is; may hold templates.
    pub label: Option<Located<String>>,
}

impl Reference {
    /// Reads one mapping or a list of them: only of kinds with a value axis.
    pub fn read_all(
        fields: &mut Fields<'_>,
        kind: Option<&Located<Kind>>,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Self> {
        let Some(node) = fields.node("references") else { return Vec::new() };
        let references: Vec<Self> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| read(item, faults)).collect(),
            _ => read(node, faults).into_iter().collect(),
        };
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().axis.is_marked()) {
            let message =
                format!("`references` belongs to charts with one value axis, not to `{}`", kind.name());
            faults.push(
                Diagnostic::error("misplaced-key", node.place.clone(), message)
                    .hint("use `chart: bar` or `chart: dot`, or say it in `notes`"),
            );
            return Vec::new();
        }
        references
    }
}

fn read(node: &Node, faults: &mut Vec<Diagnostic>) -> Option<Reference> {
    let mut fields = Fields::open(node, "a reference", faults)?;
    let value = fields.number("value", faults);
    let (from, to) = (fields.number("from", faults), fields.number("to", faults));
    let label = fields.text("label", faults);
    fields.finish(faults);
    let (from, to) = match (value, from, to) {
        (Some(value), None, None) => (value.value, value.value),
        (None, Some(from), Some(to)) if from.value < to.value => (from.value, to.value),
        _ => {
            let message = "a reference is a `value`, or a `from` that is below its `to`";
            faults.push(Diagnostic::error("wrong-type", node.place.clone(), message).hint(
                "write `{value: 50, label: …}` for a line, `{from: 40, to: 60, label: …}` for a range",
            ));
            return None;
        }
    };
    Some(Reference { place: node.place.clone(), from, to, label })
}
