//! Parallel lines within a sector of a ring.

use std::f32::consts::TAU;

use crate::layout::figure::Ring;
use crate::layout::geometry::without;
use crate::units::Point;

/// Distance of lines from the edge of their sector, as a share of the radius.
const EDGE: f32 = 0.025;
/// Pieces up to this length are dropped, in units.
const MIN_PIECE: f32 = 0.6;

/// A stretch of a line: start and end as lengths along it.
type Stretch = (f32, f32);

/// Adds the lines of one direction within the sector between two angles, in turns clockwise from the top.
pub(super) fn lines(
    ring: &Ring,
    (from, to): (f32, f32),
    (dx, dy): (f32, f32),
    spacing: f32,
    into: &mut Vec<(Point, Point)>,
) {
    let radius = ring.frame.width / 2.0;
    let (outer, inner) = (radius * (1.0 - EDGE), radius * (ring.hole + EDGE));
    let length = dx.hypot(dy);
    let direction = (dx / length, dy / length);
    let across = (-direction.1, direction.0);
    let count = (outer / spacing).floor();
    let mut step = -count;
    while step <= count {
        let away = step * spacing;
        let start = (across.0 * away, across.1 * away);
        step += 1.0;
        let half = |radius: f32| (radius * radius - away * away).max(0.0).sqrt();
        let whole = (-half(outer), half(outer));
        let hole = if ring.hole > 0.0 { half(inner) } else { 0.0 };
        let gap = (hole > 0.0).then_some((-hole, hole));
        let center = ring.frame.center();
        let at = |along: f32| {
            Point::new(
                grid(center.x + start.0 + direction.0 * along),
                grid(center.y + start.1 + direction.1 * along),
            )
        };
        for stretch in wedge(whole, start, direction, (from, to), radius * EDGE) {
            let pieces = without(stretch, gap.into_iter(), MIN_PIECE);
            into.extend(pieces.into_iter().map(|(from, to)| (at(from), at(to))));
        }
    }
}

/// The stretches of a line within a sector, at least `pad` away from its edges.
fn wedge(
    whole: Stretch,
    start: (f32, f32),
    direction: (f32, f32),
    (from, to): (f32, f32),
    pad: f32,
) -> Vec<Stretch> {
    if to - from > 0.9999 {
        return vec![whole];
    }
    if to - from <= 0.5 {
        return between(whole, start, direction, (from, to), pad).into_iter().collect();
    }
    // A sector of more than half a circle is the complement of the other sector, enlarged by `pad`.
    let rest = between(whole, start, direction, (to, from + 1.0), -pad);
    without(whole, rest.into_iter(), MIN_PIECE)
}

/// The stretch within a sector of at most half a circle.
fn between(
    whole: Stretch,
    start: (f32, f32),
    direction: (f32, f32),
    (from, to): (f32, f32),
    pad: f32,
) -> Option<Stretch> {
    // Right of the first edge and left of the second, seen from the centre, y downwards.
    let first = half_plane(whole, start, direction, from, 1.0, pad)?;
    half_plane(first, start, direction, to, -1.0, pad)
}

/// The stretch on one side of an edge of the sector.
fn half_plane(
    whole: Stretch,
    start: (f32, f32),
    direction: (f32, f32),
    turn: f32,
    side: f32,
    pad: f32,
) -> Option<Stretch> {
    let (sin, cos) = (turn * TAU).sin_cos();
    // The normal of the edge from the centre to (sin, -cos), clockwise of it.
    let normal = (cos * side, sin * side);
    let at_start = start.0 * normal.0 + start.1 * normal.1 - pad;
    let growth = direction.0 * normal.0 + direction.1 * normal.1;
    if growth.abs() < 1e-6 {
        return (at_start >= 0.0).then_some(whole);
    }
    let cross = -at_start / growth;
    let cut = if growth > 0.0 { (whole.0.max(cross), whole.1) } else { (whole.0, whole.1.min(cross)) };
    (cut.0 < cut.1).then_some(cut)
}

/// Rounds to the recorder's grid, so that every platform computes the same value.
fn grid(value: f32) -> f32 {
    (value * 64.0).round() / 64.0
}

#[cfg(test)]
mod tests {
    use super::{Point, Ring, lines};
    use crate::units::{Color, Rect};

    fn ring() -> Ring {
        Ring {
            frame: Rect::new(0.0, 0.0, 200.0, 200.0),
            hole: 0.6,
            parts: Vec::new(),
            gap: Color::WHITE,
            swatches: Vec::new(),
            leaders: Vec::new(),
            hatches: Vec::new(),
        }
    }

    /// Distance from the centre and angle in turns, clockwise from the top.
    fn polar(at: Point) -> (f32, f32) {
        let (x, y) = (at.x - 100.0, at.y - 100.0);
        (x.hypot(y), (x.atan2(-y) / std::f32::consts::TAU).rem_euclid(1.0))
    }

    #[test]
    fn lines_stay_in_their_part() {
        for (from, to) in [(0.1, 0.3), (0.7, 0.95), (0.2, 0.9)] {
            let mut found = Vec::new();
            lines(&ring(), (from, to), (1.0, -1.0), 6.0, &mut found);
            assert!(found.len() > 4, "{from}–{to}: {found:?}");
            for (start, end) in found {
                let middle = Point::new((start.x + end.x) / 2.0, (start.y + end.y) / 2.0);
                for at in [start, middle, end] {
                    let (away, turn) = polar(at);
                    assert!((60.0..=100.0).contains(&away), "{away}");
                    assert!((from..=to).contains(&turn), "{turn} in {from}–{to}");
                }
            }
        }
    }
}
