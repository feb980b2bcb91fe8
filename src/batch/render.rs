//! One chart: from its spec to its place in the document, and from there to its files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Request;
use super::draw::{Drawer, Drawn};
use super::manifest::Image;
use super::tables;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::story::Chart;
use crate::export::png::{self, Stamps};
use crate::export::{csv, svg};
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::scene::Scene;
use crate::spec::chart::{ChartSpec, TablePlace};
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

/// Why images of a chart cannot be drawn that has room on its page; nothing is written.
pub fn unfit(drawer: &Drawer<'_>, spec: &ChartSpec, shown: &Shown, caption: &Caption) -> Vec<Diagnostic> {
    let variants = drawer.project().variants(spec, false);
    let fault = |variant| drawer.image(spec, shown, caption, variant, false).err();
    catch_unwind(AssertUnwindSafe(|| variants.iter().filter_map(fault).collect()))
        .unwrap_or_else(|_| vec![internal(spec)])
}

/// Draws images and writes them; shared by all threads.
#[derive(Debug)]
pub struct Press<'a> {
    drawer: &'a Drawer<'a>,
    output: &'a Output,
    request: &'a Request,
    stamps: Stamps<'a>,
}

impl<'a> Press<'a> {
    /// A press for this run.
    pub fn new(drawer: &'a Drawer<'a>, output: &'a Output, request: &'a Request) -> Self {
        Self { drawer, output, request, stamps: Stamps::new(drawer.fonts()) }
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
            let variants = self.drawer.project().variants(spec, self.request.plain);
            for (index, variant) in variants.iter().enumerate() {
                let name = if index == 0 { spec.id.clone() } else { format!("{}.{}", spec.id, variant.name) };
                match self.drawer.image(spec, shown, caption, variant, self.request.transparent) {
                    Ok(scene) => self.write(spec, &scene, &name, &mut images),
                    Err(fault) => images.faults.push(fault),
                }
            }
        }
        if formats.csv {
            let text = csv::csv(&tables::Figures::new(shown, caption, self.drawer.project().language).bare());
            images.keep(self.output.write(&format!("charts/{}.csv", spec.id), text.as_bytes()), None);
        }
        images
    }

    fn write(&self, spec: &ChartSpec, scene: &Scene, name: &str, images: &mut Images) {
        if self.request.formats.svg {
            let text = svg::svg(scene, self.drawer.fonts());
            images.keep(self.output.write(&format!("charts/{name}.svg"), text.as_bytes()), None);
        }
        let scales = self.request.scales.iter().filter(|_| self.request.formats.png);
        for (index, scale) in scales.enumerate() {
            // As screens of several densities look for their pictures.
            let density = if index == 0 { String::new() } else { format!("@{scale}x") };
            match png::png(scene, &self.stamps, *scale) {
                Ok(bytes) => {
                    let file = format!("charts/{name}{density}.png");
                    let pixels =
                        [scene.size.width, scene.size.height].map(|edge| (edge * scale).round() as u64);
                    images.keep(self.output.write(&file, &bytes), Some(pixels));
                }
                Err(fault) => images.faults.push(
                    Diagnostic::output("canvas", spec.place.source.name.clone(), fault.to_string())
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
        table: tables::Figures::new(&shown, &caption, project.language).table(),
        beside: place != TablePlace::Appendix,
        appendix: place != TablePlace::Beside,
    };
    (chart, shown, caption)
}

impl Images {
    fn keep(&mut self, written: Result<Written, Diagnostic>, pixels: Option<[u64; 2]>) {
        match written {
            Ok(file) => self.written.push(Image { file, pixels }),
            Err(fault) => self.faults.push(fault),
        }
    }
}
