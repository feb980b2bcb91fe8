//! A brand in the form of brand.yml (`_brand.yml`), which other tools of the field read too: colours, fonts and logo of a
//! house. Its keys are those of that format; what it says and this program cannot honour is a warning at its place.

mod color;
mod logo;
mod typography;

use super::fields::Fields;
use super::yaml::{Node, Value};
use super::{Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
pub use color::BrandColors;
pub use logo::BrandLogo;
pub use typography::{BrandFont, BrandType};

/// What a brand says, as far as it concerns a briefing.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// Its colours.
    pub colors: BrandColors,
    /// Its type.
    pub typography: BrandType,
    /// Its logo.
    pub logo: BrandLogo,
}

impl Brand {
    /// Reads a brand file. Paths in it start at the file's folder, `folder`, seen from the specs folder.
    pub fn read(node: &Node, folder: &str, sink: &Diagnostics) -> Self {
        let mut brand = Self::default();
        let mut keys = Keys::open(node, sink);
        // What these say concerns other media.
        keys.skip(&["meta", "defaults", "defs"]);
        if let Some(node) = keys.node("color") {
            brand.colors = BrandColors::read(node, sink);
        }
        if let Some(node) = keys.node("typography") {
            brand.typography = BrandType::read(node, folder, &brand.colors, sink);
        }
        if let Some(node) = keys.node("logo") {
            brand.logo = BrandLogo::read(node, folder, sink);
        }
        keys.finish("a brand");
        brand
    }
}

/// A finding on something that a brand says and that is not used here.
fn unused(place: &Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::Brand, place.clone(), message)
}

/// The keys of a mapping of a brand while they are read: the format has more of them than concern a briefing.
struct Keys<'a> {
    pairs: &'a [(super::yaml::Key, Node)],
    sink: &'a Diagnostics,
    known: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    /// Opens a mapping; anything else is reported and has no keys.
    fn open(node: &'a Node, sink: &'a Diagnostics) -> Self {
        let pairs = match &node.value {
            Value::Map(pairs) => {
                values::report_repeated(pairs, sink);
                &pairs[..]
            }
            Value::Null => &[],
            other => {
                let message = format!("here a brand has a mapping of keys and values, not {}", other.kind());
                sink.push(
                    Diagnostic::error(Code::WrongType, node.span.clone(), message)
                        .hint("write keys below it, further to the right, or leave it out"),
                );
                &[]
            }
        };
        Self { pairs, sink, known: Vec::new() }
    }

    /// The value of a key; an empty one counts as absent.
    fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.known.push(name);
        let found = self.pairs.iter().find(|(key, _)| key.name == name).map(|(_, node)| node);
        found.filter(|node| node.value != Value::Null)
    }

    /// A text.
    fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        self.node(name).and_then(|node| values::text(node, name, self.sink))
    }

    /// Keys that concern other media.
    fn skip(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// Reports keys that the format has and nothing here can honour.
    fn report(&mut self, names: &[&'static str], what: &str) {
        for name in names {
            if let Some(node) = self.node(name) {
                let message = format!("`{name}` of {what} is not used here");
                self.sink.push(unused(&node.span, message).hint("nothing need be done: it stays as it is"));
            }
        }
    }

    /// Reports keys that nobody asked for.
    fn finish(self, what: &str) {
        for (key, _) in self.pairs.iter().filter(|(key, _)| !self.known.contains(&key.name.as_str())) {
            let hint = crate::diagnostic::suggest(&key.name, self.known.iter().copied());
            let message = format!("{what} has no key `{}`", key.name);
            self.sink.push(unused(&key.span, message).hint(hint));
        }
    }
}

/// A path of a brand, seen from the specs folder; `None` is an address on the web.
fn path(written: &Spanned<String>, folder: &str) -> Option<Spanned<String>> {
    let name = &written.value;
    if name.contains("://") {
        return None;
    }
    let value = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    Some(Spanned { value, span: written.span.clone() })
}

/// A mapping with one value for light and one for dark ground, or one value for both.
fn light_and_dark<'a>(node: &'a Node, sink: &'a Diagnostics) -> [Option<&'a Node>; 2] {
    match &node.value {
        Value::Map(_) => {
            let unheard = Diagnostics::new();
            let is_mapping = Fields::open(node, "a value for light and dark", &unheard).is_some();
            let mut keys = Keys::open(node, sink);
            let both = [keys.node("light"), keys.node("dark")];
            if is_mapping {
                keys.finish("a value for light and dark");
            }
            both
        }
        _ => [Some(node), Some(node)],
    }
}
