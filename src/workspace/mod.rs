//! All file access. Texts are read with their paths as the user typed them; files are written atomically.

pub mod files;
pub mod hashing_reader;
mod ledger;
mod open;
pub mod output;
mod roles;
pub mod scratch_folder;
pub mod specs_folder;
pub mod store;
pub mod streamed_output;
pub mod tables;
mod temp_file;
pub mod watching;

use std::fs;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use self::open::Role;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::reason::Reason;

/// The files of a specs folder, read and in name order.
#[derive(Debug, Default)]
pub struct Inputs {
    /// `briefing.yaml`, with either extension and in any letter case.
    pub briefing: Option<Arc<Source>>,
    /// `theme.yaml`.
    pub theme: Option<Arc<Source>>,
    /// `_brand.yml`, whether or not the theme uses it.
    pub brand: Option<Arc<Source>>,
    /// `charts/<id>.yaml` with their ids; `None` where a file could not be read.
    pub charts: Vec<(String, Option<Arc<Source>>)>,
    /// `series/*.yaml`.
    pub series: Vec<Arc<Source>>,
    /// Whether a series file could not be read.
    pub lost_series: bool,
    /// Whether the briefing is uncertain: it cannot be read, or a misnamed file may be the briefing.
    pub lost_briefing: bool,
}

impl Inputs {
    /// All files in the order in which they are read.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let charts = self.charts.iter().filter_map(|(_, source)| source.as_ref());
        self.briefing.iter().chain(&self.theme).chain(&self.brand).chain(charts).chain(&self.series)
    }
}

<<<<<<< HEAD
/// Reads a specs folder. Files that cannot be read are reported and left out.
pub fn read_specs(folder: &Path, sink: &Diagnostics) -> Inputs {
    let mut inputs = Inputs::default();
    let name = shown(folder);
    match fs::metadata(folder) {
        Err(error) => {
            let hint = match folder.with_file_name("charts").is_dir() {
                true => {
                    "there is a folder `charts/` beside it: name the folder that holds `charts/`, as in `make-briefing .`"
                }
                false => {
                    "name the folder that holds `briefing.yaml`, `charts/` and `series/`; `make-briefing new FOLDER` starts one"
                }
            };
            sink.push(
                Diagnostic::error(Code::NoSpecs, crate::diagnostic::Span::unread(&name), reason(&error))
                    .hint(hint),
            );
            return inputs;
        }
        Ok(found) if !found.is_dir() => {
            sink.push(
                Diagnostic::error(
                    Code::NoSpecs,
                    crate::diagnostic::Span::unread(&name),
                    "this is a file, not a folder",
                )
                .hint("name the folder that holds it"),
            );
            return inputs;
        }
        Ok(_) => {}
    }
    let roles::Top { files: [briefing, theme, brand], folders: [charts, series], strays, is_unclear } =
        roles::top(folder, sink);
    let root = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let read = |path: &Path| read_inside(&root, path, sink);
    inputs.briefing = briefing.as_ref().and_then(|path| read(path));
    inputs.theme = theme.and_then(|path| read(&path));
    inputs.brand = brand.and_then(|path| read(&path));
    inputs.lost_briefing = is_unclear || briefing.is_some() && inputs.briefing.is_none();
    for stray in strays {
        // The theme may name a brand file of any name.
        let name = stray.path.file_name().unwrap_or_default().to_string_lossy();
        if !inputs.theme.as_ref().is_some_and(|theme| theme.text.contains(&*name)) {
            inputs.lost_briefing |= stray.may_hide;
            sink.push(stray.into_diagnostic());
        }
    }
    let specs = |folder: Option<PathBuf>| {
        folder.map_or((Vec::new(), true), |folder| match outside(&root, &folder) {
            true => {
                sink.push(unreadable(&folder, &std::io::Error::other(OUTSIDE)));
                (Vec::new(), false)
            }
            false => roles::specs(&folder, sink),
        })
    };
    let ((charts, _), (series, all_series)) = (specs(charts), specs(series));
    inputs.lost_series = !all_series;
    for path in charts {
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        inputs.charts.push((id, read(&path)));
    }
    for path in series {
        let source = read(&path);
        inputs.lost_series |= source.is_none();
        inputs.series.extend(source);
    }
    if inputs.charts.is_empty() && sink.is_empty() {
        sink.push(
            Diagnostic::error(
                Code::NoCharts,
                crate::diagnostic::Span::unread(&name),
                "no chart specs in this folder",
            )
            .hint("charts are files such as `charts/budget.yaml`, series `series/survey.yaml`"),
        );
    }
    inputs
}

