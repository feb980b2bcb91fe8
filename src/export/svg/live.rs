//! SVG inside a web page: text is text in the page's fonts, and colours are classes, so that the page chooses between
//! light and dark.

use std::fmt::{self, Write};

use super::path_data::Number;
use super::{escaped, path_data_of, short_hex};
use crate::scene::Scene;
use crate::scene::item::{Item, TextRun};
use crate::theme::fonts::Style;
use crate::units::Color;
use crate::units::Direction;

/// The colours of a page: each with its counterpart on a dark background.
#[derive(Debug, Default)]
pub struct ColorPairs {
    pairs: Vec<(Color, Color)>,
}

impl ColorPairs {
    /// The number of a pair, which names its classes and its variable.
    pub fn number(&mut self, light: Color, dark: Color) -> usize {
        let pair = (light, dark);
        self.pairs.iter().position(|known| *known == pair).unwrap_or_else(|| {
            self.pairs.push(pair);
            self.pairs.len() - 1
        })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.pairs.len()
    }

    /// The classes of fills (`f0`) and strokes (`s0`), and the variables of the light and the dark colours.
    pub fn css(&self) -> (String, String, String) {
        let (mut classes, mut light, mut dark) = (String::new(), String::new(), String::new());
        for (index, (on_light, on_dark)) in self.pairs.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(classes, ".f{index}{{fill:var(--c{index})}}.s{index}{{stroke:var(--c{index})}}");
            let _ = write!(light, "--c{index}:{};", short_hex(*on_light));
            let _ = write!(dark, "--c{index}:{};", short_hex(*on_dark));
        }
        (classes, light, dark)
    }
}

/// The scene as an `svg` element without a name: the page names the chart once for all its widths. `dark` is the same
/// drawing in the colours of a dark page; where its items are not the same, the light colours are used on both.
pub fn live(scene: &Scene, dark: Option<&Scene>, colors: &mut ColorPairs) -> String {
    let twin = dark.filter(|dark| are_twins(scene, dark)).unwrap_or(scene);
    let (width, height) = (Number::of(scene.size.width), Number::of(scene.size.height));
    let mut out = format!(
        r#"<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">"#
    );
    for (item, twin) in scene.items.iter().zip(&twin.items) {
        // Writing to a string cannot fail.
        let _ = write_item(&mut out, item, twin, colors);
    }
    out.push_str("</svg>");
    out
}

/// Whether two drawings have the same shapes, so that they differ in colours alone.
pub fn are_twins(a: &Scene, b: &Scene) -> bool {
    let same = |(a, b): (&Item, &Item)| match (a, b) {
        (Item::Rect { rect: a, .. }, Item::Rect { rect: b, .. }) => a == b,
        (
            Item::Path { steps: a, fill: fill_a, stroke: stroke_a },
            Item::Path { steps: b, fill: fill_b, stroke: stroke_b },
        ) => a == b && fill_a.is_some() == fill_b.is_some() && stroke_a.is_some() == stroke_b.is_some(),
        (Item::Text(a), Item::Text(b)) => a.at == b.at && a.shaped.text == b.shaped.text,
        _ => false,
    };
    a.size == b.size && a.items.len() == b.items.len() && a.items.iter().zip(&b.items).all(same)
}

fn write_item(out: &mut String, item: &Item, twin: &Item, colors: &mut ColorPairs) -> fmt::Result {
    match (item, twin) {
        (Item::Rect { rect, fill }, Item::Rect { fill: dark, .. }) => {
            if rect.width > 0.0 && rect.height > 0.0 {
                let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(Number::of);
                let class = colors.number(*fill, *dark);
                write!(out, r#"<rect class="f{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#)?;
            }
            Ok(())
        }
        (Item::Path { steps, fill, stroke }, Item::Path { fill: dark_fill, stroke: dark_stroke, .. }) => {
            let data = path_data_of(steps);
            if data.is_empty() {
                return Ok(());
            }
            let mut classes = Vec::new();
            if let (Some(light), Some(dark)) = (fill, dark_fill) {
                classes.push(format!("f{}", colors.number(*light, *dark)));
            }
            let mut rest = if fill.is_none() { r#" fill="none""#.to_owned() } else { String::new() };
            if let (Some(light), Some(dark)) = (stroke, dark_stroke) {
                classes.push(format!("s{}", colors.number(light.color, dark.color)));
                write!(rest, r#" stroke-width="{}" stroke-linejoin="round""#, Number::of(light.width))?;
                if let Some((on, off)) = light.dash {
                    write!(rest, r#" stroke-dasharray="{} {}""#, Number::of(on), Number::of(off))?;
                }
            }
            write!(out, r#"<path class="{}"{rest} d="{data}"/>"#, classes.join(" "))
        }
        (Item::Text(run), Item::Text(dark)) => write_text(out, run, colors.number(run.color, dark.color)),
        // `are_twins` has made sure that both are of one kind.
        _ => Ok(()),
    }
}

fn write_text(out: &mut String, run: &TextRun, color: usize) -> fmt::Result {
    let text = run.shaped.text.replace('\u{ad}', "");
    if text.trim().is_empty() {
        return Ok(());
    }
    let face = run.shaped.runs.first().map_or(0, |glyphs| usize::from(glyphs.face.0));
    let style = match Style::ALL.get(face) {
        Some(Style::Italic) => " i",
        Some(Style::Semibold) => " m",
        Some(Style::Bold) => " b",
        Some(Style::Regular) | None => "",
    };
    let [x, y, size, width] = [run.at.x, run.at.y, run.size, run.width()].map(Number::of);
    // The width of the layout holds in any font: without the page's fonts no label runs into another.
    write!(out, r#"<text class="f{color}{style}" x="{x}" y="{y}" font-size="{size}" textLength="{width}""#)?;
    // The end of a text from right to left is on its left, where the layout places it.
    out.write_str(match run.shaped.direction {
        Direction::LeftToRight => ">",
        Direction::RightToLeft => r#" direction="rtl" text-anchor="end">"#,
    })?;
    write!(out, "{}</text>", escaped(&text))
}
