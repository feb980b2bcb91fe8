//! `completions` and `man`: generated from the command line's definition.

use std::process::ExitCode;

use crate::args::{Cli, ConsoleOptions};
use crate::console::Console;
use clap::CommandFactory;
use clap_complete::Shell;
use make_briefing::diagnostic::suggest;

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints a completion script.
pub(crate) fn completions(args: &Args, options: ConsoleOptions) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
    print(&script, options)
}

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// A command, such as `check`; without one, the whole program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints the manual page of the program, or of one command.
pub(crate) fn man(args: &ManArgs, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
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
        return console.refuse(format!("there is no command `{word}`: {hint}"));
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command.clone()).render(&mut page) {
        Ok(()) => print(&page, options),
        Err(error) => console.refuse(error.to_string()),
    }
}

fn print(bytes: &[u8], options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    console.data(&String::from_utf8_lossy(bytes));
    console.end(0)
}
