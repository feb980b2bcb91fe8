//! Rectangles and paths.

use super::graphics_state::GraphicsState;
use super::operators::Paint;
use crate::pdf::writer::precision::steps;
use crate::scene::item::{PathStep, Stroke};
use crate::units::{Color, Point, Rect};

impl GraphicsState<'_> {
    /// Fills a rectangle. Rounds its edges, not its size, so that adjacent bars still touch. It is at least one
    /// grid step wide and high, so that it stays visible.
    pub(super) fn rect(&mut self, rect: Rect, fill: Color) {
        if rect.width <= 0.0 || rect.height <= 0.0 {
            return;
        }
        self.end_text();
        self.set_fill(fill);
        let (left, bottom) = self.position(Point::new(rect.x, rect.bottom()));
        let (right, top) = self.position(Point::new(rect.right(), rect.y));
        self.out.filled_rect((left, bottom), (right - left).max(1), (top - bottom).max(1));
    }

    pub(super) fn path(&mut self, steps: &[PathStep], fill: Option<Color>, stroke: Option<&Stroke>) {
        let stroke = stroke.filter(|stroke| stroke.width > 0.0);
        let paint = match (fill, stroke) {
            (Some(_), Some(_)) => Paint::FillAndStroke,
            (Some(_), None) => Paint::Fill,
            (None, Some(_)) => Paint::Stroke,
            (None, None) => return,
        };
        // Segments before the first `Move` are dropped, and so is a path without segments.
        let start = steps.iter().position(|step| matches!(step, PathStep::Move(_))).unwrap_or(steps.len());
        let steps = &steps[start..];
        if !steps.iter().any(|step| matches!(step, PathStep::Line(_) | PathStep::Curve(..))) {
            return;
        }
        self.end_text();
        if let Some(color) = fill {
            self.set_fill(color);
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        for step in steps {
            match step {
                PathStep::Move(p) => self.out.move_to(self.position(*p)),
                PathStep::Line(p) => self.out.line_to(self.position(*p)),
                PathStep::Curve(a, b, p) => {
                    self.out.curve_to(self.position(*a), self.position(*b), self.position(*p));
                }
                PathStep::Close => self.out.close(),
            }
        }
        self.out.paint(paint);
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        if self.line.is_none() {
            // The first stroke of the page.
            self.out.round_corners();
        }
        if self.line.replace(stroke.color) != Some(stroke.color) {
            self.out.line_color(stroke.color);
        }
        let width = steps(stroke.width).max(1);
        if self.width.replace(width) != Some(width) {
            self.out.line_width(width);
        }
        let dash = stroke.dash.map(|(dash, gap)| (steps(dash).max(0), steps(gap).max(0)));
        // A pattern of zero length is invalid (ISO 32000-1, 8.4.3.6).
        let dash = dash.filter(|(dash, gap)| dash + gap > 0);
        if self.dash != dash {
            self.dash = dash;
            self.out.dash(dash);
        }
    }
}
