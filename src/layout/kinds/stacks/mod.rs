//! Stacked bars and columns, with the scale's middle at zero or at the left.

pub mod diverging_bar;
pub mod stacked_bar;
pub mod stacked_bar_single;
pub mod stacked_column;
