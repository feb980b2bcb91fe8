//! Dots, dumbbells, arrows and lollipops on a common axis.

pub mod dot;
pub mod range;
