//! `completions` and `man`: made from the description of the command line.

use std::process::ExitCode;

use crate::args::{Cli, Look};
use crate::console::Console;
use clap::CommandFactory;
use clap_complete::Shell;
use make_briefing::diagnostic::suggest;

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

// No documentation comment: it would stand in the help in place of the command's.
#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The command, such as `check`; without one, the whole
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the manual page of the whole, or of one command.
pub(crate) fn man(args: &ManArgs, look: Look) -> ExitCode {
    let console = Console::new(look);
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        None => Some(&whole),
        Some(name) => whole.find_subcommand(name),
    };
    let Some(command) = command else {
        let word = args.command.as_deref().unwrap_or_default();
        let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
        let hint = suggest(word, names);
        return console.refuse(&format!("there is no command `{word}`: {hint}"));
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command.clone()).render(&mut page) {
        Ok(()) => print(&page, look),
        Err(error) => console.refuse(&error.to_string()),
    }
}

fn print(bytes: &[u8], look: Look) -> ExitCode {
    let console = Console::new(look);
    console.data(&String::from_utf8_lossy(bytes));
    console.end(0)
}
