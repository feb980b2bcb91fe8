//! A diagnostic for a page that shows it: its words, and the lines it is about.

use super::{extent, harmless, word};
use make_briefing::diagnostic::{Diagnostic, Span};
use serde_json::{Value, json};

/// The longest part of a line that is shown, in characters.
const MOST: usize = 200;

/// A diagnostic with the line that it is about.
#[derive(Debug)]
pub(crate) struct Problem<'a>(&'a Diagnostic);

impl<'a> Problem<'a> {
    /// The problem that a diagnostic describes.
    pub(crate) fn of(diagnostic: &'a Diagnostic) -> Self {
        Self(diagnostic)
    }

    /// As JSON; `link` makes a link to a file, a line and a column.
    pub(crate) fn to_json(&self, link: impl Fn(&str, usize, usize) -> Option<String>) -> Value {
        let one = self.0;
        json!({
            "severity": word(one.severity),
            "code": one.code.name(),
            "message": harmless::words(&one.message),
            "hint": one.hint.as_deref().map(harmless::words),
            "place": place(&one.span, &link),
            "related": one.related.iter().map(|(span, label)| {
                let mut place = place(span, &link);
                place["label"] = harmless::words(label).into();
                place
            }).collect::<Vec<_>>(),
        })
    }
}

/// A place with its line, the part of it that is marked, and the line above, where YAML often goes wrong.
fn place(span: &Span, link: &dyn Fn(&str, usize, usize) -> Option<String>) -> Value {
    let file = harmless::words(&span.source.name);
    let Some((start, _)) = extent(span) else { return json!({"file": file}) };
    // A long line is shown from a little before the mark.
    let reach = if start.column > MOST / 2 + 1 { MOST / 4 } else { MOST / 2 };
    let (line, from) = span.around(reach, MOST);
    let line = harmless::quoted(line);
    let end = line.len().min(MOST);
    let to = (from + span.width(MOST)).clamp(from, end);
    let part = |from: usize, to: usize| line.get(from..to).unwrap_or_default().iter().collect::<String>();
    let (_, begin) = span.lines();
    let above = span.source.text.get(..begin).and_then(|text| text.strip_suffix('\n')?.rsplit('\n').next());
    let above: Option<String> =
        above.map(|text| harmless::quoted(text.trim_end_matches('\r')).into_iter().take(MOST).collect());
    json!({
        "above": above,
        "file": file,
        "line": start.line,
        "column": start.column,
        "open": link(&span.source.name, start.line, start.column),
        "excerpt": [part(0, from), part(from, to), part(to, end)],
    })
}
