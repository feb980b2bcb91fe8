//! Office Open XML: packages of parts, XML text, and workbooks. What slides or tables say is decided elsewhere.

pub mod opened;
pub mod package;
pub mod workbook;
pub mod xml;