/// Reads a text file; `None` where it does not exist, or cannot be read (reported to `sink`).
pub fn read_if_there(path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
    if path.symlink_metadata().is_ok() { read_text(path, sink) } else { None }
}

/// Reads a text file of a specs folder, whose resolved path is `root`. A link that leads out of it is refused before
/// it is opened, so that no diagnostic can quote what is there.
fn read_inside(root: &Path, path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
    if outside(root, path) {
        sink.push(unreadable(path, &std::io::Error::other(OUTSIDE)));
        return None;
    }
    read_text(path, sink)
}

/// Whether a path is a link that leads out of `root`, which is a resolved path.
fn outside(root: &Path, path: &Path) -> bool {
    path.is_symlink() && fs::canonicalize(path).is_ok_and(|target| !target.starts_with(root))
}

/// Reads a text file; a byte order mark is dropped.
fn read_text(path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
    let name = shown(path);
    let bytes = match open::read(path, Role::Spec) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
            let limit = Role::Spec.most_bytes() >> 20;
            sink.push(
                Diagnostic::output(
                    Code::TooLarge,
                    name,
                    format!("this file is larger than {limit} MiB, the limit for a spec"),
                )
                .hint("keep large tables in CSV, Parquet or a workbook, and name the file with `data`"),
            );
            return None;
        }
        Err(error) => {
            sink.push(unreadable(path, &error));
            return None;
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => Some(Arc::new(Source::new(name, text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
            let source = Arc::new(Source::new(name, text));
            let span = crate::diagnostic::Span { start: at, end: at, source };
            sink.push(
                Diagnostic::error(Code::NotUtf8, span, "the file is not valid UTF-8 from here on")
                    .hint("save the file as UTF-8"),
            );
            None
        }
    }
}

/// Reads a font that a spec names. Its path is relative to the specs folder and must not lead out of it.
///
/// # Errors
/// A sentence on why the file cannot be read.
pub fn read_font(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    open::read(&inside(folder, name)?, Role::Font).map_err(|error| reason(&error))
}

/// Reads a logo that a spec names, as [`read_font`].
///
/// # Errors
/// A sentence on why the file cannot be read.
pub fn read_logo(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    open::read(&inside(folder, name)?, Role::Logo).map_err(|error| reason(&error))
}

/// The path of a file that a spec names.
///
/// # Errors
/// A sentence, where the path leads out of the specs folder.
pub fn inside(folder: &Path, name: &str) -> Result<PathBuf, String> {
    let path = Path::new(name);
    let inside = path
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if !inside {
        return Err("the path leads out of the specs folder".into());
    }
    let path = folder.join(path);
    let (root, target) = (fs::canonicalize(folder), fs::canonicalize(&path));
    match root.is_ok_and(|root| target.is_ok_and(|target| !target.starts_with(root))) {
        true => Err(OUTSIDE.into()),
        false => Ok(path),
    }
=======
/// All files below a folder with their sizes and modification times, to detect changes; without hidden files and
/// the output folder.
pub fn snapshot(folder: &Path, output: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    let mut visited = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        // A link to a folder above would lead round in circles.
        if fs::canonicalize(&folder).is_ok_and(|resolved| !visited.insert(resolved)) {
            continue;
        }
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if hidden || absolute(&path) == absolute(output) {
                continue;
            }
            match fs::metadata(&path) {
                Ok(found) if found.is_dir() => folders.push(path),
                Ok(found) => files.push((path, found.len(), found.modified().ok())),
                Err(_) => {}
            }
        }
    }
    files.sort();
    files
>>>>>>> main
}

/// The SHA-256 of a file that a spec names, in hexadecimal digits; `None` where it cannot be read.
pub fn hash_input(path: &Path) -> Option<String> {
    hash_file(path, Role::Data)
}

/// The SHA-256 of a file in hexadecimal digits; `None` where it cannot be read.
fn hash_file(path: &Path, role: Role) -> Option<String> {
    let (mut file, mut digest) = (open::open(path, role).ok()?, Sha256::new());
    let mut buffer = vec![0; 64 << 10];
    loop {
        match file.read(&mut buffer).ok()? {
            0 => return Some(hexadecimal(&digest.finalize())),
            count => digest.update(&buffer[..count]),
        }
    }
}

/// The absolute path, with `/` between folders.
pub fn absolute(path: &Path) -> String {
    std::path::absolute(path).map_or_else(|_| shown(path), |path| shown(&path))
}

