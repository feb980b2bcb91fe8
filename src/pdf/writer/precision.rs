//! The precision of coordinates: a grid of 1/100 pt, a twelfth of a dot at 600 dpi, which keeps numbers short.

/// Grid steps in one point.
const GRID: f32 = 100.0;

/// A length in points, rounded to the grid.
pub(super) fn rounded(points: f32) -> f32 {
    steps(points) as f32 / GRID
}

/// A length in grid steps, limited so that the sum of two does not overflow.
pub(super) fn steps(points: f32) -> i32 {
    (points * GRID).round().clamp(-1e9, 1e9) as i32
}
