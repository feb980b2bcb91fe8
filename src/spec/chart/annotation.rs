//! Notes on a chart: text at a mark, at a position on the axes, or for a range of categories or columns.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Preset, Shape, optional, required};
use crate::spec::kinds::Kind;
use crate::spec::yaml::{Node, Value};

/// A note on a chart and what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Where it is written.
    pub span: Span,
    /// The text; may contain templates.
    pub text: Spanned<String>,
    /// What the note is about.
    pub about: About,
    /// Whether its leader line ends in an arrow.
    pub arrow: bool,
}

/// What a note is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// The figure of a category, a column or both; or a value, at one of them or by itself.
    Spot {
        /// The category.
        category: Option<Spanned<String>>,
        /// The column.
        column: Option<Spanned<String>>,
        /// The value, if it is not the figure itself.
        value: Option<Spanned<f64>>,
    },
    /// Everything from one category or column to another.
    Range(Spanned<String>, Spanned<String>),
}

impl Annotation {
    /// Reads one mapping or a list of them.
    pub fn read_all(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Vec<Self> {
        let Some(node) = fields.node("annotations") else { return Vec::new() };
        let notes: Vec<Self> = match &node.value {
            Value::List(items) => items.iter().filter_map(|item| read(item, sink)).collect(),
            _ => read(node, sink).into_iter().collect(),
        };
        if kind.is_some_and(|kind| kind.value == Kind::KeyFigures) {
            let message = "`annotations` needs a chart with marks, which `key-figures` does not have";
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("put the text into the `label` of the figure, or into `notes`"),
            );
            return Vec::new();
        }
        notes
    }
}

/// A note on a chart.
pub(super) const ANNOTATION: Shape = Shape {
    name: "annotation",
    what: "an annotation",
    about: "Text in a free area near its subject. If there is no free area, a number marks the subject and the text goes below the chart.",
    keys: &[
        required("text", Form::Text, "The text. May contain templates."),
        optional("category", Form::Text, "The category whose mark the note is about."),
        optional("column", Form::Text, "The column, if the series has several."),
        optional(
            "value",
            Form::Number,
            "A value on the axis, at the category or column or by itself, if the note is not about a figure.",
        ),
        optional("from", Form::Text, "Start of a range: a category, or a column of a line chart."),
        optional("to", Form::Text, "End of the range."),
        optional("arrow", Form::Flag, "Whether the leader line ends in an arrow.").or(Preset::Flag(false)),
    ],
};

fn read(node: &Node, sink: &Diagnostics) -> Option<Annotation> {
    let mut fields = Fields::open(node, &ANNOTATION, sink)?;
    let text = fields.text("text");
    let category = fields.text("category");
    let column = fields.text("column");
    let value = fields.number("value");
    let (from, to) = (fields.text("from"), fields.text("to"));
    let arrow = fields.flag_or_default("arrow");
    fields.finish();
    let spot = category.is_some() || column.is_some() || value.is_some();
    let about = match (from, to) {
        (Some(from), Some(to)) if !spot => About::Range(from, to),
        (None, None) if spot => About::Spot { category, column, value },
        _ => {
            let message = "an annotation needs a `category`, `column` or `value`, or both `from` and `to`";
            sink.push(Diagnostic::error(Code::WrongType, node.span.clone(), message).hint(
                "write `{text: …, category: …}` for a mark, or `{text: …, from: …, to: …}` for a range",
            ));
            return None;
        }
    };
    Some(Annotation { span: node.span.clone(), text: text?, about, arrow })
}
