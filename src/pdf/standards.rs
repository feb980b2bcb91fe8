//! The standards that a file can claim conformance to, and be checked against.

use std::fmt;

/// A supported standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2, level A).
    A2a,
    /// PDF/A-3a (ISO 19005-3, level A): as PDF/A-2a, but allows attachments.
    A3a,
    /// PDF/UA-1 (ISO 14289-1).
    Ua1,
}

/// The supported parts of PDF/A, both at conformance level A.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// PDF/A-2a.
    A2a,
    /// PDF/A-3a.
    A3a,
}

impl Archive {
    /// The number of the part of ISO 19005.
    pub fn part(self) -> &'static str {
        match self {
            Self::A2a => "2",
            Self::A3a => "3",
        }
    }
}

/// A set of standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standards {
    /// PDF/A, if any.
    pub archive: Option<Archive>,
    /// PDF/UA-1.
    pub ua1: bool,
}

impl Default for Standards {
    /// PDF/A-2a and PDF/UA-1.
    fn default() -> Self {
        Self { archive: Some(Archive::A2a), ua1: true }
    }
}

impl Standards {
    /// The set of these standards; `None` if it has both PDF/A-2a and PDF/A-3a, since a file can claim only one of
    /// them.
    pub fn of(list: &[Standard]) -> Option<Self> {
        let has = |standard| list.contains(&standard);
        let archive = match (has(Standard::A2a), has(Standard::A3a)) {
            (true, true) => return None,
            (true, false) => Some(Archive::A2a),
            (false, true) => Some(Archive::A3a),
            (false, false) => None,
        };
        Some(Self { archive, ua1: has(Standard::Ua1) })
    }

    /// Whether the standards allow attachments of any type.
    pub fn attaches(self) -> bool {
        self.archive == Some(Archive::A3a)
    }
}

impl fmt::Display for Standards {
    /// As in "PDF/UA-1 and PDF/A-2a".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.ua1, self.archive) {
            (true, Some(archive)) => write!(f, "PDF/UA-1 and PDF/A-{}a", archive.part()),
            (false, Some(archive)) => write!(f, "PDF/A-{}a", archive.part()),
            (true, None) => write!(f, "PDF/UA-1"),
            (false, None) => write!(f, "PDF"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Standard, Standards};

    #[test]
    fn one_part_of_pdf_a_at_a_time() {
        assert_eq!(Standards::of(&[Standard::A2a, Standard::A3a]), None);
        assert_eq!(Standards::of(&[Standard::Ua1, Standard::A2a]), Some(Standards::default()));
    }
}
