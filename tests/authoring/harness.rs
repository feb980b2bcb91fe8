//! What these tests share: a small valid project, and files of the repository that tests write.

#[path = "../harness/mod.rs"]
mod shared;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use shared::{Run, Scratch};
use shared::{SWITCH, command, finish, updating};

/// The repository.
pub(crate) const ROOT: &str = env!("CARGO_MANIFEST_DIR");

impl Scratch {
    /// A folder with the small project of `tests/authoring/project` in `specs/`.
    pub(crate) fn project() -> Self {
        let scratch = Self::new();
        copy(&Path::new(ROOT).join("tests/authoring/project"), &scratch.path().join("specs"));
        scratch
    }

    /// Runs the command in this folder; `arguments` are divided at spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        let arguments: Vec<&str> = arguments.split(' ').filter(|word| !word.is_empty()).collect();
        finish(&mut command(self.path(), &arguments))
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// All files below a folder, in name order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Compares a text with a file of the repository, or writes it where goldens are rewritten.
pub(crate) fn golden(name: &str, actual: &str) {
    let path = Path::new(ROOT).join(name);
    if updating() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    let differs = written.lines().zip(actual.lines()).position(|(a, b)| a != b);
    assert!(
        written == actual,
        "{name} is not current (from line {}): run the tests once with {SWITCH}=1",
        differs.unwrap_or(written.lines().count().min(actual.lines().count())) + 1
    );
}
