//! A specs folder, on the disk or in memory: finds its specs, and opens the files that they name.

use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::files::Files;
use super::hashing_reader::Bytes;
use super::open::{self, Role};
use super::{Inputs, roles, shown, unreadable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span};
use crate::reason::Reason;

/// Why a link is not followed.
pub(super) const OUTSIDE: &str = "the link leads out of the specs folder";

/// Where specs and the files that they name are read from.
#[derive(Debug, Clone, Copy)]
pub enum SpecsFolder<'a> {
    /// A folder on the disk.
    Disk(&'a Path),
    /// Files in memory; the top level is the specs folder.
    Memory(&'a Files),
}

impl<'a> From<&'a Path> for SpecsFolder<'a> {
    fn from(folder: &'a Path) -> Self {
        Self::Disk(folder)
    }
}

impl<'a> From<&'a PathBuf> for SpecsFolder<'a> {
    fn from(folder: &'a PathBuf) -> Self {
        Self::Disk(folder)
    }
}

impl<'a> From<&'a Files> for SpecsFolder<'a> {
    fn from(files: &'a Files) -> Self {
        Self::Memory(files)
    }
}

impl<'a> SpecsFolder<'a> {
    /// The path that names of files are relative to: that of the folder as given, or an empty one.
    pub fn path(self) -> &'a Path {
        match self {
            Self::Disk(folder) => folder,
            Self::Memory(_) => Path::new(""),
        }
    }

    /// Reads the specs. Files that cannot be read are reported and left out.
    pub fn read(self, sink: &Diagnostics) -> Inputs {
        let mut inputs = Inputs::default();
        if let Self::Disk(folder) = self
            && let Some(error) = not_a_folder(folder)
        {
            sink.push(error);
            return inputs;
        }
        let roles::Top { files: [briefing, theme, brand], folders: [charts, series], strays, is_unclear } =
            roles::top(self, sink);
        let read = |path: &Path| self.text(path, sink);
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
            folder.map_or((Vec::new(), true), |folder| match self.leads_out(&folder) {
                true => {
                    sink.push(unreadable(&folder, &Error::other(OUTSIDE)));
                    (Vec::new(), false)
                }
                false => roles::specs(self, &folder, sink),
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
            let at = Span::unread(shown(self.path()));
            sink.push(
                Diagnostic::error(Code::NoCharts, at, "no chart specs in this folder")
                    .hint("charts are files such as `charts/budget.yaml`, series `series/survey.yaml`"),
            );
        }
        inputs
    }

    /// The entries of a folder: path, and whether it is a folder.
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn list(self, folder: &Path) -> Result<Vec<(PathBuf, bool)>> {
        match self {
            Self::Disk(_) => {
                let entry =
                    |entry: Result<fs::DirEntry>| entry.map(|entry| (entry.path(), entry.path().is_dir()));
                fs::read_dir(folder)?.map(entry).collect()
            }
            Self::Memory(files) => {
                let names = files.list(&shown(folder));
                Ok(names.into_iter().map(|(name, is_folder)| (folder.join(name), is_folder)).collect())
            }
        }
    }

    /// The path of a file that a spec names, relative to the specs folder.
    ///
    /// # Errors
    /// One where the path or a link leads out of the specs folder.
    pub(super) fn find(self, name: &str) -> Result<PathBuf> {
        let path = Path::new(name);
        if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Err(Error::other("the path leads out of the specs folder"));
        }
        let Self::Disk(folder) = self else { return Ok(path.components().collect()) };
        let path = folder.join(path);
        let (root, target) = (fs::canonicalize(folder), fs::canonicalize(&path));
        match root.is_ok_and(|root| target.is_ok_and(|target| !target.starts_with(root))) {
            true => Err(Error::other(OUTSIDE)),
            false => Ok(path),
        }
    }

    /// Reads a text file that a spec names. Errors within the file go to `sink`.
    ///
    /// # Errors
    /// One where there is no such file, or its path leads out of the specs folder.
    pub fn named_text(self, name: &str, sink: &Diagnostics) -> Result<Option<Arc<Source>>> {
        let path = self.find(name)?;
        let is_there = match self {
            Self::Disk(_) => path.symlink_metadata().is_ok(),
            Self::Memory(files) => files.get(&shown(&path)).is_some(),
        };
        is_there.then(|| self.text(&path, sink)).ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// Reads a font that a spec names.
    ///
    /// # Errors
    /// As [`Self::named_text`], and those of the file system.
    pub fn font(self, name: &str) -> Result<Vec<u8>> {
        self.bytes(&self.find(name)?, Role::Font)
    }

    /// Reads a logo that a spec names.
    ///
    /// # Errors
    /// As [`Self::font`].
    pub fn logo(self, name: &str) -> Result<Vec<u8>> {
        self.bytes(&self.find(name)?, Role::Logo)
    }

    /// Reads a template of slides that a theme names.
    ///
    /// # Errors
    /// As [`Self::font`].
    pub fn template(self, name: &str) -> Result<Vec<u8>> {
        self.bytes(&self.find(name)?, Role::Slides)
    }

    /// Reads a file that a build wrote into this folder.
    pub(super) fn output(self, name: &str) -> Result<Vec<u8>> {
        self.bytes(&self.find(name)?, Role::Output)
    }

    /// Opens a data file that a spec names; also returns its path for messages.
    pub(super) fn open(self, name: &str) -> Result<(Bytes, String)> {
        let path = self.find(name)?;
        let bytes = match self {
            Self::Disk(_) => Bytes::Disk(open::open(&path, Role::Data)?),
            Self::Memory(files) => {
                let bytes = files.shared(&shown(&path)).ok_or(ErrorKind::NotFound)?;
                Bytes::Memory(std::io::Cursor::new(bytes))
            }
        };
        Ok((bytes, shown(&path)))
    }

    /// Reads a file as a whole.
    fn bytes(self, path: &Path, role: Role) -> Result<Vec<u8>> {
        match self {
            Self::Disk(_) => open::read(path, role),
            Self::Memory(files) => {
                let bytes = files.get(&shown(path)).ok_or(ErrorKind::NotFound)?;
                if bytes.len() as u64 > role.most_bytes() {
                    Err(open::too_large(role))
                } else {
                    Ok(bytes.to_vec())
                }
            }
        }
    }

    /// Whether a path is a link that leads out of the folder.
    pub(super) fn leads_out(self, path: &Path) -> bool {
        let Self::Disk(folder) = self else { return false };
        path.is_symlink()
            && fs::canonicalize(path).is_ok_and(|target| {
                !target.starts_with(fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()))
            })
    }

    /// Reads a spec; a byte order mark is dropped. A link that leads out of the folder is refused before it is
    /// opened, so that no diagnostic can quote what is there.
    fn text(self, path: &Path, sink: &Diagnostics) -> Option<Arc<Source>> {
        let read = match self.leads_out(path) {
            true => Err(Error::other(OUTSIDE)),
            false => self.bytes(path, Role::Spec),
        };
        match read {
            Ok(bytes) => text(shown(path), bytes, sink),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                let limit = Role::Spec.most_bytes() >> 20;
                let message = format!("this file is larger than {limit} MiB, the limit for a spec");
                sink.push(
                    Diagnostic::output(Code::TooLarge, shown(path), message).hint(
                        "keep large tables in CSV, Parquet or a workbook, and name the file with `data`",
                    ),
                );
                None
            }
            Err(error) => {
                sink.push(unreadable(path, &error));
                None
            }
        }
    }
}

