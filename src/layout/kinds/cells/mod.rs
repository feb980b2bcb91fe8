//! Heat maps and tables: a cell for each value.

pub mod heatmap;
pub mod table;
mod table_widths;
pub mod tile_map;