/// The path of `folder` relative to `base`, which is the same on every machine; empty where there is none.
pub fn relative_path(base: &Path, folder: &Path) -> String {
    let (Ok(base), Ok(folder)) = (fs::canonicalize(base), fs::canonicalize(folder)) else {
        return String::new();
    };
    let (base, folder): (Vec<_>, Vec<_>) = (base.components().collect(), folder.components().collect());
    let shared = base.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = base[shared..].iter().map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(folder[shared..].iter().copied()).collect();
    match path.to_str().filter(|text| shared > 0 && !text.contains(char::is_control)) {
        Some("") => ".".into(),
        Some(_) => shown(&path),
        None => String::new(),
    }
}

/// The canonical names of a path in lower case, for file systems that ignore case: its own, with the links in its
/// folders resolved, and that of the file which it links to.
pub fn canonical_names(path: &Path) -> [Option<String>; 2] {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let own = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    let own = own.zip(path.file_name()).map(|(folder, name)| folder.join(name));
    [own, fs::canonicalize(path).ok()].map(|path| Some(path?.to_string_lossy().to_lowercase()))
}

/// Writes a file atomically to a path that the user named. An existing file is replaced only if `is_own`
/// recognises its content, or with `force`; a link is always foreign.
///
/// # Errors
/// A diagnostic where the existing file is foreign, or the new one cannot be written.
pub fn write_file(
    path: &Path,
    text: &str,
    force: bool,
    is_own: &dyn Fn(&str) -> bool,
) -> Result<(), Diagnostic> {
    let is_own = || {
        let text = open::read(path, Role::Rules).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        text.is_some_and(|text| is_own(&text))
    };
    if !force && fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir()) && !is_own() {
        return Err(
            output::foreign_file(path).hint("choose another file, or build with `--force` to replace it")
        );
    }
    output::replace(path, &[text.as_bytes()]).map_err(|error| unwritable(path, &error))
}

/// The SHA-256 of some bytes in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads a PDF.
///
/// # Errors
/// A diagnostic where it cannot be read.
pub fn read_pdf(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    if path.is_dir() {
        return Err(Diagnostic::output(Code::Unreadable, shown(path), "this is a folder, not a PDF")
            .hint("name the finished file, such as `out/briefing.pdf`"));
    }
    open::read(path, Role::Pdf).map_err(|error| unreadable(path, &error))
}

/// Reads the manifest of an earlier build.
///
/// # Errors
/// A diagnostic where it cannot be read.
pub fn read_manifest(path: &Path) -> Result<String, Diagnostic> {
    let bytes = open::read(path, Role::Manifest).map_err(|error| unreadable(path, &error))?;
    String::from_utf8(bytes).map_err(|_| not_a_manifest(path))
}

/// The diagnostic for a file that is not a manifest of this version.
pub fn not_a_manifest(path: &Path) -> Diagnostic {
    Diagnostic::output(Code::Unreadable, shown(path), "this is not a manifest that this version can read")
        .hint("name a specs folder, or `manifest.json` in the output folder of a build")
}

/// A text file of an output folder, if it still has the hash that the manifest lists.
pub fn read_listed(folder: &Path, name: &str, sha256: &str) -> Option<String> {
    let bytes = specs_folder::SpecsFolder::Disk(folder).output(name).ok()?;
    if self::sha256(&bytes) == sha256 { String::from_utf8(bytes).ok() } else { None }
}

/// Writes files into a new or empty folder.
///
/// # Errors
/// A diagnostic where the folder is not empty or cannot be written to.
pub fn write_folder(folder: &Path, files: &[(&str, &str)]) -> Result<(), Diagnostic> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let span = crate::diagnostic::Span::unread(shown(folder));
        return Err(Diagnostic::error(Code::NotEmpty, span, "this folder is not empty")
            .hint("name a folder that is new or empty: existing files are never overwritten"));
    }
    files.iter().try_for_each(|(name, text)| write_new(&folder.join(name), text))
}

/// Writes a new file, and creates the folders above it. An existing file is never overwritten.
///
/// # Errors
/// A diagnostic where the file exists or cannot be written.
pub fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Diagnostic> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    let opened = made.and_then(|()| fs::File::options().write(true).create_new(true).open(path));
    match opened.and_then(|mut file| file.write_all(bytes.as_ref())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let span = crate::diagnostic::Span::unread(shown(path));
            Err(Diagnostic::error(Code::NotEmpty, span, "this file exists already")
                .hint("choose another name: existing files are never overwritten"))
        }
        Err(error) => Err(unwritable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::output(Code::Unreadable, shown(path), Reason::from(error).to_string())
        .hint("check the name and whether you have permission to read it")
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::output(Code::Unwritable, shown(path), Reason::from(error).to_string())
        .hint("free some disk space or check the permissions, or choose another folder with `-o`")
}

/// A path for messages, the same on every system: with `/` between folders, without `./` in front.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    if text.len() > 1 { text.trim_end_matches('/').to_owned() } else { text.to_owned() }
}
