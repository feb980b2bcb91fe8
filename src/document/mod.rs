//! Sections, Markdown, contents and pages: placed scenes with their structure. Knows no chart kinds.

pub mod page;
pub mod pdf;
