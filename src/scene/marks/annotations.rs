//! Annotations: reference lines, lines from notes to their marks, and discs behind numbers.

use super::{Sheet, stroke};
use crate::layout::figure::{Badge, Leader, Pointer};
use crate::scene::arcs::circle;
use crate::scene::item::{Item, Stroke};
use crate::scene::recorder::{DrawError, grid, rgb};
use crate::units::{Color, Point};
use plotters::element::{PathElement, Polygon};
use plotters::style::Color as _;

/// How much wider the halo of a line is than the line, in units.
const HALO: f32 = 2.4;

/// Draws reference lines with a halo that interrupts grid lines and keeps them visible on areas.
pub fn references(
    lines: &[Leader],
    halo: Color,
    sheet: Sheet<'_>,
    items: &mut Vec<Item>,
) -> Result<(), DrawError> {
    let area = sheet.area(items);
    let width = sheet.strokes.reference;
    for line in lines {
        let points: Vec<(i32, i32)> = line.points.iter().map(|point| on_grid(*point)).collect();
        area.draw(&PathElement::new(points.clone(), stroke(halo, width + HALO)))?;
        area.draw(&PathElement::new(points, stroke(line.color, width)))?;
    }
    Ok(())
}

/// Draws lines from notes, with or without an arrowhead, and the discs behind numbers.
pub fn draw(
    pointers: &[Pointer],
    badges: &[Badge],
    sheet: Sheet<'_>,
    items: &mut Vec<Item>,
) -> Result<(), DrawError> {
    for pointer in pointers {
        line(pointer, sheet, items)?;
    }
    for badge in badges {
        let edge = Stroke { color: badge.edge, width: 1.0, dash: None };
        let steps = circle(badge.center, badge.radius);
        items.push(Item::Path { steps, fill: Some(badge.fill), stroke: Some(edge) });
    }
    Ok(())
}

fn line(pointer: &Pointer, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let area = sheet.area(items);
    let width = sheet.strokes.leader;
    let (from, to) = (pointer.from, pointer.to);
    let length = (to.x - from.x).hypot(to.y - from.y).max(0.01);
    let (dx, dy) = ((to.x - from.x) / length, (to.y - from.y) / length);
    // The line ends inside its arrowhead, so that the tip stays sharp.
    let end = Point::new(to.x - dx * pointer.head * 0.7, to.y - dy * pointer.head * 0.7);
    for (color, width) in [(pointer.halo, width + HALO), (pointer.color, width)] {
        area.draw(&PathElement::new(vec![on_grid(from), on_grid(end)], stroke(color, width)))?;
    }
    if pointer.head > 0.0 {
        let half = pointer.head * 0.42;
        let back = Point::new(to.x - dx * pointer.head, to.y - dy * pointer.head);
        let corners = vec![
            to,
            Point::new(back.x - dy * half, back.y + dx * half),
            Point::new(back.x + dy * half, back.y - dx * half),
        ];
        let corners: Vec<(i32, i32)> = corners.into_iter().map(on_grid).collect();
        area.draw(&Polygon::new(corners, rgb(pointer.color).filled()))?;
    }
    Ok(())
}

fn on_grid(point: Point) -> (i32, i32) {
    (grid(point.x), grid(point.y))
}
