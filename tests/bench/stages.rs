//! What each stage of a build costs: 100 charts of ten ranked bars, medians.
//!
//! `cargo bench --bench stages` prints a Markdown table. A word after `--` picks the stages whose names contain it, a
//! number sets how many charts there are.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails should stop, and it prints"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use make_briefing::batch::draw::Drawer;
use make_briefing::batch::project::Project;
use make_briefing::batch::render::prepare;
use make_briefing::batch::{self, Formats, Request, story};
use make_briefing::document::compose::compose;
use make_briefing::document::page::{Content, Document, Element, Mark, Page};
use make_briefing::document::pdf;
use make_briefing::document::pdf::standards::Standards;
use make_briefing::document::rich::Setter;
use make_briefing::document::story::{Chart, Story};
use make_briefing::export::png::Stamps;
use make_briefing::export::svg::Outlines;
use make_briefing::export::{png, svg};
use make_briefing::layout;
use make_briefing::layout::canvas::Canvas;
use make_briefing::layout::caption::Caption;
use make_briefing::layout::colors::Chosen;
use make_briefing::layout::figure::Figure;
use make_briefing::layout::shown::Shown;
use make_briefing::layout::typeset::Typesetter;
use make_briefing::scene::{Scene, draw};
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::variant::Variant;
use make_briefing::text::shaper::Shaper;
use make_briefing::text::template::Templates;
use make_briefing::theme::fonts::FontSet;
use make_briefing::units::Point;

/// Charts of the briefing, unless a number after `--` says otherwise.
const CHARTS: usize = 100;

const CATEGORIES: [&str; 10] = [
    "Fehlende finanzielle Mittel",
    "Mangel an Fachkräften",
    "Anforderungen an den Datenschutz",
    "Anforderungen an die IT-Sicherheit",
    "Unklare rechtliche Vorgaben",
    "Fehlende Standards und Schnittstellen",
    "Langwierige Vergabeverfahren",
    "Geringe Akzeptanz in der Belegschaft",
    "Fehlende Unterstützung durch Land und Bund",
    "Kein Bedarf",
];

fn main() {
    let words = || std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let charts = words().find_map(|word| word.parse().ok()).unwrap_or(CHARTS);
    let wanted = words().find(|word| word.parse::<usize>().is_err()).unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("make-briefing-bench-{}", std::process::id()));
    let specs = write_specs(&folder, charts);
    let bench = Bench { wanted, charts };
    println!("| stage, {charts} charts | median ms | ms a chart |\n| --- | ---: | ---: |");
    stages(&bench, &specs, &folder.join("out"));
    fs::remove_dir_all(&folder).unwrap();
}

