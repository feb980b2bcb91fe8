//! Which sections and charts a report has: `when` leaves some out for some values of parameters.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::spec::briefing::{Block, BriefingSpec};
use crate::spec::chart::ChartFile;
use crate::spec::params::Params;
use crate::spec::yaml::{Node, Value};

/// What is left out.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Charts whose own `when` does not hold.
    charts: BTreeSet<String>,
    /// Charts of sections whose `when` does not hold.
    of_sections: BTreeSet<String>,
}

impl Selection {
    /// Leaves out these charts.
    pub(super) fn of(charts: BTreeSet<String>) -> Self {
        Self { charts, ..Self::default() }
    }

    /// The briefing without the sections whose `when` does not hold.
    pub(super) fn sections(&mut self, mut tree: Node, params: &Params, sink: &Diagnostics) -> Node {
        if let Value::Map(pairs) = &mut tree.value
            && let Some((_, sections)) = pairs.iter_mut().find(|(key, _)| key.name == "sections")
            && let Value::List(items) = &mut sections.value
        {
            items.retain(|section| {
                let is_wanted = params.is_wanted(section, sink);
                if !is_wanted {
                    charts_of(section, &mut self.of_sections);
                }
                is_wanted
            });
        }
        tree
    }

    /// Takes the charts that are left out from the folder and from the sections that remain. A section that only had such
    /// charts is gone, too; a chart that another section shows remains.
    pub(super) fn apply(mut self, briefing: &mut BriefingSpec, charts: &mut Vec<ChartFile>) {
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
