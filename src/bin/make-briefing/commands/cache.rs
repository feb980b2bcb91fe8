//! `cache`: shows the size of the cache, and prunes it.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::{CACHE, ConsoleOptions};
use crate::console::Console;
use crate::render::harmless;
use make_briefing::batch::image_cache;

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The output folder, or the folder given with `--cache-dir`
    #[arg(default_value = "out", value_name = "FOLDER")]
    folder: PathBuf,

    /// Remove the least recently used entries until the cache has at most this many megabytes; 0 empties it
    #[arg(long, value_name = "MB")]
    prune: Option<u64>,
}

/// Measures the cache, prunes it if asked to, and prints its size.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    let max_bytes = args.prune.map(|megabytes| megabytes.saturating_mul(1_000_000));
    let folders = [args.folder.clone(), args.folder.join(CACHE)];
    let mut measured =
        folders.iter().map(|folder| (folder, image_cache::measure(folder, max_bytes).transpose()));
    let (folder, extent) = match measured.find_map(|(folder, found)| Some((folder, found?))) {
        Some((folder, Ok(extent))) => (folder, extent),
        Some((folder, Err(reason))) => {
            return console.refuse(format!("cannot prune {}: {reason}", folder.display()));
        }
        None => return console.refuse(format!("there is no cache in {}", args.folder.display())),
    };
    let removed = if args.prune.is_some() { format!(", {} removed", extent.removed) } else { String::new() };
    let kilobytes = extent.bytes.div_ceil(1000);
    let name = harmless::path(folder);
    console.data(&format!("{name}: {} entries, {kilobytes} kB{removed}\n", extent.entries));
    console.end(0)
}
