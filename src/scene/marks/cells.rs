//! Cells of a table, a heat map or a waffle.

use super::{Sheet, fill_rects, hatch, stroke, stroke_lines};
use crate::layout::figure::{Cells, Spark};
use crate::scene::item::Item;
use crate::scene::recorder::{DrawError, grid, rgb};
use plotters::element::{Circle, PathElement};
use plotters::style::Color as _;

/// Draws the cells with their hatching and the lines over them.
pub fn draw(plot: &Cells, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    fill_rects(&sheet.area(items), plot.cells.iter().copied())?;
    hatch(&plot.hatches, sheet.strokes.pattern, items);
    stroke_lines(&sheet.area(items), &plot.lines, sheet.strokes.grid)?;
    plot.sparks.iter().try_for_each(|spark| draw_spark(spark, sheet, items))
}

fn draw_spark(spark: &Spark, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let area = sheet.area(items);
    let points: Vec<(i32, i32)> = spark.points.iter().map(|point| (grid(point.x), grid(point.y))).collect();
    let last = points.last().copied();
    if points.len() > 1 {
        area.draw(&PathElement::new(points, stroke(spark.color, spark.width)))?;
    }
    if let Some(end) = last.filter(|_| spark.end > 0.0) {
        area.draw(&Circle::new(end, grid(spark.end), rgb(spark.color).filled()))?;
    }
    Ok(())
}
