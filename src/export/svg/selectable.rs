//! SVG whose text stays text, in the fonts that it brings with it: for web pages that look for words, scripts that move
//! marks, and programs in which somebody goes on drawing. Layers, marks and labels have ids.
//!
//! The image has one name and one description. What is inside is hidden from screen readers, since both say it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::path_data::Number;
use super::{escaped, key, short_hex, write_head, write_path, write_rect};
use crate::scene::Scene;
use crate::scene::item::{Item, PathStep, TextRun};
use crate::theme::fonts::{FaceId, FontSet, Style};
use crate::units::{Direction, Point, Rect};
use crate::webfont;

/// A mark, and the figure that it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedMark {
    /// The name of its row.
    pub row: String,
    /// The name of its column.
    pub column: String,
    /// Where it is.
    pub area: Rect,
}

/// The scene as an SVG file with text; `marks` are those of which it is known what they show.
pub fn selectable(scene: &Scene, marks: &[NamedMark], fonts: &FontSet<'_>) -> String {
    let mut out = String::with_capacity(32 * 1024);
    let writer = Writer { key: key(scene), marks, fonts };
    // Writing to a string cannot fail.
    let _ = writer.scene(&mut out, scene);
    out
}

struct Writer<'a> {
    /// Makes ids unique among several drawings on one web page.
    key: u32,
    marks: &'a [NamedMark],
    fonts: &'a FontSet<'a>,
}

