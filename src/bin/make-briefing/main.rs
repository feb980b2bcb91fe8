//! The command: arguments in, a library call, words out, exit status.

mod args;
mod commands;
mod console;
mod render;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // What fails inside is caught and reported as a diagnostic; who looks for the fault asks for more.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
    let cli = args::Cli::parse();
    match cli.command {
        Some(command) => command.run(),
        None => commands::build::run(&cli.build),
    }
}
