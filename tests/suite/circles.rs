//! In every folder data flows one way: no file or folder uses one that uses it. The face of a folder, its `mod.rs`, is left
//! out, since whatever is inside may use what the whole agrees on.

use std::collections::{BTreeMap, BTreeSet};

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

/// A way from one neighbour back to itself.
fn circle(uses: &Uses) -> Option<Vec<&str>> {
    fn follow<'u>(uses: &'u Uses, way: &mut Vec<&'u str>, done: &mut BTreeSet<&'u str>) -> bool {
        let last = way[way.len() - 1];
        for next in uses.get(last).into_iter().flatten() {
            if let Some(at) = way.iter().position(|one| one == next) {
                way.drain(..at);
                return true;
            }
            if !done.contains(next.as_str()) {
                way.push(next);
                if follow(uses, way, done) {
                    return true;
                }
                way.pop();
            }
        }
        done.insert(last);
        false
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|first| {
        let mut way = vec![first.as_str()];
        (!done.contains(first.as_str()) && follow(uses, &mut way, &mut done)).then_some(way)
    })
}

#[test]
fn no_neighbours_use_each_other_in_a_circle() {
    let folders = by_folder();
    assert!(folders.len() > 10, "the folders of the house are seen: {}", folders.len());
    let circles = folders.iter().filter_map(|(folder, uses)| {
        Some(format!("src/{}: {}", folder.join("/"), circle(uses)?.join(" uses ")))
    });
    let circles: Vec<String> = circles.collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn paths_are_read_from_imports_and_from_code() {
    let code = "use super::{c::D, e};\nlet f = crate::g::h::run(super::super::i);";
    let paths: Vec<String> = used(code, &module("a/b/one.rs")).iter().map(|path| path.join("/")).collect();
    assert_eq!(paths, ["g/h/run", "a/b/c/D", "a/b/e", "a/i"]);
}

#[test]
fn a_circle_is_found_and_a_chain_is_none() {
    let uses = |pairs: &[(&str, &str)]| {
        let mut uses = Uses::new();
        for (one, other) in pairs {
            uses.entry((*one).to_owned()).or_default().insert((*other).to_owned());
        }
        uses
    };
    assert_eq!(circle(&uses(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
    assert_eq!(circle(&uses(&[("a", "b"), ("b", "c"), ("c", "b")])), Some(vec!["b", "c"]));
}
