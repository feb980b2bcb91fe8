//! One chart: from its spec to its place in the document, and from there to its files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::Request;
use super::cache::{Cache, Files, Key};
use super::draw::{Drawer, Drawn};
use super::manifest::Image;
use super::record::Record;
use super::tables;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::story::Chart;
use crate::export::csv;
use crate::export::png::{self, PngFault, Stamps};
use crate::export::svg::{self, Outlines};
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::scene::Scene;
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::theme::fonts::Style;
use crate::units::Size;
use crate::workspace::output::{Output, Written};

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
    /// Whether all of them were made before.
    pub is_unchanged: bool,
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

/// Shapes the longer words of a chart in the document, which is composed on one thread, on whatever thread this runs.
pub(super) fn shape_words(drawer: &Drawer<'_>, caption: &Caption) {
    let shaper = drawer.shaper();
    for style in [Style::Regular, Style::Semibold] {
        shaper.shape(style, &caption.title);
    }
    caption
        .footer
        .iter()
        .chain([&caption.subtitle])
        .for_each(|words| drop(shaper.shape(Style::Regular, words)));
}

/// Draws images and writes them; shared by all threads.
#[derive(Debug)]
pub(super) struct Press<'a> {
    drawer: &'a Drawer<'a>,
    output: &'a Output,
    before: &'a Record,
    cache: &'a Cache<'a>,
    request: &'a Request,
    stamps: Stamps<'a>,
    outlines: Outlines<'a>,
}

impl<'a> Press<'a> {
    /// A press for this run.
    pub(super) fn new(
        drawer: &'a Drawer<'a>,
        output: &'a Output,
        before: &'a Record,
        cache: &'a Cache<'a>,
        request: &'a Request,
    ) -> Self {
        let (stamps, outlines) = (Stamps::new(drawer.fonts()), Outlines::new(drawer.fonts()));
        Self { drawer, output, before, cache, request, stamps, outlines }
    }

    /// Draws the images of a chart and writes its files; a panic is a fault of these files alone.
    pub(super) fn images(&self, spec: &ChartSpec, shown: &Shown, caption: &Caption) -> Images {
        catch_unwind(AssertUnwindSafe(|| self.draw(spec, shown, caption)))
            .unwrap_or_else(|_| Images { faults: vec![internal(spec)], ..Images::default() })
    }

    fn draw(&self, spec: &ChartSpec, shown: &Shown, caption: &Caption) -> Images {
        let formats = self.request.formats;
        let mut images = Images { is_unchanged: formats.svg || formats.png, ..Images::default() };
        if formats.svg || formats.png {
            for (index, variant) in self.variants(spec).iter().enumerate() {
                let name = if index == 0 { spec.id.clone() } else { format!("{}.{}", spec.id, variant.name) };
                match self.drawer.image(spec, shown, caption, variant, self.request.transparent) {
                    Ok(scene) => self.make(spec, &scene, &name, &mut images),
                    Err(fault) => images.faults.push(fault),
                }
            }
        }
        if formats.csv {
            let text = csv::csv(&tables::bare(shown, self.drawer.project().language));
            let written = self.output.write(&format!("charts/{}.csv", spec.id), text.as_bytes());
            images.keep(written, None, None);
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

    /// Makes the files of a drawing, unless they are there: in the output folder, or in the cache.
    fn make(&self, spec: &ChartSpec, scene: &Scene, name: &str, images: &mut Images) {
        let formats = self.request.formats;
        let endings = [(SVG, formats.svg), (PNG, formats.png)].into_iter().filter(|(_, wanted)| *wanted);
        let endings: Vec<&str> = endings.map(|(ending, _)| ending).collect();
        let key = self.cache.key(scene, &endings, self.request.scale);
        let path = |ending: &str| format!("charts/{name}.{ending}");
        let kept = endings.iter().map(|ending| self.before.kept(&path(ending), &key, self.output));
        if let Some(files) = kept.collect::<Option<Vec<_>>>() {
            files.into_iter().for_each(|file| images.keep(Ok(file), Some(scene.size), Some(&key)));
            return;
        }
        let known = self.cache.get(&key, &endings);
        images.is_unchanged &= known.is_some();
        let files = known.unwrap_or_else(|| {
            let files: Files = endings
                .iter()
                .filter_map(|ending| {
                    let bytes = self
                        .bytes(scene, ending)
                        .map_err(|fault| images.faults.push(too_large(spec, &fault)));
                    Some((*ending, bytes.ok()?))
                })
                .collect();
            if files.len() == endings.len() {
                self.cache.put(&key, &files);
            }
            files
        });
        for (ending, bytes) in files {
            images.keep(self.output.write(&path(ending), &bytes), Some(scene.size), Some(&key));
        }
    }

    fn bytes(&self, scene: &Scene, ending: &str) -> Result<Vec<u8>, PngFault> {
        match ending {
            PNG => png::png(scene, &self.stamps, self.request.scale),
            _ => Ok(svg::svg(scene, &self.outlines).into_bytes()),
        }
    }
}

/// The endings of images.
const SVG: &str = "svg";
const PNG: &str = "png";

fn too_large(spec: &ChartSpec, fault: &PngFault) -> Diagnostic {
    Diagnostic::output("canvas", spec.place.source.name.clone(), format!("the image {fault}"))
        .hint("use a smaller `--scale`")
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
    fn keep(&mut self, written: Result<Written, Diagnostic>, size: Option<Size>, key: Option<&Key>) {
        match written {
            Ok(file) => self.written.push(Image { file, size, key: key.map(Key::to_string) }),
            Err(fault) => self.faults.push(fault),
        }
    }
}
