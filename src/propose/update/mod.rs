//! A corrected delivery: the series of a file are bound to the cells where their tables stand now, and what changed is
//! said. Nothing but ranges and names of sheets is touched, and where one series finds no place, nothing is.

mod compare;
mod places;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source};
use crate::import::source_spec::SourceSpec;
use crate::import::workbook::Books;
use crate::import::{Beside, Content, Opener, series_file};
use crate::spec::yaml::{self, Node, Value};
use crate::survey::{Catalog, Spoken};
use places::{Place, Sheets};

/// What a corrected delivery changes.
#[derive(Debug, Default)]
pub struct Update {
    /// Series files with other cells: name and new text.
    pub files: Vec<(String, String)>,
    /// Tables that moved, each with its old and its new place.
    pub moved: Vec<String>,
    /// Figures that are others than before.
    pub changed: Vec<String>,
    /// Answers and columns that are no longer there.
    pub lost: Vec<String>,
    /// Answers and columns that were not there before.
    pub new: Vec<String>,
    /// What was not sure.
    pub doubts: Vec<String>,
    /// Series that found no place: then nothing may be written.
    pub unbound: Vec<String>,
    /// How many series take figures from the file.
    pub series: usize,
}

/// A file of figures in two versions.
#[derive(Clone, Copy)]
pub struct Versions<'d> {
    /// What the specs call it.
    pub name: &'d str,
    /// What it holds now.
    pub old: &'d Arc<[u8]>,
    /// What was delivered.
    pub new: &'d Arc<[u8]>,
}

/// The data files that series and data sets of these files name.
pub fn files(sources: &[Arc<Source>]) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for source in sources {
        let Some(node) = yaml::tree(source, &Diagnostics::new()) else { continue };
        files.extend(entries(&node, "series").filter_map(|(_, entry)| Some(spec_of(entry)?.file.value)));
        let data = child(&node, "dataset").and_then(|dataset| child(dataset, "data"));
        let spec = data.and_then(|data| SourceSpec::of_respondents(data, &Diagnostics::new()));
        files.extend(spec.map(|spec| spec.file.value));
    }
    files
}

/// Binds the series of a file anew; `open` opens the other files.
///
/// # Errors
/// Why one of the two versions cannot be read.
pub fn update(sources: &[Arc<Source>], data: Versions<'_>, open: Opener<'_>) -> Result<Update, Diagnostic> {
    let mut update = Update::default();
    let (old, new) = (Sheets::read(data.name, data.old)?, Sheets::read(data.name, data.new)?);
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let mut texts: Vec<Arc<Source>> = Vec::new();
    let mut places: Vec<(String, Place, Place)> = Vec::new();
    for source in sources {
        let sink = Diagnostics::new();
        let Some(node) = yaml::tree(source, &sink) else {
            texts.push(source.clone());
            continue;
        };
        let mut edits: Vec<(usize, usize, String)> = Vec::new();
        for (id, entry) in entries(&node, "series") {
            let Some(spec) = spec_of(entry).filter(|spec| spec.file.value == data.name) else { continue };
            update.series += 1;
            ids.insert(id.to_owned());
            let Some(place) = Place::of(&spec, &old) else { continue };
            let before = alone(&node, id, entry);
            let before = read(&before, id, data.name, &old, open);
            let fits = |place: &Place| {
                let moved = place.applied(entry);
                read(&alone(&node, id, &moved), id, data.name, &new, open)
            };
            match places::find(&place, &before, &old, &new, &fits) {
                Ok(found) => {
                    if found.is_unsure {
                        update.doubts.push(format!(
                            "`{id}`: {} was taken by its place among the tables: compare it",
                            found.place
                        ));
                    }
                    places.push((id.to_owned(), place.clone(), found.place.clone()));
                    if found.place != place {
                        update.moved.push(format!("`{id}`: {place} → {}", found.place));
                        edits.extend(place.edits(&spec, &found.place, source));
                    }
                }
                Err(why) => update.unbound.push(format!("`{id}`, which stood in {place}: {why}")),
            }
        }
        for (id, _) in entries(&node, "questions").filter(|_| is_dataset_of(&node, data.name)) {
            update.series += 1;
            ids.insert(id.to_owned());
        }
        texts.push(match edits.is_empty() {
            true => source.clone(),
            false => {
                let text = edited(&source.text, edits);
                update.files.push((source.name.clone(), text.clone()));
                Arc::new(Source::new(source.name.clone(), text))
            }
        });
    }
    // Two tables cannot have become one.
    for (at, (id, old, new)) in places.iter().enumerate() {
        let other = places[..at].iter().find(|(_, before, after)| after == new && before != old);
        if let Some((other, ..)) = other {
            update
                .unbound
                .push(format!("`{id}`, which stood in {old}: `{other}` has its figures from {new} already"));
        }
    }
    let before = catalog(sources, &ids, data.name, data.old, open);
    let after = catalog(&texts, &ids, data.name, data.new, open);
    for id in &ids {
        match (before.0.get(id), after.0.get(id)) {
            (Some(before), Some(after)) => compare::series(before, after, &mut update),
            (Some(_), None) if !update.unbound.iter().any(|known| known.starts_with(&format!("`{id}`"))) => {
                let why = after.1.iter().find(|one| one.severity == Severity::Error);
                let why = why.map_or("it cannot be read any more", |one| one.message.as_str());
                update.unbound.push(format!("`{id}`: {}", super::draft::one_line(why)));
            }
            _ => {}
        }
    }
    Ok(update)
}

