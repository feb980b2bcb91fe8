//! Settings of a chart kind: `chart: {stacked-bar: {labels: {hide-below: 4}}}`.

use super::Spanned;
use super::fields::Fields;
use super::kinds::Kind;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};

/// The settings of a kind; `None` leaves a setting to its default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Values below this one are not labelled.
    pub hide_below: Option<f64>,
    /// Where the center line of a scale lies.
    pub center: Option<Center>,
    /// Where the neutral part of a scale is drawn.
    pub neutral: Option<Neutral>,
    /// Whether a line keeps its level until the next point in time, as an interest rate does.
    pub steps: bool,
}

/// Where the center line of a scale lies.
#[derive(Debug, Clone, PartialEq)]
pub enum Center {
    /// Through the middle of this part.
    Part(Spanned<String>),
    /// After this many parts; a half means through the middle of the next part.
    Behind(Spanned<f64>),
}

/// Where the neutral part of a scale is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neutral {
    /// Across the center line.
    Middle,
    /// Beside the scale, like non-response.
    Beside,
}

impl Neutral {
    /// The words that authors write.
    pub const WORDS: [(&'static str, Self); 2] = [("middle", Self::Middle), ("beside", Self::Beside)];
}

impl Settings {
    /// Reads the settings of a kind and reports those that it does not have.
    pub(crate) fn read(node: &Node, kind: Option<Kind>, sink: &Diagnostics) -> Self {
        let mut settings = Self::default();
        if node.value == Value::Null {
            return settings;
        }
        let Some(mut fields) = Fields::open(node, "a kind of chart", sink) else { return settings };
        let mut written: Vec<(&'static str, Span)> = Vec::new();
        for name in ["labels", "center", "neutral", "steps"] {
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
        settings.steps = fields.flag("steps").unwrap_or(false);
        fields.finish();
        let Some(kind) = kind else { return settings };
        for (name, span) in written {
            if !kind.facts().settings.contains(&name) {
                let owners: Vec<String> = Kind::ALL
                    .iter()
                    .filter(|other| other.facts().settings.contains(&name))
                    .map(|other| format!("`{}`", other.name()))
                    .collect();
                let message = format!("`{}` has no setting `{name}`", kind.name());
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, span, message)
                        .hint(format!("remove it: it belongs to {}", owners.join(" and "))),
                );
            }
        }
        settings
    }
}
