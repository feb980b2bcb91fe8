//! What the survey says must reach the reader unchanged: sources, rounding, intervals, lint, phrases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

mod banner;
mod book;
mod claims;
#[cfg(feature = "sqlite")]
mod database;
mod dataset;
mod deliveries;
mod design;
mod disclosure;
mod exports;
mod folder;
mod intervals;
mod lint;
mod model;
mod nets;
mod offices;
mod overlap;
mod parquet;
mod propose;
mod respondents;
mod rounding;
mod rules;
mod sav;
mod scales;
mod sources;
mod stata;
mod statistics;
mod tables;
mod tabulate;
mod templates;
mod update;
mod waves;
mod workbook_limits;
