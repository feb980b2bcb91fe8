//! What a build of a specs folder would publish, without writing a file: its manifest, one picture of each chart, and
//! the diagnostics.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Formats, Request, in_memory, manifest};
use crate::diagnostic::Diagnostic;
use crate::workspace::specs_folder::SpecsFolder;

/// What a build would publish.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// `manifest.json` with the SVGs of each chart as its only files.
    pub manifest: String,
    /// The SVGs of each chart, by the names that the manifest has for them.
    pub pictures: BTreeMap<String, String>,
    /// Errors and warnings, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether it is uncertain which figures the briefing hides. Then there is no chart.
    pub is_withheld: bool,
}

/// Reads a specs folder and draws its charts in memory.
pub fn take(specs: &Path) -> Snapshot {
    let formats = Formats { pdf: false, png: false, csv: false, ..Request::default().formats };
    let request = Request { formats, ..Request::default() };
    let (files, outcome) = in_memory::build(SpecsFolder::Disk(specs), &request);
    let text = |(name, bytes): (&str, &[u8])| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
    let mut pictures: BTreeMap<String, String> = files.iter().map(text).collect();
    let manifest = pictures.remove(manifest::FILE);
    Snapshot {
        is_withheld: manifest.is_none(),
        manifest: manifest.unwrap_or_default(),
        pictures,
        diagnostics: outcome.diagnostics,
    }
}
