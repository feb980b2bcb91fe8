//! Dots, dumbbells, arrows and lollipops on a common axis.

pub mod dot;
mod dot_values;
pub mod range;
