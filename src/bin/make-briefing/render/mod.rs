//! Renders diagnostics as text, one file per format.

pub(crate) mod github;
pub(crate) mod harmless;
pub(crate) mod human;
pub(crate) mod json;
#[cfg(feature = "preview")]
mod problem;
pub(crate) mod sarif;
pub(crate) mod short;

use clap::ValueEnum;
use human::Paint;
use make_briefing::diagnostic::{Diagnostic, Severity, Span};
#[cfg(feature = "preview")]
pub(crate) use problem::Problem;

/// The format of diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the source line, as compilers print it; to stderr
    Human,
    /// One line each, `file:line:column: error[code]: …`; to stderr
    Short,
    /// One JSON object per line; to stdout
    Json,
    /// One SARIF 2.1.0 document for code scanning; to stdout
    Sarif,
    /// Annotations of a GitHub workflow; to stderr
    Github,
}

impl MessageFormat {
    /// Whether this is a data format, which is printed to stdout.
    pub(crate) fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }

    /// All diagnostics as one text, which ends with a line break.
    pub(crate) fn render(self, diagnostics: &[Diagnostic], paint: Paint) -> String {
        let one: &dyn Fn(&Diagnostic) -> String = match self {
            Self::Human => &|diagnostic| human::human(diagnostic, paint),
            Self::Short => &short::short,
            Self::Json => &json::json,
            Self::Github => &github::github,
            Self::Sarif => return sarif::sarif(diagnostics) + "\n",
        };
        diagnostics.iter().map(|diagnostic| one(diagnostic) + "\n").collect()
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

/// Start and end of a span; `None` where its source has no text.
fn extent(span: &Span) -> Option<(Position, Position)> {
    if span.source.text.is_empty() {
        return None;
    }
    let at = |span: &Span| Position { line: span.line(), column: span.column() };
    let end = Span { start: span.end.max(span.start), ..span.clone() };
    Some((at(span), at(&end)))
}

/// Whether a span is in a file, not an option of the command line.
fn is_file(span: &Span) -> bool {
    !span.source.name.starts_with("--")
}

/// `file:line:column`, or the file alone.
fn position(span: &Span) -> String {
    match extent(span) {
        Some((start, _)) => format!("{}:{}:{}", span.source.name, start.line, start.column),
        None => span.source.name.clone(),
    }
}

/// Hint and related spans, one line each, for formats without fields for them.
fn notes(diagnostic: &Diagnostic) -> Vec<String> {
    let hint = diagnostic.hint.iter().map(|hint| format!("help: {hint}"));
    let related = diagnostic.related.iter().map(|(span, label)| format!("{}: {label}", position(span)));
    hint.chain(related).collect()
}
