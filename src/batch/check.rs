//! A check of finished files by themselves.

use std::path::Path;

use super::Outcome;
use crate::diagnostic::Diagnostic;
use crate::document::pdf::check::{Finding, UNREADABLE, check, standards_of};
use crate::document::pdf::standards::Standards;
use crate::workspace;

/// What a check has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The standards that the file was held to.
    pub standards: Standards,
    /// The findings as errors.
    pub outcome: Outcome,
}

/// Checks a PDF against these standards, or against PDF/UA-1 and the part of PDF/A that the file says it follows.
pub fn check_pdf(path: &Path, standards: Option<Standards>) -> Checked {
    let mut outcome = Outcome::default();
    let bytes = match workspace::read_pdf(path) {
        Ok(bytes) => bytes,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return Checked { standards: standards.unwrap_or_default(), outcome };
        }
    };
    let standards = standards.unwrap_or_else(|| standards_of(&bytes));
    let name = workspace::shown(path);
    outcome
        .diagnostics
        .extend(check(&bytes, standards).into_iter().map(|finding| diagnostic(finding, &name)));
    Checked { standards, outcome }
}

/// A finding as an error: a failed check, or an unreadable file.
pub(super) fn diagnostic(finding: Finding, file: &str) -> Diagnostic {
    let place = finding.page.map_or_else(|| file.to_owned(), |page| format!("{file}, page {page}"));
    let fault = Diagnostic::output(finding.condition, place, finding.message);
    if finding.condition == UNREADABLE { fault } else { fault.as_check() }
}
