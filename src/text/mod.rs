//! From strings to measured lines: shaping, line breaking, numbers in the language's way. Knows no charts.

pub mod shape;
