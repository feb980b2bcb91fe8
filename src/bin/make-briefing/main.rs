//! The command line program: parses arguments, calls the library, prints, and sets the exit status.

mod args;
mod commands;
mod console;
mod interrupt;
#[cfg(feature = "preview")]
mod preview;
mod render;
mod revision;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind::UnknownArgument;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches};
use console::Console;

/// Prints clap's message. Help and version are requested data, so failing to write them is an error.
fn print_and_exit(error: &clap::Error) -> ExitCode {
    let printed = error.print().and_then(|()| std::io::stdout().flush());
    match printed.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        true => ExitCode::from(console::UNWRITTEN),
        false => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}

fn main() -> ExitCode {
    interrupt::exit_instead_of_abort(console::UNWRITTEN);
    // A panic that nobody has caught has no exit status of its own.
    std::panic::catch_unwind(run).unwrap_or_else(|_| {
        let _ = writeln!(
            std::io::stderr(),
            "error[internal]: the program failed, or the system refused what it needs"
        );
        ExitCode::from(console::UNWRITTEN)
    })
}

fn run() -> ExitCode {
    // Panics are caught and reported as diagnostics; the default message helps only those who debug.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
    let command_line = args::Cli::command();
    let matches = match command_line.clone().try_get_matches() {
        Ok(matches) => matches,
        Err(mut error) => {
            // clap takes a misspelt command for the specs folder.
            let first = std::env::args().nth(1).filter(|_| error.kind() == UnknownArgument);
            if let Some(command) = first.and_then(|word| commands::build::similar_command(Path::new(&word))) {
                error.insert(ContextKind::SuggestedSubcommand, ContextValue::String(command));
            }
            return print_and_exit(&error);
        }
    };
    let cli = match args::Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return print_and_exit(&error),
    };
    let Some(command) = cli.command else { return commands::build::run(&cli.build, cli.options) };
    match args::misplaced_build_argument(&command_line, &matches) {
        Some(argument) => Console::new(cli.options)
            .refuse(format!("`{argument}` is an argument for building, not for the command that follows")),
        None => command.run(cli.options),
    }
}
