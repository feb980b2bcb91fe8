//! A chart that is drawn from its figures, as a part of a deck: ChartML and the workbook in it.

mod labels;
mod references;
pub mod workbook;
pub mod xml;
