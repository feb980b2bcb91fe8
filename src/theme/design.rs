//! The designs of a document: what its pages look like apart from colours and the fonts that a theme names.

/// A design, each of a piece: type, cover, headings, rules of figures, running heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Design {
    /// A cover with a panel in the accent colour, headings in bold, a rule above each figure.
    #[default]
    Classic,
    /// Large titles in a serif face on white, short rules in the accent colour, page numbers in the middle.
    Editorial,
    /// A column in the accent colour on the cover and a band on each page, headings in the accent colour.
    Corporate,
}

impl Design {
    /// The words that authors write.
    pub const WORDS: [(&'static str, Self, &'static str); 3] = [
        ("classic", Self::Classic, "a cover with a panel in the accent colour, and a rule above each figure"),
        (
            "editorial",
            Self::Editorial,
            "large titles in a serif face on white, with short rules in the accent colour",
        ),
        (
            "corporate",
            Self::Corporate,
            "a column in the accent colour on the cover, and headings in that colour",
        ),
    ];
}
