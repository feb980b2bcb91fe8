//! Writes a [`Document`] as one tagged file: PDF 1.7, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) or, with files
//! attached, PDF/A-3a (ISO 19005-3).
//!
//! The order of work, one file each:
//!
//! 1. `guard` refuses a document that could only become a file that breaks the standards.
//! 2. `fonts` gathers the glyphs of all pages, gives each a code, and cuts the fonts down to them.
//! 3. `ops` turns each page's items into a content stream, with `shapes` and `show` (its text); a page needs no other
//!    page. `painter` knows what is set already, `operators` writes it down, `text` knows which glyph stands for which
//!    characters.
//! 4. `contents` has all threads do that, and printpdf make the document around it: pages, resources, fonts.
//! 5. `structure`, `links`, `outline`, `metadata`, `icc` and `attachments` add what printpdf does not write.
//! 6. `file` packs the objects, in the form that `syntax` writes, and gives the file an id that is made from its bytes.
//!
//! [`check`] reads a finished file and says what is wrong with it; it shares no code with the writer.
//!
//! The same document gives the same bytes: no clock, no counter of the process, no hash order.

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
use file::xref::Numbered;
use fonts::Embedded;

/// What a file is beside its document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The standards that it says it follows. It is built by all rules of PDF/UA-1 and PDF/A in any case.
    pub standards: Standards,
    /// Files to attach, which PDF/A-2 does not allow.
    pub attachments: Vec<Attachment>,
}

/// Writes the document as PDF/UA-1 and PDF/A-2a; `fonts` is the set that its text was shaped with.
///
/// # Errors
/// Everything that keeps the document from being a sound file. No bytes are made then.
pub fn write(document: &Document, fonts: &FontSet<'_>) -> Result<Vec<u8>, Vec<PdfError>> {
    write_with(document, fonts, &Options::default())
}

/// Writes the document with these options.
///
/// # Errors
/// The same as of [`write()`], and attachments that the standards do not allow.
pub fn write_with(
    document: &Document,
    fonts: &FontSet<'_>,
    options: &Options,
) -> Result<Vec<u8>, Vec<PdfError>> {
    file::attachments::check(&options.attachments, options.standards)?;
    validate::check(document, fonts)?;
    assemble(document, fonts, options).map_err(|fault| vec![fault])
}

fn assemble(document: &Document, fonts: &FontSet<'_>, options: &Options) -> Result<Vec<u8>, PdfError> {
    let embedded = Embedded::gather(document, fonts)?;
    let streams = || content::content_streams::streams(document, &embedded);
    let (streams, objects) = rayon::join(streams, || objects(document, &embedded, options));
    let (mut pdf, elements) = objects?;
    content::content_streams::fill(&mut pdf, streams)?;
    file::xref::save(pdf, elements)
}

/// All objects of the file but the contents of its pages; those of the structure tree stand apart, by their numbers.
fn objects(
    document: &Document,
    embedded: &Embedded,
    options: &Options,
) -> Result<(lopdf::Document, Numbered), PdfError> {
    let mut pdf = content::content_streams::skeleton(document, embedded);
    let ids = file::objects::page_ids(&pdf);
    embedded.mend(&mut pdf)?;
    let elements = tags::structure::add(document, &ids, &mut pdf)?;
    tags::outline::add(document, &ids, &mut pdf)?;
    file::metadata::add(&document.meta, options.standards, &mut pdf)?;
    file::attachments::add(&options.attachments, document.meta.created, &mut pdf)?;
    Ok((pdf, elements))
}
