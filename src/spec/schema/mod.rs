//! What the four kinds of files may hold, as plain data: the source of JSON Schema, of the reference and of a test that
//! compares it with what the readers take.
//!
//! The readers stay code, since they give values a type and faults a place. This is their table of contents.

mod briefing;
mod chart;
mod functions;
mod series;
mod theme;

pub use briefing::BRIEFING;
pub use chart::CHART;
pub use functions::{FILTERS, FUNCTIONS, Function};
pub use series::SERIES_FILE;
pub use theme::THEME;

/// The kinds of files by the name that `make-briefing schema` takes.
pub const FILES: [(&str, &Shape); 4] =
    [("briefing", &BRIEFING), ("chart", &CHART), ("series", &SERIES_FILE), ("theme", &THEME)];

/// A mapping with keys that have a meaning.
#[derive(Debug, PartialEq)]
pub struct Shape {
    /// Its name as a definition.
    pub name: &'static str,
    /// What messages call it; the readers open it under this name.
    pub what: &'static str,
    /// One or two sentences.
    pub about: &'static str,
    /// Its keys in the order in which people write them.
    pub keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug, PartialEq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What its value looks like.
    pub form: Form,
    /// Whether it must be there.
    pub required: bool,
    /// One or two sentences.
    pub about: &'static str,
}

/// What a value looks like.
#[derive(Debug, PartialEq)]
pub enum Form {
    /// Words; a bare number or switch is taken as it is written.
    Text,
    /// A number.
    Number,
    /// A whole number of at least 1.
    Count,
    /// A whole number from 0 to this.
    UpTo(u32),
    /// `true` or `false`.
    Flag,
    /// Nothing: a figure that was not published.
    Nothing,
    /// Anything: a form that is described in words only.
    Any,
    /// Text of a pattern (a regular expression of ECMA 262), with an example.
    Pattern(&'static str, &'static str),
    /// An id: small letters, digits and hyphens.
    Id,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A list.
    List(&'static Form),
    /// A mapping whose keys are the author's own names.
    Names(&'static Form),
    /// A mapping with exactly one of these words as its key.
    Tagged(&'static [&'static str], &'static Form),
    /// A mapping with keys that have a meaning.
    Shape(&'static Shape),
    /// One of several forms, the simplest first.
    Either(&'static [Form]),
}

/// One text or a list of them.
const TEXTS: Form = Form::Either(&[Form::Text, Form::List(&Form::Text)]);
/// Rules of the lint with the author's reason why they do not count here.
const ALLOW: Key = optional(
    "allow",
    Form::Names(&Form::Text),
    "Rules of the lint that do not count here, each with the reason why.",
);
/// A colour in hexadecimal digits.
const COLOR: Form = Form::Pattern("^#[0-9A-Fa-f]{6}$", "#00647d");
const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: true, about }
}

const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: false, about }
}
