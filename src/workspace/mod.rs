//! All files in and out. Reading gives texts with the names that people typed; writing replaces a file whole or not at
//! all.

pub mod hashing_reader;
mod ledger;
pub mod output;
mod roles;
pub mod store;
pub mod streamed_output;
mod temp_file;

use std::fs;
use std::io::{Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source};

/// A spec file is text that people write; nothing that large was written by hand.
const LARGEST_SPEC: u64 = 16 << 20;

/// A file of rules for make with a hundred thousand names is smaller.
const LARGEST_RULES: u64 = 64 << 20;

/// The files of a specs folder, read and in name order.
#[derive(Debug, Default)]
pub struct Inputs {
    /// `briefing.yaml`, by either ending and in any letter case.
    pub briefing: Option<Arc<Source>>,
    /// `theme.yaml`.
    pub theme: Option<Arc<Source>>,
    /// `_brand.yml`, whether the theme takes it or another.
    pub brand: Option<Arc<Source>>,
    /// `charts/<id>.yaml` with their ids; `None` where a file could not be read.
    pub charts: Vec<(String, Option<Arc<Source>>)>,
    /// `series/*.yaml`.
    pub series: Vec<Arc<Source>>,
    /// Whether one of them could not be read.
    pub lost_series: bool,
    /// Whether it is not known what the briefing says: it cannot be read, or a file with another name may be it.
    pub lost_briefing: bool,
}

impl Inputs {
    /// All files in the order in which they are read.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let charts = self.charts.iter().filter_map(|(_, source)| source.as_ref());
        self.briefing.iter().chain(&self.theme).chain(&self.brand).chain(charts).chain(&self.series)
    }
}

