//! The only place that prints: progress and diagnostics to stderr, the summary and all other data to stdout.

use std::cmp::Reverse;
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::args::{Args, ConsoleOptions, When};
use crate::render::human::Paint;
use crate::render::{MessageFormat, harmless};
use make_briefing::batch::{Outcome, Step};
use make_briefing::diagnostic::{Diagnostic, Severity};

/// Maximum number of diagnostics shown: a file in the wrong format can have an error in every line.
const MAX_SHOWN: usize = 1000;

/// Exit status of a run whose output could not be written.
pub(crate) const UNWRITTEN: u8 = 3;

/// Maximum number of charts or files that a line lists.
const MAX_LISTED: usize = 40;

/// Prints progress, diagnostics and results.
#[derive(Debug)]
pub(crate) struct Console {
    started: Instant,
    quiet: bool,
    bar: bool,
    paint: Paint,
    total: AtomicUsize,
    done: AtomicUsize,
    drawn: AtomicUsize,
    /// The first error on writing to stdout.
    stdout_error: OnceLock<String>,
}

impl Console {
    /// A console with a progress bar on a terminal and plain lines elsewhere.
    pub(crate) fn new(ConsoleOptions { color, quiet }: ConsoleOptions) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let paint = match color {
            When::Always => true,
            When::Never => false,
            When::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self {
            started: Instant::now(),
            quiet,
            bar: terminal && !quiet,
            paint: Paint(paint),
            total: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            drawn: AtomicUsize::new(0),
            stdout_error: OnceLock::new(),
        }
    }

    /// Shows the progress of a run.
    pub(crate) fn step(&self, step: Step<'_>) {
        match step {
            Step::Charts(count) => self.total.store(count, Ordering::Relaxed),
            Step::Done { is_drawn, .. } => {
                self.drawn.fetch_add(usize::from(is_drawn), Ordering::Relaxed);
                let done = self.done.fetch_add(1, Ordering::AcqRel) + 1;
                self.show(done);
            }
            Step::Document => self.say("writing briefing.pdf"),
            Step::Waiting => self.say("waiting for another build into the same folder"),
        }
    }

    fn show(&self, done: usize) {
        let total = self.total.load(Ordering::Relaxed).max(1);
        if self.bar {
            let filled = 24 * done / total;
            let line = format!(
                "\r\u{1b}[2K[{}{}] {done}/{total} charts",
                "#".repeat(filled),
                "-".repeat(24 - filled)
            );
            let _ = write!(std::io::stderr(), "{line}");
        } else if done == total {
            self.say(&format!("drew {}", plural(self.drawn.load(Ordering::Relaxed), "chart")));
        }
    }

    /// Shows how many reports are done.
    pub(crate) fn reports(&self, done: usize, total: usize) {
        // A line now and then where there is no terminal.
        if self.bar || done == total || done.is_multiple_of(100) {
            self.say(&format!("{done}/{total} reports"));
        }
    }

    fn say(&self, line: &str) {
        if self.quiet {
            return;
        }
        let clear = if self.bar { "\r\u{1b}[2K" } else { "" };
        let end = if self.bar { "" } else { "\n" };
        let _ = write!(std::io::stderr(), "{clear}{}{end}", harmless::line(line));
    }

