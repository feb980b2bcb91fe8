//! Whether the cells of a workbook are in plain XML: of the rest, calamine leaves out a part without a word.

use crate::reason::Reason;
use quick_xml::Reader;
use quick_xml::events::Event;

/// The parts of a workbook that hold cells.
pub(super) fn holds_cells(part: &str) -> bool {
    let part = part.to_lowercase();
    part == "content.xml" || (part.starts_with("xl/") && part.ends_with(".xml"))
}

/// Whether nothing of this part is left out: no section of CDATA, and within the value of a cell nothing but text. Texts of
/// formulas may have references such as `&amp;`, numbers may not.
///
/// # Errors
/// Why the part is no XML.
pub(super) fn is_plain(part: &[u8]) -> Result<bool, Reason> {
    let has = |sign: &[u8]| part.windows(sign.len()).any(|window| window == sign);
    if has(b"<![CDATA[") {
        return Ok(false);
    }
    // Most sheets have none of these, and are not read a second time.
    if !part.contains(&b'&')
        && !has(b"<!--")
        && !part.get(5..).is_some_and(|rest| rest.windows(2).any(|two| two == b"<?"))
    {
        return Ok(true);
    }
    let mut reader = Reader::from_reader(part);
    let (mut is_text, mut in_value, mut buffer) = (false, false, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| error.to_string())? {
            Event::Start(element) if element.local_name().as_ref() == "c" => {
                let kind = element
                    .attributes()
                    .with_checks(false)
                    .flatten()
                    .find(|attribute| attribute.key.as_ref() == "t");
                is_text = kind.is_some_and(|kind| kind.value.as_ref() == "str");
            }
            Event::Start(element) if element.local_name().as_ref() == "v" => in_value = true,
            Event::End(element) if element.local_name().as_ref() == "v" => in_value = false,
            Event::GeneralRef(_) | Event::Comment(_) | Event::PI(_) if in_value && !is_text => {
                return Ok(false);
            }
            Event::Eof => return Ok(true),
            _ => {}
        }
        buffer.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn what_would_be_left_out_is_found() {
        for (cell, plain) in [
            ("<c><v>54</v></c>", true),
            ("<c><f>A1&amp;B1</f><v>54</v></c>", true),
            ("<c t=\"str\"><v>a &amp; b</v></c>", true),
            ("<c t=\"inlineStr\"><is><t>a &#8211; b</t></is></c>", true),
            ("<!-- made by hand --><c><v>54</v></c>", true),
            ("<c><v>5&#52;</v></c>", false),
            ("<c t=\"n\"><v>&#53;4</v></c>", false),
            ("<c t=\"s\"><v>1&#49;</v></c>", false),
            ("<c><v>5<!-- -->4</v></c>", false),
            ("<c><v>5<?x?>4</v></c>", false),
            ("<x:c><x:v>5&#52;</x:v></x:c>", false),
            ("<c><v><![CDATA[54]]></v></c>", false),
            ("<si><t><![CDATA[yes]]></t></si>", false),
            ("<text:p>ye<![CDATA[s]]></text:p>", false),
        ] {
            let part = format!("<?xml version=\"1.0\"?><r>{cell}</r>");
            assert_eq!(is_plain(part.as_bytes()), Ok(plain), "{cell}");
        }
    }
}
