//! A small briefing to start from, and chart specs for existing series.

pub mod chart;

/// The files of a small briefing, as path and text. Their comments explain the format.
pub const FILES: [(&str, &str); 4] = [
    ("briefing.yaml", include_str!("specs/briefing.yaml")),
    ("charts/budget.yaml", include_str!("specs/charts/budget.yaml")),
    ("charts/obstacles.yaml", include_str!("specs/charts/obstacles.yaml")),
    ("series/survey.yaml", include_str!("specs/series/survey.yaml")),
];

/// The first line of a chart spec, which points editors to the schema in the specs folder.
pub const CHART_SCHEMA: &str = "# yaml-language-server: $schema=../schema/chart.json\n";
