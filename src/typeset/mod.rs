//! From strings to measured lines: shaping, line breaking with hyphenation, numbers and words in the language's way.
//!
//! Knows no charts.

pub mod blocks;
pub mod facts_line;
pub mod line_breaking;
pub mod shaper;
pub mod shaping;
pub mod text_run;
pub mod wrap;
