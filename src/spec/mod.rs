//! The specs as typed values with their source spans. Nothing is looked up or computed here.
//!
//! [`yaml`] parses the text into a tree of nodes; [`keys`] declares the keys of a mapping; [`fields`] reads them from a
//! node and reports every error, so that one run shows them all. This layer knows neither the survey's figures nor drawing.

pub mod brand;
pub mod briefing;
pub mod chart;
mod chart_style;
pub mod compared;
pub mod date;
pub mod fields;
pub mod keys;
pub mod kinds;
pub mod min_base;
pub mod named_series;
pub mod params;
mod slides;
pub mod theme_file;
pub mod values;
pub mod variant;
pub mod yaml;

use std::borrow::Cow;

use crate::diagnostic::Span;

/// A value with its position in the source.
#[derive(Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// The value alone: its place would print the whole file.
impl<T: std::fmt::Debug> std::fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(f)
    }
}

impl Spanned<String> {
    /// The same name of a series as its id.
    #[must_use]
    pub fn as_series(self) -> Self {
        Self { value: series_id(&self.value).into_owned(), span: self.span }
    }
}

/// The form of a key that names a series.
pub(crate) const SERIES_NAME: keys::Form = keys::Form::Either(&[
    keys::Form::Id,
    keys::Form::Pattern("^[a-z0-9-]+( [a-z0-9-]+)+(, ?[a-z0-9-]+)*$", "satisfaction by age"),
]);

/// Lint rules that are switched off here, each with the author's reason.
pub type Allowed = Vec<(Spanned<String>, Spanned<String>)>;

/// The id of a series as an author names it: `satisfaction by age, region` is `satisfaction-by-age-and-region`.
pub fn series_id(name: &str) -> Cow<'_, str> {
    if !name.contains([' ', ',']) {
        return Cow::Borrowed(name);
    }
    let parts = name.split(',').map(|part| part.split_whitespace().collect::<Vec<_>>().join("-"));
    Cow::Owned(parts.collect::<Vec<_>>().join("-and-"))
}

/// Whether a name can be an id: 1 to 80 characters from a-z, 0-9 and the hyphen, with no hyphen at either end.
pub fn is_id(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}
