//! `preview`: shows the briefing in a browser, and follows every change.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::args::{ConsoleOptions, setting};
use crate::console::{Console, plural};
use crate::interrupt::Interrupt;
use crate::preview::{self, Editor, News, Options};
use crate::render::{MessageFormat, harmless};
use make_briefing::diagnostic::Severity;
use make_briefing::spec::params::Setting;

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of specs
    #[arg(default_value = "specs", value_name = "SPECS")]
    specs: PathBuf,

    /// The value of a parameter of the briefing; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<Setting>,

    /// The port to serve on; a free one if not given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// Print the address, and open no browser
    #[arg(long)]
    no_open: bool,

    /// The editor that links to files open
    #[arg(long, value_enum, default_value_t = Editor::Vscode, value_name = "EDITOR")]
    editor: Editor,
}

/// Serves the preview until a signal stops the program.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    if !args.specs.is_dir() {
        let hint = "`make-briefing new FOLDER` starts one";
        return console.refuse(format!("there is no folder `{}`: {hint}", args.specs.display()));
    }
    // Nothing is written, so a signal may end the program at any time.
    Interrupt::watch().may_end(true);
    let options = Options {
        specs: args.specs.clone(),
        set: args.set.clone(),
        output: args.specs.join("out"),
        port: args.port,
        editor: args.editor,
    };
    match serve(options, !args.no_open, console) {
        Ok(()) => loop {
            std::thread::park();
        },
        Err(refused) => refused,
    }
}

/// Starts a preview, says where it is, and opens a browser.
pub(super) fn serve(options: Options, opens: bool, console: Console) -> Result<(), ExitCode> {
    let specs = options.specs.clone();
    let console = std::sync::Arc::new(console);
    let teller = console.clone();
    let tell = move |news: News<'_>| say(&teller, &specs, &news);
    match preview::start(&options, tell) {
        Ok(address) => {
            console.data(&format!("{address}\n"));
            console.status(&format!("previewing {}, press Ctrl-C to stop", harmless::path(&options.specs)));
            if opens && !preview::open(&address) {
                console.status("no browser was found: open the address above");
            }
            Ok(())
        }
        Err(error) => {
            let port = options.port;
            Err(console.refuse(format!(
                "cannot serve on 127.0.0.1, port {port}: {error}; name another with `--port`"
            )))
        }
    }
}

fn say(console: &Console, specs: &Path, news: &News<'_>) {
    match news {
        News::Cut => console.status(&format!(
            "{} has more than 20,000 files: changes in the others are not noticed",
            harmless::path(specs)
        )),
        News::Followed { changes, drawn, millis, diagnostics } => {
            let what = Console::changed(changes);
            console.status(&format!("{}{what}{} in {millis} ms", Console::clock(), plural(*drawn, "chart")));
            let errors: Vec<_> =
                diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
            if !errors.is_empty() {
                console.diagnostics(&errors, MessageFormat::Short);
            }
        }
    }
}
