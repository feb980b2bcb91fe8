//! Attachments: PDF/A-2 allows only PDF/A files, PDF/A-3 any file with a relationship to the document (6.8).

use std::collections::HashSet;

use crate::pdf::check::reader::{File, dict_of};
use crate::pdf::check::report::Report;
use crate::pdf::standards::Archive;
use lopdf::{Dictionary, Object, ObjectId};

pub(crate) fn check(file: &File, report: &mut Report) {
    let names = file.dict(file.catalog(), "Names").and_then(|names| file.dict(names, "EmbeddedFiles"));
    let Some(tree) = names else { return };
    let associated = associated(file);
    for (_, object) in file.tree_pairs(tree, "Names") {
        let Some(specification) = file.resolve(object).and_then(dict_of) else { continue };
        let name =
            file.text(specification, "UF").or_else(|| file.text(specification, "F")).unwrap_or_default();
        let is_associated = object.as_reference().is_ok_and(|id| associated.contains(&id));
        match report.standards.archive {
            Some(Archive::A2a) if !is_archive(file, specification) => {
                report.fail("A2:6.8", None, format!("the attached file `{name}` is not PDF/A"));
            }
            Some(Archive::A3a | Archive::A4f) => described(file, specification, &name, is_associated, report),
            Some(Archive::A2a) | None => {}
        }
    }
}

/// The file specifications associated (AF) with the document or a part of it.
fn associated(file: &File) -> HashSet<ObjectId> {
    let owners = file.pdf.objects.values().filter_map(dict_of).filter(|owner| owner.has(b"AF"));
    owners.flat_map(|owner| file.array(owner, "AF")).filter_map(|object| object.as_reference().ok()).collect()
}

fn stream<'f>(file: &'f File, specification: &'f Dictionary) -> Option<&'f lopdf::Stream> {
    let embedded = file.dict(specification, "EF")?;
    file.stream(embedded, "F").or_else(|| file.stream(embedded, "UF"))
}

/// Whether an attached file is a PDF that claims to be PDF/A-1 or PDF/A-2.
fn is_archive(file: &File, specification: &Dictionary) -> bool {
    let bytes = stream(file, specification).and_then(|stream| file.unpacked(stream));
    let inner = bytes.and_then(|bytes| File::read(&bytes).ok());
    let part = inner.and_then(|inner| super::metadata::archive_part(&inner));
    part.is_some_and(|part| matches!(part.as_str(), "1" | "2"))
}

fn described(file: &File, specification: &Dictionary, name: &str, is_associated: bool, report: &mut Report) {
    let relations: [&[u8]; 5] = [b"Source", b"Data", b"Alternative", b"Supplement", b"Unspecified"];
    if file.name(specification, "AFRelationship").is_none_or(|relation| !relations.contains(&relation)) {
        report.fail(
            "A3:6.8",
            None,
            format!("the attached file `{name}` has no valid relationship to the document (AFRelationship)"),
        );
    }
    if !is_associated {
        report.fail(
            "A3:6.8",
            None,
            format!("the attached file `{name}` is not associated with any part of the document (AF)"),
        );
    }
    let Some(stream) = stream(file, specification) else {
        report.fail("A3:6.8", None, format!("the attached file `{name}` is not embedded (EF)"));
        return;
    };
    let is_type = |name: &[u8]| matches!(name.iter().position(|byte| *byte == b'/'), Some(1..));
    if file.name(&stream.dict, "Subtype").is_none_or(|name| !is_type(name)) {
        report.fail("A3:6.8", None, format!("the attached file `{name}` has no media type (Subtype)"));
    }
    let params = file.dict(&stream.dict, "Params");
    if params.is_none_or(|params| !matches!(file.get(params, "ModDate"), Some(Object::String(..)))) {
        report.fail("A3:6.8", None, format!("the attached file `{name}` has no modification date (ModDate)"));
    }
}
