//! Small briefings to start from, and chart specs for existing series.

pub mod chart;
pub mod kits;

/// The first line of a chart spec, which points editors to the schema in the specs folder.
pub const CHART_SCHEMA: &str = "# yaml-language-server: $schema=../schema/chart.json\n";
