//! What the author wrote, typed and with its place in the file; nothing looked up, nothing computed.
//!
//! YAML becomes a tree of nodes in [`yaml`]; [`fields`] reads a node's keys and collects every fault on the way, so that
//! one run shows them all. Knows no figures of the survey and no drawing.

pub mod annotation;
pub mod brand;
pub mod briefing;
pub mod chart;
mod chart_style;
pub mod date;
pub mod facet;
pub mod fields;
pub mod kinds;
pub mod order;
pub mod reference;
pub mod schema;
pub mod settings;
pub mod theme_file;
pub mod values;
pub mod variant;
pub mod yaml;

use crate::diagnostic::Span;

/// A value with the place where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// Rules of the lint that do not count here, each with the author's reason.
pub type Allowed = Vec<(Spanned<String>, Spanned<String>)>;

/// Whether a name can be an id: small letters, digits and hyphens, not at either end.
pub fn is_id(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
}
