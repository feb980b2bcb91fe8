//! `schema`: prints the JSON Schema of specs, of the manifest and of messages.

use std::process::ExitCode;

use crate::args::ConsoleOptions;
use crate::console::Console;
use crate::render::json;
use clap::ValueEnum;
use make_briefing::batch::manifest;
use make_briefing::schema::{FILES, json_schema};

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The kind of file; without one, list them
    #[arg(value_enum, value_name = "FILE")]
    file: Option<File>,
}

/// A kind of file. The specs are in the order of [`FILES`], which is indexed by them.
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

/// Summaries of the formats that are not in [`FILES`].
const OUTPUTS: [(&str, &str); 2] = [
    ("manifest", "Inputs and outputs of a build, and every value that it shows."),
    ("message", "A diagnostic of `--message-format json`: one object per line."),
];

/// Prints a schema, or the list of all.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let text = match args.file {
        Some(File::Manifest) => manifest::SCHEMA.to_owned(),
        Some(File::Message) => json::schema(),
        Some(file) => {
            let (name, shape) = FILES[file as usize];
            json_schema(name, shape)
        }
        None => {
            let files = FILES.iter().map(|(name, shape)| (*name, shape.about));
            files.chain(OUTPUTS).map(|(name, about)| format!("{name:8}  {about}\n")).collect()
        }
    };
    let console = Console::new(options);
    console.data(&text);
    console.end(0)
}
