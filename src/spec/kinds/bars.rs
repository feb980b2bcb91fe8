//! Kinds that show figures as lengths: bars and columns.

use super::{ANY, Answers, Axis, Facts, Limit, PLAIN, exactly, up_to};

/// What ranked bars have in common.
const ROWS: Facts =
    Facts { ranked: true, axis: Axis::Zero, panels: true, groups: true, spans: true, ..PLAIN };
/// What upright bars have in common.
const UPRIGHT: Facts = Facts { upright: true, axis: Axis::Zero, panels: true, spans: true, ..PLAIN };

/// How many columns have room for their values side by side.
const MAX_COLUMNS: usize = 24;

pub(super) const BAR: Facts = Facts {
    name: "bar",
    about: "A bar for each category, the longest first.",
    when: "One figure for each of up to about twenty categories, above all for multiple-response questions. Start with this kind.",
    not: "An ordered scale: use `column`. Parts of a whole: use `stacked-bar`.",
    german: "Balkendiagramm",
    english: "Bar chart",
    error_bars: true,
    nets: true,
    settings: &["change"],
    columns: up_to(1, "use `chart: grouped-bar` or `stacked-bar`, or pick one with `columns: […]`"),
    ..ROWS
};

pub(super) const GROUPED_BAR: Facts = Facts {
    name: "grouped-bar",
    about: "Two or three bars for each category.",
    when: "Two or three groups to compare within each category.",
    not: "More groups: use `dot` or `heatmap`.",
    german: "Gruppiertes Balkendiagramm",
    english: "Grouped bar chart",
    settings: &["change"],
    error_bars: true,
    prints_columns: true,
    patterned: true,
    ..ROWS
};

pub(super) const LOLLIPOP: Facts = Facts {
    name: "lollipop",
    about: "A thin stem with a dot for each category, the longest first.",
    when: "Many categories of similar size, where bars would look like a wall.",
    not: "Values inside the marks: use `bar`.",
    german: "Stabdiagramm",
    english: "Lollipop chart",
    settings: &["change"],
    columns: up_to(1, "use `chart: dot`, or pick one with `columns: […]`"),
    ..ROWS
};

pub(super) const COLUMN: Facts = Facts {
    name: "column",
    about: "An upright column for each category in the order of the data.",
    when: "Scale points, years, size classes: up to about 20 categories whose order has a meaning.",
    not: "Long names or an order by size: use `bar`.",
    german: "Säulendiagramm",
    english: "Column chart",
    settings: &["change"],
    error_bars: true,
    groups: true,
    columns: up_to(1, "use `chart: grouped-column`, or pick one with `columns: […]`"),
    ..SLOTS
};

pub(super) const GROUPED_COLUMN: Facts = Facts {
    name: "grouped-column",
    about: "Two or three upright columns for each category, in the order of the data.",
    when: "A few ordered categories with two or three groups.",
    not: "More than 24 columns in all: use `grouped-bar`.",
    german: "Gruppiertes Säulendiagramm",
    english: "Grouped column chart",
    error_bars: true,
    prints_columns: true,
    groups: true,
    patterned: true,
    ..SLOTS
};

pub(super) const PYRAMID: Facts = Facts {
    name: "pyramid",
    about: "Bars to both sides of the names of classes, on one scale, in the order of the data.",
    when: "Two groups over many ordered classes, such as women and men by age.",
    not: "The difference in each class: use `dumbbell`.",
    german: "Bevölkerungspyramide",
    english: "Population pyramid",
    below_zero: Some("use `chart: grouped-bar`: the sides of a pyramid have no negative figures"),
    columns: exactly(2, "pick two with `columns: […]`, or use `chart: grouped-bar` or `chart: dot`"),
    rows: up_to(45, "use wider classes, or `chart: table`"),
    crowded: "use wider classes, or shorten their names",
    spans: true,
    ..PLAIN
};

/// What columns with gaps have in common.
const SLOTS: Facts = Facts {
    marks: Limit {
        most: MAX_COLUMNS,
        many: "use `chart: bar` or `chart: grouped-bar`: they grow with the number of categories",
        ..ANY
    },
    crowded: "use `chart: bar` or `chart: grouped-bar`, which grow with the number of categories",
    ..UPRIGHT
};

pub(super) const HISTOGRAM: Facts = Facts {
    name: "histogram",
    about: "Columns without gaps, one for each class of a number.",
    when: "The distribution of a number over classes of equal width.",
    not: "Categories that are not classes: use `column`.",
    german: "Histogramm",
    english: "Histogram",
    axis: Axis::None,
    answers: Answers::Exclusive(
        "use `chart: bar` or `chart: grouped-bar`: the classes of a histogram exclude each other, these answers do not",
    ),
    below_zero: Some("use `chart: bar`: the frequency of a class cannot be negative"),
    columns: up_to(1, "use `chart: grouped-column`, or pick one with `columns: […]`"),
    crowded: "use `chart: bar`, which grows with the number of categories",
    ..UPRIGHT
};
