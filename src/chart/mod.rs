//! What a chart says: its resolved data, order, nets, intervals, caption and alternative text. No geometry.

pub mod alt_text;
mod banner;
pub mod base;
pub mod caption;
mod change_column;
mod chart_columns;
pub mod colors;
pub mod data;
mod distribution;
pub mod format_code;
pub mod intervals;
pub mod laender;
pub mod likert;
pub mod notes;
mod number_styles;
pub mod order;
mod print;
pub mod references;
pub mod resolve;
mod short_names;
pub mod suitability;
pub mod table_columns;
pub mod time;
mod top_n;
pub mod totals;
pub mod waves;
