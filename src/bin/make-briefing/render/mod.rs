//! Diagnostics in the forms that people and programs read: one file a form, each a function from diagnostics to text.
//! `schema` beside them writes the kinds of files as JSON Schema.

pub(crate) mod github;
pub(crate) mod harmless;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod schema;
pub(crate) mod short;

use clap::ValueEnum;
use human::Paint;
use make_briefing::diagnostic::{Diagnostic, Severity, Span};

/// The form of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the line itself, as compilers show it; to stderr
    Human,
    /// One line each, `file:line:column: error[code]: …`; to stderr
    Short,
    /// One JSON object a line; to stdout
    Json,
    /// One SARIF 2.1.0 document for code scanning; to stdout
    Sarif,
    /// Held of a GitHub workflow; to stderr
    Github,
}

impl MessageFormat {
    /// Whether diagnostics are what the command prints as its data.
    pub(crate) fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }

    /// All diagnostics as one text, each line with its end.
    pub(crate) fn render(self, faults: &[Diagnostic], paint: Paint) -> String {
        let one: &dyn Fn(&Diagnostic) -> String = match self {
            Self::Human => &|fault| human::human(fault, paint),
            Self::Short => &short::short,
            Self::Json => &json::json,
            Self::Github => &github::github,
            Self::Sarif => return sarif::sarif(faults) + "\n",
        };
        faults.iter().map(|fault| one(fault) + "\n").collect()
    }
}

/// The word for a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A position within a file, both counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

/// Where a place starts and ends; `None` where there is no text to point into.
fn extent(place: &Span) -> Option<(Position, Position)> {
    if place.source.text.is_empty() {
        return None;
    }
    let at = |place: &Span| Position { line: place.line(), column: place.column() };
    let end = Span { start: place.end.max(place.start), ..place.clone() };
    Some((at(place), at(&end)))
}

/// Whether a place is a file, not an argument of the command line.
fn is_file(place: &Span) -> bool {
    !place.source.name.starts_with("--")
}

/// `file:line:column`, or the file alone.
fn position(place: &Span) -> String {
    match extent(place) {
        Some((start, _)) => format!("{}:{}:{}", place.source.name, start.line, start.column),
        None => place.source.name.clone(),
    }
}

/// Hint and related places, a line each: what a form without fields for them puts below the message.
fn notes(fault: &Diagnostic) -> Vec<String> {
    let hint = fault.hint.iter().map(|hint| format!("help: {hint}"));
    let related = fault.related.iter().map(|(place, label)| format!("{}: {label}", position(place)));
    hint.chain(related).collect()
}
