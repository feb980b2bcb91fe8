//! The steps of a build, from reading the specs to recording the run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::chart::ChartDrawer;
use super::document::Briefing;
use super::image_cache::ImageCache;
use super::images::ImageWriter;
use super::last_run::{KeyedFile, LastRun};
use super::manifest::Manifest;
use super::scheduler::{Finished, Scheduler, Wanted};
use super::{Observer, Outcome, Request, Step, depfile, document, last_run, manifest, plan, stale_files};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Source, Span, suggest};
use crate::pdf::writer::PdfError;
use crate::project::{Project, Shared, With, threads};
use crate::spec::params::Setting;
use crate::survey::linked::Measured;
use crate::workspace;
use crate::workspace::Inputs;
use crate::workspace::output::{Output, Written};
use crate::workspace::specs_folder::SpecsFolder;
use crate::workspace::store::Store;

/// The specs of a folder, read once for any number of builds.
#[derive(Debug)]
pub struct Sources {
    folder: PathBuf,
    inputs: Inputs,
    /// What was said when they were read.
    diagnostics: Vec<Diagnostic>,
    /// The SHA-256 of files that specs name, as far as somebody asked.
    hashes: Mutex<BTreeMap<String, Option<String>>>,
    /// What several builds have in common; `None` for a single one.
    shared: Option<Shared>,
}

impl Sources {
    /// Reads the specs of a folder.
    pub fn read(folder: &Path) -> Self {
        let sink = Diagnostics::new();
        let inputs = SpecsFolder::Disk(folder).read(&sink);
        let (folder, diagnostics) = (folder.to_owned(), sink.into_vec());
        Self { folder, inputs, diagnostics, hashes: Mutex::default(), shared: None }
    }

    /// The same for many reports, which then share what they read beside the specs.
    #[must_use]
    pub fn for_many(self) -> Self {
        Self { shared: Some(Shared::default()), ..self }
    }

    /// The briefing file.
    pub fn briefing(&self) -> Option<&Arc<Source>> {
        self.inputs.briefing.as_ref()
    }

    /// The names of the specs with their SHA-256.
    pub fn hashes(&self) -> impl Iterator<Item = (String, String)> {
        self.inputs.sources().map(|source| (source.name.clone(), workspace::sha256(source.text.as_bytes())))
    }

    /// Builds them into an output folder, as [`super::build`] does.
    pub fn build(&self, out: &Path, request: &Request, observer: Observer<'_>) -> Outcome {
        run(self, out, request, observer)
    }

    /// What a report would publish if nothing were hidden, and the smallest base; `None` where it hides nothing.
    pub fn unhidden(&self, settings: &[Setting]) -> Option<(Vec<Measured>, u32)> {
        let with = With { settings, shared: self.shared.as_ref(), ..With::default() };
        let project = threads::run(Some(1), || {
            Project::of(SpecsFolder::Disk(&self.folder), &self.inputs, with, &Diagnostics::new())
        });
        let least = project.briefing.as_ref()?.min_base.filter(|least| least.hide)?;
        Some((project.unhidden, least.n))
    }

    fn with<'a>(&'a self, request: &'a Request) -> With<'a> {
        With {
            settings: &request.params,
            withheld: Some(&request.withheld),
            shared: self.shared.as_ref(),
            is_release: request.release,
        }
    }

    /// The SHA-256 of a file that specs name. It is read once.
    fn hash(&self, name: &str) -> Option<String> {
        let mut hashes = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        hashes.entry(name.to_owned()).or_insert_with(|| workspace::hash_input(Path::new(name))).clone()
    }
}

