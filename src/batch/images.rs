//! Prepares one chart for the document, and writes its files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::chart::{ChartDrawer, Drawn};
use super::image_cache::{ImageCache, Key};
use super::image_format::ImageFormat;
use super::last_run::LastRun;
use super::manifest::Image;
use super::{Request, image_format, page};
use crate::chart::caption::Caption;
use crate::chart::data::ChartData;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::export::csv::Dialect;
use crate::export::png::{GlyphCache, PngError};
use crate::export::svg::selectable::{self, NamedMark};
use crate::export::svg::{OutlineCache, SvgText};
use crate::export::{csv, png, svg};
use crate::layout::figure::Figure;
use crate::layout::spots::{Spot, spots};
use crate::scene::Scene;
use crate::spec::chart::ChartSpec;
use crate::spec::variant::Variant;
use crate::story::{Chart, chart_table};
use crate::theme::fonts::Style;
use crate::workspace::output::{Output, Written};

/// A chart that was laid out for its page.
#[derive(Debug, Default)]
pub struct Prepared {
    /// The chart for the document, and the data and texts that its images are drawn from; `None` where it cannot
    /// be drawn.
    pub chart: Option<(Chart, ChartData, Caption)>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// The files of a chart, once they are written.
#[derive(Debug, Default)]
pub struct Images {
    /// The files that were written, or were already there.
    pub written: Vec<Image>,
    /// Whether all images were taken from the cache or the last run.
    pub is_unchanged: bool,
    /// Whether an image could not be drawn.
    pub is_incomplete: bool,
    /// Why files are missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lays a chart out for its page. A panic becomes an error of this chart alone.
pub fn prepare(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> Prepared {
    let prepare = || {
        let (drawn, diagnostics) = draw_page(drawer, spec);
        Prepared { chart: drawn.map(|drawn| for_document(drawer, spec, drawn)), diagnostics }
    };
    catch_unwind(AssertUnwindSafe(prepare))
        .unwrap_or_else(|_| Prepared { chart: None, diagnostics: vec![internal(spec)] })
}

/// Checks a chart without writing anything: whether it can be drawn for its page, and what a build would report
/// about it and its images.
pub fn examine(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> (bool, Vec<Diagnostic>) {
    let examine = || {
        let (drawn, mut diagnostics) = draw_page(drawer, spec);
        if let Some(Drawn { shown, caption, .. }) = &drawn {
            let variants = drawer.project().variants(spec, false);
            diagnostics.extend(
                variants.iter().filter_map(|variant| drawer.check_image(spec, shown, caption, variant)),
            );
        }
        (drawn.is_some(), diagnostics)
    };
    catch_unwind(AssertUnwindSafe(examine)).unwrap_or_else(|_| (false, vec![internal(spec)]))
}

/// Draws a chart for its page; `None` where its spec or its drawing has errors.
fn draw_page(drawer: &ChartDrawer<'_>, spec: &ChartSpec) -> (Option<Drawn>, Vec<Diagnostic>) {
    let sink = Diagnostics::new();
    let drawn = drawer.page(spec, &sink);
    let diagnostics = sink.into_vec();
    let failed = !spec.sound || diagnostics.iter().any(|one| one.severity == Severity::Error);
    (drawn.filter(|_| !failed), diagnostics)
}

/// Shapes title, subtitle and footer ahead of time. The document is composed on one thread and finds them in the
/// shaper's cache; this runs on all threads.
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

/// Draws and writes the images of a run; shared by all threads.
#[derive(Debug)]
pub(super) struct ImageWriter<'a> {
    drawer: &'a ChartDrawer<'a>,
    output: &'a Output,
    previous: &'a LastRun,
    cache: &'a ImageCache<'a>,
    request: &'a Request,
    encoder: Encoder<'a>,
}

/// Encodes the images of a run; shared by all threads.
#[derive(Debug)]
pub(super) struct Encoder<'a> {
    drawer: &'a ChartDrawer<'a>,
    glyphs: GlyphCache<'a>,
    outlines: OutlineCache<'a>,
}

impl<'a> Encoder<'a> {
    /// An encoder with empty glyph caches.
    pub(super) fn new(drawer: &'a ChartDrawer<'a>) -> Self {
        let (glyphs, outlines) = (GlyphCache::new(drawer.fonts()), OutlineCache::new(drawer.fonts()));
        Self { drawer, glyphs, outlines }
    }

    /// The bytes of an image.
    ///
    /// # Errors
    /// A diagnostic where the image has too many pixels.
    pub(super) fn image(
        &self,
        spec: &ChartSpec,
        (scene, marks): (&Scene, &[NamedMark]),
        format: ImageFormat,
    ) -> Result<Vec<u8>, Diagnostic> {
        match format {
            ImageFormat::LiveSvg => {
                Ok(selectable::selectable(scene, marks, self.drawer.fonts()).into_bytes())
            }
            ImageFormat::Svg => Ok(svg::svg(scene, &self.outlines).into_bytes()),
            ImageFormat::Png { scale, .. } => {
                png::png(scene, &self.glyphs, scale).map_err(|error| too_large(spec, &error))
            }
        }
    }

    /// The figures of a chart as CSV.
    pub(super) fn csv(&self, shown: &ChartData, caption: &Caption, dialect: Dialect) -> String {
        let figures = chart_table::Figures::new(shown, caption, self.drawer.project().language);
        let (rows, first) = figures.bare();
        csv::csv(&rows, first, dialect)
    }
}

impl<'a> ImageWriter<'a> {
    /// An image writer for this run.
    pub(super) fn new(
        drawer: &'a ChartDrawer<'a>,
        output: &'a Output,
        previous: &'a LastRun,
        cache: &'a ImageCache<'a>,
        request: &'a Request,
    ) -> Self {
        Self { drawer, output, previous, cache, request, encoder: Encoder::new(drawer) }
    }

