//! The kinds of charts, a file each or one for a family: from figures to placed marks and labels.

mod bands;
pub mod bars;
pub mod boxes;
pub mod columns;
pub mod diverging;
pub mod donut;
pub mod grids;
mod heads;
pub mod lines;
mod parts;
pub mod points;
pub mod scatter;
pub mod single_stack;
mod slots;
pub mod stacked_columns;
pub mod stacks;
pub mod tiles;
pub mod waffle;
