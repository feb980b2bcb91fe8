//! What a chart says: its resolved data, order, nets, intervals, caption and alternative text. No geometry.

mod banner;
pub mod caption;
pub mod colors;
pub mod data;
pub mod laender;
pub mod likert;
pub mod order;
pub mod resolve;
pub mod suitability;
pub mod time;
pub mod totals;
pub mod waves;
