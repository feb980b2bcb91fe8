//! The contents: sections and figures, linked.

use super::escape::{attribute, escaped};
use crate::language::Words;
use crate::story::{Content, Story};

/// The sections of a story with their anchors, in order.
pub(super) fn contents(story: &Story, anchors: &[String], words: &Words) -> String {
    let mut out = format!(
        "<nav class=\"contents\" aria-labelledby=\"contents\">\n<h2 id=\"contents\">{}</h2>\n<ol role=\"list\">\n",
        words.contents
    );
    for (index, (section, anchor)) in story.sections.iter().zip(anchors).enumerate() {
        let title = escaped(&section.title);
        out.push_str(&format!("<li><a href=\"#{anchor}\"><span>{}</span> {title}</a>", index + 1));
        let figures: Vec<String> = section
            .content
            .iter()
            .filter_map(|content| match content {
                Content::Chart(chart) => Some(chart),
                _ => None,
            })
            .map(|chart| {
                let (id, title) = (attribute(&chart.id), escaped(&chart.title));
                format!("<li><a href=\"#fig-{id}\">{title}</a></li>\n")
            })
            .collect();
        if !figures.is_empty() {
            out.push_str(&format!("\n<ol role=\"list\">\n{}</ol>\n", figures.concat()));
        }
        out.push_str("</li>\n");
    }
    if story.method.is_some() {
        out.push_str(&format!("<li><a href=\"#method\">{}</a></li>\n", words.method));
    }
    out.push_str("</ol>\n</nav>\n");
    out
}
