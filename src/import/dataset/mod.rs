//! Answers of respondents, counted in one pass for many series: what is asked of a row, how it is counted, and what groups
//! and conditions mean. Nothing here knows a series file; each key is read in the file of what it describes.

pub(crate) mod axis;
pub(crate) mod check;
pub(crate) mod coder;
pub(crate) mod columns;
pub(crate) mod condition;
pub(crate) mod counting;
pub(crate) mod design;
pub(crate) mod kept;
pub(crate) mod meaning;
pub(crate) mod numbers;
pub(crate) mod pass;
pub(crate) mod plan;
pub(crate) mod recode;
pub(crate) mod sums;
pub(crate) mod tally;
pub(crate) mod units;
pub(crate) mod variance;
pub(crate) mod words;
