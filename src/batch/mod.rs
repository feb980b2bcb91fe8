//! A whole run: reads a project, draws its charts in parallel, composes the document, writes every file, and keeps all
//! diagnostics. Knows no terminal.

mod attach;
pub mod check;
pub mod draw;
pub mod inventory;
pub mod manifest;
pub mod project;
pub mod render;
pub mod story;
mod tables;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Cause, Diagnostic, Severity, suggest};
use crate::document::compose::compose;
use crate::document::pdf::standards::Standards;
use crate::document::pdf::{self, Options};
use crate::document::rich::Setter;
use crate::document::story::Story;
use crate::spec::chart::ChartSpec;
use crate::theme::fonts::FontSet;
use crate::workspace::{Output, Written};
use draw::Drawer;
use project::Project;
use render::{Rendered, render};

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
    /// Pixels a unit in PNG.
    pub scale: f32,
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

    fn keep(&mut self, written: Result<Written, Diagnostic>) -> Option<Written> {
        match written {
            Ok(file) => {
                self.files += 1;
                self.bytes += file.bytes;
                Some(file)
            }
            Err(fault) => {
                self.diagnostics.push(fault);
                None
            }
        }
    }
}

/// How far a run is, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// So many charts are to be drawn.
    Charts(usize),
    /// This one is done.
    Drawn(&'a str),
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
    let fonts = match FontSet::new(&project.theme.fonts) {
        Ok(fonts) => fonts,
        Err((index, fault)) => {
            outcome.diagnostics.push(Diagnostic::output(
                "unusable-font",
                format!("font {index}"),
                fault.to_string(),
            ));
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
    let rendered: Vec<(&str, Option<&ChartSpec>, Rendered)> = wanted
        .par_iter()
        .map(|(id, spec)| {
            let spec = spec.as_ref();
            let rendered = spec.map(|spec| render(&drawer, spec, &output, request)).unwrap_or_default();
            watch(Step::Drawn(id));
            (id.as_str(), spec, rendered)
        })
        .collect();
    let (mut charts, mut entries) = (Vec::new(), Vec::new());
    let mut options = Options { standards: request.standards, attachments: Vec::new() };
    for (id, spec, one) in rendered {
        outcome.diagnostics.extend(one.faults);
        outcome.files += one.images.len();
        outcome.bytes += one.images.iter().map(|image| image.file.bytes).sum::<u64>();
        match (one.chart, spec) {
            (Some((chart, shown)), Some(spec)) => {
                outcome.charts += 1;
                entries.push(manifest::chart(&project, spec, &chart, &shown, &one.images, request.scale));
                if request.standards.attaches() {
                    options.attachments.extend(attach::figures(&project, id, &chart, &shown));
                }
                charts.push((id, chart));
            }
            _ => outcome.failed.push(id.to_owned()),
        }
    }
    let mut written = None;
    if request.formats.pdf && request.only.is_empty() && !project.charts.is_empty() {
        watch(Step::Document);
        let story = story::tell(&project, charts, request.created, &mut outcome.diagnostics);
        // A fault of the program in the document must not take the images with it.
        match catch_unwind(AssertUnwindSafe(|| document(&story, &drawer, &options))) {
            Ok(Ok((bytes, pages))) => {
                let findings = pdf::check::check(&bytes, request.standards).into_iter();
                outcome.diagnostics.extend(findings.map(|one| check::diagnostic(one, "briefing.pdf")));
                written = outcome.keep(output.write("briefing.pdf", &bytes));
                outcome.pages = if written.is_some() { pages } else { 0 };
            }
            Ok(Err(faults)) => outcome.diagnostics.extend(faults),
            Err(_) => outcome.diagnostics.push(
                Diagnostic::output("internal", "briefing.pdf", "the program failed on the document")
                    .hint("this is a fault of the program: please report it with the specs"),
            ),
        }
    }
    // A run for single charts says nothing about the others, so the manifest of the whole stays.
    if request.only.is_empty() && !project.charts.is_empty() {
        let text = manifest::manifest(&project, entries, &outcome.failed, written.as_ref());
        outcome.keep(output.write("manifest.json", text.as_bytes()));
    }
    outcome
}

/// The bytes of the document and the number of its pages.
fn document(
    story: &Story,
    drawer: &Drawer<'_>,
    options: &Options,
) -> Result<(Vec<u8>, usize), Vec<Diagnostic>> {
    let project = drawer.project();
    let setter = Setter { shaper: drawer.shaper(), language: project.language };
    let document = compose(story, &project.theme, setter);
    let diagnose =
        |fault: pdf::PdfFault| Diagnostic::output("pdf", "briefing.pdf", fault.to_string()).as_check();
    match pdf::write_with(&document, drawer.fonts(), options) {
        Ok(bytes) => Ok((bytes, document.pages.len())),
        Err(faults) => Err(faults.into_iter().map(diagnose).collect()),
    }
}

fn check_only(project: &Project, only: &[String], faults: &mut Vec<Diagnostic>) {
    for id in only.iter().filter(|id| !project.charts.iter().any(|(chart, _)| chart == *id)) {
        let hint = suggest(id, project.charts.iter().map(|(chart, _)| chart.as_str()));
        let message = format!("there is no chart `{id}`");
        let place = crate::diagnostic::Place::unread("--only");
        faults.push(Diagnostic::error("unknown-chart", place, message).hint(hint));
    }
}
