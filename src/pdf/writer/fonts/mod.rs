//! The fonts in the file: cut down to the used glyphs, with a code for each glyph and text it stands for.
//!
//! printpdf embeds the font it is given and codes by glyph. It is given the cut-down font with *our* codes, so that
//! widths and ToUnicode come out right; a `CIDToGIDMap` then leads from the codes to the glyphs of the cut-down font.

pub(crate) mod clusters;

use std::collections::BTreeMap;

use super::error::PdfError;
use crate::document::model;
use crate::scene::item::Item;
use crate::theme::fonts::{Face, FaceId, FontSet, Style};
use clusters::clusters;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use md5::{Digest, Md5};
use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfFont, PdfFontHandle, PdfFontMetricsStub,
    PdfResources, Pt, TextItem,
};
use rayon::prelude::*;
use subsetter::GlyphRemapper;

/// The code of a glyph in a font of the file.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Code {
    /// What stands in the content stream.
    pub(crate) code: u16,
    /// How far the reader moves on after it, in thousandths of an em.
    pub(crate) width: i32,
}

/// The texts that one glyph stands for, each with its code; nearly always one.
type Meanings = Vec<(Box<str>, Code)>;

/// The fonts that a document uses.
#[derive(Debug)]
pub(crate) struct Embedded {
    /// One place a face of the set; `None` where the face is not used.
    faces: Vec<Option<Subset>>,
}

/// One font of the file.
#[derive(Debug)]
struct Subset {
    id: FontId,
    /// By glyph of the whole font.
    codes: Vec<Meanings>,
    space: Option<Code>,
    /// What printpdf has to know of it, without its bytes.
    font: ParsedFont,
    /// The cut-down font.
    program: Vec<u8>,
    /// `CIDToGIDMap`: the glyph of the cut-down font for each code.
    glyphs: Vec<u8>,
    cap_height: i64,
}

impl Embedded {
    /// Reads all text of the document, gives out codes and cuts the fonts down.
    ///
    /// # Errors
    /// A font that cannot be cut down.
    pub(crate) fn gather(document: &model::Document, fonts: &FontSet<'_>) -> Result<Self, PdfError> {
        let none = || fonts.faces().map(|_| Vec::new()).collect::<Vec<Vec<Meanings>>>();
        let note_page = |mut used: Vec<Vec<Meanings>>, page: &model::Page| {
            page.content
                .iter()
                .flat_map(|content| &content.items)
                .for_each(|item| note_item(&mut used, item));
            used
        };
        // Whichever thread sees a meaning first: they are sorted before they get their codes.
        let mut used = document.pages.par_iter().fold(none, note_page).reduce(none, merged);
        note_spaces(&mut used, fonts);
        let faces = fonts.faces().zip(used).map(|((id, face), codes)| {
            if codes.is_empty() { Ok(None) } else { Subset::new(id, face, codes).map(Some) }
        });
        Ok(Self { faces: faces.collect::<Result<_, _>>()? })
    }

    fn subset(&self, face: FaceId) -> Option<&Subset> {
        self.faces.get(usize::from(face.0))?.as_ref()
    }

    /// The name of a face's font in the resources of all pages.
    pub(crate) fn name(&self, face: FaceId) -> Option<&str> {
        self.subset(face).map(|subset| subset.id.0.as_str())
    }

    /// The code of a glyph that stands for `text`; `None` only for text that [`Self::gather`] has not seen.
    pub(crate) fn code(&self, face: FaceId, glyph: u16, text: &str) -> Option<Code> {
        let meanings = self.subset(face)?.codes.get(usize::from(glyph))?;
        meanings.iter().find(|(meaning, _)| **meaning == *text).map(|(_, code)| *code)
    }

    /// The space of a face, or of the regular face where it has none of its own.
    pub(crate) fn space(&self, face: FaceId) -> Option<(FaceId, Code)> {
        let of = |face| self.subset(face).and_then(|subset| Some((face, subset.space?)));
        of(face).or_else(|| of(FaceId(Style::Regular as u8)))
    }