/// The entries under a key of a series file.
fn entries<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = (&'n str, &'n Node)> {
    let found = child(node, key).map(|node| &node.value);
    let pairs = if let Some(Value::Map(pairs)) = found { pairs.as_slice() } else { &[] };
    pairs.iter().map(|(key, node)| (key.name.as_str(), node))
}

fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(pairs) = &node.value else { return None };
    pairs.iter().find(|(known, _)| known.name == key).map(|(_, node)| node)
}

fn spec_of(entry: &Node) -> Option<SourceSpec> {
    SourceSpec::read(child(entry, "data")?, &Diagnostics::new())
}

fn is_dataset_of(node: &Node, name: &str) -> bool {
    let data = child(node, "dataset").and_then(|dataset| child(dataset, "data"));
    let spec = data.and_then(|data| SourceSpec::of_respondents(data, &Diagnostics::new()));
    spec.is_some_and(|spec| spec.file.value == name)
}

/// A series file with one series.
fn alone(node: &Node, id: &str, entry: &Node) -> Node {
    let mut file = node.clone();
    if let Value::Map(pairs) = &mut file.value {
        pairs.retain(|(key, _)| ["survey", "labels", "series"].contains(&key.name.as_str()));
        for (key, node) in pairs {
            if key.name == "series"
                && let Value::Map(series) = &mut node.value
            {
                series.retain(|(key, _)| key.name == id);
                series.iter_mut().for_each(|(_, node)| node.clone_from(entry));
            }
        }
    }
    file
}

/// A series, or the first error about it; and how many warnings there are.
type Read = Result<(crate::survey::series::Series, usize), String>;

fn read(node: &Node, id: &str, name: &str, version: &places::Version, open: Opener<'_>) -> Read {
    let sink = Diagnostics::new();
    let mut catalog = Catalog::default();
    let own = |wanted: &str| -> Result<Box<dyn Content>, crate::reason::Reason> {
        match wanted == name {
            true => Ok(Box::new(Cursor::new(version.bytes.clone()))),
            false => open(wanted),
        }
    };
    series_file::read(node, Beside::new(&own, &version.books), &mut catalog, &sink);
    let found = sink.into_vec();
    let warnings = found.iter().filter(|one| one.severity == Severity::Warning).count();
    let error = found.iter().find(|one| one.severity == Severity::Error);
    match (catalog.get(id), error) {
        (Some(series), None) => Ok((series.clone(), warnings)),
        (_, Some(error)) => Err(error.message.clone()),
        (None, None) => Err("it cannot be read".into()),
    }
}

/// All series of these files with one version of the data.
fn catalog(
    sources: &[Arc<Source>],
    ids: &BTreeSet<String>,
    name: &str,
    bytes: &Arc<[u8]>,
    open: Opener<'_>,
) -> (Catalog, Vec<Diagnostic>) {
    let (sink, books) = (Diagnostics::new(), Books::default());
    let mut catalog = Catalog::default();
    catalog.ask_for(ids.clone(), Spoken::default());
    let own = |wanted: &str| -> Result<Box<dyn Content>, crate::reason::Reason> {
        match wanted == name {
            true => Ok(Box::new(Cursor::new(bytes.clone()))),
            false => open(wanted),
        }
    };
    for source in sources {
        if let Some(node) = yaml::tree(source, &sink) {
            series_file::read(&node, Beside::new(&own, &books), &mut catalog, &sink);
        }
    }
    (catalog, sink.into_vec())
}

/// A text with some of its parts replaced.
fn edited(text: &str, mut edits: Vec<(usize, usize, String)>) -> String {
    edits.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut text = text.to_owned();
    for (start, end, new) in edits {
        if text.get(start..end).is_some() {
            text.replace_range(start..end, &new);
        }
    }
    text
}
