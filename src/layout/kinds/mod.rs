//! The kinds of charts, one file each: from figures to placed marks and labels.

pub mod bars;
pub mod columns;
pub mod donut;
pub mod single_stack;
pub mod stacks;
pub mod tiles;
