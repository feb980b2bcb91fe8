//! The command without a name: builds a folder of specs.

use std::process::ExitCode;

use crate::args::Args;
use crate::console::Console;

/// Builds, and says what became of it.
pub(crate) fn run(args: &Args) -> ExitCode {
    let console = Console::new(args.color, args.quiet);
    let outcome = match args.request() {
        Ok(request) => {
            make_briefing::batch::build(&args.specs, &args.output, &request, &|step| console.step(step))
        }
        Err(message) => return console.refuse(&message),
    };
    console.finish(&outcome, args);
    ExitCode::from(outcome.status_with(args.deny_warnings))
}
