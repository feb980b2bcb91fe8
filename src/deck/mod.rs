//! A deck of slides (PresentationML) from the story of a document: one message a slide, with charts that stay editable.
//!
//! [`native`] says what a presentation program is told to draw, [`slides`] which slides there are, and the other files
//! write both as XML.

pub mod chart;
pub mod design;
pub mod frame;
mod holders;
mod layouts;
mod marks;
mod master;
pub mod native;
mod notes;
mod paragraphs;
mod slide_xml;
pub mod slides;
mod table_xml;
pub mod template;
pub mod theme_xml;
pub mod update;
pub mod write;
