//! CSV attachments for PDF/A-3: the figures of each chart that the document shows.

use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::export::csv;
use crate::pdf::writer::Attachment;
use crate::project::Project;
use crate::spec::briefing::Block;
use crate::story::{Chart, chart_table};

/// The same CSV as the file beside the chart's images; `None` for a chart that the document does not show.
pub(super) fn figures(
    project: &Project,
    id: &str,
    chart: &Chart,
    (shown, caption): (&ChartData, &Caption),
) -> Option<Attachment> {
    let is_chart = |block: &Block| matches!(block, Block::Chart(shown) if shown.value == id);
    let is_shown = project
        .briefing
        .as_ref()
        .is_none_or(|briefing| briefing.sections.iter().flat_map(|section| &section.content).any(is_chart));
    let (rows, first) = chart_table::Figures::new(shown, caption, project.language).bare();
    is_shown.then(|| Attachment {
        name: format!("{id}.csv"),
        description: chart.title.clone(),
        media_type: "text/csv",
        bytes: csv::csv(&rows, first, csv::Dialect::Comma).into_bytes(),
    })
}
