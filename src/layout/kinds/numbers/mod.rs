//! Box plots, scatter plots and key figures.

pub mod box_plot;
pub mod key_figures;
pub mod scatter;
