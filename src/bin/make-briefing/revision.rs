//! Takes the files of a git revision out into a temporary folder, by the program `git`.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use make_briefing::reason::Reason;
use make_briefing::workspace::scratch_folder::ScratchFolder;

/// The most that is taken out, in bytes and in files.
const MOST_BYTES: u64 = 1 << 30;
const MOST_FILES: usize = 100_000;

/// The files below `path` (within its repository) as they were in `revision`.
///
/// # Errors
/// A sentence that says why they cannot be read.
pub(crate) fn take_out(revision: &str, path: &Path) -> Result<ScratchFolder, Reason> {
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is not a revision").into());
    }
    let within = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let within = if within.as_os_str().is_empty() { Path::new(".") } else { within };
    let inner = path.strip_prefix(within).unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let tree = format!("{revision}:./{inner}");
    let listed = git(within, &["ls-tree", "-r", "-z", "--full-tree", &resolve(within, &tree)?])?;
    let files = entries(&listed)?;
    let folder = ScratchFolder::new(&std::env::temp_dir())
        .map_err(|error| format!("no temporary folder can be created: {error}"))?;
    write(within, &files, &folder)?;
    Ok(folder)
}

/// The id of a tree.
fn resolve(within: &Path, tree: &str) -> Result<String, Reason> {
    let id =
        git(within, &["rev-parse", "--verify", "--quiet", "--end-of-options", tree]).map_err(|error| {
            match error.to_string().is_empty() {
                true => format!("git knows no `{tree}`").into(),
                false => error,
            }
        })?;
    Ok(String::from_utf8_lossy(&id).trim().to_owned())
}

/// Id and path of each file. Links are left out: they may lead anywhere.
fn entries(listed: &[u8]) -> Result<Vec<(String, PathBuf)>, Reason> {
    let mut files = Vec::new();
    for line in listed.split(|byte| *byte == 0).filter(|line| !line.is_empty()) {
        let line = String::from_utf8(line.to_vec()).map_err(|_| "a file name is not UTF-8".to_owned())?;
        let Some((facts, name)) = line.split_once('\t') else { continue };
        let facts: Vec<&str> = facts.split(' ').collect();
        if let [mode, "blob", id] = facts[..]
            && mode.starts_with("100")
        {
            files.push((id.to_owned(), PathBuf::from(name)));
        }
    }
    if files.len() > MOST_FILES {
        Err(format!("it has more than {MOST_FILES} files").into())
    } else {
        Ok(files)
    }
}

/// Writes the files below a folder, all from one process.
fn write(within: &Path, files: &[(String, PathBuf)], folder: &ScratchFolder) -> Result<(), Reason> {
    let said = |error: std::io::Error| format!("the files of the revision cannot be taken out: {error}");
    let mut child = asking(within)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(said)?;
    let (Some(mut ids), Some(content)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("git cannot be asked".into());
    };
    let mut content = BufReader::new(content);
    let mut left = MOST_BYTES;
    // One question at a time: nobody waits for the other with a full pipe.
    for (id, path) in files {
        writeln!(ids, "{id}").and_then(|()| ids.flush()).map_err(said)?;
        let mut head = String::new();
        content.read_line(&mut head).map_err(said)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let size = size.ok_or_else(|| format!("git said: {}", head.trim_end()))?;
        left = left
            .checked_sub(size)
            .ok_or_else(|| format!("its files have more than {} GiB together", MOST_BYTES >> 30))?;
        folder.write(path, &mut content, size).map_err(said)?;
        content.read_exact(&mut [0]).map_err(said)?;
    }
    drop(ids);
    child.wait().map_err(said)?;
    Ok(())
}

/// Git in a folder, which answers from what is on this machine: what a partial clone lacks is not fetched.
fn asking(within: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(within).env("GIT_NO_LAZY_FETCH", "1");
    git
}

/// What git answers.
fn git(within: &Path, arguments: &[&str]) -> Result<Vec<u8>, Reason> {
    let answer = asking(within)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    match answer.status.success() {
        true => Ok(answer.stdout),
        false => Err(String::from_utf8_lossy(&answer.stderr).trim().into()),
    }
}
