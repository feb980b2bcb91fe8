//! `manifest.json`: what a run made, from what, and every value that it shows.
//!
//! Its form is versioned: a field may be added, none changes its meaning without a new `version`.

use serde_json::{Value, json};

use super::Drawing;
use super::project::Project;
use crate::layout::caption::Caption;
use crate::layout::shown::{RowKind, Shown};
use crate::workspace::Written;

/// The version of the form.
pub const VERSION: u32 = 1;

/// A file that was written, with its pixels where it has any.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The file.
    pub file: Written,
    /// Its pixels across and down.
    pub pixels: Option<[u64; 2]>,
}

/// What the manifest says of one chart. Files are named from the specs folder on, so that the manifest is the same
/// wherever that folder lies.
pub fn chart(project: &Project, drawing: &Drawing<'_>, files: &[Image]) -> Value {
    let Drawing { spec, shown, caption, alt } = drawing;
    json!({
        "id": spec.id,
        "kind": spec.kind.value.name(),
        "spec": project.inside(&spec.place.source.name),
        "title": caption.title,
        "alt": alt,
        "series": shown.sources.iter().map(|series| json!({
            "id": series.id,
            "file": project.inside(&series.place.source.name),
            "base": series.base.as_ref().map(|base| json!({"label": base.label, "n": base.n})),
        })).collect::<Vec<_>>(),
        "values": values(shown).into_iter().chain(around(shown, caption)).collect::<Vec<_>>(),
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}

/// Every figure that is shown, rounded as it is shown.
fn values(shown: &Shown) -> Vec<Value> {
    let mut values = Vec::new();
    for row in &shown.rows {
        for (index, (column, value)) in shown.columns.iter().zip(&row.values).enumerate() {
            let kind = match row.kind {
                RowKind::Missing => "missing",
                _ if column.missing => "missing",
                RowKind::Category if column.remainder => "remainder",
                RowKind::Category => "category",
                RowKind::Net => "net",
                RowKind::Remainder => "remainder",
            };
            let (_, decimals) = row.own.unwrap_or((shown.unit, shown.decimals));
            let value = value.map(|value| crate::data::rounding::shown(value, decimals));
            let column = (!column.name.is_empty()).then_some(&column.name);
            let mut entry = json!({"row": row.name, "column": column, "kind": kind, "value": value});
            if let Some((low, high)) = row.interval(index) {
                let round = |end| crate::data::rounding::shown(end, decimals);
                entry["interval"] = json!([round(low), round(high)]);
            }
            values.push(entry);
        }
    }
    values
}

/// What a chart prints beside the figures of its series: sums of bars, and what it is held against.
fn around(shown: &Shown, caption: &Caption) -> Vec<Value> {
    let round = |value: f64| crate::data::rounding::shown(value, shown.decimals);
    let bars: Vec<&str> = match shown.is_by_item() {
        true => shown.rows.iter().map(|row| row.name.as_str()).collect(),
        false => shown.columns.iter().map(|column| column.name.as_str()).collect(),
    };
    let totals = caption.totals.iter().flat_map(|total| {
        bars.iter().zip(&total.values).map(|(bar, value)| {
            let (row, column) = if shown.is_by_item() { (*bar, &*total.name) } else { (&*total.name, *bar) };
            json!({"row": row, "column": column, "kind": "total", "value": value.map(round)})
        })
    });
    let references = caption.references.iter().map(|mark| {
        let value = if mark.is_line() { json!(mark.from) } else { json!([mark.from, mark.to]) };
        json!({"row": mark.label, "column": null, "kind": "reference", "value": value})
    });
    totals.chain(references).collect()
}

fn file(image: &Image) -> Value {
    let Written { name, bytes, sha256 } = &image.file;
    let mut value = json!({"file": name, "bytes": bytes, "sha256": sha256});
    if let (Some(map), Some(pixels)) = (value.as_object_mut(), image.pixels) {
        map.insert("pixels".into(), json!(pixels));
    }
    value
}

/// The whole manifest.
pub fn manifest(
    project: &Project,
    charts: Vec<Value>,
    failed: &[String],
    document: Option<&Written>,
) -> String {
    let inputs: Vec<Value> = project
        .inputs
        .iter()
        .map(|(name, sha256)| json!({"file": project.inside(name), "sha256": sha256}))
        .collect();
    let document = document
        .map(|written| json!({"file": written.name, "bytes": written.bytes, "sha256": written.sha256}));
    let value = json!({
        "version": VERSION,
        "program": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "inputs": inputs,
        "document": document,
        "charts": charts,
        "failed": failed,
    });
    format!("{value:#}\n")
}
