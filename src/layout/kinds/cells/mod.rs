//! Heat maps and tables: a cell for each value.

pub mod heatmap;
