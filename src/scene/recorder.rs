//! A plotters backend that records items instead of painting pixels.
//!
//! plotters works in whole numbers, so a recorder pixel is 1/64 unit. Every drawing method is implemented here:
//! the default implementations of plotters draw single pixels.

use super::arcs::circle;
use super::item::{Item, PathStep, Stroke};
use crate::units::{Color, Point, Rect, Size};
use plotters::style::RGBColor;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

/// Recorder pixels per unit.
pub const GRID: f32 = 64.0;

/// Appends what plotters draws to a list of items.
#[derive(Debug)]
pub struct Recorder<'a> {
    size: Size,
    items: &'a mut Vec<Item>,
}

/// Something that a scene cannot hold: single pixels, bitmaps, or text drawn by plotters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unrecordable;

impl std::fmt::Display for Unrecordable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a scene holds shapes and text, not pixels")
    }
}

impl std::error::Error for Unrecordable {}

/// An error of plotters or of the recorder.
pub type DrawError = plotters::drawing::DrawingAreaErrorKind<Unrecordable>;

impl<'a> Recorder<'a> {
    /// A recorder for a drawing of this size, in units.
    pub fn new(size: Size, items: &'a mut Vec<Item>) -> Self {
        Self { size, items }
    }

    fn path<S: BackendStyle>(
        &mut self,
        points: impl IntoIterator<Item = BackendCoord>,
        closed: bool,
        style: &S,
        fill: bool,
    ) {
        let mut steps: Vec<PathStep> = Vec::new();
        for at in points {
            let point = units(at);
            steps.push(if steps.is_empty() { PathStep::Move(point) } else { PathStep::Line(point) });
        }
        if closed {
            steps.push(PathStep::Close);
        }
        let color = color(style.color());
        let stroke = Stroke { color, width: style.stroke_width() as f32 / GRID, dash: None };
        self.items.push(Item::Path { steps, fill: fill.then_some(color), stroke: (!fill).then_some(stroke) });
    }
}

/// A colour for plotters.
pub fn rgb(color: Color) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}

/// A length in units as recorder pixels, rounded.
pub fn grid(units: f32) -> i32 {
    (units * GRID).round() as i32
}

fn units(at: BackendCoord) -> Point {
    Point::new(at.0 as f32 / GRID, at.1 as f32 / GRID)
}

fn color(color: BackendColor) -> Color {
    Color::new(color.rgb.0, color.rgb.1, color.rgb.2)
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = Unrecordable;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.width * GRID) as u32, (self.size.height * GRID) as u32)
    }
    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Unrecordable>> {
        Ok(())
    }
    fn present(&mut self) -> Result<(), DrawingErrorKind<Unrecordable>> {
        Ok(())
    }
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Result<(), DrawingErrorKind<Unrecordable>> {
        Err(DrawingErrorKind::DrawingError(Unrecordable))
    }
    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        self.path([from, to], false, style, false);
        Ok(())
    }
    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        let (a, b) = (units(upper_left), units(lower_right));
        if fill {
            let rect = Rect::new(a.x.min(b.x), a.y.min(b.y), (b.x - a.x).abs(), (b.y - a.y).abs());
            self.items.push(Item::Rect { rect, fill: color(style.color()) });
        } else {
            let corners =
                [upper_left, (lower_right.0, upper_left.1), lower_right, (upper_left.0, lower_right.1)];
            self.path(corners, true, style, false);
        }
        Ok(())
    }
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        self.path(path, false, style, false);
        Ok(())
    }
    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        let steps = circle(units(center), radius as f32 / GRID);
        let color = color(style.color());
        let stroke = Stroke { color, width: style.stroke_width() as f32 / GRID, dash: None };
        self.items.push(Item::Path { steps, fill: fill.then_some(color), stroke: (!fill).then_some(stroke) });
        Ok(())
    }
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        self.path(vert, true, style, true);
        Ok(())
    }
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        _: &str,
        _: &S,
        _: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        Err(DrawingErrorKind::DrawingError(Unrecordable))
    }
    fn blit_bitmap(
        &mut self,
        _: BackendCoord,
        _: (u32, u32),
        _: &[u8],
    ) -> Result<(), DrawingErrorKind<Unrecordable>> {
        Err(DrawingErrorKind::DrawingError(Unrecordable))
    }
}
