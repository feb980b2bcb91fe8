//! The file: object syntax, metadata, attachments, and cross-reference stream.

pub(crate) mod attachments;
mod icc;
pub(crate) mod metadata;
pub(crate) mod objects;
pub(crate) mod objects_text;
pub(crate) mod xref;
