//! File syntax: header, trailer, identifier, encryption, and the bytes of objects and streams (ISO 19005-2, 6.1).

use crate::pdf::check::reader::{File, shown};
use crate::pdf::check::report::Report;
use lopdf::encryption::Permissions;
use lopdf::xref::XrefEntry;
use lopdf::{Object, ObjectId};

pub(crate) fn check(file: &File, bytes: &[u8], report: &mut Report) {
    header(file, bytes, report);
    end(bytes, report);
    identifier(file, report);
    encryption(file, report);
    for (number, entry) in &file.pdf.reference_table.entries {
        if let XrefEntry::Normal { offset, generation } = *entry {
            let rest = usize::try_from(offset).ok().and_then(|offset| bytes.get(offset..));
            object(file, (*number, generation), rest.unwrap_or_default(), report);
        }
    }
}

fn header(file: &File, bytes: &[u8], report: &mut Report) {
    let (first, rest) = first_line(bytes);
    let is_pdf_2 = report.standards.is_pdf_2();
    let (prefix, last) = if is_pdf_2 { (&b"%PDF-2."[..], b'9') } else { (&b"%PDF-1."[..], b'7') };
    let is_version = |minor: &[u8]| matches!(minor, [digit] if (b'0'..=last).contains(digit));
    if !first.strip_prefix(prefix).is_some_and(is_version) {
        let start = shown(&first[..first.len().min(12)]);
        let wanted = if is_pdf_2 { "%PDF-2.0" } else { "%PDF-1.0 to %PDF-1.7" };
        report.fail("A2:6.1.2", None, format!("the first line is `{start}`, not {wanted}"));
    }
    let (second, _) = first_line(rest);
    let is_binary = second.len() >= 5 && second[0] == b'%' && second[1..5].iter().all(|byte| *byte > 127);
    if !is_binary {
        report.fail("A2:6.1.2", None, "the second line is not a comment with four bytes above 127");
    }
    let major = if is_pdf_2 { &b"2."[..] } else { b"1." };
    if let Some(version) = file.name(file.catalog(), "Version")
        && !version.strip_prefix(major).is_some_and(is_version)
    {
        let message = format!("the catalog gives another version, {}", shown(version));
        report.fail("A2:6.1.2", None, message);
    }
}

/// The first line without its line break, and the rest.
fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
    let (line, rest) = bytes.split_at(end);
    (line, rest.strip_prefix(b"\r\n").or_else(|| rest.get(1..)).unwrap_or_default())
}

fn end(bytes: &[u8], report: &mut Report) {
    let last = [&b"\r\n"[..], b"\n", b"\r"].iter().find_map(|end| bytes.strip_suffix(*end)).unwrap_or(bytes);
    if !last.ends_with(b"%%EOF") {
        report.fail("A2:6.1.3", None, "something follows the last %%EOF");
    }
}

fn identifier(file: &File, report: &mut Report) {
    let parts = file.array(&file.pdf.trailer, "ID");
    let is_filled = |part: &Object| part.as_str().is_ok_and(|id| !id.is_empty());
    if parts.len() != 2 || !parts.iter().all(is_filled) {
        report.fail("A2:6.1.3", None, "the trailer has no file identifier (ID) of two strings");
    }
}

fn encryption(file: &File, report: &mut Report) {
    if !file.pdf.was_encrypted() {
        return;
    }
    report.fail("A2:6.1.3", None, "the file is encrypted");
    let permissions = file.pdf.encryption_state.as_ref().map(lopdf::EncryptionState::permissions);
    if permissions.is_some_and(|given| !given.contains(Permissions::COPYABLE_FOR_ACCESSIBILITY)) {
        report.fail("26-002", None, "encryption does not allow text extraction for screen readers");
    }
}

/// Checks an object at its offset in the cross-reference table.
fn object(file: &File, id: ObjectId, rest: &[u8], report: &mut Report) {
    let start = format!("{} {} obj", id.0, id.1);
    let Some(body) = rest.strip_prefix(start.as_bytes()) else {
        report.fail(
            "A2:6.1.9",
            None,
            format!("object {} is not at its offset in the cross-reference table", id.0),
        );
        return;
    };
    if !body.starts_with(b"\n") && !body.starts_with(b"\r") {
        report.fail("A2:6.1.9", None, format!("no line break after the word obj of object {}", id.0));
    }
    // lopdf reads a stream of wrong length as a mere dictionary, so streams are also recognised by their bytes.
    let is_stream = matches!(file.pdf.objects.get(&id), Some(Object::Stream(_)));
    let end = if is_stream { None } else { body.windows(6).position(|word| word == b"endobj") };
    stream_ends(file, id, body, end.unwrap_or(body.len()), report);
}

/// Checks the stream in an object, if one starts before `end`.
fn stream_ends(file: &File, id: ObjectId, body: &[u8], end: usize, report: &mut Report) {
    const START: &[u8] = b"stream";
    let starts_stream = |at: usize| body[..at].trim_ascii_end().ends_with(b">>");
    let places = body[..end].windows(START.len()).enumerate().filter(|(_, window)| *window == START);
    let Some(at) = places.map(|(at, _)| at).find(|at| starts_stream(*at)) else { return };
    let (head, data) = body.split_at(at);
    let data = data.get(START.len()..).unwrap_or_default();
    let Some(data) = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")) else {
        report.fail("A2:6.1.7.1", None, format!("no line break after the word stream in object {}", id.0));
        return;
    };
    let tail = length(file, head).and_then(|length| data.get(length..)).unwrap_or_default();
    if ![&b"\r\nendstream"[..], b"\nendstream", b"\rendstream"].iter().any(|end| tail.starts_with(end)) {
        report.fail("A2:6.1.7.1", None, format!("the Length of stream {} is wrong", id.0));
    }
}

/// The length in the dictionary of a stream as written in the file: in memory it may have changed by
/// decompression.
fn length(file: &File, head: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"/Length";
    let after = |at: usize| head.get(at + KEY.len()..).filter(|rest| !rest.starts_with(b"1"));
    let places = head.windows(KEY.len()).enumerate().filter(|(_, window)| *window == KEY);
    let rest = places.filter_map(|(at, _)| after(at)).next_back()?;
    let written = String::from_utf8_lossy(&rest[..rest.len().min(32)]);
    let mut words = written.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let first: u32 = words.next()?.parse().ok()?;
    match (words.next().map(str::parse), words.next()) {
        (Some(Ok(generation)), Some("R")) => {
            let length = file.pdf.get_object((first, generation)).ok()?.as_i64().ok()?;
            usize::try_from(length).ok()
        }
        _ => usize::try_from(first).ok(),
    }
}
