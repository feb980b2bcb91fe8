//! The command without a name: builds a folder of specs.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use crate::args::{Args, Cli, Look};
use crate::console::Console;
use crate::interrupt::{INTERRUPTED, Interrupt};
use clap::CommandFactory;
use make_briefing::batch;
use make_briefing::diagnostic::nearest;

/// Builds, and says what became of it.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    if let Some(command) = meant(&args.specs) {
        let message =
            format!("there is no folder `{}`: did you mean `make-briefing {command}`?", args.specs.display());
        return Console::new(look).refuse(&message);
    }
    once(args, look, &Interrupt::watch())
}

/// Builds once, unless somebody asks the program to stop.
pub(crate) fn once(args: &Args, look: Look, interrupt: &Interrupt) -> ExitCode {
    let console = Console::new(look);
    let request = match args.request() {
        Ok(request) => request,
        Err(message) => return console.refuse(&message),
    };
    // Before the first chart nothing is written: who waits for another build or reads a pipe may be ended at once.
    interrupt.may_end(true);
    let watch = |step: batch::Step<'_>| {
        if matches!(step, batch::Step::Charts(_)) {
            interrupt.may_end(false);
        }
        console.step(step);
        if interrupt.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let outcome = batch::build(&args.specs, &args.output, &request, &watch);
    interrupt.may_end(false);
    console.finish(&outcome, args);
    if outcome.interrupted {
        return ExitCode::from(INTERRUPTED);
    }
    console.end(outcome.status_with(args.deny_warnings))
}

/// The command that a folder which is not there may be meant for.
pub(crate) fn meant(specs: &Path) -> Option<String> {
    let word = specs.to_str().filter(|_| !specs.exists())?;
    let command = Cli::command();
    nearest(word, command.get_subcommands().map(clap::Command::get_name)).map(str::to_owned)
}
