//! A specs folder made for one test.

#[path = "../harness/mod.rs"]
mod shared;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;

use make_briefing::diagnostic::{Diagnostic, Diagnostics};
use make_briefing::project::Project;
use make_briefing::survey::series::Series;

pub(crate) use shared::updating;
use shared::{Run, Scratch, command, finish};

/// A folder that is gone with its value.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    scratch: Scratch,
}

impl Folder {
    /// Builds the folder, which must succeed; the output folder.
    pub(crate) fn built(&self) -> PathBuf {
        let out = self.path.join("out");
        let run = self.run(&[".", "--output", "out"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        out
    }

    /// Runs the binary in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        finish(&mut command(&self.path, arguments))
    }

    /// A folder with a chart, so that only what the test is about is reported.
    pub(crate) fn new(series: &str) -> Self {
        Self::empty().with("series/s.yaml", series).with("charts/c.yaml", "title: T\nseries: s\nchart: bar\n")
    }

    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let scratch = Scratch::new();
        Self { path: scratch.path().to_owned(), scratch }
    }

    /// The same folder with a file in it.
    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.scratch.put(name, bytes);
        self
    }

    /// The same folder with a file of the fixtures.
    pub(crate) fn fixture(self, name: &str) -> Self {
        let path = format!("{}/tests/survey/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = fs::read(path).unwrap();
        self.with(&format!("series/{name}"), bytes)
    }

    /// The project and what there is to say about it.
    pub(crate) fn read(&self) -> (Project, Vec<Diagnostic>) {
        let sink = Diagnostics::new();
        let project = Project::read(&self.path, &sink);
        let faults = sink.into_vec();
        (project, faults)
    }

    /// The codes that a check of the folder reports, each once, and its exit status.
    pub(crate) fn codes(&self) -> (Vec<&'static str>, u8) {
        let outcome = make_briefing::batch::check_files::check_specs(&self.path);
        let mut codes: Vec<&str> = outcome.diagnostics.iter().map(|fault| fault.code.name()).collect();
        codes.sort_unstable();
        codes.dedup();
        (codes, outcome.status())
    }

    /// All messages of a check with their hints, a line each.
    pub(crate) fn messages(&self) -> String {
        let outcome = make_briefing::batch::check_files::check_specs(&self.path);
        let line = |fault: &Diagnostic| {
            format!("{}: {} {}\n", fault.code.name(), fault.message, fault.hint.clone().unwrap_or_default())
        };
        outcome.diagnostics.iter().map(line).collect()
    }

    /// The series `s`, which must be faultless.
    pub(crate) fn series(&self) -> Series {
        let (project, faults) = self.read();
        assert!(faults.is_empty(), "{faults:#?}");
        project.catalog.get("s").unwrap().clone()
    }

    /// Message and hint of the only fault there is, which must have this code.
    #[track_caller]
    pub(crate) fn fault_of(&self, code: &str) -> String {
        let fault = self.fault();
        assert_eq!(fault.code.name(), code, "{fault:#?}");
        format!("{} {}", fault.message, fault.hint.unwrap_or_default())
    }

    /// The only fault there is.
    pub(crate) fn fault(&self) -> Diagnostic {
        let (_, mut faults) = self.read();
        assert_eq!(faults.len(), 1, "{faults:#?}");
        faults.remove(0)
    }
}

/// Names and figures of a series, a line a category.
pub(crate) fn lines(series: &Series) -> Vec<String> {
    let figure = |value: &Option<f64>| value.map_or("-".to_owned(), |value| value.to_string());
    let line = |values: &[Option<f64>]| values.iter().map(figure).collect::<Vec<_>>().join(" ");
    let mut lines = vec![series.columns.join(" ")];
    lines.extend(series.categories.iter().map(|one| format!("{}: {}", one.name, line(&one.values))));
    lines
}

/// A ZIP archive of texts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default().compression_level(Some(1));
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of the fixtures with other text in its parts.
pub(crate) fn rewritten(name: &str, from: &str, to: &str) -> Vec<u8> {
    rewritten_all(name, &[(from, to)])
}

/// A workbook of the fixtures with several other texts in its parts.
pub(crate) fn rewritten_all(name: &str, changes: &[(&str, &str)]) -> Vec<u8> {
    let path = format!("{}/tests/survey/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    let mut book = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..book.len() {
        let mut part = book.by_index(index).unwrap();
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            let text = changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
            parts.push((part.name().unwrap().into_owned(), text));
        }
    }
    for (from, to) in changes {
        assert!(parts.iter().any(|(_, text)| text.contains(to)), "{name} has no {from}");
    }
    archive(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}
