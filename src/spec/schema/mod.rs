//! The keys of the four kinds of spec files, as plain data. The JSON Schema and the reference are generated from
//! it, and a test compares it with the keys that the readers accept.
//!
//! The readers stay code, since they build typed values and report errors with their spans.

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

/// The kinds of files, by the name that `make-briefing schema` takes.
pub const FILES: [(&str, &Shape); 4] =
    [("briefing", &BRIEFING), ("chart", &CHART), ("series", &SERIES_FILE), ("theme", &THEME)];

/// A mapping with a fixed set of keys.
#[derive(Debug, PartialEq)]
pub struct Shape {
    /// The name of its definition in the JSON Schema.
    pub name: &'static str,
    /// What messages call it; the same text that the reader passes to `Fields::open`.
    pub what: &'static str,
    /// Its description, one or two sentences.
    pub about: &'static str,
    /// Its keys in the usual order.
    pub keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug, PartialEq)]
pub struct Key {
    /// Its name as authors write it.
    pub name: &'static str,
    /// The form of its value.
    pub form: Form,
    /// Whether it must be present.
    pub required: bool,
    /// Its description, one or two sentences.
    pub about: &'static str,
}

/// The form of a value.
#[derive(Debug, PartialEq)]
pub enum Form {
    /// Text; an unquoted number or boolean counts as the characters it was written with.
    Text,
    /// A number.
    Number,
    /// A whole number of at least 1.
    Count,
    /// A whole number from 0 to this maximum.
    UpTo(u32),
    /// `true` or `false`.
    Flag,
    /// An empty value: a figure that was not published.
    Nothing,
    /// Any value; its form is only described in words.
    Any,
    /// Text that matches a pattern (an ECMA 262 regular expression), with an example.
    Pattern(&'static str, &'static str),
    /// An id: lower-case letters, digits and hyphens.
    Id,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A list.
    List(&'static Form),
    /// A mapping from names that the author chooses.
    Names(&'static Form),
    /// A mapping with exactly one key, which is one of these words.
    Tagged(&'static [&'static str], &'static Form),
    /// A mapping with a fixed set of keys.
    Shape(&'static Shape),
    /// One of several forms, the simplest first.
    Either(&'static [Form]),
}

/// A text or a list of texts.
const TEXTS: Form = Form::Either(&[Form::Text, Form::List(&Form::Text)]);
/// Lint rules that are switched off, with the author's reason for each.
const ALLOW: Key =
    optional("allow", Form::Names(&Form::Text), "Lint rules to switch off here, each with the reason.");
/// A colour in hexadecimal digits.
const COLOR: Form = Form::Pattern("^#[0-9A-Fa-f]{6}$", "#00647d");
const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: true, about }
}

const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: false, about }
}
