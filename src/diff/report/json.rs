//! The comparison as JSON, for programs.

use serde_json::{Value, json};

use crate::diff::edition::Figure;
use crate::diff::{ChartChange, Comparison, FigureChange};

/// The comparison as JSON, which ends with a line break. Fields may be added; none changes its meaning without a new
/// `version`.
pub fn json(found: &Comparison) -> String {
    let findings = found.findings.as_ref().map(|findings| {
        let entry = |one: &crate::diff::NewFinding| {
            let finding = &one.finding;
            json!({
                "code": finding.code,
                "file": finding.file,
                "line": finding.line,
                "message": finding.message,
                "new": !one.is_old,
            })
        };
        findings.iter().map(entry).collect::<Vec<_>>()
    });
    let value = json!({
        "version": 1,
        "changed": found.changed.iter().map(chart).collect::<Vec<_>>(),
        "added": found.added,
        "gone": found.gone,
        "unchanged": found.unchanged,
        "failed": {"old": found.failed.0, "new": found.failed.1},
        "findings": findings,
    });
    format!("{value:#}\n")
}

fn chart(change: &ChartChange) -> Value {
    let facts = change
        .facts
        .iter()
        .map(|fact| json!({"what": fact.what, "series": fact.series, "old": fact.old, "new": fact.new}));
    json!({
        "id": change.id,
        "spec": change.spec,
        "title": change.title,
        "redrawn": change.is_redrawn,
        "figures": change.figures.iter().map(figure).collect::<Vec<_>>(),
        "facts": facts.collect::<Vec<_>>(),
    })
}

fn figure(change: &FigureChange) -> Value {
    json!({
        "row": change.row,
        "column": change.column,
        "old": change.old.as_ref().map(published),
        "new": change.new.as_ref().map(published),
        "n": {"old": change.n.0, "new": change.n.1},
        "within-margin": change.is_within_margin,
    })
}

fn published(figure: &Figure) -> Value {
    let value = match &figure.printed[..] {
        [] => Value::Null,
        [one] => json!(one),
        ends => json!(ends),
    };
    json!({"kind": figure.kind, "value": value, "unrounded": figure.unrounded, "hidden": figure.hidden})
}
