//! What the parts of a workbook ask of whoever reads them. A few bytes can stand for gigabytes, or for minutes.
//!
//! This is what calamine 0.38 does with numbers and names in a file, and where it is bounded:
//!
//! | part | what it does | bound |
//! | --- | --- | --- |
//! | xlsx: `sst` | makes room for `uniqueCount` texts | [`MOST_STRINGS`] |
//! | xlsx: `si`, `font`, `fill`, `border`, `numFmt`, `xf`, `sheet`, `definedName`, `Relationship` | keeps a record of each, far larger than the element | [`MOST_RECORDS`], [`MOST_STRINGS`] |
//! | xlsx: `xf` | copies its font, fill, border and format | [`MOST_COPIED`] |
//! | xlsx: `f` with `si` | makes room for as many formulas as the number says, and writes each out | not used: `workbook/mod.rs` asks for formulas as they are stored |
//! | xlsx: `v` of type `s` | names a text, which may be long, in any number of cells | `Found::put` counts the bytes |
//! | xlsx: `mergeCell` | keeps them; they may overlap | `Found::fill_merged` counts the cells |
//! | ods: `number-rows-repeated`, `number-columns-repeated` | makes all these cells | `ods_limits.rs` |
//! | ods: `text:s` | writes so many spaces | `ods_limits.rs` |
//! | ods: `table:table`, `office:annotation` without an end | reads on for ever | `ods_limits.rs` |
//! | xls | see `xls_limits.rs` | |
//! | all XML | holds a text, a tag and the names of open elements as a whole | [`LONGEST_TEXT`], [`MOST_OPEN`] |
//! | all zip | makes a record of each part | [`MOST_PARTS`] |

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diagnostic::Code;
use crate::import::refusal::Unreadable;

/// Parts of a workbook; real ones have some hundreds.
pub(super) const MOST_PARTS: usize = 20_000;
/// Bytes of one text or tag. A cell of Excel holds 32,767 characters.
const LONGEST_TEXT: usize = 4 << 20;
/// Elements that are open at the same time.
const MOST_OPEN: usize = 1_000;
/// Different texts of a workbook.
const MOST_STRINGS: u64 = 8_000_000;
/// Records of each other kind. Excel allows 65,490 styles of cells.
const MOST_RECORDS: u64 = 200_000;
/// Bytes of fonts, fills, borders and formats, counted for each style as if it used the largest.
const MOST_COPIED: u64 = 128 << 20;

/// The elements of which a reader keeps a record. The first ones are copied into each `xf`.
const RECORDS: [&str; 9] =
    ["numFmt", "font", "fill", "border", "xf", "si", "sheet", "definedName", "Relationship"];
const COPIED: usize = 4;
const XF: usize = 4;
const SI: usize = 5;

/// The refusal of a workbook that asks for too much.
pub(super) fn too_much(what: &str) -> Unreadable {
    Unreadable::new(
        Code::TooLarge,
        format!("the workbook has {what}"),
        "save the table by itself as a new workbook, or as CSV",
    )
}

/// Whether the zip names more parts than any workbook has.
pub(super) fn has_too_many_parts(bytes: &[u8]) -> bool {
    bytes.windows(4).filter(|window| *window == b"PK\x01\x02").nth(MOST_PARTS).is_some()
}

/// Checks a part of a workbook. What is no XML is reported by whoever reads it as such.
///
/// # Errors
/// What it has too much of.
pub(super) fn check(part: &[u8]) -> Result<(), Unreadable> {
    let is_too_long = |run: &[u8]| run.len() > LONGEST_TEXT;
    if part.trim_ascii_start().first().is_none_or(|first| !b"<\xef\xfe\xff\0".contains(first)) {
        return Ok(());
    }
    if part.split(|byte| *byte == b'<').any(is_too_long) || part.split(|byte| *byte == b'>').any(is_too_long)
    {
        return Err(too_much(&format!("a text of more than {} MiB", LONGEST_TEXT >> 20)));
    }
    // The settings of calamine, so that both end at the same place.
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    (config.check_end_names, config.check_comments, config.expand_empty_elements) = (false, false, true);
    let mut counts = [0u64; RECORDS.len()];
    let (mut open, mut copied, mut start, mut buffer) = (0usize, 0u64, 0u64, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => {
                open += 1;
                if open > MOST_OPEN {
                    return Err(too_much(&format!("more than {MOST_OPEN} elements in each other")));
                }
                if element.local_name().as_ref() == "sst" && promised(&element) > MOST_STRINGS {
                    return Err(too_much(&format!("more than {MOST_STRINGS} texts")));
                }
                if let Some(kind) = record(element.local_name().as_ref()) {
                    counts[kind] += 1;
                    start = reader.buffer_position().saturating_sub(element.len() as u64);
                    let most = if kind == SI { MOST_STRINGS } else { MOST_RECORDS };
                    if counts[kind] > most {
                        return Err(too_much(&format!("more than {most} elements `{}`", RECORDS[kind])));
                    }
                }
            }
            Ok(Event::End(element)) => {
                open = open.saturating_sub(1);
                if record(element.local_name().as_ref()).is_some_and(|kind| kind < COPIED) {
                    copied = copied.max(reader.buffer_position() - start);
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            _ => {}
        }
        buffer.clear();
    }
    match counts[XF].saturating_mul(copied) > MOST_COPIED {
        true => Err(too_much("fonts, fills, borders or formats that are too large for so many styles")),
        false => Ok(()),
    }
}

fn record(name: &str) -> Option<usize> {
    RECORDS.iter().position(|record| *record == name)
}

/// How many texts the table of texts says that it has.
fn promised(element: &BytesStart<'_>) -> u64 {
    let mut attributes = element.attributes();
    let mut counts =
        attributes.with_checks(false).flatten().filter(|attribute| attribute.key.as_ref() == "uniqueCount");
    counts.find_map(|count| count.value.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn counts_lengths_and_depths_have_limits() {
        let many = |element: &str, count: usize| format!("<r>{}</r>", element.repeat(count));
        for (part, is_fine) in [
            ("<sst uniqueCount=\"3\"><si><t>a</t></si></sst>".to_owned(), true),
            ("<sst uniqueCount=\"100000\"/>".to_owned(), true),
            ("<sst count=\"1\" uniqueCount=\"9000000\"/>".to_owned(), false),
            ("<x:sst uniqueCount=\"9000000000000\"/>".to_owned(), false),
            (many("<xf/>", 200_000), true),
            (many("<xf/>", 200_001), false),
            (many("<x:Relationship Id=\"a\"/>", 200_001), false),
            (many("<c><v>1</v></c>", 200_001), true),
            (format!("<t>{}</t>", "a".repeat(5 << 20)), false),
            (format!("<t a=\"{}\"/>", "<".repeat(5 << 20)), false),
            ("<a>".repeat(1_001), false),
            ("<a>".repeat(900), true),
            ("\x1f".repeat(9_000_000), true),
            (
                format!(
                    "<s><font><name val=\"{}\"/></font>{}</s>",
                    "a".repeat(9_000),
                    "<xf/>".repeat(20_000)
                ),
                false,
            ),
            (
                format!("<s><font><name val=\"{}\"/></font>{}</s>", "a".repeat(90), "<xf/>".repeat(20_000)),
                true,
            ),
        ] {
            assert_eq!(check(part.as_bytes()).is_ok(), is_fine, "{}", &part[..part.len().min(60)]);
        }
    }
}
