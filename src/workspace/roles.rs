//! Which file of a specs folder has which role, by any ending and letter case, and which names look like one and have
//! none: a spec that is not read could be the one that hides figures, so it is an error and never passed over.

use std::fs;
use std::path::{Path, PathBuf};

use super::{shown, unreadable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, nearest};

/// The endings of specs.
const ENDINGS: [&str; 2] = ["yaml", "yml"];

/// What editors and file managers add to the name of a copy.
const COPIES: [&str; 5] = ["~", ".bak", ".orig", ".swp", ".tmp"];

/// Folders deeper than this are not searched for specs.
const DEEPEST: usize = 8;

/// The roles of files at the top of a specs folder, each with the name that is proposed.
const ROLES: [(&str, &str); 3] =
    [("briefing", "briefing.yaml"), ("theme", "theme.yaml"), ("_brand", "_brand.yml")];

/// The folders of specs.
const FOLDERS: [&str; 2] = ["charts", "series"];

/// A file or folder with its name in small letters.
#[derive(Debug)]
struct Entry {
    path: PathBuf,
    lower: String,
    is_folder: bool,
}

/// A file that looks like a spec and is not read.
#[derive(Debug)]
pub(super) struct Stray {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether it may be the briefing, which says what is hidden.
    pub(super) may_hide: bool,
    fault: Diagnostic,
}

impl Stray {
    /// What is wrong.
    pub(super) fn fault(self) -> Diagnostic {
        self.fault
    }
}

/// What lies at the top of a specs folder.
#[derive(Debug, Default)]
pub(super) struct Top {
    /// The file of each role, in the order of [`ROLES`]: briefing, theme, brand.
    pub(super) files: [Option<PathBuf>; 3],
    /// The folders of charts and of series.
    pub(super) folders: [Option<PathBuf>; 2],
    /// What looks like a spec.
    pub(super) strays: Vec<Stray>,
    /// Whether it is not known which briefing counts: the folder cannot be listed, or two files have that role.
    pub(super) is_unclear: bool,
}

/// Looks at the top of a specs folder. Two files for one role are an error, and none of them is read.
pub(super) fn top(folder: &Path, sink: &Diagnostics) -> Top {
    let mut top = Top::default();
    let Some(entries) = entries(folder, sink) else { return Top { is_unclear: true, ..top } };
    let mut by_role: [Vec<&Entry>; 3] = Default::default();
    let mut by_folder: [Vec<&Entry>; 2] = Default::default();
    for entry in &entries {
        let role = stem(&entry.lower).and_then(|stem| ROLES.iter().position(|(role, _)| *role == stem));
        let kind = FOLDERS.iter().position(|name| *name == entry.lower).filter(|_| entry.is_folder);
        match (role, kind) {
            (Some(role), _) => by_role[role].push(entry),
            (_, Some(kind)) => by_folder[kind].push(entry),
            _ if entry.is_folder => top.strays.extend(stray_folder(entry)),
            _ => top.strays.extend(stray_file(entry, &entries)),
        }
    }
    for (role, found) in by_role.into_iter().enumerate() {
        top.files[role] = only(&found, ROLES[role].1, sink);
        // The first role is that of the briefing.
        top.is_unclear |= role == 0 && found.len() > 1;
    }
    for (kind, found) in by_folder.into_iter().enumerate() {
        top.folders[kind] = only(&found, &format!("{}/", FOLDERS[kind]), sink);
    }
    top
}

/// The specs of a folder in name order, and whether they are all: nothing else in it looks like a spec.
pub(super) fn specs(folder: &Path, sink: &Diagnostics) -> (Vec<PathBuf>, bool) {
    let before = sink.len();
    let entries = entries(folder, sink).unwrap_or_default();
    let mut files = Vec::new();
    for entry in &entries {
        if stem(&entry.lower).is_some() {
            files.push(entry.path.clone());
        } else if entry.is_folder && holds_specs(&entry.path, DEEPEST) {
            let message = "specs in a folder of this folder are not read";
            let hint = format!("move them into `{}`, or out of the specs folder", shown(folder));
            sink.push(misnamed(&entry.path, message.to_owned()).hint(hint));
        } else if !entry.is_folder && looks_like_a_spec(&entry.lower, &entries) {
            let proposed = format!("{}.yaml", bare(&entry.lower));
            sink.push(
                misnamed(
                    &entry.path,
                    "this looks like a spec and is not read: its name does not end in `.yaml`".into(),
                )
                .hint(format!("rename it to `{proposed}`, or move it out of the specs folder")),
            );
        }
    }
    (files, sink.len() == before)
}

