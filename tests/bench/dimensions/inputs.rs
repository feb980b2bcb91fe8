//! Pieces of specs of any size.

/// `text(0), text(1), …` between commas.
pub(crate) fn list(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().join(", ")
}

/// `text(0)`, `text(1)`, … one after the other.
pub(crate) fn repeat(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// The names of so many answers, as an entry of a list.
pub(crate) fn answer(at: usize) -> String {
    format!("answer {at}")
}

/// A file with one series `s`: `head` are its keys but `values`.
pub(crate) fn series(head: &str, values: &str) -> String {
    format!(
        "series:\n  s:\n    question: Q?\n{head}    base: {{label: all, n: 1000}}\n    values: {{{values}}}\n"
    )
}

/// A series with so many answers and a figure for each.
pub(crate) fn answers(head: &str, count: usize) -> String {
    series(
        &format!("    type: multiple\n{head}"),
        &list(count, |at| format!("{}: {}", answer(at), figure(at))),
    )
}

/// A series of so many rows and columns.
pub(crate) fn cells(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        format!(
            "{}: {{{}}}",
            answer(row),
            list(columns, |column| format!("c{column}: {}", figure(row * 31 + column * 7)))
        )
    };
    series("    type: multiple\n    by: group\n", &list(rows, row))
}

/// A figure below 100 that differs from that of its neighbours.
pub(crate) fn figure(at: usize) -> usize {
    1 + at * 37 % 97
}

/// A chart of the series `s`.
pub(crate) fn chart(kind: &str, keys: &str) -> String {
    format!("title: T\nseries: s\nchart: {kind}\n{keys}")
}

/// A briefing with one section: `content` are its items.
pub(crate) fn briefing(content: &str) -> String {
    format!("title: B\nlanguage: en\ndate: 2026-01-01\nsections:\n  - title: S\n    content:\n{content}")
}

/// An item of Markdown; `text` has one paragraph a line.
pub(crate) fn text(text: &str) -> String {
    let lines = text.lines().map(|line| format!("          {line}\n"));
    format!("      - text: |\n{}", lines.collect::<String>())
}
