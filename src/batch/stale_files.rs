//! Removes the files of charts that no longer exist, and those of a draft that is final now.

use std::collections::BTreeSet;

use super::{Outcome, Request, document};
use crate::diagnostic::Severity;
use crate::project::Project;
use crate::workspace::output::Output;

/// Removes the files that an earlier build of the same specs wrote for charts that no longer exist. A run with
/// errors removes nothing, since a chart may only seem to be missing.
pub(super) fn remove(
    project: &Project,
    output: &Output,
    request: &Request,
    origin: &str,
    outcome: &mut Outcome,
) {
    let has_failed = outcome.diagnostics.iter().any(|one| one.severity == Severity::Error);
    let is_whole = request.only.is_empty() && !request.locked && !outcome.interrupted;
    if has_failed || !is_whole || project.charts.is_empty() {
        return;
    }
    let ids: BTreeSet<&str> = project.charts.iter().map(|(id, _)| id.as_str()).collect();
    // What is final now is no draft any more.
    let is_gone = |name: &str| match chart(name) {
        Some(id) => !ids.contains(id),
        None => !project.is_draft && document::is_draft(name),
    };
    (outcome.removed, outcome.left_changed) = output.remove(origin, &is_gone);
}

/// The id of the chart that a file belongs to, such as `budget` for `charts/budget.print-bw@2x.png`.
fn chart(name: &str) -> Option<&str> {
    let (stem, extension) = name.strip_prefix("charts/")?.rsplit_once('.')?;
    let is_output =
        ["svg", "png", "csv", "html"].contains(&extension) && !name["charts/".len()..].contains('/');
    let id = stem.split(['.', '@']).next()?;
    is_output.then_some(id).filter(|id| crate::spec::is_id(id))
}

#[cfg(test)]
mod tests {
    use super::chart;

    #[test]
    fn a_file_belongs_to_the_chart_that_its_name_begins_with() {
        for name in ["charts/a-1.svg", "charts/a-1.print-bw.png", "charts/a-1.a4@2.5x.png", "charts/a-1.html"]
        {
            assert_eq!(chart(name), Some("a-1"), "{name}");
        }
        for name in
            ["briefing.pdf", "manifest.json", "charts/../x.svg", "charts/a/b.svg", "charts/a.txt", "a.svg"]
        {
            assert_eq!(chart(name), None, "{name}");
        }
    }
}
