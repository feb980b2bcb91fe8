//! The fonts of a build: bytes, metrics and glyph outlines, cached and shared by all threads.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use super::font_limits;
use crate::units::Point;
use rustybuzz::ttf_parser;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

/// The text styles; a theme has a font for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// Running text and labels.
    Regular,
    /// Emphasis.
    Italic,
    /// Titles, values and table headers.
    Semibold,
    /// Strong emphasis and headings.
    Bold,
}

impl Style {
    /// All styles, in the order of their faces in a [`FontSet`].
    pub const ALL: [Self; 4] = [Self::Regular, Self::Italic, Self::Semibold, Self::Bold];
}

/// The index of a face in its [`FontSet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The bytes of the font files that a theme names, in the order of [`Style::ALL`]; fallback fonts follow.
#[derive(Debug, Clone)]
pub struct FontFiles {
    /// The contents of the TrueType files, at least four.
    pub files: Vec<Cow<'static, [u8]>>,
}

impl Default for FontFiles {
    /// The compiled-in Source Sans 3.
    fn default() -> Self {
        const FILES: [&[u8]; 4] = [
            include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
            include_bytes!("../../fonts/SourceSans3-It.ttf"),
            include_bytes!("../../fonts/SourceSans3-Semibold.ttf"),
            include_bytes!("../../fonts/SourceSans3-Bold.ttf"),
        ];
        Self { files: FILES.iter().map(|bytes| Cow::Borrowed(*bytes)).collect() }
    }
}

impl FontFiles {
    /// Sets titles in a serif face; where that lacks a character, the sans serif one is the first to have it.
    pub fn set_serif_titles(&mut self) {
        const SERIF: &[u8] = include_bytes!("../../fonts/NotoSerifDisplay-Bold.ttf");
        if let Some(title) = self.files.get_mut(Style::Bold as usize) {
            let plain = std::mem::replace(title, Cow::Borrowed(SERIF));
            self.files.push(plain);
        }
    }
}

/// One step of a glyph's outline, in em (y upwards, as in the font).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    /// Starts a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A quadratic curve: control point, end.
    Quad(Point, Point),
    /// A cubic curve: two control points, end.
    Cubic(Point, Point, Point),
    /// Ends the contour.
    Close,
}

/// Coverage is cached for code points below this limit: Latin with its accents.
const COMMON: usize = 0x250;

/// One font, parsed.
pub struct Face<'a> {
    /// The file's bytes, for embedding.
    pub bytes: &'a [u8],
    /// The parsed font, for shaping.
    pub shaper: rustybuzz::Face<'a>,
    /// PostScript name.
    pub name: String,
    /// The name of its family, by which other programs find it.
    pub family: String,
    /// Ascender above the baseline, in em.
    pub ascent: f32,
    /// Descender below the baseline, in em, positive.
    pub descent: f32,
    /// Height of capitals, in em.
    pub cap_height: f32,
    /// Height of a lower-case x, in em.
    pub x_height: f32,
    outlines: Vec<OnceLock<Vec<Step>>>,
    latin: OnceLock<rustybuzz::ShapePlan>,
    neutral: OnceLock<rustybuzz::ShapePlan>,
    /// Which code points below [`COMMON`] the font covers.
    covered: OnceLock<[bool; COMMON]>,
}

impl std::fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.name)
    }
}

/// Why a font file cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontError {
    /// Not a TrueType or OpenType font.
    Unreadable,
    /// The font's licence bits forbid embedding (OS/2 `fsType`).
    NotEmbeddable,
    /// CFF outlines, which the PDF writer does not embed.
    NotTrueType,
    /// Glyphs, lookups or character maps beyond all limits (see `font_limits`).
    TooComplex,
}

impl std::fmt::Display for FontError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "is not a readable TrueType font",
            Self::NotEmbeddable => "has licence bits that forbid embedding",
            Self::NotTrueType => "has no TrueType outlines",
            Self::TooComplex => "has too many parts of a glyph, lookups or character maps",
        })
    }
}

impl<'a> Face<'a> {
    /// Parses a font file.
    ///
    /// # Errors
    /// See [`FontError`].
    pub fn new(bytes: &'a [u8]) -> Result<Self, FontError> {
        // The third-party parser may panic on damaged files.
        let parse = || rustybuzz::Face::from_slice(bytes, 0);
        let shaper = catch_unwind(parse).ok().flatten().ok_or(FontError::Unreadable)?;
        if shaper.tables().glyf.is_none() {
            return Err(FontError::NotTrueType);
        }
        let is_within = || {
            let raw = ttf_parser::RawFace::parse(bytes, 0);
            raw.is_ok_and(|raw| font_limits::is_within(&raw, &shaper))
        };
        if !catch_unwind(AssertUnwindSafe(is_within)).unwrap_or(false) {
            return Err(FontError::TooComplex);
        }
        if shaper.permissions() == Some(ttf_parser::Permissions::Restricted)
            || !shaper.is_subsetting_allowed()
        {
            return Err(FontError::NotEmbeddable);
        }
        let em = shaper.units_per_em() as f32;
        let named = |id: u16| {
            let mut names = shaper.names().into_iter();
            names.find(|name| name.name_id == id && name.is_unicode()).and_then(|name| name.to_string())
        };
        let name = named(ttf_parser::name_id::POST_SCRIPT_NAME).unwrap_or_else(|| "Unnamed".into());
        let family = named(ttf_parser::name_id::TYPOGRAPHIC_FAMILY)
            .or_else(|| named(ttf_parser::name_id::FAMILY))
            .unwrap_or_else(|| name.clone());
        let cap = shaper.capital_height().unwrap_or(shaper.ascender());
        Ok(Self {
            bytes,
            name: name.chars().filter(char::is_ascii_graphic).collect(),
            family,
            ascent: f32::from(shaper.ascender()) / em,
            descent: -f32::from(shaper.descender()) / em,
            cap_height: f32::from(cap) / em,
            x_height: f32::from(shaper.x_height().unwrap_or(cap)) / em,
            outlines: (0..shaper.number_of_glyphs()).map(|_| OnceLock::new()).collect(),
            latin: OnceLock::new(),
            neutral: OnceLock::new(),
            covered: OnceLock::new(),
            shaper,
        })
    }

