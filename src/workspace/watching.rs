//! What a folder looks like, to notice changes: cheap enough to be asked many times a second.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{absolute, shown};

/// Files beyond this number are not watched: nobody means the whole disk.
const MOST_FILES: usize = 20_000;

/// What tells two states of a file apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    bytes: u64,
    modified: Option<SystemTime>,
    /// Time of the last change of content or name, and the number of the file: an editor that keeps size and time stamp, or a
    /// folder that was put into the place of another, changes these.
    identity: [i64; 3],
}

/// The files below a folder at one moment, without hidden files and the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    files: BTreeMap<PathBuf, State>,
    is_cut: bool,
}

impl Seen {
    /// Looks at all files below a folder, those of upper folders first.
    pub fn now(folder: &Path, output: &Path) -> Self {
        let (mut seen, mut folders) = (Self::default(), VecDeque::from([folder.to_owned()]));
        let (mut visited, output) = (BTreeSet::new(), absolute(output));
        while let Some(folder) = folders.pop_front() {
            // A link to a folder above would lead round in circles.
            if fs::canonicalize(&folder).is_ok_and(|resolved| !visited.insert(resolved)) {
                continue;
            }
            for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if entry.file_name().to_string_lossy().starts_with('.') || absolute(&path) == output {
                    continue;
                }
                if seen.files.len() + folders.len() >= MOST_FILES {
                    seen.is_cut = true;
                    break;
                }
                match fs::metadata(&path) {
                    Ok(found) if found.is_dir() => folders.push_back(path),
                    Ok(found) => drop(seen.files.insert(path, State::of(&found))),
                    Err(_) => {}
                }
            }
        }
        seen
    }

    /// Whether there are more files than are watched.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The files that are new, gone or different in `later`, as the user would write them.
    pub fn changes(&self, later: &Self) -> Vec<String> {
        let all: BTreeSet<&PathBuf> = self.files.keys().chain(later.files.keys()).collect();
        let differs = |path: &&PathBuf| self.files.get(*path) != later.files.get(*path);
        all.into_iter().filter(differs).map(|path| shown(path)).collect()
    }
}

impl State {
    fn of(found: &Metadata) -> Self {
        Self { bytes: found.len(), modified: found.modified().ok(), identity: identity(found) }
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt;
    [found.ctime(), found.ctime_nsec(), found.ino().cast_signed()]
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> [i64; 3] {
    [0; 3]
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::Seen;
    use crate::workspace::scratch_folder::ScratchFolder;

    fn seen(folder: &Path) -> Seen {
        Seen::now(folder, &folder.join("out"))
    }

    #[test]
    #[cfg(unix)]
    fn an_edit_with_the_same_size_and_time_is_noticed() {
        let folder = ScratchFolder::new(&std::env::temp_dir()).unwrap();
        let file = folder.path().join("a.yaml");
        fs::write(&file, "one").unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        let before = seen(folder.path());
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&file, "two").unwrap();
        File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        assert_eq!(before.changes(&seen(folder.path())).len(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_in_the_place_of_another_is_noticed() {
        let folder = ScratchFolder::new(&std::env::temp_dir()).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
        for name in ["specs", "new"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            let file = folder.path().join(name).join("a.yaml");
            fs::write(&file, "one").unwrap();
            File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
        }
        let specs = folder.path().join("specs");
        let before = seen(&specs);
        fs::rename(&specs, folder.path().join("old")).unwrap();
        fs::rename(folder.path().join("new"), &specs).unwrap();
        assert_eq!(before.changes(&seen(&specs)).len(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn links_that_run_in_circles_end() {
        let folder = ScratchFolder::new(&std::env::temp_dir()).unwrap();
        fs::write(folder.path().join("a.yaml"), "one").unwrap();
        for name in ["x", "y"] {
            std::os::unix::fs::symlink(".", folder.path().join(name)).unwrap();
        }
        assert_eq!(Seen::default().changes(&seen(folder.path())).len(), 1);
    }

    #[test]
    fn the_output_folder_and_hidden_files_do_not_count() {
        let folder = ScratchFolder::new(&std::env::temp_dir()).unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        for name in [".swap", "out/briefing.pdf"] {
            fs::write(folder.path().join(name), "one").unwrap();
        }
        assert_eq!(seen(folder.path()), Seen::default());
    }
}
