//! PDF: the supported standards, the writer, and the checker of finished files.

pub mod check;
pub mod standards;
pub mod writer;
