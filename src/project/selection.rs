//! Which sections and charts a report has: `when` leaves some out for some values of parameters.

use std::collections::BTreeSet;

use super::repeats::{self, Repeats};
use crate::diagnostic::Diagnostics;
use crate::spec::Spanned;
use crate::spec::briefing::{Block, BriefingSpec};
use crate::spec::chart::ChartFile;
use crate::spec::params::{Declared, Params};
use crate::spec::yaml::{Node, Value};

/// The keys of briefing.yaml whose texts are Markdown.
const MARKDOWN: [&str; 3] = ["cover", "method", "text"];

/// What is left out.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Charts whose own `when` does not hold.
    charts: BTreeSet<String>,
    /// Charts of sections whose `when` does not hold.
    of_sections: BTreeSet<String>,
    repeats: Repeats,
}

impl Selection {
    /// Leaves out these charts, and knows which are repeated.
    pub(super) fn of(charts: BTreeSet<String>, repeats: Repeats) -> Self {
        Self { charts, repeats, ..Self::default() }
    }

    /// The briefing with its parameters filled in: its sections as often as `for-each` asks for them, without those whose
    /// `when` does not hold.
    pub(super) fn sections(
        &mut self,
        mut tree: Node,
        params: &Params,
        declared: &Declared,
        sink: &Diagnostics,
    ) -> Node {
        let mut sections = Vec::new();
        if let Value::Map(pairs) = &mut tree.value
            && let Some((_, node)) = pairs.iter_mut().find(|(key, _)| key.name == "sections")
            && let Value::List(items) = &mut node.value
        {
            for section in std::mem::take(items) {
                for copy in repeats::copies("", section, params, declared, sink) {
                    let node = copy.params.fill(copy.node, &MARKDOWN, sink);
                    match copy.params.is_wanted(&node, sink) {
                        true => sections.push(node),
                        false => charts_of(&node, &mut self.of_sections),
                    }
                }
            }
        }
        let mut tree = params.fill(tree, &MARKDOWN, sink);
        if let Value::Map(pairs) = &mut tree.value
            && let Some((_, node)) = pairs.iter_mut().find(|(key, _)| key.name == "sections")
            && let Value::List(items) = &mut node.value
        {
            *items = sections;
        }
        tree
    }

    /// Takes the charts that are left out from the folder and from the sections that remain. A section that only had such
    /// charts is gone, too; a chart that another section shows remains.
    pub(super) fn apply(mut self, briefing: &mut BriefingSpec, charts: &mut Vec<ChartFile>) {
        // Who names a chart that is repeated means all of its copies.
        let repeated = &self.repeats.charts;
        for section in &mut briefing.sections {
            let blocks = std::mem::take(&mut section.content).into_iter().flat_map(|block| match &block {
                Block::Chart(id) if repeated.contains_key(&id.value) => {
                    let ids = &repeated[&id.value];
                    let copy = |value: &String| {
                        Block::Chart(Spanned { value: value.clone(), span: id.span.clone() })
                    };
                    ids.iter().map(copy).collect()
                }
                _ => vec![block],
            });
            section.content = blocks.collect();
        }
        let of_sections = std::mem::take(&mut self.of_sections).into_iter();
        self.of_sections =
            of_sections.flat_map(|id| repeated.get(&id).cloned().unwrap_or_else(|| vec![id])).collect();
        let shown: BTreeSet<&str> = briefing.charts().map(|id| id.value.as_str()).collect();
        self.of_sections.retain(|id| !shown.contains(id.as_str()));
        charts.retain(|(id, _)| !self.of_sections.contains(id));
        briefing.sections.retain_mut(|section| {
            let before = section.content.len();
            section.content.retain(|block| match block {
                Block::Chart(id) => !self.charts.contains(&id.value),
                Block::Text(_) => true,
            });
            before == 0 || !section.content.is_empty()
        });
    }
}

/// The ids of charts that a section names.
fn charts_of(section: &Node, ids: &mut BTreeSet<String>) {
    let Value::Map(pairs) = &section.value else { return };
    for (key, node) in pairs {
        match (key.name.as_str(), &node.value) {
            ("charts", Value::List(items)) => ids.extend(items.iter().filter_map(text)),
            ("charts" | "chart", _) => ids.extend(text(node)),
            ("content", Value::List(items)) => items.iter().for_each(|item| charts_of(item, ids)),
            _ => {}
        }
    }
}

fn text(node: &Node) -> Option<String> {
    if let Value::Text(text) = &node.value { Some(text.clone()) } else { None }
}
