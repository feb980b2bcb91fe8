//! Kinds for numbers: spreads, pairs and single figures.

use super::{Answers, Facts, PLAIN, exactly};

pub(super) const BOX: Facts = Facts {
    name: "box",
    about: "Five figures a category: lowest, quartiles with the median, highest.",
    when: "How a number is spread in several groups.",
    not: "Readers who do not know quartiles: take `histogram`, or `bar` with the medians.",
    german: "Kastengrafik",
    english: "Box plot",
    groups: true,
    spans: true,
    answers: Answers::Numbers("use `chart: dot` or `chart: table`: shares have no quartiles"),
    columns: exactly(
        5,
        "give lowest, first quartile, median, third quartile and highest, or use `chart: dot` for other figures",
    ),
    ..PLAIN
};

pub(super) const SCATTER: Facts = Facts {
    name: "scatter",
    about: "A dot for each category, the first column across and the second up.",
    when: "Whether two numbers go together.",
    not: "One number: take `bar`.",
    german: "Streudiagramm",
    english: "Scatter plot",
    columns: exactly(
        2,
        "pick two with `columns: […]`: the first is drawn across, the second up; or use `chart: dot` or `chart: table`",
    ),
    ..PLAIN
};

pub(super) const KEY_FIGURES: Facts = Facts {
    name: "key-figures",
    about: "Tiles with one large number and a few words each.",
    when: "A summary of up to six figures, also of different series.",
    not: "Figures that are to be compared by eye: take `bar`.",
    german: "Kennzahlen",
    english: "Key figures",
    ..PLAIN
};
