//! The marks, one file per kind of plot, drawn by plotters onto the recorder.

pub mod annotations;
pub mod bars;
pub mod cells;
pub mod donut;
pub mod key_figures;
pub mod points;

use super::item::{Item, PathStep, Stroke};
use super::recorder::{DrawError, Recorder, grid, rgb};
use crate::layout::figure::{Hatch, Leader, Strokes, Whisker};
use crate::units::{Color, Rect, Size};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Rectangle};
use plotters::style::{Color as _, ShapeStyle};

/// plotters' drawing area over a whole scene.
type Area<'a> = DrawingArea<Recorder<'a>, Shift>;

/// Size and line widths of the drawing that marks are drawn on.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Its size.
    pub size: Size,
    /// Its line widths.
    pub strokes: &'a Strokes,
}

impl Sheet<'_> {
    fn area(self, items: &mut Vec<Item>) -> Area<'_> {
        Recorder::new(self.size, items).into_drawing_area()
    }
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

/// Draws an error bar between two points of the recorder's grid, with a halo that sets it off from its mark.
fn draw_whisker(
    area: &Area<'_>,
    (from, to): ((i32, i32), (i32, i32)),
    whisker: &Whisker,
    width: f32,
) -> Result<(), DrawError> {
    let cap = grid(whisker.cap);
    let (dx, dy) = if from.1 == to.1 { (0, cap) } else { (cap, 0) };
    let across = |at: (i32, i32)| vec![(at.0 - dx, at.1 - dy), (at.0 + dx, at.1 + dy)];
    for (color, width) in [(whisker.halo, width * 3.0), (whisker.color, width)] {
        for line in [vec![from, to], across(from), across(to)] {
            area.draw(&PathElement::new(line, stroke(color, width)))?;
        }
    }
    Ok(())
}

/// Adds all hatching of one colour as one path: there may be thousands of lines, and plotters would record each by
/// itself.
fn hatch(hatches: &[Hatch], width: f32, items: &mut Vec<Item>) {
    for Hatch { pieces, color } in hatches {
        let steps =
            pieces.iter().flat_map(|(from, to)| [PathStep::Move(*from), PathStep::Line(*to)]).collect();
        let stroke = Stroke { color: *color, width, dash: None };
        items.push(Item::Path { steps, fill: None, stroke: Some(stroke) });
    }
}

/// A stroke of this colour, with a width in units.
fn stroke(color: Color, width: f32) -> ShapeStyle {
    ShapeStyle { color: rgb(color).to_rgba(), filled: false, stroke_width: grid(width).unsigned_abs() }
}
