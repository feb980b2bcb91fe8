//! Annotations of the marks: reference lines and notes.

pub(crate) mod grid_gaps;
mod numbered_notes;
mod obstacles;
pub(crate) mod placement;
pub mod reference_lines;

use crate::chart::caption::notes::Note;
use crate::chart::caption::references::ReferenceMark;

/// The annotations of a chart or panel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Annotations<'a> {
    /// Reference lines and ranges.
    pub(crate) marks: &'a [ReferenceMark],
    /// Notes.
    pub(crate) notes: &'a [Note],
}
