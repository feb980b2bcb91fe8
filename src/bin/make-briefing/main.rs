//! The command: arguments in, a library call, words out, exit status.

mod args;
mod console;
mod render;

use std::path::Path;
use std::process::ExitCode;

use args::{Args, Command, PdfStandard};
use clap::Parser;
use console::Console;

fn main() -> ExitCode {
    let args = Args::parse();
    let console = Console::new(args.color, args.quiet);
    match &args.command {
        Some(Command::Check { file, pdf_standard }) => check(file, pdf_standard, &console),
        None => build(&args, &console),
    }
}

fn build(args: &Args, console: &Console) -> ExitCode {
    let outcome = match args.request() {
        Ok(request) => {
            make_briefing::batch::build(&args.specs, &args.output, &request, &|step| console.step(step))
        }
        Err(message) => return console.refuse(&message),
    };
    console.finish(&outcome, args);
    ExitCode::from(outcome.status_with(args.deny_warnings))
}

fn check(file: &Path, list: &[PdfStandard], console: &Console) -> ExitCode {
    let standards = match args::standards(list) {
        Ok(standards) => Some(standards).filter(|_| !list.is_empty()),
        Err(message) => return console.refuse(&message),
    };
    let checked = make_briefing::batch::check::check_pdf(file, standards);
    console.checked(file, &checked);
    ExitCode::from(checked.outcome.status())
}
