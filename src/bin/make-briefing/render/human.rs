//! Diagnostics as people read them: place, line, mark, hint.

use std::fmt::Write as _;

use super::harmless::{quoted, words};
use make_briefing::diagnostic::{Diagnostic, Severity, Span};

/// Colours of a terminal, or none.
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

/// A diagnostic in the form that compilers have made familiar.
pub(crate) fn human(fault: &Diagnostic, paint: Paint) -> String {
    let mut text = String::new();
    let (word, mark): (String, fn(Paint, &str) -> String) = match fault.severity {
        Severity::Error => (paint.red(&format!("error[{}]", fault.code)), Paint::red),
        Severity::Warning => (paint.yellow(&format!("warning[{}]", fault.code)), Paint::yellow),
    };
    let gutter = number_width(fault);
    let _ = writeln!(text, "{word}{}", paint.bold(&format!(": {}", words(&fault.message))));
    let first = Mark { place: &fault.span, label: "", sign: '^', color: mark };
    let others =
        fault.related.iter().map(|(place, label)| Mark { place, label, sign: '-', color: Paint::blue });
    let marks: Vec<Mark<'_>> = std::iter::once(first).chain(others).collect();
    let mut rest = &marks[..];
    while let Some(first) = rest.first() {
        // Places on one line share its picture.
        let count = rest.iter().take_while(|mark| first.shares_line(mark)).count().max(1);
        let (group, behind) = rest.split_at(count);
        excerpt(&mut text, group, gutter, paint);
        rest = behind;
    }
    if let Some(hint) = &fault.hint {
        let _ = writeln!(text, "{} {} {}", " ".repeat(gutter), paint.blue("= help:"), words(hint));
    }
    text
}

fn number_width(fault: &Diagnostic) -> usize {
    let places = std::iter::once(&fault.span).chain(fault.related.iter().map(|(place, _)| place));
    places.map(|place| place.line().to_string().len()).max().unwrap_or(1)
}

/// A place with its label, and how it is marked.
struct Mark<'a> {
    place: &'a Span,
    label: &'a str,
    sign: char,
    color: fn(Paint, &str) -> String,
}

impl Mark<'_> {
    /// Whether another place stands in the part of the line that is shown for this one.
    fn shares_line(&self, other: &Self) -> bool {
        let (shown, before) = window(self.place.line_text(), self.place.column());
        let start = self.place.column() - before;
        self.place.source == other.place.source
            && self.place.line() == other.place.line()
            && (start..start + shown.chars().count().max(1)).contains(&other.place.column())
    }
}

/// The line of some places, each marked below it.
fn excerpt(text: &mut String, marks: &[Mark<'_>], gutter: usize, paint: Paint) {
    let Some(Mark { place, .. }) = marks.first() else { return };
    let name = words(&place.source.name);
    let pad = " ".repeat(gutter);
    if place.source.text.is_empty() {
        let _ = writeln!(text, "{pad}{} {name}", paint.blue("-->"));
        return;
    }
    let (line, column) = (place.line(), place.column());
    let _ = writeln!(text, "{pad}{} {name}:{line}:{column}", paint.blue("-->"));
    let (shown, before) = window(place.line_text(), column);
    let bar = paint.blue("|");
    let _ = writeln!(text, "{pad} {bar}");
    let _ = writeln!(text, "{} {shown}", paint.blue(&format!("{line:>gutter$} |")));
    let start = column - before;
    let mut rest = marks;
    while let Some(first) = rest.first() {
        // Places with the same label stand on one line, which says it once.
        let is_next = |pair: &&[Mark<'_>]| {
            pair[1].label == first.label
                && pair[1].sign == first.sign
                && pair[0].place.end <= pair[1].place.start
        };
        let (group, behind) = rest.split_at(1 + rest.windows(2).take_while(is_next).count());
        let mut signs = String::new();
        for mark in group {
            let at = mark.place.column().saturating_sub(start).saturating_sub(signs.chars().count());
            let room = shown.chars().count().saturating_sub(mark.place.column() - start).max(1);
            signs.extend(std::iter::repeat_n(' ', at));
            signs.extend(std::iter::repeat_n(mark.sign, mark.place.width().min(room)));
        }
        let indent = signs.len() - signs.trim_start().len();
        let signs = (first.color)(paint, format!("{} {}", signs.trim_start(), words(first.label)).trim_end());
        let _ = writeln!(text, "{pad} {bar} {}{signs}", " ".repeat(indent));
        rest = behind;
    }
}

/// At most a hundred characters of a line around a column, with the number of characters before it.
fn window(line: &str, column: usize) -> (String, usize) {
    let clean = quoted(line);
    let at = column.saturating_sub(1).min(clean.len());
    let start = if at > 80 { at - 40 } else { 0 };
    let end = clean.len().min(start + 100);
    (clean[start..end].iter().collect(), at - start)
}
