//! A font dictionary and the codes shown with it.

use super::widths::CodeWidths;
use crate::pdf::check::reader::File;
use crate::pdf::check::report::Report;
use lopdf::Dictionary;

/// A font and the codes shown with it.
#[derive(Debug)]
pub(crate) struct UsedFont<'f> {
    pub(crate) dict: &'f Dictionary,
    /// The first page that uses it.
    pub(crate) page: usize,
    /// A bit set of the codes shown.
    codes: Vec<u64>,
    pub(crate) is_visible: bool,
    /// Bytes in a code; `None` if an embedded CMap decides.
    pub(crate) width: Option<usize>,
    pub(crate) is_composite: bool,
    pub(crate) widths: CodeWidths,
}

impl<'f> UsedFont<'f> {
    pub(crate) fn new(file: &File, dict: &'f Dictionary, page: usize) -> Self {
        let is_composite = file.name(dict, "Subtype") == Some(b"Type0");
        let width = match file.name(dict, "Encoding") {
            _ if !is_composite => Some(1),
            Some(b"Identity-H" | b"Identity-V") => Some(2),
            _ => None,
        };
        let widths = CodeWidths::read(file, dict);
        Self { dict, page, codes: vec![0; 1024], is_visible: false, width, is_composite, widths }
    }

    /// Records the codes of a string. Returns whether it contains only whole codes.
    pub(crate) fn show(&mut self, text: &[u8], is_visible: bool) -> bool {
        self.is_visible |= is_visible;
        let Some(width) = self.width else { return true };
        for code in text.chunks_exact(width) {
            let code = code.iter().fold(0, |code, byte| code << 8 | usize::from(*byte));
            self.codes[code / 64] |= 1 << (code % 64);
        }
        text.len().is_multiple_of(width)
    }

    /// The codes of a string with their widths in thousandths of an em; nothing if an embedded CMap splits it.
    pub(crate) fn glyphs<'t>(&'t self, text: &'t [u8]) -> impl Iterator<Item = (u16, f32)> + 't {
        let width = self.width.unwrap_or(usize::MAX);
        text.chunks_exact(width).map(|code| {
            let code = code.iter().fold(0, |code, byte| code << 8 | u16::from(*byte));
            (code, self.widths.of(code))
        })
    }

    /// Adds the codes that later pages show.
    pub(crate) fn merge(&mut self, later: &Self) {
        self.is_visible |= later.is_visible;
        self.codes.iter_mut().zip(&later.codes).for_each(|(codes, more)| *codes |= more);
    }

    /// All codes shown, in order.
    pub(crate) fn codes(&self) -> impl Iterator<Item = u16> {
        (0..=u16::MAX).filter(|code| self.codes[usize::from(*code) / 64] >> (code % 64) & 1 == 1)
    }

    /// Whether no code is shown.
    pub(crate) fn is_unused(&self) -> bool {
        self.codes.iter().all(|codes| *codes == 0)
    }
}

/// A font while it is checked.
pub(crate) struct FontCheck<'a, 'f> {
    pub(crate) file: &'f File,
    pub(crate) used: &'a UsedFont<'f>,
    pub(crate) name: String,
    pub(crate) report: &'a mut Report,
}

impl FontCheck<'_, '_> {
    /// Reports a failed condition of the font.
    pub(crate) fn fail(&mut self, condition: &'static str, problem: impl std::fmt::Display) {
        let message = format!("the font {}: {problem}", self.name);
        self.report.fail(condition, Some(self.used.page), message);
    }
}
