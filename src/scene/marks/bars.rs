//! Bars and stacks, in coordinates of values and bands.

use super::{Area, Sheet, draw_whisker, fill_rects, hatch, stroke, stroke_lines};
use crate::layout::figure::{Bar, Bars, Direction};
use crate::scene::item::Item;
use crate::scene::recorder::{DrawError, Recorder, grid, rgb};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{PathElement, Rectangle};
use plotters::style::Color as _;

/// Values along one axis, the bands across it in units.
type Axes<'a> = DrawingArea<Recorder<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Draws bars with their hatching, the line at zero, and the swatches and leaders of their labels.
pub fn draw(plot: &Bars, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    bars(plot, sheet, items)?;
    hatch(&plot.hatches, sheet.strokes.pattern, items);
    overlays(plot, sheet, items)?;
    hatch(&plot.swatch_hatches, sheet.strokes.pattern, items);
    Ok(())
}

/// Draws the grid lines.
pub fn ground(plot: &Bars, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    stroke_lines(&sheet.area(items), &plot.grid, sheet.strokes.grid)
}

/// The coordinate system of a plot on its frame.
fn axes<'a>(plot: &Bars, whole: &Area<'a>) -> Axes<'a> {
    let frame = plot.frame;
    let pixels = (grid(frame.x)..grid(frame.right()), grid(frame.y)..grid(frame.bottom()));
    let (along_x, along_y) = match plot.direction {
        Direction::Right => (plot.domain.0..plot.domain.1, 0.0..f64::from(frame.height)),
        // A reversed range makes plotters' y grow upwards.
        Direction::Up => (0.0..f64::from(frame.width), plot.domain.1..plot.domain.0),
    };
    whole.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(along_x, along_y, pixels))
}

fn bars(plot: &Bars, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let whole = sheet.area(items);
    let axes = axes(plot, &whole);
    for bar in plot.bars.iter().filter(|bar| bar.span.1 != bar.span.0) {
        axes.draw(&Rectangle::new(corners(bar, plot.direction), rgb(bar.fill).filled()))?;
        if bar.separated {
            axes.draw(&separator(bar, plot, sheet.strokes.parting))?;
        }
    }
    fill_rects(&whole, plot.off_scale.iter().copied())
}

/// Draws baseline, error bars, swatches and leaders.
fn overlays(plot: &Bars, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let whole = sheet.area(items);
    let (axes, frame) = (axes(plot, &whole), plot.frame);
    if let Some(color) = plot.baseline {
        let end = match plot.direction {
            Direction::Right => (0.0, f64::from(frame.height)),
            Direction::Up => (f64::from(frame.width), 0.0),
        };
        axes.draw(&PathElement::new([(0.0, 0.0), end], stroke(color, sheet.strokes.axis)))?;
    }
    for whisker in &plot.whiskers {
        let end = |value: f64| match plot.direction {
            Direction::Right => axes.map_coordinate(&(value, whisker.across)),
            Direction::Up => axes.map_coordinate(&(whisker.across, value)),
        };
        draw_whisker(&whole, (end(whisker.span.0), end(whisker.span.1)), whisker, sheet.strokes.whisker)?;
    }
    fill_rects(&whole, plot.swatches.iter().copied())?;
    stroke_lines(&whole, &plot.leaders, sheet.strokes.leader)
}

fn corners(bar: &Bar, direction: Direction) -> [(f64, f64); 2] {
    let across = (f64::from(bar.across.0), f64::from(bar.across.1));
    match direction {
        Direction::Right => [(bar.span.0, across.0), (bar.span.1, across.1)],
        Direction::Up => [(across.0, bar.span.1), (across.1, bar.span.0)],
    }
}

/// A line in the background colour where a bar or segment begins.
fn separator(bar: &Bar, plot: &Bars, width: f32) -> PathElement<(f64, f64)> {
    let across = (f64::from(bar.across.0), f64::from(bar.across.1));
    let stacked = bar.span.0 != 0.0;
    let points = match (plot.direction, stacked) {
        (Direction::Right, true) => [(bar.span.0, across.0), (bar.span.0, across.1)],
        (Direction::Right, false) => [(bar.span.0, across.0), (bar.span.1, across.0)],
        (Direction::Up, true) => [(across.0, bar.span.0), (across.1, bar.span.0)],
        (Direction::Up, false) => [(across.0, bar.span.0), (across.0, bar.span.1)],
    };
    PathElement::new(points, stroke(plot.separator, width))
}
