//! `manifest.json`: the inputs and outputs of a run, and every value that it shows with its source.
//!
//! The format is versioned: fields may be added, but none changes its meaning without a new `version`.
//! `manifest.schema.json` describes it.

use std::collections::BTreeMap;

use super::ChartInputs;
use crate::chart::caption::Caption;
use crate::chart::data::intervals;
use crate::chart::data::{ChartData, RowKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::project::Project;
use crate::spec::keys::word_of;
use crate::survey::base::{Base, Size};
use crate::survey::confidence::Confidence;
use crate::survey::hidden::Hidden;
use crate::survey::rounding;
use crate::survey::series::{Series, Spot, Unit};
use crate::workspace;
use crate::workspace::output::{Output, Written};
use crate::workspace::streamed_output::StreamedOutput;
use serde_json::{Value, json};

/// Version of the format.
pub const VERSION: u32 = 2;

/// JSON Schema (draft 7) of the format.
pub const SCHEMA: &str = include_str!("manifest.schema.json");

/// The name of the file.
pub(crate) const FILE: &str = "manifest.json";

/// A file of a chart: an image, or the CSV of its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// The file.
    pub file: Written,
    /// Width and height in pixels; `None` for SVG and CSV.
    pub pixels: Option<[u64; 2]>,
    /// Cache key of an image, in hexadecimal digits.
    pub key: Option<String>,
}

/// The manifest's entry for a chart that could not be drawn, with its errors.
pub(crate) fn failed<'d>(project: &Project, id: &str, errors: impl Iterator<Item = &'d Diagnostic>) -> Value {
    let entry = |error: &Diagnostic| {
        let span = &error.span;
        let line = (!span.source.text.is_empty()).then(|| span.line());
        let file = project.inside(&span.source.name);
        json!({"code": error.code.name(), "message": error.message, "file": file, "line": line})
    };
    json!({"id": id, "faults": errors.map(entry).collect::<Vec<_>>()})
}

/// The manifest's entry for a chart, as text. Paths are relative to the specs folder, so that the manifest does
/// not depend on where that folder is.
pub fn chart(project: &Project, drawing: &ChartInputs<'_>, files: &[Image]) -> String {
    list_item(&chart_value(project, drawing, files))
}

/// The manifest's entry for a chart.
pub(crate) fn chart_value(project: &Project, drawing: &ChartInputs<'_>, files: &[Image]) -> Value {
    let ChartInputs { spec, shown, caption, alt } = drawing;
    json!({
        "id": spec.id,
        "kind": spec.kind.value.name(),
        "spec": project.inside(&spec.span.source.name),
        "title": caption.title,
        "alt": alt,
        "series": shown.sources.iter().map(|series| with_level(series, json!({
            "id": series.id,
            "file": project.inside(&series.span.source.name),
            "type": series.question_type.word(),
            "unit": word_of(&Unit::WORDS, &series.unit),
            "question": series.question,
            "base": series.base.as_ref().map(base),
            "weighting": series.survey.weighting,
            "read": series.read_from.as_ref().map(|read| format!("{}, {read}", read.file)),
        }))).collect::<Vec<_>>(),
        "values": values(project, drawing).into_iter().chain(totals_and_references(shown, caption)).collect::<Vec<_>>(),
        "files": files.iter().map(file).collect::<Vec<_>>(),
    })
}

/// The same with the level of intervals and tests in percent, where that is not the usual one.
fn with_level(series: &Series, mut entry: Value) -> Value {
    let level = series.survey.confidence.level;
    if level != Confidence::default().level {
        entry["level"] = json!(level);
    }
    entry
}

/// A value, indented as an item of one of the manifest's lists.
fn list_item(value: &Value) -> String {
    format!("    {}", indented(value, "    "))
}

/// A value over several lines, indented from the second line on.
fn indented(value: &Value, indent: &str) -> String {
    format!("{value:#}").replace('\n', &format!("\n{indent}"))
}

/// An effective size in whole respondents.
fn effective(n: f64) -> u32 {
    n.round() as u32
}

/// The base of a series: who was asked, and how many.
fn base(base: &Base) -> Value {
    let numbers = |sizes: &[(String, Size)]| -> serde_json::Map<String, Value> {
        sizes.iter().map(|(name, size)| (name.clone(), json!(size.n))).collect()
    };
    let worth: serde_json::Map<_, _> = base
        .columns
        .iter()
        .chain(&base.rows)
        .filter_map(|(name, size)| Some((name.clone(), json!(effective(size.n_effective?)))))
        .collect();
    let hidden: serde_json::Map<_, _> =
        base.hidden.iter().map(|(column, why)| (column.clone(), json!(reason(*why)))).collect();
    let mut value = json!({
        "label": base.label,
        "filter": base.filter,
        "n": base.n,
        "n-effective": base.n_effective.map(effective),
        "columns": numbers(&base.columns),
    });
    if !base.rows.is_empty() {
        value["rows"] = numbers(&base.rows).into();
    }
    if !worth.is_empty() {
        value["effective-sizes"] = worth.into();
    }
    if !hidden.is_empty() {
        value["hidden"] = hidden.into();
    }
    value
}

