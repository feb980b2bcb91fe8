//! The charts of a run, on all threads: each is laid out, its images are made, and what the manifest says of it is
//! written.

use std::sync::atomic::{AtomicBool, Ordering};

use super::chart::ChartDrawer;
use super::document::Briefing;
use super::images::{ImageWriter, Images, Prepared, prepare, shape_words};
use super::manifest::Manifest;
use super::{ChartInputs, Observer, Request, Step, attachments, document, manifest};
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::spec::chart::ChartSpec;
use rayon::prelude::*;

/// A chart that was asked for; without a spec, it is broken.
pub(super) type Wanted<'a> = (&'a str, Option<&'a ChartSpec>);

/// What a chart is drawn from; `None` where it cannot be.
type Drawn<'a> = (&'a str, Option<ChartInputs<'a>>);

/// So many charts are made, then what the manifest says of them is written and dropped. Threads wait for each other at
/// the end of each turn, so it is long beside a chart.
const TURN: usize = 256;

/// A chart that was drawn, or given up.
#[derive(Default)]
pub(super) struct Finished {
    pub(super) id: String,
    pub(super) is_drawn: bool,
    /// What the manifest says of it, until that is written.
    entry: String,
    pub(super) images: Images,
    pub(super) faults: Vec<Diagnostic>,
}

/// What all threads need.
pub(super) struct Scheduler<'a> {
    project: &'a Project,
    drawer: &'a ChartDrawer<'a>,
    press: ImageWriter<'a>,
    request: &'a Request,
    watch: Observer<'a>,
    stopped: AtomicBool,
}

impl<'a> Scheduler<'a> {
    /// Work that has not been stopped.
    pub(super) fn new(
        project: &'a Project,
        drawer: &'a ChartDrawer<'a>,
        press: ImageWriter<'a>,
        request: &'a Request,
        watch: Observer<'a>,
    ) -> Self {
        Self { project, drawer, press, request, watch, stopped: AtomicBool::new(false) }
    }

    /// Tells whoever watches how far the run is, who may stop it.
    pub(super) fn step(&self, step: Step<'_>) {
        if (self.watch)(step).is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Whether whoever watches has stopped it.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Without a document, each chart is done with before the next.
    pub(super) fn images_only(
        &self,
        wanted: Vec<Wanted<'a>>,
        manifest: Option<&mut Manifest>,
    ) -> Vec<Finished> {
        let make = |(id, spec): &Wanted<'a>| {
            let Prepared { chart, faults } = self.prepare(*spec);
            let drawing = chart.zip(*spec).map(|((chart, shown, caption), spec)| ChartInputs {
                spec,
                shown,
                caption,
                alt: chart.scene.alt,
            });
            Finished { faults, ..self.finish(id, drawing.as_ref()) }
        };
        in_turns(&wanted, make, manifest)
    }

    /// With a document, all charts are laid out first. It is the longer chain of work, so it starts then; images fill the
    /// other threads.
    pub(super) fn with_document(
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
        let mut faults = Vec::new();
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
            faults.push(one.faults);
        }
        let images = || {
            let finish = |(id, drawing): &Drawn<'_>| self.finish(id, drawing.as_ref());
            let mut finished = in_turns(&drawings, finish, manifest);
            finished.iter_mut().zip(faults).for_each(|(one, faults)| one.faults = faults);
            self.step(Step::Document);
            finished
        };
        let document = || document::write(self.drawer, charts, &drawings, attachments, self.request);
        let (briefing, finished) = rayon::join(document, images);
        (finished, briefing)
    }

    fn prepare(&self, spec: Option<&ChartSpec>) -> Prepared {
        spec.filter(|_| !self.is_stopped()).map(|spec| prepare(self.drawer, spec)).unwrap_or_default()
    }

    /// Makes the files of a chart.
    fn finish(&self, id: &str, drawn: Option<&ChartInputs<'_>>) -> Finished {
        if self.is_stopped() {
            return Finished::default();
        }
        let images =
            drawn.map(|one| self.press.images(one.spec, &one.shown, &one.caption)).unwrap_or_default();
        let entry = drawn.map(|one| manifest::chart(self.project, one, &images.written));
        self.step(Step::Done { id, is_drawn: drawn.is_some() });
        let entry = entry.unwrap_or_default();
        Finished { id: id.to_owned(), is_drawn: drawn.is_some(), entry, images, faults: Vec::new() }
    }
}

/// Makes charts on all threads, and writes what the manifest says of them in their order.
fn in_turns<T: Sync>(
    charts: &[T],
    make: impl Fn(&T) -> Finished + Sync,
    mut manifest: Option<&mut Manifest>,
) -> Vec<Finished> {
    let mut finished = Vec::with_capacity(charts.len());
    for turn in charts.chunks(TURN) {
        let first = finished.len();
        finished.par_extend(turn.par_iter().map(&make));
        for one in &mut finished[first..] {
            let entry = std::mem::take(&mut one.entry);
            if let Some(manifest) = manifest.as_mut().filter(|_| one.is_drawn) {
                manifest.chart(&entry);
            }
        }
    }
    finished
}
