//! A run of text with its place, size and colour, and what it is in its drawing.

use std::sync::Arc;

use super::shaping::Shaped;
use crate::units::{Color, Point, Rect};

/// What stands in the text between a run and the run after it, so that copied text reads as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// A space: the next run is another word, line or label.
    Space,
    /// Nothing: the next run goes on in the same word or line.
    Nothing,
    /// The run ends with a hyphen that is only drawn: a word was divided at the line's end.
    SoftHyphen,
}

/// What a piece of text is in its chart, so that tests can ask for it and nothing else has to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    /// Chart title.
    Title,
    /// Chart subtitle.
    Subtitle,
    /// A category's name.
    Category,
    /// A value at or in its mark.
    Value,
    /// A label on an axis.
    Tick,
    /// A legend entry.
    Legend,
    /// A note on a mark, or the number that stands for it.
    Note,
    /// A footer line.
    Footer,
    /// Anything else, such as text on a page.
    Body,
}

/// A string in one style and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// The glyphs.
    pub shaped: Arc<Shaped>,
    /// The start of the baseline.
    pub at: Point,
    /// Font size in units.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// What it is.
    pub role: TextRole,
    /// What follows it in reading.
    pub join: Join,
}

impl TextRun {
    /// The run's width in units.
    pub fn width(&self) -> f32 {
        self.shaped.width * self.size
    }

    /// The box that the letters can fill: from 0.75 em above the baseline to 0.22 em below it.
    pub fn bounds(&self) -> Rect {
        Rect::new(self.at.x, self.at.y - 0.75 * self.size, self.width(), 0.97 * self.size)
    }
}
