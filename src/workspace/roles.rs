//! Finds the file of each role in a specs folder, with either extension and in any letter case. A misnamed file
//! that may be meant as a spec is an error and never skipped: it could be the one that hides figures.

use std::path::{Path, PathBuf};

use super::specs_folder::SpecsFolder;
use super::{shown, unreadable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, nearest};

/// The file extensions of specs.
const EXTENSIONS: [&str; 2] = ["yaml", "yml"];

/// Suffixes that editors and file managers give to backup copies.
const COPY_SUFFIXES: [&str; 5] = ["~", ".bak", ".orig", ".swp", ".tmp"];

/// Depth to which folders are searched for misplaced specs.
const MAX_DEPTH: usize = 8;

/// The roles of files at the top of a specs folder, each with its proper file name.
const ROLES: [(&str, &str); 3] =
    [("briefing", "briefing.yaml"), ("theme", "theme.yaml"), ("_brand", "_brand.yml")];

/// The folders of specs.
const FOLDERS: [&str; 2] = ["charts", "series"];

/// A file or folder, with its name in lower case.
#[derive(Debug)]
struct Entry {
    path: PathBuf,
    lower: String,
    is_folder: bool,
}

/// A file or folder that looks like a spec but is not read.
#[derive(Debug)]
pub(super) struct Stray {
    /// Its path.
    pub(super) path: PathBuf,
    /// Whether it may be the briefing, which says what to hide.
    pub(super) may_hide: bool,
    error: Diagnostic,
}

impl Stray {
    /// The error to report.
    pub(super) fn into_diagnostic(self) -> Diagnostic {
        self.error
    }
}

/// The top level of a specs folder.
#[derive(Debug, Default)]
pub(super) struct Top {
    /// The file of each role, in the order of [`ROLES`]: briefing, theme, brand.
    pub(super) files: [Option<PathBuf>; 3],
    /// The folders of charts and of series.
    pub(super) folders: [Option<PathBuf>; 2],
    /// Files and folders that look like specs but are not read.
    pub(super) strays: Vec<Stray>,
    /// Whether the briefing is uncertain: the folder cannot be listed, or two files have that role.
    pub(super) is_unclear: bool,
}

/// Reads the top level of a specs folder. Two files for one role are an error, and neither is read.
pub(super) fn top(folder: SpecsFolder<'_>, sink: &Diagnostics) -> Top {
    let mut top = Top::default();
    let Some(entries) = entries(folder, folder.path(), sink) else { return Top { is_unclear: true, ..top } };
    let mut by_role: [Vec<&Entry>; 3] = Default::default();
    let mut by_folder: [Vec<&Entry>; 2] = Default::default();
    for entry in &entries {
        let role = stem(&entry.lower).and_then(|stem| ROLES.iter().position(|(role, _)| *role == stem));
        let kind = FOLDERS.iter().position(|name| *name == entry.lower).filter(|_| entry.is_folder);
        match (role, kind) {
            (Some(role), _) => by_role[role].push(entry),
            (_, Some(kind)) => by_folder[kind].push(entry),
            _ if entry.is_folder => top.strays.extend(stray_folder(folder, entry)),
            _ => top.strays.extend(stray_file(entry, &entries)),
        }
    }
    for (role, found) in by_role.into_iter().enumerate() {
        top.files[role] = single(&found, ROLES[role].1, sink);
        // The first role is that of the briefing.
        top.is_unclear |= role == 0 && found.len() > 1;
    }
    if top.files[0].is_none() && !by_folder[0].is_empty() {
        let folders =
            entries.iter().filter(|entry| entry.is_folder && !FOLDERS.contains(&entry.lower.as_str()));
        top.strays.extend(folders.filter_map(|entry| lone_briefing(folder, entry)));
    }
    for (kind, found) in by_folder.into_iter().enumerate() {
        top.folders[kind] = single(&found, &format!("{}/", FOLDERS[kind]), sink);
    }
    top
}

