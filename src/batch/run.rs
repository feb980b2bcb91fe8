//! A run from beginning to end.

use std::collections::BTreeMap;
use std::path::Path;

use super::chart::ChartDrawer;
use super::document::Briefing;
use super::image_cache::ImageCache;
use super::images::ImageWriter;
use super::last_run::{LastRun, Made};
use super::manifest::Manifest;
use super::scheduler::{Finished, Scheduler, Wanted};
use super::{Observer, Outcome, Request, Step, depfile, document, last_run, manifest, plan, stale_files};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Span, suggest};
use crate::pdf::writer::PdfError;
use crate::project::Project;
use crate::workspace;
use crate::workspace::output::{Output, Written};
use crate::workspace::store::Store;

/// Builds a specs folder into an output folder.
pub(super) fn run(specs: &Path, out: &Path, request: &Request, watch: Observer<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let sink = Diagnostics::new();
    let inputs = workspace::read_specs(specs, &sink);
    outcome.diagnostics = sink.into_vec();
    let output = match Output::open(out, request.force, &|| _ = watch(Step::Waiting)) {
        Ok(output) if request.locked => manifest::expecting(output),
        opened => opened,
    };
    let refuse = |fault: Diagnostic, mut outcome: Outcome| {
        // What is wrong with the specs is worth knowing all the same.
        let sink = Diagnostics::new();
        Project::of(specs, &inputs, &sink);
        outcome.diagnostics.extend(sink.into_vec());
        outcome.diagnostics.push(fault);
        outcome
    };
    let output = match output {
        Ok(output) => output,
        Err(fault) => return refuse(fault, outcome),
    };
    let unusable = Diagnostics::new();
    let store = request.cache.as_deref().and_then(|folder| store(folder, &unusable));
    let before = LastRun::read(store.as_ref(), &output);
    let asked = last_run::request(request, specs);
    let is_recorded = request.only.is_empty() && outcome.diagnostics.is_empty();
    if let Some(same) = before.unchanged(&inputs, &asked, &output).filter(|_| is_recorded) {
        return depend(same, request, out, before.files(), before.inputs());
    }
    if let Err(fault) = output.try_writing() {
        return refuse(fault, outcome);
    }
    outcome.diagnostics.extend(unusable.into_vec());
    let origin = plan::origin(&output, specs);
    let mut make = || {
        let sink = Diagnostics::new();
        let project = Project::of(specs, &inputs, &sink);
        check_only(&project, &request.only, &sink);
        outcome.diagnostics.extend(sink.into_vec());
        if project.is_withheld {
            outcome.diagnostics.extend(output.settle(std::iter::empty(), &origin).err());
            outcome.failed = project.charts.into_iter().map(|(id, _)| id).collect();
            return None;
        }
        let refused = plan::check(&project, &output, &before, request, &origin);
        let is_refused = !refused.is_empty();
        outcome.diagnostics.extend(refused);
        let mut files = Vec::new();
        if !is_refused {
            files = build(&project, &output, store.as_ref(), &before, request, watch, &mut outcome);
            stale_files::remove(&project, &output, request, &origin, &mut outcome);
        }
        // Whatever becomes of the run, what it wrote is known as ours.
        outcome.diagnostics.extend(output.settle(files.iter().map(|(file, _)| file), &origin).err());
        (!is_refused).then_some((files, project.inputs))
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.jobs.unwrap_or(0)).build();
    // Where there are no threads to be had, the calling one does all the work.
    let made = match pool {
        Ok(pool) => pool.install(make),
        Err(_) => make(),
    };
    let Some((files, inputs)) = made else { return outcome };
    if !request.only.is_empty() || outcome.interrupted {
        return outcome;
    }
    let mut unmade = output.unmade(files.iter().map(|(file, _)| file.name.as_str()));
    // One that came out otherwise was made, and is named already.
    unmade.retain(|fault| {
        !outcome
            .diagnostics
            .iter()
            .any(|one| one.code == fault.code && one.span.source.name == fault.span.source.name)
    });
    outcome.diagnostics.extend(unmade);
    last_run::Run { request: &asked, inputs: &inputs, files: &files, outcome: &outcome }
        .write(store.as_ref(), &output);
    let names = files.iter().map(|(file, _)| file.name.as_str());
    depend(outcome, request, out, names, inputs.iter().map(|(name, _)| name.as_str()))
}

/// The folder of what was made before. A run does without one that cannot be used.
fn store(folder: &Path, sink: &Diagnostics) -> Option<Store> {
    Store::open(folder)
        .map_err(|reason| {
            let message = format!("the cache cannot be used: {reason}");
            let place = Span::unread(workspace::shown(folder));
            sink.push(
                Diagnostic::warning(Code::UnusableCache, place, message)
                    .hint("name another folder with `--cache-dir`, or build with `--no-cache`"),
            );
        })
        .ok()
}

/// Writes what the outputs depend on, where that was asked for.
fn depend<'n>(
    mut outcome: Outcome,
    request: &Request,
    out: &Path,
    outputs: impl Iterator<Item = &'n str>,
    inputs: impl Iterator<Item = &'n str>,
) -> Outcome {
    if let Some(path) = &request.deps {
        let outputs = outputs.map(|name| workspace::shown(&out.join(name)));
        let rules = depfile::rules(outputs, inputs);
        let written =
            rules.and_then(|text| workspace::write_file(path, &text, request.force, &depfile::is_rules));
        outcome.diagnostics.extend(written.err());
    }
    outcome
}

