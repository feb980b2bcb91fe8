//! Bookmarks and destinations.

use std::collections::HashSet;

use crate::pdf::check::actions;
use crate::pdf::check::reader::{File, address, is_language, shown};
use crate::pdf::check::report::Report;
use lopdf::{Dictionary, Object};

pub(crate) fn check(file: &File, report: &mut Report) {
    let mut seen = HashSet::new();
    for entry in entries(file) {
        if !seen.insert(address(entry)) {
            report.fail("PDF:12.3.3", None, "a bookmark occurs twice in the outline");
            continue;
        }
        bookmark(file, entry, report);
    }
    let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
    if !seen.is_empty() && !has_language {
        report.fail("11-003", None, "the bookmarks have no language");
    }
}

/// The bookmarks. One that occurs twice is listed twice, but what follows it only once.
pub(super) fn entries(file: &File) -> Vec<&Dictionary> {
    let root = file.dict(file.catalog(), "Outlines");
    let mut stack = Vec::from_iter(root.and_then(|root| file.dict(root, "First")));
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    while let Some(entry) = stack.pop() {
        found.push(entry);
        if seen.insert(address(entry)) {
            stack.extend(file.dict(entry, "Next"));
            stack.extend(file.dict(entry, "First"));
        }
    }
    found
}

fn bookmark(file: &File, entry: &Dictionary, report: &mut Report) {
    let title = file.text(entry, "Title").unwrap_or_default();
    if title.trim().is_empty() {
        report.fail("PDF:12.3.3", None, "a bookmark has no title");
    }
    let owner = format!("the bookmark `{}`", title.trim());
    if let Some(destination) = target(file, entry) {
        check_destination(file, destination, &owner, None, report);
    }
    actions::check(file, entry.get(b"A").ok(), None, report);
}

/// The destination of a bookmark or link in this file, direct or by a GoTo action.
pub(crate) fn target<'f>(file: &'f File, from: &'f Dictionary) -> Option<&'f Object> {
    file.get(from, "Dest").or_else(|| {
        let action = file.dict(from, "A")?;
        if file.name(action, "S") == Some(b"GoTo") { file.get(action, "D") } else { None }
    })
}

/// Checks that a destination is a page of this file.
pub(crate) fn check_destination(
    file: &File,
    destination: &Object,
    owner: &str,
    page: Option<usize>,
    report: &mut Report,
) {
    let (known, named) = match destination {
        Object::Name(name) | Object::String(name, _) => (named(file, name), true),
        other => (Some(other), false),
    };
    let known = known.and_then(|found| match found {
        Object::Dictionary(dict) => file.get(dict, "D"),
        other => Some(other),
    });
    let target = known.and_then(|found| found.as_array().ok()).and_then(|found| found.first());
    let is_page =
        target.and_then(|target| target.as_reference().ok()).is_some_and(|id| file.number_of(id).is_some());
    if !is_page {
        let message = match destination {
            Object::Name(name) | Object::String(name, _) if named => {
                format!("{owner} points to `{}`, which is not a page of the document", shown(name))
            }
            _ => format!("{owner} does not point to a page of the document"),
        };
        report.fail("PDF:12.3.2", page, message);
    }
}

fn named<'f>(file: &'f File, name: &[u8]) -> Option<&'f Object> {
    let catalog = file.catalog();
    let names = file.dict(catalog, "Names").and_then(|names| file.dict(names, "Dests"));
    let in_tree = names.and_then(|tree| {
        let pairs = file.tree_pairs(tree, "Names");
        let found = pairs.into_iter().find(|(key, _)| key.as_str().is_ok_and(|key| key == name));
        found.and_then(|(_, value)| file.resolve(value))
    });
    in_tree.or_else(|| file.resolve(file.dict(catalog, "Dests")?.get(name).ok()?))
}
