//! From strings to measured lines: shaping, line breaking with hyphenation, numbers and words in the language's way.
//!
//! Knows no charts.

pub mod claims;
pub mod facts;
pub mod language;
pub mod lines;
pub mod number;
pub mod numerals;
pub mod phrase;
pub mod run;
pub mod shape;
pub mod shaper;
pub mod template;
pub mod wrap;