    /// Hands the fonts to printpdf.
    pub(crate) fn register(&self, resources: &mut PdfResources) {
        for subset in self.faces.iter().flatten() {
            let mut font = PdfFont::new(subset.font.clone());
            font.parsed_font.original_bytes.clone_from(&subset.program);
            resources.fonts.map.insert(subset.id.clone(), font);
        }
    }

    /// Operators that show each code of each font once.
    pub(crate) fn every_code(&self) -> Vec<Op> {
        let show = |subset: &Subset| {
            let glyphs = subset.codes.iter().flatten().map(|(text, code)| Codepoint {
                gid: code.code,
                offset: 0.0,
                cid: Some(text.to_string()),
            });
            let font = PdfFontHandle::External(subset.id.clone());
            [
                Op::SetFont { font, size: Pt(1.0) },
                Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] },
            ]
        };
        self.faces.iter().flatten().flat_map(show).collect()
    }

    /// Completes what printpdf wrote: the way from codes to glyphs, and the height of capitals.
    ///
    /// # Errors
    /// A font object that is not built as expected.
    pub(crate) fn mend(&self, pdf: &mut Document) -> Result<(), PdfError> {
        for (id, base) in composite_fonts(pdf) {
            let known =
                |subset: &&Subset| subset.font.font_name.as_ref().is_some_and(|name| name.as_bytes() == base);
            let Some(subset) = self.faces.iter().flatten().find(known) else { continue };
            let glyphs = pdf.add_object(Stream::new(Dictionary::new(), subset.glyphs.clone()));
            let font = pdf.get_object_mut(id)?.as_dict_mut()?;
            let descendants = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
            let Some(descendant) = descendants.first_mut() else { continue };
            let descendant = descendant.as_dict_mut()?;
            descendant.set("CIDToGIDMap", glyphs);
            let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
            pdf.get_object_mut(descriptor)?.as_dict_mut()?.set("CapHeight", subset.cap_height);
        }
        Ok(())
    }
}

fn note_item(used: &mut [Vec<Meanings>], item: &Item) {
    let Item::Text(run) = item else { return };
    for (index, glyphs) in run.shaped.runs.iter().enumerate() {
        let Some(table) = used.get_mut(usize::from(glyphs.face.0)) else { continue };
        for cluster in clusters(run, index) {
            cluster.parts().for_each(|(glyph, text)| note(table, glyph.id, text));
        }
    }
}

/// What two threads have seen.
fn merged(mut one: Vec<Vec<Meanings>>, other: Vec<Vec<Meanings>>) -> Vec<Vec<Meanings>> {
    for (table, other) in one.iter_mut().zip(other) {
        for (glyph, meanings) in (0..).zip(other) {
            meanings.iter().for_each(|(text, _)| note(table, glyph, text));
        }
    }
    one
}

/// Notes that a glyph stands for a text; codes are given out later.
fn note(table: &mut Vec<Meanings>, glyph: u16, text: &str) {
    let at = usize::from(glyph);
    if table.len() <= at {
        table.resize_with(at + 1, Vec::new);
    }
    if table[at].iter().all(|(meaning, _)| **meaning != *text) {
        table[at].push((text.into(), Code::default()));
    }
}

/// Every used face gets its space; where one has none, the regular face lends its own.
fn note_spaces(used: &mut [Vec<Meanings>], fonts: &FontSet<'_>) {
    let mut borrowed = false;
    for (table, (_, face)) in used.iter_mut().zip(fonts.faces()).filter(|(table, _)| !table.is_empty()) {
        match space_glyph(face) {
            Some(space) => note(table, space, " "),
            None => borrowed = true,
        }
    }
    let regular = fonts.style(Style::Regular);
    if borrowed
        && let Some(table) = used.get_mut(usize::from(regular.0))
        && let Some(space) = space_glyph(fonts.face(regular))
    {
        note(table, space, " ");
    }
}