/// Reads a specs folder. Files that cannot be read are reported and left out.
pub fn read_specs(folder: &Path, sink: &Diagnostics) -> Inputs {
    let mut inputs = Inputs::default();
    let name = shown(folder);
    match fs::metadata(folder) {
        Err(error) => {
            let hint = match folder.with_file_name("charts").is_dir() {
                true => {
                    "`charts/` stands beside it: name the folder that both are in, as in `make-briefing .`"
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
    inputs.briefing = briefing.as_ref().and_then(|path| read_text(path, sink));
    inputs.theme = theme.and_then(|path| read_text(&path, sink));
    inputs.brand = brand.and_then(|path| read_text(&path, sink));
    inputs.lost_briefing = is_unclear || briefing.is_some() && inputs.briefing.is_none();
    for stray in strays {
        // A brand may have any name that the theme gives it.
        let name = stray.path.file_name().unwrap_or_default().to_string_lossy();
        if !inputs.theme.as_ref().is_some_and(|theme| theme.text.contains(&*name)) {
            inputs.lost_briefing |= stray.may_hide;
            sink.push(stray.fault());
        }
    }
    let specs =
        |folder: Option<PathBuf>| folder.map_or((Vec::new(), true), |folder| roles::specs(&folder, sink));
    let ((charts, _), (series, all_series)) = (specs(charts), specs(series));
    inputs.lost_series = !all_series;
    for path in charts {
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        inputs.charts.push((id, read_text(&path, sink)));
    }
    for path in series {
        let read = read_text(&path, sink);
        inputs.lost_series |= read.is_none();
        inputs.series.extend(read);
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

/// Reads a text file where there is one.
pub fn read_if_there(path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
    if path.symlink_metadata().is_ok() { read_text(path, sink) } else { None }
}

/// Reads a text file; a byte order mark is dropped.
fn read_text(path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
    let name = shown(path);
    let found = fs::metadata(path).ok();
    if found.as_ref().is_some_and(|found| found.len() > LARGEST_SPEC) {
        let limit = LARGEST_SPEC >> 20;
        sink.push(
            Diagnostic::output(
                Code::TooLarge,
                name,
                format!("larger than {limit} MiB, the limit for a spec"),
            )
            .hint("keep tables of figures as CSV, Parquet or a workbook, and name them with `data`"),
        );
        return None;
    }
    // A pipe would be waited for, a device read without end.
    let read = match found.filter(|found| !found.is_file() && !found.is_dir()) {
        Some(_) => Err(std::io::Error::other("this is a pipe or a device, not a file")),
        None => fs::read(path),
    };
    let bytes = match read {
        Ok(bytes) => bytes,
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
            let place = crate::diagnostic::Span { start: at, end: at, source };
            sink.push(
                Diagnostic::error(Code::NotUtf8, place, "from here on this is not UTF-8 text")
                    .hint("save the file as UTF-8"),
            );
            None
        }
    }
}

/// Reads a file that a spec names, such as a font; the path is relative to the specs folder and stays in it.
///
/// # Errors
/// A sentence on why the file cannot be read.
pub fn read_beside(folder: &Path, name: &str) -> Result<Vec<u8>, String> {
    fs::read(inside(folder, name)?).map_err(|error| reason(&error))
}

/// The path of a file that a spec names.
///
/// # Errors
/// It leads out of the specs folder.
pub fn inside(folder: &Path, name: &str) -> Result<PathBuf, String> {
    let path = Path::new(name);
    let inside = path
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if inside { Ok(folder.join(path)) } else { Err("the path leads out of the specs folder".into()) }
}

/// The files below a folder with their sizes and times, to see that something has changed; hidden ones and those of the
/// output folder do not count.
pub fn snapshot(folder: &Path, output: &Path) -> Vec<(PathBuf, u64, Option<SystemTime>)> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
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
}

/// The SHA-256 of a file in hexadecimal digits; `None` where it cannot be read.
pub fn hash_file(path: &Path) -> Option<String> {
    let (mut file, mut digest) = (fs::File::open(path).ok()?, Sha256::new());
    let mut piece = vec![0; 64 << 10];
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(hexadecimal(&digest.finalize())),
            count => digest.update(&piece[..count]),
        }
    }
}

/// A path from the root on, as people write it.
pub fn absolute(path: &Path) -> String {
    std::path::absolute(path).map_or_else(|_| shown(path), |path| shown(&path))
}

/// Where a folder is, seen from another, as it is on every machine that has both; empty where that cannot be said.
pub fn seen_from(base: &Path, folder: &Path) -> String {
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

/// What a path is called where letter case does not count: its own place without the links that lead there, and the
/// place of the file that it leads to.
pub fn places(path: &Path) -> [Option<String>; 2] {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let own = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok();
    let own = own.zip(path.file_name()).map(|(folder, name)| folder.join(name));
    [own, fs::canonicalize(path).ok()].map(|path| Some(path?.to_string_lossy().to_lowercase()))
}

/// Replaces a file whole that somebody asked for by its path. What is there must be one that was written before, by what
/// it holds, unless `force` says otherwise; a link is nobody's file of that kind.
///
/// # Errors
/// A diagnostic where it must not be replaced or cannot be written.
pub fn write_file(
    path: &Path,
    text: &str,
    force: bool,
    is_own: &dyn Fn(&str) -> bool,
) -> Result<(), Diagnostic> {
    let is_own = |found: fs::Metadata| {
        found.is_file()
            && found.len() <= LARGEST_RULES
            && fs::read_to_string(path).is_ok_and(|text| is_own(&text))
    };
    if !force && fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir() && !is_own(found)) {
        return Err(
            output::foreign_file(path).hint("name another file, or build with `--force` to replace it")
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

/// Reads a finished PDF.
///
/// # Errors
/// A diagnostic on why it cannot be read.
pub fn read_pdf(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    if path.is_dir() {
        return Err(Diagnostic::output(Code::Unreadable, shown(path), "this is a folder, not a PDF")
            .hint("name the finished file, such as `out/briefing.pdf`"));
    }
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Writes files into a folder that holds nothing yet; it is made where it is missing.
///
/// # Errors
/// A diagnostic where the folder holds something or cannot be written to.
pub fn write_folder(folder: &Path, files: &[(&str, &str)]) -> Result<(), Diagnostic> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        let place = crate::diagnostic::Span::unread(shown(folder));
        return Err(Diagnostic::error(Code::NotEmpty, place, "this folder is not empty")
            .hint("name a folder that is new or empty: nothing that is there is overwritten"));
    }
    files.iter().try_for_each(|(name, text)| write_new(&folder.join(name), text))
}

/// Writes a new file, with the folders above it. A file that is there stays as it is.
///
/// # Errors
/// A diagnostic where there is such a file or it cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), Diagnostic> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    let opened = made.and_then(|()| fs::File::options().write(true).create_new(true).open(path));
    match opened.and_then(|mut file| file.write_all(text.as_bytes())) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let place = crate::diagnostic::Span::unread(shown(path));
            Err(Diagnostic::error(Code::NotEmpty, place, "there is such a file already")
                .hint("name another: nothing that is there is overwritten"))
        }
        Err(error) => Err(unwritable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::output(Code::Unreadable, shown(path), reason(error))
        .hint("check its name and its permissions: it must be a file that you may read")
}

fn unwritable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::output(Code::Unwritable, shown(path), reason(error))
        .hint("make room for it, or name another folder with `-o`")
}

/// A path as people write it, on any system.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let text = text.strip_prefix("./").unwrap_or(&text);
    if text.len() > 1 { text.trim_end_matches('/').to_owned() } else { text.to_owned() }
}

/// Why the system refused, in plain words and the same on every system.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file stands where a folder is needed".into()
        }
        ErrorKind::IsADirectory => "a folder stands where a file is needed".into(),
        _ => error.to_string(),
    }
}
