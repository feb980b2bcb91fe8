//! Objects, streams, fonts and metadata, and the cross-reference index around them.

pub(crate) mod attachments;
mod icc;
pub(crate) mod metadata;
pub(crate) mod objects;
pub(crate) mod objects_text;
pub(crate) mod xref;
