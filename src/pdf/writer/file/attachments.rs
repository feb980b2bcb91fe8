//! Attachments: the data of the charts as files for programs, associated with the document (ISO 19005-3, 6.8).

use super::metadata::Moment;
use super::objects::{name, text};
use crate::pdf::standards::{Archive, Standards};
use crate::pdf::writer::error::PdfError;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;

/// A file to attach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, such as `budget.csv`.
    pub name: String,
    /// Its description, shown in the viewer's list of attachments.
    pub description: String,
    /// Its media type, such as `text/csv`.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Checks whether the standards allow these attachments.
///
/// # Errors
/// Attachments in PDF/A-2, and missing or repeated names.
pub(crate) fn check(attachments: &[Attachment], standards: Standards) -> Result<(), Vec<PdfError>> {
    let is_allowed = |index: usize, file: &Attachment| {
        standards.archive != Some(Archive::A2a)
            && !file.name.is_empty()
            && attachments.iter().take(index).all(|earlier| earlier.name != file.name)
    };
    let refused = attachments.iter().enumerate().filter(|(index, file)| !is_allowed(*index, file));
    let errors: Vec<PdfError> = refused.map(|(_, file)| PdfError::Attachment(file.name.clone())).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Adds the attachments and returns their specifications by name; `created` is their date, in seconds since 1970.
///
/// # Errors
/// If the document has no catalog.
pub(crate) fn add<'a>(
    attachments: &'a [Attachment],
    created: i64,
    pdf: &mut Document,
) -> Result<BTreeMap<&'a str, ObjectId>, PdfError> {
    let date = Moment::of(created).pdf();
    let ids: Vec<ObjectId> =
        attachments.iter().map(|attachment| specification(attachment, &date, pdf)).collect();
    // The keys of a name tree are sorted by their bytes (ISO 32000-1, 7.9.6), as this map is.
    let files: BTreeMap<&str, ObjectId> =
        attachments.iter().map(|attachment| attachment.name.as_str()).zip(ids.iter().copied()).collect();
    if !files.is_empty() {
        let names: Vec<Object> = files.iter().flat_map(|(name, id)| [text(name), (*id).into()]).collect();
        let catalog = pdf.catalog_mut()?;
        catalog.set("Names", dictionary! {"EmbeddedFiles" => dictionary! {"Names" => names}});
        catalog.set("AF", ids.into_iter().map(Object::from).collect::<Vec<_>>());
    }
    Ok(files)
}

fn specification(attachment: &Attachment, date: &str, pdf: &mut Document) -> ObjectId {
    let entries = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => name(attachment.media_type),
        "Params" => dictionary! {
            "Size" => attachment.bytes.len() as i64, "CreationDate" => text(date), "ModDate" => text(date),
        },
    };
    let file = pdf.add_object(Stream::new(entries, attachment.bytes.clone()));
    let specification = dictionary! {
        "Type" => "Filespec",
        "F" => text(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text(&attachment.description),
        "AFRelationship" => "Data",
        "EF" => dictionary! {"F" => file, "UF" => file},
    };
    pdf.add_object(specification)
}