    /// The glyph of a character; `None` where the font has none.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.shaper.glyph_index(c).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
    }

    /// A table of the font file by its tag, such as `OS/2`.
    pub fn table(&self, tag: &[u8; 4]) -> Option<&'a [u8]> {
        self.shaper.raw_face().table(ttf_parser::Tag::from_bytes(tag))
    }

    /// The weight that the font declares, 1 to 1000.
    pub fn weight(&self) -> u16 {
        self.shaper.weight().to_number()
    }

    /// Whether the font declares itself italic or oblique.
    pub fn is_italic(&self) -> bool {
        self.shaper.is_italic() || self.shaper.is_oblique()
    }

    /// Units per em.
    pub fn units_per_em(&self) -> f32 {
        self.shaper.units_per_em() as f32
    }

    /// Whether the font has a glyph for this character.
    pub fn covers(&self, c: char) -> bool {
        let covers = |c| self.shaper.glyph_index(c).is_some_and(|glyph| glyph.0 != 0);
        let common = || std::array::from_fn(|code| char::from_u32(code as u32).is_some_and(covers));
        match (c as usize) < COMMON {
            true => self.covered.get_or_init(common)[c as usize],
            false => covers(c),
        }
    }

    /// A glyph without outline and width, if the font has one.
    pub fn blank(&self) -> Option<u16> {
        let invisible = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}'];
        let glyphs = invisible.into_iter().filter_map(|c| self.shaper.glyph_index(c));
        let is_blank = |glyph: &GlyphId| {
            glyph.0 != 0
                && self.shaper.glyph_hor_advance(*glyph) == Some(0)
                && self.shaper.glyph_bounding_box(*glyph).is_none()
        };
        glyphs.filter(is_blank).map(|glyph| glyph.0).next()
    }

    /// The cached shape plan for left-to-right text of a script, since building it costs more than shaping a
    /// label. `None` for scripts that are rare here; the shaper then builds a plan for each text.
    pub fn plan(&self, script: rustybuzz::Script) -> Option<&rustybuzz::ShapePlan> {
        let (cell, script) = match script {
            rustybuzz::script::LATIN => (&self.latin, Some(script)),
            rustybuzz::script::UNKNOWN => (&self.neutral, None),
            _ => return None,
        };
        let direction = rustybuzz::Direction::LeftToRight;
        Some(cell.get_or_init(|| rustybuzz::ShapePlan::new(&self.shaper, direction, script, None, &[])))
    }

    /// The cached outline of a glyph in em; empty for a space.
    pub fn outline(&self, glyph: u16) -> &[Step] {
        let Some(cell) = self.outlines.get(usize::from(glyph)) else { return &[] };
        cell.get_or_init(|| {
            let mut pen = Pen { em: self.units_per_em(), steps: Vec::new() };
            self.shaper.outline_glyph(GlyphId(glyph), &mut pen);
            pen.steps
        })
    }
}

struct Pen {
    em: f32,
    steps: Vec<Step>,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> Point {
        Point::new(x / self.em, y / self.em)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move(self.at(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line(self.at(x, y)));
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.steps.push(Step::Quad(self.at(x1, y1), self.at(x, y)));
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.steps.push(Step::Cubic(self.at(x1, y1), self.at(x2, y2), self.at(x, y)));
    }
    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// The parsed fonts of a build: one face per style, then fallbacks for other scripts.
#[derive(Debug)]
pub struct FontSet<'a> {
    faces: Vec<Face<'a>>,
}

impl<'a> FontSet<'a> {
    /// Parses all files.
    ///
    /// # Errors
    /// The index of the first file that cannot be used, and why.
    pub fn new(files: &'a FontFiles) -> Result<Self, (usize, FontError)> {
        let faces = files
            .files
            .iter()
            .enumerate()
            .map(|(index, bytes)| Face::new(bytes).map_err(|error| (index, error)))
            .collect::<Result<Vec<_>, _>>()?;
        if faces.len() < Style::ALL.len() {
            return Err((faces.len(), FontError::Unreadable));
        }
        Ok(Self { faces })
    }

    /// The face of a style.
    pub fn style(&self, style: Style) -> FaceId {
        FaceId(style as u8)
    }

    /// The face with this id, which must come from this set.
    pub fn face(&self, id: FaceId) -> &Face<'a> {
        &self.faces[usize::from(id.0)]
    }

    /// All faces with their ids.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face<'a>)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u8), face))
    }

    /// The face of this style if it covers `c`, else the first fallback that does; `None` if no font covers it.
    pub fn face_for(&self, c: char, style: Style) -> Option<FaceId> {
        let wanted = self.style(style);
        if self.face(wanted).covers(c) {
            return Some(wanted);
        }
        self.faces().skip(Style::ALL.len()).find(|(_, face)| face.covers(c)).map(|(id, _)| id)
    }
}
