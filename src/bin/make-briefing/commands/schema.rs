//! `schema`: JSON Schema of the files that people write, and of what programs read.

use std::process::ExitCode;

use crate::args::Look;
use crate::console::Console;
use crate::render::{json, schema};
use clap::ValueEnum;
use make_briefing::batch::manifest;
use make_briefing::spec::schema::FILES;

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
    /// A line of `--message-format json`
    Message,
}

/// What is said in the list of the files that programs read.
const READ: [(&str, &str); 2] = [
    ("manifest", "What a run made, from what, and every value that it shows."),
    ("message", "A diagnostic of `--message-format json`: one object a line."),
];

/// Prints the schema, or the names of all.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let text = match args.file {
        Some(File::Manifest) => manifest::SCHEMA.to_owned(),
        Some(File::Message) => json::schema(),
        Some(file) => {
            let (name, shape) = FILES[file as usize];
            schema::schema(name, shape)
        }
        None => {
            let files = FILES.iter().map(|(name, shape)| (*name, shape.about));
            files.chain(READ).map(|(name, about)| format!("{name:8}  {about}\n")).collect()
        }
    };
    let console = Console::new(look);
    console.data(&text);
    console.end(0)
}
