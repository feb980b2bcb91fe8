//! Kinds for many figures at once: scales over several items, and cross tables.

use super::{Answers, Facts, PLAIN, Whole, up_to};

pub(super) const DIVERGING_BAR: Facts = Facts {
    name: "diverging-bar",
    about: "Answers on both sides of the middle of a scale, with a row for each item and the sum of each side at its end.",
    when: "Agreement with several statements on the same scale with a neutral point.",
    not: "No scale, or a single item: use `stacked-bar`.",
    german: "Balkendiagramm mit Antworten zu beiden Seiten einer Mitte",
    english: "Diverging bar chart",
    groups: true,
    spans: true,
    patterned: true,
    whole: Whole::Shares,
    answers: Answers::Scale(
        "use `chart: stacked-bar`, or set `type: scale` in the series if its answers are ordered",
    ),
    below_zero: Some("use `chart: dot` or `chart: table`: a part of a whole cannot be negative"),
    settings: &["center", "neutral"],
    ..PLAIN
};

pub(super) const HEATMAP: Facts = Facts {
    name: "heatmap",
    about: "A cell with its figure for each category and column; darker cells hold larger figures.",
    when: "A whole cross table at a glance.",
    not: "Exact comparison of a few figures: use `dot` or `table`.",
    german: "Kreuztabelle mit Farbstufen",
    english: "Heat map",
    prints_columns: true,
    groups: true,
    crowded: "show fewer columns with `columns: […]`, or shorten their names",
    ..PLAIN
};

pub(super) const TILE_MAP: Facts = Facts {
    name: "tile-map",
    about: "A square for each German Land, where it lies; darker squares hold larger figures.",
    when: "A figure of each of the sixteen Länder, where it matters which lie side by side.",
    not: "Ranks and exact comparison: use `bar`.",
    german: "Kachelkarte der Länder",
    english: "Tile map of the German Länder",
    columns: up_to(1, "pick one with `columns: […]`, or use `chart: heatmap`"),
    crowded: "use `chart: bar`, which has room for long figures",
    ..PLAIN
};

pub(super) const TABLE: Facts = Facts {
    name: "table",
    about: "Rows and columns of figures, with bars, changes, texts and sparklines by column.",
    when: "Many exact figures to look up.",
    not: "One message: use the kind that shows it.",
    german: "Tabelle mit Balken",
    english: "Table with bars",
    ranked: true,
    nets: true,
    own_units: true,
    crowded: "show fewer columns with `columns: […]`, or shorten their names",
    settings: &["change", "texts", "bars", "scale", "arrows", "sparkline", "sub-rows", "questions"],
    ..HEATMAP
};
