//! The standards that a file can claim conformance to, and be checked against.

use std::fmt;

/// A supported standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a (ISO 19005-2, level A).
    A2a,
    /// PDF/A-3a (ISO 19005-3, level A): as PDF/A-2a, but allows attachments.
    A3a,
    /// PDF/A-4f (ISO 19005-4): PDF 2.0 with attachments.
    A4f,
    /// PDF/UA-1 (ISO 14289-1).
    Ua1,
    /// PDF/UA-2 (ISO 14289-2): PDF 2.0. Such a file also follows Well-Tagged PDF for accessibility (WTPDF 1.0).
    Ua2,
}

/// The supported parts of PDF/A, the first two at conformance level A.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archive {
    /// PDF/A-2a.
    A2a,
    /// PDF/A-3a.
    A3a,
    /// PDF/A-4f.
    A4f,
}

impl Archive {
    /// The number of the part of ISO 19005.
    pub fn part(self) -> &'static str {
        match self {
            Self::A2a => "2",
            Self::A3a => "3",
            Self::A4f => "4",
        }
    }

    /// The conformance level that the metadata name.
    pub fn level(self) -> &'static str {
        match self {
            Self::A2a | Self::A3a => "A",
            Self::A4f => "F",
        }
    }
}

/// The parts of PDF/UA.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accessible {
    /// PDF/UA-1.
    Ua1,
    /// PDF/UA-2.
    Ua2,
}

/// A set of standards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standards {
    /// PDF/A, if any.
    pub archive: Option<Archive>,
    /// PDF/UA, if any.
    pub accessible: Option<Accessible>,
}

impl Default for Standards {
    /// PDF/A-2a and PDF/UA-1.
    fn default() -> Self {
        Self { archive: Some(Archive::A2a), accessible: Some(Accessible::Ua1) }
    }
}

impl Standards {
    /// The set of these standards.
    ///
    /// # Errors
    /// A sentence, where no file can conform to all of them: a file claims one part of PDF/A and one of PDF/UA, and
    /// has one version of PDF.
    pub fn of(list: &[Standard]) -> Result<Self, &'static str> {
        let (mut archive, mut accessible) = (None, None);
        for standard in list {
            let is_new = match standard {
                Standard::A2a => *archive.get_or_insert(Archive::A2a) == Archive::A2a,
                Standard::A3a => *archive.get_or_insert(Archive::A3a) == Archive::A3a,
                Standard::A4f => *archive.get_or_insert(Archive::A4f) == Archive::A4f,
                Standard::Ua1 => *accessible.get_or_insert(Accessible::Ua1) == Accessible::Ua1,
                Standard::Ua2 => *accessible.get_or_insert(Accessible::Ua2) == Accessible::Ua2,
            };
            if !is_new {
                return Err("a file conforms to one part of PDF/A and one of PDF/UA: name one of each");
            }
        }
        match (archive, accessible) {
            (Some(Archive::A2a | Archive::A3a), Some(Accessible::Ua2)) => {
                Err("`ua-2` is PDF 2.0, `a-2a` and `a-3a` are PDF 1.7: name `ua-2` with `a-4f`")
            }
            (Some(Archive::A4f), Some(Accessible::Ua1)) => {
                Err("`a-4f` is PDF 2.0, `ua-1` is PDF 1.7: name `a-4f` with `ua-2`")
            }
            _ => Ok(Self { archive, accessible }),
        }
    }

    /// Whether the file is PDF 2.0; otherwise it is PDF 1.7.
    pub fn is_pdf_2(self) -> bool {
        self.archive == Some(Archive::A4f) || self.accessible == Some(Accessible::Ua2)
    }

    /// Whether the standards ask for the figures of each chart as attachments.
    pub fn attaches(self) -> bool {
        matches!(self.archive, Some(Archive::A3a | Archive::A4f))
    }
}

impl fmt::Display for Standards {
    /// As in "PDF/UA-1 and PDF/A-2a".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let accessible = self.accessible.map(|accessible| match accessible {
            Accessible::Ua1 => "PDF/UA-1",
            Accessible::Ua2 => "PDF/UA-2",
        });
        let archive = self.archive.map(|archive| match archive {
            Archive::A2a => "PDF/A-2a",
            Archive::A3a => "PDF/A-3a",
            Archive::A4f => "PDF/A-4f",
        });
        match (accessible, archive) {
            (Some(accessible), Some(archive)) => write!(f, "{accessible} and {archive}"),
            (one, other) => write!(f, "{}", one.or(other).unwrap_or("PDF")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Standard, Standards};

    #[test]
    fn one_part_of_each_and_one_version_of_pdf() {
        assert!(Standards::of(&[Standard::A2a, Standard::A3a]).is_err());
        assert!(Standards::of(&[Standard::Ua1, Standard::Ua2]).is_err());
        assert!(Standards::of(&[Standard::A2a, Standard::Ua2]).is_err());
        assert!(Standards::of(&[Standard::Ua1, Standard::A4f]).is_err());
        assert_eq!(Standards::of(&[Standard::Ua1, Standard::A2a]), Ok(Standards::default()));
        assert_eq!(Standards::of(&[]).map(|none| none.to_string()), Ok("PDF".into()));
        assert!(Standards::of(&[Standard::Ua2, Standard::A4f]).is_ok_and(Standards::is_pdf_2));
    }
}