    /// The time of day at the start of a line, in UTC so that it is the same everywhere.
    pub(crate) fn clock() -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        format!("{:02}:{:02}:{:02} UTC, ", now / 3600 % 24, now / 60 % 60, now % 60)
    }

    /// Which files have changed, as the beginning of a line; empty where none has.
    pub(crate) fn changed(files: &[String]) -> String {
        match files {
            [] => String::new(),
            [one] => format!("{one} changed: "),
            [one, another] => format!("{one} and {another} changed: "),
            [one, more @ ..] => format!("{one} and {} more files changed: ", more.len()),
        }
    }

    /// Prints a status line to stderr, unless quiet.
    pub(crate) fn status(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{}", harmless::line(line));
        }
    }

    /// Shows all diagnostics and the summary. In a data format the diagnostics have stdout to themselves.
    pub(crate) fn finish(&self, outcome: &Outcome, args: &Args) {
        self.diagnostics(&outcome.diagnostics, args.message_format);
        let mut err = std::io::stderr().lock();
        for (ids, what) in [(&outcome.failed, "not drawn"), (&outcome.incomplete, "images missing")] {
            let (shown, more) = ids.split_at(MAX_LISTED.min(ids.len()));
            if !shown.is_empty() {
                let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
                let _ = writeln!(err, "{}{more}", harmless::line(&format!("{what}: {}", shown.join(", "))));
            }
        }
        if outcome.interrupted {
            let _ = writeln!(err, "stopped: all files are as they were");
            return;
        }
        if self.quiet {
            return;
        }
        let (of_charts, drafts): (Vec<String>, Vec<String>) =
            outcome.removed.iter().cloned().partition(|file| file.starts_with("charts/"));
        let notices = [
            (&outcome.updated, "brought up to date"),
            (&of_charts, "removed, because the chart no longer exists"),
            (&drafts, "removed, because the briefing is final now"),
            (
                &outcome.left_changed,
                "kept, although the chart no longer exists, because it was changed by hand",
            ),
        ];
        for (files, what) in notices.into_iter().filter(|(files, _)| !files.is_empty()) {
            let listed = files[..files.len().min(MAX_LISTED)].join(", ");
            let more = files.len().saturating_sub(MAX_LISTED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let _ = writeln!(err, "{what}: {listed}{more}");
        }
        if outcome.files == 0 {
            return;
        }
        let summary = harmless::line(&self.summary(outcome, args));
        match args.message_format.is_data() {
            true => _ = writeln!(err, "{summary}"),
            false => self.data(&format!("{summary}\n")),
        }
    }

    /// Shows diagnostics in the requested format, and their number.
    pub(crate) fn diagnostics(&self, diagnostics: &[Diagnostic], format: MessageFormat) {
        let mut err = std::io::stderr().lock();
        if self.bar {
            let _ = write!(err, "\r\u{1b}[2K");
        }
        let mut ranked = diagnostics.to_vec();
        if ranked.len() > MAX_SHOWN {
            // Errors first, so that warnings do not crowd them out.
            ranked.sort_by_key(|one| Reverse(one.severity));
        }
        let (shown, more) = ranked.split_at(ranked.len().min(MAX_SHOWN));
        let text = format.render(shown, self.paint);
        match format.is_data() {
            true => self.data(&text),
            false => _ = write!(err, "{text}"),
        }
        if !more.is_empty() {
            let _ = writeln!(err, "{} more are not shown", more.len());
        }
        let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        if errors + warnings > 0 {
            let _ = writeln!(err, "{}", counts(errors, warnings));
        }
    }

    /// Shows the diagnostics of a command other than building, and returns its exit status.
    pub(crate) fn report(&self, diagnostics: Vec<Diagnostic>) -> ExitCode {
        self.diagnostics(&diagnostics, MessageFormat::Human);
        self.end(Outcome::of(diagnostics).status())
    }

    /// Prints the result of a command to stdout, such as a page or a list. A closed pipe is not an error, since
    /// the reader has seen enough; [`Self::end`] reports any other error.
    pub(crate) fn data(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        // Without this flush, an error on writing at the end of the process would be lost.
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            let _ = self.stdout_error.set(error.to_string());
        }
    }

    /// The exit status: `status`, or that of an unwritten file if writing to stdout has failed.
    pub(crate) fn end(&self, status: u8) -> ExitCode {
        match self.stdout_error.get() {
            Some(reason) => {
                let line = format!("error: cannot write to stdout: {reason}");
                let _ = writeln!(std::io::stderr(), "{}", harmless::line(&line));
                ExitCode::from(UNWRITTEN)
            }
            None => ExitCode::from(status),
        }
    }

    /// Prints the outcome of a command to stdout, unless quiet.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.data(text);
        }
    }

    fn summary(&self, outcome: &Outcome, args: &Args) -> String {
        let charts = plural(outcome.charts, "chart");
        let mut parts = vec![match outcome.unchanged {
            0 => charts,
            all if all == outcome.charts => format!("{charts}, unchanged"),
            some => format!("{charts}, {some} of them unchanged"),
        }];
        if outcome.pages > 0 {
            parts.push(plural(outcome.pages, "page"));
        }
        let kilobytes = outcome.bytes.div_ceil(1000);
        parts.push(format!("{}, {kilobytes} kB", plural(outcome.files, "file")));
        parts.push(format!("{:.2} s", self.started.elapsed().as_secs_f64()));
        format!("{}: {}", args.output.display(), parts.join(", "))
    }

    /// Reports an error in the command line.
    pub(crate) fn refuse(&self, message: impl std::fmt::Display) -> ExitCode {
        let _ = writeln!(std::io::stderr(), "{}", harmless::line(&format!("error: {message}")));
        ExitCode::from(2)
    }
}

fn counts(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => format!("{} and {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
