//! What a run keeps for the next one: images, and the record of what it read and wrote, with its warnings.

pub mod image_cache;
pub(super) mod last_run;
mod warnings;
