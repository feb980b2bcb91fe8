//! YAML text to a tree of nodes, each with its place. The only file that knows the YAML parser.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Location, NonFiniteFloatPolicy, Spanned};

use crate::diagnostic::{Diagnostic, Place, Source};

/// A value of a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing was written, or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without leading zeros.
    Number(f64),
    /// Any other text, or anything in quotes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order of the file; keys as they were written.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its text; a number keeps the digits it was written with.
    pub name: String,
    /// Where it stands.
    pub place: Place,
}

impl Value {
    /// What the value is called in a message.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a yes-or-no value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// The tree of a file; `None` with a diagnostic where it is no YAML.
pub fn tree(source: &Arc<Source>, faults: &mut Vec<Diagnostic>) -> Option<Node> {
    parse(source).map_err(|fault| faults.push(fault)).ok()
}

/// Reads one YAML document.
///
/// # Errors
/// A `yaml-syntax` diagnostic at the place where the parser stopped.
pub fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let options = serde_yaml::options! {
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    let raw: Result<Spanned<Raw>, _> = serde_yaml::from_str_with_options(&source.text, options);
    match raw {
        Ok(raw) => {
            let node = node(source, raw);
            match longest_word(&node) {
                (length, Some(place)) if length > LONGEST_WORD => {
                    let start = Place { end: place.start, ..place.clone() };
                    let message = format!("here is a word of {length} bytes, more than {LONGEST_WORD}");
                    Err(Diagnostic::error("too-large", start, message)
                        .hint("nobody writes this by hand: is it the right text?"))
                }
                _ => Ok(node),
            }
        }
        Err(error) => {
            let place = error.location().map_or_else(|| Place::file(source.clone()), |at| place(source, at));
            let text = error.without_snippet().to_string();
            let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
            if let Some(limit) = limit(&message) {
                return Err(Diagnostic::error("too-large", place, limit)
                    .hint("nobody writes this by hand: is it the right file?"));
            }
            if message.contains("multiple YAML documents") {
                return Err(Diagnostic::error("yaml-syntax", place, "a second document begins after `---`")
                    .hint("a file holds one document: take the line `---` out, or make two files"));
            }
            if message.contains("recursive reference") {
                return Err(Diagnostic::error(
                    "yaml-syntax",
                    place,
                    "this alias stands within what it refers to",
                )
                .hint("write the value out"));
            }
            let hint = mend(&message, &place);
            Err(Diagnostic::error("yaml-syntax", place, format!("this is not valid YAML: {message}"))
                .hint(hint))
        }
    }
}

/// The longest word in bytes: no address is longer, and a longer word would be set for minutes.
const LONGEST_WORD: usize = 2_000;

/// The length of the longest word of all texts and keys, and the place of its text.
fn longest_word(node: &Node) -> (usize, Option<&Place>) {
    let longest = |text: &str| text.split_whitespace().map(str::len).max().unwrap_or(0);
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) => (0, None),
        Value::Text(text) => (longest(text), Some(&node.place)),
        Value::List(items) => items.iter().map(longest_word).max_by_key(|found| found.0).unwrap_or((0, None)),
        Value::Map(pairs) => {
            let found = pairs
                .iter()
                .flat_map(|(key, node)| [(longest(&key.name), Some(&key.place)), longest_word(node)]);
            found.max_by_key(|found| found.0).unwrap_or((0, None))
        }
    }
}

/// What to do about a fault that the parser names in its own terms: the usual slips by name.
fn mend(message: &str, place: &Place) -> &'static str {
    let line = place.line_text();
    if place.source.text[place.start..].starts_with(|c: char| c.is_control() && !c.is_whitespace()) {
        "remove the control character that stands here"
    } else if message.contains("tabs") {
        "indent with spaces, not with tabs"
    } else if [": {{", "- {{"].iter().any(|start| line.contains(start)) {
        "put a text that begins with `{{` in single quotes: '{{ … }} …'"
    } else if message.contains("mapping values are not allowed") {
        "put a text that holds a colon and a space in quotes; else check the indentation"
    } else {
        "check indentation (spaces, not tabs), quotes and brackets here and on the line above"
    }
}

/// The parser's own limits in words: without them a few lines of nested aliases would fill the memory.
fn limit(message: &str) -> Option<&'static str> {
    if message.contains("Depth") || message.contains("recursion limit") {
        Some("the values from here on are nested too deeply")
    } else if message.contains("budget breached") {
        Some("up to here the file holds more values than can be read, aliases counted each time")
    } else {
        None
    }
}

/// The byte range of a location; the parser counts some positions in characters only.
fn place(source: &Arc<Source>, at: Location) -> Place {
    let span = at.span();
    let text = &source.text;
    let (start, end) = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(len)) => (start as usize, (start + len) as usize),
        _ => {
            let byte = |chars: u64| text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at);
            (byte(span.offset()), byte(span.offset() + span.len()))
        }
    };
    let clamp = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Place { source: source.clone(), start: clamp(start), end: clamp(end) }
}

fn node(source: &Arc<Source>, raw: Spanned<Raw>) -> Node {
    let place = place(source, raw.referenced);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(value) => Value::Bool(value),
        Raw::Number(value) => Value::Number(value),
        Raw::Text(value) => Value::Text(value),
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(source, item)).collect()),
        Raw::Map(pairs) => Value::Map(
            pairs.into_iter().map(|(name, value)| (key(source, name), node(source, value))).collect(),
        ),
    };
    Node { place, value }
}

fn key(source: &Arc<Source>, raw: Spanned<Raw>) -> Key {
    let place = place(source, raw.referenced);
    let name = match raw.value {
        Raw::Text(text) => text,
        // As written: the key `01` or `2020` is a name, not a number.
        _ => source.text.get(place.start..place.end).unwrap_or_default().to_owned(),
    };
    Key { name, place }
}

enum Raw {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }
    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Number(value as f64))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Number(value))
    }
    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            map.push(pair);
        }
        Ok(Raw::Map(map))
    }
}
