//! The commands beside building, one file each.

pub(crate) mod build;
mod explain;

use std::process::ExitCode;

use clap::Subcommand;

/// What else can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what an error or warning means, with an example; without a code, list them all
    Explain(explain::Args),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self) -> ExitCode {
        match self {
            Self::Explain(args) => explain::run(&args),
        }
    }
}
