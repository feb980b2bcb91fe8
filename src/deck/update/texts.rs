//! Titles, bases, texts and notes.

use super::edits::Edits;
use super::{EDITED, Fate, Shape};
use crate::deck::marks;
use crate::office::xml::escape;
use roxmltree::Node;

/// Brings a text up to date. Its look stays: where the number of lines changes, all get that of the first.
pub(super) fn update(old: &Shape<'_, '_>, new: &Shape<'_, '_>, edits: &mut Edits) -> Fate {
    let bodies = marks::child(old.node, "txBody").zip(marks::child(new.node, "txBody"));
    let Some((old_body, new_body)) = bodies else { return EDITED };
    let (was, is) = (marks::lines(old_body), marks::lines(new_body));
    if was == is {
        return Fate::Same;
    }
    if [marks::print(&was.join("\n"))] != old.mark.prints[..] {
        return old.edited(new);
    }
    // Names have squares before them in the colours of their parts.
    if old.mark.kind == "key" && colors(old_body) != colors(new_body) {
        return Fate::Left("its colours have changed");
    }
    let runs = |body| marks::all(body, "t").collect::<Vec<Node<'_, '_>>>();
    let (old_runs, new_runs) = (runs(old_body), runs(new_body));
    let paragraphs: Vec<Node<'_, '_>> = marks::all(old_body, "p").collect();
    let has_text = |node: &Node<'_, '_>| node.text().is_some();
    let first = paragraphs.first().filter(|first| marks::all(**first, "t").filter(has_text).count() == 1);
    if was.len() == is.len() && old_runs.len() == new_runs.len() && old_runs.iter().all(has_text) {
        for (run, words) in old_runs.iter().zip(&new_runs) {
            edits.text(old.part, *run, words.text().unwrap_or_default());
        }
    } else if let (Some(first), Some(last)) = (first, paragraphs.last()) {
        let Some(run) = marks::all(*first, "t").find_map(|run| run.children().find(Node::is_text)) else {
            return Fate::Left("its paragraphs cannot be matched");
        };
        let text = first.document().input_text();
        let (before, after) =
            (&text[first.range().start..run.range().start], &text[run.range().end..first.range().end]);
        let xml: String = is.iter().map(|line| format!("{before}{}{after}", escape(line))).collect();
        edits.put(old.part, first.range().start..last.range().end, xml);
    } else {
        return Fate::Left("it has more or fewer lines now");
    }
    let name = new.properties.attribute("name").unwrap_or_default();
    edits.attribute(old.part, old.properties, "name", name);
    Fate::Changed
}

/// The colours of a text in their order.
fn colors<'d>(body: Node<'d, '_>) -> Vec<&'d str> {
    let named = |node: Node<'d, '_>| matches!(node.tag_name().name(), "schemeClr" | "srgbClr");
    body.descendants().filter(|node| named(*node)).filter_map(|node| node.attribute("val")).collect()
}
