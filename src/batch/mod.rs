//! A whole run: reads a project, draws its charts in parallel, composes the document, writes every file, and keeps all
//! diagnostics. Knows no terminal.

mod attach;
pub mod check;
mod document;
pub mod draw;
mod glyphs;
pub mod inventory;
pub mod manifest;
pub mod project;
pub mod render;
pub mod story;
mod tables;
mod theme;

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Cause, Diagnostic, Severity, suggest};
use crate::document::pdf::PdfFault;
use crate::document::pdf::standards::Standards;
use crate::layout::caption::Caption;
use crate::layout::shown::Shown;
use crate::spec::chart::ChartSpec;
use crate::workspace::{Output, Written};
use document::Briefing;
use draw::Drawer;
use project::Project;
use render::{Images, Prepared, Press, prepare};

/// Which files are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// `briefing.pdf`.
    pub pdf: bool,
    /// `charts/<id>.svg`.
    pub svg: bool,
    /// `charts/<id>.png`.
    pub png: bool,
    /// `charts/<id>.csv`.
    pub csv: bool,
}

/// What a run is asked to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which files.
    pub formats: Formats,
    /// Only the images of these charts, and no document; empty is everything.
    pub only: Vec<String>,
    /// Threads; `None` is one a core.
    pub jobs: Option<usize>,
    /// Pixels a unit in PNG: a file for each; the first keeps the name of its image.
    pub scales: Vec<f32>,
    /// Images without title and footer.
    pub plain: bool,
    /// Images without a background.
    pub transparent: bool,
    /// What the document says it follows; PDF/A-3 has the figures of its charts attached.
    pub standards: Standards,
    /// Seconds since 1970 that stand in the document instead of its own date.
    pub created: Option<i64>,
}

/// What a run has done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Charts that were drawn.
    pub charts: usize,
    /// Ids of charts that were not.
    pub failed: Vec<String>,
    /// Pages of the document; 0 where none was written.
    pub pages: usize,
    /// Files written.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Everything there is to say, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    /// The exit status: 0 fine, 1 a check failed, 2 a spec is wrong, 3 a file or drawing failed; the gravest counts.
    pub fn status(&self) -> u8 {
        let errors = self.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
        match errors.map(|fault| fault.cause).max() {
            None => 0,
            Some(Cause::Check) => 1,
            Some(Cause::Spec) => 2,
            Some(Cause::Output) => 3,
        }
    }

    /// The exit status where warnings count as failed checks.
    pub fn status_with(&self, deny_warnings: bool) -> u8 {
        let warned = self.diagnostics.iter().any(|fault| fault.severity == Severity::Warning);
        self.status().max(u8::from(deny_warnings && warned))
    }

    fn count(&mut self, file: &Written) {
        self.files += 1;
        self.bytes += file.bytes;
    }
}

/// A chart of which images are drawn: what its images and its entry in the manifest are made from.
#[derive(Debug)]
pub struct Drawing<'a> {
    /// What its author wrote.
    pub spec: &'a ChartSpec,
    /// The figures.
    pub shown: Shown,
    /// The words around it.
    pub caption: Caption,
    /// Its alternative text in the document.
    pub alt: String,
}

/// How far a run is, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many charts are to be drawn.
    Charts(usize),
    /// This one is done: drawn, or given up.
    Done {
        /// Its id.
        id: &'a str,
        /// Whether it could be drawn.
        is_drawn: bool,
    },
    /// The document is being written.
    Document,
}

