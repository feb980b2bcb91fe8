//! Donuts, pies and waffles: the parts of one whole.

pub mod donut;
mod outside;
pub mod parliament;
pub mod waffle;
