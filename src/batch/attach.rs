//! The figures of charts as files inside the document, for PDF/A-3.

use super::project::Project;
use super::tables;
use crate::document::pdf::Attachment;
use crate::document::story::Chart;
use crate::export::csv;
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::spec::briefing::Block;

/// The same CSV that stands beside a chart's images; `None` for a chart that the document does not show.
pub(super) fn figures(
    project: &Project,
    id: &str,
    chart: &Chart,
    (shown, caption): (&Shown, &Caption),
) -> Option<Attachment> {
    let is_chart = |block: &Block| matches!(block, Block::Chart(shown) if shown.value == id);
    let is_shown = project
        .briefing
        .as_ref()
        .is_none_or(|briefing| briefing.sections.iter().flat_map(|section| &section.content).any(is_chart));
    is_shown.then(|| Attachment {
        name: format!("{id}.csv"),
        description: chart.title.clone(),
        media_type: "text/csv",
        bytes: csv::csv(&tables::Figures::new(shown, caption, project.language).bare()).into_bytes(),
    })
}
