//! Typesetting: turns strings into measured lines by shaping, hyphenation and line breaking. Independent of charts.

pub mod blocks;
pub mod direction;
pub mod facts_line;
pub mod line_breaking;
pub mod shaper;
pub mod shaping;
pub mod text_run;
pub mod wrap;
