//! Dots, lines and areas on two value axes.

use super::{Sheet, draw_whisker, fill_rects, stroke, stroke_lines};
use crate::layout::figure::{Points, Polyline};
use crate::scene::item::{Item, PathStep, Stroke};
use crate::scene::recorder::{DrawError, GRID, Recorder, grid, rgb};
use crate::units::Point;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::Color as _;

/// Two value axes.
type Axes<'a> = DrawingArea<Recorder<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// The coordinate system of a plot on its frame.
fn axes<'a>(plot: &Points, whole: &super::Area<'a>) -> Axes<'a> {
    let frame = plot.frame;
    let pixels = (grid(frame.x)..grid(frame.right()), grid(frame.y)..grid(frame.bottom()));
    let (from, to) = (plot.in_proportion((plot.x.0, plot.y.0)), plot.in_proportion((plot.x.1, plot.y.1)));
    whole.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        from.0..to.0,
        to.1..from.1,
        pixels,
    ))
}

/// Draws grid lines and areas.
pub fn ground(plot: &Points, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let whole = sheet.area(items);
    let axes = axes(plot, &whole);
    stroke_lines(&whole, &plot.grid, sheet.strokes.grid)?;
    for (outline, fill) in &plot.areas {
        let outline: Vec<(f64, f64)> = outline.iter().map(|at| plot.in_proportion(*at)).collect();
        axes.draw(&Polygon::new(outline, rgb(*fill).filled()))?;
    }
    Ok(())
}

/// Draws leaders, then lines and dots, those at the front last.
pub fn draw(plot: &Points, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    stroke_lines(&sheet.area(items), &plot.leaders, sheet.strokes.leader)?;
    draw_layer(plot, false, sheet, items)?;
    draw_layer(plot, true, sheet, items)?;
    fill_rects(&sheet.area(items), plot.swatches.iter().copied())
}

/// Draws the lines and dots that are at the front, or those that are not.
fn draw_layer(plot: &Points, front: bool, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    items.extend(plot.lines.iter().filter(|line| line.front == front).filter_map(|line| dashed(plot, line)));
    let whole = sheet.area(items);
    let axes = axes(plot, &whole);
    for line in plot.lines.iter().filter(|line| line.front == front && line.dash.is_none()) {
        let points: Vec<(f64, f64)> = line.points.iter().map(|at| plot.in_proportion(*at)).collect();
        axes.draw(&PathElement::new(points.clone(), stroke(line.color, line.width)))?;
        if line.arrow {
            draw_arrowhead(&whole, &axes, &points, line)?;
        }
    }
    if !front {
        for whisker in &plot.whiskers {
            let end = |value: f64| axes.map_coordinate(&plot.in_proportion((value, whisker.across)));
            draw_whisker(&whole, (end(whisker.span.0), end(whisker.span.1)), whisker, sheet.strokes.whisker)?;
        }
    }
    for dot in plot.dots.iter().filter(|dot| dot.front == front) {
        axes.draw(&Circle::new(plot.in_proportion(dot.at), grid(dot.radius), rgb(dot.fill).filled()))?;
    }
    Ok(())
}

/// A dashed line, which plotters would draw as hundreds of short ones.
fn dashed(plot: &Points, line: &Polyline) -> Option<Item> {
    let dash = line.dash?;
    let mut steps: Vec<PathStep> = Vec::new();
    for at in &line.points {
        let point = plot.position(*at);
        // Rounded to the recorder's grid, like all other lines.
        let point = Point::new(grid(point.x) as f32 / GRID, grid(point.y) as f32 / GRID);
        steps.push(if steps.is_empty() { PathStep::Move(point) } else { PathStep::Line(point) });
    }
    let stroke = Stroke { color: line.color, width: line.width, dash: Some(dash) };
    Some(Item::Path { steps, fill: None, stroke: Some(stroke) })
}

/// Draws an arrowhead at the end of a horizontal line, its tip on the value.
fn draw_arrowhead(
    whole: &super::Area<'_>,
    axes: &Axes<'_>,
    points: &[(f64, f64)],
    line: &Polyline,
) -> Result<(), DrawError> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Ok(()) };
    let (tip, tail) = (axes.map_coordinate(last), axes.map_coordinate(first));
    let length = grid(line.width * 3.2) * (tip.0 - tail.0).signum();
    let half = grid(line.width * 2.0);
    let corners = vec![tip, (tip.0 - length, tip.1 - half), (tip.0 - length, tip.1 + half)];
    whole.draw(&Polygon::new(corners, rgb(line.color).filled()))
}
