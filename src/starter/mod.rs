//! A small briefing to start from, and a chart spec that suits a series.

pub mod chart;

/// The files of a small briefing: path and text. Comments in them teach the format.
pub const FILES: [(&str, &str); 4] = [
    ("briefing.yaml", include_str!("specs/briefing.yaml")),
    ("charts/budget.yaml", include_str!("specs/charts/budget.yaml")),
    ("charts/obstacles.yaml", include_str!("specs/charts/obstacles.yaml")),
    ("series/survey.yaml", include_str!("specs/series/survey.yaml")),
];

/// The line that leads an editor from a chart spec to its schema, where the folder has one.
pub const CHART_SCHEMA: &str = "# yaml-language-server: $schema=../schema/chart.json\n";
