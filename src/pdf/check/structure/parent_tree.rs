//! Compares marked content with the structure tree: each sequence belongs to one element, and the parent tree maps
//! it there (ISO 32000-1, 14.7.4).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Tree;
use crate::pdf::check::reader::{File, address, dict_of};
use crate::pdf::check::report::Report;
use lopdf::{Object, ObjectId};

/// The entries of the parent tree.
pub(crate) type Parents<'f> = BTreeMap<i64, &'f Object>;

pub(crate) fn check<'f>(
    file: &'f File,
    tree: &Tree<'f>,
    seen: &HashMap<(ObjectId, i64), usize>,
    report: &mut Report,
) -> Parents<'f> {
    let Some(root) = tree.root else { return Parents::new() };
    ownership(file, tree, seen, report);
    let Some(parent_tree) = file.dict(root, "ParentTree") else {
        report.fail("PDF:14.7.4.4", None, "the structure tree has no parent tree");
        return Parents::new();
    };
    let pairs = file.tree_pairs(parent_tree, "Nums");
    let keys: Vec<i64> = pairs.iter().filter_map(|(key, _)| key.as_i64().ok()).collect();
    if !keys.is_sorted_by(|a, b| a < b) {
        report.fail("PDF:7.9.7", None, "the keys of the parent tree are not sorted");
    }
    let parents: Parents<'_> = pairs
        .into_iter()
        .filter_map(|(key, value)| Some((key.as_i64().ok()?, file.resolve(value)?)))
        .collect();
    let next = file.int(root, "ParentTreeNextKey");
    if next.zip(parents.last_key_value()).is_some_and(|(next, (last, _))| next <= *last) {
        report.fail("PDF:14.7.4.4", None, "the next key of the parent tree is in use (ParentTreeNextKey)");
    }
    entries(file, tree, seen, &parents, report);
    parents
}

/// Checks that the structure tree and the pages have the same marked content.
fn ownership(file: &File, tree: &Tree<'_>, seen: &HashMap<(ObjectId, i64), usize>, report: &mut Report) {
    let loose: BTreeSet<(usize, i64)> = seen
        .iter()
        .filter(|(mark, _)| !tree.marks.contains_key(mark))
        .map(|((_, mark), page)| (*page, *mark))
        .collect();
    for (page, mark) in loose {
        report.fail("01-005", Some(page), format!("the marked content {mark} belongs to no element"));
    }
    let lost: BTreeSet<(usize, ObjectId, i64)> = tree
        .marks
        .iter()
        .filter(|(mark, _)| !seen.contains_key(mark))
        .map(|((container, mark), owner)| (*owner, *container, *mark))
        .collect();
    for (owner, container, mark) in lost {
        let name = tree.elements.get(owner).map(|element| element.name()).unwrap_or_default();
        let message = format!("a {name} contains the marked content {mark}, which does not exist");
        report.fail("PDF:14.7.4", file.number_of(container), message);
    }
}

/// Checks that the parent tree maps all marked content to the right elements.
fn entries(
    file: &File,
    tree: &Tree<'_>,
    seen: &HashMap<(ObjectId, i64), usize>,
    parents: &Parents<'_>,
    report: &mut Report,
) {
    let mut containers: BTreeMap<ObjectId, (usize, BTreeSet<i64>)> = BTreeMap::new();
    for ((container, mark), page) in seen {
        containers.entry(*container).or_insert_with(|| (*page, BTreeSet::new())).1.insert(*mark);
    }
    let mut used = BTreeSet::new();
    for (container, (page, marks)) in containers {
        let dict = file.pdf.get_object(container).ok().and_then(dict_of);
        let Some(key) = dict.and_then(|dict| file.int(dict, "StructParents")) else {
            report.fail(
                "PDF:14.7.4.4",
                Some(page),
                "a page or form XObject with tagged content has no key in the parent tree (StructParents)",
            );
            continue;
        };
        if !used.insert(key) {
            report.fail(
                "PDF:14.7.4.4",
                Some(page),
                format!("two pages or form XObjects share the key {key} of the parent tree"),
            );
        }
        let owners = parents.get(&key).and_then(|owners| owners.as_array().ok());
        for mark in marks {
            let found = owners.and_then(|owners| owners.get(usize::try_from(mark).ok()?));
            let found = found.and_then(|owner| dict_of(file.resolve(owner)?)).map(address);
            let owner = tree.marks.get(&(container, mark)).and_then(|owner| tree.elements.get(*owner));
            if found.is_none() || owner.is_some_and(|owner| found != Some(address(owner.dict))) {
                let message =
                    format!("the parent tree does not map the marked content {mark} to its element");
                report.fail("PDF:14.7.4.4", Some(page), message);
            }
        }
    }
}
