//! A run of text with its position, size, colour and role.

use std::sync::Arc;

use super::shaping::Shaped;
use crate::units::{Color, Point, Rect};

/// What separates a run from the next one in the text, so that copied text reads as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// A space: the next run is another word, line or label.
    Space,
    /// Nothing: the next run continues the same word or line.
    Nothing,
    /// The run ends with a hyphen that is not part of the text: a word is hyphenated at the end of the line.
    SoftHyphen,
}

/// The role of a piece of text in its chart, so that tests and other code need not guess it.
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
    /// A tick label on an axis.
    Tick,
    /// A legend entry.
    Legend,
    /// A note on a mark, or its number.
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
    /// Its role.
    pub role: TextRole,
    /// What separates it from the next run.
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
