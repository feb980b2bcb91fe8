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
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::diagnostic::{Diagnostics, Source, Span};
use make_briefing::project::Project;
use make_briefing::propose;
use make_briefing::spec::Spanned;
use make_briefing::template::Templates;
use make_briefing::theme::fonts::FontSet;
use median::median;

/// A workbook as institutes deliver it: a question a sheet.
fn workbook() -> Arc<[u8]> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let text =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let column = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    )];
    let (mut list, mut related) = (String::new(), String::new());
    for sheet in 1..=50 {
        let mut rows =
            format!("<row r=\"1\">{}</row>", text("A1", &format!("F{sheet} What do you think of this?")));
        let names: String =
            (1..=25).map(|at| text(&format!("{}3", column(at)), &format!("Group {at}"))).collect();
        let _ = write!(rows, "<row r=\"3\">{names}</row>");
        for row in 4..=60 {
            let name = if row == 4 { "Base".to_owned() } else { format!("Answer {row}") };
            let _ = write!(rows, "<row r=\"{row}\">{}", text(&format!("A{row}"), &name));
            for at in 1..=25 {
                let value = if row == 4 { 1000 + at } else { (row * 7 + at * 13 + sheet) % 60 };
                let _ = write!(rows, "<c r=\"{}{row}\"><v>{value}</v></c>", column(at));
            }
            rows.push_str("</row>");
        }
        let _ = write!(list, "<sheet name=\"F{sheet}\" sheetId=\"{sheet}\" r:id=\"r{sheet}\"/>");
        let _ = write!(
            related,
            "<Relationship Id=\"r{sheet}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/s{sheet}.xml\"/>"
        );
        let part = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/s{sheet}.xml"), part));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"),
    ));
    let related = format!("<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>");
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), related));
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner().into()
}

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
    let book = workbook();
    measure("workbook of 50 sheets, 60 rows and 25 columns imported", 300, 11, &mut || {
        let proposal = propose::look("series/tables.xlsx", &book, None, &mut Vec::new()).unwrap();
        assert_eq!(proposal.series.len(), 50);
        black_box(proposal.series_file("tables.xlsx", false));
    });

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
