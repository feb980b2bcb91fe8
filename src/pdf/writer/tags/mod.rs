//! Structure: marked content, the structure tree, links and bookmarks.

mod links;
pub(crate) mod marked_content;
pub(crate) mod outline;
pub(crate) mod structure;
