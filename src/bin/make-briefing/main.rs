//! The command: arguments in, a library call, words out, exit status.

mod args;
mod console;
mod render;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let console = console::Console::new(args.color, args.quiet);
    let outcome = match args.request() {
        Ok(request) => {
            make_briefing::batch::build(&args.specs, &args.output, &request, &|step| console.step(step))
        }
        Err(message) => return console.refuse(&message),
    };
    console.finish(&outcome, &args);
    ExitCode::from(outcome.status_with(args.deny_warnings))
}
