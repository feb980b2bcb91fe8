//! One line a diagnostic, in the form that editors and `grep` take: `file:line:column: error[code]: message`.

use super::{harmless, notes, position, word};
use make_briefing::diagnostic::Diagnostic;

/// A diagnostic on one line.
pub(crate) fn short(fault: &Diagnostic) -> String {
    let head =
        format!("{}: {}[{}]: {}", position(&fault.span), word(fault.severity), fault.code, fault.message);
    let parts: Vec<String> = std::iter::once(head).chain(notes(fault)).collect();
    harmless::line(&parts.join("; "))
}
