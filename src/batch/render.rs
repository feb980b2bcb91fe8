//! One chart from its spec to its files and to its place in the document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Request;
use super::project::Project;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::story::{Chart, Table, TableRow};
use crate::export::{csv, png, svg};
use crate::layout::canvas::Canvas;
use crate::layout::caption::Caption;
use crate::layout::colors::Chosen;
use crate::layout::shown::{RowKind, Shown};
use crate::layout::typeset::Typesetter;
use crate::layout::{self, suit};
use crate::scene::item::Item;
use crate::scene::{Scene, draw};
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::text::language::Language;
use crate::text::template::Templates;
use crate::theme::TypeScale;
use crate::theme::fonts::FontSet;
use crate::theme::palette::Roles;
use crate::workspace::Output;

/// What became of a chart.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The chart for the document; `None` where it could not be made.
    pub chart: Option<Chart>,
    /// What there is to say.
    pub faults: Vec<Diagnostic>,
    /// Its files: bytes written, or why not.
    pub written: Vec<Result<u64, Diagnostic>>,
}

/// Draws charts; shared by all threads.
#[derive(Debug)]
pub struct Renderer<'a> {
    project: &'a Project,
    fonts: &'a FontSet<'a>,
    output: &'a Output,
    request: &'a Request,
    templates: Templates,
}

/// Text on a page is never smaller than this, in points.
const LEAST_TYPE: f32 = 7.0;

impl<'a> Renderer<'a> {
    /// A renderer of this project's charts.
    pub fn new(
        project: &'a Project,
        fonts: &'a FontSet<'a>,
        output: &'a Output,
        request: &'a Request,
    ) -> Self {
        let templates = Templates::new(project.catalog.clone(), project.language);
        Self { project, fonts, output, request, templates }
    }

    /// Draws a chart and writes its images. A panic in one chart is a fault of that chart alone.
    pub fn render(&self, spec: &ChartSpec) -> Rendered {
        catch_unwind(AssertUnwindSafe(|| self.try_render(spec))).unwrap_or_else(|_| {
            let file = spec.place.source.name.clone();
            let fault = Diagnostic::output("internal", file, "the program failed on this chart")
                .hint("this is a fault of the program: please report it with the spec");
            Rendered { faults: vec![fault], ..Rendered::default() }
        })
    }

    fn try_render(&self, spec: &ChartSpec) -> Rendered {
        let mut rendered = Rendered::default();
        let faults = &mut rendered.faults;
        let chosen = Chosen::new(spec, &self.project.theme.roles, faults);
        let Some(shown) = Shown::new(spec, &self.project.catalog, faults) else { return rendered };
        let shown = self.fill_names(spec, shown, faults);
        suit::check(spec, &shown, faults);
        let caption = Caption::new(spec, &shown, &self.templates, self.project.language, faults);
        if faults.iter().any(|fault| fault.severity == Severity::Error) {
            return rendered;
        }
        let page = match self.page_scene(spec, &shown, &caption, &chosen) {
            Ok(page) => page,
            Err(error) => {
                faults.push(Diagnostic::output("drawing", spec.place.source.name.clone(), error.to_string()));
                return rendered;
            }
        };
        faults.extend(missing_glyphs(spec, &page));
        faults.extend(self.too_tall(spec, &page));
        let table = table(&shown, self.project.language);
        for (index, variant) in self.variants(spec).iter().enumerate() {
            let name = if index == 0 { spec.id.clone() } else { format!("{}.{}", spec.id, variant.name) };
            self.image(spec, &shown, &caption, variant, &name, &mut rendered);
        }
        self.write_csv(spec, &shown, &mut rendered);
        if !rendered.faults.iter().any(|fault| fault.severity == Severity::Error) {
            let Caption { title, subtitle, footer, .. } = caption;
            let place = spec.table.or_else(|| self.project.briefing.as_ref()?.table).unwrap_or_default();
            let beside = place != TablePlace::Appendix;
            let appendix = place != TablePlace::Beside;
            rendered.chart = Some(Chart { title, subtitle, scene: page, footer, table, beside, appendix });
        }
        rendered
    }

    /// Names of key figures may hold templates.
    fn fill_names(&self, spec: &ChartSpec, mut shown: Shown, faults: &mut Vec<Diagnostic>) -> Shown {
        if let crate::spec::chart::Kind::KeyFigures(figures) = &spec.kind.value {
            for (row, figure) in shown.rows.iter_mut().zip(figures) {
                row.name = self.templates.fill(&figure.label, faults);
            }
        }
        shown
    }

    fn scene(
        &self,
        spec: &ChartSpec,
        shown: &Shown,
        caption: &Caption,
        chosen: &Chosen,
        roles: &Roles,
        canvas: Canvas,
    ) -> Result<Scene, draw::DrawError> {
        let typesetter = Typesetter { fonts: self.fonts, language: self.project.language };
        draw::draw(&layout::figure(spec, shown, caption, chosen, typesetter, roles, canvas))
    }

    /// Lays the chart out for the page; one that is too tall is laid out again in smaller type.
    fn page_scene(
        &self,
        spec: &ChartSpec,
        shown: &Shown,
        caption: &Caption,
        chosen: &Chosen,
    ) -> Result<Scene, draw::DrawError> {
        let style = &self.project.theme.page;
        let most = self.tallest();
        let mut base = style.base();
        loop {
            let canvas = Canvas { scale: TypeScale::new(base), ..Canvas::page(style) };
            let scene = self.scene(spec, shown, caption, chosen, &self.project.theme.roles, canvas)?;
            // The smallest type on a page figure is the legend's, at 0.92 of the base.
            if scene.size.height <= most || base * 0.92 <= LEAST_TYPE {
                return Ok(scene);
            }
            base = (base - 0.5).max(LEAST_TYPE / 0.92);
        }
    }

