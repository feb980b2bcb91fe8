//! Footnotes, set at the foot of the page with their mark.

use super::anchors;
use super::builder::Builder;
use super::context::Context;
use super::model::Role;
use super::paragraph::Set;
use crate::scene::item::Item;
use crate::story::markdown::{Inline, Note};
use crate::units::Rect;

/// The share of a page that the notes of a line may take. Longer ones follow at the end of their section.
const MOST: f32 = 0.3;

/// A footnote with its text set.
pub struct Footnote {
    /// Its number.
    pub number: String,
    label: Set,
    label_element: usize,
    text: Set,
    element: usize,
    indent: f32,
}

impl Footnote {
    /// Sets a note to this width; its elements become the next children of `parent`.
    pub fn new(note: &Note, parent: usize, width: f32, context: &Context<'_>, builder: &mut Builder) -> Self {
        let small = context.styles.small;
        let indent = small.size * 1.6;
        let element = builder.element(parent, Role::Note);
        Self {
            number: note.name.clone(),
            label: context.setter.plain(&note.name, small, indent),
            label_element: builder.element(element, Role::Label),
            text: context.setter.set(&note.text, small, width - indent),
            element: builder.element(element, Role::Paragraph),
            indent,
        }
    }

    /// Its height with the distance to the next one, in points.
    pub fn height(&self) -> f32 {
        self.text.height() + self.text.leading() * 0.2
    }

    /// Places it at the builder's current position.
    pub fn place(&self, builder: &mut Builder, left: f32) {
        let top = builder.y;
        builder.anchor(&anchors::note(&self.number));
        self.label.place_here(builder, self.label_element, left);
        builder.y = top;
        self.text.place_here(builder, self.element, left + self.indent);
        builder.y = top + self.height();
    }
}

/// What the rule above footnotes takes of a page, with the gap above it.
pub fn rule_height(base: f32) -> f32 {
    base * 1.8
}

/// Places notes at the foot of the last page, below a short rule. The position in the text stays where it is.
pub fn place_at_foot(notes: &[Footnote], base: f32, builder: &mut Builder) {
    if notes.is_empty() {
        return;
    }
    let (at, style) = (builder.y, *builder.style());
    let foot = notes.iter().map(Footnote::height).sum::<f32>();
    builder.y = style.size.height - style.bottom - foot;
    let rule = Rect::new(style.left, builder.y - base * 0.6, base * 6.0, 0.6);
    builder.artifact(vec![Item::Rect { rect: rule, fill: builder.rule_color() }]);
    for note in notes {
        note.place(builder, style.left);
    }
    builder.y = at;
    builder.reserve_foot(foot + rule_height(base));
}

/// The notes of a text that its lines may bring to the foot of their page, in the order of their marks.
pub fn at_foot<'n>(inlines: &[Inline], notes: &'n [Note], context: &Context<'_>) -> Vec<&'n Note> {
    let small = context.styles.small;
    let page = context.theme.page;
    let mut room = page.text_height() * MOST;
    let marked = inlines.iter().filter_map(|inline| inline.note.as_ref());
    let mut found: Vec<&Note> = Vec::new();
    for name in marked {
        let Some(note) = notes.iter().find(|note| note.name == *name) else { continue };
        let height = context.setter.set(&note.text, small, page.text_width() * 0.9).height() + small.leading;
        if height <= room && !found.iter().any(|one| one.name == note.name) {
            room -= height;
            found.push(note);
        }
    }
    found
}
