//! Checks, before a run writes anything, that none of its outputs is also an input or a foreign file.

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path};

use crate::batch::last_run::LastRun;
use crate::batch::{Request, document, image_format, manifest, page};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::project::Project;
use crate::workspace::output::Output;
use crate::workspace::{canonical_names, relative_path, shown};

/// The path of the specs relative to the output folder. Files of deleted charts are only removed by builds of the
/// same specs.
pub(in crate::batch) fn origin(output: &Output, specs: &Path) -> String {
    relative_path(output.folder(), specs)
}

/// The reasons why the run must not write its files; empty where there are none.
pub(in crate::batch) fn check(
    project: &Project,
    output: &Output,
    previous: &LastRun,
    request: &Request,
    origin: &str,
) -> Vec<Diagnostic> {
    let names = names(project, request);
    let overlaps = overlaps(project, request, output, &names);
    if !overlaps.is_empty() {
        return overlaps;
    }
    let is_foreign = |name: &str| output.foreign(name).is_some();
    if !output.is_listed() || names.iter().any(|name| is_foreign(name)) {
        adopt(output, previous, &names, origin);
    }
    names.iter().filter_map(|name| output.foreign(name)).collect()
}

/// Adds unlisted files of earlier builds to the list: version 0.1 kept no list, and a list can be lost.
fn adopt(output: &Output, previous: &LastRun, names: &[String], origin: &str) {
    let mut by_manifest = manifest::previous_files(output);
    if output.is_listed() {
        // A file that is missing from the list may be a foreign one under an old name, so its hash must match,
        // too.
        by_manifest.retain(|(name, sha256)| output.foreign(name).is_some() && output.has(name, sha256));
    }
    output.adopt(by_manifest, origin);
    let foreign = names.iter().filter(|name| output.foreign(name).is_some());
    output.adopt(foreign.filter_map(|name| previous.unchanged_file(name, output)).collect(), origin);
}

/// The names of the files that the run writes if nothing fails.
fn names(project: &Project, request: &Request) -> Vec<String> {
    let formats = image_format::formats(request);
    let mut names = Vec::new();
    let is_wanted = |id: &String| request.only.is_empty() || request.only.contains(id);
    for (id, spec) in project.charts.iter().filter(|(id, _)| is_wanted(id)) {
        let Some(spec) = spec else { continue };
        let variants = project.variants(spec, request.plain);
        let images = variants.iter().enumerate().flat_map(|variant| {
            formats.iter().map(move |format| image_format::image_name(id, variant, *format))
        });
        names.extend(images);
        names.extend(request.formats.embed.then(|| image_format::embed_name(id)));
        names.extend(request.formats.csv.then(|| image_format::csv_name(id)));
    }
    if request.only.is_empty() {
        names.extend((!request.locked).then(|| manifest::FILE.to_owned()));
        names.extend(document::names(request.formats, project.is_draft));
        if request.formats.html && request.page_files {
            names.extend(page::names_beside(project.is_draft, project.theme.fonts.files.len()));
        }
    }
    names
}

/// Errors for files that are both read and written.
fn overlaps(project: &Project, request: &Request, output: &Output, names: &[String]) -> Vec<Diagnostic> {
    let mut inputs = BTreeMap::new();
    let slides = request.template.iter().chain(&request.update).map(|file| &file.name);
    for name in project.inputs.iter().map(|(name, _)| name).chain(slides) {
        inputs.extend(canonical_names(Path::new(name)).into_iter().flatten().map(|path| (path, name)));
    }
    // All outputs are in two folders, so these are canonicalised only once.
    let folder = |name: &str| canonical_names(&output.folder().join(name)).into_iter().flatten().next_back();
    let (top, charts) = (folder("."), folder("charts"));
    let written = |name: &&String| {
        let (folder, file) = match name.strip_prefix("charts/") {
            Some(file) => (&charts, file),
            None => (&top, name.as_str()),
        };
        let canonical = format!("{}{MAIN_SEPARATOR}{}", folder.as_ref()?, file.to_lowercase());
        let input = inputs.get(&canonical)?;
        let path = shown(&output.folder().join(name.as_str()));
        Some(
            Diagnostic::error(
                Code::ReadAndWritten,
                Span::unread(input.as_str()),
                format!("the briefing reads this file, and the build would overwrite it with `{path}`"),
            )
            .hint("choose a separate folder for the results with `-o`"),
        )
    };
    names.iter().filter_map(|name| written(&name)).collect()
}
