//! Cost of each stage of a build: 100 charts of ten ranked bars, medians.
//!
//! `cargo bench --bench stages` prints a Markdown table. A word after `--` selects the stages whose names contain
//! it, a number sets the number of charts.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails should stop, and it prints"
)]

mod median;
mod work;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use make_briefing::batch;
use make_briefing::batch::{Formats, Request};
use make_briefing::diagnostic::Diagnostics;
use make_briefing::document::compose::compose;
use make_briefing::document::model::{Content, Document, Element, Mark, Page};
use make_briefing::document::paragraph::Setter;
use make_briefing::export::png::GlyphCache;
use make_briefing::export::svg::OutlineCache;
use make_briefing::export::{png, svg};
use make_briefing::pdf::standards::Standards;
use make_briefing::pdf::writer;
use make_briefing::project::Project;
use make_briefing::story::Story;
use make_briefing::story::from_briefing;
use make_briefing::theme::fonts::FontSet;
use make_briefing::typeset::shaper::Shaper;
use make_briefing::units::Point;
use median::median;
use work::{Charts, ROWS, scenes, write_specs};

/// Charts of the briefing, unless a number after `--` says otherwise.
const CHARTS: usize = 100;

fn main() {
    let words = || std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let charts = words().find_map(|word| word.parse().ok()).unwrap_or(CHARTS);
    let wanted = words().find(|word| word.parse::<usize>().is_err()).unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("make-briefing-bench-{}", std::process::id()));
    let specs = write_specs(&folder, charts, ROWS);
    let bench = Bench { wanted, charts };
    println!("| stage, {charts} charts | median ms | ms a chart |\n| --- | ---: | ---: |");
    stages(&bench, &specs, &folder.join("out"));
    fs::remove_dir_all(&folder).unwrap();
}

fn stages(bench: &Bench, specs: &Path, out: &Path) {
    bench.run("parse (YAML to specs and series)", 15, || Project::read(specs, &Diagnostics::new()));
    let sink = Diagnostics::new();
    let project = Project::read(specs, &sink);
    let faults = sink.into_vec();
    assert!(faults.is_empty(), "{faults:?}");
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let charts = Charts { project: &project, fonts: &fonts };
    bench.run("layout (specs and series to figures)", 15, || charts.figures());
    let figures = charts.figures();
    bench.run("scene (figures to drawings)", 15, || scenes(&figures));
    let scenes = scenes(&figures);
    bench.run("SVG", 15, || {
        let outlines = OutlineCache::new(&fonts);
        scenes.iter().map(|scene| svg::svg(scene, &outlines).len()).sum::<usize>()
    });
    bench.run("PNG, 1600 × 900", 9, || {
        let stamps = GlyphCache::new(&fonts);
        scenes.iter().map(|scene| png::png(scene, &stamps, 2.0).unwrap().len()).sum::<usize>()
    });
    // Each round shapes anew: nothing is remembered from the charts' own layout.
    let composed = |story: &Story| {
        let shaper = Shaper::new(&fonts);
        compose(story, &project.theme, Setter { shaper: &shaper, language: project.language }, &|_| {
            Vec::new()
        })
    };
    bench.run("page figures (a second layout, for the page's width)", 9, || charts.placed());
    let story = from_briefing::build(&project, &fonts, charts.placed(), None, &Diagnostics::new());
    bench.run("compose (pages, contents, tables)", 9, || composed(&story));
    let document = composed(&story);
    bench.run("PDF writer", 9, || writer::write(&document, &fonts).unwrap());
    let bytes = writer::write(&document, &fonts).unwrap();
    let bare = untagged(&document);
    bench.run("PDF writer, nothing tagged", 9, || writer::write(&bare, &fonts).unwrap());
    let bare = writer::write(&bare, &fonts).unwrap().len();
    let growth = 100.0 * (bytes.len() as f64 / bare as f64 - 1.0);
    println!("| tags: {} kB instead of {} kB, {growth:.0} % more | | |", bytes.len() / 1000, bare / 1000);
    bench.run("PDF checked", 9, || make_briefing::pdf::check::check(&bytes, Standards::default()));
    let whole =
        |formats, jobs| batch::build(specs, out, &request(formats, jobs), &|_| ControlFlow::Continue(()));
    bench.run("whole build, one thread", 7, || whole(ALL, Some(1)));
    bench.run("whole build, a thread a core", 7, || whole(ALL, None));
    bench.run("whole build, PDF alone, a thread a core", 7, || {
        whole(Formats { pdf: true, ..Formats::default() }, None)
    });
}

const ALL: Formats = Formats {
    pdf: true,
    html: true,
    svg: true,
    png: true,
    csv: true,
    embed: true,
    pptx: true,
    xlsx: true,
    zip: false,
};

fn request(formats: Formats, jobs: Option<usize>) -> Request {
    Request { formats, jobs, ..Request::default() }
}

struct Bench {
    wanted: String,
    charts: usize,
}

impl Bench {
    /// Prints the median of so many runs.
    fn run<T>(&self, name: &str, runs: usize, work: impl FnMut() -> T) {
        if name.contains(&self.wanted) {
            let median = median(runs, work);
            println!("| {name} | {median:.1} | {:.2} |", median / self.charts as f64);
        }
    }
}

/// The same pages as one piece of decoration each: no structure, and none of the links that need it.
fn untagged(document: &Document) -> Document {
    let page = |page: &Page| {
        let items = page
            .content
            .iter()
            .flat_map(|content| content.items.iter().map(|item| item.moved(content.origin)));
        let content = vec![Content { mark: Mark::Layout, items: items.collect(), origin: Point::default() }];
        Page { size: page.size, content, links: Vec::new() }
    };
    let root = Element { kids: Vec::new(), ..document.elements[0].clone() };
    Document {
        direction: make_briefing::units::Direction::default(),
        meta: document.meta.clone(),
        pages: document.pages.iter().map(page).collect(),
        elements: vec![root],
        outline: document.outline.clone(),
    }
}
