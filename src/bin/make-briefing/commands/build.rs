//! The command without a name: builds a folder of specs.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use make_briefing::diagnostic::nearest;

use crate::args::{Args, Cli, Look};
use crate::console::Console;

/// Builds, and says what became of it.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let console = Console::new(look);
    if let Some(command) = meant(&args.specs) {
        let message =
            format!("there is no folder `{}`: did you mean `make-briefing {command}`?", args.specs.display());
        return console.refuse(&message);
    }
    let outcome = match args.request() {
        Ok(request) => {
            make_briefing::batch::build(&args.specs, &args.output, &request, &|step| console.step(step))
        }
        Err(message) => return console.refuse(&message),
    };
    console.finish(&outcome, args);
    ExitCode::from(outcome.status_with(args.deny_warnings))
}

/// The command that a folder which is not there may be meant for.
fn meant(specs: &Path) -> Option<String> {
    let word = specs.to_str().filter(|_| !specs.exists())?;
    let command = Cli::command();
    nearest(word, command.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
}
