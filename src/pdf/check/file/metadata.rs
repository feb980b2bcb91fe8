//! XMP and the information dictionary: title, claimed standards, schemas, and agreement of the two.

use super::xmp::{DC, EXTENSION, Form, PDF, PDFA_ID, PDFUA_ID, Packet, Property, XMP};
use crate::pdf::check::reader::{File, is_language};
use crate::pdf::check::report::Report;
use crate::pdf::standards::{Accessible, Archive, Standards};
use crate::reason::Reason;
use lopdf::Dictionary;

/// The part of PDF/A that a file claims to conform to.
pub(crate) fn archive_part(file: &File) -> Option<String> {
    packet(file).ok()?.value(PDFA_ID, "part").map(str::to_owned)
}

/// The part of PDF/UA that a file claims to conform to.
pub(crate) fn accessible_part(file: &File) -> Option<String> {
    packet(file).ok()?.value(PDFUA_ID, "part").map(str::to_owned)
}

/// Reads the XMP packet.
fn packet(file: &File) -> Result<Packet, Reason> {
    let stream = file.stream(file.catalog(), "Metadata").ok_or("it has no metadata stream")?;
    let bytes = file.unpacked(stream).ok_or("the stream cannot be decompressed")?;
    let text = String::from_utf8(bytes).map_err(|_| "the packet is not UTF-8")?;
    Packet::read(&text)
}

pub(crate) fn check(file: &File, report: &mut Report) {
    stream(file, report);
    match packet(file) {
        Ok(packet) => {
            claims(&packet, report);
            title(file, &packet, report);
            schemas(&packet, report);
            information(file, &packet, report);
        }
        Err(reason) => {
            report.fail("06-001", None, format!("the document has no readable XMP metadata: {reason}"));
        }
    }
}

fn stream(file: &File, report: &mut Report) {
    let Some(stream) = file.stream(file.catalog(), "Metadata") else { return };
    let is = |key, value| file.name(&stream.dict, key) == Some(value);
    if !is("Type", b"Metadata") || !is("Subtype", b"XML") {
        report.fail(
            "A2:6.6.2.1",
            None,
            "the metadata stream does not have the type Metadata and the subtype XML",
        );
    }
    let bytes = file.unpacked(stream).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let header = text.find("<?xpacket begin=").and_then(|at| text[at..].split("?>").next());
    match header {
        None => report.fail("A2:6.6.2.1", None, "the XMP packet has no header"),
        Some(header) if header.contains("bytes=") || header.contains("encoding=") => {
            report.fail(
                "A2:6.6.2.1",
                None,
                "the header of the XMP packet has the attribute bytes or encoding",
            );
        }
        Some(_) => {}
    }
}

fn claims(packet: &Packet, report: &mut Report) {
    let Standards { accessible, archive } = report.standards;
    let claim = (packet.value(PDFUA_ID, "part"), packet.value(PDFUA_ID, "rev"));
    match accessible {
        Some(Accessible::Ua1) if claim.0 != Some("1") => {
            report.fail("06-002", None, "the metadata do not claim PDF/UA-1");
        }
        Some(Accessible::Ua2) if claim != (Some("2"), Some("2024")) => {
            report.fail("06-002", None, "the metadata do not claim PDF/UA-2 of 2024");
        }
        _ => {}
    }
    if let Some(archive) = archive {
        let claim = (packet.value(PDFA_ID, "part"), packet.value(PDFA_ID, "conformance"));
        let year = packet.value(PDFA_ID, "rev");
        let is_claimed = claim == (Some(archive.part()), Some(archive.level()));
        if !is_claimed || (archive == Archive::A4f && year != Some("2020")) {
            let level = archive.level().to_lowercase();
            let message = format!("the metadata do not claim PDF/A-{}{level}", archive.part());
            report.fail("A2:6.6.4", None, message);
        }
    }
}

fn title(file: &File, packet: &Packet, report: &mut Report) {
    if packet.value(DC, "title").is_none_or(|title| title.trim().is_empty()) {
        report.fail("06-003", None, "the metadata contain no title (dc:title)");
    }
    let languages = packet.property(DC, "title").into_iter().flat_map(|title| &title.values);
    let has_own =
        languages.filter_map(|(language, _)| language.as_deref()).any(|language| language != "x-default");
    let has_language = file.text(file.catalog(), "Lang").is_some_and(|language| is_language(&language));
    if !has_own && !has_language {
        report.fail("11-006", None, "the metadata have no language");
    }
}

