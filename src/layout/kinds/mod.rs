//! The kinds of charts, one file each: from figures to placed marks and labels.

pub mod bars;
pub mod boxes;
pub mod columns;
pub mod diverging;
pub mod donut;
pub mod grids;
pub mod lines;
pub mod points;
pub mod scatter;
pub mod single_stack;
pub mod stacked_columns;
pub mod stacks;
pub mod tiles;
pub mod waffle;