/// The specs of a folder in name order, and whether they are complete: nothing else in it looks like a spec.
pub(super) fn specs(specs: SpecsFolder<'_>, folder: &Path, sink: &Diagnostics) -> (Vec<PathBuf>, bool) {
    let before = sink.len();
    let entries = entries(specs, folder, sink).unwrap_or_default();
    let mut files = Vec::new();
    for entry in &entries {
        if stem(&entry.lower).is_some() {
            files.push(entry.path.clone());
        } else if entry.is_folder && holds_specs(specs, &entry.path, MAX_DEPTH) {
            let message = "specs in subfolders are not read";
            let hint = format!("move them into `{}`, or out of the specs folder", shown(folder));
            sink.push(misnamed(&entry.path, message.to_owned()).hint(hint));
        } else if !entry.is_folder && looks_like_a_spec(&entry.lower, &entries) {
            let proposed = format!("{}.yaml", base_name(&entry.lower));
            sink.push(
                misnamed(
                    &entry.path,
                    "this looks like a spec, but is not read: its name does not end in `.yaml`".into(),
                )
                .hint(format!("rename it to `{proposed}`, or move it out of the specs folder")),
            );
        }
    }
    (files, sink.len() == before)
}

/// The file of a role; an error where there are several.
fn single(found: &[&Entry], role: &str, sink: &Diagnostics) -> Option<PathBuf> {
    match found {
        [] => None,
        [one] => Some(one.path.clone()),
        [first, second, ..] => {
            let message =
                format!("there are two files or folders for `{role}`, and it is not clear which one counts");
            sink.push(
                Diagnostic::error(Code::RepeatedFile, Span::unread(shown(&second.path)), message)
                    .hint("keep one of the two, and move the other out of the specs folder")
                    .related(Span::unread(shown(&first.path)), "the first one"),
            );
            None
        }
    }
}

/// A file at the top level without a role that looks like a spec.
fn stray_file(entry: &Entry, entries: &[Entry]) -> Option<Stray> {
    let base = base_name(&entry.lower);
    let role = role_near(&base);
    let has_extension = stem(&entry.lower).is_some();
    let has_role = ["", "txt", "json", "toml"]
        .contains(&entry.lower.rsplit_once('.').map_or("", |(_, extension)| extension.trim()))
        && ROLES.iter().any(|(role, _)| *role == base);
    let is_near = role.is_some() && looks_like_a_spec(&entry.lower, entries);
    if !(has_extension || has_role || is_near) {
        return None;
    }
    let (message, hint) = match role {
        Some((_, proposed)) => (
            format!("this file is not read: did you mean `{proposed}`?"),
            format!("rename it to `{proposed}`, or move it out of the specs folder"),
        ),
        None => (
            "this file is not read: at the top level of a specs folder only `briefing.yaml`, `theme.yaml` and `_brand.yml` are"
                .to_owned(),
            "move a chart into `charts/`, a series into `series/`, and anything else out of the specs folder".to_owned(),
        ),
    };
    let may_hide = role.is_none_or(|(role, _)| role == "briefing");
    Some(Stray { path: entry.path.clone(), may_hide, error: misnamed(&entry.path, message).hint(hint) })
}

/// A folder with specs whose name is nearly that of a folder of specs.
fn stray_folder(folder: SpecsFolder<'_>, entry: &Entry) -> Option<Stray> {
    let meant = nearest(entry.lower.trim(), FOLDERS)?;
    holds_specs(folder, &entry.path, MAX_DEPTH).then(|| Stray {
        path: entry.path.clone(),
        may_hide: false,
        error: misnamed(&entry.path, format!("this folder is not read: did you mean `{meant}/`?"))
            .hint(format!("rename it to `{meant}`, or move it out of the specs folder")),
    })
}

