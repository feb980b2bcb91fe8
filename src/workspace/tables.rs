//! Files with tables that are looked at before they belong to a specs folder.

use std::fs;
use std::io::Read;
use std::path::Path;

use super::open::{self, Role};
use super::specs_folder::{OUTSIDE, SpecsFolder};
use super::{output, shown, unwritable, write_new};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::reason::Reason;

/// Reads a file with tables as a whole.
///
/// # Errors
/// A diagnostic where it cannot be read, or is larger than 256 MiB.
pub fn read_table(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    const MOST: u64 = 256 << 20;
    let fault = |code: Code, why: String| Diagnostic::error(code, Span::unread(shown(path)), why);
    let mut bytes = Vec::new();
    open::open(path, Role::Data).and_then(|file| file.take(MOST + 1).read_to_end(&mut bytes)).map_err(
        |error| {
            fault(Code::UnreadableData, format!("the file cannot be read: {}", Reason::from(&error)))
                .hint("name a file with tables, such as `results.xlsx`")
        },
    )?;
    match bytes.len() as u64 > MOST {
        true => Err(fault(Code::TooLarge, format!("the file is larger than {} MiB", MOST >> 20))
            .hint("save the tables that matter in a file of their own")),
        false => Ok(bytes),
    }
}

/// Reads a table that belongs to a specs folder by its name. A link that leads out of the folder is refused before it is
/// opened, so that no diagnostic can quote what is there.
///
/// # Errors
/// A diagnostic where it cannot be read.
pub fn read_table_of(folder: &Path, path: &Path) -> Result<Vec<u8>, Diagnostic> {
    if path.parent() == Some(folder) && SpecsFolder::Disk(folder).leads_out(path) {
        return Err(Diagnostic::error(Code::UnreadableData, Span::unread(shown(path)), OUTSIDE)
            .hint("put the file itself into the folder, or name another with `--params`"));
    }
    read_table(path)
}

/// Puts a file into a folder; one that is there already with the same content stays.
///
/// # Errors
/// A diagnostic where another file has this name, or the file cannot be written.
pub fn copy_new(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    match read_table(path) {
        Ok(there) if there == bytes => Ok(()),
        _ => write_new(path, bytes),
    }
}

/// The name of a file relative to a specs folder, where it lies in it.
pub fn name_inside(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (fs::canonicalize(folder).ok()?, fs::canonicalize(path).ok()?);
    let inside = path.strip_prefix(folder).ok()?;
    Some(shown(inside))
}

/// Reads a data file of a specs folder.
///
/// # Errors
/// A diagnostic where it cannot be read.
pub fn read_data(folder: &Path, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let path = SpecsFolder::Disk(folder).find(name).map_err(|why| {
        Diagnostic::error(Code::UnreadableData, Span::unread(name), Reason::from(why).to_string())
            .hint("name a file in the specs folder")
    })?;
    read_table(&path)
}

/// Replaces files of a specs folder that its owner asked to have replaced, each at once or not at all.
///
/// # Errors
/// A diagnostic for the first that cannot be written.
pub fn replace_in(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), Diagnostic> {
    for (name, bytes) in files {
        let path = SpecsFolder::Disk(folder)
            .find(name)
            .map_err(|why| Diagnostic::output(Code::Unwritable, *name, Reason::from(why).to_string()))?;
        output::replace(&path, &[*bytes]).map_err(|error| unwritable(&path, &error))?;
    }
    Ok(())
}