/// Every figure that the chart shows, rounded as shown.
fn values(project: &Project, ChartInputs { spec, shown, .. }: &ChartInputs<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    for (at, row) in shown.rows.iter().enumerate() {
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
            let unrounded = value.and(row.exact.get(index).copied().flatten().or(*value));
            let value = value.map(|value| match rounding::is_below_unit(value, decimals) {
                true => value,
                false => rounding::shown(value, decimals),
            });
            let column = (!column.name.is_empty()).then_some(column.name.as_str());
            let mut entry = json!({"row": row.name, "column": column, "kind": kind, "value": value});
            if unrounded != value {
                entry["unrounded"] = json!(unrounded);
            }
            if let Some(why) = why_hidden(shown, index).filter(|_| value.is_none()) {
                entry["hidden"] = json!(reason(why));
            }
            if let Some((low, high)) = row.interval(index) {
                let round = |end| rounding::shown(end, decimals);
                entry["interval"] = json!([round(low), round(high)]);
            }
            let tests = row.notes.get(index).map_or(&[][..], |note| &note.tests);
            if !tests.is_empty() {
                let test = |(other, p): &(usize, f64)| json!({"against": intervals::tested_against(shown, *other), "p": (p * 1e6).round() / 1e6});
                entry["tests"] = tests.iter().map(test).collect();
            }
            // Each key figure names its own series.
            let origin = match spec.figures.get(at) {
                Some(figure) => {
                    let column = figure.column.as_ref().map(|column| column.value.as_str());
                    origin(shown, &figure.category.value, column, Some(&figure.series.value))
                }
                None => {
                    let name = intervals::without_letter(shown.own_name(row), shown.compares_answers);
                    let is_tested = spec.significance.is_some() && !shown.compares_answers;
                    let column = column.map(|name| intervals::without_letter(name, is_tested));
                    let own =
                        row.group.filter(|_| shown.is_banner).and_then(|group| shown.sources.get(group));
                    origin(shown, name, column, own.map(|series| series.id.as_str()))
                }
            };
            if let Some((series, spot)) = origin {
                entry["from"] = source_of(project, series, &spot);
            }
            values.push(entry);
        }
    }
    values
}

/// Why the figures of a column are hidden; `None` where they are shown.
fn why_hidden(shown: &ChartData, column: usize) -> Option<Hidden> {
    shown.columns.get(column)?.hidden
}

/// The manifest's word for the reason.
fn reason(why: Hidden) -> &'static str {
    match why {
        Hidden::Small(_) => "small",
        Hidden::Linked => "linked",
    }
}

/// What a chart prints besides the figures of its series: totals of bars, and reference lines and ranges.
fn totals_and_references(shown: &ChartData, caption: &Caption) -> Vec<Value> {
    let round = |value: f64| rounding::shown(value, shown.decimals);
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

/// The series that a figure comes from, and its position in the source (of a net, where it is defined); `None` for
/// a computed figure.
fn origin<'s>(
    shown: &'s ChartData,
    category: &str,
    column: Option<&str>,
    series: Option<&str>,
) -> Option<(&'s Series, Spot)> {
    let mut sources =
        shown.sources.iter().map(|source| &**source).filter(|source| series.is_none_or(|id| source.id == id));
    sources.find_map(|source| {
        let Some(index) = source.category(category) else {
            let net = source.nets.iter().find(|net| net.name == category)?;
            return Some((source, Spot { span: net.span.clone(), cell: None }));
        };
        let category = source.categories.get(index)?;
        let column = column.map_or(Some(0), |name| source.column(name))?;
        category.values.get(column)?.is_some().then(|| (source, category.spot(column)))
    })
}

fn source_of(project: &Project, series: &Series, spot: &Spot) -> Value {
    let mut from = json!({"series": series.id, "file": project.inside(&spot.span.source.name)});
    match &spot.cell {
        Some(cell) => from["cell"] = json!(cell),
        None => from["line"] = json!(spot.span.line()),
    }
    from
}

fn file(image: &Image) -> Value {
    let mut value = written(&image.file);
    if let Some(pixels) = image.pixels {
        value["pixels"] = json!(pixels);
    }
    value
}

fn written(Written { name, bytes, sha256 }: &Written) -> Value {
    json!({"file": name, "bytes": bytes, "sha256": sha256})
}

/// The text of a manifest whose entries are all in memory, with the same keys as [`Manifest`].
pub(crate) fn whole(
    project: &Project,
    charts: Vec<Value>,
    failed: Vec<Value>,
    documents: &[Written],
) -> String {
    let input = |(name, sha256): &(String, String)| json!({"file": project.inside(name), "sha256": sha256});
    let (document, others): (Vec<_>, Vec<_>) = documents.iter().partition(|file| file.name.ends_with(".pdf"));
    let mut value = json!({
        "version": VERSION,
        "program": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "inputs": project.inputs.iter().map(input).collect::<Vec<_>>(),
        "charts": charts,
        "failed": failed,
        "document": document.first().map(|file| written(file)),
    });
    if !others.is_empty() {
        value["documents"] = others.into_iter().map(written).collect();
    }
    format!("{value:#}\n")
}

