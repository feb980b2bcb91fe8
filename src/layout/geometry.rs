//! Geometry of lines and rectangles: clipping, gaps, intersection.

use crate::units::{Point, Rect};

/// Clips a line to a rectangle (after Liang and Barsky, 1984): where it enters and where it leaves, in multiples
/// of `direction` from `start`.
pub(super) fn clip(start: (f32, f32), direction: (f32, f32), rect: Rect) -> Option<(f32, f32)> {
    let axes = [(start.0, direction.0, rect.x, rect.right()), (start.1, direction.1, rect.y, rect.bottom())];
    let mut stretch = (f32::NEG_INFINITY, f32::INFINITY);
    for (at, step, least, most) in axes {
        if step == 0.0 {
            if at < least || at > most {
                return None;
            }
            continue;
        }
        let (one, other) = ((least - at) / step, (most - at) / step);
        stretch = (stretch.0.max(one.min(other)), stretch.1.min(one.max(other)));
    }
    (stretch.0 < stretch.1).then_some(stretch)
}

/// The pieces of a stretch that remain between gaps; pieces up to `min_length` are dropped.
pub(super) fn without(
    whole: (f32, f32),
    gaps: impl Iterator<Item = (f32, f32)>,
    min_length: f32,
) -> Vec<(f32, f32)> {
    let mut gaps: Vec<(f32, f32)> = gaps.collect();
    gaps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut pieces = Vec::new();
    let mut from = whole.0;
    for (start, end) in gaps {
        pieces.push((from, start.min(whole.1)));
        from = from.max(end);
    }
    pieces.push((from, whole.1));
    pieces.retain(|(from, to)| to - from > min_length);
    pieces
}

/// Whether the line between two points enters a rectangle.
pub(super) fn crosses(from: Point, to: Point, rect: Rect) -> bool {
    let direction = (to.x - from.x, to.y - from.y);
    clip((from.x, from.y), direction, rect).is_some_and(|(enter, leave)| enter < 1.0 && leave > 0.0)
}

/// The point of a rectangle that is nearest to `to`.
pub(super) fn nearest(rect: Rect, to: Point) -> Point {
    Point::new(to.x.clamp(rect.x, rect.right()), to.y.clamp(rect.y, rect.bottom()))
}

/// The rectangle enlarged by this much on each side.
pub(super) fn enlarged(rect: Rect, by: f32) -> Rect {
    Rect::new(rect.x - by, rect.y - by, rect.width + by * 2.0, rect.height + by * 2.0)
}

/// Whether two lines cross.
pub(super) fn meet(one: (Point, Point), other: (Point, Point)) -> bool {
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let apart = |line: (Point, Point), by: (Point, Point)| {
        turn(line.0, line.1, by.0) * turn(line.0, line.1, by.1) <= 0.0
    };
    apart(one, other) && apart(other, one)
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, crosses, without};

    #[test]
    fn gaps_may_touch_and_lie_in_each_other() {
        let gaps = [(2.0, 6.0), (3.0, 4.0), (6.0, 8.0)];
        assert_eq!(without((0.0, 10.0), gaps.into_iter(), 0.6), [(0.0, 2.0), (8.0, 10.0)]);
    }

    #[test]
    fn a_line_that_ends_before_a_rectangle_does_not_cross_it() {
        let rect = Rect::new(10.0, 0.0, 5.0, 5.0);
        assert!(!crosses(Point::new(0.0, 2.0), Point::new(8.0, 2.0), rect));
        assert!(crosses(Point::new(0.0, 2.0), Point::new(12.0, 2.0), rect));
    }
}
