//! A ring of parts. plotters' own `Pie` turns an arc into thousands of points on a fine grid, so the parts are
//! recorded as curves.

use std::f32::consts::TAU;

use super::{Sheet, fill_rects, hatch};
use crate::layout::figure::Ring;
use crate::scene::draw::DrawError;
use crate::scene::item::{Item, PathStep, Stroke};
use crate::units::Point;

/// Draws the parts clockwise from the top, and the swatches of their labels.
pub fn draw(ring: &Ring, sheet: Sheet<'_>, items: &mut Vec<Item>) -> Result<(), DrawError> {
    let center = ring.frame.center();
    let radius = ring.frame.width / 2.0;
    let mut from = 0.0;
    for (share, fill) in ring.parts.iter().filter(|(share, _)| *share > 0.0) {
        let to = from + *share as f32;
        let steps = if *share > 0.9999 {
            let mut steps = circle(center, radius);
            if ring.hole > 0.0 {
                steps.extend(reversed_circle(center, radius * ring.hole));
            }
            steps
        } else {
            part(center, radius, radius * ring.hole, from, to)
        };
        // The edge in the ground's colour parts neighbours of like colour.
        let edge = Stroke { color: ring.gap, width: radius * 0.02, dash: None };
        items.push(Item::Path { steps, fill: Some(*fill), stroke: Some(edge) });
        from = to;
    }
    fill_rects(&sheet.area(items), ring.swatches.iter().copied())?;
    hatch(&ring.hatches, sheet.strokes.pattern, items);
    Ok(())
}

/// A point at a share of the turn, clockwise from the top; rounded to the grid so that it is the same everywhere.
fn on(center: Point, radius: f32, turn: f32) -> Point {
    let (sin, cos) = (turn * TAU).sin_cos();
    let round = |value: f32| (value * 64.0).round() / 64.0;
    Point::new(round(center.x + radius * sin), round(center.y - radius * cos))
}

fn part(center: Point, outer: f32, inner: f32, from: f32, to: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(on(center, outer, from))];
    arc(center, outer, from, to, &mut steps);
    steps.push(PathStep::Line(on(center, inner, to)));
    if inner > 0.0 {
        arc(center, inner, to, from, &mut steps);
    }
    steps.push(PathStep::Close);
    steps
}

/// An arc in curves of at most a quarter turn; the error of each is below 0.03 % of the radius.
fn arc(center: Point, radius: f32, from: f32, to: f32, steps: &mut Vec<PathStep>) {
    let count = ((to - from).abs() * 4.0).ceil().max(1.0);
    let turn = (to - from) / count;
    // Length of the handles for an arc of this angle (Goldapp 1991): 4/3 tan(angle / 4).
    let handle = 4.0 / 3.0 * (turn * TAU / 4.0).tan();
    for index in 0..count as usize {
        let (a, b) = (from + turn * index as f32, from + turn * (index + 1) as f32);
        let (start, end) = (on(center, radius, a), on(center, radius, b));
        let along = |at: Point, sign: f32| {
            let (dx, dy) = ((at.x - center.x) * handle * sign, (at.y - center.y) * handle * sign);
            Point::new(at.x - dy, at.y + dx)
        };
        steps.push(PathStep::Curve(along(start, 1.0), along(end, -1.0), end));
    }
}

/// A full circle, clockwise.
pub fn circle(center: Point, radius: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(on(center, radius, 0.0))];
    arc(center, radius, 0.0, 1.0, &mut steps);
    steps.push(PathStep::Close);
    steps
}

/// A full circle against the clock: a hole in one that runs clockwise.
fn reversed_circle(center: Point, radius: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(on(center, radius, 0.0))];
    arc(center, radius, 1.0, 0.0, &mut steps);
    steps.push(PathStep::Close);
    steps
}

#[cfg(test)]
mod tests {
    use super::{Point, on};

    #[test]
    fn a_quarter_turn_leads_to_the_right() {
        assert_eq!(on(Point::new(10.0, 10.0), 5.0, 0.25), Point::new(15.0, 10.0));
    }
}
