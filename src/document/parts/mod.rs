//! The parts of a document, one file each.

pub mod appendix;
pub mod contents;
pub mod cover;
pub mod figure;
pub mod furniture;
mod grid;
mod lanes;
pub mod method;
pub mod section;
pub mod table;
