//! Every figure and name of a chart is printed, or a bundle or a remark counts it.

use std::collections::BTreeMap;

use make_briefing::chart::data::{ChartData, RowKind};
use make_briefing::language::Language;
use make_briefing::scene::item::{TextRole, TextRun};

/// Kinds that print every figure at its mark; the others have an axis.
const PRINTED: [&str; 18] = [
    "pyramid",
    "range",
    "bar",
    "dot",
    "column",
    "grouped-bar",
    "grouped-column",
    "lollipop",
    "dumbbell",
    "arrow",
    "slope",
    "donut",
    "pie",
    "waffle",
    "heatmap",
    "table",
    "histogram",
    "key-figures",
];
/// Kinds whose figures are in their marks, without a unit, and counted where they have no room.
const WITHIN: [&str; 3] = ["stacked-bar", "stacked-column", "diverging-bar"];
/// Kinds that print the last figure of each line.
const ENDS: [&str; 3] = ["line", "area", "stacked-area"];

/// What is neither printed nor counted.
pub(super) fn faults(kind: &str, texts: &[&TextRun], shown: &ChartData, language: Language) -> Vec<String> {
    let kind = kind.split('+').next().unwrap_or(kind);
    let mut faults = figures(kind, texts, shown, language);
    if kind == "scatter" {
        faults.extend(names(texts, shown, language));
    }
    faults
}

fn figures(kind: &str, texts: &[&TextRun], shown: &ChartData, language: Language) -> Vec<String> {
    // One bar by itself lists its parts.
    let single = kind == "stacked-bar" && shown.columns.len() == 1;
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for row in &shown.rows {
        let mut values = row.values.iter().filter_map(|value| *value);
        let texts: Vec<String> = match kind {
            _ if single => Vec::new(),
            _ if WITHIN.contains(&kind) && row.kind == RowKind::Net => Vec::new(),
            _ if WITHIN.contains(&kind) => values
                .filter(|value| *value > 0.0)
                .map(|value| shown.print_bare(Some(value), language))
                .collect(),
            _ if ENDS.contains(&kind) => {
                values.next_back().map(|value| shown.print(Some(value), language)).into_iter().collect()
            }
            _ if PRINTED.contains(&kind) => (0..row.values.len())
                .filter(|at| row.values[*at].is_some())
                .map(|at| shown.print_cell(row, at, language))
                .collect(),
            _ => Vec::new(),
        };
        for text in texts {
            *wanted.entry(bare(&text)).or_default() += 1;
        }
    }
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    for run in texts.iter().filter(|run| run.role == TextRole::Value) {
        // At the end of a line name and figure are one label.
        let figure = run.shaped.text.rsplit("\u{a0}\u{a0}").next().unwrap_or_default();
        *printed.entry(bare(figure)).or_default() += 1;
    }
    let missing: BTreeMap<&String, usize> = wanted
        .iter()
        .map(|(text, times)| (text, times.saturating_sub(printed.get(text).copied().unwrap_or(0))))
        .filter(|(_, times)| *times > 0)
        .collect();
    let counted = bundled(texts, language) + remarked(texts, language);
    match missing.values().sum::<usize>() {
        count if count > counted => vec![format!("{count} figures missing, {counted} counted: {missing:?}")],
        _ => Vec::new(),
    }
}

/// A figure without “%”, which a chart may say once for all.
fn bare(figure: &str) -> String {
    figure.trim_end_matches('%').trim_end().to_owned()
}

/// How many lines are bundled at both ends.
fn bundled(texts: &[&TextRun], language: Language) -> usize {
    let word = if language == Language::German { " weitere: " } else { " more: " };
    let values = texts.iter().filter(|run| run.role == TextRole::Value);
    values.filter_map(|run| run.shaped.text.split_once(word)?.0.parse::<usize>().ok()).sum()
}

/// The remarks below the chart.
fn remarks(texts: &[&TextRun]) -> String {
    let footer = texts.iter().filter(|run| run.role == TextRole::Footer);
    footer.map(|run| &*run.shaped.text).collect::<Vec<_>>().join(" ")
}

/// How many figures a remark counts.
fn remarked(texts: &[&TextRun], language: Language) -> usize {
    let words = ["Werte ohne Beschriftung: ", "Figures without a label: "];
    let word = words[usize::from(language == Language::English)];
    let remarks = remarks(texts);
    let after = remarks.split_once(word).map_or("", |(_, after)| after);
    after.split(|c: char| !c.is_ascii_digit()).next().and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Dots without a name that no remark lists or counts.
fn names(texts: &[&TextRun], shown: &ChartData, language: Language) -> Vec<String> {
    let words = ["Ohne Namen im Bild: ", "Without a name in the chart: "];
    let remarks = remarks(texts);
    let after =
        remarks.split_once(words[usize::from(language == Language::English)]).map_or("", |(_, after)| after);
    let counted: usize =
        after.split(|c: char| !c.is_ascii_digit()).next().and_then(|count| count.parse().ok()).unwrap_or(0);
    let dots = shown.rows.iter().filter(|row| row.values.iter().take(2).all(Option::is_some));
    let squeezed = |text: &str| text.replace([' ', '-', '\u{ad}'], "");
    let listed = squeezed(after);
    let is_named = |name: &str| {
        texts.iter().any(|run| run.role == TextRole::Category && &*run.shaped.text == name)
            || listed.contains(&squeezed(name))
    };
    let unnamed: Vec<&str> = dots.map(|row| row.name.as_str()).filter(|name| !is_named(name)).collect();
    match unnamed.len() {
        count if count > counted => vec![format!("{count} names missing, {counted} counted: {unnamed:?}")],
        _ => Vec::new(),
    }
}
