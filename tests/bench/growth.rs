//! Cost of each stage as a briefing grows: more charts, more rows per chart, more pages of text.
//!
//! `cargo bench --bench growth -- charts` (or `rows`, `pages`) prints a table as CSV: one row per stage, one
//! column per size, in microseconds per chart, row or page. `docs/growth/make.sh` draws it. `-- dimensions` prints how whole
//! runs grow with each thing that specs can have many of, `-- dimensions nets` only those with that word in their name.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails should stop, and it prints"
)]

mod dimensions;
mod median;
mod work;

use std::fs;
use std::path::Path;

use make_briefing::diagnostic::Diagnostics;
use make_briefing::document::compose::compose;
use make_briefing::document::paragraph::Setter;
use make_briefing::export::png::GlyphCache;
use make_briefing::export::svg::OutlineCache;
use make_briefing::export::{png, svg};
use make_briefing::pdf::standards::Standards;
use make_briefing::pdf::writer;
use make_briefing::project::Project;
use make_briefing::story::from_briefing;
use make_briefing::theme::fonts::FontSet;
use make_briefing::typeset::shaper::Shaper;
use median::{median, middle};
use work::{Charts, ROWS, scenes, write_specs};

const ROUNDS: usize = 9;

/// Runs of a stage in a round, after one to warm up.
const RUNS: usize = 1;

/// Charts of each briefing whose charts grow.
const FEW: usize = 25;

/// The cost of a stage, in milliseconds.
type Costs = Vec<(&'static str, f64)>;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let wanted = words.next().unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("make-briefing-growth-{}", std::process::id()));
    match wanted.as_str() {
        "charts" => print(&[50, 100, 200, 400, 800], |charts| {
            (charts as f64, of_charts(&write_specs(&folder.join(charts.to_string()), charts, ROWS)))
        }),
        "rows" => {
            print(&[5, 10, 20, 40], |rows| {
                ((FEW * rows) as f64, of_charts(&write_specs(&folder.join(rows.to_string()), FEW, rows)))
            });
        }
        "pages" => print(&[10, 20, 40, 80, 160], |pages| of_pages(&folder.join(pages.to_string()), pages)),
        "dimensions" => dimensions::print(&folder, &words.next().unwrap_or_default()),
        _ => println!("name what grows: charts, rows or pages; or dimensions"),
    }
    let _ = fs::remove_dir_all(&folder);
}

/// Measures the sizes in turns, which gives what the costs are divided by, and prints the medians. In turns, because a
/// machine that others share is faster at one time than at another.
fn print(sizes: &[usize], measure: impl Fn(usize) -> (f64, Costs)) {
    let rounds: Vec<Vec<(f64, Costs)>> =
        (0..ROUNDS).map(|_| sizes.iter().map(|size| measure(*size)).collect()).collect();
    let head: Vec<String> = sizes.iter().map(usize::to_string).collect();
    println!("stage,{}", head.join(","));
    for (at, (stage, _)) in rounds[0][0].1.iter().enumerate() {
        let cells = (0..sizes.len()).map(|size| {
            let seen = rounds.iter().map(|round| 1000.0 * round[size].1[at].1 / round[size].0);
            format!("{:.1}", middle(seen.collect()))
        });
        println!("{stage},{}", cells.collect::<Vec<_>>().join(","));
    }
}

fn of_charts(specs: &Path) -> Costs {
    let sink = Diagnostics::new();
    let project = Project::read(specs, &sink);
    let faults = sink.into_vec();
    assert!(faults.is_empty(), "{faults:?}");
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let charts = Charts { project: &project, fonts: &fonts };
    let figures = charts.figures();
    let drawings = scenes(&figures);
    let mut costs = vec![
        ("specs", median(RUNS, || Project::read(specs, &Diagnostics::new()))),
        ("layout", median(RUNS, || charts.figures())),
        ("drawing", median(RUNS, || scenes(&figures))),
        (
            "SVG",
            median(RUNS, || {
                let outlines = OutlineCache::new(&fonts);
                drawings.iter().map(|scene| svg::svg(scene, &outlines).len()).sum::<usize>()
            }),
        ),
        (
            "PNG",
            median(RUNS, || {
                let stamps = GlyphCache::new(&fonts);
                drawings.iter().map(|scene| png::png(scene, &stamps, 2.0).unwrap().len()).sum::<usize>()
            }),
        ),
    ];
    costs.extend(of_document(&project, &fonts).1);
    costs
}

/// Pages, and what making a document of them costs.
fn of_document(project: &Project, fonts: &FontSet<'_>) -> (usize, Costs) {
    let charts = Charts { project, fonts };
    let story = from_briefing::build(project, fonts, charts.placed(), None, &Diagnostics::new());
    let composed = || {
        let shaper = Shaper::new(fonts);
        compose(&story, &project.theme, Setter { shaper: &shaper, language: project.language }, &|_| {
            Vec::new()
        })
    };
    let document = composed();
    let bytes = writer::write(&document, fonts).unwrap();
    let costs = vec![
        ("pages", median(RUNS, composed)),
        ("PDF", median(RUNS, || writer::write(&document, fonts).unwrap())),
        ("check", median(RUNS, || make_briefing::pdf::check::check(&bytes, Standards::default()))),
    ];
    (document.pages.len(), costs)
}

/// A briefing of one chart and about so many pages of text.
fn of_pages(folder: &Path, pages: usize) -> (f64, Costs) {
    const PARAGRAPH: &str = "Städte und Gemeinden bauen ihre Verwaltung um: Anträge gehen online ein, Akten wandern in \
                             Fachverfahren, und wer vor Ort vorspricht, bekommt seltener einen Zettel in die Hand. **Geld** \
                             fehlt dafür am häufigsten, *Fachkräfte* fehlen fast ebenso oft.";
    let specs = write_specs(folder, 1, ROWS);
    // Eleven paragraphs fill a page.
    let page = format!("      - text: |\n{}", format!("          {PARAGRAPH}\n\n").repeat(11));
    let briefing = format!(
        "title: Viel Text\ndate: 2025-06-01\nlanguage: de\nsections:\n  - title: Lage\n    content:\n      - chart: \
         frage-0000\n{}",
        page.repeat(pages)
    );
    fs::write(specs.join("briefing.yaml"), briefing).unwrap();
    let sink = Diagnostics::new();
    let project = Project::read(&specs, &sink);
    let faults = sink.into_vec();
    assert!(faults.is_empty(), "{faults:?}");
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let (pages, costs) = of_document(&project, &fonts);
    (pages as f64, costs)
}
