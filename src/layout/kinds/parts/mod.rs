//! Donuts, pies and waffles: the parts of one whole.

pub mod donut;
pub mod waffle;
