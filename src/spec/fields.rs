//! Reading the keys of a mapping: types checked, unknown and repeated keys reported, all faults collected.

use super::Located;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, Place, suggest};
use crate::units::Color;

/// The keys of one mapping while they are read.
///
/// Every key that is asked for counts as known; [`Fields::finish`] reports the rest.
pub struct Fields<'a> {
    pairs: &'a [(Key, Node)],
    place: &'a Place,
    what: &'static str,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Opens a mapping; `what` names it in messages, such as "a chart".
    pub fn open(node: &'a Node, what: &'static str, faults: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Map(pairs) => {
                report_repeated(pairs, faults);
                Some(Self { pairs, place: &node.place, what, known: Vec::new() })
            }
            other => {
                let message = format!("{what} is a mapping of keys and values, but here is {}", other.kind());
                faults.push(
                    Diagnostic::error("wrong-type", node.place.clone(), message)
                        .hint("write lines such as `title: …`: a key, a colon, a space, a value"),
                );
                None
            }
        }
    }

    /// Where the mapping starts.
    pub fn place(&self) -> &Place {
        self.place
    }

    /// The value of a key, whatever its type; an empty value counts as absent.
    pub fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.entry(name).map(|(_, node)| node).filter(|node| node.value != Value::Null)
    }

    /// The key and value, also where the value is empty.
    pub fn entry(&mut self, name: &'static str) -> Option<(&'a Key, &'a Node)> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        self.pairs.iter().find(|(key, _)| key.name == name).map(|(key, node)| (key, node))
    }

    /// A text. A number is taken as text, since `title: 2020` means the words.
    pub fn text(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<Located<String>> {
        self.node(name).and_then(|node| text(node, name, faults))
    }

    /// A text that must be there.
    pub fn required(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<Located<String>> {
        if self.node(name).is_none() {
            let message = format!("{} needs `{name}`", self.what);
            faults.push(
                Diagnostic::error("missing-key", self.place.clone(), message)
                    .hint(format!("add a line `{name}: …`")),
            );
        }
        let text = self.text(name, faults)?;
        if text.value.trim().is_empty() {
            let message = format!("{} needs `{name}`, but it is empty", self.what);
            faults
                .push(Diagnostic::error("missing-key", text.place, message).hint("write at least one word"));
            return None;
        }
        Some(text)
    }

    /// A number.
    pub fn number(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<Located<f64>> {
        self.node(name).and_then(|node| number(node, name, faults))
    }

    /// A whole number of at least 1.
    pub fn count(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<Located<u32>> {
        self.node(name).and_then(|node| count(node, name, faults))
    }

    /// A whole number of at least 1 that must be there.
    pub fn required_count(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<u32> {
        if self.node(name).is_none() {
            let message = format!("{} needs `{name}`", self.what);
            faults.push(
                Diagnostic::error("missing-key", self.place.clone(), message)
                    .hint(format!("add `{name}: ` with a number")),
            );
        }
        self.count(name, faults).map(|found| found.value)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<bool> {
        let node = self.node(name)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                faults.push(wrong_type(node, name, "`true` or `false`"));
                None
            }
        }
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(
        &mut self,
        name: &'static str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Vec<Located<String>>> {
        self.node(name).map(|node| texts(node, name, faults))
    }

    /// A mapping's pairs.
    pub fn map(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<&'a [(Key, Node)]> {
        let node = self.node(name)?;
        map(node, name, faults)
    }

    /// A mapping of names to texts.
    pub fn pairs(
        &mut self,
        name: &'static str,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<(Located<String>, Located<String>)> {
        let pairs = self.map(name, faults).unwrap_or_default();
        let pair = |(key, node): &(Key, Node)| {
            let key = Located { value: key.name.clone(), place: key.place.clone() };
            text(node, name, faults).map(|value| (key, value))
        };
        pairs.iter().filter_map(pair).collect()
    }

    /// A list's items.
    pub fn list(&mut self, name: &'static str, faults: &mut Vec<Diagnostic>) -> Option<&'a [Node]> {
        let node = self.node(name)?;
        match &node.value {
            Value::List(items) => Some(items),
            _ => {
                faults.push(wrong_type(node, name, "a list"));
                None
            }
        }
    }

    /// One word out of several, with its meaning.
    pub fn choice<T: Copy>(
        &mut self,
        name: &'static str,
        choices: &[(&'static str, T)],
        faults: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let found = self.text(name, faults)?;
        let meaning = choices.iter().find(|(word, _)| *word == found.value).map(|(_, meaning)| *meaning);
        if meaning.is_none() {
            let hint = suggest(&found.value, choices.iter().map(|(word, _)| *word));
            let message = format!("`{}` is not a `{name}`", found.value);
            faults.push(Diagnostic::error("unknown-word", found.place, message).hint(hint));
        }
        meaning
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, faults: &mut Vec<Diagnostic>) {
        for (key, _) in self.pairs {
            if !self.known.contains(&key.name.as_str()) {
                let message = format!("{} has no key `{}`", self.what, key.name);
                let hint = suggest(&key.name, self.known.iter().copied());
                faults.push(Diagnostic::error("unknown-key", key.place.clone(), message).hint(hint));
            }
        }
    }
}

/// Reports every key that stands twice in a mapping.
pub fn report_repeated(pairs: &[(Key, Node)], faults: &mut Vec<Diagnostic>) {
    let mut seen: std::collections::BTreeMap<&str, &Key> = std::collections::BTreeMap::new();
    for (key, _) in pairs {
        if let Some(first) = seen.insert(&key.name, key) {
            faults.push(
                Diagnostic::error(
                    "repeated-key",
                    key.place.clone(),
                    format!("`{}` stands here twice", key.name),
                )
                .hint("remove one of the two, or rename it")
                .related(first.place.clone(), "the first one"),
            );
        }
    }
}

/// The longest text in bytes, some fifty pages: what is longer came into the file by mistake, and would be set for minutes.
const LONGEST_TEXT: usize = 200_000;

/// The node as a text; a number counts as the characters it was written with.
pub fn text(node: &Node, name: &str, faults: &mut Vec<Diagnostic>) -> Option<Located<String>> {
    let value = match &node.value {
        Value::Text(text) => text.clone(),
        Value::Number(_) | Value::Bool(_) => {
            node.place.source.text.get(node.place.start..node.place.end).unwrap_or_default().to_owned()
        }
        _ => {
            faults.push(wrong_type(node, name, "a text"));
            return None;
        }
    };
    if value.len() > LONGEST_TEXT {
        let place = Place { end: node.place.start, ..node.place.clone() };
        let message = format!("`{name}` is a text of {} bytes, more than {LONGEST_TEXT}", value.len());
        faults.push(
            Diagnostic::error("too-large", place, message)
                .hint("divide it, or keep such texts in a file of their own"),
        );
        return None;
    }
    Some(Located { value, place: node.place.clone() })
}

/// The largest number that no other whole number is taken for: beyond it digits would be lost silently.
pub const LARGEST: f64 = 9_007_199_254_740_991.0;

/// A value as a whole number of at least 1.
pub fn count(node: &Node, name: &str, faults: &mut Vec<Diagnostic>) -> Option<Located<u32>> {
    let found = number(node, name, faults)?;
    if found.value.fract() == 0.0 && (1.0..=4e9).contains(&found.value) {
        return Some(Located { value: found.value as u32, place: found.place });
    }
    let message = format!("`{name}` must be a whole number of at least 1");
    faults.push(Diagnostic::error("wrong-number", found.place, message));
    None
}

/// The node as a finite number.
pub fn number(node: &Node, name: &str, faults: &mut Vec<Diagnostic>) -> Option<Located<f64>> {
    match &node.value {
        Value::Number(value) if value.abs() > LARGEST => {
            let message = format!("`{name}` is too large a number to be kept to the last digit");
            faults.push(
                Diagnostic::error("wrong-number", node.place.clone(), message)
                    .hint("state it in thousands or millions, and say so in `label`"),
            );
            None
        }
        Value::Number(value) if value.is_finite() => {
            Some(Located { value: *value, place: node.place.clone() })
        }
        Value::Text(text) if text.contains(',') && text.replace(',', ".").parse::<f64>().is_ok() => {
            let hint = format!("write `{}`: YAML numbers have a decimal point", text.replace(',', "."));
            faults.push(wrong_type(node, name, "a number").hint(hint));
            None
        }
        Value::Text(text)
            if text.trim_end_matches([' ', '%', '\u{a0}', '\u{202f}']).parse::<f64>().is_ok() =>
        {
            let hint = "write the bare number: the unit is set by `unit`".to_owned();
            faults.push(wrong_type(node, name, "a number").hint(hint));
            None
        }
        _ => {
            faults.push(wrong_type(node, name, "a number"));
            None
        }
    }
}

/// The node as a list of texts; a single text is a list of one.
pub fn texts(node: &Node, name: &str, faults: &mut Vec<Diagnostic>) -> Vec<Located<String>> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| text(item, name, faults)).collect(),
        Value::Map(_) => {
            faults.push(
                wrong_type(node, name, "a list of texts").hint(format!("write `{name}: [one, another]`")),
            );
            Vec::new()
        }
        _ => text(node, name, faults).into_iter().collect(),
    }
}

/// The node as the pairs of a mapping, repeated keys reported.
pub fn map<'a>(node: &'a Node, name: &str, faults: &mut Vec<Diagnostic>) -> Option<&'a [(Key, Node)]> {
    match &node.value {
        Value::Map(pairs) => {
            report_repeated(pairs, faults);
            Some(pairs)
        }
        _ => {
            faults.push(wrong_type(node, name, "a mapping"));
            None
        }
    }
}

/// A colour written as `#rrggbb`.
pub fn color(node: &Node, name: &str, faults: &mut Vec<Diagnostic>) -> Option<Color> {
    let found = text(node, name, faults)?;
    let color = Color::from_hex(&found.value);
    if color.is_none() {
        let message = format!("`{}` is not a colour", found.value);
        faults.push(
            Diagnostic::error("unknown-color", found.place, message)
                .hint("write six hexadecimal digits in quotes, such as '#0b6e99'"),
        );
    }
    color
}

/// The diagnostic for a value of the wrong type.
pub fn wrong_type(node: &Node, name: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{name}` must be {wanted}, but here is {}", node.value.kind());
    Diagnostic::error("wrong-type", node.place.clone(), message)
}
