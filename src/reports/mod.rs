//! Many reports from one folder of specs: a row of a table is a report. Each has a folder of its own, and an index lists them
//! all.
//!
//! A report that is faulty is recorded, and the others go on. Shares of the reports can be built on several machines: what each
//! report gave is recorded beside it, and [`merge`] makes of all records the index that one machine would have written.

mod index;
mod record;
mod run;
mod shard;
mod table;

use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::spec::params::Setting;
pub use run::{Observer, Request, build, merge};
pub use shard::Shard;

/// A report, as a row of the table asks for it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its id, which is the name of its folder.
    pub id: String,
    /// The values of the parameters.
    pub settings: Vec<Setting>,
    /// Where its row is.
    pub span: Span,
}

/// What became of the reports.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// How many reports the table lists.
    pub listed: usize,
    /// How many of them were looked at in this run: all, or those of a share.
    pub taken: usize,
    /// How many of these are as they were.
    pub unchanged: usize,
    /// The ids of those with errors.
    pub failed: Vec<String>,
    /// The ids of reports that an earlier run built and that the table no longer lists: their folders are left alone.
    pub left: Vec<String>,
    /// The number of files of the reports, and their size in bytes.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Whether the run was stopped.
    pub interrupted: bool,
    /// Errors and warnings, each once, with the first report that has it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// The exit status, as of a build.
    pub fn status_with(&self, deny_warnings: bool) -> u8 {
        crate::batch::Outcome::of(self.diagnostics.clone()).status_with(deny_warnings)
    }

    /// Whether anything stops all reports.
    fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|one| one.severity == Severity::Error)
    }
}
