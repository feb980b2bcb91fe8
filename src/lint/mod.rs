//! Checks what survey charts claim: base, wording, parts of a whole, order, colours, words next to figures.
//!
//! Draws nothing. A rule has a code and a level; `checks` in the briefing sets the level, `allow: {rule: reason}` in
//! a chart or a series silences a rule there.

mod charts;
mod colors;
mod levels;
pub mod prose;
mod series;
mod tables;
mod waves;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Span, suggest};
use crate::language::Language;
use crate::spec::briefing::BriefingSpec;
use crate::spec::chart::{ChartFile, ChartSpec, Kind};
use crate::spec::theme_file::ColorPlaces;
use crate::survey::Catalog;
use crate::survey::series::Series;
use crate::template::Templates;
use crate::theme::palette::Roles;
use levels::Report;
pub use levels::{Level, RULES, Rule};

/// What to check.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The briefing file.
    pub briefing: Option<&'a BriefingSpec>,
    /// The charts by id; `None` if a spec could not be read.
    pub charts: &'a [ChartFile],
    /// Check only the charts with these ids; if empty, check everything.
    pub only: &'a [String],
    /// Whether this is the only report of its specs. With parameters, others may show what this one does not.
    pub is_single: bool,
    /// The series.
    pub catalog: &'a Catalog,
    /// The colours.
    pub roles: &'a Roles,
    /// Where the colours are set.
    pub color_places: &'a ColorPlaces,
    /// Fills in texts.
    pub templates: &'a Templates,
    /// The language of the texts.
    pub language: Language,
}

/// All findings, in the order of rules within charts, series, briefing and theme.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut report = Report::new(subject.briefing);
    for spec in subject.wanted() {
        report.check_allowed(&spec.allow);
        charts::check(spec, subject, &mut report);
        prose::check_chart(spec, subject, &mut report);
    }
    for series in subject.shown_series() {
        report.check_allowed(&series.allow);
        series::check(series, subject, &mut report);
        tables::check_nets(series, &mut report);
    }
    tables::check_neighbours(subject, &mut report);
    if subject.only.is_empty() {
        charts::check_unplaced(subject, &mut report);
        series::check_unused(subject, &mut report);
        prose::check_briefing(subject, &mut report);
        colors::check_theme(subject, &mut report);
    }
    report.diagnostics
}

impl<'a> Subject<'a> {
    fn wanted(&self) -> impl Iterator<Item = &'a ChartSpec> {
        let only = self.only;
        let wanted = move |(id, _): &&ChartFile| only.is_empty() || only.contains(id);
        self.charts.iter().filter(wanted).filter_map(|(_, spec)| spec.as_deref())
    }

    /// The series that the wanted charts show, in the order of their ids.
    fn shown_series(&self) -> impl Iterator<Item = &'a Series> {
        let ids: BTreeSet<&str> = self.wanted().flat_map(series_ids).collect();
        let catalog = self.catalog;
        ids.into_iter().filter_map(|id| catalog.get(id))
    }
}

/// The ids of the series that a chart names.
fn series_ids(spec: &ChartSpec) -> Vec<&str> {
    match spec.kind.value {
        Kind::KeyFigures => spec.figures.iter().map(|figure| figure.series.value.as_str()).collect(),
        _ => spec.series.iter().chain(&spec.settings.table.questions).map(|id| id.value.as_str()).collect(),
    }
}

/// The diagnostic for a rule that does not exist.
fn unknown_rule(word: &str, span: &Span) -> Diagnostic {
    Diagnostic::error(Code::UnknownRule, span.clone(), format!("there is no rule `{word}`"))
        .hint(suggest(word, RULES.iter().map(|rule| rule.code.name())))
}
