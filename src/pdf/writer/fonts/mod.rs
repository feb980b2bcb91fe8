//! Font subsets: each with a code for every pair of glyph and text in use.
//!
//! printpdf embeds the font it is given and uses glyph ids as codes. It gets the subset with *our* codes, so that
//! widths and ToUnicode are right. A `CIDToGIDMap` then maps the codes to the glyphs of the subset.

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

/// The code of a glyph in an embedded font.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Code {
    /// The code in the content stream.
    pub(crate) code: u16,
    /// The advance width in the file, in thousandths of an em.
    pub(crate) width: i32,
}

/// The texts that one glyph maps to, each with its code; nearly always one.
type GlyphTexts = Vec<(Box<str>, Code)>;

/// The fonts that a document uses.
#[derive(Debug)]
pub(crate) struct Embedded {
    /// One entry for each face of the font set; `None` if the face is not used.
    faces: Vec<Option<Subset>>,
}

/// An embedded font.
#[derive(Debug)]
struct Subset {
    id: FontId,
    /// By glyph id of the full font.
    codes: Vec<GlyphTexts>,
    space: Option<Code>,
    /// The font as printpdf needs it, without its bytes.
    font: ParsedFont,
    /// The bytes of the subset.
    program: Vec<u8>,
    /// `CIDToGIDMap`: the glyph of the subset for each code, two bytes each.
    glyphs: Vec<u8>,
    cap_height: i64,
}

impl Embedded {
    /// Collects the glyphs of all text in the document, assigns codes and subsets the fonts.
    ///
    /// # Errors
    /// If a font cannot be subset.
    pub(crate) fn gather(document: &model::Document, fonts: &FontSet<'_>) -> Result<Self, PdfError> {
        let none = || fonts.faces().map(|_| Vec::new()).collect::<Vec<Vec<GlyphTexts>>>();
        let record_page = |mut used: Vec<Vec<GlyphTexts>>, page: &model::Page| {
            page.content
                .iter()
                .flat_map(|content| &content.items)
                .for_each(|item| record_item(&mut used, item));
            used
        };
        // The order depends on threads. Texts are sorted before codes are assigned.
        let mut used = document.pages.par_iter().fold(none, record_page).reduce(none, merged);
        record_spaces(&mut used, fonts);
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

    /// The code of a glyph with this text; `None` only for text that [`Self::gather`] has not seen.
    pub(crate) fn code(&self, face: FaceId, glyph: u16, text: &str) -> Option<Code> {
        let texts = self.subset(face)?.codes.get(usize::from(glyph))?;
        texts.iter().find(|(known, _)| **known == *text).map(|(_, code)| *code)
    }

    /// The space of a face, or of the regular face if it has none.
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

    /// Completes the font objects of printpdf with `CIDToGIDMap` and `CapHeight`.
    ///
    /// # Errors
    /// If a font object lacks the entries that printpdf usually writes.
    pub(crate) fn complete(&self, pdf: &mut Document) -> Result<(), PdfError> {
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

fn record_item(used: &mut [Vec<GlyphTexts>], item: &Item) {
    let Item::Text(run) = item else { return };
    for (index, glyphs) in run.shaped.runs.iter().enumerate() {
        let Some(table) = used.get_mut(usize::from(glyphs.face.0)) else { continue };
        for cluster in clusters(run, index) {
            cluster.parts().for_each(|(glyph, text)| record(table, glyph.id, text));
        }
    }
}

/// Merges what two threads have collected.
fn merged(mut one: Vec<Vec<GlyphTexts>>, other: Vec<Vec<GlyphTexts>>) -> Vec<Vec<GlyphTexts>> {
    for (table, other) in one.iter_mut().zip(other) {
        for (glyph, texts) in (0..).zip(other) {
            texts.iter().for_each(|(text, _)| record(table, glyph, text));
        }
    }
    one
}

/// Records that a glyph has a text; codes are assigned later.
fn record(table: &mut Vec<GlyphTexts>, glyph: u16, text: &str) {
    let at = usize::from(glyph);
    if table.len() <= at {
        table.resize_with(at + 1, Vec::new);
    }
    if table[at].iter().all(|(known, _)| **known != *text) {
        table[at].push((text.into(), Code::default()));
    }
}

/// Records the space of every used face. A face without one borrows that of the regular face.
fn record_spaces(used: &mut [Vec<GlyphTexts>], fonts: &FontSet<'_>) {
    let mut borrowed = false;
    for (table, (_, face)) in used.iter_mut().zip(fonts.faces()).filter(|(table, _)| !table.is_empty()) {
        match space_glyph(face) {
            Some(space) => record(table, space, " "),
            None => borrowed = true,
        }
    }
    let regular = fonts.style(Style::Regular);
    if borrowed
        && let Some(table) = used.get_mut(usize::from(regular.0))
        && let Some(space) = space_glyph(fonts.face(regular))
    {
        record(table, space, " ");
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
    fn new(id: FaceId, face: &Face<'_>, mut codes: Vec<GlyphTexts>) -> Result<Self, PdfError> {
        let scale = Scale(1000.0 / face.units_per_em());
        let mut remapper = GlyphRemapper::new();
        let mut glyphs = vec![0, 0];
        let mut widths = BTreeMap::new();
        for (glyph, texts) in (0u16..).zip(&mut codes) {
            texts.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            for (_, code) in texts {
                let advance = face.shaper.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph));
                let width = scale.of(i32::from(advance.unwrap_or_default()));
                // `glyphs` has two bytes for each code, starting with code 0.
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
            .and_then(|texts| texts.iter().find(|(text, _)| **text == *" "))
            .map(|(_, code)| *code);
        let name = format!("{}+{}", subset_tag(&program, &glyphs), face.name);
        Ok(Self {
            id: FontId(format!("T{}", id.0)),
            codes,
            space,
            font: printpdf_font(face, scale, name, widths),
            program,
            glyphs,
            cap_height: i64::from((face.cap_height * 1000.0).round() as i32),
        })
    }
}

/// The six capitals before the name of a subset (ISO 32000-1, 9.6.4). Different subsets have different tags.
fn subset_tag(program: &[u8], glyphs: &[u8]) -> String {
    let hash = Md5::new().chain_update(program).chain_update(glyphs).finalize();
    hash.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Converts font units to thousandths of an em, the unit of all font metrics in a PDF.
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
fn printpdf_font(face: &Face<'_>, scale: Scale, name: String, widths: BTreeMap<u16, u16>) -> ParsedFont {
    let bounds = face.shaper.global_bounding_box();
    // printpdf computes the italic angle from the rise and run of the caret.
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
