//! Reference lines and ranges with their labels filled in.

use crate::spec::chart::reference::Reference;

/// A reference line or range with its label filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceMark {
    /// The lower end; equal to the upper one for a line.
    pub from: f64,
    /// The upper end.
    pub to: f64,
    /// Its label; may be empty.
    pub label: String,
}

impl ReferenceMark {
    /// The reference with this label.
    pub fn new(reference: &Reference, label: String) -> Self {
        Self { from: reference.from, to: reference.to, label }
    }

    /// Whether it is a line, not a range.
    pub fn is_line(&self) -> bool {
        self.from == self.to
    }

    /// The value of a line; `None` for a range.
    pub fn line(&self) -> Option<f64> {
        self.is_line().then_some(self.from)
    }

    /// The middle of a range; a line's own value.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }
}
