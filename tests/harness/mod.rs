//! What all test binaries share: scratch folders, the binary, and the one switch that rewrites goldens.
//!
//! A binary includes this folder with `#[path = "../harness/mod.rs"] mod shared;` and adds what only its own tests need.

mod binary;
mod scratch;

pub(crate) use binary::{Run, command, finish};
pub(crate) use scratch::Scratch;

/// The switch: set to anything but `0`, goldens are rewritten instead of compared.
pub(crate) const SWITCH: &str = "UPDATE_GOLDEN";

/// Whether goldens are rewritten in this run.
pub(crate) fn updating() -> bool {
    std::env::var_os(SWITCH).is_some_and(|value| !value.is_empty() && value != "0")
}
