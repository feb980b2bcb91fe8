//! Checks of each single object: filters, file specifications, actions, and the limits of PDF/A (ISO 19005-2,
//! 6.1.13).

use crate::pdf::check::actions;
use crate::pdf::check::reader::{File, dict_of, shown};
use crate::pdf::check::report::Report;
use lopdf::{Dictionary, Object, ObjectId, Stream};

/// The highest number of indirect objects.
const MOST_OBJECTS: usize = 8_388_607;
/// The longest string, in bytes.
const LONGEST_STRING: usize = 32_767;
/// The longest name, in bytes.
const LONGEST_NAME: usize = 127;

pub(crate) fn check(file: &File, report: &mut Report) {
    if file.pdf.objects.len() > MOST_OBJECTS {
        report.fail("A2:6.1.13", None, "there are more than 8 388 607 objects");
    }
    for (id, object) in &file.pdf.objects {
        limits(*id, object, report);
        if let Object::Stream(stream) = object {
            self::stream(file, *id, stream, report);
        }
        if let Some(dict) = dict_of(object) {
            dictionary(file, *id, dict, report);
        }
    }
}

fn stream(file: &File, id: ObjectId, stream: &Stream, report: &mut Report) {
    let dict = &stream.dict;
    if ["F", "FFilter", "FDecodeParms"].iter().any(|key| dict.has(key.as_bytes())) {
        report.fail("A2:6.1.7.1", None, format!("the data of stream {} is in another file", id.0));
    }
    let filters =
        file.one_or_many(dict, "Filter").iter().filter_map(|filter| file.resolve(filter)?.as_name().ok());
    for filter in filters.filter(|filter| matches!(*filter, b"LZWDecode" | b"LZW" | b"Crypt")) {
        report.fail("A2:6.1.7.2", None, format!("stream {} uses the filter {}", id.0, shown(filter)));
    }
    let subtype = file.name(dict, "Subtype");
    if subtype == Some(b"PS") || file.name(dict, "Subtype2") == Some(b"PS") {
        report.fail("A2:6.2.9", None, format!("object {} is a PostScript XObject", id.0));
    }
    if subtype == Some(b"Form") && dict.has(b"OPI") {
        report.fail("A2:6.2.9", None, format!("form XObject {} has OPI", id.0));
    }
    if subtype == Some(b"Form") && dict.has(b"Ref") {
        report.fail("30-001", None, format!("object {} is a reference XObject", id.0));
    }
}

fn dictionary(file: &File, id: ObjectId, dict: &Dictionary, report: &mut Report) {
    let embeds =
        dict.has(b"EF") && file.name(dict, "Type").is_none_or(|name| matches!(name, b"Filespec" | b"F"));
    if embeds && !(file.has_text(dict, "F") && file.has_text(dict, "UF")) {
        report.fail(
            "21-001",
            None,
            format!("the attached file in object {} lacks a file name entry (F or UF)", id.0),
        );
    }
    if file.name(dict, "S") == Some(b"MCD") {
        if !file.has_text(dict, "CT") {
            report.fail("28-014", None, format!("media clip {} has no content type (CT)", id.0));
        }
        if file.array(dict, "Alt").is_empty() {
            report.fail("28-015", None, format!("media clip {} has no alternative text (Alt)", id.0));
        }
    }
    if file.name(dict, "Type") == Some(b"Action") {
        actions::kind(file, dict, None, report);
    }
}

fn limits(id: ObjectId, object: &Object, report: &mut Report) {
    let mut stack = vec![object];
    while let Some(object) = stack.pop() {
        let problem = match object {
            Object::Integer(number) if i32::try_from(*number).is_err() => {
                format!("the number {number} is too large")
            }
            Object::String(text, _) if text.len() > LONGEST_STRING => {
                format!("a string is {} bytes long, more than {LONGEST_STRING}", text.len())
            }
            Object::Name(name) if name.len() > LONGEST_NAME => {
                format!("a name is {} bytes long, more than {LONGEST_NAME}", name.len())
            }
            Object::Array(array) => {
                stack.extend(array);
                continue;
            }
            other => {
                if let Some(dict) = dict_of(other) {
                    stack.extend(dict.iter().map(|(_, value)| value));
                }
                continue;
            }
        };
        report.fail("A2:6.1.13", None, format!("object {}: {problem}", id.0));
    }
}
