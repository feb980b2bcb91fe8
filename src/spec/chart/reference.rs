//! Reference lines and ranges: values to compare the marks of a chart with.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Shape, optional};
use crate::spec::kinds::Kind;
use crate::spec::yaml::{Node, Value};

/// A line at a value, or a band between two values.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where it is written.
    pub span: Span,
    /// The lower end; the same as the upper one for a line.
    pub from: f64,
    /// The upper end.
    pub to: f64,
    /// Its label; may contain templates.
    pub label: Option<Spanned<String>>,
}

impl Reference {
    /// Reads one mapping or a list of them. Only kinds with a value axis take it.
    pub fn read_all(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Vec<Self> {
        let Some(node) = fields.node("references") else { return Vec::new() };
        let references: Vec<Self> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| read(item, sink)).collect(),
            _ => read(node, sink).into_iter().collect(),
        };
        if let Some(kind) = kind.map(|kind| kind.value).filter(|kind| !kind.facts().axis.is_marked()) {
            let message = format!(
                "`references` needs a chart with one value axis, which `{}` does not have",
                kind.name()
            );
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("use `chart: bar` or `chart: dot`, or mention the value in `notes`"),
            );
            return Vec::new();
        }
        references
    }
}

/// A reference line or range.
pub(super) const REFERENCE: Shape = Shape {
    name: "reference",
    what: "a reference",
    about: "A line at a value, or a range between two values.",
    keys: &[
        optional("value", Form::Number, "The value of a line."),
        optional("from", Form::Number, "The lower end of a range."),
        optional("to", Form::Number, "The upper end of a range."),
        optional("label", Form::Text, "Its label. May contain templates."),
    ],
};

fn read(node: &Node, sink: &Diagnostics) -> Option<Reference> {
    let mut fields = Fields::open(node, &REFERENCE, sink)?;
    let value = fields.number("value");
    let (from, to) = (fields.number("from"), fields.number("to"));
    let label = fields.text("label");
    fields.finish();
    let (from, to) = match (value, from, to) {
        (Some(value), None, None) => (value.value, value.value),
        (None, Some(from), Some(to)) if from.value < to.value => (from.value, to.value),
        _ => {
            let message = "a reference has either a `value`, or a `from` that is below its `to`";
            sink.push(Diagnostic::error(Code::WrongType, node.span.clone(), message).hint(
                "write `{value: 50, label: …}` for a line, `{from: 40, to: 60, label: …}` for a range",
            ));
            return None;
        }
    };
    Some(Reference { span: node.span.clone(), from, to, label })
}
