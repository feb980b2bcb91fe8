//! A brand file in the brand.yml format (`_brand.yml`), which other publishing tools read too: the colours, fonts
//! and logo of an organisation. Settings that this program does not support are reported as warnings.

mod color;
mod logo;
mod typography;

use super::yaml::{Node, Value};
use super::{Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
pub use color::BrandColors;
pub use logo::BrandLogo;
pub use typography::{BrandFont, BrandType};

/// The parts of a brand that matter for a briefing.
#[derive(Debug, Clone, Default)]
pub struct Brand {
    /// Its colours.
    pub colors: BrandColors,
    /// Its fonts and font sizes.
    pub typography: BrandType,
    /// Its logo.
    pub logo: BrandLogo,
}

impl Brand {
    /// Reads a brand file. Its paths are relative to `folder`, the brand file's folder relative to the specs
    /// folder.
    pub fn read(node: &Node, folder: &str, sink: &Diagnostics) -> Self {
        let mut brand = Self::default();
        let mut keys = Keys::open(node, sink);
        // These concern other media.
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

/// A warning about a part of a brand that is not used.
fn unused(span: &Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::Brand, span.clone(), message)
}

/// A reader for the keys of one mapping of a brand. Unlike [`super::fields::Fields`] it warns of unknown keys
/// instead of failing.
struct Keys<'a> {
    pairs: &'a [(super::yaml::Key, Node)],
    sink: &'a Diagnostics,
    known: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    /// Opens a mapping; any other value is reported and read as a mapping without keys.
    fn open(node: &'a Node, sink: &'a Diagnostics) -> Self {
        let pairs = match &node.value {
            Value::Map(pairs) => {
                values::report_repeated(pairs, sink);
                &pairs[..]
            }
            Value::Null => &[],
            other => {
                let message = format!(
                    "this part of a brand must be a mapping of keys to values, but here is {}",
                    other.kind()
                );
                sink.push(
                    Diagnostic::error(Code::WrongType, node.span.clone(), message)
                        .hint("write indented keys below it, or remove it"),
                );
                &[]
            }
        };
        Self { pairs, sink, known: Vec::new() }
    }

    /// The value of a key; an empty one counts as absent.
    fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.entry(name).map(|(_, node)| node)
    }

    /// The key and its value; an empty one counts as absent.
    fn entry(&mut self, name: &'static str) -> Option<(&'a super::yaml::Key, &'a Node)> {
        self.known.push(name);
        let found = self.pairs.iter().find(|(key, node)| key.name == name && node.value != Value::Null);
        found.map(|(key, node)| (key, node))
    }

    /// A text.
    fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        self.node(name).and_then(|node| values::text(node, name, self.sink))
    }

    /// Accepts keys without reading them, since they concern other media.
    fn skip(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// Warns of keys of the format that this program does not support.
    fn warn_unsupported(&mut self, names: &[&'static str], what: &str) {
        for name in names {
            if let Some(node) = self.node(name) {
                let message = format!("`{name}` of {what} is not used here");
                self.sink.push(unused(&node.span, message).hint("you can leave it as it is"));
            }
        }
    }

    /// Warns of keys that were not asked for.
    fn finish(self, what: &str) {
        for (key, _) in self.pairs.iter().filter(|(key, _)| !self.known.contains(&key.name.as_str())) {
            let hint = crate::diagnostic::suggest(&key.name, self.known.iter().copied());
            let message = format!("{what} has no key `{}`", key.name);
            self.sink.push(unused(&key.span, message).hint(hint));
        }
    }
}

/// A path of a brand, relative to the specs folder; `None` for a URL.
fn path(written: &Spanned<String>, folder: &str) -> Option<Spanned<String>> {
    let name = &written.value;
    if name.contains("://") {
        return None;
    }
    let value = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
    Some(Spanned { value, span: written.span.clone() })
}

/// The values for light and for dark backgrounds: from a mapping with both, or one value for both.
fn light_and_dark<'a>(node: &'a Node, sink: &'a Diagnostics) -> [Option<&'a Node>; 2] {
    match &node.value {
        Value::Map(_) => {
            let mut keys = Keys::open(node, sink);
            let both = [keys.node("light"), keys.node("dark")];
            keys.finish("a value for light and dark");
            both
        }
        _ => [Some(node), Some(node)],
    }
}
