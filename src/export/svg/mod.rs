//! SVG with text as outlines: the drawing looks the same in a browser, in PowerPoint and in LibreOffice, whether
//! or not the font is installed there.
//!
//! Every run of text is one `<path>`; glyphs referenced by `<use>` would be smaller, but office programs support
//! them inconsistently. The path has its text as `aria-label`, as Inkscape marks outlined text: a search in the
//! file finds it and an editor can name the shape. Screen readers get the title and the description of the whole
//! image instead.

mod glyphs;
pub mod live;
mod path_data;
pub mod selectable;

use crate::markup;
use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::scene::Scene;
use crate::scene::item::{Item, PathStep, Stroke, TextRun};
use crate::units::{Color, Rect};
use glyphs::Glyphs;
pub use glyphs::OutlineCache;
use path_data::{GridPoint, Number, PathData};

/// How SVG files hold text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SvgText {
    /// As outlines, which look the same in every program.
    #[default]
    Outlines,
    /// As text, with the fonts in the file.
    Live,
}

/// The scene as an SVG file; `outlines` has the fonts that its text was shaped with.
pub fn svg(scene: &Scene, outlines: &OutlineCache<'_>) -> String {
    let mut out = String::with_capacity(64 * 1024);
    // Writing to a string cannot fail.
    let _ = write_scene(&mut out, scene, &mut Glyphs::new(outlines));
    out
}

fn write_scene(out: &mut String, scene: &Scene, glyphs: &mut Glyphs<'_>) -> fmt::Result {
    write_head(out, scene)?;
    if let Some(color) = scene.background {
        write_rect(out, Rect::new(0.0, 0.0, scene.size.width, scene.size.height), color)?;
    }
    for item in &scene.items {
        match item {
            Item::Rect { rect, fill } => write_rect(out, *rect, *fill)?,
            Item::Path { steps, fill, stroke } => write_path(out, steps, *fill, *stroke)?,
            Item::Text(run) => write_text(out, run, glyphs)?,
        }
    }
    out.write_str("</svg>\n")
}

/// The opening tag with the size, and the title and description as text alternative.
fn write_head(out: &mut String, scene: &Scene) -> fmt::Result {
    let (width, height) = (Number::of(scene.size.width), Number::of(scene.size.height));
    let texts: Vec<(&str, String)> = [("title", &scene.title), ("desc", &scene.alt)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(tag, text)| (tag, escaped(text)))
        .collect();
    let key = key(scene);
    write!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}""#)?;
    write!(out, r#" viewBox="0 0 {width} {height}" role="img""#)?;
    if !texts.is_empty() {
        let ids: Vec<String> = texts.iter().map(|(tag, _)| format!("{tag}-{key:08x}")).collect();
        write!(out, r#" aria-labelledby="{}""#, ids.join(" "))?;
    }
    if !scene.lang.is_empty() {
        write!(out, r#" lang="{}""#, escaped(&scene.lang))?;
    }
    out.write_str(">\n")?;
    texts.iter().try_for_each(|(tag, text)| writeln!(out, r#"<{tag} id="{tag}-{key:08x}">{text}</{tag}>"#))
}

/// Makes ids unique among several drawings on one web page: FNV-1a of title and description.
fn key(scene: &Scene) -> u32 {
    let bytes = scene.title.bytes().chain([0]).chain(scene.alt.bytes());
    bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn write_rect(out: &mut String, rect: Rect, fill: Color) -> fmt::Result {
    // A negative width is an error in SVG; an empty rectangle draws nothing.
    if rect.width <= 0.0 || rect.height <= 0.0 {
        return Ok(());
    }
    let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(Number::of);
    write!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#)?;
    writeln!(out, r#" fill="{}"/>"#, short_hex(fill))
}

fn write_path(
    out: &mut String,
    steps: &[PathStep],
    fill: Option<Color>,
    stroke: Option<Stroke>,
) -> fmt::Result {
    let data = path_data_of(steps);
    if data.is_empty() {
        return Ok(());
    }
    let fill = fill.map_or(Cow::Borrowed("none"), |color| Cow::Owned(short_hex(color)));
    write!(out, r#"<path fill="{fill}""#)?;
    if let Some(stroke) = stroke {
        write_stroke(out, stroke)?;
    }
    writeln!(out, r#" d="{data}"/>"#)
}

/// The steps of a path as the value of `d`; empty where there is nothing to draw.
fn path_data_of(steps: &[PathStep]) -> String {
    let mut data = PathData::default();
    for step in steps {
        match step {
            PathStep::Move(p) => data.move_to(GridPoint::of(*p)),
            PathStep::Line(p) => data.line_to(GridPoint::of(*p)),
            PathStep::Curve(a, b, p) => {
                data.curve_to(GridPoint::of(*a), GridPoint::of(*b), GridPoint::of(*p));
            }
            PathStep::Close => data.close(),
        }
    }
    data.finish()
}

fn write_stroke(out: &mut String, stroke: Stroke) -> fmt::Result {
    let (color, width) = (short_hex(stroke.color), Number::of(stroke.width));
    write!(out, r#" stroke="{color}" stroke-width="{width}" stroke-linejoin="round""#)?;
    if let Some((on, off)) = stroke.dash {
        write!(out, r#" stroke-dasharray="{} {}""#, Number::of(on), Number::of(off))?;
    }
    Ok(())
}

fn write_text(out: &mut String, run: &TextRun, glyphs: &mut Glyphs<'_>) -> fmt::Result {
    let data = glyphs.run(run);
    if data.is_empty() {
        return Ok(());
    }
    let (label, fill) = (escaped(&run.shaped.text), short_hex(run.color));
    writeln!(out, r#"<path aria-label="{label}" fill="{fill}" d="{data}"/>"#)
}

/// The colour as `#rgb` where that equals `#rrggbb`.
fn short_hex(color: Color) -> String {
    let Color { r, g, b } = color;
    if [r, g, b].iter().all(|channel| channel % 17 == 0) {
        format!("#{:x}{:x}{:x}", r / 17, g / 17, b / 17)
    } else {
        color.hex()
    }
}

/// Text for XML content and attribute values.
fn escaped(text: &str) -> String {
    markup::escaped(&super::plain(text))
}
