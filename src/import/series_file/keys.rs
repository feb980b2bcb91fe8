//! Keys that series and the questions of a data set share.

use crate::spec::keys::{Form, Key, Preset, TEXTS, optional, words};
use crate::survey::series::Unit;

/// A short name.
pub(super) const LABEL: Key =
    optional("label", Form::Text, "A short name for tables and lists.").or(Preset::Described("its id"));

/// The wording.
pub(super) const QUESTION: Key = optional(
    "question",
    Form::Text,
    "The wording of the question, printed below a chart with `question: true`.",
);

/// What the figures count.
pub(super) const UNIT: Key = optional("unit", Form::Words(&words(&Unit::WORDS)), "The unit of the figures.")
    .or(Preset::Word(Unit::WORDS[0].0));

/// What codes are called.
pub(super) const LABELS: Key = optional(
            "labels",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "What codes of counted answers are called, in the order of the answers, or the name of labels that the file shares. A code without a label is an error. In a table of figures, new names for its categories and columns; all other keys of the series use the new ones.",
        )
        .like("{1: very good, 2: good}");

/// Answers that are non-response.
pub(super) const MISSING: Key = optional(
    "missing",
    TEXTS,
    "Categories or columns that are non-response, such as don't know. They are shown last and muted.",
);

/// The middle of a scale.
pub(super) const NEUTRAL: Key =
    optional("neutral", Form::Text, "The neutral point of a scale: a category or column.");

/// The good end of a scale.
pub(super) use crate::survey::positive::POSITIVE;

/// How many answers were allowed.
pub(super) const MAX_ANSWERS: Key =
    optional("max-answers", Form::Count, "The maximum number of answers allowed.");

/// Answers that come last.
pub(super) const PIN_LAST: Key =
    optional("pin-last", TEXTS, "Categories or columns that always come last, such as others.");

/// What charts call long answers.
pub(super) const SHORT: Key = optional(
    "short",
    Form::Names(&Form::Text),
    "Short names that charts print for long categories, nets or columns; tables, data files and alternative texts keep the full ones.",
)
.like("{The town has raised its budget: raised}");

/// The same question at another time.
pub(super) const WAVE_OF: Key =
    optional("wave-of", Form::Id, "Id of the series with the same question in another wave.")
        .like("budget-2019");

/// How alike the answers of the same respondents are in two waves.
pub(super) const PANEL: Key = optional(
    "panel",
    Form::between(0.0, 0.99, ""),
    "Columns are waves that asked the same respondents (a panel): the correlation of their answers, which tests take into account. With 0 they test as if each wave had asked others.",
)
.like("0.5");

/// A note on the figures.
pub(super) const NOTES: Key =
    optional("notes", Form::Text, "A note on the figures, printed below every chart of the series.");
