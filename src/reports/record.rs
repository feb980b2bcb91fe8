//! What became of a report, as it is kept beside the reports: enough for the index, and to see that all is there.

use std::path::{Path, PathBuf};

use super::Report;
use crate::batch;
use crate::diagnostic::{Diagnostic, Severity};
use crate::workspace;
use crate::workspace::output::Written;
use serde_json::{Value, json};

/// The folder of the records in the output folder.
const FOLDER: &str = ".reports";

/// What a record begins with.
const FORM: &str = "make-briefing report 1";

/// What became of a report.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    /// Its id.
    pub(super) id: String,
    /// What it was built with: program, sources and values.
    pub(super) asked: String,
    /// The values of its parameters.
    pub(super) settings: Vec<(String, String)>,
    /// The number of charts, and of pages.
    pub(super) charts: u64,
    pub(super) pages: u64,
    /// How many files it has, and their size in bytes.
    pub(super) count: u64,
    pub(super) bytes: u64,
    /// Its files, in the order of their names.
    pub(super) files: Vec<Written>,
    /// The files that were read, with their SHA-256.
    pub(super) inputs: Vec<(String, String)>,
    /// Severity, code, place and message of each diagnostic.
    pub(super) diagnostics: Vec<[String; 4]>,
}

impl Record {
    /// The record of a build.
    pub(super) fn of(report: &Report, asked: &str, outcome: &batch::Outcome) -> Self {
        let mut files = outcome.written.clone();
        files.sort_by(|one, two| one.name.cmp(&two.name));
        Self {
            id: report.id.clone(),
            asked: asked.to_owned(),
            settings: report.settings.iter().map(|one| (one.name.clone(), one.value.clone())).collect(),
            charts: outcome.charts as u64,
            pages: outcome.pages as u64,
            count: files.len() as u64,
            bytes: files.iter().map(|file| file.bytes).sum(),
            files,
            inputs: outcome.inputs.clone(),
            diagnostics: outcome.diagnostics.iter().map(entry).collect(),
        }
    }

    /// Whether it has errors.
    pub(super) fn is_faulty(&self) -> bool {
        self.diagnostics.iter().any(|[severity, ..]| severity == "error")
    }

    /// The record for the index: without the files of single charts, whose hashes the manifest has.
    pub(super) fn without_images(mut self) -> Self {
        self.files.retain(|file| !file.name.contains('/'));
        self.inputs.clear();
        self
    }

    /// Keeps it in the output folder.
    ///
    /// # Errors
    /// A diagnostic where it cannot be written.
    pub(super) fn write(&self, out: &Path) -> Result<(), Diagnostic> {
        let value = json!({"form": FORM, "asked": self.asked, "inputs": self.inputs, "report": self.value()});
        let is_own = |text: &str| text.contains(FORM);
        workspace::make_folder(&out.join(FOLDER))?;
        workspace::write_file(&path(out, &self.id), &format!("{value}\n"), false, &is_own)
    }

    /// Reads the record of a report; `None` where there is none that can be read.
    pub(super) fn read(out: &Path, id: &str) -> Option<Self> {
        let text = workspace::read_manifest(&path(out, id)).ok()?;
        let value: Value = serde_json::from_str(&text).ok()?;
        let report = value.get("report").filter(|_| value["form"] == FORM)?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let file = |value: &Value| {
            Some(Written {
                name: text(&value["file"])?,
                bytes: value["bytes"].as_u64()?,
                sha256: text(&value["sha256"])?,
            })
        };
        let diagnostic = |value: &Value| {
            Some([
                text(&value["severity"])?,
                text(&value["code"])?,
                text(&value["place"])?,
                text(&value["message"])?,
            ])
        };
        let settings = report["params"].as_object()?.iter();
        let input = |pair: &Value| Some((text(&pair[0])?, text(&pair[1])?));
        let inputs = value["inputs"].as_array()?.iter().map(input).collect::<Option<_>>()?;
        Some(Self {
            id: text(&report["id"]).filter(|found| found == id)?,
            asked: text(&value["asked"])?,
            settings: settings
                .map(|(name, value)| Some((name.clone(), text(value)?)))
                .collect::<Option<_>>()?,
            charts: report["charts"].as_u64()?,
            pages: report["pages"].as_u64()?,
            count: report["count"].as_u64()?,
            bytes: report["bytes"].as_u64()?,
            inputs,
            files: report["files"].as_array()?.iter().map(file).collect::<Option<_>>()?,
            diagnostics: report["diagnostics"].as_array()?.iter().map(diagnostic).collect::<Option<_>>()?,
        })
    }

    /// The ids of all reports that were ever built into an output folder.
    pub(super) fn ids(out: &Path) -> Vec<String> {
        workspace::names_in(&out.join(FOLDER), ".json")
    }

    /// Its entry in the index.
    pub(super) fn value(&self) -> Value {
        let settings: serde_json::Map<String, Value> =
            self.settings.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let file = |file: &Written| json!({"file": file.name, "bytes": file.bytes, "sha256": file.sha256});
        let diagnostic = |[severity, code, place, message]: &[String; 4]| json!({"severity": severity, "code": code, "place": place, "message": message});
        json!({
            "id": self.id,
            "params": settings,
            "charts": self.charts,
            "pages": self.pages,
            "count": self.count,
            "bytes": self.bytes,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "diagnostics": self.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
        })
    }

    /// The files that are not as they were written.
    pub(super) fn missing(&self, out: &Path) -> Vec<&str> {
        let folder = out.join(&self.id);
        let is_there = |file: &Written| workspace::is_listed(&folder, &file.name, &file.sha256);
        self.files.iter().filter(|file| !is_there(file)).map(|file| file.name.as_str()).collect()
    }
}

fn path(out: &Path, id: &str) -> PathBuf {
    out.join(FOLDER).join(format!("{id}.json"))
}

fn entry(one: &Diagnostic) -> [String; 4] {
    let severity = match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let source = &one.span.source;
    let place = match source.text.is_empty() {
        true => source.name.clone(),
        false => format!("{}:{}:{}", source.name, one.span.line(), one.span.column()),
    };
    [severity.into(), one.code.name().into(), place, one.message.clone()]
}
