//! The graphics state while a page is written: what is set already is not set again.

use super::operators;
use super::operators::{Operators, Place};
use crate::pdf::writer::fonts::{Code, Embedded};
use crate::pdf::writer::precision::steps;
use crate::theme::fonts::FaceId;
use crate::units::{Color, Point};

/// The page so far, and what the reader's graphics state is at its end: only changes are written.
///
/// The state outlives marked content because nothing here saves or restores it.
pub(super) struct GraphicsState<'a> {
    pub(super) fonts: &'a Embedded,
    height: f32,
    /// What the points of the content at hand count from.
    pub(super) origin: Point,
    pub(super) out: Operators,
    fill: Option<Color>,
    /// Colour, width and dashes of lines, the lengths in grid steps.
    pub(super) line: Option<Color>,
    pub(super) width: Option<i32>,
    pub(super) dash: Option<(i32, i32)>,
    /// Its size in thousandths of a point.
    pub(super) font: Option<(FaceId, i32)>,
    /// Inside a text object: where its last line starts, in grid steps.
    pub(super) text: Option<Place>,
    /// What is to be shown next.
    pub(super) row: Row,
}

impl<'a> GraphicsState<'a> {
    /// A painter of a page of this height on which nothing stands.
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
            row: Row::default(),
        }
    }

    /// A point of the content in grid steps, y upwards.
    pub(super) fn place(&self, point: Point) -> Place {
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

/// Glyphs in a row that are not yet shown.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) shown: operators::Row,
    /// Where the reader's pen stands after them by the widths that the file gives, in thousandths of an em.
    pub(super) pen: f32,
}

impl Row {
    /// Adds a glyph at `x`. The way from the pen to `x` is rounded, but never adds up: the pen moves by what is written.
    pub(super) fn push(&mut self, x: f32, code: Code) {
        let back = (self.pen - x).round();
        if back != 0.0 {
            self.shown.back(back as i32);
        }
        self.pen += code.width as f32 - back;
        self.shown.push(code.code);
    }
}
