//! PDF files: the standards they claim, the writer, and the check of a finished file.

pub mod check;
pub mod standards;
pub mod writer;
