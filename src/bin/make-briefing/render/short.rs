//! One line per diagnostic, in the format of `grep -n` and compilers: `file:line:column: error[code]: message`.

use super::{harmless, notes, position, word};
use make_briefing::diagnostic::Diagnostic;

/// A diagnostic on one line.
pub(crate) fn short(diagnostic: &Diagnostic) -> String {
    let head = format!(
        "{}: {}[{}]: {}",
        position(&diagnostic.span),
        word(diagnostic.severity),
        diagnostic.code,
        diagnostic.message
    );
    let parts: Vec<String> = std::iter::once(head).chain(notes(diagnostic)).collect();
    harmless::line(&parts.join("; "))
}
