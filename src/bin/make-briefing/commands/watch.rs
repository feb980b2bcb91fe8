//! `watch`: builds again whenever a file of the specs changes.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::build;
use crate::args::ConsoleOptions;
use crate::console::Console;
use crate::interrupt::Interrupt;
use make_briefing::workspace::watching::Seen;

/// Polling interval: short enough to feel immediate, and cheap.
const PAUSE: Duration = Duration::from_millis(150);

/// The longest wait for a folder to be still: a file that changes all the time must not starve the build.
const PATIENCE: Duration = Duration::from_secs(1);

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
#[group(id = "watch")]
pub(crate) struct Args {
    #[command(flatten)]
    build: crate::args::Args,

    /// Show the briefing in a browser as well, which follows each change at once, as `preview` does
    #[cfg(feature = "preview")]
    #[arg(long)]
    open: bool,
}

/// Builds, waits for a change, and builds again, until a signal stops the program.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let interrupt = Interrupt::watch();
    let build = &args.build;
    #[cfg(feature = "preview")]
    if args.open {
        let preview = crate::preview::Options {
            specs: build.specs.clone(),
            set: build.set.clone(),
            output: build.output.clone(),
            port: 0,
            editor: crate::preview::Editor::Vscode,
        };
        if let Err(refused) = super::preview::serve(preview, true, Console::new(options)) {
            return refused;
        }
    }
    let console = Console::new(options);
    let look = || {
        let started = Instant::now();
        let seen = Seen::now(&build.specs, &build.output);
        // In a very large folder looks take a tenth of the time.
        (seen, PAUSE.max(started.elapsed() * 10))
    };
    let (mut seen, mut pause) = look();
    if seen.is_cut() {
        console.status(&format!(
            "{} has more than 20,000 files: changes in the others are not noticed",
            build.specs.display()
        ));
    }
    build::once(build, options, &interrupt);
    loop {
        console.status(&format!("watching {}, press Ctrl-C to stop", build.specs.display()));
        let mut now = seen.clone();
        while now == seen {
            if interrupt.is_asked() {
                return ExitCode::SUCCESS;
            }
            sleep(pause);
            (now, pause) = look();
        }
        now = still(now, look);
        console.status(&format!("{}{}", Console::clock(), Console::changed(&seen.changes(&now)).trim_end()));
        seen = now;
        build::once(build, options, &interrupt);
    }
}

/// Editors save in several steps, and users save several files: waits until nothing has changed for one interval.
fn still(mut now: Seen, look: impl Fn() -> (Seen, Duration)) -> Seen {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        sleep(PAUSE);
        let (later, _) = look();
        if later == std::mem::replace(&mut now, later.clone()) {
            break;
        }
    }
    now
}