/// Builds specs into an output folder.
fn run(sources: &Sources, out: &Path, request: &Request, observer: Observer<'_>) -> Outcome {
    let mut outcome = Outcome { diagnostics: sources.diagnostics.clone(), ..Outcome::default() };
    let Sources { folder: specs, inputs, .. } = sources;
    let output = match Output::open(out, request.force, &|| _ = observer(Step::Waiting)) {
        Ok(output) if request.locked => manifest::expecting(output),
        opened => opened.map(|output| output.durable(request.durable)),
    };
    let refuse = |error: Diagnostic, mut outcome: Outcome| {
        // Errors in the specs are reported even where nothing can be written.
        outcome.diagnostics.extend(threads::run(request.jobs, || {
            let sink = Diagnostics::new();
            Project::of(SpecsFolder::Disk(specs), inputs, sources.with(request), &sink);
            sink.into_vec()
        }));
        outcome.diagnostics.push(error);
        outcome
    };
    let output = match output {
        Ok(output) => output,
        Err(error) => return refuse(error, outcome),
    };
    let cache_warnings = Diagnostics::new();
    let store = request.cache.as_deref().and_then(|folder| store(folder, &cache_warnings));
    let previous = LastRun::read(store.as_ref(), &output);
    let options = last_run::request(request, specs);
    let may_exit_early = request.only.is_empty() && outcome.diagnostics.is_empty();
    if let Some(same) = previous
        .if_up_to_date(inputs, &|name| sources.hash(name), &options, &output)
        .filter(|_| may_exit_early)
    {
        return with_depfile(same, request, out, previous.files(), previous.inputs());
    }
    if let Err(error) = output.try_writing() {
        return refuse(error, outcome);
    }
    outcome.diagnostics.extend(cache_warnings.into_vec());
    let origin = plan::origin(&output, specs);
    let built = threads::run(request.jobs, || {
        let sink = Diagnostics::new();
        let project = Project::of(SpecsFolder::Disk(specs), inputs, sources.with(request), &sink);
        check_only(&project, &request.only, &sink);
        outcome.diagnostics.extend(sink.into_vec());
        if project.is_withheld {
            outcome.diagnostics.extend(output.save_list(std::iter::empty(), &origin).err());
            outcome.failed = project.charts.into_iter().map(|(id, _)| id).collect();
            return None;
        }
        let refused = plan::check(&project, &output, &previous, request, &origin);
        let is_refused = !refused.is_empty();
        outcome.diagnostics.extend(refused);
        let mut files = Vec::new();
        if !is_refused {
            files = build(&project, &output, store.as_ref(), &previous, request, observer, &mut outcome);
            publish(&output, &mut files, &mut outcome);
            stale_files::remove(&project, &output, request, &origin, &mut outcome);
        }
        // Even after errors the files that were written must be on the list, or the next build would refuse to
        // replace them.
        outcome.diagnostics.extend(output.save_list(files.iter().map(|(file, _)| file), &origin).err());
        (!is_refused).then_some((files, project.inputs))
    });
    let Some((files, inputs)) = built else { return outcome };
    outcome.inputs.clone_from(&inputs);
    if !request.only.is_empty() || outcome.interrupted {
        return outcome;
    }
    let mut missing = output.missing(files.iter().map(|(file, _)| file.name.as_str()));
    // A file that differs from the manifest was made, and has been reported.
    missing.retain(|error| {
        !outcome
            .diagnostics
            .iter()
            .any(|one| one.code == error.code && one.span.source.name == error.span.source.name)
    });
    outcome.diagnostics.extend(missing);
    last_run::Run { request: &options, inputs: &inputs, files: &files, outcome: &outcome }
        .write(store.as_ref(), &output);
    let names = files.iter().map(|(file, _)| file.name.as_str());
    with_depfile(outcome, request, out, names, inputs.iter().map(|(name, _)| name.as_str()))
}

/// Puts the new files into the place of the old ones. An interrupted run leaves all old files: results of one folder belong
/// together.
fn publish(output: &Output, files: &mut Vec<KeyedFile>, outcome: &mut Outcome) {
    let failed = match outcome.interrupted {
        true => {
            output.discard();
            files.clear();
            Vec::new()
        }
        false => output.publish(),
    };
    for (name, error) in failed {
        files.retain(|(file, _)| file.name != name);
        outcome.diagnostics.push(error);
    }
    outcome.files = files.len();
    outcome.written = files.iter().map(|(file, _)| file.clone()).collect();
    outcome.bytes = files.iter().map(|(file, _)| file.bytes).sum();
}

/// Opens the cache. A run does without one that cannot be used, and warns.
fn store(folder: &Path, sink: &Diagnostics) -> Option<Store> {
    Store::open(folder)
        .map_err(|reason| {
            let message = format!("the cache cannot be used: {reason}");
            let span = Span::unread(workspace::shown(folder));
            sink.push(
                Diagnostic::warning(Code::UnusableCache, span, message)
                    .hint("name another folder with `--cache-dir`, or build with `--no-cache`"),
            );
        })
        .ok()
}

/// Writes the dependency file, if the request names one.
fn with_depfile<'n>(
    mut outcome: Outcome,
    request: &'n Request,
    out: &Path,
    outputs: impl Iterator<Item = &'n str>,
    inputs: impl Iterator<Item = &'n str>,
) -> Outcome {
    if let Some(path) = &request.deps {
        let outputs = outputs.map(|name| workspace::shown(&out.join(name)));
        let slides = request.template.iter().chain(&request.update).map(|file| file.name.as_str());
        let rules = depfile::rules(outputs, inputs.chain(slides));
        let written =
            rules.and_then(|text| workspace::write_file(path, &text, request.force, &depfile::is_rules));
        outcome.diagnostics.extend(written.err());
    }
    outcome
}

