//! The commands beside building, one file each.

pub(crate) mod build;
mod explain;
mod list;
mod new;
mod schema;
mod shell;

use std::process::ExitCode;

use clap::Subcommand;

/// What else can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a folder with a small briefing, or write a spec for one more chart
    New(new::Args),
    /// List the charts and series of a folder, and who uses what
    List(list::Args),
    /// Say what an error or warning means, with an example; without a code, list them all
    Explain(explain::Args),
    /// Print JSON Schema of a kind of file, for editors that complete and check YAML
    Schema(schema::Args),
    /// Print a script that completes this command in a shell
    Completions(shell::Args),
    /// Print the manual page in roff
    Man,
}

impl Command {
    /// Does it.
    pub(crate) fn run(self) -> ExitCode {
        match self {
            Self::New(args) => new::run(&args),
            Self::List(args) => list::run(&args),
            Self::Explain(args) => explain::run(&args),
            Self::Schema(args) => schema::run(&args),
            Self::Completions(args) => shell::completions(&args),
            Self::Man => shell::man(),
        }
    }
}
