//! Diagnostics for the terminal: position, source line, underline, hint.

use std::fmt::Write as _;

use super::harmless::{quoted, words};
use make_briefing::diagnostic::{Diagnostic, Severity, Span};
use unicode_width::UnicodeWidthChar as _;

/// Whether to use terminal colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint(pub(crate) bool);

impl Paint {
    fn wrap(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
    fn red(self, text: &str) -> String {
        self.wrap("1;31", text)
    }
    fn yellow(self, text: &str) -> String {
        self.wrap("1;33", text)
    }
    fn blue(self, text: &str) -> String {
        self.wrap("1;34", text)
    }
    fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }
}

/// A diagnostic in the style of rustc.
pub(crate) fn human(diagnostic: &Diagnostic, paint: Paint) -> String {
    let mut text = String::new();
    let (word, mark): (String, fn(Paint, &str) -> String) = match diagnostic.severity {
        Severity::Error => (paint.red(&format!("error[{}]", diagnostic.code)), Paint::red),
        Severity::Warning => (paint.yellow(&format!("warning[{}]", diagnostic.code)), Paint::yellow),
    };
    let gutter = number_width(diagnostic);
    let _ = writeln!(text, "{word}{}", paint.bold(&format!(": {}", words(&diagnostic.message))));
    let first = Mark { span: &diagnostic.span, label: "", sign: '^', color: mark };
    let others =
        diagnostic.related.iter().map(|(span, label)| Mark { span, label, sign: '-', color: Paint::blue });
    let marks: Vec<Mark<'_>> = std::iter::once(first).chain(others).collect();
    let mut rest = &marks[..];
    while let Some(first) = rest.first() {
        // Spans on one line share an excerpt.
        let count = rest.iter().take_while(|mark| first.shares_line(mark)).count().max(1);
        let (group, remaining) = rest.split_at(count);
        excerpt(&mut text, group, gutter, paint);
        rest = remaining;
    }
    if let Some(hint) = &diagnostic.hint {
        let _ = writeln!(text, "{} {} {}", " ".repeat(gutter), paint.blue("= help:"), words(hint));
    }
    text
}

fn number_width(diagnostic: &Diagnostic) -> usize {
    let spans = std::iter::once(&diagnostic.span).chain(diagnostic.related.iter().map(|(span, _)| span));
    spans.map(|span| span.line().to_string().len()).max().unwrap_or(1)
}

/// A span with its label, and how it is underlined.
struct Mark<'a> {
    span: &'a Span,
    label: &'a str,
    sign: char,
    color: fn(Paint, &str) -> String,
}

impl Mark<'_> {
    /// Whether another span begins in the part of the line that is shown for this one.
    fn shares_line(&self, other: &Self) -> bool {
        let (shown, before) = window(self.span);
        let start = self.span.column() - before;
        self.span.source == other.span.source
            && self.span.line() == other.span.line()
            && (start..start + shown.chars().count().max(1)).contains(&other.span.column())
    }
}

/// A source line with the spans on it underlined.
fn excerpt(text: &mut String, marks: &[Mark<'_>], gutter: usize, paint: Paint) {
    let Some(Mark { span, .. }) = marks.first() else { return };
    let name = words(&span.source.name);
    let pad = " ".repeat(gutter);
    if span.source.text.is_empty() {
        let _ = writeln!(text, "{pad}{} {name}", paint.blue("-->"));
        return;
    }
    let (line, column) = (span.line(), span.column());
    let _ = writeln!(text, "{pad}{} {name}:{line}:{column}", paint.blue("-->"));
    let (shown, before) = window(span);
    let bar = paint.blue("|");
    let _ = writeln!(text, "{pad} {bar}");
    let _ = writeln!(text, "{} {shown}", paint.blue(&format!("{line:>gutter$} |")));
    let start = column - before;
    let mut rest = marks;
    while let Some(first) = rest.first() {
        // Spans with the same label share a line, which gives the label once.
        let is_next = |pair: &&[Mark<'_>]| {
            pair[1].label == first.label
                && pair[1].sign == first.sign
                && pair[0].span.end <= pair[1].span.start
        };
        let (group, remaining) = rest.split_at(1 + rest.windows(2).take_while(is_next).count());
        let mut signs = String::new();
        for mark in group {
            let first = mark.span.column().saturating_sub(start);
            let room = shown.chars().count().saturating_sub(first).max(1);
            let from = cells(&shown, first);
            let covered = cells(&shown, first + mark.span.width(room)).saturating_sub(from).max(1);
            signs.extend(std::iter::repeat_n(' ', from.saturating_sub(signs.len())));
            signs.extend(std::iter::repeat_n(mark.sign, covered));
        }
        let indent = signs.len() - signs.trim_start().len();
        let signs = (first.color)(paint, format!("{} {}", signs.trim_start(), words(first.label)).trim_end());
        let _ = writeln!(text, "{pad} {bar} {}{signs}", " ".repeat(indent));
        rest = remaining;
    }
}

/// How many cells of a terminal the first characters of a text take: none for a combining accent, two for a wide sign.
fn cells(text: &str, characters: usize) -> usize {
    text.chars().take(characters).map(|sign| sign.width().unwrap_or(0)).sum()
}

/// At most a hundred characters of the line around the start of a span, with the number of characters before it.
fn window(span: &Span) -> (String, usize) {
    let reach = if span.column() > 81 { 40 } else { 80 };
    let (line, before) = span.around(reach, 100);
    (quoted(line).into_iter().take(100).collect(), before)
}
