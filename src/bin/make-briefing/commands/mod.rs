//! The commands beside building, one file each.

pub(crate) mod build;
mod cache;
mod check;
mod explain;
mod list;
mod new;
mod schema;
mod shell;
mod watch;

use std::process::ExitCode;

use crate::args::Look;
use clap::Subcommand;

/// What else can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a finished PDF: accessible (PDF/UA-1) and fit for archives (PDF/A); or a folder of specs
    ///
    /// Holds the file to the machine conditions of the Matterhorn Protocol 1.1 and to PDF/A-2a or, if it says that it is
    /// one, PDF/A-3a. Every failed condition is named with its number. What needs a person's judgement, such as whether
    /// an alternative text is apt, is not checked.
    ///
    /// A folder of specs is checked as a build would, and nothing is written: `checks` in briefing.yaml sets the rules.
    Check(check::Args),
    /// Build whenever a file of the specs changes, until Ctrl-C
    ///
    /// Takes the options of building. Only what has changed is drawn anew.
    Watch(crate::args::Args),
    /// Start a folder with a small briefing, or write a spec for one more chart
    New(new::Args),
    /// List the charts and series of a folder, and who uses what
    List(list::Args),
    /// Say how much the cache of a folder holds, and make it smaller
    Cache(cache::Args),
    /// Say what an error or warning means, with an example; without a code, list them all
    Explain(explain::Args),
    /// Print JSON Schema of a kind of file, for editors that complete and check YAML
    Schema(schema::Args),
    /// Print a script that completes this command in a shell
    Completions(shell::Args),
    /// Print the manual page in roff
    Man(shell::ManArgs),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self, look: Look) -> ExitCode {
        match self {
            Self::Check(args) => check::run(&args, look),
            Self::Watch(args) => watch::run(&args, look),
            Self::New(args) => new::run(&args, look),
            Self::List(args) => list::run(&args, look),
            Self::Cache(args) => cache::run(&args, look),
            Self::Explain(args) => explain::run(&args, look),
            Self::Schema(args) => schema::run(&args, look),
            Self::Completions(args) => shell::completions(&args, look),
            Self::Man(args) => shell::man(&args, look),
        }
    }
}
