//! The building blocks of a document, one file each.

pub mod appendix;
mod columns;
pub mod cover;
pub mod figure;
pub mod method;
mod paired_tables;
pub mod quote;
pub mod running_headers;
pub mod section;
pub mod table;
mod table_grid;
mod table_plan;
pub mod toc;
pub mod watermark;
