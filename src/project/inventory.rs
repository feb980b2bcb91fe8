//! Lists the charts and series of a project, and which charts and texts use which series.

use std::collections::{BTreeMap, BTreeSet};

use super::Project;
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
    // The first of the same ids is inserted last.
    let ranks: BTreeMap<&str, usize> =
        placed.iter().enumerate().rev().map(|(rank, id)| (*id, rank)).collect();
    let rank = |id: &str| ranks.get(id).copied().unwrap_or(usize::MAX);
    let sections = sections(project);
    let mut entries: Vec<_> = project
        .charts
        .iter()
        .map(|(id, spec)| ChartEntry {
            id,
            kind: spec.as_ref().map(|spec| spec.kind.value.name()),
            section: sections.get(id.as_str()).copied(),
            series: spec.as_deref().map(drawn).unwrap_or_default(),
        })
        .collect();
    entries.sort_by_key(|entry| rank(entry.id));
    entries
}

/// The series by id, each with the charts and texts that use it.
pub fn series<'p>(project: &'p Project) -> Vec<SeriesEntry<'p>> {
    let specs = || project.charts.iter().filter_map(|(_, spec)| spec.as_ref());
    let briefing = project.briefing.iter().map(|briefing| ("briefing.yaml", &briefing.named));
    let texts = briefing.chain(specs().map(|spec| (spec.id.as_str(), &spec.named)));
    let (mut charts, mut named): (Users<'_>, Users<'_>) = Default::default();
    for spec in specs() {
        drawn(spec).into_iter().for_each(|id| charts.entry(id).or_default().push(&spec.id));
    }
    for (name, ids) in texts {
        ids.iter().for_each(|id| named.entry(id).or_default().push(name));
    }
    let mut entry = |series: &'p Series| SeriesEntry {
        series,
        charts: charts.remove(series.id.as_str()).unwrap_or_default(),
        texts: named.remove(series.id.as_str()).unwrap_or_default(),
    };
    project.catalog.iter().map(&mut entry).collect()
}

/// The charts or texts that use each series.
type Users<'p> = BTreeMap<&'p str, Vec<&'p str>>;

/// The title of the first section that shows each chart.
fn sections(project: &Project) -> BTreeMap<&str, &str> {
    let mut titles = BTreeMap::new();
    for section in project.briefing.iter().flat_map(|briefing| &briefing.sections) {
        for block in &section.content {
            if let Block::Chart(chart) = block {
                titles.entry(chart.value.as_str()).or_insert(section.title.value.as_str());
            }
        }
    }
    titles
}

/// The series that a chart draws, each once.
pub(crate) fn drawn(spec: &ChartSpec) -> Vec<&str> {
    let below = &spec.settings.table.questions;
    let mut ids: Vec<&str> = spec.series.iter().chain(below).map(|id| id.value.as_str()).collect();
    ids.extend(spec.figures.iter().map(|figure| figure.series.value.as_str()));
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids
}
