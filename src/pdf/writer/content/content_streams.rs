//! The content streams of all pages, made by all threads, and the document around them, made by printpdf.

use super::page;
use crate::document::model::{Document, Page};
use crate::pdf::writer::error::PdfError;
use crate::pdf::writer::file::objects::page_ids;
use crate::pdf::writer::file::xref;
use crate::pdf::writer::fonts::Embedded;
use lopdf::Stream;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};
use rayon::prelude::*;

/// One stream a page, in the order of the pages.
pub(crate) fn streams(document: &Document, fonts: &Embedded) -> Vec<Stream> {
    let content = |page| page::page_content(page, &document.elements, fonts);
    let stream = |page| xref::compressed(Stream::new(lopdf::Dictionary::new(), content(page)));
    document.pages.par_iter().map(stream).collect()
}

/// The document without its contents: pages of the right size, and fonts with all codes in use.
pub(crate) fn skeleton(document: &Document, fonts: &Embedded) -> lopdf::Document {
    let mut pdf = PdfDocument::new(&document.meta.title);
    fonts.register(&mut pdf.resources);
    // printpdf embeds a font, its widths and its texts as far as a page shows them.
    let every_code = std::iter::once(fonts.every_code()).chain(std::iter::repeat_with(Vec::new));
    pdf.pages = document.pages.iter().zip(every_code).map(|(page, ops)| sized(page, ops)).collect();
    lay_down(pdf)
}

/// Puts the streams into their pages.
///
/// # Errors
/// A page that printpdf did not write as expected.
pub(crate) fn fill(pdf: &mut lopdf::Document, streams: Vec<Stream>) -> Result<(), PdfError> {
    for (page, stream) in page_ids(pdf).into_iter().zip(streams) {
        let contents = pdf.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        pdf.objects.insert(contents, stream.into());
    }
    Ok(())
}

/// A page of printpdf. Its constructor takes millimetres and would round an exact width in points.
fn sized(page: &Page, ops: Vec<Op>) -> PdfPage {
    let area = Rect::from_wh(Pt(page.size.width), Pt(page.size.height));
    PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops }
}

/// Hands pages and fonts to printpdf and takes back the objects it makes of them.
fn lay_down(pdf: PdfDocument) -> lopdf::Document {
    // The warnings concern colours out of range and text outside of text objects; there are none of either.
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}
