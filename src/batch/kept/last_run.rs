//! Inputs and outputs of the last run, so that an up-to-date build exits early.
//!
//! Inputs are always read and hashed; their modification times do not count. Outputs are read only where their
//! metadata has changed. Warnings are recorded with their source lines and reported again.

use std::collections::BTreeMap;
use std::path::Path;

use super::image_cache::{Key, PROGRAM};
use super::warnings;
use crate::batch::{Outcome, Request};
use crate::diagnostic::Severity;
use crate::workspace;
use crate::workspace::output::{Output, Written};
use crate::workspace::store::{RUNS, Store};
use crate::workspace::{Inputs, sha256};
use serde_json::{Value, json};

/// A file that was written, with the cache key of its image.
pub(in crate::batch) type KeyedFile = (Written, Option<String>);

/// A file that the last run wrote.
#[derive(Debug, Clone, PartialEq)]
struct RecordedFile {
    file: Written,
    /// Its metadata when it was written (see [`Output::stamp`]).
    stamp: String,
    /// The cache key, if it is an image.
    key: Option<String>,
}

/// The record of the last run into an output folder.
#[derive(Debug, Default)]
pub(in crate::batch) struct LastRun {
    value: Value,
    files: BTreeMap<String, RecordedFile>,
}

/// What is recorded of a run.
#[derive(Debug)]
pub(in crate::batch) struct Run<'a> {
    pub(in crate::batch) request: &'a str,
    /// The files that were read, with their SHA-256.
    pub(in crate::batch) inputs: &'a [(String, String)],
    /// The files that were written.
    pub(in crate::batch) files: &'a [KeyedFile],
    pub(in crate::batch) outcome: &'a Outcome,
}

impl LastRun {
    /// Reads the record of the last run into this output folder; an empty one if that is missing or damaged.
    pub(in crate::batch) fn read(store: Option<&Store>, output: &Output) -> Self {
        let read = || serde_json::from_slice::<Value>(&store?.read(&entry_name(output))?).ok();
        let value = read().filter(|value| value["program"] == PROGRAM).unwrap_or_default();
        let files: Option<Vec<_>> =
            value["files"].as_array().and_then(|files| files.iter().map(file_from_json).collect());
        let Some(files) = files else { return Self::default() };
        let files = files.into_iter().map(|recorded| (recorded.file.name.clone(), recorded)).collect();
        Self { value, files }
    }

    /// The outcome of the last run, if it is up to date: same request, inputs and program, and all outputs are
    /// intact.
    pub(in crate::batch) fn if_up_to_date(
        &self,
        inputs: &Inputs,
        hash: &dyn Fn(&str) -> Option<String>,
        request: &str,
        output: &Output,
    ) -> Option<Outcome> {
        if self.value["request"] != request {
            return None;
        }
        let mut now: BTreeMap<String, String> =
            inputs.sources().map(|source| (source.name.clone(), sha256(source.text.as_bytes()))).collect();
        for pair in self.value["inputs"].as_array()? {
            let (name, before) = (pair[0].as_str()?, pair[1].as_str()?);
            // Specs have been read already; the files that they name are hashed here.
            let found = now.remove(name).or_else(|| hash(name))?;
            if found != before {
                return None;
            }
        }
        let is_up_to_date =
            now.is_empty() && self.files.values().all(|one| output.is_intact(&one.file, &one.stamp));
        is_up_to_date.then(|| self.outcome()).flatten()
    }

    fn outcome(&self) -> Option<Outcome> {
        let count = |key: &str| self.value[key].as_u64().map(|count| count as usize);
        let diagnostics = warnings::read(&self.value["warnings"])?;
        Some(Outcome {
            charts: count("charts")?,
            pages: count("pages")?,
            files: self.files.len(),
            bytes: self.files.values().map(|one| one.file.bytes).sum(),
            diagnostics,
            unchanged: count("charts")?,
            written: self.files.values().map(|one| one.file.clone()).collect(),
            inputs: self.value["inputs"].as_array()?.iter().filter_map(input_from_json).collect(),
            ..Outcome::default()
        })
    }

