//! Words from files and file names, made harmless for whoever shows them: one function a target.
//!
//! A name may hold line ends, the codes that steer a terminal, and signs that turn the direction of the text round; a line
//! that begins with `::` is a command to the services that build on each push.

use std::path::Path;

/// Whether a character would end the line, steer the terminal or turn the direction of the text round.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words within a line of a terminal or a log: every such character shows as `\u{fffd}`.
pub(crate) fn words(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect()
}

/// A path in a line of a terminal or a log, which may begin with it.
pub(crate) fn path(path: &Path) -> String {
    line(&path.to_string_lossy())
}

/// A whole line of a terminal or a log: one line whatever it holds, and no command to the service that shows it.
pub(crate) fn line(text: &str) -> String {
    let line = words(text);
    match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("\u{fffd}:{rest}"),
        None => line,
    }
}

/// A line of a source, character for character as wide as it is: what steers is a space.
pub(crate) fn quoted(line: &str) -> Vec<char> {
    line.chars().map(|c| if steers(c) { ' ' } else { c }).collect()
}

/// JSON as it was serialised: within its strings, what steers a terminal becomes an escape that programs read back.
pub(crate) fn json(serialised: &str) -> String {
    let mut safe = String::with_capacity(serialised.len());
    for c in serialised.chars() {
        // A line end stands between the lines of a document only; within strings it is escaped already.
        match steers(c) && c != '\n' {
            true => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => safe.push(c),
        }
    }
    safe
}

/// The message of a workflow command, which may have several lines: nothing in it ends the command.
pub(crate) fn workflow<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    lines.map(|line| words(line).replace('%', "%25")).collect::<Vec<_>>().join("%0A")
}

/// A property of a workflow command: nothing in it ends the property either.
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
