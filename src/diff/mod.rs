//! What changed between two editions of a briefing: figures, bases, wordings, titles and drawings.
//!
//! Both editions are read from a manifest, whether a build wrote it or a specs folder was read for the comparison, so
//! that there is one way to compare. A figure is found again by its row and column; where a chart shows a pair twice, by
//! its number among them.

pub mod edition;
mod facts;
mod figures;
pub mod report;

use std::collections::BTreeSet;

use edition::{Chart, Edition, Figure, Finding};
pub use facts::FactChange;
use facts::facts;

/// All differences between two editions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// The ids of charts that only the new edition has.
    pub added: Vec<String>,
    /// The ids of charts that only the old edition has.
    pub gone: Vec<String>,
    /// The charts of both that differ.
    pub changed: Vec<ChartChange>,
    /// The number of charts of both that do not differ.
    pub unchanged: usize,
    /// The ids of charts that could not be drawn in the old edition, and in the new one.
    pub failed: (Vec<String>, Vec<String>),
    /// What the checks find in the texts of the new edition; `None` where its specs are not known.
    pub findings: Option<Vec<NewFinding>>,
}

/// A finding in the new edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// The finding.
    pub finding: Finding,
    /// Whether the old edition had it already; `false` also where its specs are not known.
    pub is_old: bool,
}

/// What changed in a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartChange {
    /// The chart's id.
    pub id: String,
    /// The chart's spec in the new edition, relative to the specs folder.
    pub spec: String,
    /// Its title in the new edition.
    pub title: String,
    /// The figures that changed.
    pub figures: Vec<FigureChange>,
    /// Texts and facts that changed.
    pub facts: Vec<FactChange>,
    /// Whether one of its pictures changed.
    pub is_redrawn: bool,
    /// The names of its SVG in the old edition and in the new one, where both are known.
    pub picture: Option<String>,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// Its row.
    pub row: String,
    /// Its column.
    pub column: Option<String>,
    /// The old figure; `None` where it is new.
    pub old: Option<Figure>,
    /// The new figure; `None` where it is gone.
    pub new: Option<Figure>,
    /// The number of respondents in the old edition and in the new one.
    pub n: (Option<f64>, Option<f64>),
    /// Whether the figures are shares.
    pub is_percent: bool,
    /// For shares of a known number of respondents: whether a change of this size is within the margin of error of two
    /// independent samples (95 %).
    pub is_within_margin: Option<bool>,
}

impl Comparison {
    /// Whether a figure changed, or a chart with figures was added or is gone.
    pub fn has_changed_figures(&self) -> bool {
        !self.added.is_empty()
            || !self.gone.is_empty()
            || self.changed.iter().any(|chart| !chart.figures.is_empty())
            || self.failed.0 != self.failed.1
    }

    /// The findings that the old edition did not have.
    pub fn new_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().flatten().filter(|one| !one.is_old).map(|one| &one.finding)
    }

    /// Whether the new edition says something that the old one did not and that its figures do not support.
    pub fn has_new_findings(&self) -> bool {
        self.new_findings().next().is_some()
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        !self.has_changed_figures() && self.changed.is_empty() && !self.has_new_findings()
    }
}

/// Compares two editions.
pub fn compare(old: &Edition, new: &Edition) -> Comparison {
    let known =
        |edition: &Edition, id: &String| edition.charts.contains_key(id) || edition.failed.contains(id);
    let only = |one: &Edition, other: &Edition| {
        one.charts.keys().filter(|id| !known(other, id)).cloned().collect::<Vec<_>>()
    };
    let mut found = Comparison {
        added: only(new, old),
        gone: only(old, new),
        failed: (old.failed.clone(), new.failed.clone()),
        findings: new.findings.as_ref().map(|findings| with_age(findings, old.findings.as_deref())),
        ..Comparison::default()
    };
    for (id, chart) in &new.charts {
        let Some(earlier) = old.charts.get(id) else { continue };
        match compare_charts(id, earlier, chart) {
            Some(change) => found.changed.push(change),
            None => found.unchanged += 1,
        }
    }
    found
}

/// Marks the findings that were there before. Lines move, so a finding is known by its rule, file and message.
fn with_age(new: &[Finding], old: Option<&[Finding]>) -> Vec<NewFinding> {
    let key = |one: &Finding| (one.code.clone(), one.file.clone(), one.message.clone());
    let known: BTreeSet<_> = old.into_iter().flatten().map(key).collect();
    new.iter().map(|one| NewFinding { finding: one.clone(), is_old: known.contains(&key(one)) }).collect()
}

fn compare_charts(id: &str, old: &Chart, new: &Chart) -> Option<ChartChange> {
    let figures = figures::changes(old, new);
    let facts = facts(old, new);
    let both = old.files.iter().filter_map(|(name, hash)| Some((name, hash, new.files.get(name)?)));
    let is_redrawn = both.clone().any(|(_, old, new)| old != new);
    if figures.is_empty() && facts.is_empty() && !is_redrawn {
        return None;
    }
    let picture = both.map(|(name, ..)| name).find(|name| name.ends_with(".svg")).cloned();
    Some(ChartChange {
        id: id.to_owned(),
        spec: new.spec.clone(),
        title: new.title.clone(),
        figures,
        facts,
        is_redrawn,
        picture,
    })
}
