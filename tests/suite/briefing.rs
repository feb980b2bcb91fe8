//! The shipped briefing, built once and read back: every figure, title, font and link is where it belongs.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::harness::Drawn;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::project::Project;

use crate::harness::{ROOT, Run, Scratch, draw_all, files, run, shipped};
use crate::pdf_reader::Reader;

/// The built briefing.
struct Built {
    out: Scratch,
    said: Run,
    pdf: Reader,
    /// The charts in the order of the document, with what they show.
    charts: Vec<(String, Drawn)>,
}

fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let out = Scratch::new();
        let said = run(Path::new(ROOT), &["specs", "--quiet", "-o", out.path().to_str().unwrap()]);
        let pdf = Reader::open(&out.path().join("briefing.pdf"));
        let mut drawn = draw_all(&shipped());
        let briefing = Project::read(&shipped(), &Diagnostics::new()).briefing.expect("a briefing");
        let charts = briefing
            .charts()
            .map(|id| {
                let at = drawn.iter().position(|(chart, ..)| *chart == id.value).unwrap();
                let (id, chart, _) = drawn.swap_remove(at);
                (id, chart.unwrap())
            })
            .collect();
        Built { out, said, pdf, charts }
    })
}

/// Text as it can be compared: every space the same, and single.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{202f}' || c == '\u{2002}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a text has this number, not only as the end of a longer one.
fn says(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == ','))
}

fn text() -> String {
    plain(&built().pdf.text())
}

/// A row of `tests/survey/figures.csv`.
struct Figure {
    series: String,
    category: String,
    column: String,
    percent: String,
}

fn survey() -> Vec<Figure> {
    let table = fs::read_to_string(Path::new(ROOT).join("tests/survey/figures.csv")).unwrap();
    let rows = table.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|cells| match cells[..] {
        [series, category, column, percent] => Figure {
            series: series.into(),
            category: category.into(),
            column: column.into(),
            percent: format!("{percent} %"),
        },
        _ => panic!("four cells a row: {cells:?}"),
    })
    .collect()
}

/// The text of the appendix, cut into its tables: `Tabelle 1 …`.
fn tables() -> Vec<String> {
    let text = text();
    let start = text.find("Die Tabellen enthalten jede Zahl").expect("the appendix");
    let appendix = &text[start..];
    (1..=built().charts.len())
        .map(|number| {
            let from =
                appendix.find(&format!("Tabelle {number} ")).unwrap_or_else(|| panic!("Tabelle {number}"));
            let end = format!("zu Abbildung {number}");
            let to = appendix[from..].find(&end).unwrap_or_else(|| panic!("{end}"));
            appendix[from..from + to].to_owned()
        })
        .collect()
}

#[test]
fn it_is_built_without_a_word_of_complaint() {
    let said = &built().said;
    assert_eq!((said.status, said.stderr.as_str()), (0, ""));
}

#[test]
fn every_chart_has_its_three_files() {
    let built = built();
    let written: Vec<String> = files(built.out.path()).into_iter().map(|(name, _)| name).collect();
    for (id, _) in &built.charts {
        for ending in ["svg", "png", "csv"] {
            assert!(written.contains(&format!("charts/{id}.{ending}")), "{id}.{ending}");
        }
    }
    // Beside them the document and the manifest.
    assert_eq!(written.len(), 3 * built.charts.len() + 2, "{written:?}");
}

#[test]
fn every_figure_of_the_survey_is_in_the_text() {
    let text = text();
    for figure in survey() {
        assert!(says(&text, &figure.percent), "{}: {} is nowhere", figure.series, figure.percent);
    }
}

