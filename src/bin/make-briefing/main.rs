//! The command: arguments in, a library call, words out, exit status.

mod args;
mod commands;
mod console;
mod interrupt;
mod render;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::error::ErrorKind::UnknownArgument;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches};
use console::Console;

/// Help and version are data that were asked for: where stdout does not take them, that is an error.
fn refused(error: &clap::Error) -> ExitCode {
    let printed = error.print().and_then(|()| std::io::stdout().flush());
    match printed.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        true => ExitCode::from(console::UNWRITTEN),
        false => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}

fn main() -> ExitCode {
    // What fails inside is caught and reported as a diagnostic; who looks for the fault asks for more.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
    let command_line = args::Cli::command();
    let matches = match command_line.clone().try_get_matches() {
        Ok(matches) => matches,
        Err(mut error) => {
            // A misspelt command was taken for the folder of specs.
            let first = std::env::args().nth(1).filter(|_| error.kind() == UnknownArgument);
            if let Some(command) = first.and_then(|word| commands::build::meant(Path::new(&word))) {
                error.insert(ContextKind::SuggestedSubcommand, ContextValue::String(command));
            }
            return refused(&error);
        }
    };
    let cli = match args::Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return refused(&error),
    };
    let Some(command) = cli.command else { return commands::build::run(&cli.build, cli.look) };
    match args::meant_for_building(&command_line, &matches) {
        Some(argument) => Console::new(cli.look)
            .refuse(&format!("`{argument}` belongs to building, not to the command behind it")),
        None => command.run(cli.look),
    }
}
