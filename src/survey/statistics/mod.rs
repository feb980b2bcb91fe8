//! Intervals, tests and what they rest on, without a word of questions and answers.

pub mod confidence;
pub mod distributions;
pub mod intervals;
pub mod precision;
