//! The content streams of all pages, made by all threads.
//!
//! printpdf translates a whole document at once, on one thread, and keeps every page in three forms meanwhile. So it is
//! given a few pages at a time: only their compressed streams are kept.

use lopdf::{Object, Stream};
use printpdf::{Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};
use rayon::prelude::*;

use super::fault::PdfFault;
use super::fonts::Embedded;
use super::objects::page_ids;
use super::{file, ops};
use crate::document::page::{Document, Page};

/// Pages that printpdf gets at once.
const BATCH: usize = 16;

/// One stream a page, in the order of the pages.
///
/// # Errors
/// A page that printpdf did not write as expected.
pub(super) fn streams(document: &Document, fonts: &Embedded) -> Result<Vec<Stream>, PdfFault> {
    let batch = |pages: &[Page]| {
        let mut pdf = PdfDocument::new("");
        fonts.register_codes(&mut pdf.resources);
        let prepare = |page| sized(page, ops::prepare_page(page, &document.elements, fonts));
        pdf.pages = pages.iter().map(prepare).collect();
        take_streams(pdf)
    };
    let batches: Vec<Vec<Stream>> = document.pages.par_chunks(BATCH).map(batch).collect::<Result<_, _>>()?;
    Ok(batches.into_iter().flatten().collect())
}

fn take_streams(pdf: PdfDocument) -> Result<Vec<Stream>, PdfFault> {
    let mut written = lay_down(pdf);
    let pages = page_ids(&written);
    let take = |page| {
        let contents = written.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
        match written.objects.remove(&contents) {
            Some(Object::Stream(stream)) => Ok(file::compressed(stream)),
            _ => Err(PdfFault::Library("a page has no content stream".into())),
        }
    };
    pages.into_iter().map(take).collect()
}

/// The document without its contents: pages of the right size, and fonts with all codes in use.
pub(super) fn skeleton(document: &Document, fonts: &Embedded) -> lopdf::Document {
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
pub(super) fn fill(pdf: &mut lopdf::Document, streams: Vec<Stream>) -> Result<(), PdfFault> {
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
    // The warnings concern colours out of range, text outside of text objects, and fonts without bytes, which the batches
    // of pages have on purpose; `ops` makes none of the others.
    pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new())
}
