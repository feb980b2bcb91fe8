//! One chart: from its spec to its place in the document, and from there to its files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Request;
use super::draw::{Drawer, Drawn};
use super::manifest::Image;
use super::tables;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::story::Chart;
use crate::export::csv;
use crate::export::png::{self, Stamps};
use crate::export::svg::{self, Outlines};
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::scene::Scene;
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::units::Size;
use crate::workspace::{Output, Written};

/// A chart that is laid out for its page.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The chart for the document, and the figures and words that its images are drawn from; `None` where it cannot be
    /// drawn.
    pub chart: Option<(Chart, Shown, Caption)>,
    /// What there is to say.
    pub faults: Vec<Diagnostic>,
}

/// The files of a chart.
#[derive(Debug, Default)]
pub struct Images {
    /// Those that were written.
    pub written: Vec<Image>,
    /// Why others were not.
    pub faults: Vec<Diagnostic>,
}

/// Lays a chart out for its page. A panic in one chart is a fault of that chart alone.
pub fn prepare(drawer: &Drawer<'_>, spec: &ChartSpec) -> Prepared {
    let prepare = || {
        let mut faults = Vec::new();
        let drawn = drawer.page(spec, &mut faults);
        let failed = !spec.sound || faults.iter().any(|fault| fault.severity == Severity::Error);
        let chart = drawn.filter(|_| !failed).map(|drawn| placed(drawer, spec, drawn));
        Prepared { chart, faults }
    };
    catch_unwind(AssertUnwindSafe(prepare))
        .unwrap_or_else(|_| Prepared { chart: None, faults: vec![internal(spec)] })
}

/// Draws images and writes them; shared by all threads.
#[derive(Debug)]
pub struct Press<'a> {
    drawer: &'a Drawer<'a>,
    output: &'a Output,
    request: &'a Request,
    stamps: Stamps<'a>,
    outlines: Outlines<'a>,
}

impl<'a> Press<'a> {
    /// A press for this run.
    pub fn new(drawer: &'a Drawer<'a>, output: &'a Output, request: &'a Request) -> Self {
        Self {
            drawer,
            output,
            request,
            stamps: Stamps::new(drawer.fonts()),
            outlines: Outlines::new(drawer.fonts()),
        }
    }

    /// Draws the images of a chart and writes its files; a panic is a fault of these files alone.
    pub fn images(&self, spec: &ChartSpec, shown: &Shown, caption: &Caption) -> Images {
        catch_unwind(AssertUnwindSafe(|| self.draw(spec, shown, caption)))
            .unwrap_or_else(|_| Images { written: Vec::new(), faults: vec![internal(spec)] })
    }

    fn draw(&self, spec: &ChartSpec, shown: &Shown, caption: &Caption) -> Images {
        let formats = self.request.formats;
        let mut images = Images::default();
        if formats.svg || formats.png {
            for (index, variant) in self.variants(spec).iter().enumerate() {
                let name = if index == 0 { spec.id.clone() } else { format!("{}.{}", spec.id, variant.name) };
                match self.drawer.image(spec, shown, caption, variant, self.request.transparent) {
                    Ok(scene) => self.write(spec, &scene, &name, &mut images),
                    Err(fault) => images.faults.push(fault),
                }
            }
        }
        if formats.csv {
            let text = csv::csv(&tables::bare(shown, self.drawer.project().language));
            images.keep(self.output.write(&format!("charts/{}.csv", spec.id), text.as_bytes()), None);
        }
        images
    }

    /// The images of a chart: its own, the briefing's, or one for a slide.
    fn variants(&self, spec: &ChartSpec) -> Vec<Variant> {
        let briefing = self.drawer.project().briefing.as_ref();
        let named = spec.variants.clone().or_else(|| briefing?.variants.clone());
        let named = named.filter(|list| !list.is_empty());
        let mut variants = named.unwrap_or_else(|| Variant::named(Variant::NAMES[0]).into_iter().collect());
        for variant in &mut variants {
            variant.plain |= self.request.plain;
        }
        variants
    }

    fn write(&self, spec: &ChartSpec, scene: &Scene, name: &str, images: &mut Images) {
        if self.request.formats.svg {
            let text = svg::svg(scene, &self.outlines);
            let file = format!("charts/{name}.svg");
            images.keep(self.output.write(&file, text.as_bytes()), Some(scene.size));
        }
        if self.request.formats.png {
            match png::png(scene, &self.stamps, self.request.scale) {
                Ok(bytes) => {
                    images.keep(self.output.write(&format!("charts/{name}.png"), &bytes), Some(scene.size));
                }
                Err(fault) => images.faults.push(
                    Diagnostic::output(
                        "canvas",
                        spec.place.source.name.clone(),
                        format!("the image {fault}"),
                    )
                    .hint("use a smaller `--scale`"),
                ),
            }
        }
    }
}

fn internal(spec: &ChartSpec) -> Diagnostic {
    Diagnostic::output("internal", spec.place.source.name.clone(), "the program failed on this chart")
        .hint("this is a fault of the program: please report it with the spec")
}

/// The chart as the document takes it.
fn placed(drawer: &Drawer<'_>, spec: &ChartSpec, drawn: Drawn) -> (Chart, Shown, Caption) {
    let project = drawer.project();
    let Drawn { page, shown, caption } = drawn;
    let place = spec.table.or_else(|| project.briefing.as_ref()?.table).unwrap_or_default();
    let chart = Chart {
        title: caption.title.clone(),
        subtitle: caption.subtitle.clone(),
        scene: page,
        footer: caption.footer.clone(),
        table: tables::table(&shown, project.language),
        beside: place != TablePlace::Appendix,
        appendix: place != TablePlace::Beside,
    };
    (chart, shown, caption)
}

impl Images {
    fn keep(&mut self, written: Result<Written, Diagnostic>, size: Option<Size>) {
        match written {
            Ok(file) => self.written.push(Image { file, size }),
            Err(fault) => self.faults.push(fault),
        }
    }
}