/// The only one of the files that have a role.
fn only(found: &[&Entry], role: &str, sink: &Diagnostics) -> Option<PathBuf> {
    match found {
        [] => None,
        [one] => Some(one.path.clone()),
        [first, second, ..] => {
            let message = format!("`{role}` is here twice: which of the two counts cannot be told");
            sink.push(
                Diagnostic::error(Code::RepeatedFile, Span::unread(shown(&second.path)), message)
                    .hint("keep one of them, and move the other out of the specs folder")
                    .related(Span::unread(shown(&first.path)), "the first one"),
            );
            None
        }
    }
}

/// A file at the top that has no role and looks like a spec.
fn stray_file(entry: &Entry, entries: &[Entry]) -> Option<Stray> {
    let bare = bare(&entry.lower);
    let role = role_near(&bare);
    let has_ending = stem(&entry.lower).is_some();
    let has_role = ["", "txt"]
        .contains(&entry.lower.rsplit_once('.').map_or("", |(_, ending)| ending.trim()))
        && ROLES.iter().any(|(role, _)| *role == bare);
    let is_near = role.is_some() && looks_like_a_spec(&entry.lower, entries);
    if !(has_ending || has_role || is_near) {
        return None;
    }
    let (message, hint) = match role {
        Some((_, proposed)) => (
            format!("this file is not read: did you mean `{proposed}`?"),
            format!("rename it to `{proposed}`, or move it out of the specs folder"),
        ),
        None => (
            "this file is not read: at the top of a specs folder only `briefing.yaml`, `theme.yaml` and `_brand.yml` are"
                .to_owned(),
            "move a chart into `charts/`, a series into `series/`, and anything else out of the specs folder".to_owned(),
        ),
    };
    let may_hide = role.is_none_or(|(role, _)| role == "briefing");
    Some(Stray { path: entry.path.clone(), may_hide, fault: misnamed(&entry.path, message).hint(hint) })
}

/// A folder of specs under a name that is not read.
fn stray_folder(entry: &Entry) -> Option<Stray> {
    let meant = nearest(entry.lower.trim(), FOLDERS)?;
    holds_specs(&entry.path, DEEPEST).then(|| Stray {
        path: entry.path.clone(),
        may_hide: false,
        fault: misnamed(&entry.path, format!("this folder is not read: did you mean `{meant}/`?"))
            .hint(format!("rename it to `{meant}`, or move it out of the specs folder")),
    })
}

fn misnamed(path: &Path, message: String) -> Diagnostic {
    Diagnostic::error(Code::MisnamedFile, Span::unread(shown(path)), message)
}

/// The role that was probably meant by a name without its ending.
fn role_near(bare: &str) -> Option<(&'static str, &'static str)> {
    let names = ROLES.map(|(role, _)| role).into_iter().chain(["brand"]);
    let meant = nearest(bare, names)?;
    ROLES.iter().copied().find(|(role, _)| role.trim_start_matches('_') == meant.trim_start_matches('_'))
}

/// The name before the ending of a spec; `None` for other files.
fn stem(lower: &str) -> Option<&str> {
    let (stem, ending) = lower.rsplit_once('.')?;
    ENDINGS.contains(&ending).then_some(stem)
}

/// A name without spaces around it and without all that may be meant as an ending.
fn bare(lower: &str) -> String {
    let end = [".yaml", ".yml"].iter().filter_map(|ending| lower.find(ending)).min();
    let end = end.or_else(|| lower.rfind('.')).filter(|end| *end > 0).unwrap_or(lower.len());
    lower[..end].trim().to_owned()
}

/// Whether a name has the ending of a spec and something behind it, or nearly has it. Copies that an editor left beside
/// their file are none.
fn looks_like_a_spec(lower: &str, entries: &[Entry]) -> bool {
    let of = |copy: &str| {
        lower.strip_suffix(copy).is_some_and(|file| entries.iter().any(|entry| entry.lower == file))
    };
    if COPIES.into_iter().any(of) {
        return false;
    }
    let behind = [".yaml", ".yml"].iter().any(|ending| lower.contains(ending));
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending.trim());
    // One letter makes `xml` of `yml`, and it is another format.
    behind || ending != "xml" && nearest(ending, ENDINGS).is_some()
}

/// Whether a spec lies in a folder or below it; links are not followed.
fn holds_specs(folder: &Path, depth: usize) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| {
        let lower = entry.file_name().to_string_lossy().to_lowercase();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        stem(&lower).is_some() || is_folder && depth > 0 && holds_specs(&entry.path(), depth - 1)
    })
}

/// What lies in a folder, in name order; names that begin with a point are hidden. `None` where it cannot be listed.
fn entries(folder: &Path, sink: &Diagnostics) -> Option<Vec<Entry>> {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let listed = listed.map_err(|error| sink.push(unreadable(folder, &error))).ok()?;
    let mut entries: Vec<Entry> = listed
        .into_iter()
        .map(|entry| Entry {
            lower: entry.file_name().to_string_lossy().to_lowercase(),
            is_folder: entry.path().is_dir(),
            path: entry.path(),
        })
        .filter(|entry| !entry.lower.starts_with('.'))
        .collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Some(entries)
}
