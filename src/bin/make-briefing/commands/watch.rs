//! `watch`: builds again whenever a file of the specs changes.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use super::build;
use crate::args::{Args, Look};
use crate::console::Console;
use crate::interrupt::Interrupt;
use make_briefing::workspace;

/// How often the folder is looked at: at once for whoever has saved a file, and next to no work.
const PAUSE: Duration = Duration::from_millis(150);

/// Builds, waits for a change, and builds again, until somebody asks the program to stop.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let interrupt = Interrupt::watch();
    let seen_now = || workspace::snapshot(&args.specs, &args.output);
    loop {
        let seen = seen_now();
        build::once(args, look, &interrupt);
        Console::new(look).aside(&format!("watching {}, Ctrl-C ends", args.specs.display()));
        let mut now = seen_now();
        while now == seen {
            if interrupt.is_asked() {
                return ExitCode::SUCCESS;
            }
            sleep(PAUSE);
            now = seen_now();
        }
        // Programs save in several steps, and people several files: it begins when there is a moment of quiet.
        loop {
            sleep(PAUSE);
            let later = seen_now();
            if later == std::mem::replace(&mut now, later.clone()) {
                break;
            }
        }
    }
}