    /// Draws the images of a chart and writes its files. A panic becomes an error of this chart alone.
    pub(super) fn write(&self, spec: &ChartSpec, shown: &ChartData, caption: &Caption) -> Images {
        catch_unwind(AssertUnwindSafe(|| self.write_all(spec, shown, caption)))
            .unwrap_or_else(|_| Images { diagnostics: vec![internal(spec)], ..Images::default() })
    }

    fn write_all(&self, spec: &ChartSpec, shown: &ChartData, caption: &Caption) -> Images {
        let formats = self.request.formats;
        let mut images = Images { is_unchanged: formats.svg || formats.png, ..Images::default() };
        if formats.svg || formats.png {
            let variants = self.drawer.project().variants(spec, self.request.plain);
            for (index, variant) in variants.iter().enumerate() {
                match self.drawer.image(spec, shown, caption, variant, self.request.transparent) {
                    Ok((scene, figure)) => {
                        let marks = self.marks(&figure, shown);
                        self.export(spec, (&scene, &marks), (index, variant), &mut images);
                    }
                    Err(error) => images.lack(error),
                }
            }
        }
        if formats.embed {
            let page = page::embedded(self.drawer, spec, (shown, caption), self.request);
            images.keep(self.output.write(&image_format::embed_name(&spec.id), page.as_bytes()), None, None);
        }
        if formats.csv {
            let text = self.encoder.csv(shown, caption, self.request.csv);
            let written = self.output.write(&image_format::csv_name(&spec.id), text.as_bytes());
            images.keep(written, None, None);
        }
        images
    }

    /// The marks of which it is known what they show, where a format names them.
    fn marks(&self, figure: &Figure, shown: &ChartData) -> Vec<NamedMark> {
        match self.request.svg_text {
            SvgText::Outlines => Vec::new(),
            SvgText::Live => named_marks(figure, shown),
        }
    }

    /// Writes the files of a scene, unless they are in the output folder or in the cache.
    fn export(
        &self,
        spec: &ChartSpec,
        (scene, marks): (&Scene, &[NamedMark]),
        variant: (usize, &Variant),
        images: &mut Images,
    ) {
        let formats = image_format::formats(self.request);
        let key = self.cache.key(scene, marks, &formats);
        let paths: Vec<String> =
            formats.iter().map(|format| image_format::image_name(&spec.id, variant, *format)).collect();
        let kept = paths.iter().map(|path| self.previous.unchanged_image(path, &key, self.output));
        if let Some(files) = kept.collect::<Option<Vec<_>>>() {
            for (format, file) in formats.iter().zip(files) {
                images.keep(Ok(file), format.pixels(scene.size), Some(&key));
            }
            return;
        }
        let cached = self.cache.get(&key, formats.len());
        images.is_unchanged &= cached.is_some();
        let files = cached.map(|files| files.into_iter().map(Some).collect()).unwrap_or_else(|| {
            let encode = |format: &ImageFormat| {
                self.encoder.image(spec, (scene, marks), *format).map_err(|error| images.lack(error)).ok()
            };
            let files: Vec<Option<Vec<u8>>> = formats.iter().map(encode).collect();
            if let Some(whole) = files.iter().map(Option::as_deref).collect::<Option<Vec<_>>>() {
                self.cache.put(&key, &whole);
            }
            files
        });
        for ((format, path), bytes) in formats.iter().zip(&paths).zip(files) {
            if let Some(bytes) = bytes {
                images.keep(self.output.write(path, &bytes), format.pixels(scene.size), Some(&key));
            }
        }
    }
}

/// The marks of a figure, with the names of what they show.
pub(super) fn named_marks(figure: &Figure, shown: &ChartData) -> Vec<NamedMark> {
    let named = |(area, (row, column)): Spot| {
        let (row, column) = (shown.rows.get(row)?.name.clone(), shown.columns.get(column)?.name.clone());
        Some(NamedMark { row, column, area })
    };
    spots(figure, shown).into_iter().filter_map(named).collect()
}

fn too_large(spec: &ChartSpec, error: &PngError) -> Diagnostic {
    Diagnostic::output(Code::Canvas, spec.span.source.name.clone(), format!("the image {error}"))
        .hint("use a smaller `--scale`")
}

fn internal(spec: &ChartSpec) -> Diagnostic {
    Diagnostic::output(
        Code::Internal,
        spec.span.source.name.clone(),
        "the program failed while it drew this chart",
    )
    .hint("this is a bug in make-briefing: please report it with the spec")
}

/// The chart as part of the document.
fn for_document(drawer: &ChartDrawer<'_>, spec: &ChartSpec, drawn: Drawn) -> (Chart, ChartData, Caption) {
    let Drawn { page, shown, caption } = drawn;
    (drawer.for_document(spec, (&shown, &caption), page), shown, caption)
}

impl Images {
    /// Records why an image could not be drawn.
    fn lack(&mut self, error: Diagnostic) {
        (self.is_unchanged, self.is_incomplete) = (false, true);
        self.diagnostics.push(error);
    }

    fn keep(&mut self, written: Result<Written, Diagnostic>, pixels: Option<[u64; 2]>, key: Option<&Key>) {
        match written {
            Ok(file) => self.written.push(Image { file, pixels, key: key.map(Key::to_string) }),
            Err(error) => self.diagnostics.push(error),
        }
    }
}
