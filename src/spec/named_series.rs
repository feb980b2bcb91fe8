//! Which series the texts of a file name in their templates, and which waves its series belong to.

use std::collections::BTreeSet;

use super::series_id;
use super::yaml::{Node, Value};

/// The ids of the series that templates name: `{{ pct("budget", "yes") }}` names `budget`.
///
/// Parameters must be filled already.
pub fn in_templates(node: &Node) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    each_text(node, None, &mut |_, text| {
        for (start, _) in text.match_indices("{{") {
            let expression = &text[start..];
            let end = expression.find("}}").unwrap_or(expression.len());
            ids.extend(first_arguments(&expression[..end]).map(|name| series_id(name).into_owned()));
        }
    });
    ids
}

/// The ids of the series that others name as their first wave.
pub fn as_first_waves(node: &Node) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    each_text(node, None, &mut |key, text| {
        if key == Some("wave-of") {
            ids.insert(series_id(text).into_owned());
        }
    });
    ids
}

/// The quoted words that are the first argument of a call.
fn first_arguments(expression: &str) -> impl Iterator<Item = &str> {
    expression.match_indices('(').filter_map(|(at, _)| {
        let rest = expression[at + 1..].trim_start();
        let quote = rest.chars().next().filter(|first| ['"', '\''].contains(first))?;
        let end = rest[1..].find(quote)?;
        Some(&rest[1..=end])
    })
}

/// Visits each text with the key that it is the value of.
fn each_text<'n>(node: &'n Node, key: Option<&'n str>, visit: &mut impl FnMut(Option<&str>, &'n str)) {
    match &node.value {
        Value::Text(text) => visit(key, text),
        Value::List(items) => items.iter().for_each(|item| each_text(item, None, visit)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            visit(None, &key.name);
            each_text(value, Some(&key.name), visit);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{as_first_waves, in_templates};
    use crate::diagnostic::Source;
    use crate::spec::yaml::{Node, parse};

    fn node(text: &str) -> Node {
        parse(&Arc::new(Source::new("a.yaml", text))).unwrap()
    }

    #[test]
    fn a_template_names_the_first_argument_of_each_call() {
        let text = r#"
title: '{{ pct("budget", "yes") }} and {{ net( "plans by age", ["a", "b"]) | upper_first }}'
list: [{text: "{{ diff(\"more\", 'x', 'y') }}"}]
"#;
        assert_eq!(
            in_templates(&node(text)).into_iter().collect::<Vec<_>>(),
            ["budget", "more", "plans-by-age"]
        );
    }

    #[test]
    fn words_outside_of_templates_and_in_comments_name_nothing() {
        let text = "title: 'Budget (\"plans\") grows' # {{ pct(\"budget\", \"yes\") }}\n";
        assert!(in_templates(&node(text)).is_empty());
    }

    #[test]
    fn a_wave_is_named_by_its_key_alone() {
        let text = "later: {wave-of: 'satisfaction by age', question: 'wave-of: other'}\n";
        assert_eq!(as_first_waves(&node(text)).into_iter().collect::<Vec<_>>(), ["satisfaction-by-age"]);
    }
}
