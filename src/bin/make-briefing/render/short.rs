//! One line a diagnostic, in the form that editors and `grep` take: `file:line:column: error[code]: message`.

use super::{notes, position, word};
use make_briefing::diagnostic::Diagnostic;

/// A diagnostic on one line.
pub(crate) fn short(fault: &Diagnostic) -> String {
    let head =
        format!("{}: {}[{}]: {}", position(&fault.place), word(fault.severity), fault.code, fault.message);
    let parts: Vec<String> = std::iter::once(head).chain(notes(fault)).collect();
    one_line(&parts.join("; "))
}

/// The text without line ends: one diagnostic stays one line whatever the input holds.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