fn space_glyph(face: &Face<'_>) -> Option<u16> {
    face.shaper.glyph_index(' ').map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
}

fn composite_fonts(pdf: &Document) -> Vec<(ObjectId, Vec<u8>)> {
    let base = |object: &Object| {
        let dict = object.as_dict().ok()?;
        let composite = dict.get(b"Subtype").ok()?.as_name().ok()? == b"Type0";
        composite.then(|| dict.get(b"BaseFont").ok()?.as_name().ok().map(<[u8]>::to_vec))?
    };
    pdf.objects.iter().filter_map(|(id, object)| Some((*id, base(object)?))).collect()
}

impl Subset {
    fn new(id: FaceId, face: &Face<'_>, mut codes: Vec<Meanings>) -> Result<Self, PdfError> {
        let scale = Scale(1000.0 / face.units_per_em());
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = vec![0, 0];
        let mut widths = BTreeMap::new();
        for (glyph, meanings) in (0u16..).zip(&mut codes) {
            meanings.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            for (_, code) in meanings {
                let advance = face.shaper.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph));
                let width = scale.of(i32::from(advance.unwrap_or_default()));
                // Two bytes a code, the first two for code 0.
                let number = (glyphs.len() / 2) as u16;
                *code = Code { code: number, width };
                widths.insert(number, width.clamp(0, i32::from(u16::MAX)) as u16);
                glyphs.extend(remapper.remap(glyph).to_be_bytes());
            }
        }
        let program = subsetter::subset(face.bytes, 0, &remapper)
            .map_err(|error| PdfError::Font(format!("{}: {error}", face.name)))?;
        let space = space_glyph(face)
            .and_then(|glyph| codes.get(usize::from(glyph)))
            .and_then(|meanings| meanings.iter().find(|(text, _)| **text == *" "))
            .map(|(_, code)| *code);
        let name = format!("{}+{}", tag(&program, &glyphs), face.name);
        Ok(Self {
            id: FontId(format!("T{}", id.0)),
            codes,
            space,
            font: described(face, scale, name, widths),
            program,
            glyphs,
            cap_height: i64::from((face.cap_height * 1000.0).round() as i32),
        })
    }
}

/// Six capitals in front of the font's name mark it as a subset (ISO 32000-1, 9.6.4); another subset, another tag.
fn tag(program: &[u8], glyphs: &[u8]) -> String {
    let hash = Md5::new().chain_update(program).chain_update(glyphs).finalize();
    hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// From units of the font to thousandths of an em, the unit of all metrics in a PDF.
#[derive(Debug, Clone, Copy)]
struct Scale(f32);

impl Scale {
    fn of(self, units: i32) -> i32 {
        (units as f32 * self.0).round() as i32
    }

    fn short(self, units: i16) -> i16 {
        self.of(i32::from(units)).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
    }
}

/// The font as printpdf takes it, in thousandths of an em.
fn described(face: &Face<'_>, scale: Scale, name: String, widths: BTreeMap<u16, u16>) -> ParsedFont {
    let bounds = face.shaper.global_bounding_box();
    // printpdf works the italic angle out of a caret's rise and run.
    let slant = (-face.shaper.italic_angle()).to_radians().tan();
    ParsedFont {
        original_bytes: Vec::new(),
        font_index: 0,
        font_name: Some(name),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths,
        units_per_em: 1000,
        font_metrics: FontMetrics {
            ascent: scale.short(face.shaper.ascender()),
            descent: scale.short(face.shaper.descender()),
        },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: 1000,
            x_min: scale.short(bounds.x_min),
            y_min: scale.short(bounds.y_min),
            x_max: scale.short(bounds.x_max),
            y_max: scale.short(bounds.y_max),
            caret_slope_rise: 10_000,
            caret_slope_run: (slant * 10_000.0).round() as i16,
            us_weight_class: face.shaper.weight().to_number(),
        },
    }
}
