//! A folder for files that are needed during one run, such as those of an earlier revision of the specs.

use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use super::temp_file::fresh_name;

/// A folder that is removed with all that is in it when this value is dropped.
#[derive(Debug)]
pub struct ScratchFolder {
    path: PathBuf,
}

impl ScratchFolder {
    /// Creates a folder with a random name that only this user can read, in a folder for temporary files.
    ///
    /// # Errors
    /// Those of the file system; also where there is anything of this name.
    pub fn new(temporary: &Path) -> io::Result<Self> {
        let path = temporary.join(fresh_name());
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a new file of this many bytes, with the folders above it.
    ///
    /// # Errors
    /// Those of the file system; also where the path leads out of the folder, the file exists, or the content is shorter.
    pub fn write(&self, name: &Path, content: &mut dyn Read, size: u64) -> io::Result<()> {
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(ErrorKind::InvalidFilename.into());
        }
        let target = self.path.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = fs::File::create_new(&target)?;
        let written = io::copy(&mut content.take(size), &mut file)?;
        if written == size { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }
}

impl Drop for ScratchFolder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears folders for temporary files.
        let _ = fs::remove_dir_all(&self.path);
    }
}
