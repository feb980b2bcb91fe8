//! Where diagnostics are collected while a file is read or a chart is resolved.

use std::cell::RefCell;

use super::{Diagnostic, Severity};

/// Collects the diagnostics of one task in the order in which they are found.
///
/// It is shared by reference, so that every function can report an error and carry on. A task on another thread
/// has its own collection; the caller joins them in input order.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: RefCell<Vec<Diagnostic>>,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Adds several diagnostics.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        // Collect first: the iterator may itself report to this sink.
        let diagnostics: Vec<Diagnostic> = diagnostics.into_iter().collect();
        self.found.borrow_mut().extend(diagnostics);
    }

    /// How many diagnostics there are so far.
    pub fn len(&self) -> usize {
        self.found.borrow().len()
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether any diagnostic after the first `before` satisfies a condition.
    pub fn any_since(&self, before: usize, condition: impl Fn(&Diagnostic) -> bool) -> bool {
        self.found.borrow().iter().skip(before).any(condition)
    }

    /// Whether an error was reported after the first `before` diagnostics.
    pub fn has_errors_since(&self, before: usize) -> bool {
        self.any_since(before, |one| one.severity == Severity::Error)
    }

    /// The diagnostics in the order in which they were found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}
