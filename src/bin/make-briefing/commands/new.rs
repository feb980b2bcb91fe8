//! `new`: creates a specs folder, or the spec of a new chart.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::args::ConsoleOptions;
use crate::commands::import;
use crate::console::{Console, plural};
use crate::render::harmless;
use clap::Subcommand;
use make_briefing::diagnostic::{Diagnostics, suggest};
use make_briefing::project::Project;
use make_briefing::schema::{FILES, json_schema};
use make_briefing::spec::is_id;
use make_briefing::starter;
use make_briefing::starter::chart;
use make_briefing::starter::kits::{self, Kit, KitLanguage};
use make_briefing::survey::lookup;
use make_briefing::workspace::{self, tables};

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct Args {
    /// A new or empty folder
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// Fill it from this file with tables: series bound to its cells, and a chart for each
    #[arg(long, value_name = "FILE", requires = "folder")]
    from: Option<PathBuf>,

    /// What it is to become: figures typed into specs, a table of answers, a report for each row of a table, or slides
    #[arg(
        long,
        value_enum,
        default_value = "survey",
        value_name = "KIT",
        requires = "folder",
        conflicts_with = "from"
    )]
    kit: KitChoice,

    /// The language of its texts and comments
    #[arg(
        long,
        value_enum,
        default_value = "en",
        value_name = "LANG",
        requires = "folder",
        conflicts_with = "from"
    )]
    lang: LanguageChoice,

    #[command(subcommand)]
    what: Option<What>,
}

/// The names of the kits on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum KitChoice {
    Survey,
    Microdata,
    Reports,
    Deck,
}

/// The names of the kits' languages on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LanguageChoice {
    En,
    De,
}

/// What to create, other than a folder.
#[derive(Debug, Subcommand)]
enum What {
    /// Create charts/ID.yaml with a kind of chart that suits a series
    Chart(ChartArgs),
}

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
struct ChartArgs {
    /// The chart's id: a to z, digits and hyphens
    #[arg(value_name = "ID")]
    id: String,

    /// The series that it shows
    #[arg(long, value_name = "SERIES")]
    series: String,

    /// The folder of specs
    #[arg(long, default_value = "specs", value_name = "FOLDER")]
    specs: PathBuf,
}

/// Creates the files, and prints the next step.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    match (&args.what, &args.folder) {
        (Some(What::Chart(args)), _) => new_chart(args, &console),
        (None, Some(folder)) => match &args.from {
            Some(file) => from_file(folder, file, &console),
            None => new_folder(folder, args.kit, args.lang, &console),
        },
        (None, None) => console.refuse("name a folder"),
    }
}

fn new_folder(folder: &Path, kit: KitChoice, language: LanguageChoice, console: &Console) -> ExitCode {
    let language = match language {
        LanguageChoice::En => KitLanguage::En,
        LanguageChoice::De => KitLanguage::De,
    };
    let name = harmless::path(folder);
    let (kit, next) = match kit {
        KitChoice::Survey => (Kit::Survey, format!("make-briefing {name}")),
        KitChoice::Microdata => (Kit::Microdata, format!("make-briefing {name}")),
        KitChoice::Reports => (Kit::Reports, format!("make-briefing reports {name}")),
        KitChoice::Deck => (Kit::Deck, format!("make-briefing {name} --format pdf,pptx")),
    };
    let kit = kits::files(kit, language);
    let schemas = FILES.map(|(name, shape)| (format!("schema/{name}.json"), json_schema(name, shape)));
    let files: Vec<(&str, &str)> = kit
        .iter()
        .copied()
        .chain(schemas.iter().map(|(file, text)| (file.as_str(), text.as_str())))
        .collect();
    if let Err(error) = workspace::write_folder(folder, &files) {
        return console.report(vec![error]);
    }
    let files: String = kit.iter().map(|(file, _)| format!("  {file}\n")).collect();
    console.note(&format!(
        "wrote a small briefing to {name}:\n{files}  schema/*.json, for completion and checks in editors\n\nNext: read the comments in these files, then run\n  {next}\n"
    ));
    console.end(0)
}

/// A whole briefing from a file with tables.
fn from_file(folder: &Path, file: &Path, console: &Console) -> ExitCode {
    let plan = match import::plan(file, folder, None, true, &mut Vec::new()) {
        Ok(plan) => plan,
        Err(fault) => return console.report(vec![fault]),
    };
    for doubt in &plan.proposal.doubts {
        console.status(&format!("not sure: {doubt}"));
    }
    if plan.texts.is_empty() {
        return console.refuse("no table was found that can be read");
    }
    let schemas = FILES.map(|(name, shape)| (format!("schema/{name}.json"), json_schema(name, shape)));
    let briefing = ("briefing.yaml".to_owned(), plan.proposal.briefing());
    let files: Vec<(&str, &str)> = plan
        .texts
        .iter()
        .chain([&briefing])
        .chain(&schemas)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let written = workspace::write_folder(folder, &files).and_then(|()| match &plan.copy {
        Some((name, bytes)) => tables::copy_new(&folder.join(name), bytes),
        None => Ok(()),
    });
    if let Err(fault) = written {
        return console.report(vec![fault]);
    }
    let name = harmless::path(folder);
    let charts = plural(plan.proposal.series.len(), "chart");
    console.note(&format!("wrote a briefing of {charts} to {name}\n\nNext: run\n  make-briefing {name}\n"));
    console.end(0)
}

fn new_chart(args: &ChartArgs, console: &Console) -> ExitCode {
    if !is_id(&args.id) {
        let message =
            format!("`{}` is not a valid id: use only lower-case letters a-z, digits and hyphens", args.id);
        return console.refuse(message);
    }
    let sink = Diagnostics::new();
    let project = Project::read(&args.specs, &sink);
    let diagnostics = sink.into_vec();
    let series = match lookup::series(&project.catalog, &args.series) {
        Ok(series) => series,
        // The series may exist, but have errors, or be in a file that cannot be read.
        Err(_)
            if project.catalog.is_faulty(&args.series)
                || diagnostics.iter().any(|one| one.code == "no-specs") =>
        {
            return console.report(diagnostics);
        }
        Err(unknown) => {
            console.report(diagnostics);
            let hint = suggest(&unknown.word, unknown.candidates.iter().map(String::as_str));
            return console.refuse(format!("{unknown}: {hint}"));
        }
    };
    let path = args.specs.join("charts").join(format!("{}.yaml", args.id));
    let schema = args.specs.join("schema/chart.json").exists();
    let line = if schema { starter::CHART_SCHEMA } else { "" };
    if let Err(error) = workspace::write_new(&path, format!("{line}{}", chart::spec(series))) {
        return console.report(vec![error]);
    }
    let chart::Suggestion { kind, other, why } = chart::suggest(series);
    console.note(&format!(
        "wrote {}: {kind}, because {why} ({other} would also work)\n\n\
         Next: give it a title, add `- chart: {}` to a section of briefing.yaml, then run\n  make-briefing {}\n",
        harmless::path(&path),
        args.id,
        harmless::path(&args.specs),
    ));
    console.end(0)
}
