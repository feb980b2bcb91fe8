//! Office Open XML: packages of parts, XML text, and workbooks. What slides or tables say is decided elsewhere.

mod archive;
pub mod opened;
pub mod package;
mod table;
pub mod theme;
pub mod workbook;
pub mod xml;
