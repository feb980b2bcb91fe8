//! Sections, Markdown, contents and pages: placed scenes with their structure.
//!
//! A [`story::Story`] says what the document holds, [`compose::compose`] sets it on pages, and the pages are plain data
//! again: [`page::Document`]. [`pdf`] writes them. Knows no chart kinds.

mod anchors;
pub mod blocks;
pub mod builder;
pub mod compose;
pub mod context;
mod figure;
pub mod flow;
pub mod model;
pub mod paginate;
pub mod paragraph;
pub mod styles;
