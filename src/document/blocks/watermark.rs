//! The watermark of a draft: a word across each page, behind everything else.

use crate::document::model::{Content, Document, Kid, Mark};
use crate::document::paragraph::{Setter, TextStyle};
use crate::document::styles::Styles;
use crate::scene::item::{Item, PathStep, TextRun};
use crate::theme::Theme;
use crate::theme::fonts::{FontSet, Step, Style};
use crate::units::{Color, Point};

/// The share of the page's diagonal that the word covers.
const LENGTH: f32 = 0.62;

/// How far its colour is from the ground towards that of grid lines: marks and texts keep their contrast.
const STRENGTH: f32 = 0.45;

/// Draws the word across every page, along its diagonal. It is an artifact: the cover says the same in its text.
pub fn set(document: &mut Document, word: &str, setter: Setter<'_>, fonts: &FontSet<'_>, theme: &Theme) {
    let size = theme.page.size;
    let color = theme.roles.background.mix(theme.roles.grid, STRENGTH);
    let body = Styles::new(theme).body;
    let style = TextStyle { style: Style::Bold, size: 100.0, leading: 100.0, ..body };
    let set = setter.plain(word, style, f32::INFINITY);
    let runs = set.items(Point::default());
    let scale = size.width.hypot(size.height) * LENGTH / set.width().max(1.0);
    // From the lower left to the upper right.
    let (sin, cos) = (-size.height).atan2(size.width).sin_cos();
    let baseline = runs.iter().find_map(|item| match item {
        Item::Text(run) => Some(run.at.y),
        _ => None,
    });
    // Half the height of a capital letter above the baseline.
    let middle = Point::new(set.width() * 0.5, baseline.unwrap_or_default() - 33.0);
    let place = |point: Point| {
        let (x, y) = ((point.x - middle.x) * scale, (point.y - middle.y) * scale);
        Point::new(size.width * 0.5 + x * cos - y * sin, size.height * 0.5 + x * sin + y * cos)
    };
    let drawn: Vec<Item> = runs
        .iter()
        .filter_map(|item| match item {
            Item::Text(run) => Some(outlined(run, fonts, color, &place)),
            _ => None,
        })
        .flatten()
        .collect();
    for page in &mut document.pages {
        let content = Content { mark: Mark::Layout, items: drawn.clone(), origin: Point::default() };
        page.content.insert(0, content);
    }
    // Elements name their content by its place on the page.
    for kid in document.elements.iter_mut().flat_map(|element| &mut element.kids) {
        if let Kid::Content { index, .. } = kid {
            *index += 1;
        }
    }
}

/// A run as paths, one for each glyph.
fn outlined(run: &TextRun, fonts: &FontSet<'_>, fill: Color, place: &impl Fn(Point) -> Point) -> Vec<Item> {
    let mut items = Vec::new();
    for glyphs in &run.shaped.runs {
        for glyph in &glyphs.glyphs {
            let at = |p: &Point| {
                let (x, y) = ((glyph.x + p.x) * run.size, (glyph.y + p.y) * run.size);
                place(Point::new(run.at.x + x, run.at.y - y))
            };
            let mut last = Point::default();
            let mut steps = Vec::new();
            for step in fonts.face(glyphs.face).outline(glyph.id) {
                let (made, end) = match step {
                    Step::Move(p) => (PathStep::Move(at(p)), *p),
                    Step::Line(p) => (PathStep::Line(at(p)), *p),
                    Step::Cubic(a, b, p) => (PathStep::Curve(at(a), at(b), at(p)), *p),
                    // The cubic curve that is the same as the quadratic one.
                    Step::Quad(c, p) => {
                        let towards = |from: Point| {
                            Point::new(
                                from.x + (c.x - from.x) * 2.0 / 3.0,
                                from.y + (c.y - from.y) * 2.0 / 3.0,
                            )
                        };
                        (PathStep::Curve(at(&towards(last)), at(&towards(*p)), at(p)), *p)
                    }
                    Step::Close => (PathStep::Close, last),
                };
                steps.push(made);
                last = end;
            }
            if !steps.is_empty() {
                items.push(Item::Path { steps, fill: Some(fill), stroke: None });
            }
        }
    }
    items
}
