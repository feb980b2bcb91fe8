//! Runs of the binary.

use std::path::Path;
use std::process::Command;

/// What a run of the binary left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// Exit status; -1 after a signal.
    pub(crate) status: i32,
    /// What it was asked for.
    pub(crate) stdout: String,
    /// What it said on the way.
    pub(crate) stderr: String,
}

/// The binary, in a folder and with an environment that decides nothing.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_make-briefing"));
    command.args(arguments).current_dir(folder);
    for variable in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs a command that is set up.
pub(crate) fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
