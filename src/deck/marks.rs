//! Marks in the names of shapes, by which what a briefing wrote into a deck is found again.
//!
//! A name such as `chart:budget@3f2a9c1b.77aa01cd.0b5e2c11` tells what the shape shows, and prints of it as it was written:
//! a shape whose content has another print was changed by somebody. Programs keep the names of shapes when they save.

use std::fmt::Write as _;

use crate::workspace::sha256;
use roxmltree::{Document, Node};

/// What a name says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// What the shape shows: a chart, or one of its texts.
    pub(super) kind: String,
    /// The id of the chart.
    pub(super) id: String,
    /// The prints of what was written.
    pub(super) prints: Vec<String>,
}

/// What shapes show.
const KINDS: [&str; 7] = ["chart", "title", "subtitle", "text", "base", "notes", "key"];

impl Mark {
    /// The mark in a name.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once(':')?;
        let (id, prints) = rest.split_once('@')?;
        KINDS.contains(&kind).then(|| Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
            prints: prints.split('.').map(str::to_owned).collect(),
        })
    }
}

/// The name of a shape with these prints.
pub(super) fn name(kind: &str, id: &str, prints: &[String]) -> String {
    format!("{kind}:{id}@{}", prints.join("."))
}

/// The name of a text, from its paragraphs in XML.
pub(super) fn text_name(kind: &str, id: &str, paragraphs: &str) -> String {
    let wrapped = format!("<x xmlns:a=\"a\" xmlns:r=\"r\">{paragraphs}</x>");
    let lines = Document::parse(&wrapped).map(|document| lines(document.root_element())).unwrap_or_default();
    name(kind, id, &[print(&lines.join("\n"))])
}

/// The print of a text.
pub(super) fn print(text: &str) -> String {
    print_of_bytes(text.as_bytes())
}

/// The print of a picture.
pub(super) fn print_of_bytes(bytes: &[u8]) -> String {
    sha256(bytes).chars().take(8).collect()
}

/// The elements of this name within another, in their order.
pub(super) fn all<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The first child of this name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| node.tag_name().name() == name)
}

/// The words of each paragraph.
pub(super) fn lines(node: Node<'_, '_>) -> Vec<String> {
    let words = |paragraph| all(paragraph, "t").filter_map(|t| t.text()).collect::<String>();
    all(node, "p").map(words).collect()
}

/// The prints of a chart that is about to be written.
pub(super) fn of_chart(xml: &str) -> [String; 2] {
    Document::parse(xml).map(|document| chart(document.root_element())).unwrap_or_default()
}

/// The print of a table that is about to be written.
pub(super) fn of_table(xml: &str) -> String {
    let wrapped = format!("<x xmlns:a=\"a\">{xml}</x>");
    Document::parse(&wrapped).map(|document| table(document.root_element())).unwrap_or_default()
}

/// The print of the words in a table.
pub(super) fn table(table: Node<'_, '_>) -> String {
    let rows = all(table, "tr")
        .map(|row| all(row, "tc").map(|cell| lines(cell).join("\n")).collect::<Vec<_>>().join("\u{1f}"));
    print(&rows.collect::<Vec<_>>().join("\u{1e}"))
}

/// The prints of a chart: of its names, figures and written labels, and of its form and colours.
pub(super) fn chart(root: Node<'_, '_>) -> [String; 2] {
    let (mut figures, mut look) = (String::new(), String::new());
    for plot in all(root, "plotArea").flat_map(|area| area.children()) {
        if plot.tag_name().name().ends_with("Chart") {
            look += plot.tag_name().name();
        }
    }
    for series in all(root, "ser") {
        figures += "\nser";
        for role in ["tx", "cat", "val", "xVal", "yVal", "errBars"] {
            let points = child(series, role).into_iter().flat_map(|part| all(part, "v"));
            // LibreOffice leaves out names that are empty.
            for point in points.filter(|point| point.text().is_some()) {
                let at = point.parent().and_then(|point| point.attribute("idx")).unwrap_or_default();
                _ = write!(figures, "\n{role} {at} {}", figure(point.text().unwrap_or_default()));
            }
        }
        for label in child(series, "dLbls").into_iter().flat_map(|labels| all(labels, "rich")) {
            figures += &lines(label).join("\n");
        }
        let points = series.children().filter(|node| matches!(node.tag_name().name(), "spPr" | "dPt"));
        for node in points.flat_map(|point| point.descendants()) {
            if matches!(node.tag_name().name(), "schemeClr" | "srgbClr" | "idx") {
                _ = write!(look, " {}", node.attribute("val").unwrap_or_default());
            }
        }
    }
    [print(&figures), print(&look)]
}

/// A figure in the same form whichever program wrote it; a name as it is.
fn figure(text: &str) -> String {
    // Spaces that do not break are ours, and not in the cells.
    text.trim().parse::<f64>().map_or_else(|_| text.replace('\u{a0}', " "), |value| format!("{value:.9e}"))
}

#[cfg(test)]
mod tests {
    use super::{Mark, figure, name, text_name};

    #[test]
    fn a_name_tells_what_was_written() {
        let mark = Mark::of(&name("chart", "budget", &["ab".into(), "cd".into()]));
        let prints = vec!["ab".to_owned(), "cd".to_owned()];
        assert_eq!(mark, Some(Mark { kind: "chart".into(), id: "budget".into(), prints }));
        assert_eq!(Mark::of("Title 1"), None);
        assert_eq!(Mark::of("chart:budget"), None);
    }

    #[test]
    fn the_print_of_a_text_is_that_of_its_words() {
        let plain = text_name("base", "a", "<a:p><a:r><a:t>One</a:t></a:r></a:p>");
        let bold = text_name(
            "base",
            "a",
            "<a:p><a:r><a:rPr b=\"1\"/><a:t>On</a:t></a:r><a:r><a:t>e</a:t></a:r></a:p>",
        );
        assert_eq!(plain, bold);
    }

    #[test]
    fn a_figure_is_the_same_in_all_digits() {
        assert_eq!(figure("0.54000000000000004"), figure("0.54"));
        assert_ne!(figure("54"), figure("55"));
    }
}
