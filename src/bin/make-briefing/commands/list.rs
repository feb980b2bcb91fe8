//! `list`: lists charts and series, and which uses which.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::args::ConsoleOptions;
use crate::console::Console;
use crate::render::harmless;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::project::inventory::{ChartEntry, SeriesEntry};
use make_briefing::project::{Project, inventory};

// No doc comment: it would replace the command's in the help.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of specs
    #[arg(default_value = "specs", value_name = "SPECS")]
    specs: PathBuf,
    /// What was read from which cells of files with figures
    #[arg(long)]
    data: bool,
}

/// Prints two tables, and reports errors in the specs as a build does.
pub(crate) fn run(args: &Args, options: ConsoleOptions) -> ExitCode {
    let console = Console::new(options);
    let sink = Diagnostics::new();
    let project = Project::read(&args.specs, &sink);
    let diagnostics = sink.into_vec();
    if diagnostics.iter().any(|one| one.code == "no-specs") {
        return console.report(diagnostics);
    }
    if args.data {
        let rows = inventory::series(&project).iter().filter_map(data_row).collect();
        console.data(&table(["SERIES", "FILE", "READ"], rows));
        return console.report(diagnostics);
    }
    let charts = inventory::charts(&project).iter().map(chart_row).collect();
    let series = inventory::series(&project).iter().map(series_row).collect();
    console.data(&table(["CHART", "KIND", "SERIES", "SECTION"], charts));
    console.data("\n");
    console.data(&table(["SERIES", "TYPE", "CHARTS", "TEXTS"], series));
    console.report(diagnostics)
}

fn chart_row(entry: &ChartEntry<'_>) -> [String; 4] {
    [
        entry.id.to_owned(),
        entry.kind.unwrap_or("(error)").to_owned(),
        entry.series.join(", "),
        entry.section.unwrap_or("(none)").to_owned(),
    ]
}

/// A series whose figures stand in a file of their own.
fn data_row(entry: &SeriesEntry<'_>) -> Option<[String; 3]> {
    let read = entry.series.read_from.as_ref()?;
    Some([entry.series.id.clone(), read.file.clone(), read.to_string()])
}

fn series_row(entry: &SeriesEntry<'_>) -> [String; 4] {
    let charts = if entry.charts.is_empty() { "(none)".to_owned() } else { entry.charts.join(", ") };
    [entry.series.id.clone(), entry.series.question_type.word().to_owned(), charts, entry.texts.join(", ")]
}

/// Columns as wide as their widest cell, without trailing spaces.
fn table<const COLUMNS: usize>(head: [&str; COLUMNS], rows: Vec<[String; COLUMNS]>) -> String {
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(rows);
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; COLUMNS] = std::array::from_fn(width);
    lines
        .iter()
        .map(|line| {
            let cells: Vec<String> =
                line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            format!("{}\n", harmless::line(cells.join("  ").trim_end()))
        })
        .collect()
}
