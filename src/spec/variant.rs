//! Sizes and looks of images: `variants: [slide-16x9, square]` or `{name: …, width: 120mm, …}`.

use super::fields::Fields;
use super::keys::{Choice, Form, Key, Preset, Shape, optional, required, words};
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

/// The width of text on a page of A4, in CSS pixels.
const PAPER: f32 = (166.0 / 25.4 * INCH) as f32;

/// The built-in variants: width, height and font size in CSS pixels, and whether they are in greys. Labels are 9.5 pt
/// on paper, and large enough on a slide to be read from the last row.
const BUILT_IN: [Choice<(f32, f32, f32, bool)>; 4] = [
    ("slide-16x9", (800.0, 450.0, 15.0, false), "800 × 450 pixels, for slides"),
    ("a4", (PAPER, 0.0, 12.7, false), "166 mm wide and as high as the chart needs, for paper"),
    ("square", (600.0, 600.0, 16.0, false), "600 × 600 pixels"),
    ("print-bw", (PAPER, 0.0, 12.7, true), "like `a4`, in greys and patterns"),
];

/// The key of a briefing or chart that names its images.
pub(super) const VARIANTS: Key = optional(
    "variants",
    Form::Either(&[
        Form::Words(&words(&BUILT_IN)),
        Form::Shape(&VARIANT),
        Form::List(&Form::Either(&[Form::Words(&words(&BUILT_IN)), Form::Shape(&VARIANT)])),
    ]),
    "The images: each variant is laid out anew for its size. The file of the first has the chart's name, the others add their own. The chart's own list overrides the briefing's.",
)
.or(Preset::Word(BUILT_IN[0].0))
.like("[slide-16x9, {name: brochure, width: 120mm}]");

const VARIANT: Shape = Shape {
    name: "variant",
    what: "a variant",
    about: "A size and look of images. What is not set is taken from the built-in variant of the same name, or else from `slide-16x9`.",
    keys: &[
        required(
            "name",
            Form::Id,
            "Suffix of the file name. The name of a built-in variant also takes over its settings.",
        )
        .like("brochure"),
        optional("width", LENGTH, "Width with a unit: px, mm, pt or in."),
        optional("height", LENGTH, "Height with a unit.")
            .or(Preset::Described("what the chart needs, if `width` is given")),
        optional("text", TEXT_SIZE, "Font size of labels, 7pt to 72pt."),
        optional("plain", Form::Flag, "Without title and footer, for slides that have their own."),
        optional("grey", Form::Flag, "In greys and patterns, for print in black and white."),
    ],
};

const TEXT_SIZE: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "9pt");
const LENGTH: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "340pt");

impl Variant {
    /// The names of the built-in variants.
    pub const NAMES: [&'static str; 4] = [BUILT_IN[0].0, BUILT_IN[1].0, BUILT_IN[2].0, BUILT_IN[3].0];

    /// A built-in variant.
    pub fn named(name: &str) -> Option<Self> {
        let (name, (width, height, text, grey), _) =
            BUILT_IN.into_iter().find(|(known, ..)| *known == name)?;
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
    let mut fields = Fields::open(node, &VARIANT, sink)?;
    let name = fields.text("name")?;
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
