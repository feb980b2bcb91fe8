//! YAML text to a tree of nodes, each with its place. The only file that knows the YAML parser.

mod spot;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span};
use serde::de::DeserializeSeed;
use serde_yaml::{DuplicateKeyPolicy, NonFiniteFloatPolicy, Span as YamlSpan};
use spot::Spot;

/// A value of a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
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
    pub span: Span,
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
pub fn tree(source: &Arc<Source>, sink: &Diagnostics) -> Option<Node> {
    parse(source).map_err(|fault| sink.push(fault)).ok()
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
    let spot = Spot { source };
    match serde_yaml::with_deserializer_from_str_with_options(&source.text, options, |at| {
        spot.deserialize(at)
    }) {
        Ok(node) if !may_hold_long_words(&source.text) => Ok(node),
        Ok(node) => match longest_word(&node) {
            (length, Some(place)) if length > LONGEST_WORD => {
                let start = Span { end: place.start, ..place.clone() };
                let message = format!("here is a word of {length} bytes, more than {LONGEST_WORD}");
                Err(Diagnostic::error(Code::TooLarge, start, message)
                    .hint("nobody writes this by hand: is it the right text?"))
            }
            _ => Ok(node),
        },
        Err(error) => {
            let place =
                error.location().map_or_else(|| Span::file(source.clone()), |at| between(source, &at.span()));
            let text = error.without_snippet().to_string();
            let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
            if let Some(limit) = limit(&message) {
                return Err(Diagnostic::error(Code::TooLarge, place, limit)
                    .hint("nobody writes this by hand: is it the right file?"));
            }
            if message.contains("multiple YAML documents") {
                return Err(Diagnostic::error(
                    Code::YamlSyntax,
                    place,
                    "a second document begins after `---`",
                )
                .hint("a file holds one document: take the line `---` out, or make two files"));
            }
            if message.contains("recursive reference") {
                return Err(Diagnostic::error(
                    Code::YamlSyntax,
                    place,
                    "this alias stands within what it refers to",
                )
                .hint("write the value out"));
            }
            let hint = mend(&message, &place);
            Err(Diagnostic::error(Code::YamlSyntax, place, format!("this is not valid YAML: {message}"))
                .hint(hint))
        }
    }
}

/// The longest word in bytes: no address is longer, and a longer word would be set for minutes.
const LONGEST_WORD: usize = 2_000;

/// Whether a word of the values can be longer than that: they are as long as they are written, unless lines are joined.
fn may_hold_long_words(text: &str) -> bool {
    text.contains("\\\n")
        || text.contains("\\\r")
        || text.len() > LONGEST_WORD && text.split_whitespace().any(|word| word.len() > LONGEST_WORD)
}

/// The length of the longest word of all texts and keys, and the place of its text.
fn longest_word(node: &Node) -> (usize, Option<&Span>) {
    let longest = |text: &str| text.split_whitespace().map(str::len).max().unwrap_or(0);
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) => (0, None),
        Value::Text(text) => (longest(text), Some(&node.span)),
        Value::List(items) => items.iter().map(longest_word).max_by_key(|found| found.0).unwrap_or((0, None)),
        Value::Map(pairs) => {
            let found = pairs
                .iter()
                .flat_map(|(key, node)| [(longest(&key.name), Some(&key.span)), longest_word(node)]);
            found.max_by_key(|found| found.0).unwrap_or((0, None))
        }
    }
}

/// Whether the line above is a key and a value without the space between them: `Costs:67`.
fn lacks_space(place: &Span) -> bool {
    let before = place.source.text.get(..place.start).unwrap_or_default();
    let line = before.lines().rev().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.split_once(':').is_some_and(|(key, value)| {
        !key.trim().is_empty()
            && !key.contains(['#', '"', '\''])
            && value.starts_with(|c: char| !c.is_whitespace())
    })
}

/// What to do about a fault that the parser names in its own terms: the usual slips by name.
fn mend(message: &str, place: &Span) -> &'static str {
    let line = place.line_text();
    if place.source.text[place.start..].starts_with(|c: char| c.is_control() && !c.is_whitespace()) {
        "remove the control character that stands here"
    } else if message.contains("tabs") {
        "indent with spaces, not with tabs"
    } else if [": {{", "- {{"].iter().any(|start| line.contains(start)) {
        "put a text that begins with `{{` in single quotes: '{{ … }} …'"
    } else if message.contains("mapping values are not allowed") && lacks_space(place) {
        "put a space behind the colon on the line above"
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

/// The place between two positions; the parser counts some in characters only.
fn between(source: &Arc<Source>, span: &YamlSpan) -> Span {
    let text = &source.text;
    let (start, end) = match (span.byte_offset(), span.byte_len()) {
        (Some(start), Some(len)) => (start as usize, (start + len) as usize),
        _ => {
            let byte = |chars: u64| text.char_indices().nth(chars as usize).map_or(text.len(), |(at, _)| at);
            (byte(span.offset()), byte(span.offset() + span.len()))
        }
    };
    let clamp = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Span { source: source.clone(), start: clamp(start), end: clamp(end) }
}
