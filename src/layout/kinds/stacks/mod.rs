//! Stacked bars and columns, and bars that diverge from the middle of a scale.

pub mod diverging_bar;
pub mod stacked_bar;
pub mod stacked_bar_single;
pub mod stacked_column;
mod stepped_labels;
