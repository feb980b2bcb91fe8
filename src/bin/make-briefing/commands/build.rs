//! The command without a name: builds a folder of specs.

use std::ops::ControlFlow;
use std::process::ExitCode;

use make_briefing::batch;

use crate::args::Args;
use crate::console::Console;
use crate::interrupt::Interrupt;

/// The status of a program that was stopped by Ctrl-C, as shells give it.
const INTERRUPTED: u8 = 130;

/// Builds, and says what became of it.
pub(crate) fn run(args: &Args) -> ExitCode {
    let console = Console::new(args.color, args.quiet);
    let request = match args.request() {
        Ok(request) => request,
        Err(message) => return console.refuse(&message),
    };
    let interrupt = Interrupt::watch();
    let watch = |step: batch::Step<'_>| {
        console.step(step);
        if interrupt.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let outcome = batch::build(&args.specs, &args.output, &request, &watch);
    console.finish(&outcome, args);
    if outcome.interrupted {
        return ExitCode::from(INTERRUPTED);
    }
    ExitCode::from(outcome.status_with(args.deny_warnings))
}