impl Writer<'_> {
    fn scene(&self, out: &mut String, scene: &Scene) -> fmt::Result {
        write_head(out, scene)?;
        // The rules of this drawing hold for it alone, wherever it is part of a page.
        out.insert_str("<svg".len(), &format!(r#" id="svg-{:08x}""#, self.key));
        self.style(out, scene)?;
        if let Some(color) = scene.background {
            write_rect(out, Rect::new(0.0, 0.0, scene.size.width, scene.size.height), color)?;
        }
        let layers = &scene.layers;
        let ends = [
            ("header", 0, layers.ground),
            ("ground", layers.ground, layers.marks),
            ("marks", layers.marks, layers.labels),
            ("labels", layers.labels, layers.footer),
            ("footer", layers.footer, scene.items.len()),
        ];
        for (name, from, to) in ends {
            let items = scene.items.get(from..to).unwrap_or_default();
            if items.is_empty() {
                continue;
            }
            writeln!(out, r#"<g id="{name}-{:08x}">"#, self.key)?;
            if name == "marks" {
                self.marks(out, items)?;
            } else {
                for (index, item) in items.iter().enumerate() {
                    let single = name.trim_end_matches('s');
                    self.item(out, item, &format!(r#" id="{single}-{}-{:08x}""#, index + 1, self.key))?;
                }
            }
            out.write_str("</g>\n")?;
        }
        out.write_str("</svg>\n")
    }

    /// Each mark is a group with its id, and with the names of the figure that it shows where that is certain.
    fn marks(&self, out: &mut String, items: &[Item]) -> fmt::Result {
        let shapes = items.iter().filter(|item| is_filled(item)).count();
        let mut filled = 0;
        for (index, item) in items.iter().enumerate() {
            let mut named = None;
            if is_filled(item) {
                // Parts of a ring are in the order of the figures.
                named = self
                    .around(item)
                    .or_else(|| self.marks.get(filled).filter(|_| shapes == self.marks.len()));
                filled += 1;
            }
            let names = named.map_or_else(String::new, |mark| {
                format!(r#" data-row="{}" data-column="{}""#, escaped(&mark.row), escaped(&mark.column))
            });
            write!(out, r#"<g id="mark-{}-{:08x}"{names}>"#, index + 1, self.key)?;
            self.item(out, item, "")?;
            out.truncate(out.trim_end().len());
            out.write_str("</g>\n")?;
        }
        Ok(())
    }

    /// The mark in whose area an item lies; the smallest of several.
    fn around(&self, item: &Item) -> Option<&NamedMark> {
        let own = bounds(item)?;
        let around = self.marks.iter().filter(|mark| mark.area.contains(own, 0.6));
        let size = |mark: &&NamedMark| mark.area.width * mark.area.height;
        around.min_by(|a, b| size(a).total_cmp(&size(b)))
    }

    fn item(&self, out: &mut String, item: &Item, id: &str) -> fmt::Result {
        let start = out.len();
        match item {
            Item::Rect { rect, fill } => write_rect(out, *rect, *fill)?,
            Item::Path { steps, fill, stroke } => write_path(out, steps, *fill, *stroke)?,
            Item::Text(run) => self.text(out, run)?,
        }
        // Shapes are written as in files with outlines: the id follows the name of the element.
        if let Some(name) = out.get(start..).and_then(|element| element.find([' ', '>'])) {
            out.insert_str(start + name, id);
        }
        Ok(())
    }

    /// Text has the width of the layout, in any font.
    fn text(&self, out: &mut String, run: &TextRun) -> fmt::Result {
        let text = run.shaped.text.replace('\u{ad}', "");
        if text.trim().is_empty() {
            return Ok(());
        }
        let [x, y, size, width] = [run.at.x, run.at.y, run.size, run.width()].map(Number::of);
        let (class, fill) = (first_face(run).0, short_hex(run.color));
        write!(out, r#"<text class="t{class}" fill="{fill}" x="{x}" y="{y}" font-size="{size}""#)?;
        write!(out, r#" textLength="{width}""#)?;
        if run.shaped.direction == Direction::RightToLeft {
            // The end of a text from right to left is on its left, where the layout places it.
            out.write_str(r#" direction="rtl" text-anchor="end""#)?;
        }
        writeln!(out, ">{}</text>", escaped(&text))
    }

    /// The fonts of all texts, cut down to their letters. Rules hold for this drawing alone.
    fn style(&self, out: &mut String, scene: &Scene) -> fmt::Result {
        let mut letters: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
        let mut first = BTreeSet::new();
        for run in scene.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            Item::Rect { .. } | Item::Path { .. } => None,
        }) {
            let own = first_face(run);
            first.insert(own);
            let style = Style::ALL.get(usize::from(own.0)).copied().unwrap_or(Style::Regular);
            for letter in run.shaped.text.chars().filter(|letter| *letter != '\u{ad}') {
                let face = self.fonts.face_for(letter, style).unwrap_or(own);
                let face = if self.fonts.face(own).covers(letter) { own } else { face };
                letters.entry(face).or_default().insert(letter);
            }
        }
        if letters.is_empty() {
            return Ok(());
        }
        out.write_str("<style>")?;
        let mut fallbacks = String::new();
        for (face, letters) in &letters {
            if let Some(address) = webfont::address(self.fonts.face(*face), letters) {
                write!(out, "@font-face{{font-family:{};src:url({address})}}", self.family(*face))?;
                if !first.contains(face) {
                    write!(fallbacks, "{},", self.family(*face))?;
                }
            }
        }
        for face in first {
            let weight = match Style::ALL.get(usize::from(face.0)) {
                Some(Style::Italic) => ";font-style:italic",
                Some(Style::Semibold) => ";font-weight:600",
                Some(Style::Bold) => ";font-weight:700",
                Some(Style::Regular) | None => "",
            };
            write!(
                out,
                "#svg-{:08x} .t{}{{font-family:{},{fallbacks}sans-serif{weight};white-space:pre}}",
                self.key,
                face.0,
                self.family(face)
            )?;
        }
        out.write_str("</style>\n")
    }

    fn family(&self, face: FaceId) -> String {
        format!("f{}-{:08x}", face.0, self.key)
    }
}

/// The face of the first glyph, whose style the text has.
fn first_face(run: &TextRun) -> FaceId {
    run.shaped.runs.first().map_or(FaceId(0), |glyphs| glyphs.face)
}

fn is_filled(item: &Item) -> bool {
    matches!(item, Item::Rect { .. } | Item::Path { fill: Some(_), .. })
}

/// The box around the ends of the steps of an item: that of a circle, which has four.
fn bounds(item: &Item) -> Option<Rect> {
    let points: Vec<Point> = match item {
        Item::Rect { rect, .. } => return Some(*rect),
        Item::Text(_) => return None,
        Item::Path { steps, .. } => steps.iter().filter_map(PathStep::end).collect(),
    };
    let first = points.first()?;
    let start = Rect::new(first.x, first.y, 0.0, 0.0);
    Some(points.iter().fold(start, |all, point| all.union(Rect::new(point.x, point.y, 0.0, 0.0))))
}
