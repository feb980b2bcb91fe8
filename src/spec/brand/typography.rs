//! The typography of a brand: font families with their files, and the families of running text and headings.

use super::color::BrandColors;
use super::{Keys, path, unused};
use crate::diagnostic::Diagnostics;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::Look;

/// The names that brands use for the compiled-in family.
const BUILT_IN: [&str; 2] = ["Source Sans 3", "Source Sans Pro"];
/// Font sizes of running text allowed on a page, in points.
const SIZES: std::ops::RangeInclusive<f32> = 7.0..=36.0;

/// The typography of a brand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BrandType {
    /// The font files for running text.
    pub base: Vec<BrandFont>,
    /// The font files for headings, if their family differs.
    pub headings: Vec<BrandFont>,
    /// The weight of headings, 1 to 1000.
    pub weight: Option<u16>,
    /// The font size of running text in points.
    pub size: Option<f32>,
}

/// A font file of a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFont {
    /// Its path relative to the specs folder.
    pub path: Spanned<String>,
    /// Its weight, 1 to 1000; `None` leaves it to the file.
    pub weight: Option<u16>,
    /// Whether it is italic; `None` leaves it to the file.
    pub italic: Option<bool>,
}

/// A font family and its files.
struct Family {
    name: String,
    files: Vec<BrandFont>,
    /// Where the brand would fetch it from, such as `google`.
    source: Option<Spanned<String>>,
}

impl BrandType {
    /// Reads `typography` of a brand.
    pub(super) fn read(node: &Node, folder: &str, colors: &BrandColors, sink: &Diagnostics) -> Self {
        let mut found = Self::default();
        let mut keys = Keys::open(node, sink);
        // Briefings contain no code.
        keys.skip(&["monospace", "monospace-inline", "monospace-block"]);
        let families: Vec<Family> = match keys.node("fonts").map(|node| (&node.value, node)) {
            Some((Value::List(items), _)) => {
                items.iter().filter_map(|item| family(item, folder, sink)).collect()
            }
            Some((_, node)) => {
                sink.push(values::wrong_type(node, "fonts", "a list"));
                Vec::new()
            }
            None => Vec::new(),
        };
        if let Some(node) = keys.node("base") {
            let mut inner = Options::open(node, sink);
            found.base = inner.family(&families, sink);
            found.size = inner.size(sink);
            inner.warn_unsupported(&["weight", "line-height"], "running text");
            inner.finish("running text");
        }
        if let Some(node) = keys.node("headings") {
            let mut inner = Options::open(node, sink);
            found.headings = inner.family(&families, sink);
            if found.headings == found.base {
                found.headings.clear();
            }
            found.weight = inner.weight(sink);
            inner.warn_unsupported(&["style", "line-height", "color"], "headings");
            inner.finish("headings");
        }
        if let Some(node) = keys.node("link").filter(|node| matches!(node.value, Value::Map(_))) {
            let mut inner = Options::open(node, sink);
            inner.link(colors, sink);
            inner.warn_unsupported(&["weight", "background-color", "decoration"], "links");
            inner.finish("links");
        }
        keys.finish("the type of a brand");
        found
    }
}

/// The settings of one kind of text: just a family name, or a mapping.
struct Options<'a> {
    family_name: Option<&'a Node>,
    keys: Option<Keys<'a>>,
}

impl<'a> Options<'a> {
    fn open(node: &'a Node, sink: &'a Diagnostics) -> Self {
        match node.value {
            Value::Text(_) => Self { family_name: Some(node), keys: None },
            _ => Self { family_name: None, keys: Some(Keys::open(node, sink)) },
        }
    }

    fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.keys.as_mut()?.node(name)
    }

    /// The files of the chosen family; none for the built-in one.
    fn family(&mut self, families: &[Family], sink: &Diagnostics) -> Vec<BrandFont> {
        let named = self.node("family");
        let Some(node) = self.family_name.or(named) else { return Vec::new() };
        let Some(name) = values::text(node, "family", sink) else { return Vec::new() };
        let family = families.iter().find(|family| family.name == name.value);
        if let Some(family) = family.filter(|family| !family.files.is_empty()) {
            return family.files.clone();
        }
        if BUILT_IN.contains(&name.value.as_str()) {
            return Vec::new();
        }
        let (span, reason) = match family.and_then(|family| family.source.as_ref()) {
            Some(source) => {
                (&source.span, format!("fonts from `source: {}` are not downloaded", source.value))
            }
            None => (&name.span, "it lists no files".to_owned()),
        };
        let message = format!("Source Sans 3 replaces the font `{}`: {reason}", name.value);
        sink.push(unused(span, message).hint(
            "save its TrueType files next to the brand file: `{family: …, source: file, files: [{path: …, weight: 400}, …]}`",
        ));
        Vec::new()
    }

    /// A font size in points; units for screens do not apply to a page.
    fn size(&mut self, sink: &Diagnostics) -> Option<f32> {
        let node = self.node("size")?;
        let written = values::text(node, "size", sink)?;
        let points = written.value.strip_suffix("pt").and_then(|number| number.trim().parse::<f32>().ok());
        let size = points.filter(|size| SIZES.contains(size));
        if size.is_none() {
            let message = format!("the size `{}` is not used: a page needs 7 to 36 points", written.value);
            let hint = "write it as in `10pt`, or set `type: {page: 10}` in theme.yaml";
            sink.push(unused(&written.span, message).hint(hint));
        }
        size
    }

    fn weight(&mut self, sink: &Diagnostics) -> Option<u16> {
        weight(self.node("weight")?, sink)
    }

    /// Warns if links have a colour other than the accent colour, in which they are always set.
    fn link(&mut self, colors: &BrandColors, sink: &Diagnostics) {
        let Some(node) = self.node("color") else { return };
        let color = colors.color(node, sink);
        if color.is_some() && color != colors.get("primary", Look::Neutral) {
            let message = "the colour of links is not used: they have the accent colour";
            sink.push(unused(&node.span, message).hint("you can leave it as it is"));
        }
    }

    fn warn_unsupported(&mut self, names: &[&'static str], what: &str) {
        if let Some(keys) = &mut self.keys {
            keys.warn_unsupported(names, what);
        }
    }

    fn finish(self, what: &str) {
        if let Some(keys) = self.keys {
            keys.finish(what);
        }
    }
}

fn family(node: &Node, folder: &str, sink: &Diagnostics) -> Option<Family> {
    let mut keys = Keys::open(node, sink);
    keys.skip(&["weight", "style", "display"]);
    let name = keys.text("family");
    let source = keys.text("source");
    let files = match keys.node("files").map(|node| (&node.value, node)) {
        Some((Value::List(items), _)) => items.iter().filter_map(|item| file(item, folder, sink)).collect(),
        Some((_, node)) => {
            sink.push(values::wrong_type(node, "files", "a list"));
            Vec::new()
        }
        None => Vec::new(),
    };
    keys.finish("a font of a brand");
    Some(Family { name: name?.value, files, source })
}

fn file(node: &Node, folder: &str, sink: &Diagnostics) -> Option<BrandFont> {
    let (written, weight, italic) = match node.value {
        Value::Map(_) => {
            let mut keys = Keys::open(node, sink);
            let written = keys.text("path");
            let weight = keys.node("weight").and_then(|node| self::weight(node, sink));
            let italic = keys.text("style").map(|style| style.value != "normal");
            keys.finish("a font file of a brand");
            (written?, weight, italic)
        }
        _ => (values::text(node, "files", sink)?, None, None),
    };
    let found = path(&written, folder);
    if found.is_none() {
        let message = "the font file is on the web, and nothing is downloaded";
        sink.push(
            unused(&written.span, message)
                .hint("save the file next to the brand file and write its name here"),
        );
    }
    Some(BrandFont { path: found?, weight, italic })
}

/// Font weights by name, as in brand.yml.
const WEIGHTS: [(&str, u16); 13] = [
    ("thin", 100),
    ("extra-light", 200),
    ("ultra-light", 200),
    ("light", 300),
    ("normal", 400),
    ("regular", 400),
    ("medium", 500),
    ("semi-bold", 600),
    ("demi-bold", 600),
    ("bold", 700),
    ("extra-bold", 800),
    ("ultra-bold", 800),
    ("black", 900),
];

fn weight(node: &Node, sink: &Diagnostics) -> Option<u16> {
    let written = values::text(node, "weight", sink)?;
    let named = WEIGHTS.iter().find(|(name, _)| *name == written.value).map(|(_, weight)| *weight);
    let number = || written.value.parse::<u16>().ok().filter(|weight| (1..=1000).contains(weight));
    let found = named.or_else(number);
    if found.is_none() {
        let message = format!("unknown font weight `{}`", written.value);
        sink.push(
            unused(&written.span, message).hint("write a number such as 400, or a name such as `bold`"),
        );
    }
    found
}
