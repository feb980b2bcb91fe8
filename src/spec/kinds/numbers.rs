//! Kinds for numbers: distributions, pairs and single figures.

use super::{Answers, Facts, PLAIN, exactly};

pub(super) const BOX: Facts = Facts {
    name: "box",
    about: "Five figures per category: minimum, first quartile, median, third quartile, maximum.",
    when: "The distribution of a number in several groups.",
    not: "Readers who do not know quartiles: use `histogram`, or `bar` with the medians.",
    german: "Kastengrafik",
    english: "Box plot",
    groups: true,
    spans: true,
    answers: Answers::Numbers("use `chart: dot` or `chart: table`: shares have no quartiles"),
    columns: exactly(
        5,
        "give minimum, first quartile, median, third quartile and maximum, or use `chart: dot` for other figures",
    ),
    ..PLAIN
};

pub(super) const SCATTER: Facts = Facts {
    name: "scatter",
    about: "A dot for each category: the first column on the horizontal axis, the second on the vertical one.",
    when: "Whether two numbers are related.",
    not: "One number: use `bar`.",
    german: "Streudiagramm",
    english: "Scatter plot",
    own_units: true,
    columns: exactly(
        2,
        "pick two with `columns: […]`, the first for the horizontal axis, or use `chart: dot` or `chart: table`",
    ),
    ..PLAIN
};

pub(super) const KEY_FIGURES: Facts = Facts {
    name: "key-figures",
    about: "Tiles with one large number and a few words each.",
    when: "A summary of up to six figures, also from different series.",
    not: "Figures to compare by eye: use `bar`.",
    german: "Kennzahlen",
    english: "Key figures",
    ..PLAIN
};
