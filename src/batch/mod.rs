//! A whole run: reads a project, draws its charts in parallel, composes the document, writes every file, and keeps all
//! diagnostics. Knows no terminal.

pub mod inventory;
pub mod project;
pub mod render;
pub mod story;

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Cause, Diagnostic, Severity, suggest};
use crate::document::compose::compose;
use crate::document::pdf;
use crate::document::rich::Setter;
use crate::theme::fonts::FontSet;
use crate::workspace::Output;
use project::Project;
use render::{Rendered, Renderer};

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

    fn wrote(&mut self, written: Result<u64, Diagnostic>) {
        match written {
            Ok(bytes) => {
                self.files += 1;
                self.bytes += bytes;
            }
            Err(fault) => self.diagnostics.push(fault),
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
    let renderer = Renderer::new(&project, &fonts, &output, request);
    let wanted: Vec<_> = project
        .charts
        .iter()
        .filter(|(id, _)| request.only.is_empty() || request.only.contains(id))
        .collect();
    watch(Step::Charts(wanted.len()));
    let rendered: Vec<(&str, Rendered)> = wanted
        .par_iter()
        .map(|(id, spec)| {
            let rendered = spec.as_ref().map(|spec| renderer.render(spec)).unwrap_or_default();
            watch(Step::Drawn(id));
            (id.as_str(), rendered)
        })
        .collect();
    let mut charts = Vec::new();
    for (id, one) in rendered {
        outcome.diagnostics.extend(one.faults);
        for written in one.written {
            outcome.wrote(written);
        }
        match one.chart {
            Some(chart) => {
                outcome.charts += 1;
                charts.push((id, chart));
            }
            None => outcome.failed.push(id.to_owned()),
        }
    }
    if request.formats.pdf && request.only.is_empty() && !project.charts.is_empty() {
        watch(Step::Document);
        let story = story::tell(&project, charts, request.created, &mut outcome.diagnostics);
        let setter = Setter { fonts: &fonts, language: project.language };
        let document = compose(&story, &project.theme, setter);
        match pdf::write(&document, &fonts) {
            Ok(bytes) => {
                let written = output.write("briefing.pdf", &bytes);
                if written.is_ok() {
                    outcome.pages = document.pages.len();
                }
                outcome.wrote(written);
            }
            Err(faults) => outcome.diagnostics.extend(
                faults
                    .into_iter()
                    .map(|fault| Diagnostic::output("pdf", "briefing.pdf", fault.to_string()).as_check()),
            ),
        }
    }
    outcome
}

fn check_only(project: &Project, only: &[String], faults: &mut Vec<Diagnostic>) {
    for id in only.iter().filter(|id| !project.charts.iter().any(|(chart, _)| chart == *id)) {
        let hint = suggest(id, project.charts.iter().map(|(chart, _)| chart.as_str()));
        let message = format!("there is no chart `{id}`");
        let place = crate::diagnostic::Place::unread("--only");
        faults.push(Diagnostic::error("unknown-chart", place, message).hint(hint));
    }
}
