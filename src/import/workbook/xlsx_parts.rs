//! The parts of an `.xlsx` file: in which of them each sheet is, and what a first look at a sheet says it has. What it has not
//! needs no pass over its cells.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use super::xlsx_hidden::{attribute, each, local};

/// What a sheet may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Has {
    pub(super) formulas: bool,
    pub(super) merged: bool,
    pub(super) hidden: bool,
}

/// Where nothing is known, anything may be there.
const ANYTHING: Has = Has { formulas: true, merged: true, hidden: true };

/// The sheets of a workbook by name: their parts, and what is in them.
#[derive(Debug, Default)]
pub(super) struct Parts {
    paths: BTreeMap<String, String>,
    has: BTreeMap<String, Has>,
}

impl Parts {
    /// Finds the sheets of a workbook; `has` is what is known of each part.
    pub(super) fn new(bytes: &[u8], has: BTreeMap<String, Has>, most: u64) -> Self {
        Self { paths: paths(bytes, most).unwrap_or_default(), has }
    }

    /// The part of a sheet.
    pub(super) fn path(&self, sheet: &str) -> Option<&str> {
        self.paths.get(sheet).map(String::as_str)
    }

    /// What a sheet may have.
    pub(super) fn has(&self, sheet: &str) -> Has {
        self.path(sheet).and_then(|path| self.has.get(path)).copied().unwrap_or(ANYTHING)
    }
}

/// The part of each sheet by its name.
fn paths(bytes: &[u8], most: u64) -> Option<BTreeMap<String, String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut sheets: Vec<(String, String)> = Vec::new();
    each(BufReader::new(archive.by_name("xl/workbook.xml").ok()?.take(most)), |element| {
        if local(element.name().as_ref()) == "sheet" {
            sheets.extend(attribute(element, "name").zip(attribute(element, "id")));
        }
        true
    });
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    each(BufReader::new(archive.by_name("xl/_rels/workbook.xml.rels").ok()?.take(most)), |element| {
        if local(element.name().as_ref()) == "Relationship"
            && let Some((id, target)) = attribute(element, "Id").zip(attribute(element, "Target"))
        {
            targets.entry(id).or_insert(target);
        }
        true
    });
    let mut paths = BTreeMap::new();
    for (name, id) in sheets {
        let Some(target) = targets.get(&id) else { continue };
        // The target is named from the folder of the workbook on, or from the top.
        let inside = format!("xl/{target}");
        let path = [target.trim_start_matches('/'), &inside]
            .into_iter()
            .find(|path| archive.index_for_name(path).is_some());
        if let Some(path) = path {
            paths.entry(name).or_insert(path.to_owned());
        }
    }
    Some(paths)
}

/// What the XML of a sheet may have, by the names of its elements.
pub(super) fn look(part: &[u8]) -> Has {
    let mut has = Has { formulas: false, merged: false, hidden: false };
    for tag in part.split(|byte| *byte == b'<') {
        let end = tag.iter().position(|byte| *byte == b'>').unwrap_or(tag.len());
        let tag = &tag[..end];
        match tag {
            // `worksheet` and the XML declaration say nothing about cells.
            [b'w', ..] | [b'?', ..] => {}
            [b'f'] | [b'f', b' ' | b'/' | b'\n' | b'\t' | b'\r', ..] => has.formulas = true,
            [b'm', b'e', b'r', b'g', b'e', ..] => has.merged = true,
            [b'r', b'o', b'w', ..] | [b'c', b'o', b'l', ..] | [b's', b'h', b'e', b'e', b't', b'F', ..] => {
                has.hidden |= contains(tag, b"hidden")
                    || contains(tag, b"zeroHeight")
                    || contains(tag, b"ht=\"0")
                    || contains(tag, b"ht='0")
                    || contains(tag, b"width=\"0")
                    || contains(tag, b"width='0");
            }
            _ => {
                let name = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                if tag.get(name) == Some(&b':') && !tag.starts_with(b"/") {
                    return ANYTHING;
                }
            }
        }
    }
    has
}

fn contains(tag: &[u8], sign: &[u8]) -> bool {
    tag.windows(sign.len()).any(|window| window == sign)
}

#[cfg(test)]
mod tests {
    use super::{ANYTHING, Has, look};

    #[test]
    fn a_sheet_says_what_it_has() {
        let plain = look(b"<worksheet xmlns=\"x\"><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" width=\"9\"/></cols><sheetData><row r=\"1\" ht=\"15\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>");
        assert_eq!(plain, Has { formulas: false, merged: false, hidden: false });
        assert!(look(b"<c><f>A1</f></c>").formulas && look(b"<c><f t=\"shared\"/></c>").formulas);
        assert!(look(b"<mergeCells count=\"1\">").merged);
        for tag in [
            "<row hidden=\"1\">",
            "<col width=\"0\"/>",
            "<row ht=\"0\"/>",
            "<sheetFormatPr zeroHeight=\"1\"/>",
        ] {
            assert!(look(tag.as_bytes()).hidden, "{tag}");
        }
        assert_eq!(look(b"<x:worksheet><x:row/></x:worksheet>"), ANYTHING);
    }
}
