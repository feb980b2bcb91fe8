//! Lengths of a page: on a grid of 1/100 pt, a twelfth of a dot at 600 dpi, and short to write.

/// Grid lines a point.
const GRID: f32 = 100.0;

/// A length on the grid, as short as it can be written.
pub(super) fn rounded(points: f32) -> f32 {
    steps(points) as f32 / GRID
}

/// A length in steps of the grid; so limited that two of them can be added.
pub(super) fn steps(points: f32) -> i32 {
    (points * GRID).round().clamp(-1e9, 1e9) as i32
}
