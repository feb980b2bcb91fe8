//! How a chart prints its figures: `numbers: {in: billions, decimals: 1, suffix: ' €', plus: true}`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::Spanned;
use crate::spec::fields::Fields;
use crate::spec::keys::{Choice, Form, Key, Preset, Shape, optional, words};
use crate::spec::kinds::Kind;

/// How a chart prints its figures; the data file keeps them whole.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NumberStyle {
    /// What is printed before each figure, such as `€`.
    pub prefix: String,
    /// What is printed after each figure, such as ` °C`.
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

const PREFIX: Key = optional("prefix", Form::Text, "What is printed before each figure.").like("€");
const SUFFIX: Key = optional("suffix", Form::Text, "What is printed after each figure.").like("' °C'");
const IN: Key = optional(
    "in",
    Form::Words(&words(&Magnitude::WORDS)),
    "Prints figures in this magnitude, with its short name in the language.",
);
const DECIMALS: Key = optional("decimals", Form::Number, "Decimals of each figure, 0 to 6.")
    .or(Preset::Described("those of the series, or 1 with `in`"));
const PLUS: Key = optional("plus", Form::Flag, "Whether figures above zero have a plus sign, as changes do.")
    .or(Preset::Flag(false));

/// The key `numbers` of a chart.
pub(super) const NUMBERS: Shape = Shape {
    name: "numbers",
    what: "`numbers`",
    about: "How a chart and its table print figures; the data file keeps them whole.",
    keys: &[
        PREFIX,
        SUFFIX,
        IN,
        DECIMALS,
        PLUS,
        optional(
            "columns",
            Form::Names(&Form::Shape(&ONE)),
            "The same for single columns of `table` and `scatter`; what is absent is as for the chart.",
        )
        .like("{GDP: {in: billions, prefix: €}}"),
    ],
};

/// How the figures of one column, or one key figure, are printed.
pub(super) const ONE: Shape = Shape {
    name: "own-numbers",
    what: "`numbers`",
    about: "How the figures of one column, or a key figure, are printed.",
    keys: &[PREFIX, SUFFIX, IN, DECIMALS, PLUS],
};

/// How a chart prints its figures, by column where the author says so.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Numbers {
    /// How it prints all figures, if not by the unit of the series.
    pub all: Option<NumberStyle>,
    /// How it prints the figures of single columns.
    pub columns: Vec<(Spanned<String>, NumberStyle)>,
}

impl Numbers {
    /// Reads `numbers`.
    pub(super) fn read(fields: &mut Fields<'_>, kind: Option<&Spanned<Kind>>, sink: &Diagnostics) -> Self {
        let mut numbers = Self::default();
        let Some(node) = fields.node("numbers") else { return numbers };
        let Some(mut inner) = Fields::open(node, &NUMBERS, sink) else { return numbers };
        let style = NumberStyle::of(&mut inner, &NumberStyle::default(), sink);
        let columns = inner.map("columns").unwrap_or_default();
        for (key, node) in columns {
            let Some(mut own) = Fields::open(node, &ONE, sink) else { continue };
            let style = NumberStyle::of(&mut own, &style, sink);
            own.finish();
            numbers.columns.push((Spanned { value: key.name.clone(), span: key.span.clone() }, style));
        }
        let is_said = style != NumberStyle::default();
        numbers.all = Some(style).filter(|_| is_said || columns.is_empty());
        inner.finish();
        match kind {
            Some(kind) if kind.value == Kind::KeyFigures => {
                let message = format!("`{}` shows figures of several series", kind.value.name());
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, node.span.clone(), message)
                        .hint("write `numbers` into the items of `figures`"),
                );
            }
            Some(kind) if !kind.value.facts().own_units => {
                if let Some((column, _)) = numbers.columns.first() {
                    let message = format!("the columns of `{}` share one scale", kind.value.name());
                    sink.push(
                        Diagnostic::error(Code::MisplacedKey, column.span.clone(), message)
                            .hint("say how all figures are printed, or use `chart: table`"),
                    );
                }
            }
            _ => {}
        }
        numbers
    }
}

impl NumberStyle {
    /// Reads `numbers` of a key figure; `None` if there is none.
    pub(super) fn read_one(fields: &mut Fields<'_>, sink: &Diagnostics) -> Option<Self> {
        let mut inner = Fields::open(fields.node("numbers")?, &ONE, sink)?;
        let style = Self::of(&mut inner, &Self::default(), sink);
        inner.finish();
        Some(style)
    }

    /// What is written, and what `base` says of the rest.
    fn of(fields: &mut Fields<'_>, base: &Self, sink: &Diagnostics) -> Self {
        let mut text = |name: &'static str| fields.text(name).map(|found| found.value);
        let (prefix, suffix) = (text("prefix"), text("suffix"));
        let magnitude = fields.choice("in", &Magnitude::WORDS);
        let plus = fields.flag("plus");
        let mut style = Self {
            prefix: prefix.unwrap_or_else(|| base.prefix.clone()),
            suffix: suffix.unwrap_or_else(|| base.suffix.clone()),
            magnitude: magnitude.unwrap_or(base.magnitude),
            decimals: base.decimals,
            plus: plus.unwrap_or(base.plus),
        };
        if let Some(decimals) = fields.number("decimals") {
            if decimals.value.fract() != 0.0 || !(0.0..=MOST_DECIMALS).contains(&decimals.value) {
                let message = format!("`{}` is not a number of decimals", decimals.value);
                sink.push(
                    Diagnostic::error(Code::WrongNumber, decimals.span.clone(), message)
                        .hint("write a whole number from 0 to 6"),
                );
            }
            style.decimals = Some(decimals.value.clamp(0.0, MOST_DECIMALS) as usize);
        } else if magnitude.is_some() {
            style.decimals = Some(1);
        }
        style
    }
}
