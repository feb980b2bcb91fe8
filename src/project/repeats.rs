//! Charts and sections that `for-each` repeats.

use std::collections::{BTreeMap, BTreeSet};

use super::SeriesTree;
use crate::diagnostic::Diagnostics;
use crate::spec::params::{Declared, Params};
use crate::spec::yaml::{Node, Value};

/// The copies of charts by the id of their file.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    /// The ids of the copies of each chart, in order.
    pub(super) charts: BTreeMap<String, Vec<String>>,
}

/// A file or section as it is read: its tree without `for-each`, with the parameters that fill it, and the id of the chart.
pub(super) struct Copy {
    pub(super) id: String,
    pub(super) node: Node,
    pub(super) params: Params,
    /// Whether it is one of several.
    pub(super) is_repeated: bool,
}

/// The copies of a chart or section; one where nothing repeats it. `id` is that of the file.
pub(super) fn copies(
    id: &str,
    node: Node,
    params: &Params,
    declared: &Declared,
    sink: &Diagnostics,
) -> Vec<Copy> {
    match params.each(&node, declared, sink) {
        None => vec![Copy { id: id.to_owned(), node, params: params.clone(), is_repeated: false }],
        Some((node, values)) => {
            let mut taken = BTreeSet::new();
            let copy = |(at, (value, params)): (usize, (String, Params))| {
                let mut own = format!("{id}-{}", word(&value));
                if own.ends_with('-') || !taken.insert(own.clone()) {
                    own = format!("{}-{}", own.trim_end_matches('-'), at + 1);
                    taken.insert(own.clone());
                }
                Copy { id: own, node: node.clone(), params, is_repeated: true }
            };
            values.into_iter().enumerate().map(copy).collect()
        }
    }
}

/// What the series files declare, in their order.
pub(super) fn declared(series: &[SeriesTree]) -> Declared {
    let mut found = Declared::default();
    for (tree, _) in series {
        let Some(Node { value: Value::Map(pairs), .. }) = tree else { continue };
        for (key, node) in pairs {
            let Value::Map(entries) = &node.value else { continue };
            let ids = entries.iter().map(|(key, _)| key.name.clone());
            match key.name.as_str() {
                "questions" => found.questions.extend(ids),
                "breaks" => found.breaks.extend(ids),
                _ => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.breaks.retain(|id| seen.insert(id.clone()));
    found
}

/// A name as a part of an id: small letters a-z, digits and hyphens.
fn word(name: &str) -> String {
    let mut word = String::new();
    for sign in name.chars().flat_map(char::to_lowercase) {
        match sign {
            'a'..='z' | '0'..='9' => word.push(sign),
            'ä' => word.push_str("ae"),
            'ö' => word.push_str("oe"),
            'ü' => word.push_str("ue"),
            'ß' => word.push_str("ss"),
            _ if word.ends_with('-') || word.is_empty() => {}
            _ => word.push('-'),
        }
    }
    word.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn names_as_parts_of_ids() {
        for (name, part) in
            [("Zürich (Stadt)", "zuerich-stadt"), ("18–34", "18-34"), ("北", ""), ("a b", "a-b")]
        {
            assert_eq!(word(name), part, "{name}");
        }
    }
}
