//! `manifest.json`: what a run made, from what, and every value that it shows.
//!
//! Its form is versioned: a field may be added, none changes its meaning without a new `version`.

use serde_json::{Value, json};

use super::Drawing;
use super::project::Project;
use crate::data::series::Base;
use crate::layout::shown::{RowKind, Shown};
use crate::units::Size;
use crate::workspace::Written;

/// The version of the form.
pub const VERSION: u32 = 1;

/// A file that was written, with its extent in units where it is an image.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The file.
    pub file: Written,
    /// Its extent.
    pub size: Option<Size>,
}

/// What the manifest says of one chart. Files are named from the specs folder on, so that the manifest is the same
/// wherever that folder lies.
pub fn chart(project: &Project, drawing: &Drawing<'_>, files: &[Image], scale: f32) -> Value {
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
            "type": series.question_type.word(),
            "question": series.question,
            "base": series.base.as_ref().map(base),
        })).collect::<Vec<_>>(),
        "values": values(shown),
        "files": files.iter().map(|image| file(image, scale)).collect::<Vec<_>>(),
    })
}

/// Who was asked, and how many.
fn base(base: &Base) -> Value {
    let columns: serde_json::Map<_, _> =
        base.columns.iter().map(|(column, n)| (column.clone(), json!(n))).collect();
    json!({
        "label": base.label,
        "filter": base.filter,
        "n": base.n,
        "n-effective": base.n_effective,
        "columns": columns,
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

fn file(image: &Image, scale: f32) -> Value {
    let Written { name, bytes, sha256 } = &image.file;
    let pixels = image
        .size
        .filter(|_| name.ends_with(".png"))
        .map(|size| [(size.width * scale).round() as u64, (size.height * scale).round() as u64]);
    let mut value = json!({"file": name, "bytes": bytes, "sha256": sha256});
    if let (Some(map), Some(pixels)) = (value.as_object_mut(), pixels) {
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
