//! Bars and columns, one or several a category; histograms.

pub mod bar;
pub mod column;
