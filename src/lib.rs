//! From a folder of YAML to charts and one accessible PDF.

pub mod batch;
pub mod data;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod layout;
pub mod scene;
pub mod spec;
pub mod text;
pub mod theme;
pub mod units;
pub mod workspace;
