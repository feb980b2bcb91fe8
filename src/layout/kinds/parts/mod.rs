//! Donuts, pies and waffles: the parts of one whole.

pub mod donut;
mod outside;
pub mod parliament;
mod parliament_names;
pub mod waffle;