/// The manifest of a run, streamed to disk while the run goes on, so that thousands of entries are not kept in
/// memory.
#[derive(Debug)]
pub(crate) struct Manifest {
    file: StreamedOutput,
    /// Whether the open list has no item yet.
    is_empty: bool,
}

impl Manifest {
    /// Begins the file, with the run's inputs.
    ///
    /// # Errors
    /// A diagnostic where the file cannot be created.
    pub(crate) fn begin(project: &Project, output: &Output) -> Result<Self, Diagnostic> {
        let mut manifest = Self { file: StreamedOutput::begin(output, FILE)?, is_empty: true };
        let program = json!({"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")});
        manifest.file.push(&format!("{{\n  \"version\": {VERSION},\n  \"program\": {program},\n"));
        manifest.open("inputs");
        for (name, sha256) in &project.inputs {
            let input = json!({"file": project.inside(name), "sha256": sha256});
            manifest.item(&list_item(&input));
        }
        manifest.close();
        manifest.open("charts");
        Ok(manifest)
    }

    /// Writes the entry of the next chart.
    pub(crate) fn chart(&mut self, text: &str) {
        self.item(text);
    }

    /// Writes the charts that could not be drawn and the documents, and replaces the old manifest.
    ///
    /// # Errors
    /// A diagnostic where a part of the file could not be written.
    pub(crate) fn finish(
        mut self,
        failed: &[Value],
        documents: &[Written],
        output: &Output,
    ) -> Result<Written, Diagnostic> {
        self.close();
        self.open("failed");
        failed.iter().for_each(|value| self.item(&list_item(value)));
        self.close();
        let (document, others): (Vec<_>, Vec<_>) =
            documents.iter().partition(|file| file.name.ends_with(".pdf"));
        if !others.is_empty() {
            self.file.push("  \"documents\": ");
            let others: Vec<Value> = others.into_iter().map(written).collect();
            self.file.push(&format!("{},\n", indented(&json!(others), "  ")));
        }
        let document = indented(&json!(document.first().map(|file| written(file))), "  ");
        self.file.push(&format!("  \"document\": {document}\n}}\n"));
        self.file.finish(output)
    }

    fn open(&mut self, list: &str) {
        self.is_empty = true;
        self.file.push(&format!("  \"{list}\": ["));
    }

    fn item(&mut self, text: &str) {
        self.file.push(if self.is_empty { "\n" } else { ",\n" });
        self.file.push(text);
        self.is_empty = false;
    }

    fn close(&mut self) {
        self.file.push(if self.is_empty { "],\n" } else { "\n  ],\n" });
    }
}

/// The files that a manifest lists, with their hashes.
fn files(manifest: &Value) -> impl Iterator<Item = (String, String)> {
    let charts = manifest["charts"].as_array().into_iter().flatten();
    let files = charts.flat_map(|chart| chart["files"].as_array().into_iter().flatten());
    files
        .chain([&manifest["document"]])
        .chain(manifest["documents"].as_array().into_iter().flatten())
        .filter_map(|file| Some((file["file"].as_str()?.to_owned(), file["sha256"].as_str()?.to_owned())))
}

/// The files that the manifest in the output folder lists, and the manifest itself; empty where the file of that
/// name is not a manifest of make-briefing.
pub(crate) fn previous_files(output: &Output) -> Vec<(String, String)> {
    let Some(bytes) = output.read_manifest(FILE) else { return Vec::new() };
    let Ok(value) = serde_json::from_slice::<Value>(&bytes) else { return Vec::new() };
    let is_own = value["program"]["name"] == env!("CARGO_PKG_NAME")
        && value["version"].as_u64().is_some_and(|version| version <= u64::from(VERSION))
        && value["charts"].is_array();
    match is_own {
        true => files(&value).chain([(FILE.to_owned(), workspace::sha256(&bytes))]).collect(),
        false => Vec::new(),
    }
}

/// Restricts the output folder to the files and hashes of its manifest, for `--locked`.
///
/// # Errors
/// A diagnostic where there is no manifest, or it cannot be read.
pub(crate) fn expecting(output: Output) -> Result<Output, Diagnostic> {
    let refuse = |message: &str| {
        let name = workspace::shown(&output.folder().join(FILE));
        Diagnostic::output(Code::ChangedOutput, name, message)
            .as_check()
            .hint("build once without `--locked`, and keep the manifest which that writes")
    };
    let bytes =
        output.read_manifest(FILE).ok_or_else(|| refuse("there is no manifest to compare the files with"))?;
    let value: Value =
        serde_json::from_slice(&bytes).map_err(|_| refuse("the manifest is not valid JSON"))?;
    let files: BTreeMap<String, String> = files(&value).collect();
    if files.is_empty() {
        return Err(refuse("the manifest lists no files"));
    }
    Ok(output.expecting(files))
}
