//! What an author asks of the axes: `axis: {from: 40, to: 60, scale: log, time: even}`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Preset, Shape, optional, words};
use crate::spec::kinds::Kind;
use crate::spec::yaml::Node;

/// What an author asks of the axes; the default leaves all to the kind and the figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AxisSpec {
    /// The value at which the value axis starts.
    pub from: Option<Spanned<f64>>,
    /// The value at which the value axis ends.
    pub to: Option<Spanned<f64>>,
    /// How figures are spaced.
    pub scale: Scale,
    /// Whether points in time are evenly spaced, although the time between them differs.
    pub even_time: bool,
}

/// How figures are spaced along their axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// In proportion to their differences.
    #[default]
    Linear,
    /// In proportion to their ratios, on every axis of figures.
    Log,
    /// In proportion to their ratios on the horizontal axis of a scatter plot.
    LogAcross,
    /// In proportion to their ratios on the vertical axis of a scatter plot.
    LogUp,
}

impl Scale {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 4] = [
        ("linear", Self::Linear, "in proportion to their differences"),
        ("log", Self::Log, "logarithmic: the same distance for the same ratio"),
        ("log-across", Self::LogAcross, "logarithmic on the horizontal axis of a scatter plot"),
        ("log-up", Self::LogUp, "logarithmic on the vertical axis of a scatter plot"),
    ];

    /// Whether the horizontal and the vertical axis of figures are logarithmic.
    pub fn is_log(self) -> (bool, bool) {
        (matches!(self, Self::Log | Self::LogAcross), matches!(self, Self::Log | Self::LogUp))
    }
}

/// The kinds that show a figure by its position alone, so that its distance from zero means nothing.
const BY_POSITION: [Kind; 5] = [Kind::Line, Kind::Dot, Kind::Dumbbell, Kind::Arrow, Kind::Scatter];

/// How points in time are spaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// In proportion to the time between them.
    Proportional,
    /// Evenly.
    Even,
}

impl Spacing {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 2] = [
        ("proportional", Self::Proportional, "in proportion to the time between them"),
        ("even", Self::Even, "evenly, which is noted under the chart"),
    ];
}

/// The key `axis` of a chart.
pub(super) const AXIS: Shape = Shape {
    name: "axis",
    what: "`axis`",
    about: "The ends and the scale of the value axis of lines and dots, and the spacing of points in time.",
    keys: &[
        optional(
            "from",
            Form::Number,
            "Where the axis starts. The lint reports another start than zero, since differences then look larger.",
        )
        .or(Preset::Described("zero, or a round number below the figures where their length means nothing")),
        optional("to", Form::Number, "Where the axis ends.")
            .or(Preset::Described("just above the largest figure")),
        optional(
            "scale",
            Form::Words(&words(&Scale::WORDS)),
            "How figures are spaced, in lines, dots and scatter plots. A logarithmic scale is noted under the chart.",
        )
        .or(Preset::Word(Scale::WORDS[0].0)),
        optional(
            "time",
            Form::Words(&words(&Spacing::WORDS)),
            "How years, quarters, months, weeks and days are spaced.",
        )
        .or(Preset::Word(Spacing::WORDS[0].0)),
    ],
};

impl AxisSpec {
    /// Reads `axis`. The ends of the value axis can be set only where a figure is shown by its position, not by the
    /// length of a mark.
    pub(super) fn read(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Self {
        let Some(node) = fields.node("axis") else { return Self::default() };
        let Some(mut inner) = Fields::open(node, &AXIS, sink) else { return Self::default() };
        let (from, to) = (inner.number("from"), inner.number("to"));
        let scale = inner.choice_or_default("scale", &Scale::WORDS);
        let spacing = inner.choice("time", &Spacing::WORDS);
        inner.finish();
        let Some(facts) = kind.map(|kind| kind.value.facts()) else { return Self::default() };
        if let Some(end) = from.as_ref().or(to.as_ref()).filter(|_| !facts.axis.is_free()) {
            let message =
                format!("`from` and `to` of `axis` belong to lines and dots, not to `{}`", facts.name);
            sink.push(
                Diagnostic::error(Code::MisplacedKey, end.span.clone(), message)
                    .hint("remove them: bars and areas start at zero, since their length shows the figure"),
            );
            return Self::default();
        }
        let scale = kind.map_or(scale, |kind| scale_of(kind.value, scale, node, sink));
        if let Some(end) = from.as_ref().or(to.as_ref()).filter(|end| scale == Scale::Log && end.value <= 0.0)
        {
            let message = format!("a logarithmic axis cannot have an end at {}", end.value);
            sink.push(
                Diagnostic::error(Code::WrongNumber, end.span.clone(), message)
                    .hint("write a number above zero, or remove `scale: log`"),
            );
            return Self::default();
        }
        if let (Some(from), Some(to)) = (&from, &to)
            && from.value >= to.value
        {
            let message = format!("the axis would end at {} before it starts at {}", to.value, from.value);
            sink.push(
                Diagnostic::error(Code::WrongNumber, to.span.clone(), message)
                    .hint("write the smaller number after `from`"),
            );
        }
        if spacing.is_some() && !facts.upright {
            let message = format!("`{}` has no axis of time", facts.name);
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("remove `time`: it belongs to `line`, `area`, `slope` and `column`"),
            );
        }
        Self { from, to, scale, even_time: spacing == Some(Spacing::Even) }
    }
}

/// The scale, if the kind can have it; otherwise an error.
fn scale_of(kind: Kind, scale: Scale, node: &Node, sink: &Diagnostics) -> Scale {
    let name = kind.facts().name;
    let (message, hint) = match scale {
        Scale::Log | Scale::LogAcross | Scale::LogUp if !BY_POSITION.contains(&kind) => (
            format!("`{name}` has no logarithmic scale"),
            "remove `scale`: the length of a mark shows its figure; use `line`, `dot` or `scatter`",
        ),
        Scale::LogAcross | Scale::LogUp if kind != Kind::Scatter => {
            (format!("`{name}` has one axis of figures"), "write `scale: log`")
        }
        scale => return scale,
    };
    sink.push(Diagnostic::error(Code::MisplacedKey, node.span.clone(), message).hint(hint));
    Scale::Linear
}
