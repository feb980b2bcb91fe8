//! Parses YAML text into a tree of nodes with spans. Only this module knows the YAML parser.

mod flow;
mod spot;

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Source, Span};
use serde::de::DeserializeSeed;
use serde_yaml::{DuplicateKeyPolicy, NonFiniteFloatPolicy, Span as YamlSpan};
use spot::NodeSeed;

/// A value of a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it was written.
    pub span: Span,
    /// The value itself.
    pub value: Value,
    /// The words that stand in the place of what was written, where a parameter filled it.
    pub filled: Option<Box<str>>,
}

impl Node {
    /// The characters of the value as they were written, in the file or for its parameter.
    pub fn written(&self) -> &str {
        let Span { source, start, end } = &self.span;
        self.filled.as_deref().or_else(|| source.text.get(*start..*end)).unwrap_or_default()
    }

    /// What it says, wherever it is: two values of which this is the same mean the same to every reader.
    pub fn said(&self) -> String {
        let mut said = String::new();
        self.say(&mut said);
        said
    }

    fn say(&self, said: &mut String) {
        match &self.value {
            Value::List(items) => {
                said.push('[');
                items.iter().for_each(|item| item.say(said));
                said.push(']');
            }
            Value::Map(pairs) => {
                said.push('{');
                for (key, node) in pairs {
                    *said += &format!("{:?}:", key.name);
                    node.say(said);
                }
                said.push('}');
            }
            scalar => *said += &format!("{scalar:?}{}{:?},", u8::from(self.filled.is_some()), self.written()),
        }
    }
}

/// A YAML value, resolved to a type.
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
    /// A mapping in the order of the file, with its keys as written.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Its text; a number keeps the digits it was written with.
    pub name: String,
    /// Where it was written.
    pub span: Span,
}

impl Value {
    /// What messages call this type of value.
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

/// Parses a file; `None`, with a diagnostic, if it is not valid YAML.
pub fn tree(source: &Arc<Source>, sink: &Diagnostics) -> Option<Node> {
    parse(source).map_err(|error| sink.push(error)).ok()
}

/// Parses one YAML document.
///
/// # Errors
/// A `yaml-syntax` diagnostic where the parser stopped, or `too-large` where a limit is exceeded.
pub fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let options = serde_yaml::options! {
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    let seed = NodeSeed { source };
    match serde_yaml::with_deserializer_from_str_with_options(&source.text, options, |deserializer| {
        seed.deserialize(deserializer)
    }) {
        Ok(node) if !may_hold_long_words(&source.text) => flow::mended(node),
        Ok(node) => match longest_word(&node) {
            (length, Some(span)) if length > LONGEST_WORD => {
                let start = Span { end: span.start, ..span.clone() };
                let message = format!("this word has {length} bytes, more than the limit of {LONGEST_WORD}");
                Err(Diagnostic::error(Code::TooLarge, start, message)
                    .hint("check whether this is the right text: words this long are not written by hand"))
            }
            _ => flow::mended(node),
        },
        Err(error) => {
            let span =
                error.location().map_or_else(|| Span::file(source.clone()), |at| to_span(source, &at.span()));
            let text = error.without_snippet().to_string();
            let message = text.split(" at line ").next().unwrap_or(&text).to_owned();
            if let Some(limit) = limit(&message) {
                return Err(Diagnostic::error(Code::TooLarge, span, limit)
                    .hint("check whether this is the right file: specs this large are not written by hand"));
            }
            if message.contains("multiple YAML documents") {
                return Err(Diagnostic::error(
                    Code::YamlSyntax,
                    span,
                    "a second document begins after `---`",
                )
                .hint("a file holds one document: remove the line `---`, or split the file in two"));
            }
            if message.contains("recursive reference") {
                return Err(Diagnostic::error(
                    Code::YamlSyntax,
                    span,
                    "this alias is inside the value that it refers to",
                )
                .hint("write the value out instead of using an alias"));
            }
            let hint = syntax_hint(&message, &span);
            Err(Diagnostic::error(Code::YamlSyntax, span, format!("this is not valid YAML: {message}"))
                .hint(hint))
        }
    }
}

/// The longest word allowed, in bytes. URLs are shorter, and breaking a longer word into lines would take minutes.
const LONGEST_WORD: usize = 2_000;

/// Whether a value can hold a longer word. Words are as long in values as in the file, unless escapes join lines.
fn may_hold_long_words(text: &str) -> bool {
    text.contains("\\\n")
        || text.contains("\\\r")
        || text.len() > LONGEST_WORD && text.split_whitespace().any(|word| word.len() > LONGEST_WORD)
}

/// The length of the longest word in all texts and keys, in bytes, and the span of its text.
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

/// Whether the line above lacks the space between key and value, as in `Costs:67`.
fn lacks_space(span: &Span) -> bool {
    let before = span.source.text.get(..span.start).unwrap_or_default();
    let line = before.lines().rev().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.split_once(':').is_some_and(|(key, value)| {
        !key.trim().is_empty()
            && !key.contains(['#', '"', '\''])
            && value.starts_with(|c: char| !c.is_whitespace())
    })
}

/// A hint for a parser error: names the usual mistakes, which the parser reports in its own terms.
fn syntax_hint(message: &str, span: &Span) -> &'static str {
    let line = span.line_text();
    if span.source.text[span.start..].starts_with(|c: char| c.is_control() && !c.is_whitespace()) {
        "remove the control character here"
    } else if message.contains("tabs") {
        "indent with spaces, not with tabs"
    } else if [": {{", "- {{"].iter().any(|start| line.contains(start)) {
        "put a text that begins with `{{` in single quotes: '{{ … }} …'"
    } else if message.contains("mapping values are not allowed") && lacks_space(span) {
        "put a space after the colon on the line above"
    } else if message.contains("mapping values are not allowed") {
        "put a text that contains a colon and a space in quotes, or check the indentation"
    } else {
        "check indentation (spaces, not tabs), quotes and brackets here and on the line above"
    }
}

/// Words the parser's own limits, which keep a few lines of nested aliases from filling the memory.
fn limit(message: &str) -> Option<&'static str> {
    if message.contains("Depth") || message.contains("recursion limit") {
        Some("the values from here on are nested too deeply")
    } else if message.contains("budget breached") {
        Some("the file has too many values up to here, counting each use of an alias")
    } else {
        None
    }
}

/// Converts a span of the parser to bytes: the parser counts some positions in characters only.
fn to_span(source: &Arc<Source>, span: &YamlSpan) -> Span {
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
