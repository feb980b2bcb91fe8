//! What changed of a chart beside its figures: title, kind, question, base and method.

use std::collections::BTreeSet;

use super::edition::Chart;

/// A text or fact that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactChange {
    /// What it is: `title`, `kind`, `question`, `base`, `n`, `weighting`, `series`.
    pub what: &'static str,
    /// The series that it is about, if the chart shows several.
    pub series: Option<String>,
    /// The old text; `None` where there was no such fact.
    pub old: Option<String>,
    /// The new text.
    pub new: Option<String>,
}

/// Texts and facts that differ, in the order in which a reader meets them.
pub(super) fn facts(old: &Chart, new: &Chart) -> Vec<FactChange> {
    let mut changes = Vec::new();
    let mut note = |what, series: Option<&str>, old: Option<String>, new: Option<String>| {
        if old != new {
            changes.push(FactChange { what, series: series.map(str::to_owned), old, new });
        }
    };
    note("title", None, Some(old.title.clone()), Some(new.title.clone()));
    note("kind", None, Some(old.kind.clone()), Some(new.kind.clone()));
    let list = |chart: &Chart| Some(chart.series.keys().cloned().collect::<Vec<_>>().join(", "));
    note("series", None, list(old), list(new));
    for (id, series) in &new.series {
        let Some(earlier) = old.series.get(id) else { continue };
        let id = (new.series.len() > 1).then_some(id.as_str());
        let size = |n: Option<f64>| n.map(|n| n.to_string());
        note("question", id, earlier.question.clone(), series.question.clone());
        note("base", id, earlier.who.clone(), series.who.clone());
        note("n", id, size(earlier.n), size(series.n));
        note("effective n", id, size(earlier.n_effective), size(series.n_effective));
        for (old, new) in [(&earlier.columns, &series.columns), (&earlier.rows, &series.rows)] {
            for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                let of = |n: Option<&f64>| n.map(|n| format!("{name}: {n}"));
                note("n", id, of(old.get(name)), of(new.get(name)));
            }
        }
        note("weighting", id, earlier.weighting.clone(), series.weighting.clone());
    }
    changes
}
