//! Dots, lines and areas on two value axes.

use super::{Sheet, draw_whisker, fill_rects, stroke, stroke_lines};
use crate::layout::figure::{Points, Polyline};
use crate::scene::item::Item;
use crate::scene::recorder::{DrawError, Recorder, grid, rgb};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color as _;

/// Two value axes.
type Axes<'a> = DrawingArea<Recorder<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Draws areas, then lines, then dots.
pub fn draw(plot: &Points, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let whole = sheet.area(items);
    let frame = plot.frame;
    let pixels = (grid(frame.x)..grid(frame.right()), grid(frame.y)..grid(frame.bottom()));
    let axes: Axes<'_> = whole.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        plot.x.0..plot.x.1,
        plot.y.1..plot.y.0,
        pixels,
    ));
    stroke_lines(&whole, &plot.grid, sheet.strokes.grid)?;
    for (outline, fill) in &plot.areas {
        axes.draw(&Polygon::new(outline.clone(), rgb(*fill).filled()))?;
    }
    for line in &plot.lines {
        axes.draw(&PathElement::new(line.points.clone(), stroke(line.color, line.width)))?;
        if line.arrow {
            draw_arrowhead(&whole, &axes, line)?;
        }
    }
    for whisker in &plot.whiskers {
        let end = |value: f64| axes.map_coordinate(&(value, whisker.across));
        draw_whisker(&whole, (end(whisker.span.0), end(whisker.span.1)), whisker, sheet.strokes.whisker)?;
    }
    for dot in &plot.dots {
        axes.draw(&Circle::new(dot.at, grid(dot.radius), rgb(dot.fill).filled()))?;
    }
    fill_rects(&whole, plot.swatches.iter().copied())?;
    stroke_lines(&whole, &plot.leaders, sheet.strokes.leader)
}

/// Draws an arrowhead at the end of a horizontal line, its tip on the value.
fn draw_arrowhead(whole: &super::Area<'_>, axes: &Axes<'_>, line: &Polyline) -> Result<(), DrawError> {
    let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { return Ok(()) };
    let (tip, tail) = (axes.map_coordinate(last), axes.map_coordinate(first));
    let length = grid(line.width * 3.2) * (tip.0 - tail.0).signum();
    let half = grid(line.width * 2.0);
    let corners = vec![tip, (tip.0 - length, tip.1 - half), (tip.0 - length, tip.1 + half)];
    whole.draw(&Polygon::new(corners, rgb(line.color).filled()))
}
