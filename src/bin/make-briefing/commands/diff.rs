//! `diff OLD NEW`: which figures, texts and drawings changed between two editions.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::args::ConsoleOptions;
use crate::console::Console;
use crate::render::{MessageFormat, harmless};
use crate::revision;
use clap::ValueEnum;
use make_briefing::batch::{Outcome, snapshot};
use make_briefing::diagnostic::{Diagnostic, Severity};
use make_briefing::diff::edition::{Edition, Finding};
use make_briefing::diff::{compare, report};
use make_briefing::lint::RULES;
use make_briefing::reason::Reason;
use make_briefing::workspace;
use make_briefing::workspace::scratch_folder::ScratchFolder;

/// What to compare, and how to say it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The old edition: a specs folder, an output folder, a manifest, or a git revision of NEW
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The new edition: a specs folder, an output folder or a manifest
    #[arg(value_name = "NEW", default_value = "specs")]
    new: PathBuf,

    /// How the comparison is printed
    #[arg(long, value_enum, default_value_t = Form::Text, value_name = "FORMAT")]
    format: Form,

    /// Exit with status 1 if figures changed, or if titles and texts have new findings
    #[arg(long, value_delimiter = ',', value_enum, value_name = "LIST")]
    fail_on: Vec<FailOn>,
}

/// How the comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Lines for a terminal
    Text,
    /// Markdown for the comment on a pull request
    Markdown,
    /// A page with each chart before and after
    Html,
    /// JSON for programs
    Json,
}

/// What counts as a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A figure that changed, and a chart that was added or is gone
    Figures,
    /// A finding of the checks in titles and texts that the old edition did not have
    Claims,
}

/// An edition with the errors that were found on reading it.
struct Read {
    edition: Edition,
    diagnostics: Vec<Diagnostic>,
}

/// Compares, and prints what changed.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    let checkout = match revision_of(args) {
        Ok(checkout) => checkout,
        Err(message) => return console.refuse(message),
    };
    let old = checkout.as_ref().map_or(args.old.as_path(), ScratchFolder::path);
    let (old, new) = match (read(old), read(&args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(error), _) | (_, Err(error)) => return console.report(vec![error]),
    };
    // Errors of the old edition are history; without its charts there is nothing to compare with, though.
    let errors = |read: &Read| {
        read.diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect::<Vec<_>>()
    };
    let mut diagnostics = errors(&new);
    if old.edition.charts.is_empty() {
        diagnostics.extend(errors(&old));
    }
    console.diagnostics(&diagnostics, MessageFormat::Human);
    let status = Outcome::of(diagnostics).status();
    let found = compare(&old.edition, &new.edition);
    console.data(&match args.format {
        Form::Text => report::text::lines(&found).iter().map(|line| harmless::line(line) + "\n").collect(),
        Form::Markdown => report::markdown::markdown(&found),
        Form::Html => report::html::html(&found, &old.edition, &new.edition),
        Form::Json => harmless::json(&report::json::json(&found)),
    });
    let fails = |on: &FailOn| match on {
        FailOn::Figures => found.has_changed_figures(),
        FailOn::Claims => found.has_new_findings(),
    };
    console.end(status.max(u8::from(args.fail_on.iter().any(fails))))
}

/// The files of a revision, if OLD is one: a word that is no file, or a revision and a path with a colon between.
fn revision_of(args: &Args) -> Result<Option<ScratchFolder>, Reason> {
    if args.old.exists() {
        return Ok(None);
    }
    let typed = args.old.to_str().ok_or("OLD is neither a file nor a revision")?;
    let (revision, path) = match typed.split_once(':') {
        Some((revision, path)) => (revision, Path::new(path)),
        None => (typed, args.new.as_path()),
    };
    let taken = revision::take_out(revision, path);
    taken
        .map(Some)
        .map_err(|reason| format!("there is no file or folder `{typed}`, and as a revision: {reason}").into())
}

/// Reads an edition: a manifest, an output folder that has one, or a specs folder.
fn read(path: &Path) -> Result<Read, Diagnostic> {
    let manifest = if path.is_dir() { path.join("manifest.json") } else { path.to_owned() };
    if manifest.exists() {
        let edition = workspace::read_manifest(&manifest).and_then(|text| {
            Edition::from_manifest(&text).ok_or_else(|| workspace::not_a_manifest(&manifest))
        })?;
        let folder = manifest.parent().unwrap_or(Path::new(""));
        return Ok(Read { edition: with_pictures(edition, folder), diagnostics: Vec::new() });
    }
    let taken = snapshot::take(path);
    if let Some(fatal) = taken
        .diagnostics
        .iter()
        .find(|one| one.code == "no-specs" || taken.is_withheld && one.severity == Severity::Error)
    {
        return Err(fatal.clone());
    }
    let mut edition = Edition::from_manifest(&taken.manifest).unwrap_or_default();
    edition.pictures = taken.pictures;
    let folder = workspace::shown(path);
    let findings = taken.diagnostics.iter().filter(|one| RULES.iter().any(|rule| rule.code == one.code));
    edition.findings = Some(findings.map(|one| finding(one, &folder)).collect());
    Ok(Read { edition, diagnostics: taken.diagnostics })
}

/// The SVG files that the manifest of an output folder lists, as far as they are as it says.
fn with_pictures(mut edition: Edition, folder: &Path) -> Edition {
    let files = edition.charts.values().flat_map(|chart| &chart.files);
    let svgs = files.filter(|(name, _)| name.ends_with(".svg"));
    edition.pictures = svgs
        .filter_map(|(name, hash)| Some((name.clone(), workspace::read_listed(folder, name, hash)?)))
        .collect();
    edition
}

fn finding(one: &Diagnostic, folder: &str) -> Finding {
    let file = one.span.source.name.strip_prefix(folder).unwrap_or(&one.span.source.name);
    Finding {
        code: one.code.name().to_owned(),
        file: file.trim_start_matches('/').to_owned(),
        message: one.message.clone(),
        line: one.span.line(),
    }
}