/// The error for a path that is not that of a folder.
fn not_a_folder(folder: &Path) -> Option<Diagnostic> {
    let at = Span::unread(shown(folder));
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => None,
        Ok(_) => Some(
            Diagnostic::error(Code::NoSpecs, at, "this is a file, not a folder")
                .hint("name the folder that holds it"),
        ),
        Err(error) => {
            let hint = match folder.with_file_name("charts").is_dir() {
                true => {
                    "there is a folder `charts/` beside it: name the folder that holds `charts/`, as in `make-briefing .`"
                }
                false => {
                    "name the folder that holds `briefing.yaml`, `charts/` and `series/`; `make-briefing new FOLDER` starts one"
                }
            };
            Some(Diagnostic::error(Code::NoSpecs, at, Reason::from(&error).to_string()).hint(hint))
        }
    }
}

/// The text of a file of this name.
fn text(name: String, bytes: Vec<u8>, sink: &Diagnostics) -> Option<Arc<Source>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => Some(Arc::new(Source::new(name, text))),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(&error.as_bytes()[..at]).into_owned();
            let span = Span { start: at, end: at, source: Arc::new(Source::new(name, text)) };
            sink.push(
                Diagnostic::error(Code::NotUtf8, span, "the file is not valid UTF-8 from here on")
                    .hint("save the file as UTF-8"),
            );
            None
        }
    }
}