/// Builds a specs folder into an output folder.
pub fn build(specs: &Path, out: &Path, request: &Request, watch: &(dyn Fn(Step<'_>) + Sync)) -> Outcome {
    let run = || run(specs, out, request, watch);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.jobs.unwrap_or(0)).build();
    match pool {
        Ok(pool) => pool.install(run),
        // No threads to be had: the calling one does all the work.
        Err(_) => run(),
    }
}

fn run(specs: &Path, out: &Path, request: &Request, watch: &(dyn Fn(Step<'_>) + Sync)) -> Outcome {
    let mut outcome = Outcome::default();
    let project = Project::read(specs, &mut outcome.diagnostics);
    check_only(&project, &request.only, &mut outcome.diagnostics);
    let output = match Output::open(out) {
        Ok(output) => output,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return outcome;
        }
    };
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return outcome;
        }
    };
    let drawer = Drawer::new(&project, &fonts);
    outcome.diagnostics.extend(drawer.lint(&request.only));
    let wanted: Vec<_> = project
        .charts
        .iter()
        .filter(|(id, _)| request.only.is_empty() || request.only.contains(id))
        .collect();
    watch(Step::Charts(wanted.len()));
    let prepared: Vec<Prepared> = wanted
        .par_iter()
        .map(|(_, spec)| spec.as_ref().map(|spec| prepare(&drawer, spec)).unwrap_or_default())
        .collect();
    let (mut charts, mut drawings, mut attachments) = (Vec::new(), Vec::new(), Vec::new());
    for ((id, spec), one) in wanted.into_iter().zip(prepared) {
        let drawing = one.chart.zip(spec.as_ref()).map(|((chart, shown, caption), spec)| {
            if request.standards.attaches() {
                attachments.extend(attach::figures(&project, id, &chart, (&shown, &caption)));
            }
            let alt = chart.scene.alt.clone();
            charts.push((id.as_str(), chart));
            Drawing { spec, shown, caption, alt }
        });
        drawings.push((id.as_str(), drawing, one.faults));
    }
    let whole = request.only.is_empty() && !project.charts.is_empty();
    let told = whole && request.formats.pdf && project.is_tellable;
    let press = Press::new(&drawer, &output, request);
    let all_images = || {
        let images = drawings.par_iter().map(|(id, drawing, _)| {
            let images = drawing.as_ref().map(|one| press.images(one.spec, &one.shown, &one.caption));
            watch(Step::Done { id, is_drawn: drawing.is_some() });
            images.unwrap_or_default()
        });
        let images: Vec<Images> = images.collect();
        if told {
            watch(Step::Document);
        }
        images
    };
    // The document is the longer chain of work, so it starts first; images fill the other threads.
    let (briefing, images) = if told {
        rayon::join(|| document::write(&drawer, charts, attachments, &output, request), all_images)
    } else {
        (Briefing::default(), all_images())
    };
    let mut entries = Vec::new();
    for ((id, drawing, faults), images) in drawings.into_iter().zip(images) {
        outcome.diagnostics.extend(faults.into_iter().chain(images.faults));
        images.written.iter().for_each(|image| outcome.count(&image.file));
        match drawing {
            Some(one) => {
                outcome.charts += 1;
                entries.push(manifest::chart(&project, &one, &images.written));
            }
            None => outcome.failed.push(id.to_owned()),
        }
    }
    outcome.diagnostics.extend(briefing.faults);
    let new = briefing.refused.into_iter().filter(|fault| !is_said(fault, &outcome.diagnostics));
    let new: Vec<Diagnostic> = new.map(refusal).collect();
    outcome.diagnostics.extend(new);
    if let Some(file) = &briefing.written {
        outcome.count(file);
        outcome.pages = briefing.pages;
    }
    // A run for single charts says nothing about the others, so the manifest of the whole stays.
    if whole {
        let text = manifest::manifest(&project, entries, &outcome.failed, briefing.written.as_ref());
        match output.write("manifest.json", text.as_bytes()) {
            Ok(file) => outcome.count(&file),
            Err(fault) => outcome.diagnostics.push(fault),
        }
    }
    outcome
}

/// Whether what keeps the document from being written was found in the specs already, with its place there.
fn is_said(fault: &PdfFault, said: &[Diagnostic]) -> bool {
    let code = match fault {
        PdfFault::NoGlyph { .. } => "missing-glyph",
        PdfFault::HeadingLevel { .. } => "heading-gap",
        _ => return false,
    };
    said.iter().any(|one| one.code == code)
}

/// Why the document is not written.
fn refusal(fault: PdfFault) -> Diagnostic {
    Diagnostic::output("pdf", "briefing.pdf", fault.to_string()).as_check()
}

fn check_only(project: &Project, only: &[String], faults: &mut Vec<Diagnostic>) {
    for id in only.iter().filter(|id| !project.charts.iter().any(|(chart, _)| chart == *id)) {
        let hint = suggest(id, project.charts.iter().map(|(chart, _)| chart.as_str()));
        let message = format!("there is no chart `{id}`");
        let place = crate::diagnostic::Place::unread("--only");
        faults.push(Diagnostic::error("unknown-chart", place, message).hint(hint));
    }
}
