//! What a run keeps for the next one: images, the record of what it read and wrote, and whose files are stale.

pub mod image_cache;
pub(super) mod last_run;
pub(super) mod stale_files;
mod warnings;
