//! `explain`: prints the page on a diagnostic.

use std::process::ExitCode;

use crate::args::ConsoleOptions;
use crate::console::Console;
use make_briefing::diagnostic::suggest;
use make_briefing::explain;

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The code in brackets after `error` or `warning`, such as `unknown-key`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints one page, or the list of all pages.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    let Some(code) = &args.code else {
        console.data(&list());
        return console.end(0);
    };
    match explain::find(code) {
        Some(page) => {
            console.data(page.text);
            console.end(0)
        }
        None => {
            let hint = suggest(code, explain::PAGES.iter().map(|page| page.code.name()));
            console.refuse(format!("there is no diagnostic `{code}`: {hint}"))
        }
    }
}

fn list() -> String {
    let width = explain::PAGES.iter().map(|page| page.code.name().len()).max().unwrap_or(0);
    explain::PAGES
        .iter()
        .map(|page| format!("{:width$}  {}\n", page.code.name(), explain::summary(page.text)))
        .collect()
}
