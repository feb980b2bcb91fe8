//! `import`: looks at files with tables, and writes series files that are bound to their cells.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::args::ConsoleOptions;
use crate::commands::update;
use crate::console::Console;
use crate::render::harmless;
use clap::ValueEnum;
use make_briefing::diagnostic::{Diagnostic, Diagnostics};
use make_briefing::project::Project;
use make_briefing::propose::{self, Proposal};
use make_briefing::starter;
use make_briefing::workspace::{self, tables};

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The files: .xlsx, .xls, .ods, .csv, .tsv, .json, .sav or .parquet
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The folder of specs; created if it is not there
    #[arg(long, default_value = "specs", value_name = "FOLDER")]
    specs: PathBuf,

    /// Print what would be written, and write nothing
    #[arg(long)]
    print: bool,

    /// The files are corrected versions of files in the specs: bind their series anew, and say what changed
    #[arg(long, conflicts_with = "charts")]
    update: bool,

    /// Write a chart spec for each series as well
    #[arg(long)]
    charts: bool,

    /// The language of the file; found in its words if not given
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<Lang>,
}

/// A language of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// German
    De,
    /// English
    En,
}

/// What is written for one file.
pub(crate) struct Plan {
    pub(crate) proposal: Proposal,
    /// Files by their path in the specs folder.
    pub(crate) texts: Vec<(String, String)>,
    /// The data file, if it is copied into the specs folder.
    pub(crate) copy: Option<(String, Arc<[u8]>)>,
}

/// Looks at the files, and writes or prints what is proposed.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    if args.update {
        return update::run(&args.files, &args.specs, args.print, &console);
    }
    let mut taken = ids_of(&args.specs);
    let (mut plans, mut faults) = (Vec::new(), Vec::new());
    for file in &args.files {
        match plan(file, &args.specs, args.lang, args.charts, &mut taken) {
            Ok(plan) => plans.push(plan),
            Err(fault) => faults.push(fault),
        }
    }
    let mut status = 0;
    for plan in &plans {
        for doubt in &plan.proposal.doubts {
            console.status(&format!("not sure: {doubt}"));
        }
        if args.print {
            for (name, text) in &plan.texts {
                console.data(&format!("# {name}\n{text}\n"));
            }
            continue;
        }
        if !write(plan, &args.specs, &console, &mut faults) {
            status = 1;
        }
    }
    if faults.is_empty() {
        return console.end(status);
    }
    let _ = console.report(faults);
    console.end(1)
}

/// The ids of the series that a folder has.
fn ids_of(specs: &Path) -> Vec<String> {
    if !specs.is_dir() {
        return Vec::new();
    }
    let project = Project::read(specs, &Diagnostics::new());
    project.catalog.ids().map(str::to_owned).collect()
}

/// What is to be written for a file.
pub(crate) fn plan(
    file: &Path,
    specs: &Path,
    lang: Option<Lang>,
    charts: bool,
    taken: &mut Vec<String>,
) -> Result<Plan, Diagnostic> {
    let bytes: Arc<[u8]> = tables::read_table(file)?.into();
    let inside = tables::name_inside(specs, file);
    let name = inside
        .clone()
        .unwrap_or_else(|| format!("series/{}", file.file_name().unwrap_or_default().to_string_lossy()));
    let proposal = propose::look(&name, &bytes, lang.map(|lang| lang == Lang::De), taken)?;
    let schema = specs.join("schema").is_dir();
    let mut texts = Vec::new();
    if !proposal.series.is_empty() {
        texts.push((propose::series_file_name(&name), proposal.series_file(&name, schema)));
        for series in proposal.charted().filter(|_| charts) {
            let line = if schema { starter::CHART_SCHEMA } else { "" };
            let text = format!("{line}{}", starter::chart::spec(series));
            texts.push((format!("charts/{}.yaml", series.id), text));
        }
    }
    let copy = inside.is_none().then_some((name, bytes));
    Ok(Plan { proposal, texts, copy })
}

/// Writes the files of a plan; says whether there was anything to write.
fn write(plan: &Plan, specs: &Path, console: &Console, faults: &mut Vec<Diagnostic>) -> bool {
    if plan.texts.is_empty() {
        console.status("no table was found that can be read");
        return false;
    }
    if let Some((name, bytes)) = &plan.copy
        && let Err(fault) = tables::copy_new(&specs.join(name), bytes)
    {
        // Without this file the series would read another one.
        faults.push(fault);
        return false;
    }
    for (name, text) in &plan.texts {
        let path = specs.join(name);
        match workspace::write_new(&path, text) {
            Ok(()) => console.note(&format!("wrote {}\n", harmless::path(&path))),
            Err(fault) => faults.push(fault),
        }
    }
    let count = plan.proposal.series.len();
    console.note(&format!(
        "{count} series; read the comments, then run\n  make-briefing {}\n",
        harmless::path(specs)
    ));
    true
}
