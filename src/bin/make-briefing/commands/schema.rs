//! `schema`: JSON Schema of the files that people write, and of the one that programs read.

use std::process::ExitCode;

use clap::ValueEnum;
use make_briefing::batch::manifest;
use make_briefing::spec::schema::FILES;

use crate::args::When;
use crate::console::Console;
use crate::render::schema;

// No documentation comment: it would stand in the help in place of the command's.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kind of file; without one, list them
    #[arg(value_enum, value_name = "FILE")]
    file: Option<File>,
}

/// A kind of file, in the order of the library's table; the manifest comes after those of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum File {
    /// briefing.yaml
    Briefing,
    /// charts/*.yaml
    Chart,
    /// series/*.yaml
    Series,
    /// theme.yaml
    Theme,
    /// manifest.json in the output folder
    Manifest,
}

/// What is said of the manifest in the list.
const MANIFEST: (&str, &str) = ("manifest", "What a run made, from what, and every value that it shows.");

/// Prints the schema, or the names of all.
pub(crate) fn run(args: &Args) -> ExitCode {
    let text = match args.file {
        Some(file) => match FILES.get(file as usize) {
            Some((name, shape)) => schema::schema(name, shape),
            None => manifest::SCHEMA.to_owned(),
        },
        None => {
            let files = FILES.iter().map(|(name, shape)| (*name, shape.about)).chain([MANIFEST]);
            files.map(|(name, about)| format!("{name:8}  {about}\n")).collect()
        }
    };
    Console::new(When::Auto, false).data(&text);
    ExitCode::SUCCESS
}
