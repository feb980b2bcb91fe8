//! The file: syntax, objects, catalog, metadata and attachments.

pub(crate) mod attachments;
pub(crate) mod catalog;
pub(crate) mod metadata;
pub(crate) mod objects;
pub(crate) mod syntax;
mod xmp;
