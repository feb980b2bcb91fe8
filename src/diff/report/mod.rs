//! A comparison as text for a terminal, Markdown for a pull request, a page with both pictures side by side, and JSON.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use super::edition::Figure;
use super::{Comparison, FactChange, FigureChange};

/// One line on how much changed.
fn summary(found: &Comparison) -> String {
    let figures: usize = found.changed.iter().map(|chart| chart.figures.len()).sum();
    let count = |n: usize, one: &str| match n {
        1 => format!("1 {one}"),
        _ => format!("{n} {one}s"),
    };
    format!(
        "{} changed, {} added, {} gone, {} unchanged; {} changed",
        count(found.changed.len(), "chart"),
        found.added.len(),
        found.gone.len(),
        found.unchanged,
        count(figures, "figure")
    )
}

/// The lists of charts that are not compared, each with its heading; those without a chart are left out.
fn lists(found: &Comparison) -> impl Iterator<Item = (&'static str, &[String])> {
    let lists: [(_, &[String]); 4] = [
        ("Added", &found.added),
        ("Gone", &found.gone),
        ("Not drawn in the old edition", &found.failed.0),
        ("Not drawn in the new edition", &found.failed.1),
    ];
    lists.into_iter().filter(|(_, ids)| !ids.is_empty())
}

/// The row of a figure, with its column.
fn name(change: &FigureChange) -> String {
    match &change.column {
        Some(column) => format!("{}, {column}", change.row),
        None => change.row.clone(),
    }
}

/// A figure as it was printed, with the unrounded one if `exact`.
fn printed(figure: Option<&Figure>, is_percent: bool, exact: bool) -> String {
    let Some(figure) = figure else { return "(none)".to_owned() };
    if figure.hidden.is_some() {
        return "(hidden)".to_owned();
    }
    let sign = if is_percent { "%" } else { "" };
    let text = match &figure.printed[..] {
        [] => "(no figure)".to_owned(),
        ends => ends.iter().map(|end| format!("{end}{sign}")).collect::<Vec<_>>().join(" to "),
    };
    match figure.unrounded {
        Some(unrounded) if exact => format!("{text} ({unrounded})"),
        _ => text,
    }
}

/// Old and new figure. Where both print the same, the unrounded ones tell them apart.
fn both(change: &FigureChange) -> [String; 2] {
    let print =
        |exact| [&change.old, &change.new].map(|figure| printed(figure.as_ref(), change.is_percent, exact));
    let plain = print(false);
    let [mut old, mut new] = if plain[0] == plain[1] { print(true) } else { plain };
    if let (Some(before), Some(after)) = (&change.old, &change.new)
        && before.kind != after.kind
    {
        old = format!("{old} as {}", before.kind);
        new = format!("{new} as {}", after.kind);
    }
    [old, new]
}

/// The number of respondents of both editions.
fn sizes(change: &FigureChange) -> Option<String> {
    match change.n {
        (Some(old), Some(new)) if old != new => Some(format!("n = {old} → {new}")),
        (old, new) => new.or(old).map(|n| format!("n = {n}")),
    }
}

/// What a change means.
fn meaning(change: &FigureChange) -> Option<&'static str> {
    change.is_within_margin.map(|within| match within {
        true => "within the margin of error",
        false => "more than the margin of error",
    })
}

/// What a fact is about.
fn about(fact: &FactChange) -> String {
    match &fact.series {
        Some(series) => format!("{} of {series}", fact.what),
        None => fact.what.to_owned(),
    }
}

/// A text in quotes, or a word where there was none.
fn quoted(text: Option<&str>) -> String {
    text.map_or_else(|| "(none)".to_owned(), |text| format!("“{text}”"))
}
