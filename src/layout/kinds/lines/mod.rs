//! Lines, slopes and areas over waves.

pub mod line;
