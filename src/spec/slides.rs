//! The slides of a theme: the template that they take over, its layouts and its colours.

use super::Spanned;
use super::fields::Fields;
use super::keys::{Form, Shape, Word, optional, words};
use super::yaml::Node;
use crate::diagnostic::Diagnostics;
use crate::theme::SlideColor;
use crate::theme::palette::Roles;

/// `slides` of a theme.
#[derive(Debug, Clone, Default)]
pub struct SlidesSpec {
    /// The path of the template.
    pub template: Option<Spanned<String>>,
    /// The names of layouts: for the first slide, for sections, for charts and for text.
    pub layouts: [Option<String>; 4],
    /// Colours by purpose, as the template names them.
    pub colors: Vec<SlideColor>,
}

/// The colours of a template, as PowerPoint's files name them.
const COLORS: [(&str, &str, &str); 10] = [
    ("tx1", "tx1", "text"),
    ("bg1", "bg1", "background"),
    ("tx2", "tx2", "second text"),
    ("bg2", "bg2", "second background"),
    ("accent1", "accent1", ""),
    ("accent2", "accent2", ""),
    ("accent3", "accent3", ""),
    ("accent4", "accent4", ""),
    ("accent5", "accent5", ""),
    ("accent6", "accent6", ""),
];

const WORDS: [Word; 10] = words(&COLORS);

/// `slides`.
pub(super) const SLIDES: Shape = Shape {
    name: "slides",
    what: "`slides`",
    about: "The slides of a presentation (`--format pptx`).",
    keys: &[
        optional(
            "template",
            Form::Text,
            "A presentation (.pptx or .potx) in the specs folder. Slides take over its masters, layouts, fonts and colours.",
        )
        .like("corporate.pptx"),
        optional("layouts", Form::Shape(&LAYOUTS), "The layouts of the template, by their names."),
        optional("colors", Form::Shape(&ROLES), "The colours of the template that serve a purpose."),
    ],
};

const LAYOUTS: Shape = Shape {
    name: "layouts",
    what: "`layouts`",
    about: "The layouts of the template by their names. What is not named is found by type and placeholders.",
    keys: &[
        optional("title", Form::Text, "The layout of the first slide.").like("Title Slide"),
        optional("section", Form::Text, "The layout of the slide that opens a section.")
            .like("Section Header"),
        optional("chart", Form::Text, "The layout of a message with its chart.").like("Title and Content"),
        optional("text", Form::Text, "The layout of text.").like("Title and Content"),
    ],
};

const ROLES: Shape = Shape {
    name: "slide-colors",
    what: "`colors` of slides",
    about: "Colours of the template by purpose. Text, background and accent are its own where they have enough contrast; the others are those of the theme.",
    keys: &[
        optional("background", Form::Words(&WORDS), "The background."),
        optional("text", Form::Words(&WORDS), "Text."),
        optional("quiet", Form::Words(&WORDS), "Secondary text."),
        optional("accent", Form::Words(&WORDS), "The highlighted marks.").like("accent1"),
        optional("opposite", Form::Words(&WORDS), "The negative side of a scale."),
        optional("muted", Form::Words(&WORDS), "Marks that are not highlighted."),
        optional("rest", Form::Words(&WORDS), "Remainder and non-response."),
        optional("grid", Form::Words(&WORDS), "Grid lines."),
        optional("panel", Form::Words(&WORDS), "The background of table headers."),
        optional("palette", Form::List(&Form::Words(&WORDS)), "Colours of compared columns, in order.")
            .like("[accent1, accent2]"),
    ],
};

/// Reads `slides`.
pub(super) fn read(node: &Node, sink: &Diagnostics) -> SlidesSpec {
    let mut slides = SlidesSpec::default();
    let Some(mut fields) = Fields::open(node, &SLIDES, sink) else { return slides };
    slides.template = fields.text("template");
    if let Some(mut inner) = fields.node("layouts").and_then(|node| Fields::open(node, &LAYOUTS, sink)) {
        for (slot, name) in slides.layouts.iter_mut().zip(["title", "section", "chart", "text"]) {
            *slot = inner.text(name).map(|name| name.value);
        }
        inner.finish();
    }
    if let Some(mut inner) = fields.node("colors").and_then(|node| Fields::open(node, &ROLES, sink)) {
        for role in Roles::NAMES {
            if let Some(name) = inner.choice(role, &COLORS) {
                slides.colors.push(SlideColor { role, names: vec![name] });
            }
        }
        if let Some(names) = inner.choices("palette", &COLORS) {
            slides.colors.push(SlideColor { role: "palette", names });
        }
        inner.finish();
    }
    fields.finish();
    slides
}
