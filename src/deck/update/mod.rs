//! Brings a deck up to date that people have worked on: charts and texts that bear our marks and are as we wrote them.
//!
//! A fresh deck of the same briefing says what they show now. Whatever else the file holds stays as it is, part by part.

mod charts;
mod edits;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use super::marks::{self, Mark};
use crate::office::opened::Opened;
use crate::office::package;
use crate::reason::Reason;
use edits::Edits;
use roxmltree::{Document, Node};

/// A deck that was brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Updated {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was brought up to date, a sentence each.
    pub changed: Vec<String>,
    /// What was left as it is although the briefing says something else, a sentence each.
    pub left: Vec<String>,
}

/// What became of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    /// It says what the briefing says, or somebody changed it, and the briefing has said nothing new since.
    Same,
    /// It was brought up to date.
    Changed,
    /// Its figures were brought up to date, but not all of it, for this reason.
    ChangedBut(&'static str),
    /// It was left as it is, for this reason.
    Left(&'static str),
}

/// Somebody changed a shape, and the briefing says something new.
const EDITED: Fate = Fate::Left("somebody has changed it");

/// A shape with a mark.
#[derive(Debug, Clone)]
struct Shape<'d, 'p> {
    mark: Mark,
    /// The part that it is in, and the package of that.
    part: &'p str,
    package: &'p Opened,
    node: Node<'d, 'p>,
    /// Its properties with name and alternative text.
    properties: Node<'d, 'p>,
}

impl Shape<'_, '_> {
    /// What becomes of a shape whose content somebody changed: it is right as long as the briefing says what it said then.
    fn edited(&self, new: &Self) -> Fate {
        if self.mark.prints.first() == new.mark.prints.first() { Fate::Same } else { EDITED }
    }
}

/// Brings a deck up to date from a fresh one.
///
/// # Errors
/// A sentence that goes on after the name of the file, where it cannot be read.
pub fn update(edited: &[u8], fresh: &[u8]) -> Result<Updated, Reason> {
    let (edited, fresh) = (Opened::read(edited)?, Opened::read(fresh)?);
    let (old_parts, new_parts) = (slides(&edited)?, slides(&fresh)?);
    let new_documents = documents(&fresh, &new_parts)?;
    let new = shapes(&fresh, &new_documents);
    let by_mark: BTreeMap<(&str, &str), &Shape<'_, '_>> =
        new.iter().map(|shape| ((shape.mark.kind.as_str(), shape.mark.id.as_str()), shape)).collect();
    let old_documents = documents(&edited, &old_parts)?;
    let old = shapes(&edited, &old_documents);
    if old.is_empty() {
        return Err(
            "has no charts with our marks: it was not written by `--format pptx`, or its shapes were renamed"
                .into(),
        );
    }
    let (mut edits, mut updated) = (Edits::default(), Updated::default());
    for shape in &old {
        let slide = old_parts.iter().find(|(path, _)| path == shape.part).map_or(0, |(_, number)| *number);
        let what = match shape.mark.kind.as_str() {
            "chart" => format!("the chart `{}` on slide {slide}", shape.mark.id),
            kind => format!("the {} of the chart `{}` on slide {slide}", said(kind), shape.mark.id),
        };
        let Some(now) = by_mark.get(&(shape.mark.kind.as_str(), shape.mark.id.as_str())) else {
            // Of a chart that is gone, its texts are not named as well.
            if shape.mark.kind == "chart" || by_mark.contains_key(&("chart", shape.mark.id.as_str())) {
                updated.left.push(format!("{what} is not in the briefing any more"));
            }
            continue;
        };
        let fate = match shape.mark.kind.as_str() {
            "chart" => charts::update(shape, now, &mut edits),
            _ => texts::update(shape, now, &mut edits),
        };
        match fate {
            Fate::Same => {}
            Fate::Changed => updated.changed.push(what),
            Fate::ChangedBut(why) => {
                updated.left.push(format!("{what} has new figures, but {why}"));
                updated.changed.push(what);
            }
            Fate::Left(why) => updated.left.push(format!("{what} is left as it is: {why}")),
        }
    }
    for shape in new.iter().filter(|shape| shape.mark.kind == "chart") {
        if !old.iter().any(|one| one.mark.kind == "chart" && one.mark.id == shape.mark.id) {
            updated.left.push(format!("the chart `{}` is on no slide", shape.mark.id));
        }
    }
    updated.left.extend(unmarked(&new, &old, &old_documents));
    updated.left.extend(stale_lines(&new, &new_documents, &old_documents));
    drop(by_mark);
    let parts = edits.apply(&edited);
    updated.bytes = package::repacked(&parts).map_err(|error| Reason::from(error.to_string()))?;
    Ok(updated)
}

/// Texts whose mark is gone, because a program dropped it or somebody made them anew: LibreOffice does so to speaker notes.
/// Each that the deck does not say is named.
fn unmarked(new: &[Shape<'_, '_>], old: &[Shape<'_, '_>], edited: &Documents<'_>) -> Vec<String> {
    let there: BTreeSet<String> =
        edited.iter().flat_map(|(_, document)| marks::lines(document.root_element())).collect();
    let has = |kind: &str, id: &str| old.iter().any(|one| one.mark.kind == kind && one.mark.id == id);
    let is_lost = |shape: &&Shape<'_, '_>| {
        let Mark { kind, id, .. } = &shape.mark;
        kind != "chart" && has("chart", id) && !has(kind, id)
    };
    let is_new = |shape: &&Shape<'_, '_>| marks::lines(shape.node).iter().any(|line| !there.contains(line));
    let sentence = |shape: &Shape<'_, '_>| {
        let Mark { kind, id, .. } = &shape.mark;
        format!(
            "the {} of the chart `{id}` lost its mark, and does not say what the briefing says",
            said(kind)
        )
    };
    new.iter().filter(is_lost).filter(is_new).map(sentence).collect()
}

/// Lines with figures on slides without a chart, such as those of the method: nothing brings them up to date, so each that
/// the deck has not is named.
fn stale_lines(new: &[Shape<'_, '_>], fresh: &Documents<'_>, edited: &Documents<'_>) -> Vec<String> {
    let lines = |documents: &Documents<'_>, wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        let wanted = documents.iter().filter(|(path, _)| wanted(path));
        wanted.flat_map(|(_, document)| marks::lines(document.root_element())).collect()
    };
    let there: BTreeSet<String> = lines(edited, &|_| true).into_iter().collect();
    let bare = lines(fresh, &|path| new.iter().all(|shape| shape.part != path));
    let is_figure = |line: &String| line.contains(|c: char| c.is_ascii_digit()) && !there.contains(line);
    bare.into_iter().filter(is_figure).map(|line| format!("no slide says “{}”", line.trim())).collect()
}

