//! Cost of the survey part: a million answers counted, the lint of the shipped briefing, templates of 1,000
//! charts.
//!
//! `cargo bench --bench survey` prints a Markdown table of medians on one thread. A word after `--` selects the
//! rows whose names contain it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails should stop, and it prints"
)]

mod median;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::diagnostic::{Diagnostics, Source, Span};
use make_briefing::project::Project;
use make_briefing::spec::Spanned;
use make_briefing::template::Templates;
use make_briefing::theme::fonts::FontSet;
use median::median;

/// Rows of the table of answers.
const ROWS: usize = 1_000_000;

fn main() {
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    println!("| work | median ms | goal ms |\n| --- | ---: | ---: |");
    let measure = |name: &str, goal: u32, runs: usize, work: &mut dyn FnMut()| {
        if name.contains(&wanted) {
            println!("| {name} | {:.1} | {goal} |", median(runs, work));
        }
    };
    let folder = std::env::temp_dir().join(format!("make-briefing-survey-bench-{}", std::process::id()));
    for (name, data, rows) in tables() {
        let specs = folder.join(name);
        write(&specs, data, &rows);
        measure(name, 1000, 5, &mut || {
            let sink = Diagnostics::new();
            let project = Project::read(&specs, &sink);
            let faults = sink.into_vec();
            assert!(faults.is_empty(), "{faults:?}");
            black_box(project);
        });
    }
    fs::remove_dir_all(&folder).unwrap();

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::read(&root.join("specs"), &Diagnostics::new());
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let drawer = ChartDrawer::new(&project, &fonts);
    measure("lint of the shipped briefing", 20, 51, &mut || {
        assert!(black_box(drawer.lint(&[])).is_empty());
    });
    let texts = texts();
    measure("templates of 1,000 charts, three texts each", 50, 21, &mut || {
        let templates = Templates::new(project.catalog.clone(), project.language);
        let sink = Diagnostics::new();
        for text in &texts {
            black_box(templates.fill(text, &sink));
        }
        let faults = sink.into_vec();
        assert!(faults.is_empty(), "{faults:?}");
    });
}

/// Answers to be counted, and figures already counted that stand among rows of other questions.
fn tables() -> [(&'static str, &'static str, String); 2] {
    let answers = ["stimme voll und ganz zu", "stimme eher zu", "teils, teils", "stimme eher nicht zu"];
    let mut counted = String::from("person,welle,antwort,gewicht\n");
    let mut figures = String::from("frage,antwort,anteil\n");
    for row in 0..ROWS {
        let answer = answers[(row * 7 + row / 13) % answers.len()];
        let _ = writeln!(counted, "{row},{},\"{answer}\",{}.{}", 2019 + row % 5, row % 2, 5 + row % 4);
        let _ = writeln!(figures, "q{},\"{answer}\",{}.5", row / answers.len(), row % 90);
    }
    // The last question of the file, each answer once.
    for (index, answer) in answers.iter().enumerate() {
        let _ = writeln!(figures, "ende,\"{answer}\",{}", 40 - 10 * index);
    }
    [
        (
            "1,000,000 answers of CSV counted by wave with weights",
            "tabulate: {answer: antwort, column: welle, weight: gewicht}",
            counted,
        ),
        (
            "four figures found among 1,000,000 rows of CSV",
            "long: {category: antwort, value: anteil}, where: {frage: ende}",
            figures,
        ),
    ]
}

fn write(specs: &Path, data: &str, rows: &str) {
    fs::create_dir_all(specs.join("charts")).unwrap();
    fs::create_dir_all(specs.join("series")).unwrap();
    let series = format!(
        "series:\n  s:\n    type: single\n    base: {{label: alle}}\n    data: {{file: series/rows.csv, {data}}}\n"
    );
    fs::write(specs.join("series/s.yaml"), series).unwrap();
    fs::write(specs.join("series/rows.csv"), rows).unwrap();
    fs::write(specs.join("charts/c.yaml"), "title: T\nseries: s\nchart: table\n").unwrap();
}

/// Title, subtitle and note of a thousand charts, each bound to figures of the shipped briefing.
fn texts() -> Vec<Spanned<String>> {
    let located = |index: usize, text: &str| {
        let value = text.replace("NUMBER", &index.to_string());
        let source = std::sync::Arc::new(Source::new("bench.yaml", value.clone()));
        Spanned { value, span: Span::file(source) }
    };
    let forms = [
        "NUMBER: {{ phrase(\"erwartung\", \"stimme zu\") | upper_first }} ({{ pct(\"erwartung\", \"stimme zu\") }})",
        "NUMBER: {{ top(\"hemmnisse\") }} vor allem, Basis {{ n(\"erwartung\") }}",
        "NUMBER: {{ pct(\"strategie\", \"in Entwicklung\") }} und {{ diff(\"strategie\", \"in Entwicklung\", \"kein Thema\") }} Punkte mehr",
    ];
    (0..1000).flat_map(|index| forms.map(|form| located(index, form))).collect()
}
