//! Encodings of composite fonts: CMap, character collection and CIDToGIDMap (Matterhorn 31-001 to 31-008).

use super::font_dict::FontCheck;
use crate::pdf::check::content_lexer::operations;
use crate::pdf::check::reader::{File, is_listed, shown};
use lopdf::{Dictionary, Object, Stream};

/// The predefined CMaps (ISO 32000-1, 9.7.5.2).
const PREDEFINED: &str = "GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H \
    GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H \
    ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V \
    83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V \
    Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H \
    UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H \
    UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V Identity-H Identity-V";

pub(super) fn check(face: &mut FontCheck<'_, '_>, own: &Dictionary) {
    let file = face.file;
    match file.get(face.used.dict, "Encoding") {
        Some(Object::Name(name)) if is_listed(PREDEFINED, name) => {}
        Some(Object::Stream(map)) => embedded(face, own, map),
        _ => face.fail("31-006", "its CMap (Encoding) is neither predefined nor embedded"),
    }
    if file.name(own, "Subtype") == Some(b"CIDFontType2") {
        match file.get(own, "CIDToGIDMap") {
            None => face.fail("31-005", "it has no CIDToGIDMap"),
            Some(Object::Stream(_)) => {}
            Some(Object::Name(name)) if name == b"Identity" => {}
            Some(_) => face.fail("31-004", "CIDToGIDMap is neither a stream nor `Identity`"),
        }
    }
    if file.dict(own, "CIDSystemInfo").is_none() {
        face.fail("A2:6.2.11.3.1", "it does not name its character collection (CIDSystemInfo)");
    }
}

/// Checks an embedded CMap: same character collection as the font, consistent, based on predefined CMaps.
fn embedded(face: &mut FontCheck<'_, '_>, own: &Dictionary, map: &Stream) {
    let file = face.file;
    let collections = file.dict(own, "CIDSystemInfo").zip(file.dict(&map.dict, "CIDSystemInfo"));
    if let Some((font, encoding)) = collections {
        for (condition, key) in [("31-001", "Registry"), ("31-002", "Ordering")] {
            if file.string(font, key) != file.string(encoding, key) {
                face.fail(condition, format!("its CMap has a different {key}"));
            }
        }
        if file.int(font, "Supplement") < file.int(encoding, "Supplement") {
            face.fail("31-003", "its CMap has a higher Supplement");
        }
    }
    if written_mode(file, map) != file.int(&map.dict, "WMode").unwrap_or(0) {
        face.fail("31-007", "its CMap has contradicting writing modes (WMode)");
    }
    if let Some(Object::Name(base)) = file.get(&map.dict, "UseCMap")
        && !is_listed(PREDEFINED, base)
    {
        face.fail(
            "31-008",
            format!("its CMap refers to `{}`, which is not predefined (UseCMap)", shown(base)),
        );
    }
}

/// The writing mode inside a CMap, as in `/WMode 1 def`.
fn written_mode(file: &File, map: &Stream) -> i64 {
    let mut mode = 0;
    let _ = operations(&file.unpacked(map).unwrap_or_default(), |operator, operands| {
        if let (b"def", [Object::Name(name), Object::Integer(value)]) = (operator, operands)
            && name == b"WMode"
        {
            mode = *value;
        }
    });
    mode
}
