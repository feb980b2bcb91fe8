//! `reports`: builds many reports, or a share of them; `reports merge` joins shares.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::args;
use crate::args::ConsoleOptions;
use crate::console::{Console, plural};
use crate::interrupt::{INTERRUPTED, Interrupt};
use crate::render::harmless;
use clap::Subcommand;
use make_briefing::reports::{self, Outcome, Request, Shard};

/// Which reports to build.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Reports {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    all: All,

    /// Build only this share, such as `3/40`. Without it, the number of the task in a job array of Slurm or an indexed job of
    /// Kubernetes says which, if there is one
    #[arg(long, value_name = "N/ALL", value_parser = shard)]
    shard: Option<Shard>,
}

/// The reports and how they are built.
#[derive(Debug, clap::Args)]
struct All {
    /// The table of reports; `reports.csv` in the folder of specs if not given
    #[arg(long, value_name = "FILE.csv")]
    params: Option<PathBuf>,

    /// Write what the reports hide because of each other into this file, which is not to be published
    #[arg(long, value_name = "FILE.csv")]
    hidden_log: Option<PathBuf>,

    #[command(flatten)]
    build: args::Args,
}

/// What else to do with reports.
#[derive(Debug, Subcommand)]
enum Action {
    /// Check that all shares are there and belong together, and write the index
    Merge(All),
}

/// Builds or merges, and prints what became of it.
pub(crate) fn run(args: &Reports, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    let (all, merges) = match &args.action {
        Some(Action::Merge(all)) => (all, true),
        None => (&args.all, false),
    };
    let build = match all.build.request() {
        Ok(build) => build,
        Err(message) => return console.refuse(message),
    };
    if !build.only.is_empty() || build.locked || build.deps.is_some() {
        return console.refuse("`--only`, `--locked` and `--deps` are for a single report");
    }
    let shard = match (args.shard, merges) {
        (_, true) => None,
        (Some(shard), false) => Some(shard),
        (None, false) => match task() {
            Ok(shard) => shard,
            Err(message) => return console.refuse(message),
        },
    };
    if let Some(shard) = shard {
        console.status(&format!("share {shard} of the reports"));
    }
    let table = all.params.clone().unwrap_or_else(|| all.build.specs.join("reports.csv"));
    let request = Request { build, table, shard, hidden_log: all.hidden_log.clone() };
    if merges {
        let outcome = reports::merge(&all.build.specs, &all.build.output, &request);
        return finish(&console, all, &outcome);
    }
    let interrupt = Interrupt::watch();
    let observer = |done: usize, total: usize| {
        console.reports(done, total);
        if interrupt.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let outcome = reports::build(&all.build.specs, &all.build.output, &request, &observer);
    if outcome.interrupted {
        finish(&console, all, &outcome);
        return ExitCode::from(INTERRUPTED);
    }
    finish(&console, all, &outcome)
}

fn finish(console: &Console, all: &All, outcome: &Outcome) -> ExitCode {
    console.diagnostics(&outcome.diagnostics, all.build.message_format);
    if !outcome.failed.is_empty() {
        console.status(&format!("with errors: {}", some_of(&outcome.failed)));
    }
    if !outcome.left.is_empty() {
        console.status(&format!(
            "no longer in the table, but still in the output folder: {}; remove what is not to be published",
            some_of(&outcome.left)
        ));
    }
    if outcome.interrupted {
        console.status("stopped: the index is as it was");
    } else if outcome.taken > 0 {
        let mut parts = vec![plural(outcome.taken, "report")];
        if outcome.taken < outcome.listed {
            parts[0] += &format!(" of {}", outcome.listed);
        }
        if outcome.unchanged > 0 {
            parts.push(format!("{} unchanged", outcome.unchanged));
        }
        parts.push(format!("{}, {} kB", plural(outcome.files, "file"), outcome.bytes.div_ceil(1000)));
        console.note(&format!("{}: {}\n", harmless::path(&all.build.output), parts.join(", ")));
    }
    console.end(outcome.status_with(all.build.deny_warnings))
}

/// The first of some ids, and how many more there are.
fn some_of(ids: &[String]) -> String {
    const MOST: usize = 20;
    match ids.len().saturating_sub(MOST) {
        0 => ids.join(", "),
        more => format!("{} and {more} more", ids[..MOST].join(", ")),
    }
}

fn shard(text: &str) -> Result<Shard, String> {
    Shard::read(text)
        .ok_or_else(|| "write the number of the share and how many there are, as in `3/40`".into())
}

/// The share that the environment of a job says: of a Slurm job array, or of an indexed job of Kubernetes.
///
/// # Errors
/// A sentence where only a part of what it takes is set.
fn task() -> Result<Option<Shard>, String> {
    let number = |name: &str| match std::env::var(name) {
        Err(_) => Ok(None),
        Ok(text) => {
            text.trim().parse::<u32>().map(Some).map_err(|_| format!("{name} must be a whole number"))
        }
    };
    let of = |at: u32, count: u32, name: &str| {
        let shard = at.checked_add(1).and_then(|at| Shard::new(at, count));
        shard.map(Some).ok_or_else(|| format!("{name} is not below the number of tasks, {count}"))
    };
    if let Some(id) = number("SLURM_ARRAY_TASK_ID")? {
        let count = number("SLURM_ARRAY_TASK_COUNT")?.ok_or("SLURM_ARRAY_TASK_COUNT is not set")?;
        let least = number("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0);
        let step = number("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1).max(1);
        return of(id.saturating_sub(least) / step, count, "SLURM_ARRAY_TASK_ID");
    }
    let Some(at) = number("JOB_COMPLETION_INDEX")? else { return Ok(None) };
    let count = number("JOB_COMPLETION_COUNT")?.ok_or(
        "JOB_COMPLETION_COUNT is not set: give the number of completions as `--shard` or in the job",
    )?;
    of(at, count, "JOB_COMPLETION_INDEX")
}
