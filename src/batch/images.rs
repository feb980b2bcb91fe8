//! One chart: from its spec to its place in the document, and from there to its files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::chart::{ChartDrawer, Drawn};
use super::image_cache::{ImageCache, Key};
use super::image_format::ImageFormat;
use super::last_run::LastRun;
use super::manifest::Image;
use super::{Request, image_format};
use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::export::png::{GlyphCache, PngError};
use crate::export::svg::OutlineCache;
use crate::export::{csv, png, svg};
use crate::scene::Scene;
use crate::spec::chart::{ChartSpec, TablePlace};
use crate::spec::variant::Variant;
use crate::story::{Chart, chart_table};
use crate::theme::fonts::Style;
use crate::workspace::output::{Output, Written};

/// A chart that is laid out for its page.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The chart for the document, and the figures and words that its images are drawn from; `None` where it cannot be
    /// drawn.
    pub chart: Option<(Chart, ChartData, Caption)>,
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
pub fn prepare(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> Prepared {
    let prepare = || {
        let (drawn, faults) = drawn(drawer, spec);
        Prepared { chart: drawn.map(|drawn| placed(drawer, spec, drawn)), faults }
    };
    catch_unwind(AssertUnwindSafe(prepare))
        .unwrap_or_else(|_| Prepared { chart: None, faults: vec![internal(spec)] })
}

/// Whether a chart can be drawn for its page, and all that a build would say of it and of its images; nothing is written.
pub fn examine(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> (bool, Vec<Diagnostic>) {
    let examine = || {
        let (drawn, mut faults) = drawn(drawer, spec);
        if let Some(Drawn { shown, caption, .. }) = &drawn {
            let variants = drawer.project().variants(spec, false);
            faults.extend(variants.iter().filter_map(|variant| drawer.unfit(spec, shown, caption, variant)));
        }
        (drawn.is_some(), faults)
    };
    catch_unwind(AssertUnwindSafe(examine)).unwrap_or_else(|_| (false, vec![internal(spec)]))
}

/// A chart on its page, if nothing is wrong with it.
fn drawn(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> (Option<Drawn>, Vec<Diagnostic>) {
    let sink = Diagnostics::new();
    let drawn = drawer.page(spec, &sink);
    let faults = sink.into_vec();
    let failed = !spec.sound || faults.iter().any(|fault| fault.severity == Severity::Error);
    (drawn.filter(|_| !failed), faults)
}

/// Shapes the longer words of a chart in the document, which is composed on one thread, on whatever thread this runs.
pub(super) fn shape_words(drawer: &ChartDrawer<'_>, caption: &Caption) {
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
pub(super) struct ImageWriter<'a> {
    drawer: &'a ChartDrawer<'a>,
    output: &'a Output,
    before: &'a LastRun,
    cache: &'a ImageCache<'a>,
    request: &'a Request,
    stamps: GlyphCache<'a>,
    outlines: OutlineCache<'a>,
}

impl<'a> ImageWriter<'a> {
    /// A press for this run.
    pub(super) fn new(
        drawer: &'a ChartDrawer<'a>,
        output: &'a Output,
        before: &'a LastRun,
        cache: &'a ImageCache<'a>,
        request: &'a Request,
    ) -> Self {
        let (stamps, outlines) = (GlyphCache::new(drawer.fonts()), OutlineCache::new(drawer.fonts()));
        Self { drawer, output, before, cache, request, stamps, outlines }
    }

    /// Draws the images of a chart and writes its files; a panic is a fault of these files alone.
    pub(super) fn images(&self, spec: &ChartSpec, shown: &ChartData, caption: &Caption) -> Images {
        catch_unwind(AssertUnwindSafe(|| self.draw(spec, shown, caption)))
            .unwrap_or_else(|_| Images { faults: vec![internal(spec)], ..Images::default() })
    }

    fn draw(&self, spec: &ChartSpec, shown: &ChartData, caption: &Caption) -> Images {
        let formats = self.request.formats;
        let mut images = Images { is_unchanged: formats.svg || formats.png, ..Images::default() };
        if formats.svg || formats.png {
            let variants = self.drawer.project().variants(spec, self.request.plain);
            for (index, variant) in variants.iter().enumerate() {
                match self.drawer.image(spec, shown, caption, variant, self.request.transparent) {
                    Ok(scene) => self.make(spec, &scene, (index, variant), &mut images),
                    Err(fault) => images.faults.push(fault),
                }
            }
        }
        if formats.csv {
            let text =
                csv::csv(&chart_table::Figures::new(shown, caption, self.drawer.project().language).bare());
            let written = self.output.write(&image_format::figures(&spec.id), text.as_bytes());
            images.keep(written, None, None);
        }
        images
    }

    /// Makes the files of a drawing, unless they are there: in the output folder, or in the cache.
    fn make(&self, spec: &ChartSpec, scene: &Scene, variant: (usize, &Variant), images: &mut Images) {
        let forms = image_format::forms(self.request);
        let key = self.cache.key(scene, &forms);
        let paths: Vec<String> =
            forms.iter().map(|form| image_format::image(&spec.id, variant, *form)).collect();
        let kept = paths.iter().map(|path| self.before.kept(path, &key, self.output));
        if let Some(files) = kept.collect::<Option<Vec<_>>>() {
            for (form, file) in forms.iter().zip(files) {
                images.keep(Ok(file), form.pixels(scene.size), Some(&key));
            }
            return;
        }
        let known = self.cache.get(&key, forms.len());
        images.is_unchanged &= known.is_some();
        let files = known.map(|files| files.into_iter().map(Some).collect()).unwrap_or_else(|| {
            let make = |form: &ImageFormat| {
                let bytes = self.bytes(scene, *form);
                bytes.map_err(|fault| images.faults.push(too_large(spec, &fault))).ok()
            };
            let files: Vec<Option<Vec<u8>>> = forms.iter().map(make).collect();
            if let Some(whole) = files.iter().map(Option::as_deref).collect::<Option<Vec<_>>>() {
                self.cache.put(&key, &whole);
            }
            files
        });
        for ((form, path), bytes) in forms.iter().zip(&paths).zip(files) {
            if let Some(bytes) = bytes {
                images.keep(self.output.write(path, &bytes), form.pixels(scene.size), Some(&key));
            }
        }
    }

    fn bytes(&self, scene: &Scene, form: ImageFormat) -> Result<Vec<u8>, PngError> {
        match form {
            ImageFormat::Svg => Ok(svg::svg(scene, &self.outlines).into_bytes()),
            ImageFormat::Png { scale, .. } => png::png(scene, &self.stamps, scale),
        }
    }
}

fn too_large(spec: &ChartSpec, fault: &PngError) -> Diagnostic {
    Diagnostic::output(Code::Canvas, spec.span.source.name.clone(), format!("the image {fault}"))
        .hint("use a smaller `--scale`")
}

fn internal(spec: &ChartSpec) -> Diagnostic {
    Diagnostic::output(Code::Internal, spec.span.source.name.clone(), "the program failed on this chart")
        .hint("this is a fault of the program: please report it with the spec")
}

/// The chart as the document takes it.
fn placed(drawer: &ChartDrawer<'_>, spec: &ChartSpec, drawn: Drawn) -> (Chart, ChartData, Caption) {
    let project = drawer.project();
    let Drawn { page, shown, caption } = drawn;
    let place = spec.table.or_else(|| project.briefing.as_ref()?.table).unwrap_or_default();
    let chart = Chart {
        id: spec.id.clone(),
        title: caption.title.clone(),
        subtitle: caption.subtitle.clone(),
        scene: page,
        footer: caption.footer.clone(),
        table: chart_table::Figures::new(&shown, &caption, project.language).table(),
        table_below: place != TablePlace::Appendix,
        appendix: place != TablePlace::Beside,
    };
    (chart, shown, caption)
}

impl Images {
    fn keep(&mut self, written: Result<Written, Diagnostic>, pixels: Option<[u64; 2]>, key: Option<&Key>) {
        match written {
            Ok(file) => self.written.push(Image { file, pixels, key: key.map(Key::to_string) }),
            Err(fault) => self.faults.push(fault),
        }
    }
}
