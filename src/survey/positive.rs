//! Which end of a scale is the good one: agreement, satisfaction, approval.

use crate::spec::keys::{Choice, Form, Key, Preset, optional, words};

/// An end of a scale, in the order in which the series lists its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The first answer.
    First,
    /// The last answer.
    Last,
}

impl End {
    /// The words used in specs.
    pub const WORDS: [Choice<Self>; 2] = [
        ("first", Self::First, "the first answer, as in `[agree, neither, disagree]`"),
        ("last", Self::Last, "the last answer, as in `[disagree, neither, agree]`"),
    ];
}

/// The key of a series.
pub(crate) const POSITIVE: Key = optional(
    "positive",
    Form::Words(&words(&End::WORDS)),
    "The positive end of a scale, in the order of its answers. Charts colour it and sort by it.",
)
.or(Preset::Described("what the words of the answers say"));
