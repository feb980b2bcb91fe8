//! Attributes of elements: alternative texts, languages, IDs.

use std::collections::{BTreeMap, HashMap};

use super::{Element, Tree};
use crate::pdf::check::reader::{File, address, dict_of, is_language, shown};
use crate::pdf::check::report::Report;
use lopdf::Object;

pub(crate) fn check(file: &File, tree: &Tree<'_>, report: &mut Report) {
    let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
    for element in &tree.elements {
        alternative(file, element, report);
        if let Some(language) =
            file.text(element.dict, "Lang").filter(|tag| !tag.is_empty() && !is_language(tag))
        {
            let message =
                format!("`{language}`, the language of a {}, is not a valid language tag", element.name());
            report.fail("11-001", element.page, message.clone());
            report.fail("A2:6.7.4", element.page, message);
        }
        let has_text = || ["Alt", "ActualText", "E"].iter().any(|key| file.has_text(element.dict, key));
        if !has_language && !element.has_language && has_text() {
            report.fail(
                "11-002",
                element.page,
                format!("the alternative or replacement text of a {} has no language", element.name()),
            );
        }
    }
    ids(file, tree, report);
}

fn alternative(file: &File, element: &Element<'_>, report: &mut Report) {
    let (condition, message) = match element.kind {
        b"Figure" => ("13-004", "a figure has no alternative text"),
        b"Formula" => ("17-002", "a formula has no alternative text"),
        _ => return,
    };
    if !["Alt", "ActualText"].iter().any(|key| file.has_text(element.dict, key)) {
        report.fail(condition, element.page, message);
    }
}

/// IDs are unique, notes have one, and the ID tree maps each to its element.
fn ids(file: &File, tree: &Tree<'_>, report: &mut Report) {
    let mut named: BTreeMap<&[u8], &Element<'_>> = BTreeMap::new();
    for element in &tree.elements {
        let is_note = element.kind == b"Note";
        match file.string(element.dict, "ID").filter(|id| !id.is_empty()) {
            Some(id) => {
                if let Some(other) = named.insert(id, element) {
                    let message = format!("two elements have the ID `{}`", shown(id));
                    let is_note = is_note || other.kind == b"Note";
                    report.fail(if is_note { "19-004" } else { "PDF:14.7.2" }, element.page, message);
                }
            }
            None if is_note => report.fail("19-003", element.page, "a note has no ID"),
            None => {}
        }
    }
    let id_tree = tree.root.and_then(|root| file.dict(root, "IDTree"));
    let pairs = id_tree.map(|id_tree| file.tree_pairs(id_tree, "Names")).unwrap_or_default();
    let entries: HashMap<&[u8], &Object> =
        pairs.into_iter().filter_map(|(id, object)| Some((id.as_str().ok()?, object))).collect();
    for (id, element) in named {
        let found = entries.get(id).and_then(|object| dict_of(file.resolve(object)?));
        if found.is_none_or(|found| address(found) != address(element.dict)) {
            let message = format!("the ID tree does not map `{}` to its {}", shown(id), element.name());
            report.fail("PDF:14.7.2", element.page, message);
        }
    }
}