    /// The names of the files that the run wrote.
    pub(in crate::batch) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The image file of this name, if it has this cache key and is unchanged.
    pub(in crate::batch) fn unchanged_image(
        &self,
        name: &str,
        key: &Key,
        output: &Output,
    ) -> Option<Written> {
        let recorded = self.files.get(name)?;
        if recorded.key.as_deref()? != key.to_hex().as_str() {
            return None;
        }
        output.is_intact(&recorded.file, &recorded.stamp).then(|| recorded.file.clone())
    }

    /// Name and hash of a file, if the run wrote it and it is unchanged.
    pub(in crate::batch) fn unchanged_file(&self, name: &str, output: &Output) -> Option<(String, String)> {
        let RecordedFile { file, stamp, .. } = self.files.get(name)?;
        output.is_intact(file, stamp).then(|| (file.name.clone(), file.sha256.clone()))
    }

    /// The names of the files that the run read.
    pub(in crate::batch) fn inputs(&self) -> impl Iterator<Item = &str> {
        self.value["inputs"].as_array().into_iter().flatten().filter_map(|pair| pair[0].as_str())
    }
}

impl Run<'_> {
    /// Records a run. A run with errors is not recorded: the next one must report them again, or may succeed. Nor is
    /// one whose outputs somebody has removed in the meantime.
    pub(in crate::batch) fn write(&self, store: Option<&Store>, output: &Output) {
        let Some(store) = store else { return };
        let warnings = &self.outcome.diagnostics;
        let has_errors = warnings.iter().any(|one| one.severity == Severity::Error);
        let files = self.files.iter().map(|(file, key)| {
            let Written { name, bytes, sha256 } = file;
            Some(json!([name, bytes, sha256, output.stamp(name)?, key]))
        });
        let files: Option<Vec<_>> = files.collect();
        let Some(files) = files.filter(|_| !has_errors) else {
            return store.remove(&entry_name(output));
        };
        let value = json!({
            "program": PROGRAM,
            "request": self.request,
            "inputs": self.inputs,
            "files": files,
            "charts": self.outcome.charts,
            "pages": self.outcome.pages,
            "warnings": warnings::written(warnings),
        });
        store.write(&entry_name(output), &[value.to_string().as_bytes()]);
    }
}

/// The name of the record in the cache. Several output folders may share a cache, so the name is a hash of the
/// folder.
fn entry_name(output: &Output) -> String {
    let folder = workspace::absolute(output.folder());
    format!("{RUNS}/{}.json", &blake3::hash(folder.as_bytes()).to_hex()[..32])
}

fn input_from_json(pair: &Value) -> Option<(String, String)> {
    Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()))
}

fn file_from_json(value: &Value) -> Option<RecordedFile> {
    let text = |index: usize| value[index].as_str().map(str::to_owned);
    let file = Written { name: text(0)?, bytes: value[1].as_u64()?, sha256: text(2)? };
    Some(RecordedFile { file, stamp: text(3)?, key: text(4) })
}

/// The options that decide the outputs, as text to compare.
pub(in crate::batch) fn request(request: &Request, specs: &Path) -> String {
    // The number of threads changes no output, and a run for single charts is not recorded.
    let Request { formats, only: _, jobs: _, scales, plain, transparent, standards, created, .. } = request;
    let Request {
        slides,
        template,
        update,
        svg_text,
        unrounded,
        csv,
        params,
        withheld,
        release,
        page_files,
        ..
    } = request;
    let [template, update] =
        [template, update].map(|file| file.as_ref().map(|file| (&file.name, workspace::sha256(&file.bytes))));
    let specs = workspace::shown(specs);
    let params: Vec<[&str; 2]> = params.iter().map(|one| [one.name.as_str(), one.value.as_str()]).collect();
    format!(
        "{specs} {formats:?} {scales:?} {plain} {transparent} {standards:?} {created:?} {slides:?} {template:?} {update:?} {svg_text:?} {unrounded} {csv:?} {params:?} {withheld:?} {release} {page_files}"
    )
}