fn stages(bench: &Bench, specs: &Path, out: &Path) {
    bench.run("parse (YAML to specs and series)", 15, || Project::read(specs, &mut Vec::new()));
    let mut faults = Vec::new();
    let project = Project::read(specs, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    let fonts = FontSet::new(&project.theme.fonts).unwrap();
    let charts = Charts { project: &project, fonts: &fonts };
    bench.run("layout (specs and series to figures)", 15, || charts.figures());
    let figures = charts.figures();
    bench.run("scene (figures to drawings)", 15, || scenes(&figures));
    let scenes = scenes(&figures);
    bench.run("SVG", 15, || {
        let outlines = Outlines::new(&fonts);
        scenes.iter().map(|scene| svg::svg(scene, &outlines).len()).sum::<usize>()
    });
    bench.run("PNG, 1600 × 900", 9, || {
        let stamps = Stamps::new(&fonts);
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
    let story = story::tell(&project, &fonts, charts.placed(), None, &mut faults);
    bench.run("compose (pages, contents, tables)", 9, || composed(&story));
    let document = composed(&story);
    bench.run("PDF writer", 9, || pdf::write(&document, &fonts).unwrap());
    let bytes = pdf::write(&document, &fonts).unwrap();
    let bare = untagged(&document);
    bench.run("PDF writer, nothing tagged", 9, || pdf::write(&bare, &fonts).unwrap());
    let bare = pdf::write(&bare, &fonts).unwrap().len();
    let growth = 100.0 * (bytes.len() as f64 / bare as f64 - 1.0);
    println!("| tags: {} kB instead of {} kB, {growth:.0} % more | | |", bytes.len() / 1000, bare / 1000);
    bench.run("PDF checked", 9, || pdf::check::check(&bytes, Standards::default()));
    let whole =
        |formats, jobs| batch::build(specs, out, &request(formats, jobs), &|_| ControlFlow::Continue(()));
    bench.run("whole build, one thread", 7, || whole(ALL, Some(1)));
    bench.run("whole build, a thread a core", 7, || whole(ALL, None));
    bench.run("whole build, PDF alone, a thread a core", 7, || whole(Formats { pdf: true, ..NONE }, None));
}

const ALL: Formats = Formats { pdf: true, svg: true, png: true, csv: true };
const NONE: Formats = Formats { pdf: false, svg: false, png: false, csv: false };

fn request(formats: Formats, jobs: Option<usize>) -> Request {
    Request {
        formats,
        only: Vec::new(),
        jobs,
        scales: vec![2.0],
        plain: false,
        transparent: false,
        standards: Standards::default(),
        created: None,
        cache: None,
        locked: false,
        deps: None,
    }
}

struct Bench {
    wanted: String,
    charts: usize,
}

impl Bench {
    /// Runs once to warm up, then `runs` times, and prints the median.
    fn run<T>(&self, name: &str, runs: usize, mut work: impl FnMut() -> T) {
        if !name.contains(&self.wanted) {
            return;
        }
        black_box(work());
        let mut times: Vec<Duration> = (0..runs)
            .map(|_| {
                let start = Instant::now();
                black_box(work());
                start.elapsed()
            })
            .collect();
        times.sort();
        let median = times[runs / 2].as_secs_f64() * 1000.0;
        println!("| {name} | {median:.1} | {:.2} |", median / self.charts as f64);
    }
}

struct Charts<'a> {
    project: &'a Project,
    fonts: &'a FontSet<'a>,
}

impl Charts<'_> {
    fn specs(&self) -> impl Iterator<Item = &ChartSpec> {
        self.project.charts.iter().filter_map(|(_, spec)| spec.as_ref())
    }

    fn figures(&self) -> Vec<Figure> {
        let language = self.project.language;
        let templates = Templates::new(self.project.catalog.clone(), language);
        let roles = &self.project.theme.roles;
        let faults = &mut Vec::new();
        let shaper = Shaper::new(self.fonts);
        let canvas = Canvas::image(&Variant::named("slide-16x9").unwrap(), &self.project.theme.charts, false);
        self.specs()
            .map(|spec| {
                let chosen = Chosen::new(spec, roles, faults);
                let shown = Shown::new(spec, &self.project.catalog, language, faults).unwrap();
                let caption = Caption::new(spec, &shown, &templates, language, faults);
                let typesetter = Typesetter { shaper: &shaper, language };
                layout::figure(spec, &shown, &caption, &chosen, typesetter, roles, canvas)
            })
            .collect()
    }

    fn placed(&self) -> Vec<(&str, Chart)> {
        let drawer = Drawer::new(self.project, self.fonts);
        let place = |spec: &ChartSpec| prepare(&drawer, spec).chart.unwrap().0;
        self.specs().map(|spec| (spec.id.as_str(), place(spec))).collect()
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
        meta: document.meta.clone(),
        pages: document.pages.iter().map(page).collect(),
        elements: vec![root],
        outline: document.outline.clone(),
    }
}

fn scenes(figures: &[Figure]) -> Vec<Scene> {
    figures.iter().map(|figure| draw::draw(figure).unwrap()).collect()
}

/// A specs folder with so many charts on one survey; `peers/charts.py` writes the same one.
fn write_specs(folder: &Path, charts: usize) -> PathBuf {
    let specs = folder.join("specs");
    fs::create_dir_all(specs.join("charts")).unwrap();
    fs::create_dir_all(specs.join("series")).unwrap();
    let mut series = String::from(
        "survey:\n  title: Hindernisse der Digitalisierung\n  fieldwork: 2025-03/2025-04\n  base: {label: alle befragten \
         Kommunen, n: 623}\n  source: {name: Statistisches Büro}\nseries:\n",
    );
    let mut briefing = String::from(
        "title: Hindernisse der Digitalisierung\ndate: 2025-06-01\nlanguage: de\nsections:\n  - title: Alle Fragen\n    \
         charts:\n",
    );
    for chart in 0..charts {
        let values: Vec<String> = CATEGORIES
            .iter()
            .enumerate()
            .map(|(row, name)| format!("{name}: {}", 92 - 9 * row - (chart * 7 + row * 5) % 8))
            .collect();
        let _ = writeln!(
            series,
            "  frage-{chart:04}:\n    type: multiple\n    values: {{{}}}",
            values.join(", ")
        );
        let _ = writeln!(briefing, "      - frage-{chart:04}");
        let spec = format!(
            "title: Geld und Personal bremsen die Kommunen am stärksten, Frage {chart}\nsubtitle: Größte Hindernisse bei der \
             Digitalisierung der Verwaltung\nseries: frage-{chart:04}\nchart: bar\nhighlight: [Fehlende finanzielle \
             Mittel]\n"
        );
        fs::write(specs.join(format!("charts/frage-{chart:04}.yaml")), spec).unwrap();
    }
    fs::write(specs.join("series/hindernisse.yaml"), series).unwrap();
    fs::write(specs.join("briefing.yaml"), briefing).unwrap();
    specs
}
