//! No import cycles: no folder uses a neighbour, file or folder, that uses it. The one exemption is a folder's own
//! `mod.rs`, which has what everything inside shares. Files of one folder may use each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::harness::ROOT;
use crate::layers::modules;

/// The parts of a path, such as `layout`, `kinds`, `bars`.
type Parts = Vec<String>;

/// What uses what among the neighbours of a folder.
type Uses = BTreeMap<String, BTreeSet<String>>;

/// The module that a file is: `layout/kinds/mod.rs` is `layout`, `kinds`.
fn module(path: &str) -> Parts {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// Adds every path of a tree such as `a::{b, c::d}` that follows `before`.
fn unfold(tree: &str, before: &[&str], all: &mut Vec<Parts>) {
    let tree = tree.trim_start();
    if let Some(inside) = tree.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, sign) in inside.char_indices() {
            match sign {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    unfold(&inside[start..at], before, all);
                    start = at + 1;
                    if sign == '}' {
                        return;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        return;
    }
    let end = tree.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(tree.len());
    let whole = [before, &[&tree[..end]]].concat();
    match tree[end..].strip_prefix("::") {
        Some(rest) => unfold(rest, &whole, all),
        None => all.push(whole.iter().map(|part| (*part).to_owned()).collect()),
    }
}

/// All paths in the code of a file that begin in this crate, from its root on.
fn used(code: &str, own: &Parts) -> Vec<Parts> {
    let mut all = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if !code[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':') {
                unfold(&code[at..], &[], &mut all);
            }
        }
    }
    let whole = |path: Parts| {
        let up = path.iter().take_while(|part| *part == "super").count();
        let from = if up > 0 { &own[..own.len().saturating_sub(up)] } else { &[] };
        [from, &path[up.max(usize::from(path[0] == "crate"))..]].concat()
    };
    all.into_iter().map(whole).collect()
}

/// What uses what, by folder.
fn by_folder() -> BTreeMap<Parts, Uses> {
    let modules: Vec<(Parts, String)> = modules()
        .into_iter()
        .filter(|one| one.part() != "bin" && one.path != "lib.rs")
        .map(|one| (module(&one.path), one.code))
        .collect();
    let known: BTreeSet<&[String]> =
        modules.iter().flat_map(|(own, _)| (1..=own.len()).map(|end| &own[..end])).collect();
    let mut folders: BTreeMap<Parts, Uses> = BTreeMap::new();
    for (own, code) in &modules {
        for other in used(code, own) {
            let common = own.iter().zip(&other).take_while(|(one, other)| one == other).count();
            if own.len() > common && other.len() > common && known.contains(&other[..=common]) {
                let uses = folders.entry(own[..common].to_vec()).or_default();
                uses.entry(own[common].clone()).or_default().insert(other[common].clone());
            }
        }
    }
    folders
}

/// Everything that can be reached from a neighbour.
fn reached<'u>(uses: &'u Uses, from: &'u str) -> BTreeSet<&'u str> {
    let mut open = vec![from];
    let mut found = BTreeSet::new();
    while let Some(one) = open.pop() {
        open.extend(
            uses.get(one).into_iter().flatten().map(String::as_str).filter(|next| found.insert(*next)),
        );
    }
    found
}

/// Two neighbours that use each other, directly or through others, where at least one of them is a folder.
fn cycle<'u>(uses: &'u Uses, is_folder: &dyn Fn(&str) -> bool) -> Option<(&'u str, &'u str)> {
    let folders = uses.keys().map(String::as_str).filter(|name| is_folder(name));
    folders.into_iter().find_map(|folder| {
        let back = reached(uses, folder)
            .into_iter()
            .find(|other| *other != folder && reached(uses, other).contains(folder))?;
        Some((folder, back))
    })
}

#[test]
fn no_folder_uses_what_uses_it() {
    let folders = by_folder();
    assert!(folders.len() > 10, "the folders of the house are seen: {}", folders.len());
    let cycles: Vec<String> = folders
        .iter()
        .filter_map(|(folder, uses)| {
            let below = Path::new(ROOT).join("src").join(folder.join("/"));
            let (one, other) = cycle(uses, &|name| below.join(name).is_dir())?;
            Some(format!("src/{}: {one} and {other} use each other", folder.join("/")))
        })
        .collect();
    assert!(cycles.is_empty(), "{}", cycles.join("\n"));
}

#[test]
fn paths_are_read_from_imports_and_from_code() {
    let code = "use super::{c::D, e};\nlet f = crate::g::h::run(super::super::i);";
    let paths: Vec<String> = used(code, &module("a/b/one.rs")).iter().map(|path| path.join("/")).collect();
    assert_eq!(paths, ["g/h/run", "a/b/c/D", "a/b/e", "a/i"]);
}

#[test]
fn a_cycle_through_a_folder_is_found() {
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses = Uses::new();
        for (one, other) in pairs {
            uses.entry((*one).to_owned()).or_default().insert((*other).to_owned());
        }
        uses
    };
    let folder = |name: &str| name == "c";
    assert_eq!(cycle(&uses(&[("a", "b"), ("b", "c"), ("a", "c")]), &folder), None);
    assert_eq!(cycle(&uses(&[("a", "b"), ("b", "a"), ("b", "c")]), &folder), None);
    assert_eq!(cycle(&uses(&[("a", "b"), ("b", "c"), ("c", "a")]), &folder), Some(("c", "a")));
}
