//! Reads the keys of a mapping: checks types, reports unknown and repeated keys, and collects every error.

use super::Spanned;
use super::values::{count, map, number, report_repeated, text, texts, wrong_type};
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};

/// A reader for the keys of one mapping.
///
/// Every key that is asked for counts as known; [`Fields::finish`] reports the others.
pub struct Fields<'a> {
    pairs: &'a [(Key, Node)],
    span: &'a Span,
    what: &'static str,
    sink: &'a Diagnostics,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Opens a mapping; `what` names it in messages, such as "a chart".
    pub fn open(node: &'a Node, what: &'static str, sink: &'a Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Map(pairs) => {
                report_repeated(pairs, sink);
                Some(Self { pairs, span: &node.span, what, sink, known: Vec::new() })
            }
            other => {
                let message =
                    format!("{what} must be a mapping of keys to values, but here is {}", other.kind());
                let hint = match other {
                    Value::Null | Value::Text(_) => {
                        "write lines such as `title: …`: a key, a colon, a space, and a value"
                    }
                    _ => "write indented keys below it, or keys in braces: `{key: value, …}`",
                };
                sink.push(Diagnostic::error(Code::WrongType, node.span.clone(), message).hint(hint));
                None
            }
        }
    }

    /// The span of the mapping.
    pub fn span(&self) -> &Span {
        self.span
    }

    /// The value of a key, of any type; an empty value counts as absent.
    pub fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.entry(name).map(|(_, node)| node).filter(|node| node.value != Value::Null)
    }

    /// The key and its value, even if the value is empty.
    pub fn entry(&mut self, name: &'static str) -> Option<(&'a Key, &'a Node)> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        self.pairs.iter().find(|(key, _)| key.name == name).map(|(key, node)| (key, node))
    }

    /// A text. A number counts as text, since `title: 2020` means the characters.
    pub fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        self.node(name).and_then(|node| text(node, name, self.sink))
    }

    /// A text that must be present and not empty.
    pub fn required(&mut self, name: &'static str) -> Option<Spanned<String>> {
        if self.node(name).is_none() {
            let message = format!("{} needs `{name}`", self.what);
            self.sink.push(
                Diagnostic::error(Code::MissingKey, self.span.clone(), message)
                    .hint(format!("add a line `{name}: …`")),
            );
        }
        let text = self.text(name)?;
        if text.value.trim().is_empty() {
            let message = format!("{} needs `{name}`, but it is empty", self.what);
            self.sink.push(
                Diagnostic::error(Code::MissingKey, text.span, message).hint("write at least one word"),
            );
            return None;
        }
        Some(text)
    }

    /// A number.
    pub fn number(&mut self, name: &'static str) -> Option<Spanned<f64>> {
        self.node(name).and_then(|node| number(node, name, self.sink))
    }

    /// A whole number of at least 1.
    pub fn count(&mut self, name: &'static str) -> Option<Spanned<u32>> {
        self.node(name).and_then(|node| count(node, name, self.sink))
    }

    /// A whole number of at least 1 that must be present.
    pub fn required_count(&mut self, name: &'static str) -> Option<u32> {
        if self.node(name).is_none() {
            let message = format!("{} needs `{name}`", self.what);
            self.sink.push(
                Diagnostic::error(Code::MissingKey, self.span.clone(), message)
                    .hint(format!("add a line `{name}: …` with a whole number")),
            );
        }
        self.count(name).map(|found| found.value)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.node(name)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                let error = wrong_type(node, name, "`true` or `false`");
                self.sink.push(error.hint(format!("write `{name}: true` or `{name}: false`")));
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<Spanned<String>>> {
        self.node(name).map(|node| texts(node, name, self.sink))
    }

    /// The pairs of a mapping.
    pub fn map(&mut self, name: &'static str) -> Option<&'a [(Key, Node)]> {
        let node = self.node(name)?;
        map(node, name, self.sink)
    }

    /// A mapping of names to texts.
    pub fn pairs(&mut self, name: &'static str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let pairs = self.map(name).unwrap_or_default();
        let pair = |(key, node): &(Key, Node)| {
            let key = Spanned { value: key.name.clone(), span: key.span.clone() };
            text(node, &key.value, self.sink).map(|value| (key, value))
        };
        pairs.iter().filter_map(pair).collect()
    }

    /// The items of a list.
    pub fn list(&mut self, name: &'static str) -> Option<&'a [Node]> {
        let node = self.node(name)?;
        match &node.value {
            Value::List(items) => Some(items),
            _ => {
                let error = wrong_type(node, name, "a list");
                self.sink.push(
                    error.hint(format!("write `{name}: [one, another]`, or one item per line after `- `")),
                );
                None
            }
        }
    }

    /// One of several words; returns its meaning.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let found = self.text(name)?;
        let meaning = choices.iter().find(|(word, _)| *word == found.value).map(|(_, meaning)| *meaning);
        if meaning.is_none() {
            let hint = suggest(&found.value, choices.iter().map(|(word, _)| *word));
            let message = format!("`{name}` cannot be `{}`", found.value);
            self.sink.push(Diagnostic::error(Code::UnknownWord, found.span, message).hint(hint));
        }
        meaning
    }

    /// Reports the keys that were not asked for.
    pub fn finish(self) {
        for (key, _) in self.pairs {
            if !self.known.contains(&key.name.as_str()) {
                let message = format!("{} has no key `{}`", self.what, key.name);
                let hint = suggest(&key.name, self.known.iter().copied());
                self.sink.push(Diagnostic::error(Code::UnknownKey, key.span.clone(), message).hint(hint));
            }
        }
    }
}
