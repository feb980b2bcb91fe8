//! The command: arguments in, a library call, words out, exit status.

mod args;
mod commands;
mod console;
mod interrupt;
mod render;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match cli.command {
        Some(command) => command.run(),
        None => commands::build::run(&cli.build),
    }
}
