//! `check FILE.pdf` checks a PDF against its standards. `check SPECS` checks a specs folder without writing
//! anything.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::{ConsoleOptions, PdfStandard, setting, standards};
use crate::console::Console;
use crate::render::{MessageFormat, harmless};
use make_briefing::spec::params::Setting;

/// What to check, and against what.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A PDF file, such as out/briefing.pdf, or a specs folder
    #[arg(value_name = "FILE.pdf|SPECS")]
    file: PathBuf,

    /// The value of a parameter of the briefing, as in `--set region=BE`; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<Setting>,

    /// Check the PDF against these standards, instead of those that it declares
    #[arg(long, value_delimiter = ',', value_enum, value_name = "LIST")]
    pdf_standard: Vec<PdfStandard>,

    /// The format of errors and warnings
    #[arg(long, value_enum, default_value_t = MessageFormat::Human, value_name = "FORMAT")]
    message_format: MessageFormat,

    /// Treat warnings as failed checks: exit with status 1 if there are any
    #[arg(long)]
    deny_warnings: bool,
}

/// Checks, and prints what is wrong.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    if args.file.is_dir() {
        return specs(args, &console);
    }
    let wanted = match standards(&args.pdf_standard) {
        Ok(standards) => Some(standards).filter(|_| !args.pdf_standard.is_empty()),
        Err(message) => return console.refuse(message),
    };
    let checked = make_briefing::batch::check_files::check_pdf(&args.file, wanted);
    console.diagnostics(&checked.outcome.diagnostics, args.message_format);
    let status = checked.outcome.status_with(args.deny_warnings);
    if status == 0 && !args.message_format.is_data() {
        console.note(&format!("{}: conforms to {}\n", harmless::path(&args.file), checked.standards));
    }
    console.end(status)
}

fn specs(args: &Args, console: &Console) -> ExitCode {
    let outcome = make_briefing::batch::check_files::check_specs_with(&args.file, &args.set);
    console.diagnostics(&outcome.diagnostics, args.message_format);
    if outcome.diagnostics.is_empty() && !args.message_format.is_data() {
        let charts = if outcome.charts == 1 { "chart" } else { "charts" };
        console.note(&format!(
            "{}: no errors or warnings in {} {charts}\n",
            harmless::path(&args.file),
            outcome.charts
        ));
    }
    console.end(outcome.status_with(args.deny_warnings))
}
