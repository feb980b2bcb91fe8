//! The subcommands, one file each. Without one, the program builds.

pub(crate) mod build;
mod cache;
mod check;
mod diff;
mod explain;
mod import;
mod list;
mod new;
#[cfg(feature = "preview")]
mod preview;
mod reports;
mod schema;
mod shell;
mod update;
mod watch;

use std::process::ExitCode;

use crate::args::ConsoleOptions;
use clap::Subcommand;

/// A subcommand.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a PDF for accessibility (PDF/UA-1) and archiving (PDF/A), or check a specs folder
    ///
    /// Checks a PDF against the machine-checkable conditions of the Matterhorn Protocol 1.1 and against PDF/A-2a
    /// or, if the file declares it, PDF/A-3a. Each failed condition is reported with its number. What needs human
    /// judgement, such as whether an alternative text is apt, is not checked.
    ///
    /// A specs folder is checked as in a build, but nothing is written: `checks` in briefing.yaml sets the rules.
    Check(check::Args),
    /// Build whenever a file of the specs changes, until Ctrl-C
    ///
    /// Takes the same options as a build. Only what has changed is drawn again.
    Watch(watch::Args),
    /// Show the briefing in a browser, and follow every change of its specs until Ctrl-C
    ///
    /// The page is served on this machine alone, and nothing is written. Each change shows within a fraction of a second; errors
    /// lie over the page, and the last picture that could be drawn stays below them.
    #[cfg(feature = "preview")]
    Preview(preview::Args),
    /// Create a specs folder with a small briefing, or the spec of a new chart
    New(new::Args),
    /// Look at files with tables, and propose series for them
    ///
    /// Finds the tables of workbooks and texts, with questions, answers, bases, nets and waves, and writes a series file whose
    /// figures stay bound to their cells. Anything uncertain is printed and added to the file as a comment. Existing
    /// files are never overwritten.
    Import(import::Args),
    /// List the charts and series of a folder, and which uses which
    List(list::Args),
    /// Compare two editions of a briefing: which figures, texts and charts changed
    ///
    /// An edition is a specs folder, an output folder with its manifest, a manifest alone, or, for the old one, a git
    /// revision such as `HEAD~1` or `v1:specs`. Titles and texts of the new edition are checked if it is a specs folder.
    Diff(diff::Args),
    /// Build many reports from one folder: a row of a table is a report
    ///
    /// The table is a CSV file with a column `id` and one for each parameter of the briefing. Each report has a folder of its
    /// own; `index.html`, `index.csv` and `index.json` list them. A faulty report is recorded, and the others go on.
    Reports(Box<reports::Reports>),
    /// Show the size of a cache, and prune it
    Cache(cache::Args),
    /// Explain an error or warning with an example; without a code, list them all
    Explain(explain::Args),
    /// Print the JSON Schema of a kind of file, for completion and checks in editors
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(shell::Args),
    /// Print the manual page in roff
    Man(shell::ManArgs),
}

impl Command {
    /// Runs the command.
    pub(crate) fn run(self, options: ConsoleOptions) -> ExitCode {
        match self {
            Self::Check(args) => check::run(&args, options),
            Self::Watch(args) => watch::run(&args, options),
            #[cfg(feature = "preview")]
            Self::Preview(args) => preview::run(&args, options),
            Self::New(args) => new::run(&args, options),
            Self::Import(args) => import::run(&args, options),
            Self::List(args) => list::run(&args, options),
            Self::Diff(args) => diff::run(&args, options),
            Self::Reports(args) => reports::run(&args, options),
            Self::Cache(args) => cache::run(&args, options),
            Self::Explain(args) => explain::run(&args, options),
            Self::Schema(args) => schema::run(&args, options),
            Self::Completions(args) => shell::completions(&args, options),
            Self::Man(args) => shell::man(&args, options),
        }
    }
}