/// A briefing in a folder without charts, where the charts beside that folder have none.
fn lone_briefing(folder: SpecsFolder<'_>, entry: &Entry) -> Option<Stray> {
    let inside = folder.list(&entry.path).ok()?;
    if inside.iter().any(|(path, is_folder)| *is_folder && lower_name(path) == FOLDERS[0]) {
        return None;
    }
    let is_briefing = |path: &Path| stem(&lower_name(path)) == Some(ROLES[0].0);
    let (path, _) = inside.into_iter().find(|(path, is_folder)| !is_folder && is_briefing(path))?;
    let error = misnamed(&path, "this briefing is not read: it is not beside the folder `charts`".to_owned())
        .hint("move it there, or move its folder out of the specs folder");
    Some(Stray { path, may_hide: true, error })
}

fn misnamed(path: &Path, message: String) -> Diagnostic {
    Diagnostic::error(Code::MisnamedFile, Span::unread(shown(path)), message)
}

/// The role that is probably meant by a file name without its extension.
fn role_near(base: &str) -> Option<(&'static str, &'static str)> {
    let names = ROLES.map(|(role, _)| role).into_iter().chain(["brand"]);
    let meant = nearest(base, names)?;
    ROLES.iter().copied().find(|(role, _)| role.trim_start_matches('_') == meant.trim_start_matches('_'))
}

/// The file name without the extension of a spec; `None` for other files.
fn stem(lower: &str) -> Option<&str> {
    let (stem, extension) = lower.rsplit_once('.')?;
    EXTENSIONS.contains(&extension).then_some(stem)
}

/// A file name without surrounding spaces and without anything that may be meant as an extension.
fn base_name(lower: &str) -> String {
    let end = [".yaml", ".yml"].iter().filter_map(|extension| lower.find(extension)).min();
    let end = end.or_else(|| lower.rfind('.')).filter(|end| *end > 0).unwrap_or(lower.len());
    lower[..end].trim().to_owned()
}

/// Whether a file name has the extension of a spec with something after it, or nearly has it. Backup copies beside
/// their original do not count.
fn looks_like_a_spec(lower: &str, entries: &[Entry]) -> bool {
    let is_copy = |suffix: &str| {
        lower.strip_suffix(suffix).is_some_and(|file| entries.iter().any(|entry| entry.lower == file))
    };
    if COPY_SUFFIXES.into_iter().any(is_copy) {
        return false;
    }
    let contains_extension = [".yaml", ".yml"].iter().any(|extension| lower.contains(extension));
    let extension = lower.rsplit_once('.').map_or("", |(_, extension)| extension.trim());
    // `xml` is only one letter away from `yml`, but another format.
    contains_extension || extension != "xml" && nearest(extension, EXTENSIONS).is_some()
}

/// Whether a folder holds a spec at any level up to `depth`; links are not followed.
fn holds_specs(specs: SpecsFolder<'_>, folder: &Path, depth: usize) -> bool {
    specs.list(folder).into_iter().flatten().any(|(path, is_folder)| {
        let is_folder = is_folder && !path.is_symlink();
        stem(&lower_name(&path)).is_some() || is_folder && depth > 0 && holds_specs(specs, &path, depth - 1)
    })
}

/// Whether a file would be the briefing if its name did not begin with a dot.
fn is_hidden_briefing(lower: &str) -> bool {
    lower.strip_prefix('.').and_then(stem) == Some(ROLES[0].0)
}

/// The entries of a folder in name order, without hidden ones (`.name`) but a hidden briefing. `None` where it cannot be
/// listed.
fn entries(specs: SpecsFolder<'_>, folder: &Path, sink: &Diagnostics) -> Option<Vec<Entry>> {
    let listed = specs.list(folder).map_err(|error| sink.push(unreadable(folder, &error))).ok()?;
    let mut entries: Vec<Entry> = listed
        .into_iter()
        .map(|(path, is_folder)| Entry { lower: lower_name(&path), is_folder, path })
        .filter(|entry| !entry.lower.starts_with('.') || is_hidden_briefing(&entry.lower))
        .collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Some(entries)
}

fn lower_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}
