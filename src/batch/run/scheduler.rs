//! Schedules the charts of a run on all threads: lays each out, writes its images, and its entry in the manifest.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::batch::chart::ChartDrawer;
use crate::batch::document::Briefing;
use crate::batch::images::{ImageWriter, Images, Prepared, prepare, shape_words};
use crate::batch::manifest::Manifest;
use crate::batch::{ChartInputs, Observer, Request, Step, attachments, document, manifest};
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::spec::chart::ChartSpec;
use rayon::prelude::*;

/// A requested chart: its id and its spec; `None` where the spec has errors.
pub(in crate::batch) type Wanted<'a> = (&'a str, Option<&'a ChartSpec>);

/// A chart's id and what its files are made from; `None` where it cannot be drawn.
type Drawn<'a> = (&'a str, Option<ChartInputs<'a>>);

/// Charts per batch. After each batch its manifest entries are written and dropped. Threads wait for each other at
/// the end of a batch, so a batch is large.
const BATCH: usize = 256;

/// A chart that is done: drawn, or not.
#[derive(Default)]
pub(in crate::batch) struct Finished {
    pub(in crate::batch) id: String,
    pub(in crate::batch) is_drawn: bool,
    /// Its entry in the manifest, until that is written.
    entry: String,
    pub(in crate::batch) images: Images,
    pub(in crate::batch) diagnostics: Vec<Diagnostic>,
}

/// What all threads share.
pub(in crate::batch) struct Scheduler<'a> {
    project: &'a Project,
    drawer: &'a ChartDrawer<'a>,
    image_writer: ImageWriter<'a>,
    request: &'a Request,
    observer: Observer<'a>,
    cancelled: AtomicBool,
}

impl<'a> Scheduler<'a> {
    /// A scheduler for one run.
    pub(in crate::batch) fn new(
        project: &'a Project,
        drawer: &'a ChartDrawer<'a>,
        image_writer: ImageWriter<'a>,
        request: &'a Request,
        observer: Observer<'a>,
    ) -> Self {
        Self { project, drawer, image_writer, request, observer, cancelled: AtomicBool::new(false) }
    }

    /// Reports progress to the observer, which may cancel the run.
    pub(in crate::batch) fn report(&self, step: Step<'_>) {
        if (self.observer)(step).is_break() {
            self.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Whether the observer has cancelled the run.
    pub(in crate::batch) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Makes images only: each thread lays out a chart and writes its files before it takes the next.
    pub(in crate::batch) fn images_only(
        &self,
        wanted: Vec<Wanted<'a>>,
        manifest: Option<&mut Manifest>,
    ) -> Vec<Finished> {
        let draw = |(id, spec): &Wanted<'a>| {
            let Prepared { chart, diagnostics } = self.prepare(*spec);
            let drawing = chart.zip(*spec).map(|((chart, shown, caption), spec)| ChartInputs {
                spec,
                shown,
                caption,
                alt: chart.scene.alt,
            });
            Finished { diagnostics, ..self.finish(id, drawing.as_ref()) }
        };
        in_batches(&wanted, draw, manifest)
    }

    /// Makes images and the document. All charts are laid out first. Then the document starts, because it takes
    /// longest on one thread; the other threads write images.
    pub(in crate::batch) fn with_document(
        &self,
        wanted: Vec<Wanted<'a>>,
        manifest: Option<&mut Manifest>,
    ) -> (Vec<Finished>, Briefing) {
        let prepare = |(_, spec): &Wanted<'a>| {
            let prepared = self.prepare(*spec);
            prepared.chart.iter().for_each(|(_, _, caption)| shape_words(self.drawer, caption));
            prepared
        };
        let prepared: Vec<Prepared> = wanted.par_iter().map(prepare).collect();
        let (mut charts, mut drawings, mut attachments) = (Vec::new(), Vec::new(), Vec::new());
        let mut diagnostics = Vec::new();
        for ((id, spec), one) in wanted.into_iter().zip(prepared) {
            let drawing = one.chart.zip(spec).map(|((chart, shown, caption), spec)| {
                if self.request.standards.attaches() {
                    attachments.extend(attachments::figures(self.project, id, &chart, (&shown, &caption)));
                }
                let alt = chart.scene.alt.clone();
                charts.push((id, chart));
                ChartInputs { spec, shown, caption, alt }
            });
            drawings.push((id, drawing));
            diagnostics.push(one.diagnostics);
        }
        let images = || {
            let finish = |(id, drawing): &Drawn<'_>| self.finish(id, drawing.as_ref());
            let mut finished = in_batches(&drawings, finish, manifest);
            finished.iter_mut().zip(diagnostics).for_each(|(one, diagnostics)| one.diagnostics = diagnostics);
            self.report(Step::Document);
            finished
        };
        let document = || document::write(self.drawer, charts, &drawings, attachments, self.request);
        let (briefing, finished) = rayon::join(document, images);
        (finished, briefing)
    }

    fn prepare(&self, spec: Option<&ChartSpec>) -> Prepared {
        spec.filter(|_| !self.is_cancelled()).map(|spec| prepare(self.drawer, spec)).unwrap_or_default()
    }

    /// Writes the files of a chart.
    fn finish(&self, id: &str, drawn: Option<&ChartInputs<'_>>) -> Finished {
        if self.is_cancelled() {
            return Finished::default();
        }
        let images =
            drawn.map(|one| self.image_writer.write(one.spec, &one.shown, &one.caption)).unwrap_or_default();
        let entry = drawn.map(|one| manifest::chart(self.project, one, &images.written));
        self.report(Step::Done { id, is_drawn: drawn.is_some() });
        let entry = entry.unwrap_or_default();
        Finished { id: id.to_owned(), is_drawn: drawn.is_some(), entry, images, diagnostics: Vec::new() }
    }
}

/// Finishes charts on all threads, and writes their manifest entries in order.
fn in_batches<T: Sync>(
    charts: &[T],
    make: impl Fn(&T) -> Finished + Sync,
    mut manifest: Option<&mut Manifest>,
) -> Vec<Finished> {
    let mut finished = Vec::with_capacity(charts.len());
    for batch in charts.chunks(BATCH) {
        let first = finished.len();
        finished.par_extend(batch.par_iter().map(&make));
        for one in &mut finished[first..] {
            let entry = std::mem::take(&mut one.entry);
            if let Some(manifest) = manifest.as_mut().filter(|_| one.is_drawn) {
                manifest.chart(&entry);
            }
        }
    }
    finished
}
