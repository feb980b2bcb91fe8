//! The default command: builds a specs folder.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use crate::args::{Args, Cli, ConsoleOptions};
use crate::console::Console;
use crate::interrupt::{INTERRUPTED, Interrupt};
use clap::CommandFactory;
use make_briefing::batch;
use make_briefing::diagnostic::nearest;

/// Builds, and prints the outcome.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    if let Some(command) = similar_command(&args.specs) {
        let message =
            format!("there is no folder `{}`: did you mean `make-briefing {command}`?", args.specs.display());
        return Console::new(options).refuse(message);
    }
    once(args, options, &Interrupt::watch())
}

/// Builds once; a signal cancels the build.
pub(crate) fn once(args: &Args, options: ConsoleOptions, interrupt: &Interrupt) -> ExitCode {
    let console = Console::new(options);
    let request = match args.request() {
        Ok(request) => request,
        Err(message) => return console.refuse(message),
    };
    // Nothing is written before the first chart, so the program may end at once while it waits for another build
    // or reads a pipe.
    interrupt.may_end(true);
    let observer = |step: batch::Step<'_>| {
        if matches!(step, batch::Step::Charts(_)) {
            interrupt.may_end(false);
        }
        console.step(step);
        if interrupt.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let outcome = batch::build(&args.specs, &args.output, &request, &observer);
    interrupt.may_end(false);
    console.finish(&outcome, args);
    if outcome.interrupted {
        return ExitCode::from(INTERRUPTED);
    }
    console.end(outcome.status_with(args.deny_warnings))
}

/// The command with a name similar to that of a specs folder that does not exist.
pub(crate) fn similar_command(specs: &Path) -> Option<String> {
    let word = specs.to_str().filter(|_| !specs.exists())?;
    let command = Cli::command();
    nearest(word, command.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
}
