//! Heat maps and tables: a cell for each figure.

pub mod heatmap;
