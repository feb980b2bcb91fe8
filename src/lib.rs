//! From a folder of YAML to charts and one accessible PDF.

pub mod diagnostic;
pub mod document;
pub mod export;
pub mod scene;
pub mod text;
pub mod theme;
pub mod units;
