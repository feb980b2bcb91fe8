//! `import --update`: binds a corrected delivery anew, and says what changed.

use std::io::Cursor;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crate::console::{Console, plural};
use crate::render::harmless;
use make_briefing::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span, suggest};
use make_briefing::import::Content;
use make_briefing::propose::update::{self, Update, Versions};
use make_briefing::workspace::specs_folder::SpecsFolder;
use make_briefing::workspace::{self, tables};

/// Binds the files anew, one after the other.
pub(crate) fn run(files: &[std::path::PathBuf], specs: &Path, print: bool, console: &Console) -> ExitCode {
    for file in files {
        match one(file, specs, print, console) {
            Ok(true) => {}
            Ok(false) => return console.end(1),
            Err(fault) => {
                let _ = console.report(vec![fault]);
                return console.end(1);
            }
        }
    }
    console.end(0)
}

/// Says what a delivery changes, and writes it unless a series finds no place.
fn one(file: &Path, specs: &Path, print: bool, console: &Console) -> Result<bool, Diagnostic> {
    let sink = Diagnostics::new();
    let inputs = SpecsFolder::Disk(specs).read(&sink);
    let name = name_of(file, specs, &inputs.series)?;
    let new: Arc<[u8]> = tables::read_table(file)?.into();
    let old: Arc<[u8]> = tables::read_data(specs, &name)?.into();
    let open = |wanted: &str| -> Result<Box<dyn Content>, make_briefing::reason::Reason> {
        match tables::read_data(specs, wanted) {
            Ok(bytes) => Ok(Box::new(Cursor::new(bytes))),
            Err(fault) => Err(fault.message.into()),
        }
    };
    let found = update::update(&inputs.series, Versions { name: &name, old: &old, new: &new }, &open)?;
    tell(&found, console);
    if !found.unbound.is_empty() {
        console.status(&format!("nothing was written: {} series found no place", found.unbound.len()));
        return Ok(false);
    }
    if print {
        return Ok(true);
    }
    let folder = workspace::shown(specs);
    let inside = |name: &str| {
        name.strip_prefix(folder.as_str()).map_or(name, |rest| rest.trim_start_matches('/')).to_owned()
    };
    let texts: Vec<(String, &str)> =
        found.files.iter().map(|(name, text)| (inside(name), text.as_str())).collect();
    let mut files: Vec<(&str, &[u8])> = vec![(name.as_str(), &new)];
    files.extend(texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())));
    tables::replace_in(specs, &files)?;
    for (name, _) in &files {
        console.note(&format!("wrote {}\n", harmless::path(&specs.join(name))));
    }
    Ok(true)
}

fn tell(found: &Update, console: &Console) {
    let parts = [
        ("moved", &found.moved),
        ("changed", &found.changed),
        ("lost", &found.lost),
        ("new", &found.new),
        ("not sure", &found.doubts),
        ("not bound", &found.unbound),
    ];
    for (word, lines) in parts {
        lines.iter().for_each(|line| console.data(&format!("{word}: {line}\n")));
    }
    console.status(&format!(
        "{} series: {} moved, {} changed, {} lost, {} new",
        found.series,
        found.moved.len(),
        plural(found.changed.len(), "figure"),
        plural(found.lost.len(), "name"),
        plural(found.new.len(), "name"),
    ));
}

/// What the specs call the file of the same name that is replaced.
fn name_of(file: &Path, specs: &Path, sources: &[Arc<Source>]) -> Result<String, Diagnostic> {
    let fault = |message: String| {
        Diagnostic::error(Code::UnreadableData, Span::unread(workspace::shown(file)), message)
    };
    if tables::name_inside(specs, file).is_some() {
        return Err(fault(
            "this is the file that the series are bound to, and no other version of it".into(),
        )
        .hint(
            "put the corrected file outside of the specs folder, and name it there: it replaces the old one",
        ));
    }
    let used = update::files(sources);
    let wanted = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_meant = |name: &&String| name.rsplit('/').next() == Some(wanted.as_str());
    let found: Vec<&String> = used.iter().filter(is_meant).collect();
    match found[..] {
        [name] => Ok(name.clone()),
        [] => Err(fault(format!("no series takes figures from a file called `{wanted}`"))
            .hint(suggest(&wanted, used.iter().map(|name| name.rsplit('/').next().unwrap_or(name))))),
        _ => Err(fault(format!("several files are called `{wanted}`")).hint("rename one of them")),
    }
}