/// Draws and writes everything that the request asks for; returns the files that were written.
fn build(
    project: &Project,
    output: &Output,
    store: Option<&Store>,
    previous: &LastRun,
    request: &Request,
    observer: Observer<'_>,
    outcome: &mut Outcome,
) -> Vec<KeyedFile> {
    let fonts = match project.fonts() {
        Ok(fonts) => fonts,
        Err(error) => {
            outcome.diagnostics.push(error);
            return Vec::new();
        }
    };
    let drawer = ChartDrawer::new(project, &fonts);
    let cache = ImageCache::new(store, &fonts);
    let image_writer = ImageWriter::new(&drawer, output, previous, &cache, request);
    let scheduler = Scheduler::new(project, &drawer, image_writer, request, observer);
    let wanted: Vec<Wanted<'_>> = project
        .charts
        .iter()
        .filter(|(id, _)| request.only.is_empty() || request.only.contains(id))
        .map(|(id, spec)| (id.as_str(), spec.as_deref()))
        .collect();
    scheduler.report(Step::Charts(wanted.len()));
    let is_whole = request.only.is_empty() && !project.charts.is_empty();
    let has_document = is_whole && request.formats.has_document() && project.can_make_document;
    // A run for single charts leaves document and manifest unchanged: it knows nothing about the other charts.
    let begun = (is_whole && !request.locked).then(|| Manifest::begin(project, output)).transpose();
    let mut manifest = begun.unwrap_or_else(|error| {
        outcome.diagnostics.push(error);
        None
    });
    let draw = || match has_document {
        true => scheduler.with_document(wanted, manifest.as_mut()),
        false => (scheduler.images_only(wanted, manifest.as_mut()), Briefing::default()),
    };
    let (lint, (charts, briefing)) = rayon::join(|| drawer.lint(&request.only), draw);
    outcome.diagnostics.extend(lint);
    outcome.interrupted = scheduler.is_cancelled();
    let files = gather(charts, briefing, manifest, (project, output), outcome);
    cache.prune();
    files
}

/// Writes the document and the end of the manifest, and counts all files.
fn gather(
    charts: Vec<Finished>,
    briefing: Briefing,
    manifest: Option<Manifest>,
    (project, output): (&Project, &Output),
    outcome: &mut Outcome,
) -> Vec<KeyedFile> {
    let (mut files, mut failed) = (Vec::new(), Vec::new());
    let spec_errors = by_chart(&outcome.diagnostics);
    for Finished { id, is_drawn, images, diagnostics, .. } in charts {
        outcome.unchanged += usize::from(is_drawn && images.is_unchanged);
        files.extend(images.written.into_iter().map(|image| (image.file, image.key)));
        if is_drawn {
            outcome.charts += 1;
            if images.is_incomplete {
                outcome.incomplete.push(id);
            }
        } else if !outcome.interrupted {
            let own = diagnostics.iter().filter(|one| one.severity == Severity::Error);
            let errors = spec_errors.get(&id).into_iter().flatten().chain(own);
            failed.push(manifest::failed(project, &id, errors));
            outcome.failed.push(id);
        }
        outcome.diagnostics.extend(diagnostics.into_iter().chain(images.diagnostics));
    }
    outcome.updated = briefing.updated;
    outcome.diagnostics.extend(briefing.diagnostics);
    let new = briefing.refused.into_iter().filter(|error| !is_reported(error, &outcome.diagnostics));
    let new: Vec<Diagnostic> = new.map(pdf_error).collect();
    outcome.diagnostics.extend(new);
    // A cancelled run leaves document and manifest unchanged.
    if !outcome.interrupted {
        outcome.pages = briefing.pages;
        let documents: Vec<Written> = briefing
            .files
            .into_iter()
            .filter_map(|(name, bytes)| ok_or_record(output.write(&name, &bytes), outcome))
            .collect();
        let manifest =
            manifest.and_then(|one| ok_or_record(one.finish(&failed, &documents, output), outcome));
        files.extend(manifest.into_iter().chain(documents).map(|file| (file, None)));
    }
    files
}

fn ok_or_record(written: Result<Written, Diagnostic>, outcome: &mut Outcome) -> Option<Written> {
    written.map_err(|error| outcome.diagnostics.push(error)).ok()
}

/// The errors in chart specs, by the charts' ids.
fn by_chart(diagnostics: &[Diagnostic]) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for error in diagnostics.iter().filter(|one| one.severity == Severity::Error) {
        let path = error.span.source.name.rsplit_once('.').map(|(path, _)| path);
        if let Some((folder, id)) = path.and_then(|path| path.rsplit_once('/'))
            && folder.to_lowercase().ends_with("charts")
        {
            found.entry(id.to_owned()).or_default().push(error.clone());
        }
    }
    found
}

/// Whether an error of the PDF writer has been reported already, with its position in the specs.
fn is_reported(error: &PdfError, reported: &[Diagnostic]) -> bool {
    let code = match error {
        PdfError::NoGlyph { .. } => Code::MissingGlyph,
        PdfError::HeadingLevel { .. } => Code::HeadingGap,
        _ => return false,
    };
    reported.iter().any(|one| one.code == code)
}

/// An error of the PDF writer as a diagnostic.
pub(super) fn pdf_error(error: PdfError) -> Diagnostic {
    Diagnostic::output(Code::Pdf, document::FILE, error.to_string()).as_check().hint(
        "correct the text that it names; if it names none of yours, please report a bug. `--format svg,png` writes the images alone",
    )
}

/// Reports ids of `--only` that no chart has.
pub(super) fn check_only(project: &Project, only: &[String], sink: &Diagnostics) {
    for id in only.iter().filter(|id| !project.charts.iter().any(|(chart, _)| chart == *id)) {
        let hint = suggest(id, project.charts.iter().map(|(chart, _)| chart.as_str()));
        let message = format!("there is no chart `{id}`");
        sink.push(Diagnostic::error(Code::UnknownChart, Span::unread("--only"), message).hint(hint));
    }
}
