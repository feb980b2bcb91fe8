//! The comparison as Markdown, for the comment on a pull request.

use super::{about, both, lists, meaning, name, quoted, sizes, summary};
use crate::diff::{ChartChange, Comparison};

/// The comparison as GitHub's Markdown.
pub fn markdown(found: &Comparison) -> String {
    let mut text = format!("### What changed in the figures\n\n{}\n", summary(found));
    found.changed.iter().for_each(|chart| text += &of_chart(chart));
    for (what, ids) in lists(found) {
        let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        text += &format!("\n**{what}:** {}\n", ids.join(", "));
    }
    text += match (&found.findings, found.has_new_findings()) {
        (None, _) => "\nTitles and texts were not checked: the new edition is known by its manifest only.\n",
        (Some(_), false) => "\nNo title or text became wrong.\n",
        (Some(_), true) => "\n**To check in titles and texts:**\n\n",
    };
    for finding in found.new_findings() {
        let place = format!("{}:{}", finding.file, finding.line);
        text += &format!("- {} (`{}`): {}\n", escaped(&place), finding.code, escaped(&finding.message));
    }
    text
}

fn of_chart(chart: &ChartChange) -> String {
    let redrawn = if chart.is_redrawn { ", redrawn" } else { "" };
    let mut text = format!("\n#### {} (`{}`{redrawn})\n", escaped(&chart.title), chart.id);
    if !chart.figures.is_empty() {
        text += "\n| figure | old | new | respondents | |\n| --- | ---: | ---: | --- | --- |\n";
    }
    for change in &chart.figures {
        let [old, new] = both(change).map(|figure| escaped(&figure));
        let sizes = sizes(change).unwrap_or_default();
        text += &format!(
            "| {} | {old} | {new} | {sizes} | {} |\n",
            escaped(&name(change)),
            meaning(change).unwrap_or_default()
        );
    }
    if !chart.facts.is_empty() {
        text += "\n";
    }
    for fact in &chart.facts {
        let (old, new) = (quoted(fact.old.as_deref()), quoted(fact.new.as_deref()));
        text += &format!("- {}: {} → {}\n", escaped(&about(fact)), escaped(&old), escaped(&new));
    }
    text
}

/// Text from specs, without any meaning in Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '&' => safe += "&amp;",
            '@' => safe += "&#64;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
