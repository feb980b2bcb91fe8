//! Two slips within braces that YAML accepts. `{yes: 48,5, no: 37}` has the three keys `yes`, `5` and `no`, and
//! `{yes 48, no: 37}` a key `yes 48` without a value.

use super::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};

/// Joins figures that a comma separates, in all mappings of a file. Whoever reads such a figure reports the text `48,5`,
/// as it does where no braces are around it.
///
/// # Errors
/// The first key without a colon.
pub(super) fn mended(mut node: Node) -> Result<Node, Diagnostic> {
    let text = node.span.source.text.as_bytes();
    if text.windows(3).any(|three| three[1] == b',' && three[0].is_ascii_digit() && three[2].is_ascii_digit())
    {
        join_within(&mut node);
    }
    match key_without_colon(&node) {
        Some(key) => {
            let message = format!("`{}` has no value: there is no colon after it", key.name);
            let hint = "put a colon and a space between name and value; a value may be left empty, as in `{yes: , no: 37}`";
            Err(Diagnostic::error(Code::YamlSyntax, key.span.clone(), message).hint(hint))
        }
        None => Ok(node),
    }
}

/// The first key that is nothing but a word between two commas.
fn key_without_colon(node: &Node) -> Option<&Key> {
    match &node.value {
        Value::List(items) => items.iter().find_map(key_without_colon),
        Value::Map(pairs) => pairs.iter().find_map(|(key, value)| match lacks_colon(key, value) {
            true => Some(key),
            false => key_without_colon(value),
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    }
}

fn lacks_colon(key: &Key, value: &Node) -> bool {
    let rest = key.span.source.text.get(key.span.end..).unwrap_or_default();
    value.value == Value::Null && rest.trim_start().starts_with([',', '}'])
}

fn join_within(node: &mut Node) {
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(join_within),
        Value::Map(pairs) => {
            pairs.iter_mut().for_each(|(_, value)| join_within(value));
            let mut joined: Vec<(Key, Node)> = Vec::with_capacity(pairs.len());
            for (key, value) in pairs.drain(..) {
                match joined.last_mut() {
                    Some((_, before)) if belongs_to(&key, &value, before) => {
                        let span = Span { end: key.span.end, ..before.span.clone() };
                        let written = span.source.text.get(span.start..span.end).unwrap_or_default();
                        before.value = Value::Text(written.to_owned());
                        before.span = span;
                    }
                    _ => joined.push((key, value)),
                }
            }
            *pairs = joined;
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
    }
}

/// Whether a key without a value is the rest of the figure before it: nothing but a comma is between two digits.
fn belongs_to(key: &Key, value: &Node, before: &Node) -> bool {
    let text = key.span.source.text.as_bytes();
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    lacks_colon(key, value)
        && before.span.end + 1 == key.span.start
        && text.get(before.span.end) == Some(&b',')
        && is_digit(before.span.end - 1)
        && is_digit(key.span.start)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diagnostic::Source;
    use crate::spec::yaml::{Node, Value, parse};

    /// The keys and values of the first mapping within a file.
    fn pairs(text: &str) -> Vec<(String, String)> {
        let Node { value: Value::Map(all), .. } = parse(&Arc::new(Source::new("a.yaml", text))).unwrap()
        else {
            panic!("{text} is no mapping");
        };
        let Value::Map(inner) = &all[0].1.value else { panic!("{text} has no mapping in it") };
        inner.iter().map(|(key, node)| (key.name.clone(), node.written().to_owned())).collect()
    }

    fn as_pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_decimal_comma_in_braces_is_part_of_its_figure() {
        assert_eq!(pairs("values: {yes: 48,5, no: 37}\n"), as_pairs(&[("yes", "48,5"), ("no", "37")]));
        assert_eq!(pairs("values: {yes: -0,5}\n"), as_pairs(&[("yes", "-0,5")]));
    }

    #[test]
    fn a_comma_between_thousands_too() {
        assert_eq!(
            pairs("values: {yes: 1,234,567, no: 3}\n"),
            as_pairs(&[("yes", "1,234,567"), ("no", "3")])
        );
    }

    #[test]
    fn an_entry_of_its_own_stays_one() {
        assert_eq!(pairs("values: {2019: 48,2021: 3, 2022:, '5':}\n").len(), 4);
    }

    #[test]
    fn a_key_without_a_colon_is_a_slip() {
        for (text, name) in [
            ("values: {yes 48, no: 37}\n", "yes 48"),
            ("values: {no: 37, yes}\n", "yes"),
            ("values: {no: 37, 'yes'}\n", "yes"),
            ("list: [{no: 48,'5'}]\n", "5"),
        ] {
            let error = parse(&Arc::new(Source::new("a.yaml", text))).unwrap_err();
            assert_eq!(error.message, format!("`{name}` has no value: there is no colon after it"), "{text}");
        }
    }

    #[test]
    fn figures_in_blocks_are_as_they_were() {
        assert_eq!(pairs("values:\n  yes: 48,5\n  5:\n"), as_pairs(&[("yes", "48,5"), ("5", "")]));
    }
}
