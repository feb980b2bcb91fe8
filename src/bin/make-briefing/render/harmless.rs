//! Sanitises text from files and file names before it is printed: one function per target.
//!
//! A file name may contain line breaks, terminal escape codes and bidirectional control characters. A line that
//! begins with `::` is a command to CI services such as GitHub Actions.

use std::path::Path;

/// Whether a character could break the line, control the terminal or change the text direction.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text within a line of a terminal or a log: unsafe characters become `\u{fffd}`.
pub(crate) fn words(text: &str) -> String {
    text.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
}

/// A path in a line of a terminal or a log, also at its start.
pub(crate) fn path(path: &Path) -> String {
    line(&path.to_string_lossy())
}

/// A whole line of a terminal or a log: always one line, and never a workflow command.
pub(crate) fn line(text: &str) -> String {
    let line = words(text);
    match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("\u{fffd}:{rest}"),
        None => line,
    }
}

/// A source line of unchanged width: unsafe characters become spaces.
pub(crate) fn quoted(line: &str) -> Vec<char> {
    line.chars().map(|c| if is_unsafe(c) { ' ' } else { c }).collect()
}

/// Serialised JSON: unsafe characters in its strings become escapes, so the value is unchanged.
pub(crate) fn json(serialised: &str) -> String {
    let mut safe = String::with_capacity(serialised.len());
    for c in serialised.chars() {
        // Line breaks in strings are escaped already; others separate the lines of the document.
        match is_unsafe(c) && c != '\n' {
            true => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => safe.push(c),
        }
    }
    safe
}

/// The message of a workflow command, which may have several lines; escaped so that it cannot end the command.
pub(crate) fn workflow<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.map(|line| words(line).replace('%', "%25")).collect::<Vec<_>>().join("%0A")
}

/// A property of a workflow command, escaped so that it cannot end the property.
pub(crate) fn workflow_property(text: &str) -> String {
    workflow(std::iter::once(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{json, line, words, workflow_property};

    const NASTY: &str = "a\n::error::b\u{1b}[31m\u{202e}c\u{2066}d\u{2028}e\u{9b}f";

    #[test]
    fn words_stay_in_their_line() {
        let safe = words(NASTY);
        assert_eq!(safe, "a\u{fffd}::error::b\u{fffd}[31m\u{fffd}c\u{fffd}d\u{fffd}e\u{fffd}f");
        assert_eq!(words("Größe 54\u{a0}%"), "Größe 54\u{a0}%");
    }

    #[test]
    fn no_line_is_a_workflow_command() {
        assert_eq!(line("::error::a"), "\u{fffd}:error::a");
        assert_eq!(line(" \t::error::a"), " \u{fffd}::error::a");
        assert_eq!(line("  ::error::a"), "\u{fffd}:error::a");
        assert_eq!(line("a::b"), "a::b");
    }

    #[test]
    fn json_means_the_same() {
        let text = serde_json::Value::from(NASTY).to_string();
        let safe = json(&text);
        assert!(safe.is_ascii(), "{safe}");
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap_or_default(), NASTY);
    }

    #[test]
    fn a_property_ends_where_it_should() {
        assert_eq!(workflow_property("a,b:c%\n.yaml"), "a%2Cb%3Ac%25\u{fffd}.yaml");
    }
}
