//! What stands beside the marks of a chart.

pub(crate) mod grid_gaps;
mod numbered_notes;
mod obstacles;
pub(crate) mod placement;
pub mod reference_lines;

use crate::chart::notes::Note;
use crate::chart::references::ReferenceMark;

/// What the marks of a chart or panel are held against, and what is said about them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Annotations<'a> {
    /// Reference lines and ranges.
    pub(crate) marks: &'a [ReferenceMark],
    /// Notes.
    pub(crate) notes: &'a [Note],
}
