//! The live preview: reads the specs whenever they change, and serves the page to browsers on this machine.

mod board;
mod follow;
mod link;
mod server;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use board::Board;
pub(crate) use link::Editor;
use make_briefing::diagnostic::Diagnostic;
use make_briefing::spec::params::Setting;

/// What is previewed, and how.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The folder of specs.
    pub(crate) specs: PathBuf,
    /// Values of the briefing's parameters.
    pub(crate) set: Vec<Setting>,
    /// A folder whose changes do not matter.
    pub(crate) output: PathBuf,
    /// The port; 0 takes a free one.
    pub(crate) port: u16,
    /// The editor that links open.
    pub(crate) editor: Editor,
}

/// What has happened, for the terminal.
#[derive(Debug)]
pub(crate) enum News<'a> {
    /// The page follows these changes; names of files, charts that were drawn, milliseconds, and what `check` says.
    Followed { changes: &'a [String], drawn: usize, millis: u128, diagnostics: &'a [Diagnostic] },
    /// There are more files than are watched.
    Cut,
}

/// Serves the preview on threads of its own, and returns its address.
///
/// # Errors
/// Why no connections can be accepted.
pub(crate) fn start(options: &Options, tell: impl Fn(News<'_>) + Send + 'static) -> io::Result<String> {
    let board = Arc::new(Board::new(&options.specs, &options.set));
    let address = server::start(board.clone(), options.port)?;
    let options = options.clone();
    thread::Builder::new().spawn(move || follow::follow(&options, &board, &tell))?;
    Ok(address)
}

/// Opens an address in the user's browser; whether one was found.
pub(crate) fn open(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let null = std::process::Stdio::null;
    std::process::Command::new(program)
        .args(before)
        .arg(address)
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .spawn()
        .is_ok()
}

/// The absolute path of a file, with `/` between folders.
fn absolute(name: &str) -> String {
    make_briefing::workspace::absolute(Path::new(name))
}
