//! The comparison as lines for a terminal.

use std::fmt::Write;

use super::{about, both, lists, meaning, name, quoted, sizes, summary};
use crate::diff::{ChartChange, Comparison};

/// The lines of a comparison. They quote specs unchanged, so the caller must sanitise them before printing.
pub fn lines(found: &Comparison) -> Vec<String> {
    let mut lines = vec![summary(found)];
    for chart in &found.changed {
        lines.push(String::new());
        lines.extend(of_chart(chart));
    }
    for (what, ids) in lists(found) {
        lines.push(String::new());
        lines.push(format!("{}: {}", what.to_lowercase(), ids.join(", ")));
    }
    lines.push(String::new());
    match &found.findings {
        None => lines.push(
            "titles and texts: not checked, since the new edition is known by its manifest only".into(),
        ),
        Some(findings) => {
            let new = found.new_findings().count();
            let known = findings.len() - new;
            let findings_word = if new == 1 { "finding" } else { "findings" };
            lines.push(format!("titles and texts: {new} new {findings_word}, {known} known"));
            lines.extend(found.new_findings().map(|finding| {
                format!("  {}:{}: [{}] {}", finding.file, finding.line, finding.code, finding.message)
            }));
        }
    }
    lines
}

fn of_chart(chart: &ChartChange) -> Vec<String> {
    let redrawn = if chart.is_redrawn { " (redrawn)" } else { "" };
    let mut lines = vec![format!("{}: “{}”{redrawn}", chart.id, chart.title)];
    let rows: Vec<(String, String, String)> = chart
        .figures
        .iter()
        .map(|change| {
            let [old, new] = both(change);
            let notes: Vec<String> =
                sizes(change).into_iter().chain(meaning(change).map(str::to_owned)).collect();
            (name(change), format!("{old} → {new}"), notes.join(", "))
        })
        .collect();
    let width = |text: fn(&(String, String, String)) -> &str| {
        rows.iter().map(|row| text(row).chars().count()).max().unwrap_or(0)
    };
    let (names, figures) = (width(|row| &row.0), width(|row| &row.1));
    for (name, change, notes) in &rows {
        let mut line = String::new();
        _ = write!(line, "  {name:names$}  {change:figures$}  {notes}");
        lines.push(line.trim_end().to_owned());
    }
    lines.extend(chart.facts.iter().map(|fact| {
        let (old, new) = (quoted(fact.old.as_deref()), quoted(fact.new.as_deref()));
        format!("  {}: {old} → {new}", about(fact))
    }));
    lines
}
