//! Settings of a chart kind: `chart: {stacked-bar: {labels: {hide-below: 4}}}`.

use super::table_settings::{self, Change, TableSettings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Preset, Shape, optional, words};
use crate::spec::kinds::Kind;
use crate::spec::yaml::{Node, Value};

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
    /// The column with the difference between two others.
    pub change: Option<Change>,
    /// What only tables have.
    pub table: TableSettings,
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
    pub const WORDS: [Choice<Self>; 2] = [
        ("middle", Self::Middle, "across the center line"),
        ("beside", Self::Beside, "beside the scale, like non-response"),
    ];
}

/// The settings of a kind. `Facts::settings` says which of them a kind takes.
pub(super) const SETTINGS: Shape = Shape {
    name: "settings",
    what: "a kind of chart",
    about: "Settings of a kind of chart.",
    keys: &[
        optional("labels", Form::Shape(&LABELS), "Value labels of stacked kinds."),
        optional(
            "center",
            Form::Either(&[Form::Text, Form::Number]),
            "Where the center line of a diverging bar lies: through the answer of this name, or after this many answers (`2`; `2.5` means through the middle of the third).",
        )
        .or(Preset::Described("the `neutral` answer of the series, or else the middle of the scale")),
        optional(
            "neutral",
            Form::Words(&words(&Neutral::WORDS)),
            "Where the neutral answer of a diverging bar is drawn.",
        )
        .or(Preset::Word(Neutral::WORDS[0].0)),
        optional(
            "steps",
            Form::Flag,
            "Whether the lines of `line` keep their level until the next point in time, as an interest rate does.",
        )
        .or(Preset::Flag(false)),
        table_settings::CHANGE,
        table_settings::TEXT_COLUMNS,
        table_settings::BARS,
        table_settings::SCALE,
        table_settings::ARROWS,
        table_settings::SPARKLINE,
        table_settings::SUB_ROWS,
        table_settings::QUESTIONS,
    ],
};

const LABELS: Shape = Shape {
    name: "labels",
    what: "`labels`",
    about: "Value labels.",
    keys: &[optional("hide-below", Form::Number, "Parts below this value are not labelled.")
        .or(Preset::Described("what has room is labelled"))
        .like("4")],
};

impl Settings {
    /// Reads the settings of a kind and reports those that it does not have.
    pub(crate) fn read(node: &Node, kind: Option<Kind>, sink: &Diagnostics) -> Self {
        let mut settings = Self::default();
        if node.value == Value::Null {
            return settings;
        }
        let Some(mut fields) = Fields::open(node, &SETTINGS, sink) else { return settings };
        let mut written: Vec<(&'static str, Span)> = Vec::new();
        for key in SETTINGS.keys {
            written.extend(fields.node(key.name).map(|node| (key.name, node.span.clone())));
        }
        if let Some(node) = fields.node("labels")
            && let Some(mut inner) = Fields::open(node, &LABELS, sink)
        {
            settings.hide_below = inner.number("hide-below").map(|found| found.value);
            inner.finish();
        }
        settings.center = match fields.node("center").map(|node| &node.value) {
            Some(Value::Number(_)) => fields.number("center").map(Center::Behind),
            _ => fields.text("center").map(Center::Part),
        };
        settings.neutral = fields.choice("neutral", &Neutral::WORDS);
        settings.steps = fields.flag_or_default("steps");
        settings.change = fields.node("change").and_then(|node| Change::read(node, sink));
        settings.table = TableSettings::read(&mut fields, sink);
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
