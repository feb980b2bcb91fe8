//! The commands beside building, one file each.

pub(crate) mod build;
mod check;
mod explain;

use std::process::ExitCode;

use clap::Subcommand;

/// What else can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a finished PDF: accessible (PDF/UA-1) and fit for archives (PDF/A)
    ///
    /// Holds the file to the machine conditions of the Matterhorn Protocol 1.1 and to PDF/A-2a or, if it says that it is
    /// one, PDF/A-3a. Every failed condition is named with its number. What needs a person's judgement, such as whether
    /// an alternative text is apt, is not checked.
    Check(check::Args),
    /// Say what an error or warning means, with an example; without a code, list them all
    Explain(explain::Args),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self) -> ExitCode {
        match self {
            Self::Check(args) => check::run(&args),
            Self::Explain(args) => explain::run(&args),
        }
    }
}
