//! A whole run: reads a project, draws its charts in parallel, composes the document, writes every file, and keeps all
//! diagnostics. Knows no terminal.

mod attachments;
pub mod chart;
pub mod check_files;
mod depfile;
mod document;
pub mod image_cache;
mod image_format;
pub mod images;
mod last_run;
pub mod manifest;
mod plan;
mod run;
mod scheduler;
mod stale_files;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::diagnostic::{Cause, Diagnostic, Severity};
use crate::pdf::standards::Standards;
use crate::spec::chart::ChartSpec;

/// Which files are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// `briefing.pdf`.
    pub pdf: bool,
    /// `charts/<id>.svg`.
    pub svg: bool,
    /// `charts/<id>.png`.
    pub png: bool,
    /// `charts/<id>.csv`.
    pub csv: bool,
}

/// What a run is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which files.
    pub formats: Formats,
    /// Only the images of these charts, and no document; empty is everything.
    pub only: Vec<String>,
    /// Threads; `None` is one a core.
    pub jobs: Option<usize>,
    /// Pixels a unit in PNG: a file for each; the first keeps the name of its image.
    pub scales: Vec<f32>,
    /// Images without title and footer.
    pub plain: bool,
    /// Images without a background.
    pub transparent: bool,
    /// What the document says it follows; PDF/A-3 has the figures of its charts attached.
    pub standards: Standards,
    /// Seconds since 1970 that stand in the document instead of its own date.
    pub created: Option<i64>,
    /// The folder that keeps what was made, for the next run; without one, everything is made anew.
    pub cache: Option<PathBuf>,
    /// Whether each file must be the one that `manifest.json` names; the manifest stays as it is.
    pub locked: bool,
    /// Where to write what the outputs were made from, as a rule for make.
    pub deps: Option<PathBuf>,
    /// Whether files are replaced that no build wrote.
    pub force: bool,
}

/// What a run has done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Charts that were drawn.
    pub charts: usize,
    /// How many of them have images that were made before.
    pub unchanged: usize,
    /// Ids of charts that were not.
    pub failed: Vec<String>,
    /// Pages of the document; 0 where none was written.
    pub pages: usize,
    /// Files written.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files of charts that are gone, which were removed.
    pub removed: Vec<String>,
    /// Files of charts that are gone, which were kept, since somebody has changed them.
    pub left_changed: Vec<String>,
    /// Whether the run was stopped before its end. Document and manifest are as they were then.
    pub interrupted: bool,
    /// Everything there is to say, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// The exit status: 0 fine, 1 a check failed, 2 a spec is wrong, 3 a file or drawing failed; the gravest counts.
    pub fn status(&self) -> u8 {
        let errors = self.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
        match errors.map(|fault| fault.cause).max() {
            None => 0,
            Some(Cause::Check) => 1,
            Some(Cause::Spec) => 2,
            Some(Cause::Output) => 3,
        }
    }

    /// The exit status where warnings count as failed checks.
    pub fn status_with(&self, deny_warnings: bool) -> u8 {
        let warned = self.diagnostics.iter().any(|fault| fault.severity == Severity::Warning);
        self.status().max(u8::from(deny_warnings && warned))
    }
}

/// A chart of which images are drawn: what its images and its entry in the manifest are made from.
#[derive(Debug)]
pub struct ChartInputs<'a> {
    /// What its author wrote.
    pub spec: &'a ChartSpec,
    /// The figures.
    pub shown: ChartData,
    /// The words around it.
    pub caption: Caption,
    /// Its alternative text in the document.
    pub alt: String,
}

/// How far a run is, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many charts are to be drawn.
    Charts(usize),
    /// This one is done: drawn, or given up.
    Done {
        /// Its id.
        id: &'a str,
        /// Whether it could be drawn.
        is_drawn: bool,
    },
    /// The document is being written.
    Document,
    /// Another build writes to the same folder: its end is waited for.
    Waiting,
}

/// Whoever watches a run, and may stop it: charts that are begun are finished then, and nothing else.
pub type Observer<'a> = &'a (dyn Fn(Step<'_>) -> ControlFlow<()> + Sync);

/// Builds a specs folder into an output folder.
pub fn build(specs: &Path, out: &Path, request: &Request, watch: Observer<'_>) -> Outcome {
    run::run(specs, out, request, watch)
}
