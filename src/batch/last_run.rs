//! What a run was made from and what it made, so that a run that would make the same is over at once.
//!
//! The inputs are always read and hashed, whatever their times say. Of the outputs only those that were touched since are
//! read. Warnings are kept with their lines, and said again.

use std::collections::BTreeMap;
use std::path::Path;

use super::image_cache::{Key, PROGRAM};
use super::{Outcome, Request};
use crate::diagnostic::{Cause, Diagnostic, Severity, Source, Span};
use crate::explain;
use crate::workspace;
use crate::workspace::output::{Output, Written};
use crate::workspace::store::{RUNS, Store};
use crate::workspace::{Inputs, sha256};
use serde_json::{Value, json};

/// A file that was written, with the key of the image that it belongs to.
pub(super) type Made = (Written, Option<String>);

/// A file that a run left in the output folder.
#[derive(Debug, Clone, PartialEq)]
struct Left {
    file: Written,
    /// What the system said of it when it was written.
    stamp: String,
    /// The key of the image that it is one of the files of.
    key: Option<String>,
}

/// The record of a run.
#[derive(Debug, Default)]
pub(super) struct LastRun {
    value: Value,
    left: BTreeMap<String, Left>,
}

/// What is recorded of a run.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) request: &'a str,
    /// All files that were read, with their SHA-256.
    pub(super) inputs: &'a [(String, String)],
    /// All files that were written, those of images with their keys.
    pub(super) files: &'a [Made],
    pub(super) outcome: &'a Outcome,
}

impl LastRun {
    /// The record of the last run into this output folder; an empty one where there is none.
    pub(super) fn read(store: Option<&Store>, output: &Output) -> Self {
        let read = || serde_json::from_slice::<Value>(&store?.read(&name(output))?).ok();
        let value = read().filter(|value| value["program"] == PROGRAM).unwrap_or_default();
        let files = value["files"].as_array().into_iter().flatten();
        let left = files.filter_map(left).map(|left| (left.file.name.clone(), left)).collect();
        Self { value, left }
    }

    /// What that run came to, if this one would come to the same: the same request, inputs and program, and all outputs
    /// are still there.
    pub(super) fn unchanged(&self, inputs: &Inputs, request: &str, output: &Output) -> Option<Outcome> {
        if self.value["request"] != request {
            return None;
        }
        let mut now: BTreeMap<String, String> =
            inputs.sources().map(|source| (source.name.clone(), sha256(source.text.as_bytes()))).collect();
        for pair in self.value["inputs"].as_array()? {
            let (name, before) = (pair[0].as_str()?, pair[1].as_str()?);
            // Specs are read in any case; what they name is found here.
            let found = now.remove(name).or_else(|| workspace::hash_file(Path::new(name)))?;
            if found != before {
                return None;
            }
        }
        let is_same =
            now.is_empty() && self.left.values().all(|left| output.is_intact(&left.file, &left.stamp));
        is_same.then(|| self.outcome()).flatten()
    }

    fn outcome(&self) -> Option<Outcome> {
        let count = |key: &str| self.value[key].as_u64().map(|count| count as usize);
        let diagnostics = self.value["warnings"].as_array()?.iter().map(diagnostic).collect::<Option<_>>()?;
        Some(Outcome {
            charts: count("charts")?,
            pages: count("pages")?,
            files: self.left.len(),
            bytes: self.left.values().map(|left| left.file.bytes).sum(),
            diagnostics,
            unchanged: count("charts")?,
            ..Outcome::default()
        })
    }

    /// The names of all files that the run made.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.left.keys().map(String::as_str)
    }

    /// The file of this name, if it was made for this key and is as it was.
    pub(super) fn kept(&self, name: &str, key: &Key, output: &Output) -> Option<Written> {
        let left = self.left.get(name)?;
        if left.key.as_deref()? != key.to_hex().as_str() {
            return None;
        }
        output.is_intact(&left.file, &left.stamp).then(|| left.file.clone())
    }

    /// The file of this name with its hash, if the run made it and it is as it was.
    pub(super) fn made(&self, name: &str, output: &Output) -> Option<(String, String)> {
        let Left { file, stamp, .. } = self.left.get(name)?;
        output.is_intact(file, stamp).then(|| (file.name.clone(), file.sha256.clone()))
    }

    /// The names of all files that were read.
    pub(super) fn inputs(&self) -> impl Iterator<Item = &str> {
        self.value["inputs"].as_array().into_iter().flatten().filter_map(|pair| pair[0].as_str())
    }
}

