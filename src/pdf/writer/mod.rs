//! Writes a [`Document`] as one tagged PDF file: PDF 1.7, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) or,
//! with files attached, PDF/A-3a (ISO 19005-3); or PDF 2.0, PDF/UA-2 (ISO 14289-2) and PDF/A-4f (ISO 19005-4).
//!
//! The steps, in order:
//!
//! 1. `validate` rejects documents that cannot conform to the standards.
//! 2. `fonts` collects the glyphs of all pages, assigns a code to each pair of glyph and text (`clusters`), and
//!    subsets the fonts.
//! 3. `content` writes a content stream for each page, independently of the others: `page`, with `shapes` and
//!    `text_runs`. `graphics_state` emits only changes, `operators` writes them. `content_streams` does this in
//!    parallel and has printpdf build the document around it: pages, resources, fonts.
//! 4. `tags` adds structure tree, link annotations and bookmarks; `file` adds metadata, colour profile and
//!    attachments.
//! 5. `file::xref` packs the objects, serialised by `objects_text`, and gives the file an identifier made from its
//!    bytes.
//!
//! [`check`](crate::pdf::check) checks finished files; it shares no code with the writer.
//!
//! The same document gives the same bytes: the writer uses no clock, no random numbers and no hash order.

pub(crate) mod content;
mod error;
pub(crate) mod file;
mod fonts;
mod precision;
pub(crate) mod tags;
mod validate;

use super::standards::Standards;
use crate::document::model::Document;
use crate::theme::fonts::FontSet;
pub use error::PdfError;
pub use file::attachments::Attachment;
use file::xref::Serialised;
use fonts::Embedded;

/// Options of the writer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The standards that the file claims. It is built by the rules of both PDF/UA and PDF/A in any case, of the parts
    /// that belong to its version of PDF.
    pub standards: Standards,
    /// Files to attach, which requires PDF/A-3a or no PDF/A at all.
    pub attachments: Vec<Attachment>,
}

/// Writes the document as PDF/UA-1 and PDF/A-2a; `fonts` must be the set that its text was shaped with.
///
/// # Errors
/// Everything that keeps the file from conforming to the standards.
pub fn write(document: &Document, fonts: &FontSet<'_>) -> Result<Vec<u8>, Vec<PdfError>> {
    write_with(document, fonts, &Options::default())
}

/// Like [`write()`], with options.
///
/// # Errors
/// As [`write()`], and attachments that the standards do not allow.
pub fn write_with(
    document: &Document,
    fonts: &FontSet<'_>,
    options: &Options,
) -> Result<Vec<u8>, Vec<PdfError>> {
    save(checked(document, fonts, options)?, options)
}

/// Like [`write_with()`], for a document that nobody else needs: it is dropped before its objects are packed.
///
/// # Errors
/// As [`write_with()`].
pub(crate) fn write_last(
    document: Document,
    fonts: &FontSet<'_>,
    options: &Options,
) -> Result<Vec<u8>, Vec<PdfError>> {
    let parts = checked(&document, fonts, options)?;
    drop(document);
    save(parts, options)
}

/// The objects of a file, some of them serialised.
type Parts = (lopdf::Document, Serialised);

fn save((pdf, elements): Parts, options: &Options) -> Result<Vec<u8>, Vec<PdfError>> {
    file::xref::save(pdf, elements, options.standards.is_pdf_2()).map_err(|error| vec![error])
}

fn checked(document: &Document, fonts: &FontSet<'_>, options: &Options) -> Result<Parts, Vec<PdfError>> {
    file::attachments::check(&options.attachments, options.standards)?;
    validate::check(document, fonts)?;
    assemble(document, fonts, options).map_err(|error| vec![error])
}

fn assemble(document: &Document, fonts: &FontSet<'_>, options: &Options) -> Result<Parts, PdfError> {
    let embedded = Embedded::gather(document, fonts)?;
    let streams = || content::content_streams::streams(document, &embedded);
    let (streams, objects) = rayon::join(streams, || objects(document, &embedded, options));
    let (mut pdf, elements) = objects?;
    content::content_streams::fill(&mut pdf, streams)?;
    Ok((pdf, elements))
}

/// All objects of the file except page contents. The elements of the structure tree come serialised.
fn objects(document: &Document, embedded: &Embedded, options: &Options) -> Result<Parts, PdfError> {
    let mut pdf = content::content_streams::skeleton(document, embedded);
    let ids = file::objects::page_ids(&pdf);
    embedded.complete(&mut pdf)?;
    let is_pdf_2 = options.standards.is_pdf_2();
    let files = file::attachments::add(&options.attachments, document.meta.created, &mut pdf)?;
    let elements = tags::structure::add(document, &ids, is_pdf_2, &files, &mut pdf)?;
    let targets = is_pdf_2.then_some(&elements.ids[..]);
    tags::outline::add(document, (&ids, targets), &mut pdf)?;
    file::metadata::add((&document.meta, document.direction), options.standards, &mut pdf)?;
    Ok((pdf, elements.objects))
}
