//! `watch`: builds again whenever a file of the specs changes.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use super::build;
use crate::args::{Args, ConsoleOptions};
use crate::console::Console;
use crate::interrupt::Interrupt;
use make_briefing::workspace;

/// Polling interval: short enough to feel immediate, and cheap.
const PAUSE: Duration = Duration::from_millis(150);

/// Builds, waits for a change, and builds again, until a signal stops the program.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let interrupt = Interrupt::watch();
    let seen_now = || workspace::snapshot(&args.specs, &args.output);
    loop {
        let seen = seen_now();
        build::once(args, options, &interrupt);
        Console::new(options).status(&format!("watching {}, press Ctrl-C to stop", args.specs.display()));
        let mut now = seen_now();
        while now == seen {
            if interrupt.is_asked() {
                return ExitCode::SUCCESS;
            }
            sleep(PAUSE);
            now = seen_now();
        }
        // Editors save in several steps, and users save several files: wait until nothing has changed for one
        // interval.
        loop {
            sleep(PAUSE);
            let later = seen_now();
            if later == std::mem::replace(&mut now, later.clone()) {
                break;
            }
        }
    }
}
