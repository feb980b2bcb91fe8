//! Finds where in a YAML text a byte of the filled text comes from, so that a message about a paragraph names its line
//! and not that of the whole text.

use crate::diagnostic::Span;
use crate::spec::Spanned;

/// The source from the byte `at` of a text whose templates are filled in to the end of its line; the whole line, where
/// a template changed the rest of it. Where the lines of the source are not those of the text, as in a folded scalar,
/// it is the start of the text.
pub(crate) fn place_of(text: &Spanned<String>, filled: &str, at: usize) -> Span {
    let source = &text.span.source;
    let start = text.span.at_start();
    let index = filled.get(..at).map_or(0, |before| before.matches('\n').count());
    let wanted = filled.lines().nth(index).unwrap_or_default().trim();
    let Some(written) = source.text.get(text.span.start..) else { return start };
    let Some(line) = written.split('\n').nth(index) else { return start };
    let words = line.trim();
    let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
    if first(words) != first(wanted) {
        return start;
    }
    let before: usize = written.split('\n').take(index).map(|line| line.len() + 1).sum();
    let end = text.span.start + before + line.trim_end().len();
    let rest = filled.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
    let length = if words.ends_with(rest) { rest.len() } else { words.len() };
    Span { source: source.clone(), start: end - length, end }
}
