//! What stands beside the marks of a chart.

use super::notes::Note;
use super::references::Mark;

/// What the marks of a chart or panel are held against, and what is said about them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    /// Reference lines and ranges.
    pub(super) marks: &'a [Mark],
    /// Notes.
    pub(super) notes: &'a [Note],
}
