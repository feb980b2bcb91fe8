//! `check FILE.pdf`: holds a finished file to its standards. `check SPECS`: checks a folder without writing anything.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::{Look, PdfStandard, standards};
use crate::console::Console;
use crate::render::{MessageFormat, harmless};

/// What to check, and by what.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file, such as out/briefing.pdf, or a folder of specs
    #[arg(value_name = "FILE.pdf|SPECS")]
    file: PathBuf,

    /// The standards to hold it to instead
    #[arg(long, value_delimiter = ',', value_enum, value_name = "LIST")]
    pdf_standard: Vec<PdfStandard>,

    /// The form of the findings
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORM")]
    message_format: MessageFormat,

    /// Treat warnings as failed checks: exit with status 1 if there are any
    #[arg(long)]
    deny_warnings: bool,
}

/// Checks, and says what is wrong.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let console = Console::new(look);
    if args.file.is_dir() {
        return specs(args, &console);
    }
    let wanted = match standards(&args.pdf_standard) {
        Ok(standards) => Some(standards).filter(|_| !args.pdf_standard.is_empty()),
        Err(message) => return console.refuse(&message),
    };
    let checked = make_briefing::batch::check_files::check_pdf(&args.file, wanted);
    console.diagnostics(&checked.outcome.diagnostics, args.message_format);
    let status = checked.outcome.status_with(args.deny_warnings);
    if status == 0 && !args.message_format.is_data() {
        console.note(&format!("{}: nothing wrong by {}\n", harmless::path(&args.file), checked.standards));
    }
    console.end(status)
}

fn specs(args: &Args, console: &Console) -> ExitCode {
    let outcome = make_briefing::batch::check_files::check_specs(&args.file);
    console.diagnostics(&outcome.diagnostics, args.message_format);
    if outcome.diagnostics.is_empty() && !args.message_format.is_data() {
        let charts = if outcome.charts == 1 { "chart" } else { "charts" };
        console.note(&format!(
            "{}: nothing wrong in {} {charts}\n",
            harmless::path(&args.file),
            outcome.charts
        ));
    }
    console.end(outcome.status_with(args.deny_warnings))
}
