//! Which files a run will write, before it writes any: none of them may be read by it, and none may be somebody else's.

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path};

use super::last_run::LastRun;
use super::{Request, document, image_format, manifest};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::project::Project;
use crate::workspace::output::Output;
use crate::workspace::{places, seen_from, shown};

/// Where the specs are, seen from the output folder: files of gone charts are only removed by who made them.
pub(super) fn origin(output: &Output, specs: &Path) -> String {
    seen_from(output.folder(), specs)
}

/// Why the run must not write what it is asked for.
pub(super) fn check(
    project: &Project,
    output: &Output,
    before: &LastRun,
    request: &Request,
    origin: &str,
) -> Vec<Diagnostic> {
    let names = names(project, request);
    let overlaps = overlaps(project, output, &names);
    if !overlaps.is_empty() {
        return overlaps;
    }
    let is_foreign = |name: &str| output.foreign(name).is_some();
    if !output.is_listed() || names.iter().any(|name| is_foreign(name)) {
        adopt(output, before, &names, origin);
    }
    names.iter().filter_map(|name| output.foreign(name)).collect()
}

/// Takes files for ours that are not listed: version 0.1 kept no list, and a list can be lost.
fn adopt(output: &Output, before: &LastRun, names: &[String], origin: &str) {
    let mut by_manifest = manifest::made_before(output);
    if output.is_listed() {
        // What is not on the list was removed by hand once, so the name alone says nothing.
        by_manifest.retain(|(name, sha256)| output.foreign(name).is_some() && output.has(name, sha256));
    }
    output.adopt(by_manifest, origin);
    let foreign = names.iter().filter(|name| output.foreign(name).is_some());
    output.adopt(foreign.filter_map(|name| before.made(name, output)).collect(), origin);
}

/// The files that the run writes if nothing goes wrong.
fn names(project: &Project, request: &Request) -> Vec<String> {
    let forms = image_format::forms(request);
    let mut names = Vec::new();
    let is_wanted = |id: &String| request.only.is_empty() || request.only.contains(id);
    for (id, spec) in project.charts.iter().filter(|(id, _)| is_wanted(id)) {
        let Some(spec) = spec else { continue };
        let variants = project.variants(spec, request.plain);
        let images = variants
            .iter()
            .enumerate()
            .flat_map(|variant| forms.iter().map(move |form| image_format::image(id, variant, *form)));
        names.extend(images);
        names.extend(request.formats.csv.then(|| image_format::figures(id)));
    }
    if request.only.is_empty() {
        names.extend((!request.locked).then(|| manifest::FILE.to_owned()));
        names.extend(request.formats.pdf.then(|| document::FILE.to_owned()));
    }
    names
}

/// The files that are both read and written.
fn overlaps(project: &Project, output: &Output, names: &[String]) -> Vec<Diagnostic> {
    let mut read = BTreeMap::new();
    for (name, _) in &project.inputs {
        read.extend(places(Path::new(name)).into_iter().flatten().map(|place| (place, name)));
    }
    // All files are in two folders, so these are looked for once.
    let folder = |name: &str| places(&output.folder().join(name)).into_iter().flatten().next_back();
    let (top, charts) = (folder("."), folder("charts"));
    let written = |name: &&String| {
        let (folder, file) = match name.strip_prefix("charts/") {
            Some(file) => (&charts, file),
            None => (&top, name.as_str()),
        };
        let place = format!("{}{MAIN_SEPARATOR}{}", folder.as_ref()?, file.to_lowercase());
        let input = read.get(&place)?;
        let path = shown(&output.folder().join(name.as_str()));
        Some(
            Diagnostic::error(
                Code::ReadAndWritten,
                Span::unread(input.as_str()),
                format!("this file is read for the briefing, and the build would write `{path}` over it"),
            )
            .hint("name a folder of its own for the results with `-o`"),
        )
    };
    names.iter().filter_map(|name| written(&name)).collect()
}
