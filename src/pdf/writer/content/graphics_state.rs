//! Tracks the graphics state while a page is written, so that only changes are emitted.

use super::operators;
use super::operators::{Operators, Position};
use crate::pdf::writer::fonts::{Code, Embedded};
use crate::pdf::writer::precision::steps;
use crate::theme::fonts::FaceId;
use crate::units::{Color, Point};

/// The content stream so far, and the graphics state that a viewer has at its end.
///
/// The state persists across marked content, since no operator saves or restores it.
pub(super) struct GraphicsState<'a> {
    pub(super) fonts: &'a Embedded,
    height: f32,
    /// The origin of the current content on the page.
    pub(super) origin: Point,
    pub(super) out: Operators,
    fill: Option<Color>,
    /// Stroke colour; width and dashes below are in grid steps.
    pub(super) line: Option<Color>,
    pub(super) width: Option<i32>,
    pub(super) dash: Option<(i32, i32)>,
    /// The font, with its size in thousandths of a point.
    pub(super) font: Option<(FaceId, i32)>,
    /// Inside a text object: the start of its current line, in grid steps.
    pub(super) text: Option<Position>,
    /// Glyphs that are not shown yet.
    pub(super) pending: PendingGlyphs,
}

impl<'a> GraphicsState<'a> {
    /// The state at the start of a page of this height, in points.
    pub(super) fn new(height: f32, fonts: &'a Embedded) -> Self {
        Self {
            fonts,
            height,
            origin: Point::default(),
            out: Operators::default(),
            fill: None,
            line: None,
            width: None,
            dash: None,
            font: None,
            text: None,
            pending: PendingGlyphs::default(),
        }
    }

    /// A point of the content on the page, in grid steps, y upwards.
    pub(super) fn position(&self, point: Point) -> Position {
        let point = point.moved(self.origin);
        (steps(point.x), steps(self.height - point.y))
    }

    pub(super) fn set_fill(&mut self, color: Color) {
        if self.fill.replace(color) != Some(color) {
            self.out.fill_color(color);
        }
    }

    pub(super) fn begin_text(&mut self) {
        if self.text.is_none() {
            self.out.begin_text();
            self.text = Some((0, 0));
        }
    }

    pub(super) fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.out.end_text();
        }
    }
}

/// Consecutive glyphs that are not shown yet.
#[derive(Debug, Default)]
pub(super) struct PendingGlyphs {
    pub(super) row: operators::GlyphRow,
    /// The pen position after them, by the glyph widths in the file, in thousandths of an em.
    pub(super) pen: f32,
}

impl PendingGlyphs {
    /// Adds a glyph at `x`. The adjustment from the pen to `x` is rounded, but errors do not accumulate: the pen
    /// moves by the rounded value.
    pub(super) fn push(&mut self, x: f32, code: Code) {
        let back = (self.pen - x).round();
        if back != 0.0 {
            self.row.move_back(back as i32);
        }
        self.pen += code.width as f32 - back;
        self.row.push(code.code);
    }
}
