//! Structure: marked content, the structure tree, links and bookmarks.

mod links;
pub(crate) mod marked_content;
pub(crate) mod outline;
mod pdf_2;
pub(crate) mod structure;
