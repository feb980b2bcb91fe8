//! Reads the ToUnicode map of a font (ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

use crate::pdf::check::content_lexer::operations;
use lopdf::Object;

/// A map from codes to text.
#[derive(Debug, Default)]
pub(crate) struct ToUnicode {
    single: BTreeMap<u16, String>,
    /// First and last code with the text of the first.
    ranges: Vec<(u16, u16, String)>,
}

impl ToUnicode {
    /// Reads a map; unreadable parts are skipped.
    pub(super) fn read(map: &[u8]) -> Self {
        let mut texts = Self::default();
        // The map is PostScript. Its tables look like operators with operands, so the lexer of content streams can
        // read them.
        let _ = operations(map, |operator, operands| match operator {
            b"endbfchar" => texts.characters(operands),
            b"endbfrange" => texts.ranges(operands),
            _ => {}
        });
        texts
    }

    fn characters(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::String(code, _), Object::String(text, _)] = pair
                && let Some(code) = number(code)
            {
                self.single.insert(code, characters(text));
            }
        }
    }

    fn ranges(&mut self, operands: &[Object]) {
        for range in operands.chunks_exact(3) {
            let [Object::String(first, _), Object::String(last, _), texts] = range else { continue };
            let (Some(first), Some(last)) = (number(first), number(last)) else { continue };
            match texts {
                Object::String(text, _) => self.ranges.push((first, last, characters(text))),
                Object::Array(texts) => {
                    let texts = texts.iter().filter_map(|text| text.as_str().ok());
                    self.single.extend((first..=last).zip(texts.map(characters)));
                }
                _ => {}
            }
        }
    }

    /// The text of a code; in a range, the last character counts up.
    pub(crate) fn of(&self, code: u16) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let (first, _, text) = self.ranges.iter().find(|(first, last, _)| (first..=last).contains(&&code))?;
        let mut text = text.clone();
        let last = u32::from(text.pop()?) + u32::from(code - first);
        text.push(char::from_u32(last).unwrap_or('\u{fffd}'));
        Some(text)
    }
}

fn number(code: &[u8]) -> Option<u16> {
    match *code {
        [low] => Some(u16::from(low)),
        [high, low] => Some(u16::from_be_bytes([high, low])),
        _ => None,
    }
}

fn characters(text: &[u8]) -> String {
    if let [single] = *text {
        return char::from(single).to_string();
    }
    let units = text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;

    #[test]
    fn all_forms_of_tables_are_read() {
        let map = b"/CMapName /x def 2 beginbfchar <0001> <00660069> <0002> <D83DDE00> endbfchar\n\
            2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <0062>] endbfrange";
        let texts = ToUnicode::read(map);
        let expected = [(1, "fi"), (2, "\u{1f600}"), (0x11, "B"), (0x12, "C"), (0x21, "b")];
        for (code, text) in expected {
            assert_eq!(texts.of(code).as_deref(), Some(text));
        }
        assert_eq!(texts.of(0x13), None);
    }
}
