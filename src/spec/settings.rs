//! What a kind of chart can be told beside its name: `chart: {stacked-bar: {labels: {hide-below: 4}}}`.

use super::Spanned;
use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};

/// The settings of a kind; those that nobody wrote are left to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Values below this one get no label of their own.
    pub hide_below: Option<f64>,
    /// Where the middle of a scale lies.
    pub center: Option<Center>,
    /// Where the neutral part of a scale stands.
    pub neutral: Option<Neutral>,
}

/// Where the middle of a scale lies.
#[derive(Debug, Clone, PartialEq)]
pub enum Center {
    /// Across this part.
    Part(Spanned<String>),
    /// Behind so many parts; with a half, across the part that follows.
    Behind(Spanned<f64>),
}

/// Where the neutral part of a scale stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neutral {
    /// Across the middle.
    Middle,
    /// Beside the scale, in the way of an answer that is none.
    Beside,
}

impl Neutral {
    /// The words that are written.
    pub const WORDS: [(&'static str, Self); 2] = [("middle", Self::Middle), ("beside", Self::Beside)];
}

impl Settings {
    /// Reads the settings of a kind; those that it does not have are reported.
    pub(crate) fn read(node: &Node, kind: Option<Kind>, sink: &Diagnostics) -> Self {
        let mut settings = Self::default();
        if node.value == Value::Null {
            return settings;
        }
        let Some(mut fields) = Fields::open(node, "a kind of chart", sink) else { return settings };
        let mut written: Vec<(&'static str, Span)> = Vec::new();
        for name in ["labels", "center", "neutral"] {
            written.extend(fields.node(name).map(|node| (name, node.span.clone())));
        }
        if let Some(node) = fields.node("labels")
            && let Some(mut inner) = Fields::open(node, "`labels`", sink)
        {
            settings.hide_below = inner.number("hide-below").map(|found| found.value);
            inner.finish();
        }
        settings.center = match fields.node("center").map(|node| &node.value) {
            Some(Value::Number(_)) => fields.number("center").map(Center::Behind),
            _ => fields.text("center").map(Center::Part),
        };
        settings.neutral = fields.choice("neutral", &Neutral::WORDS);
        fields.finish();
        let Some(kind) = kind else { return settings };
        for (name, place) in written {
            if !kind.facts().settings.contains(&name) {
                let takers: Vec<String> = Kind::ALL
                    .iter()
                    .filter(|other| other.facts().settings.contains(&name))
                    .map(|other| format!("`{}`", other.name()))
                    .collect();
                let message = format!("`{name}` is no setting of `{}`", kind.name());
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, place, message)
                        .hint(format!("remove it: it belongs to {}", takers.join(" and "))),
                );
            }
        }
        settings
    }
}
