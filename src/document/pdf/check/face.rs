//! A font while it is checked, and what is shown with it.

use lopdf::Dictionary;

use super::file::File;
use super::report::Report;

/// A font and what is shown with it.
#[derive(Debug)]
pub(super) struct Used<'f> {
    pub(super) dict: &'f Dictionary,
    /// The page where it is used first.
    pub(super) page: usize,
    /// One bit for each code.
    codes: Vec<u64>,
    pub(super) is_visible: bool,
    /// How many bytes a code has; `None` where an encoding of its own decides.
    pub(super) width: Option<usize>,
    pub(super) is_composite: bool,
}

impl<'f> Used<'f> {
    pub(super) fn new(file: &File, dict: &'f Dictionary, page: usize) -> Self {
        let is_composite = file.name(dict, "Subtype") == Some(b"Type0");
        let width = match file.name(dict, "Encoding") {
            _ if !is_composite => Some(1),
            Some(b"Identity-H" | b"Identity-V") => Some(2),
            _ => None,
        };
        Self { dict, page, codes: vec![0; 1024], is_visible: false, width, is_composite }
    }

    /// Notes the codes of a string; tells whether it holds whole characters.
    pub(super) fn show(&mut self, text: &[u8], is_visible: bool) -> bool {
        self.is_visible |= is_visible;
        let Some(width) = self.width else { return true };
        for code in text.chunks_exact(width) {
            let code = code.iter().fold(0, |code, byte| code << 8 | usize::from(*byte));
            self.codes[code / 64] |= 1 << (code % 64);
        }
        text.len().is_multiple_of(width)
    }

    /// Adds what later pages show with it.
    pub(super) fn merge(&mut self, later: &Self) {
        self.is_visible |= later.is_visible;
        self.codes.iter_mut().zip(&later.codes).for_each(|(codes, more)| *codes |= more);
    }

    /// All codes that are shown, in order.
    pub(super) fn codes(&self) -> impl Iterator<Item = u16> {
        (0..=u16::MAX).filter(|code| self.codes[usize::from(*code) / 64] >> (code % 64) & 1 == 1)
    }

    /// Whether nothing is shown with it.
    pub(super) fn is_unused(&self) -> bool {
        self.codes.iter().all(|codes| *codes == 0)
    }
}

/// A font while it is checked.
pub(super) struct Face<'a, 'f> {
    pub(super) file: &'f File,
    pub(super) used: &'a Used<'f>,
    pub(super) name: String,
    pub(super) report: &'a mut Report,
}

impl Face<'_, '_> {
    /// Notes a fault of the font.
    pub(super) fn fail(&mut self, condition: &'static str, fault: impl std::fmt::Display) {
        let message = format!("the font {}: {fault}", self.name);
        self.report.fail(condition, Some(self.used.page), message);
    }
}
