//! `schema`: JSON Schema of the files that people write.

use std::process::ExitCode;

use clap::ValueEnum;
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

/// A kind of file, in the order of the library's table.
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
}

/// Prints the schema, or the names of all.
pub(crate) fn run(args: &Args) -> ExitCode {
    let text = match args.file {
        Some(file) => {
            let (name, shape) = FILES[file as usize];
            schema::schema(name, shape)
        }
        None => FILES.iter().map(|(name, shape)| format!("{name:8}  {}\n", shape.about)).collect(),
    };
    Console::new(When::Auto, false).data(&text);
    ExitCode::SUCCESS
}
