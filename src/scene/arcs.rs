//! Arcs and circles as cubic Bézier curves.

use std::f32::consts::TAU;

use super::item::PathStep;
use crate::units::Point;

/// The point at an angle in turns, clockwise from the top; rounded to the recorder's grid, so that every platform
/// computes the same value.
pub(super) fn point_at(center: Point, radius: f32, turn: f32) -> Point {
    let (sin, cos) = (turn * TAU).sin_cos();
    let round = |value: f32| (value * 64.0).round() / 64.0;
    Point::new(round(center.x + radius * sin), round(center.y - radius * cos))
}

/// Adds an arc as curves of at most a quarter turn each; `from` and `to` are in turns. The error of each curve is
/// below 0.03 % of the radius.
pub(super) fn arc(center: Point, radius: f32, from: f32, to: f32, steps: &mut Vec<PathStep>) {
    let count = ((to - from).abs() * 4.0).ceil().max(1.0);
    let turn = (to - from) / count;
    // Handle length for an arc of this angle (Goldapp 1991): 4/3 tan(angle / 4).
    let handle = 4.0 / 3.0 * (turn * TAU / 4.0).tan();
    for index in 0..count as usize {
        let (a, b) = (from + turn * index as f32, from + turn * (index + 1) as f32);
        let (start, end) = (point_at(center, radius, a), point_at(center, radius, b));
        let along = |at: Point, sign: f32| {
            let (dx, dy) = ((at.x - center.x) * handle * sign, (at.y - center.y) * handle * sign);
            Point::new(at.x - dy, at.y + dx)
        };
        steps.push(PathStep::Curve(along(start, 1.0), along(end, -1.0), end));
    }
}

/// A clockwise circle.
pub(super) fn circle(center: Point, radius: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(point_at(center, radius, 0.0))];
    arc(center, radius, 0.0, 1.0, &mut steps);
    steps.push(PathStep::Close);
    steps
}

/// A counter-clockwise circle: cuts a hole in a clockwise one (nonzero winding).
pub(super) fn reversed_circle(center: Point, radius: f32) -> Vec<PathStep> {
    let mut steps = vec![PathStep::Move(point_at(center, radius, 0.0))];
    arc(center, radius, 1.0, 0.0, &mut steps);
    steps.push(PathStep::Close);
    steps
}

#[cfg(test)]
mod tests {
    use super::{Point, point_at};

    #[test]
    fn a_quarter_turn_leads_to_the_right() {
        assert_eq!(point_at(Point::new(10.0, 10.0), 5.0, 0.25), Point::new(15.0, 10.0));
    }
}
