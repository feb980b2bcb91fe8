//! All file access. Texts are read with their paths as the user typed them; files are written atomically.

pub mod files;
pub mod hashing_reader;
mod ledger;
mod open;
pub mod output;
mod postgres;
mod roles;
pub mod scratch_folder;
pub mod snapshot;
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

/// How many bytes of addresses the system lets the program have; `None` where there is no limit, or nobody tells.
pub(crate) fn address_space() -> Option<u64> {
    let text = String::from_utf8(open::read(Path::new("/proc/self/limits"), Role::Spec).ok()?).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    line.split_whitespace().next()?.parse().ok()
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

/// Reads a presentation that is named on the command line.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn read_slides(path: &Path) -> Result<Vec<u8>, Reason> {
    open::read(path, Role::Slides)
        .map_err(|error| format!("`{}` cannot be read: {}", shown(path), Reason::from(error)).into())
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

/// The names in a folder that end so, without the ending, in alphabetic order; none where it cannot be read.
pub fn names_in(folder: &Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |entry: fs::DirEntry| Some(entry.file_name().to_str()?.strip_suffix(ending)?.to_owned());
    let mut names: Vec<String> = entries.filter_map(name).collect();
    names.sort_unstable();
    names
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

/// Creates a folder for files that are kept beside results.
///
/// # Errors
/// A diagnostic where it cannot be created.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))
}

/// Whether a file of an output folder has the hash that a record lists.
pub fn is_listed(folder: &Path, name: &str, sha256: &str) -> bool {
    hash_file(&folder.join(name), Role::Output).is_some_and(|found| found == sha256)
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