impl Run<'_> {
    /// Records a run. One with errors is not: it has to say them, and may come out otherwise the next time.
    pub(super) fn write(&self, store: Option<&Store>, output: &Output) {
        let Some(store) = store else { return };
        let warnings = &self.outcome.diagnostics;
        if warnings.iter().any(|fault| fault.severity == Severity::Error) {
            return store.remove(&name(output));
        }
        let files = self.files.iter().filter_map(|(file, key)| {
            let Written { name, bytes, sha256 } = file;
            Some(json!([name, bytes, sha256, output.stamp(name)?, key]))
        });
        let value = json!({
            "program": PROGRAM,
            "request": self.request,
            "inputs": self.inputs,
            "files": files.collect::<Vec<_>>(),
            "charts": self.outcome.charts,
            "pages": self.outcome.pages,
            "warnings": warnings.iter().map(kept).collect::<Vec<_>>(),
        });
        store.write(&name(output), &[value.to_string().as_bytes()]);
    }
}

/// Several folders may share a cache, so the record is named by its folder.
fn name(output: &Output) -> String {
    let folder = workspace::absolute(output.folder());
    format!("{RUNS}/{}.json", &blake3::hash(folder.as_bytes()).to_hex()[..32])
}

fn left(value: &Value) -> Option<Left> {
    let text = |index: usize| value[index].as_str().map(str::to_owned);
    let file = Written { name: text(0)?, bytes: value[1].as_u64()?, sha256: text(2)? };
    Some(Left { file, stamp: text(3)?, key: text(4) })
}

/// Everything that decides what a run makes beside its inputs and the program.
pub(super) fn request(request: &Request, specs: &Path) -> String {
    // The threads change nothing, and a run for some charts only is not recorded.
    let Request { formats, only: _, jobs: _, scales, plain, transparent, standards, created, .. } = request;
    let specs = workspace::shown(specs);
    format!("{specs} {formats:?} {scales:?} {plain} {transparent} {standards:?} {created:?}")
}

/// A warning with the lines that it points to.
fn kept(warning: &Diagnostic) -> Value {
    let cause = match warning.cause {
        Cause::Check => "check",
        Cause::Spec => "spec",
        Cause::Output => "output",
    };
    json!({
        "code": warning.code.name(),
        "cause": cause,
        "place": kept_place(&warning.span),
        "message": warning.message,
        "hint": warning.hint,
        "related": warning.related.iter().map(|(place, label)| json!([kept_place(place), label])).collect::<Vec<_>>(),
    })
}

fn kept_place(place: &Span) -> Value {
    let (lines, before) = place.lines();
    json!([place.source.name, lines, place.line(), place.start - before, place.end.saturating_sub(before)])
}

fn diagnostic(value: &Value) -> Option<Diagnostic> {
    let cause = match value["cause"].as_str()? {
        "check" => Cause::Check,
        "spec" => Cause::Spec,
        "output" => Cause::Output,
        _ => return None,
    };
    let related = value["related"].as_array()?.iter();
    Some(Diagnostic {
        severity: Severity::Warning,
        cause,
        code: explain::find(value["code"].as_str()?)?.code,
        span: place(&value["place"])?,
        message: value["message"].as_str()?.to_owned(),
        hint: value["hint"].as_str().map(Into::into),
        related: related
            .map(|pair| Some((place(&pair[0])?, pair[1].as_str()?.to_owned())))
            .collect::<Option<_>>()?,
    })
}

fn place(value: &Value) -> Option<Span> {
    let number = |index: usize| value[index].as_u64().map(|number| number as usize);
    let source = Source::lines(value[0].as_str()?, value[1].as_str()?, number(2)?);
    Some(Span { source: source.into(), start: number(3)?, end: number(4)? })
}
