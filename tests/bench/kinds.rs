//! Cost of layout and scene of one chart, for each kind: ten categories, and forty by seven columns or as much as
//! the kind takes.
//!
//! `cargo bench --bench kinds` prints a Markdown table; a word after `--` selects the kinds whose names contain
//! it. Each round shapes its texts anew, as the first drawing of a chart does.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails should stop, and it prints"
)]

mod median;

use std::fs;
use std::path::Path;

use make_briefing::chart::caption::Caption;
use make_briefing::chart::colors::ColorOverrides;
use make_briefing::chart::resolve;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::layout;
use make_briefing::layout::canvas::Canvas;
use make_briefing::layout::overlap;
use make_briefing::project::Project;
use make_briefing::scene::draw;
use make_briefing::spec::chart::{ChartSpec, Kind};
use make_briefing::spec::variant::Variant;
use make_briefing::template::Templates;
use make_briefing::theme::fonts::FontSet;
use make_briefing::typeset::blocks::Typesetter;
use make_briefing::typeset::shaper::Shaper;
use median::median;

/// Rounds of which the median counts.
const ROUNDS: usize = 31;
/// What a chart may cost, in milliseconds: a small and a large one.
const GOALS: [f64; 2] = [1.0, 10.0];

fn main() {
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    let kinds: Vec<&str> = Kind::NAMES.iter().copied().filter(|kind| kind.contains(&wanted)).collect();
    let folder = std::env::temp_dir().join(format!("make-briefing-kinds-{}", std::process::id()));
    write_specs(&folder, &kinds);
    let sink = Diagnostics::new();
    let project = Project::read(&folder, &sink);
    let faults = sink.into_vec();
    fs::remove_dir_all(&folder).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let templates = Templates::new(project.catalog.clone(), project.language);
    println!("| kind | small | ms | large | ms |\n| --- | --- | ---: | --- | ---: |");
    let mut slow = Vec::new();
    for kind in kinds {
        let mut cells = Vec::new();
        for ((name, goal), (rows, columns)) in ["small", "large"].into_iter().zip(GOALS).zip(sizes(kind)) {
            let id = format!("{kind}-{name}");
            let (_, spec) = project.charts.iter().find(|(chart, _)| *chart == id).unwrap();
            let median = cost(spec.as_ref().unwrap(), &project, &fonts, &templates);
            cells.push(format!("{rows} × {columns} | {median:.2}"));
            if median >= goal {
                slow.push(format!("{id}: {median:.2} ms, goal {goal} ms"));
            }
        }
        println!("| {kind} | {} |", cells.join(" | "));
    }
    let verdict = if slow.is_empty() { "all within the goals".into() } else { slow.join("\n") };
    println!("\n{verdict}");
}

/// The median of layout and scene, in milliseconds.
fn cost(spec: &ChartSpec, project: &Project, fonts: &FontSet<'_>, templates: &Templates) -> f64 {
    let (roles, language, sink) = (&project.theme.roles, project.language, &Diagnostics::new());
    let chosen = ColorOverrides::new(spec, roles, sink);
    let shown = resolve::resolve(spec, &project.catalog, language, sink).unwrap();
    let caption = Caption::new(spec, &shown, templates, language, sink);
    let canvas = Canvas::image(&Variant::named("slide-16x9").unwrap(), &project.theme.charts, false);
    median(ROUNDS, || {
        let shaper = Shaper::new(fonts);
        let typesetter = Typesetter { shaper: &shaper, language };
        let figure = layout::figure(spec, &shown, &caption, &chosen, typesetter, roles, canvas);
        (draw::draw(&figure).unwrap(), overlap::find(&figure))
    })
}

/// Categories and columns of the small and the large chart, as far as the kind takes them.
fn sizes(kind: &str) -> [(usize, usize); 2] {
    match kind {
        "bar" | "column" | "lollipop" | "histogram" | "key-figures" => [(10, 1), (40, 1)],
        "dumbbell" | "arrow" | "slope" | "scatter" => [(10, 2), (40, 2)],
        "box" => [(10, 5), (40, 5)],
        "donut" | "waffle" => [(4, 1), (4, 1)],
        "pie" => [(5, 1), (5, 1)],
        "area" => [(1, 10), (1, 40)],
        "grouped-bar" | "grouped-column" => [(10, 2), (40, 7)],
        _ => [(10, 4), (40, 7)],
    }
}

fn write_specs(folder: &Path, kinds: &[&str]) {
    for part in ["charts", "series"] {
        fs::create_dir_all(folder.join(part)).unwrap();
    }
    let mut all = String::from("series:\n");
    for kind in kinds {
        for (name, (rows, columns)) in ["small", "large"].into_iter().zip(sizes(kind)) {
            let id = format!("{kind}-{name}");
            all.push_str(&series(kind, &id, rows, columns));
            let shown = match *kind {
                "key-figures" => (0..rows)
                    .map(|row| {
                        format!("  - {{series: {id}, category: {}, label: Anteil {row}}}\n", category(row))
                    })
                    .fold("figures:\n".to_owned(), |list, line| list + &line),
                _ => format!("series: {id}\n"),
            };
            let chart = format!("title: Geld und Personal bremsen die Kommunen\nchart: {kind}\n{shown}");
            fs::write(folder.join(format!("charts/{id}.yaml")), chart).unwrap();
        }
    }
    fs::write(folder.join("series/all.yaml"), all).unwrap();
    fs::write(folder.join("briefing.yaml"), "title: B\nlanguage: de\nsections: []\n").unwrap();
}

fn category(row: usize) -> String {
    const WORDS: [&str; 5] = [
        "Fehlende finanzielle Mittel",
        "Mangel an Fachkräften",
        "Anforderungen an den Datenschutz",
        "Unklare rechtliche Vorgaben",
        "Langwierige Vergabeverfahren",
    ];
    format!("{} {row}", WORDS[row % WORDS.len()])
}

fn series(kind: &str, id: &str, rows: usize, columns: usize) -> String {
    let settings = match kind {
        "stacked-bar" | "stacked-column" => "single, by: item",
        "diverging-bar" => "scale, by: item",
        "donut" | "pie" | "waffle" => "single",
        "box" | "scatter" => "numeric, unit: number",
        "histogram" => "numeric, unit: count",
        _ => "multiple",
    };
    let whole = settings.starts_with("single") || settings.starts_with("scale");
    let value = |row: usize, column: usize| match whole {
        true => 100 / columns.max(if columns == 1 { rows } else { 1 }),
        // The figures of a box rise.
        false if kind == "box" => 10 * column + row % 9,
        false => (92 - 2 * row + 7 * column) % 97,
    };
    let line = |row: usize| match columns {
        1 => value(row, 0).to_string(),
        _ => {
            let cells: Vec<String> =
                (0..columns).map(|column| format!("Gruppe {column}: {}", value(row, column))).collect();
            format!("{{{}}}", cells.join(", "))
        }
    };
    let values: Vec<String> = (0..rows).map(|row| format!("{}: {}", category(row), line(row))).collect();
    format!("  {id}: {{type: {settings}, values: {{{}}}}}\n", values.join(", "))
}