/// The properties of the schemas that a briefing uses, as XMP and PDF/A-2 define them. Dates count as text.
const SCHEMAS: [(&str, &[(&str, Form)]); 4] = [
    (
        DC,
        &[
            ("contributor", Form::Bag),
            ("coverage", Form::Text),
            ("creator", Form::Seq),
            ("date", Form::Seq),
            ("description", Form::Alt),
            ("format", Form::Text),
            ("identifier", Form::Text),
            ("language", Form::Bag),
            ("publisher", Form::Bag),
            ("relation", Form::Bag),
            ("rights", Form::Alt),
            ("source", Form::Text),
            ("subject", Form::Bag),
            ("title", Form::Alt),
            ("type", Form::Bag),
        ],
    ),
    (
        XMP,
        &[
            ("Advisory", Form::Bag),
            ("BaseURL", Form::Text),
            ("CreateDate", Form::Text),
            ("CreatorTool", Form::Text),
            ("Identifier", Form::Bag),
            ("Label", Form::Text),
            ("MetadataDate", Form::Text),
            ("ModifyDate", Form::Text),
            ("Nickname", Form::Text),
            ("Rating", Form::Text),
            ("Thumbnails", Form::Alt),
        ],
    ),
    (PDF, &[("Keywords", Form::Text), ("PDFVersion", Form::Text), ("Producer", Form::Text)]),
    (
        PDFA_ID,
        &[
            ("part", Form::Text),
            ("conformance", Form::Text),
            ("amd", Form::Text),
            ("corr", Form::Text),
            ("rev", Form::Text),
        ],
    ),
];

/// Other schemas that PDF/A-2 predefines; their properties are not checked.
const KNOWN: [&str; 10] = [
    EXTENSION,
    "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/rights/",
    "http://ns.adobe.com/xap/1.0/bj/",
    "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
    "http://ns.adobe.com/photoshop/1.0/",
    "http://ns.adobe.com/camera-raw-settings/1.0/",
    "http://ns.adobe.com/tiff/1.0/",
    "http://ns.adobe.com/exif/1.0/",
];

fn schemas(packet: &Packet, report: &mut Report) {
    for extension in &packet.extensions {
        for part in &extension.missing {
            let message = format!("the extension schema `{}` has no `{part}`", extension.namespace);
            report.fail("A2:6.6.2.3.3", None, message);
        }
    }
    for property in &packet.properties {
        let Property { namespace, name, .. } = property;
        let mut extensions = packet.extensions.iter().filter(|extension| extension.namespace == *namespace);
        if KNOWN.contains(&namespace.as_str()) || extensions.any(|extension| extension.names.contains(name)) {
            continue;
        }
        let schema = SCHEMAS.iter().find(|(known, _)| known == namespace);
        let form = schema.and_then(|(_, names)| names.iter().find(|(known, _)| known == name));
        let problem = match form {
            None => "is in no predefined or extension schema".to_owned(),
            Some((_, form)) if *form != property.form => format!("is not of the type {form:?}"),
            Some(_)
                if name.ends_with("Date") && property.values.iter().any(|(_, date)| iso(date).is_none()) =>
            {
                "is not an ISO 8601 date".to_owned()
            }
            Some(_) => continue,
        };
        report.fail("A2:6.6.2.3", None, format!("the metadata property `{name}` {problem}"));
    }
}

/// Entries of the information dictionary with their equivalents in XMP.
const PAIRS: [(&str, &str, &str); 6] = [
    ("Title", DC, "title"),
    ("Author", DC, "creator"),
    ("Subject", DC, "description"),
    ("Keywords", PDF, "Keywords"),
    ("Creator", XMP, "CreatorTool"),
    ("Producer", PDF, "Producer"),
];

