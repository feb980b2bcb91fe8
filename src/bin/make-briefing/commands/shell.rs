//! `completions` and `man`: made from the description of the command line.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::{Cli, Look};
use crate::console::Console;

// No documentation comment: it would stand in the help in place of the command's.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints a completion script.
pub(crate) fn completions(args: &Args, look: Look) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
    print(&script, look)
}

/// Prints the manual page.
pub(crate) fn man(look: Look) -> ExitCode {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => print(&page, look),
        Err(error) => Console::new(look).refuse(&error.to_string()),
    }
}

fn print(bytes: &[u8], look: Look) -> ExitCode {
    Console::new(look).data(&String::from_utf8_lossy(bytes));
    ExitCode::SUCCESS
}
