//! `cache`: what is kept for the next build.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::{CACHE, Look};
use crate::console::Console;
use crate::render::harmless;
use make_briefing::batch::image_cache;

// No documentation comment: it would stand in the help in place of the command's.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The output folder, or the folder given with `--cache-dir`
    #[arg(default_value = "out", value_name = "FOLDER")]
    folder: PathBuf,

    /// Remove what has not been used for longest, down to so many megabytes; 0 empties the cache
    #[arg(long, value_name = "MB")]
    prune: Option<u64>,
}

/// Looks, removes what is asked for, and says what there is.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let console = Console::new(look);
    let most = args.prune.map(|megabytes| megabytes.saturating_mul(1_000_000));
    let folders = [args.folder.clone(), args.folder.join(CACHE)];
    let mut looked = folders.iter().map(|folder| (folder, image_cache::look(folder, most).transpose()));
    let (folder, extent) = match looked.find_map(|(folder, found)| Some((folder, found?))) {
        Some((folder, Ok(extent))) => (folder, extent),
        Some((folder, Err(reason))) => {
            return console.refuse(&format!("{} is not pruned: {reason}", folder.display()));
        }
        None => return console.refuse(&format!("there is no cache in {}", args.folder.display())),
    };
    let removed = if args.prune.is_some() { format!(", {} removed", extent.removed) } else { String::new() };
    let kilobytes = extent.bytes.div_ceil(1000);
    let name = harmless::path(folder);
    console.data(&format!("{name}: {} entries, {kilobytes} kB{removed}\n", extent.entries));
    console.end(0)
}
