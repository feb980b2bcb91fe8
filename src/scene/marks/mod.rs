//! The marks, one file each: drawn by plotters onto the recorder.

pub mod bars;
pub mod cells;
pub mod points;
pub mod ring;
pub mod tiles;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle};
use plotters::style::{Color as _, ShapeStyle};

use super::draw::DrawError;
use super::item::Item;
use super::recorder::{Recorder, grid, rgb};
use crate::layout::figure::{Leader, Whisker};
use crate::units::{Color, Rect, Size};

/// plotters' ground over a whole scene.
type Area<'a> = DrawingArea<Recorder<'a>, Shift>;

fn area(size: Size, items: &mut Vec<Item>) -> Area<'_> {
    Recorder::new(size, items).into_drawing_area()
}

/// Filled rectangles in units of the scene.
fn fill_rects<'r>(
    area: &Area<'_>,
    rects: impl IntoIterator<Item = (Rect, Color)> + 'r,
) -> Result<(), DrawError> {
    for (rect, color) in rects {
        let corners = [(grid(rect.x), grid(rect.y)), (grid(rect.right()), grid(rect.bottom()))];
        area.draw(&Rectangle::new(corners, rgb(color).filled()))?;
    }
    Ok(())
}

/// Thin lines in units of the scene.
fn stroke_lines(area: &Area<'_>, lines: &[Leader], width: f32) -> Result<(), DrawError> {
    for line in lines {
        let points: Vec<(i32, i32)> =
            line.points.iter().map(|point| (grid(point.x), grid(point.y))).collect();
        area.draw(&PathElement::new(points, stroke(line.color, width)))?;
    }
    Ok(())
}

/// Reference lines over all marks.
pub fn lines(lines: &[Leader], size: Size, items: &mut Vec<Item>) -> Result<(), DrawError> {
    stroke_lines(&area(size, items), lines, 1.0)
}

/// An error bar between two points of the recorder's grid, on an edge that parts it from its mark.
fn whisker(area: &Area<'_>, from: (i32, i32), to: (i32, i32), look: &Whisker) -> Result<(), DrawError> {
    let cap = grid(look.cap);
    let (dx, dy) = if from.1 == to.1 { (0, cap) } else { (cap, 0) };
    let across = |at: (i32, i32)| vec![(at.0 - dx, at.1 - dy), (at.0 + dx, at.1 + dy)];
    for (color, width) in [(look.edge, WHISKER * 3.0), (look.color, WHISKER)] {
        for line in [vec![from, to], across(from), across(to)] {
            area.draw(&PathElement::new(line, stroke(color, width)))?;
        }
    }
    Ok(())
}

/// Width of the line of an error bar, in units.
const WHISKER: f32 = 1.1;

/// A line of this colour and width in units.
fn stroke(color: Color, width: f32) -> ShapeStyle {
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: grid(width).unsigned_abs() }
}
