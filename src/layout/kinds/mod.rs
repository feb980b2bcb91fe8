//! The chart kinds, one folder per family: from values to placed marks and labels.

pub mod bars;
pub mod cells;
pub mod change_beside;
mod column_bands;
mod column_headings;
pub mod lines;
pub mod numbers;
mod part_list;
pub mod parts;
pub mod points;
mod row_bands;
pub mod stacks;
