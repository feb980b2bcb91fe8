//! The content streams of all pages, written in parallel, and the document around them, built by printpdf.

use super::page;
use crate::document::model::{Document, Page};
use crate::pdf::writer::error::PdfError;
use crate::pdf::writer::file::objects::page_ids;
use crate::pdf::writer::file::xref;
use crate::pdf::writer::fonts::Embedded;
use lopdf::Stream;
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};
use rayon::prelude::*;

/// One stream for each page, in page order.
pub(crate) fn streams(document: &Document, fonts: &Embedded) -> Vec<Stream> {
    let content = |page| page::page_content(page, &document.elements, fonts);
    let stream = |page| xref::compressed(Stream::new(lopdf::Dictionary::new(), content(page)));
    document.pages.par_iter().map(stream).collect()
}

/// The document without page contents: pages of the right size, and fonts with all codes in use.
pub(crate) fn skeleton(document: &Document, fonts: &Embedded) -> lopdf::Document {
    let mut pdf = PdfDocument::new(&document.meta.title);
    fonts.register(&mut pdf.resources);
    // printpdf embeds only the widths and ToUnicode entries of codes that a page shows, so the first page shows
    // all.
    let every_code = std::iter::once(fonts.every_code()).chain(std::iter::repeat_with(Vec::new));
    pdf.pages = document.pages.iter().zip(every_code).map(|(page, ops)| printpdf_page(page, ops)).collect();
    to_objects(pdf)
}

/// Puts the streams into their pages.
///
/// # Errors
/// If a page object lacks the entries that printpdf usually writes.
pub(crate) fn fill(pdf: &mut lopdf::Document, streams: Vec<Stream>) -> Result<(), PdfError> {
    for (page, stream) in page_ids(pdf).into_iter().zip(streams) {
        let contents = pdf.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        pdf.objects.insert(contents, stream.into());
    }
    Ok(())
}

/// A page for printpdf. Built without its constructor, which takes millimetres and would round exact widths in
/// points.
fn printpdf_page(page: &Page, ops: Vec<Op>) -> PdfPage {
    let area = Rect::from_wh(Pt(page.size.width), Pt(page.size.height));
    PdfPage { media_box: area.clone(), trim_box: area.clone(), crop_box: area, ops }
}

/// Has printpdf turn pages and fonts into objects.
fn to_objects(pdf: PdfDocument) -> lopdf::Document {
    // Warnings can be ignored: they concern colours out of range and text outside text objects, which do not occur
    // here.
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}
