//! One chart from its spec to its files and to its place in the document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Request;
use super::draw::{Drawer, Drawn};
use super::manifest::Image;
use super::tables;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::story::Chart;
use crate::export::{csv, png, svg};
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::scene::Scene;
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::workspace::{Output, Written};

/// What became of a chart.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The chart for the document, with its figures; `None` where it could not be made.
    pub chart: Option<(Chart, Shown)>,
    /// What there is to say.
    pub faults: Vec<Diagnostic>,
    /// Its images.
    pub images: Vec<Image>,
}

/// Draws a chart and writes its files. A panic in one chart is a fault of that chart alone.
pub fn render(drawer: &Drawer<'_>, spec: &ChartSpec, output: &Output, request: &Request) -> Rendered {
    catch_unwind(AssertUnwindSafe(|| try_render(drawer, spec, output, request))).unwrap_or_else(|_| {
        let file = spec.place.source.name.clone();
        let fault = Diagnostic::output("internal", file, "the program failed on this chart")
            .hint("this is a fault of the program: please report it with the spec");
        Rendered { faults: vec![fault], ..Rendered::default() }
    })
}

fn try_render(drawer: &Drawer<'_>, spec: &ChartSpec, output: &Output, request: &Request) -> Rendered {
    let mut rendered = Rendered::default();
    let drawn = drawer.page(spec, &mut rendered.faults);
    let Some(drawn) = drawn.filter(|_| spec.sound) else { return rendered };
    for (index, variant) in variants(drawer, spec, request).iter().enumerate() {
        let name = if index == 0 { spec.id.clone() } else { format!("{}.{}", spec.id, variant.name) };
        if request.formats.svg || request.formats.png {
            let scene = drawer.image(spec, &drawn, variant, request.transparent);
            match scene {
                Ok(scene) => write_image(drawer, spec, &scene, &name, output, request, &mut rendered),
                Err(fault) => rendered.faults.push(fault),
            }
        }
    }
    let project = drawer.project();
    if request.formats.csv {
        let text = csv::csv(&tables::bare(&drawn.shown, project.language));
        rendered.keep(output.write(&format!("charts/{}.csv", spec.id), text.as_bytes()), None);
    }
    if !rendered.faults.iter().any(|fault| fault.severity == Severity::Error) {
        let Drawn { page, shown, caption } = drawn;
        let Caption { title, subtitle, footer, .. } = caption;
        let table = tables::table(&shown, project.language);
        let place = spec.table.or_else(|| project.briefing.as_ref()?.table).unwrap_or_default();
        let (beside, appendix) = (place != TablePlace::Appendix, place != TablePlace::Beside);
        rendered.chart =
            Some((Chart { title, subtitle, scene: page, footer, table, beside, appendix }, shown));
    }
    rendered
}

/// The images of a chart: its own, the briefing's, or one for a slide.
fn variants(drawer: &Drawer<'_>, spec: &ChartSpec, request: &Request) -> Vec<Variant> {
    let briefing = drawer.project().briefing.as_ref();
    let named = spec.variants.clone().or_else(|| briefing?.variants.clone()).filter(|list| !list.is_empty());
    let mut variants = named.unwrap_or_else(|| Variant::named(Variant::NAMES[0]).into_iter().collect());
    for variant in &mut variants {
        variant.plain |= request.plain;
    }
    variants
}

fn write_image(
    drawer: &Drawer<'_>,
    spec: &ChartSpec,
    scene: &Scene,
    name: &str,
    output: &Output,
    request: &Request,
    rendered: &mut Rendered,
) {
    if request.formats.svg {
        let text = svg::svg(scene, drawer.fonts());
        rendered.keep(output.write(&format!("charts/{name}.svg"), text.as_bytes()), Some(scene.size));
    }
    if request.formats.png {
        match png::png(scene, drawer.fonts(), request.scale) {
            Ok(bytes) => {
                rendered.keep(output.write(&format!("charts/{name}.png"), &bytes), Some(scene.size));
            }
            Err(fault) => rendered.faults.push(
                Diagnostic::output("canvas", spec.place.source.name.clone(), fault.to_string())
                    .hint("use a smaller `--scale`"),
            ),
        }
    }
}

impl Rendered {
    fn keep(&mut self, written: Result<Written, Diagnostic>, size: Option<crate::units::Size>) {
        match written {
            Ok(file) => self.images.push(Image { file, size }),
            Err(fault) => self.faults.push(fault),
        }
    }
}
