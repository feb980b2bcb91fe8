//! Lines, slopes and areas over waves.

mod ends;
pub mod line;
pub mod stacked_area;
mod wave_labels;

/// The variants of line charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// One line per category, with a value axis: `line`.
    Line,
    /// Lines that keep their level until the next point in time: `line` with `steps`.
    Steps,
    /// Lines with the area below filled: `area`.
    Area,
    /// Two columns only, values at both ends, no axis: `slope`.
    Slope,
}
