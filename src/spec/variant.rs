//! Sizes and looks of images: `variants: [slide-16x9, square]` or `{name: …, width: 120mm, …}`.

use super::fields::Fields;
use super::yaml::{Node, Value};
use super::{is_id, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};

/// An image of a chart, laid out anew for its size.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Suffix of the file name; the first variant of a chart has no suffix.
    pub name: String,
    /// Width in CSS pixels.
    pub width: f32,
    /// Height in CSS pixels; 0 means as high as the chart needs.
    pub height: f32,
    /// Font size of labels in CSS pixels.
    pub text: f32,
    /// Without title and footer.
    pub plain: bool,
    /// In greys only.
    pub grey: bool,
}

/// CSS pixels per inch.
const INCH: f64 = 96.0;
/// Widths and heights allowed, in CSS pixels.
const EDGES: std::ops::RangeInclusive<f64> = 160.0..=8000.0;

impl Variant {
    /// The names of the built-in variants.
    pub const NAMES: [&'static str; 4] = ["slide-16x9", "a4", "square", "print-bw"];

    /// A built-in variant. Labels are 9.5 pt on paper, and large enough on a slide to be read from the last row.
    pub fn named(name: &str) -> Option<Self> {
        let paper = (166.0 / 25.4 * INCH) as f32;
        let (width, height, text, grey) = match name {
            "slide-16x9" => (800.0, 450.0, 15.0, false),
            "a4" => (paper, 0.0, 12.7, false),
            "square" => (600.0, 600.0, 16.0, false),
            "print-bw" => (paper, 0.0, 12.7, true),
            _ => return None,
        };
        Some(Self { name: name.into(), width, height, text, plain: false, grey })
    }

    /// Reads a list of variants.
    pub fn read_all(node: &Node, sink: &Diagnostics) -> Vec<Self> {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut variants: Vec<Self> = Vec::new();
        for item in items {
            let Some(variant) = read(item, sink) else { continue };
            if variants.iter().any(|other| other.name == variant.name) {
                let message = format!("the variant `{}` occurs twice", variant.name);
                sink.push(
                    Diagnostic::error(Code::RepeatedName, item.span.clone(), message)
                        .hint("give each variant its own name: it is part of the file name"),
                );
                continue;
            }
            variants.push(variant);
        }
        variants
    }
}

fn read(node: &Node, sink: &Diagnostics) -> Option<Variant> {
    if let Value::Text(name) = &node.value {
        let found = Variant::named(name);
        if found.is_none() {
            sink.push(
                Diagnostic::error(
                    Code::UnknownVariant,
                    node.span.clone(),
                    format!("there is no variant `{name}`"),
                )
                .hint(suggest(name, Variant::NAMES)),
            );
        }
        return found;
    }
    let mut fields = Fields::open(node, "a variant", sink)?;
    let name = fields.required("name")?;
    if !is_id(&name.value) {
        let message = format!("`{}` cannot be part of a file name", name.value);
        sink.push(
            Diagnostic::error(Code::WrongId, name.span, message)
                .hint("use only lower-case letters a-z, digits and hyphens"),
        );
        return None;
    }
    let base = Variant::named(&name.value).or_else(|| Variant::named(Variant::NAMES[0]))?;
    let width = fields.node("width").and_then(|node| length(node, "width", sink));
    let height = fields.node("height").and_then(|node| length(node, "height", sink));
    let variant = Variant {
        name: name.value,
        width: width.unwrap_or(base.width),
        height: height.unwrap_or(if width.is_some() { 0.0 } else { base.height }),
        text: fields.node("text").and_then(|node| text_size(node, sink)).unwrap_or(base.text),
        plain: fields.flag("plain").unwrap_or(base.plain),
        grey: fields.flag("grey").unwrap_or(base.grey),
    };
    fields.finish();
    Some(variant)
}

/// A length with its unit, in CSS pixels: `800px`, `120mm`, `340pt`, `5in`.
fn length(node: &Node, name: &str, sink: &Diagnostics) -> Option<f32> {
    let found = values::text(node, name, sink)?;
    let pixels = pixels(&found.value);
    if let Some(pixels) = pixels.filter(|pixels| EDGES.contains(pixels)) {
        return Some(pixels as f32);
    }
    let message = match pixels {
        Some(_) => format!("`{}` is not between 160 and 8000 pixels", found.value),
        None => format!("`{}` is not a length", found.value),
    };
    sink.push(
        Diagnostic::error(Code::WrongLength, found.span, message)
            .hint("write it as in `800px`, `120mm`, `340pt` or `5in`"),
    );
    None
}

/// The font size of labels in CSS pixels, 7 pt to 72 pt.
fn text_size(node: &Node, sink: &Diagnostics) -> Option<f32> {
    let found = values::text(node, "text", sink)?;
    let size = pixels(&found.value).filter(|size| (7.0 * INCH / 72.0 - 1e-6..=INCH).contains(size));
    if size.is_none() {
        let message = format!("`{}` is not a font size from 7 to 72 points", found.value);
        sink.push(
            Diagnostic::error(Code::WrongLength, found.span, message)
                .hint("write a size from `7pt` to `72pt`"),
        );
    }
    size.map(|size| size as f32)
}

fn pixels(text: &str) -> Option<f64> {
    let units = [("px", 1.0), ("mm", INCH / 25.4), ("pt", INCH / 72.0), ("in", INCH)];
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)))?;
    number.trim().parse::<f64>().ok().filter(|value| value.is_finite()).map(|value| value * factor)
}

#[cfg(test)]
mod tests {
    use super::pixels;

    #[test]
    fn lengths_have_units() {
        assert_eq!(pixels("800px"), Some(800.0));
        assert_eq!(pixels("1 in"), Some(96.0));
        assert_eq!(pixels("25.4mm").map(f64::round), Some(96.0));
        assert_eq!(pixels("800"), None);
    }
}
