//! Kinds that show parts of a whole.

use super::{Facts, PLAIN, Whole, up_to};

/// What stacks have in common.
const STACK: Facts = Facts {
    whole: Whole::Sum,
    groups: true,
    spans: true,
    patterned: true,
    below_zero: Some("use `chart: dot` or `chart: table`: a part of a whole cannot be negative"),
    settings: &["labels"],
    ..PLAIN
};
/// What kinds that show a single whole have in common.
const ROUND: Facts = Facts {
    whole: Whole::Shares,
    panels: true,
    columns: up_to(1, "use `chart: stacked-bar`, which has a bar for each whole"),
    rows: up_to(4, "use `chart: stacked-bar` or `chart: bar`"),
    groups: false,
    spans: false,
    settings: &[],
    ..STACK
};

pub(super) const STACKED_BAR: Facts = Facts {
    name: "stacked-bar",
    about: "Parts of 100 % side by side: one bar, or a row for each item or group.",
    when: "The answers to a single-response question, for one base or several.",
    not: "Multiple response, whose shares do not add up: use `bar`.",
    german: "Gestapeltes Balkendiagramm",
    english: "Stacked bar chart",
    nets: true,
    ..STACK
};

pub(super) const STACKED_COLUMN: Facts = Facts {
    name: "stacked-column",
    about: "Parts on top of each other in an upright column for each category.",
    when: "A total and its parts at a few points in time.",
    not: "Parts to compare with each other: use `line` or `grouped-column`.",
    german: "Gestapeltes Säulendiagramm",
    english: "Stacked column chart",
    upright: true,
    crowded: "use `chart: stacked-bar`, which grows with the number of rows",
    ..STACK
};

pub(super) const DONUT: Facts = Facts {
    name: "donut",
    about: "A ring with two or three parts and the highlighted share in its middle.",
    when: "One share to take in at a glance.",
    not: "More parts, or shares to compare: use `stacked-bar`.",
    german: "Ringdiagramm",
    english: "Donut chart",
    comparable: 3,
    ..ROUND
};

pub(super) const PARLIAMENT: Facts = Facts {
    name: "parliament",
    about: "A dot for each seat on half rings, from left to right in the order of the data, with the line of the majority.",
    when: "The seats of an assembly, and who has a majority together.",
    not: "Shares of votes: use `column` or `bar`.",
    german: "Sitzverteilung im Halbrund",
    english: "Parliament chart",
    whole: Whole::Seats,
    below_zero: Some("use `chart: bar`: nobody has fewer than no seats"),
    columns: up_to(1, "pick one with `columns: […]`, or use `chart: grouped-bar`"),
    rows: up_to(16, "use `chart: bar`, or combine small parties"),
    ..PLAIN
};

pub(super) const PIE: Facts = Facts {
    name: "pie",
    about: "A disc with up to five parts.",
    when: "A whole whose largest part is about half, for readers who expect a pie chart.",
    not: "Parts of similar size: use `stacked-bar`.",
    german: "Kreisdiagramm",
    english: "Pie chart",
    comparable: 4,
    rows: up_to(5, "use `chart: stacked-bar` or `chart: bar`"),
    ..ROUND
};

pub(super) const WAFFLE: Facts = Facts {
    name: "waffle",
    about: "A hundred squares, with one filled for each percentage point.",
    when: "One share as a number out of a hundred.",
    not: "More than four parts: use `stacked-bar`.",
    german: "Waffeldiagramm aus hundert Feldern",
    english: "Waffle chart of a hundred squares",
    ..ROUND
};
