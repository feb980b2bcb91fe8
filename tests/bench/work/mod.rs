//! What the build benchmarks share: a briefing of any size, its stages, medians.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use make_briefing::batch::chart::ChartDrawer;
use make_briefing::batch::images::prepare;
use make_briefing::chart::caption::Caption;
use make_briefing::chart::colors::ColorOverrides;
use make_briefing::chart::resolve;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::layout;
use make_briefing::layout::canvas::Canvas;
use make_briefing::layout::figure::Figure;
use make_briefing::project::Project;
use make_briefing::scene::{Scene, draw};
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::variant::Variant;
use make_briefing::story::Chart;
use make_briefing::template::Templates;
use make_briefing::theme::fonts::FontSet;
use make_briefing::typeset::blocks::Typesetter;
use make_briefing::typeset::shaper::Shaper;

/// Rows of a chart, unless a benchmark wants more.
pub(crate) const ROWS: usize = CATEGORIES.len();

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

/// The charts of a project.
pub(crate) struct Charts<'a> {
    pub(crate) project: &'a Project,
    pub(crate) fonts: &'a FontSet<'a>,
}

impl Charts<'_> {
    pub(crate) fn specs(&self) -> impl Iterator<Item = &ChartSpec> {
        self.project.charts.iter().filter_map(|(_, spec)| spec.as_deref())
    }

    pub(crate) fn figures(&self) -> Vec<Figure> {
        let language = self.project.language;
        let templates = Templates::new(self.project.catalog.clone(), language);
        let roles = &self.project.theme.roles;
        let sink = &Diagnostics::new();
        let shaper = Shaper::new(self.fonts);
        let canvas = Canvas::image(&Variant::named("slide-16x9").unwrap(), &self.project.theme.charts, false);
        self.specs()
            .map(|spec| {
                let chosen = ColorOverrides::new(spec, roles, sink);
                let shown = resolve::resolve(spec, &self.project.catalog, language, sink).unwrap();
                let caption = Caption::new(spec, &shown, &templates, language, sink);
                let typesetter = Typesetter { shaper: &shaper, language };
                layout::figure(spec, &shown, &caption, &chosen, typesetter, roles, canvas)
            })
            .collect()
    }

    pub(crate) fn placed(&self) -> Vec<(&str, Chart)> {
        let drawer = ChartDrawer::new(self.project, self.fonts);
        let place = |spec: &ChartSpec| prepare(&drawer, spec).chart.unwrap().0;
        self.specs().map(|spec| (spec.id.as_str(), place(spec))).collect()
    }
}

/// The drawings of these figures.
pub(crate) fn scenes(figures: &[Figure]) -> Vec<Scene> {
    figures.iter().map(|figure| draw::draw(figure).unwrap()).collect()
}

/// A specs folder with so many charts of so many rows on one survey; with [`ROWS`], `peers/charts.py` writes the same one.
pub(crate) fn write_specs(folder: &Path, charts: usize, rows: usize) -> PathBuf {
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
        let values: Vec<String> = (0..rows)
            .map(|row| {
                let (name, round) = (CATEGORIES[row % ROWS], row / ROWS);
                let name = if round == 0 { name.to_owned() } else { format!("{name} {round}") };
                let less = round + (chart * 7 + row * 5) % 8;
                format!("{name}: {}", (92 - 9 * (row % ROWS)).saturating_sub(less))
            })
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