/// A figure may be shown by several charts, or by key figures under another name: one table must have it.
#[test]
fn every_figure_of_the_survey_is_in_the_table_of_a_chart_that_shows_it() {
    let (built, tables) = (built(), tables());
    for figure in survey() {
        let shows = |drawn: &Drawn| drawn.shown.sources.iter().any(|series| series.id == figure.series);
        let there = built.charts.iter().zip(&tables).filter(|((_, drawn), _)| shows(drawn)).any(
            |((_, drawn), table)| {
                let shown = &drawn.shown;
                let column = shown.columns.iter().position(|column| column.name == figure.column);
                let row = shown.rows.iter().find(|row| row.name == figure.category);
                let (Some(row), Some(column)) = (row, column.or((shown.columns.len() == 1).then_some(0)))
                else {
                    // A key figure bears words of its own.
                    return shown.sources.len() > 1 && says(table, &figure.percent);
                };
                let cells: Vec<String> = row
                    .values
                    .iter()
                    .map(|value| shown.print(*value, make_briefing::language::Language::German))
                    .collect();
                let line = plain(&format!("{} {}", row.name, cells.join(" ")));
                plain(&cells[column]) == figure.percent && table.contains(&line)
            },
        );
        let Figure { series, category, column, percent } = &figure;
        assert!(there, "{series}, {category} {column}: {percent} is in no table");
    }
}

#[test]
fn each_chart_says_in_the_briefing_what_its_picture_says() {
    let text = text();
    for (id, drawn) in &built().charts {
        for line in [&drawn.caption.title, &drawn.caption.subtitle].into_iter().chain(&drawn.caption.footer) {
            assert!(text.contains(&plain(line)), "{id}: {line:?}");
        }
    }
}

#[test]
fn figures_follow_each_other_with_number_and_title() {
    let text = text();
    let mut at = text.find("Die Pandemie als Anschub").unwrap();
    for (index, (_, drawn)) in built().charts.iter().enumerate() {
        let head = plain(&format!("Abbildung {} {}", index + 1, drawn.caption.title));
        at += text[at..].find(&head).unwrap_or_else(|| panic!("{head:?} is not in its place"));
    }
}

#[test]
fn every_font_is_in_the_file() {
    let pdf = &built().pdf;
    let fonts = pdf.fonts();
    assert!((2..=4).contains(&fonts.len()), "{:?}", fonts.keys());
    for (name, font) in fonts {
        assert!(pdf.is_embedded(font), "{name}");
    }
}

#[test]
fn contents_lead_to_the_page_that_bears_the_title() {
    let pdf = &built().pdf;
    let links = pdf.page_links();
    let contents: Vec<_> = links.iter().filter(|link| link.on == 2).collect();
    let titles = built().charts.iter().map(|(_, drawn)| &drawn.caption.title);
    for title in titles {
        let link = contents.iter().find(|link| plain(&link.label).contains(&plain(title)));
        let link = link.unwrap_or_else(|| panic!("the contents have no link to {title:?}"));
        // What comes to the window's upper half bears the title: it may be broken into lines.
        let below: String = pdf
            .lines(link.to - 1)
            .iter()
            .filter(|line| line.height <= link.height && line.height > link.height - 90.0)
            .map(|line| line.text.replace('\u{ad}', ""))
            .collect();
        assert!(plain(&below).contains(&plain(title)), "{title:?} leads to {below:?} on page {}", link.to);
    }
    for section in ["7 Homeoffice", "Zur Methode"] {
        let link = contents.iter().find(|link| plain(&link.label) == section).unwrap();
        assert!(plain(&pdf.page_text(link.to - 1)).contains(section), "{section} on page {}", link.to);
    }
}

#[test]
fn figure_and_table_lead_to_each_other() {
    let pdf = &built().pdf;
    let links = pdf.page_links();
    for number in 1..=built().charts.len() {
        let to_table =
            links.iter().find(|link| plain(&link.label) == format!("Daten: Tabelle {number}")).unwrap();
        let to_figure =
            links.iter().find(|link| plain(&link.label) == format!("zu Abbildung {number}")).unwrap();
        assert_eq!(to_table.to, to_figure.on, "table {number}");
        assert_eq!(to_figure.to, to_table.on, "figure {number}");
    }
}