    /// The height that a chart may have on a page, with its title and footer around it.
    fn tallest(&self) -> f32 {
        let style = &self.project.theme.page;
        style.text_height() - style.base() * 13.0
    }

    /// A chart that no type size fits on a page.
    fn too_tall(&self, spec: &ChartSpec, page: &Scene) -> Option<Diagnostic> {
        let (height, most) = (page.size.height, self.tallest());
        (height > most + 0.5).then(|| {
            let millimetres = |points: f32| (points / crate::theme::MM).round();
            let message = format!(
                "the chart needs {} mm on a page that has {}, in the smallest type",
                millimetres(height),
                millimetres(most)
            );
            Diagnostic::error("too-tall", spec.kind.place.clone(), message)
                .hint("show fewer categories with `categories: […]`, or divide the chart into two")
        })
    }

    /// The images of a chart: its own, the briefing's, or one for a slide.
    fn variants(&self, spec: &ChartSpec) -> Vec<Variant> {
        let briefing = self.project.briefing.as_ref();
        let named =
            spec.variants.clone().or_else(|| briefing?.variants.clone()).filter(|list| !list.is_empty());
        let mut variants = named.unwrap_or_else(|| Variant::named(Variant::NAMES[0]).into_iter().collect());
        for variant in &mut variants {
            variant.plain |= self.request.plain;
        }
        variants
    }

    /// Draws one image and writes its files.
    fn image(
        &self,
        spec: &ChartSpec,
        shown: &Shown,
        caption: &Caption,
        variant: &Variant,
        name: &str,
        rendered: &mut Rendered,
    ) {
        let formats = self.request.formats;
        if !formats.svg && !formats.png {
            return;
        }
        let greys = variant.grey.then(|| self.project.theme.roles.greys());
        let roles = greys.as_ref().unwrap_or(&self.project.theme.roles);
        let chosen = if variant.grey { Chosen::default() } else { Chosen::new(spec, roles, &mut Vec::new()) };
        let canvas = Canvas::image(variant, self.request.transparent);
        let file = || spec.place.source.name.clone();
        let scene = match self.scene(spec, shown, caption, &chosen, roles, canvas) {
            Ok(scene) => scene,
            Err(error) => {
                rendered.faults.push(Diagnostic::output("drawing", file(), error.to_string()));
                return;
            }
        };
        if formats.svg {
            let text = svg::svg(&scene, self.fonts);
            rendered.written.push(self.output.write(&format!("charts/{name}.svg"), text.as_bytes()));
        }
        if formats.png {
            match png::png(&scene, self.fonts, self.request.scale) {
                Ok(bytes) => rendered.written.push(self.output.write(&format!("charts/{name}.png"), &bytes)),
                Err(fault) => rendered.faults.push(
                    Diagnostic::output("canvas", file(), fault.to_string()).hint("use a smaller `--scale`"),
                ),
            }
        }
    }

    fn write_csv(&self, spec: &ChartSpec, shown: &Shown, rendered: &mut Rendered) {
        if self.request.formats.csv {
            let text = csv::csv(&csv_table(shown, self.project.language));
            rendered.written.push(self.output.write(&format!("charts/{}.csv", spec.id), text.as_bytes()));
        }
    }
}

/// The figures of a chart as they are printed, for the reader.
fn table(shown: &Shown, language: Language) -> Table {
    let words = language.words();
    let unnamed = if shown.unit == crate::data::series::Unit::Percent { words.share } else { words.number };
    let mut head = vec![words.category.to_owned()];
    head.extend(
        shown
            .columns
            .iter()
            .map(|column| if column.name.is_empty() { unnamed.to_owned() } else { column.name.clone() }),
    );
    let rows = shown
        .rows
        .iter()
        .map(|row| TableRow {
            name: row.name.clone(),
            indented: row.part_of.is_some(),
            strong: row.kind == RowKind::Net,
            cells: row.values.iter().map(|value| shown.print(*value, language)).collect(),
        })
        .collect();
    Table { head, rows }
}

/// The same figures as bare numbers, for programs: the rounding is the same, the point is a point.
fn csv_table(shown: &Shown, language: Language) -> Vec<Vec<String>> {
    let table = table(shown, language);
    let mut lines = vec![table.head];
    lines.extend(shown.rows.iter().map(|row| {
        let cell = |value: &Option<f64>| {
            value.map_or_else(String::new, |value| {
                format!("{:.*}", shown.decimals, crate::data::rounding::shown(value, shown.decimals))
            })
        };
        std::iter::once(row.name.clone()).chain(row.values.iter().map(cell)).collect()
    }));
    lines
}

/// An error for the characters of a chart that no font covers, at the first one in the chart's file.
fn missing_glyphs(spec: &ChartSpec, scene: &Scene) -> Option<Diagnostic> {
    let mut missing: Vec<char> = Vec::new();
    for item in &scene.items {
        if let Item::Text(run) = item {
            missing.extend(
                run.shaped.missing.iter().filter(|c| !missing.contains(c)).copied().collect::<Vec<_>>(),
            );
        }
    }
    let first = missing.first()?;
    let source = &spec.place.source;
    let place = match source.text.find(*first) {
        Some(start) => Place { source: source.clone(), start, end: start + first.len_utf8() },
        None => spec.place.clone(),
    };
    let list: Vec<String> = missing.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
    let message = format!("no font has the character {}", list.join(", "));
    Some(Diagnostic::error("missing-glyph", place, message).hint(
        "name a font that has it under `fonts: {fallback: […]}` in theme.yaml, or use another character",
    ))
}
