//! Composes a story into tagged pages.
//!
//! A [`Story`](crate::story::Story) says what the document holds. [`compose::compose`] turns it into a paginated
//! [`model::Document`], which is plain data. [`pdf::writer`](crate::pdf::writer) writes it. Nothing here depends
//! on the kind of a chart.

mod anchors;
pub mod blocks;
pub mod builder;
pub mod compose;
pub mod context;
mod drawing;
mod figure;
pub mod flow;
pub mod footnotes;
pub mod model;
pub mod paginate;
pub mod paragraph;
pub mod slides;
pub mod styles;
