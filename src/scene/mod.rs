//! A drawing as plain data, from which every export format is written.
//!
//! plotters draws the marks onto [`recorder::Recorder`], which appends items; the layout places text by the
//! metrics of the font that draws it. Nothing here knows an output format.

mod arcs;
pub mod draw;
pub mod fingerprint;
pub mod item;
pub mod marks;
pub mod recorder;

use crate::units::{Color, Size};
use item::Item;

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Its size.
    pub size: Size,
    /// The colour behind everything; `None` is transparent.
    pub background: Option<Color>,
    /// The drawing in reading order, later items over earlier ones.
    pub items: Vec<Item>,
    /// Which items belong together.
    pub layers: Layers,
    /// The title, for the metadata of a file.
    pub title: String,
    /// The alternative text.
    pub alt: String,
    /// BCP 47 language tag, such as `de`.
    pub lang: String,
}

/// The layers of a drawing: where each begins among the items. The first is its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layers {
    /// Ranges, grid lines and reference lines.
    pub ground: usize,
    /// The marks.
    pub marks: usize,
    /// Notes, and labels of rows, values, axes and legends.
    pub labels: usize,
    /// Base, notes and source.
    pub footer: usize,
}

impl Scene {
    /// The same drawing, read from right to left.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let width = self.size.width;
        Self { items: self.items.into_iter().map(|item| item.mirrored(width)).collect(), ..self }
    }
}
