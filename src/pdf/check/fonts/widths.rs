//! The widths that a font dictionary gives its codes (ISO 32000-1, 9.2.4 and 9.7.4.3).

use std::collections::HashMap;

use crate::pdf::check::reader::{File, dict_of};
use lopdf::{Dictionary, Object};

/// More widths than this are not read: each of the 65,536 codes has one.
const MOST_WIDTHS: usize = 16 * 65_536;

/// Widths by code, in thousandths of an em.
#[derive(Debug, Default)]
pub(crate) struct CodeWidths {
    widths: HashMap<u16, f32>,
    /// The width of all other codes.
    default: f32,
}

impl CodeWidths {
    /// The widths in a font dictionary; unreadable parts are skipped.
    pub(crate) fn read(file: &File, font: &Dictionary) -> Self {
        let descendant =
            file.array(font, "DescendantFonts").first().and_then(|font| dict_of(file.resolve(font)?));
        match descendant {
            Some(own) => Self {
                widths: of_ranges(file, own),
                default: file.get(own, "DW").and_then(|width| width.as_float().ok()).unwrap_or(1000.0),
            },
            None => {
                let first = file.int(font, "FirstChar").and_then(|code| u16::try_from(code).ok());
                // The glyphs of a Type 3 font have a unit of their own.
                let unit = file.array(font, "FontMatrix").first().and_then(|scale| scale.as_float().ok());
                let unit = unit.filter(|_| file.name(font, "Subtype") == Some(b"Type3")).unwrap_or(0.001);
                let width = |object: &Object| Some(file.resolve(object)?.as_float().ok()? * unit * 1000.0);
                let widths = (first.unwrap_or(0)..).zip(file.array(font, "Widths"));
                let descriptor = file.dict(font, "FontDescriptor");
                let missing = descriptor.and_then(|descriptor| file.get(descriptor, "MissingWidth"));
                Self {
                    widths: widths.filter_map(|(code, object)| Some((code, width(object)?))).collect(),
                    default: missing.and_then(|width| width.as_float().ok()).unwrap_or(0.0),
                }
            }
        }
    }

    /// The width of a code.
    pub(crate) fn of(&self, code: u16) -> f32 {
        self.widths.get(&code).copied().unwrap_or(self.default)
    }
}

/// The widths in the array `W` of a CID font.
fn of_ranges(file: &File, own: &Dictionary) -> HashMap<u16, f32> {
    let (mut widths, mut read) = (HashMap::new(), 0);
    let mut rest = file.array(own, "W");
    let code =
        |object: &Object| file.resolve(object)?.as_i64().ok().and_then(|code| u16::try_from(code).ok());
    let width = |object: &Object| file.resolve(object)?.as_float().ok();
    while let [first, second, tail @ ..] = rest {
        let Some(first) = code(first).filter(|_| read < MOST_WIDTHS) else { break };
        match (file.resolve(second), tail) {
            (Some(Object::Array(each)), _) => {
                widths.extend((first..).zip(each).filter_map(|(code, object)| Some((code, width(object)?))));
                rest = tail;
            }
            (_, [all, tail @ ..]) => {
                if let (Some(last), Some(width)) = (code(second), width(all)) {
                    read += usize::from(last.saturating_sub(first));
                    widths.extend((first..=last).map(|code| (code, width)));
                }
                rest = tail;
            }
            _ => break,
        }
    }
    widths
}
