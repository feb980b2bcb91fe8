//! What is hidden so that nothing is known of few respondents: in one report, and in many together.

pub mod disclosure;
pub mod linked;
