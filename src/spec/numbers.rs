//! How a chart prints its figures: `numbers: {in: billions, decimals: 1, suffix: ' €', plus: true}`.

use super::Spanned;
use super::fields::Fields;
use super::keys::{Choice, Form, Preset, Shape, optional, words};
use super::kinds::Kind;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// How a chart prints its figures; the data file keeps them whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberStyle {
    /// What stands before each figure, such as `€`.
    pub prefix: String,
    /// What stands after each figure, such as ` °C`.
    pub suffix: String,
    /// The magnitude that figures are printed in.
    pub magnitude: Magnitude,
    /// Decimals, if not those of the series.
    pub decimals: Option<usize>,
    /// Whether figures above zero have a plus sign.
    pub plus: bool,
}

/// The magnitude that figures are printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Magnitude {
    /// As they are.
    #[default]
    Ones,
    /// In thousands.
    Thousands,
    /// In millions.
    Millions,
    /// In billions, which are `Milliarden` in German.
    Billions,
}

impl Magnitude {
    /// The words that authors write.
    pub const WORDS: [Choice<Self>; 3] = [
        ("thousands", Self::Thousands, "`12 Tsd.`, `12 k`"),
        ("millions", Self::Millions, "`159,4 Mio.`, `159.4 m`"),
        ("billions", Self::Billions, "`159,4 Mrd.`, `159.4 bn`"),
    ];

    /// What figures are divided by.
    pub fn divisor(self) -> f64 {
        match self {
            Self::Ones => 1.0,
            Self::Thousands => 1e3,
            Self::Millions => 1e6,
            Self::Billions => 1e9,
        }
    }
}

/// The most decimals that are printed.
const MOST_DECIMALS: f64 = 6.0;

/// The key `numbers` of a chart.
pub(super) const NUMBERS: Shape = Shape {
    name: "numbers",
    what: "`numbers`",
    about: "How a chart and its table print figures; the data file keeps them whole.",
    keys: &[
        optional("prefix", Form::Text, "What is printed before each figure.").like("€"),
        optional("suffix", Form::Text, "What is printed after each figure.").like("' °C'"),
        optional(
            "in",
            Form::Words(&words(&Magnitude::WORDS)),
            "Prints figures in this magnitude, with its short name in the language.",
        ),
        optional("decimals", Form::Number, "Decimals of each figure, 0 to 6.")
            .or(Preset::Described("those of the series, or 1 with `in`")),
        optional("plus", Form::Flag, "Whether figures above zero have a plus sign, as changes do.")
            .or(Preset::Flag(false)),
    ],
};

impl NumberStyle {
    /// Reads `numbers`; `None` if there is none.
    pub(super) fn read(
        fields: &mut Fields<'_>,
        kind: Option<&Spanned<Kind>>,
        sink: &Diagnostics,
    ) -> Option<Self> {
        let node = fields.node("numbers")?;
        let mut inner = Fields::open(node, &NUMBERS, sink)?;
        let text = |found: Option<Spanned<String>>| found.map(|found| found.value).unwrap_or_default();
        let mut style = Self {
            prefix: text(inner.text("prefix")),
            suffix: text(inner.text("suffix")),
            magnitude: inner.choice("in", &Magnitude::WORDS).unwrap_or_default(),
            decimals: None,
            plus: inner.flag_or_default("plus"),
        };
        if let Some(decimals) = inner.number("decimals") {
            if decimals.value.fract() != 0.0 || !(0.0..=MOST_DECIMALS).contains(&decimals.value) {
                let message = format!("`{}` is not a number of decimals", decimals.value);
                sink.push(
                    Diagnostic::error(Code::WrongNumber, decimals.span.clone(), message)
                        .hint("write a whole number from 0 to 6"),
                );
            }
            style.decimals = Some(decimals.value.clamp(0.0, MOST_DECIMALS) as usize);
        } else if style.magnitude != Magnitude::Ones {
            style.decimals = Some(1);
        }
        inner.finish();
        if let Some(kind) = kind.filter(|kind| kind.value == Kind::KeyFigures) {
            let message = format!("`{}` shows figures of several series", kind.value.name());
            sink.push(
                Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                    .hint("remove `numbers`, and say the unit in the labels"),
            );
        }
        Some(style)
    }
}
