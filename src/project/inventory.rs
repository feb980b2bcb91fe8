//! Lists the charts and series of a project, and which charts and texts use which series.

use super::Project;
use crate::diagnostic::Source;
use crate::spec::briefing::Block;
use crate::spec::chart::ChartSpec;
use crate::survey::series::Series;

/// A chart in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartEntry<'a> {
    /// Its id.
    pub id: &'a str,
    /// The kind; `None` where the spec has errors.
    pub kind: Option<&'static str>,
    /// The title of the section that shows it, if one does.
    pub section: Option<&'a str>,
    /// The series that it draws.
    pub series: Vec<&'a str>,
}

/// A series in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesEntry<'a> {
    /// The series.
    pub series: &'a Series,
    /// The charts that draw it.
    pub charts: Vec<&'a str>,
    /// The charts whose texts name it in a template; `briefing.yaml` for those of the document.
    pub texts: Vec<&'a str>,
}

/// The charts in the order of the briefing, then those that no section shows.
pub fn charts(project: &Project) -> Vec<ChartEntry<'_>> {
    let placed: Vec<&str> =
        project.briefing.iter().flat_map(|briefing| briefing.charts()).map(|id| id.value.as_str()).collect();
    let rank = |id: &str| placed.iter().position(|placed| *placed == id).unwrap_or(usize::MAX);
    let mut entries: Vec<_> = project
        .charts
        .iter()
        .map(|(id, spec)| ChartEntry {
            id,
            kind: spec.as_ref().map(|spec| spec.kind.value.name()),
            section: section(project, id),
            series: spec.as_deref().map(drawn).unwrap_or_default(),
        })
        .collect();
    entries.sort_by_key(|entry| rank(entry.id));
    entries
}

/// The series by id, each with the charts and texts that use it.
pub fn series(project: &Project) -> Vec<SeriesEntry<'_>> {
    let specs = || project.charts.iter().filter_map(|(_, spec)| spec.as_ref());
    let briefing = project.briefing.iter().map(|briefing| ("briefing.yaml", &*briefing.span.source));
    let texts: Vec<(&str, &Source)> =
        briefing.chain(specs().map(|spec| (spec.id.as_str(), &*spec.span.source))).collect();
    project
        .catalog
        .iter()
        .map(|series| SeriesEntry {
            series,
            charts: specs()
                .filter(|spec| drawn(spec).contains(&series.id.as_str()))
                .map(|spec| spec.id.as_str())
                .collect(),
            texts: texts
                .iter()
                .filter(|(_, source)| mentions(source, &series.id))
                .map(|(name, _)| *name)
                .collect(),
        })
        .collect()
}

fn section<'a>(project: &'a Project, id: &str) -> Option<&'a str> {
    let sections = &project.briefing.as_ref()?.sections;
    let shows = |block: &Block| matches!(block, Block::Chart(chart) if chart.value == id);
    sections
        .iter()
        .find(|section| section.content.iter().any(shows))
        .map(|section| section.title.value.as_str())
}

/// The series that a chart draws, each once.
pub(crate) fn drawn(spec: &ChartSpec) -> Vec<&str> {
    let mut ids: Vec<&str> = spec.series.iter().map(|id| id.value.as_str()).collect();
    ids.extend(spec.figures.iter().map(|figure| figure.series.value.as_str()));
    let mut seen = Vec::new();
    ids.retain(|id| {
        !seen.contains(id) && {
            seen.push(*id);
            true
        }
    });
    ids
}

/// Whether a template in this text calls a function with the id: `pct("id", …)`.
fn mentions(source: &Source, id: &str) -> bool {
    ['"', '\''].iter().any(|quote| source.text.contains(&format!("({quote}{id}{quote}")))
}
