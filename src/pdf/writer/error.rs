//! What keeps a document from becoming a sound file.

use std::fmt;

/// A reason not to write a document. Indices count from 0, as in [`Document`](crate::document::model::Document).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// No title (Matterhorn 06-003).
    NoTitle,
    /// A language tag that is missing or is none (Matterhorn 11-001, 11-006).
    Language(String),
    /// A control character in title, author, subject or keywords, which XMP cannot carry.
    ControlCharacter,
    /// The date lies outside the years 0001 to 9999.
    Date(i64),
    /// No page.
    NoPages,
    /// A page without a finite size from 3 to 14400 points (ISO 19005-2, 6.1.13).
    PageSize {
        /// The page.
        page: usize,
    },
    /// The tree is broken at this element: not held by its parent, or held twice, or the root is no `Document`.
    Tree {
        /// The element.
        element: usize,
    },
    /// An element holds content or a link that does not exist, or that says it belongs elsewhere.
    Kid {
        /// The element.
        element: usize,
    },
    /// A content or a link that its element does not hold, or holds twice (Matterhorn 01-005).
    Loose {
        /// The page.
        page: usize,
        /// The content or link on it.
        index: usize,
    },
    /// An element stands where its role may not (ISO 32000-1, 14.8.4).
    Nesting {
        /// The element.
        element: usize,
        /// Its structure type.
        tag: &'static str,
        /// The structure type of what holds it.
        inside: &'static str,
    },
    /// A caption that is not the first part of its list or contents, or neither the first nor the last of its table.
    CaptionPlace {
        /// The list, contents list or table.
        element: usize,
    },
    /// A figure without alternative text (Matterhorn 13-004).
    NoAlt {
        /// The element.
        element: usize,
    },
    /// A heading skips a level or does not start at 1 (Matterhorn 14-002, 14-003).
    HeadingLevel {
        /// The element.
        element: usize,
        /// Its level.
        level: u8,
    },
    /// A heading without text.
    NoHeadingText {
        /// The element.
        element: usize,
    },
    /// A table is irregular: rows with different numbers of cells, no header cell, a head without body, two heads
    /// (ISO 14289-1, 7.5).
    Table {
        /// The element.
        element: usize,
    },
    /// A link without label, without an address, or to a page that does not exist (Matterhorn 28-012).
    Link {
        /// The page.
        page: usize,
        /// The link on it.
        index: usize,
    },
    /// A bookmark without title, on no page, or more than one level below the one before.
    Bookmark {
        /// The bookmark.
        index: usize,
    },
    /// Characters that no font draws (Matterhorn 31-030).
    NoGlyph {
        /// The page.
        page: usize,
        /// The text that holds them.
        text: String,
    },
    /// A text whose size or place is not a finite number.
    NotFinite {
        /// The page.
        page: usize,
        /// The text.
        text: String,
    },
    /// A text longer than a string may be: 32767 bytes (ISO 19005-2, 6.1.13).
    TooLong {
        /// The element.
        element: usize,
    },
    /// A file to attach that has no name of its own, or that PDF/A-2 does not allow.
    Attachment(String),
    /// A font could not be cut down to its used glyphs.
    Font(String),
    /// The library that writes objects failed.
    Library(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTitle => write!(f, "the document has no title"),
            Self::Language(tag) => write!(f, "`{tag}` is not a language tag such as `de` or `en-GB`"),
            Self::ControlCharacter => {
                write!(f, "title, author, subject or keywords hold a control character")
            }
            Self::Date(seconds) => write!(f, "{seconds} seconds after 1970 is not in the years 1 to 9999"),
            Self::NoPages => write!(f, "the document has no pages"),
            Self::PageSize { page } => write!(f, "page {} is not 3 to 14400 points wide and high", page + 1),
            Self::Tree { element } => {
                write!(f, "element {element} is not in the structure tree exactly once")
            }
            Self::Kid { element } => write!(f, "element {element} holds content that is not its own"),
            Self::Loose { page, index } => {
                write!(f, "content or link {index} on page {} is not in its element exactly once", page + 1)
            }
            Self::Nesting { element, tag, inside } => {
                write!(f, "element {element} is a {tag}, which may not stand in {inside}")
            }
            Self::CaptionPlace { element } => {
                write!(f, "the caption of element {element} is neither its first nor its last part")
            }
            Self::NoAlt { element } => write!(f, "figure {element} has no alternative text"),
            Self::HeadingLevel { element, level } => {
                write!(f, "heading {element} has level {level}, more than one below the heading before it")
            }
            Self::NoHeadingText { element } => write!(f, "heading {element} has no text"),
            Self::Table { element } => {
                write!(
                    f,
                    "table {element} has rows of different length, no header cell or not one head with a body"
                )
            }
            Self::Link { page, index } => {
                write!(f, "link {index} on page {} has no label or leads nowhere", page + 1)
            }
            Self::Bookmark { index } => {
                write!(f, "bookmark {index} has no title, leads to no page or skips a level")
            }
            Self::NoGlyph { page, text } => {
                write!(f, "no font draws all characters of `{text}` on page {}", page + 1)
            }
            Self::NotFinite { page, text } => {
                write!(f, "`{text}` on page {} has no finite size and place", page + 1)
            }
            Self::TooLong { element } => {
                write!(f, "the alternative text of element {element} is longer than 32767 bytes")
            }
            Self::Attachment(name) => {
                write!(f, "the file `{name}` cannot be attached: it needs a name of its own and PDF/A-3")
            }
            Self::Font(reason) => write!(f, "a font cannot be embedded: {reason}"),
            Self::Library(reason) => write!(f, "the file cannot be put together: {reason}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> Self {
        Self::Library(error.to_string())
    }
}
