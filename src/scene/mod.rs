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

use crate::units::{Color, Rect, Size};
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layers {
    /// Ranges, grid lines and reference lines.
    pub ground: usize,
    /// The marks.
    pub marks: usize,
    /// Notes, and labels of rows, values, axes and legends.
    pub labels: usize,
    /// Base, notes and source.
    pub footer: usize,
    /// What its texts belong to.
    pub regions: Regions,
}

/// What the texts of a drawing belong to, where they are more than labels.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Regions {
    /// They are labels of marks.
    #[default]
    None,
    /// Cells of a table, with row and column; names of rows are left of them, heads of columns above.
    Cells(Vec<(usize, usize, Rect)>),
    /// Items of a list.
    Items(Vec<Rect>),
}

impl Regions {
    fn mirrored(self, width: f32) -> Self {
        match self {
            Self::None => Self::None,
            Self::Cells(cells) => {
                let mirrored =
                    |(row, column, area): (usize, usize, Rect)| (row, column, area.mirrored(width));
                Self::Cells(cells.into_iter().map(mirrored).collect())
            }
            Self::Items(areas) => Self::Items(areas.into_iter().map(|area| area.mirrored(width)).collect()),
        }
    }
}

impl Scene {
    /// The same drawing, read from right to left.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let width = self.size.width;
        let layers = Layers { regions: self.layers.regions.mirrored(width), ..self.layers };
        Self { items: self.items.into_iter().map(|item| item.mirrored(width)).collect(), layers, ..self }
    }
}
