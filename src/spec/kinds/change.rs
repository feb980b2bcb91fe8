//! Kinds that show differences between groups, or change over time.

use super::{Axis, Facts, PLAIN, Whole, at_least, exactly, up_to};

/// What dots on a common axis have in common.
const DOTS: Facts =
    Facts { ranked: true, axis: Axis::Free, panels: true, groups: true, spans: true, ..PLAIN };
/// What lines over waves have in common.
const LINES: Facts = Facts {
    upright: true,
    axis: Axis::Free,
    waves: true,
    panels: true,
    spans: true,
    columns: at_least(2, "use `chart: bar` for a single wave"),
    crowded: "use `chart: table`, or give the lines shorter names",
    ..PLAIN
};

const TWO: &str = "pick two with `columns: […]`, or use `chart: dot` or `chart: line`";

pub(super) const DOT: Facts = Facts {
    name: "dot",
    about: "A dot for each column on the line of its category.",
    when: "Several groups in each category, where the differences matter and the values are far from zero.",
    not: "Two groups: use `dumbbell`. Amounts that start at zero: use `grouped-bar`.",
    german: "Punktdiagramm",
    english: "Dot plot",
    error_bars: true,
    ..DOTS
};

pub(super) const DUMBBELL: Facts = Facts {
    name: "dumbbell",
    about: "Two dots for each category, joined by a line.",
    when: "The gap between two groups, category by category.",
    not: "Two points in time: use `arrow` or `slope`.",
    german: "Punktdiagramm mit Verbindungslinien",
    english: "Dumbbell chart",
    settings: &["change"],
    columns: exactly(2, TWO),
    ..DOTS
};

pub(super) const ARROW: Facts = Facts {
    name: "arrow",
    about: "An arrow from the first column to the second for each category.",
    when: "What changed between two points in time, and in which direction.",
    not: "Two groups, which have no direction: use `dumbbell`.",
    german: "Pfeildiagramm",
    english: "Arrow chart",
    settings: &["change"],
    columns: exactly(2, TWO),
    ..DOTS
};

pub(super) const RANGE: Facts = Facts {
    name: "range",
    about: "A band from the lowest to the highest figure of each category, with a dot for the one between them.",
    when: "A figure and how far others lie around it, such as the mean and the extremes.",
    not: "Two groups: use `dumbbell`. Five figures of a distribution: use `box`.",
    german: "Spannendiagramm",
    english: "Range plot",
    columns: exactly(
        3,
        "pick the lowest figure, the figure itself and the highest with `columns: […]`, or use `chart: dot`",
    ),
    settings: &["change"],
    ..DOTS
};

pub(super) const SLOPE: Facts = Facts {
    name: "slope",
    about: "A line for each category from the first column to the second.",
    when: "Rank and change of several categories between two points in time.",
    not: "More points in time: use `line`.",
    german: "Liniendiagramm mit zwei Zeitpunkten",
    english: "Slope chart",
    axis: Axis::Bare,
    columns: exactly(2, TWO),
    ..LINES
};

pub(super) const LINE: Facts = Facts {
    name: "line",
    error_bars: true,
    about: "A line for each category over the columns, with its name at the end.",
    when: "Three or more points in time.",
    not: "One wave: use `bar`. Two waves: use `slope` or `arrow`.",
    german: "Liniendiagramm",
    english: "Line chart",
    settings: &["steps"],
    ..LINES
};

pub(super) const AREA: Facts = Facts {
    name: "area",
    about: "One category over time, the surface below its line filled.",
    when: "One figure in several waves whose level matters as much as its trend.",
    not: "Several categories, which would hide each other: use `line`. Two waves: use `arrow` or `slope`.",
    german: "Flächendiagramm",
    english: "Area chart",
    axis: Axis::Zero,
    rows: up_to(1, "use `chart: line`: areas would hide each other"),
    ..LINES
};

pub(super) const STACKED_AREA: Facts = Facts {
    name: "stacked-area",
    about: "Parts on top of each other over time, each with its name and last figure at the right.",
    when: "A total and its parts at many points in time.",
    not: "Parts to compare with each other: use `line`. A few points in time: use `stacked-column`.",
    german: "Gestapeltes Flächendiagramm",
    english: "Stacked area chart",
    axis: Axis::Zero,
    whole: Whole::Amounts,
    panels: false,
    below_zero: Some("use `chart: line`: a part of a whole cannot be negative"),
    columns: at_least(3, "use `chart: stacked-column` for a few points in time"),
    rows: up_to(8, "use `chart: line` or `chart: table`, or combine small parts"),
    ..LINES
};
