//! Bars, columns and histograms.

pub mod bar;
pub mod column;
pub mod pyramid;