/// What a text is, in words.
fn said(kind: &str) -> &'static str {
    match kind {
        "title" => "title",
        "subtitle" => "subtitle",
        "base" => "base and source",
        "notes" => "speaker notes",
        "key" => "key",
        _ => "text",
    }
}

/// The parts of slides and of their notes in the order of the slides, with their numbers.
fn slides(package: &Opened) -> Result<Vec<(String, usize)>, Reason> {
    let main = package.main()?;
    let relations = package.relations(&main)?;
    let document = package.document(&main)?;
    let mut found = Vec::new();
    for (number, slide) in (1..).zip(marks::all(document.root_element(), "sldId")) {
        let id = slide.attribute((package::RELATIONSHIPS, "id")).unwrap_or_default();
        let path = relations.iter().find(|one| one.id == id).and_then(|one| one.target.clone());
        let path = path.ok_or_else(|| format!("has no part for slide {number}"))?;
        let notes = package.relations(&path)?.into_iter().find(|one| one.kind == "notesSlide");
        found.push((path, number));
        found.extend(notes.and_then(|one| one.target).map(|path| (path, number)));
    }
    Ok(found)
}

type Documents<'p> = Vec<(&'p str, Document<'p>)>;

fn documents<'p>(package: &'p Opened, parts: &'p [(String, usize)]) -> Result<Documents<'p>, Reason> {
    parts.iter().map(|(path, _)| Ok((path.as_str(), package.document(path)?))).collect()
}

/// The shapes with marks.
fn shapes<'d, 'p>(package: &'p Opened, documents: &'d Documents<'p>) -> Vec<Shape<'d, 'p>> {
    let of = |(part, document): &'d (&'p str, Document<'p>)| {
        let all = marks::all(document.root_element(), "cNvPr");
        all.filter_map(|properties| {
            let mark = Mark::of(properties.attribute("name")?)?;
            // The properties are two levels within the shape.
            let node = properties.parent()?.parent()?;
            Some(Shape { mark, part, package, node, properties })
        })
        .collect::<Vec<_>>()
    };
    documents.iter().flat_map(of).collect()
}