fn information(file: &File, packet: &Packet, report: &mut Report) {
    let Some(info) = file.dict(&file.pdf.trailer, "Info") else { return };
    if !file.catalog().has(b"PieceInfo") {
        report.fail("A4:6.1.3", None, "the trailer has an information dictionary (Info)");
    }
    for (key, namespace, name) in PAIRS {
        let Some(entry) = file.text(info, key).filter(|entry| !entry.is_empty()) else { continue };
        let values = packet.property(namespace, name).map_or(&[][..], |property| &property.values);
        let joined = |with| values.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(with);
        let agrees = packet.value(namespace, name) == Some(entry.trim())
            || (key == "Author" && [", ", "; "].iter().any(|with| joined(with) == entry));
        if !agrees {
            report.fail("PDF:14.3.3", None, format!("the {key} `{entry}` differs from the XMP metadata"));
        }
    }
    dates(file, info, packet, report);
}

fn dates(file: &File, info: &Dictionary, packet: &Packet, report: &mut Report) {
    for (key, name) in [("CreationDate", "CreateDate"), ("ModDate", "ModifyDate")] {
        let Some(entry) = file.text(info, key) else { continue };
        match pdf(&entry) {
            None => report.fail("PDF:7.9.4", None, format!("the {key} `{entry}` is not a valid date")),
            Some(date) if packet.value(XMP, name).and_then(iso) != Some(date) => {
                report.fail("PDF:14.3.3", None, format!("the {key} `{entry}` differs from the XMP metadata"));
            }
            Some(_) => {}
        }
    }
}

/// Year, month, day, hour, minute, second; and the offset from UTC in minutes.
type Date = ([u32; 6], i32);

/// Parses a PDF date such as `D:20240131120000+01'00'`.
fn pdf(text: &str) -> Option<Date> {
    let text = text.strip_prefix("D:")?;
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (moment, zone) = text.split_at(digits);
    date(moment, &zone.replace('\'', ""))
}

/// Parses an ISO 8601 date such as `2024-01-31T12:00:00+01:00`.
fn iso(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let clock = clock.split('.').next().unwrap_or_default();
    let is_spaced = |text: &str, mark| text.split(mark).skip(1).all(|part| part.len() == 2);
    if day.split('-').next()?.len() != 4 || !is_spaced(day, '-') || !is_spaced(clock, ':') {
        return None;
    }
    date(&format!("{day}{clock}").replace(['-', ':'], ""), &zone.replace(':', ""))
}

/// Parses a date from its digits, of which only the year is required, and its time zone without separators.
fn date(digits: &str, zone: &str) -> Option<Date> {
    if !matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14) || !digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let mut parts = [0, 1, 1, 0, 0, 0];
    parts[0] = digits[..4].parse().ok()?;
    for (part, at) in parts[1..].iter_mut().zip((4..digits.len()).step_by(2)) {
        *part = digits[at..at + 2].parse().ok()?;
    }
    let ranges = [1..=9999, 1..=12, 1..=31, 0..=23, 0..=59, 0..=59];
    let zone = match zone.split_at_checked(1).unwrap_or_default() {
        ("", _) | ("Z", _) => 0,
        (sign @ ("+" | "-"), minutes) if matches!(minutes.len(), 2 | 4) => {
            let hours: i32 = minutes.get(..2)?.parse().ok()?;
            let rest =
                minutes.get(2..).filter(|rest| !rest.is_empty()).map_or(Ok(0), str::parse::<i32>).ok()?;
            (hours * 60 + rest) * if sign == "-" { -1 } else { 1 }
        }
        _ => return None,
    };
    ranges.iter().zip(&parts).all(|(range, part)| range.contains(part)).then_some((parts, zone))
}

#[cfg(test)]
mod tests {
    use super::{iso, pdf};

    #[test]
    fn dates_of_both_kinds_can_be_compared() {
        assert_eq!(pdf("D:20201231235959Z"), iso("2020-12-31T23:59:59Z"));
        assert_eq!(pdf("D:20201231235959+01'30'"), iso("2020-12-31T23:59:59+01:30"));
        assert_eq!(pdf("D:20201231235959-0100"), pdf("D:20201231235959-01'00"));
        assert_eq!(pdf("D:2020"), iso("2020"));
        assert!(pdf("D:20201231235959Z").is_some() && pdf("D:2020").is_some());
        for wrong in ["", "2020", "D:", "D:20201331", "D:2020123", "D:20200101000000+x", "D:äöüß"] {
            assert_eq!(pdf(wrong), None, "{wrong}");
        }
        for wrong in ["", "D:2020", "2020-1-1", "2020-13-01", "ä", "2020-01-01T00:00:00+"] {
            assert_eq!(iso(wrong), None, "{wrong}");
        }
    }
}
