//! The tiles of key figures: `figures: [{series: …, category: …, label: …}]`.

use super::numbers::{NumberStyle, ONE};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Key, Shape, optional, required};
use crate::spec::kinds::Kind;
use crate::spec::yaml::{Node, Value};

/// One tile of key figures.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFigure {
    /// The series.
    pub series: Spanned<String>,
    /// The category or net.
    pub category: Spanned<String>,
    /// The column, where the series has several.
    pub column: Option<Spanned<String>>,
    /// The text below the number.
    pub label: Spanned<String>,
    /// How the number is printed, if not by the unit of the series.
    pub numbers: Option<NumberStyle>,
}

/// The key of a chart with its tiles.
pub(super) const FIGURES: Key = optional(
    "figures",
    Form::List(&Form::Shape(&KEY_FIGURE)),
    "The tiles of `chart: key-figures`; no other kind takes this key.",
);

const KEY_FIGURE: Shape = Shape {
    name: "key-figure",
    what: "a key figure",
    about: "A tile with one number.",
    keys: &[
        required("series", crate::spec::SERIES_NAME, "Id of the series.").like("budget"),
        required("category", Form::Text, "Category, net or remainder."),
        optional("column", Form::Text, "Column, if the series has several."),
        required("label", Form::Text, "The text below the number. May contain templates."),
        optional(
            "numbers",
            Form::Shape(&ONE),
            "How the number is printed, if not by the unit of the series.",
        )
        .like("{in: millions}"),
    ],
};

/// The tiles, which only key figures take.
pub(super) fn read_all(
    fields: &mut Fields<'_>,
    kind: Option<&Spanned<Kind>>,
    sink: &Diagnostics,
) -> Vec<KeyFigure> {
    let node = fields.node("figures");
    match (kind.map(|kind| kind.value), node) {
        (Some(Kind::KeyFigures), _) => key_figures(fields, node, sink),
        (Some(other), Some(node)) => {
            let message = format!("`figures` belongs to `chart: key-figures`, not to `{}`", other.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("name a series with `series`, or write `chart: key-figures`"),
            );
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn key_figures(fields: &Fields<'_>, figures: Option<&Node>, sink: &Diagnostics) -> Vec<KeyFigure> {
    let items = match figures.map(|node| &node.value) {
        Some(Value::List(items)) if !items.is_empty() => items,
        _ => {
            let span = figures.map_or(fields.span(), |node| &node.span).clone();
            sink.push(
                Diagnostic::error(Code::MissingKey, span, "`key-figures` needs a list `figures`")
                    .hint("add `figures:` with items `{series: …, category: …, label: …}`"),
            );
            return Vec::new();
        }
    };
    items.iter().filter_map(|item| key_figure(item, sink)).collect()
}

fn key_figure(node: &Node, sink: &Diagnostics) -> Option<KeyFigure> {
    let mut fields = Fields::open(node, &KEY_FIGURE, sink)?;
    let series = fields.text("series").map(Spanned::<String>::as_series);
    let category = fields.text("category");
    let label = fields.text("label");
    let column = fields.text("column");
    let numbers = NumberStyle::read_one(&mut fields, sink);
    fields.finish();
    Some(KeyFigure { series: series?, category: category?, column, label: label?, numbers })
}
