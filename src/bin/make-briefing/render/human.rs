//! Diagnostics as people read them: place, line, mark, hint.

use std::fmt::Write as _;

use make_briefing::diagnostic::{Diagnostic, Place, Severity};

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
    let _ = writeln!(text, "{word}{}", paint.bold(&format!(": {}", harmless(&fault.message))));
    excerpt(&mut text, &fault.place, "", gutter, paint, mark);
    for (place, label) in &fault.related {
        excerpt(&mut text, place, label, gutter, paint, Paint::blue);
    }
    if let Some(hint) = &fault.hint {
        let _ = writeln!(text, "{} {} {}", " ".repeat(gutter), paint.blue("= help:"), harmless(hint));
    }
    text
}

fn number_width(fault: &Diagnostic) -> usize {
    let places = std::iter::once(&fault.place).chain(fault.related.iter().map(|(place, _)| place));
    places.map(|place| place.line().to_string().len()).max().unwrap_or(1)
}

fn excerpt(
    text: &mut String,
    place: &Place,
    label: &str,
    gutter: usize,
    paint: Paint,
    mark: fn(Paint, &str) -> String,
) {
    let pad = " ".repeat(gutter);
    if place.source.text.is_empty() {
        let _ = writeln!(text, "{pad}{} {}", paint.blue("-->"), place.source.name);
        return;
    }
    let (line, column) = (place.line(), place.column());
    let _ = writeln!(text, "{pad}{} {}:{line}:{column}", paint.blue("-->"), place.source.name);
    let (shown, before) = window(place.line_text(), column);
    let bar = paint.blue("|");
    let _ = writeln!(text, "{pad} {bar}");
    let _ = writeln!(text, "{} {shown}", paint.blue(&format!("{line:>gutter$} |")));
    let width = place.width().min(shown.chars().count().saturating_sub(before).max(1));
    let marks = mark(paint, &format!("{} {label}", "^".repeat(width)));
    let _ = writeln!(text, "{pad} {bar} {}{}", " ".repeat(before), marks.trim_end());
}

/// Whether a character would steer the terminal or turn the direction of the text round.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words from a file, with nothing in them that steers the terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if steers(c) && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// At most a hundred characters of a line around a column, with the number of characters before it.
fn window(line: &str, column: usize) -> (String, usize) {
    let clean: Vec<char> = line.chars().map(|c| if steers(c) { ' ' } else { c }).collect();
    let at = column.saturating_sub(1).min(clean.len());
    let start = if at > 80 { at - 40 } else { 0 };
    let end = clean.len().min(start + 100);
    (clean[start..end].iter().collect(), at - start)
}