/// Draws everything that was asked for; gives back the files that were written.
fn build(
    project: &Project,
    output: &Output,
    store: Option<&Store>,
    before: &LastRun,
    request: &Request,
    watch: Observer<'_>,
    outcome: &mut Outcome,
) -> Vec<Made> {
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return Vec::new();
        }
    };
    let drawer = ChartDrawer::new(project, &fonts);
    let cache = ImageCache::new(store, &fonts);
    let press = ImageWriter::new(&drawer, output, before, &cache, request);
    let work = Scheduler::new(project, &drawer, press, request, watch);
    let wanted: Vec<Wanted<'_>> = project
        .charts
        .iter()
        .filter(|(id, _)| request.only.is_empty() || request.only.contains(id))
        .map(|(id, spec)| (id.as_str(), spec.as_deref()))
        .collect();
    work.step(Step::Charts(wanted.len()));
    let is_whole = request.only.is_empty() && !project.charts.is_empty();
    let is_told = is_whole && request.formats.pdf && project.is_tellable;
    // A run for single charts says nothing about the others, so document and manifest of the whole stay.
    let begun = (is_whole && !request.locked).then(|| Manifest::begin(project, output)).transpose();
    let mut manifest = begun.unwrap_or_else(|fault| {
        outcome.diagnostics.push(fault);
        None
    });
    let draw = || match is_told {
        true => work.with_document(wanted, manifest.as_mut()),
        false => (work.images_only(wanted, manifest.as_mut()), Briefing::default()),
    };
    let (lint, (charts, briefing)) = rayon::join(|| drawer.lint(&request.only), draw);
    outcome.diagnostics.extend(lint);
    outcome.interrupted = work.is_stopped();
    let files = gather(charts, briefing, manifest, (project, output), outcome);
    cache.prune();
    files
}

/// Counts what was made, and writes the document and the end of the manifest.
fn gather(
    charts: Vec<Finished>,
    briefing: Briefing,
    manifest: Option<Manifest>,
    (project, output): (&Project, &Output),
    outcome: &mut Outcome,
) -> Vec<Made> {
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    let broken = by_chart(&outcome.diagnostics);
    for Finished { id, is_drawn, images, faults, .. } in charts {
        outcome.unchanged += usize::from(is_drawn && images.is_unchanged);
        files.extend(images.written.into_iter().map(|image| (image.file, image.key)));
        if is_drawn {
            outcome.charts += 1;
        } else if !outcome.interrupted {
            let own = faults.iter().filter(|fault| fault.severity == Severity::Error);
            let all = broken.get(&id).into_iter().flatten().chain(own);
            failed.push(manifest::failed(project, &id, all));
            outcome.failed.push(id);
        }
        outcome.diagnostics.extend(faults.into_iter().chain(images.faults));
    }
    outcome.diagnostics.extend(briefing.faults);
    let new = briefing.refused.into_iter().filter(|fault| !is_said(fault, &outcome.diagnostics));
    let new: Vec<Diagnostic> = new.map(refusal).collect();
    outcome.diagnostics.extend(new);
    // After a run that was stopped, document and manifest are as they were.
    if !outcome.interrupted {
        let document = briefing.bytes.and_then(|bytes| {
            outcome.pages = briefing.pages;
            keep(output.write(document::FILE, &bytes), outcome)
        });
        let manifest = manifest.and_then(|one| keep(one.finish(&failed, document.as_ref(), output), outcome));
        files.extend(manifest.into_iter().chain(document).map(|file| (file, None)));
    }
    outcome.files = files.len();
    outcome.bytes = files.iter().map(|(file, _)| file.bytes).sum();
    files
}

fn keep(written: Result<Written, Diagnostic>, outcome: &mut Outcome) -> Option<Written> {
    written.map_err(|fault| outcome.diagnostics.push(fault)).ok()
}

/// The errors that lie in the files of charts, by their ids.
fn by_chart(faults: &[Diagnostic]) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for fault in faults.iter().filter(|fault| fault.severity == Severity::Error) {
        let path = fault.span.source.name.rsplit_once('.').map(|(path, _)| path);
        if let Some((folder, id)) = path.and_then(|path| path.rsplit_once('/'))
            && folder.to_lowercase().ends_with("charts")
        {
            found.entry(id.to_owned()).or_default().push(fault.clone());
        }
    }
    found
}

/// Whether what keeps the document from being written was found in the specs already, with its place there.
fn is_said(fault: &PdfError, said: &[Diagnostic]) -> bool {
    let code = match fault {
        PdfError::NoGlyph { .. } => Code::MissingGlyph,
        PdfError::HeadingLevel { .. } => Code::HeadingGap,
        _ => return false,
    };
    said.iter().any(|one| one.code == code)
}

/// Why the document is not written.
fn refusal(fault: PdfError) -> Diagnostic {
    Diagnostic::output(Code::Pdf, document::FILE, fault.to_string()).as_check().hint(
        "`--format svg,png` makes the images without it; if no text of yours is meant, please report it",
    )
}

fn check_only(project: &Project, only: &[String], sink: &Diagnostics) {
    for id in only.iter().filter(|id| !project.charts.iter().any(|(chart, _)| chart == *id)) {
        let hint = suggest(id, project.charts.iter().map(|(chart, _)| chart.as_str()));
        let message = format!("there is no chart `{id}`");
        sink.push(Diagnostic::error(Code::UnknownChart, Span::unread("--only"), message).hint(hint));
    }
}
