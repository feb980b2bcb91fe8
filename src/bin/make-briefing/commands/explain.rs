//! `explain`: the page on a diagnostic.

use std::process::ExitCode;

use crate::args::Look;
use crate::console::Console;
use make_briefing::diagnostic::suggest;
use make_briefing::explain;

// No documentation comment: it would stand in the help in place of the command's.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The word in brackets after `error` or `warning`, such as `unknown-key`
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints one page, or the list of all.
pub(crate) fn run(args: &Args, look: Look) -> ExitCode {
    let console = Console::new(look);
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
            console.refuse(&format!("there is no diagnostic `{code}`: {hint}"))
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
