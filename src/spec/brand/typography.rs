//! The type of a brand: families with their files, and which of them text and headings are set in.

use super::color::BrandColors;
use super::{Keys, path, unused};
use crate::diagnostic::Diagnostics;
use crate::spec::yaml::{Node, Value};
use crate::spec::{Spanned, values};
use crate::theme::palette::Look;

/// The family that is compiled in, by the names that brands give it.
const BUILT_IN: [&str; 2] = ["Source Sans 3", "Source Sans Pro"];
/// Sizes of running text on a page, in points.
const SIZES: std::ops::RangeInclusive<f32> = 7.0..=36.0;

/// What a brand says of type.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BrandType {
    /// The files of the family of running text.
    pub base: Vec<BrandFont>,
    /// The files of the family of headings, where it is another one.
    pub headings: Vec<BrandFont>,
    /// The weight of headings.
    pub weight: Option<u16>,
    /// The size of running text in points.
    pub size: Option<f32>,
}

/// A font file of a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFont {
    /// Where it lies, seen from the specs folder.
    pub path: Spanned<String>,
    /// Its weight, 100 to 900, where that is not left to the file.
    pub weight: Option<u16>,
    /// Whether it is italic, where that is not left to the file.
    pub italic: Option<bool>,
}

/// A family by name: its files, or why there are none.
struct Family {
    name: String,
    files: Vec<BrandFont>,
    /// Where its files are to come from otherwise.
    source: Option<Spanned<String>>,
}

impl BrandType {
    /// Reads `typography` of a brand.
    pub(super) fn read(node: &Node, folder: &str, colors: &BrandColors, sink: &Diagnostics) -> Self {
        let mut found = Self::default();
        let mut keys = Keys::open(node, sink);
        // There is no code in a briefing.
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
            inner.report(&["weight", "line-height"], "running text");
            inner.finish("running text");
        }
        if let Some(node) = keys.node("headings") {
            let mut inner = Options::open(node, sink);
            found.headings = inner.family(&families, sink);
            if found.headings == found.base {
                found.headings.clear();
            }
            found.weight = inner.weight(sink);
            inner.report(&["style", "line-height", "color"], "headings");
            inner.finish("headings");
        }
        if let Some(node) = keys.node("link").filter(|node| matches!(node.value, Value::Map(_))) {
            let mut inner = Options::open(node, sink);
            inner.link(colors, sink);
            inner.report(&["weight", "background-color", "decoration"], "links");
            inner.finish("links");
        }
        keys.finish("the type of a brand");
        found
    }
}

/// What is said of one kind of text: a family by itself, or a mapping.
struct Options<'a> {
    plain: Option<&'a Node>,
    keys: Option<Keys<'a>>,
}

impl<'a> Options<'a> {
    fn open(node: &'a Node, sink: &'a Diagnostics) -> Self {
        match node.value {
            Value::Text(_) => Self { plain: Some(node), keys: None },
            _ => Self { plain: None, keys: Some(Keys::open(node, sink)) },
        }
    }

    fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.keys.as_mut()?.node(name)
    }

    /// The files of the family that is named.
    fn family(&mut self, families: &[Family], sink: &Diagnostics) -> Vec<BrandFont> {
        let named = self.node("family");
        let Some(node) = self.plain.or(named) else { return Vec::new() };
        let Some(name) = values::text(node, "family", sink) else { return Vec::new() };
        let family = families.iter().find(|family| family.name == name.value);
        if let Some(family) = family.filter(|family| !family.files.is_empty()) {
            return family.files.clone();
        }
        if BUILT_IN.contains(&name.value.as_str()) {
            return Vec::new();
        }
        let (place, from) = match family.and_then(|family| family.source.as_ref()) {
            Some(source) => (&source.span, format!("`source: {}` is not fetched", source.value)),
            None => (&name.span, "no file is named for it".to_owned()),
        };
        let message = format!("the font `{}` is not here: {from}, so Source Sans 3 is used", name.value);
        sink.push(unused(place, message).hint(
            "put its TrueType files beside the brand: `{family: …, source: file, files: [{path: …, weight: 400}, …]}`",
        ));
        Vec::new()
    }

    /// A size in points; others are measures of screens.
    fn size(&mut self, sink: &Diagnostics) -> Option<f32> {
        let node = self.node("size")?;
        let written = values::text(node, "size", sink)?;
        let points = written.value.strip_suffix("pt").and_then(|number| number.trim().parse::<f32>().ok());
        let size = points.filter(|size| SIZES.contains(size));
        if size.is_none() {
            let message = format!("the size `{}` is not used: on a page, sizes are points", written.value);
            let hint = "write it as in `10pt`, 7 to 36, or as `type: {page: 10}` in theme.yaml";
            sink.push(unused(&written.span, message).hint(hint));
        }
        size
    }

    fn weight(&mut self, sink: &Diagnostics) -> Option<u16> {
        weight(self.node("weight")?, sink)
    }

    /// Links are set in the accent colour: another one is not used.
    fn link(&mut self, colors: &BrandColors, sink: &Diagnostics) {
        let Some(node) = self.node("color") else { return };
        let color = colors.color(node, sink);
        if color.is_some() && color != colors.get("primary", Look::Neutral) {
            let message = "the colour of links is not used: they are set in the accent colour";
            sink.push(unused(&node.span, message).hint("nothing need be done: it stays as it is"));
        }
    }

    fn report(&mut self, names: &[&'static str], what: &str) {
        if let Some(keys) = &mut self.keys {
            keys.report(names, what);
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
        let message = "the font file lies on the web, and nothing is fetched from there";
        sink.push(unused(&written.span, message).hint("put the file beside the brand and name it"));
    }
    Some(BrandFont { path: found?, weight, italic })
}

/// The weights by name.
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
        let message = format!("the weight `{}` is not known here", written.value);
        sink.push(
            unused(&written.span, message).hint("write a number such as 400, or a name such as `bold`"),
        );
    }
    found
}
