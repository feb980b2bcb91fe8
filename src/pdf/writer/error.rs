//! Errors of the PDF writer.

use std::fmt;

/// Why a document cannot be written as a conforming file. Indices count from 0, as in
/// [`Document`](crate::document::model::Document).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// No title (Matterhorn 06-003).
    NoTitle,
    /// A missing or invalid language tag (Matterhorn 11-001, 11-006).
    Language(String),
    /// A control character in title, author, subject or keywords, which XMP cannot carry.
    ControlCharacter,
    /// The date lies outside the years 0001 to 9999.
    Date(i64),
    /// No pages.
    NoPages,
    /// A page whose width or height is not within 3 to 14400 points (ISO 19005-2, 6.1.13).
    PageSize {
        /// The page.
        page: usize,
    },
    /// An invalid structure tree: the element is not a child of its parent, or a child twice, or the root is not a
    /// `Document`.
    Tree {
        /// The element.
        element: usize,
    },
    /// An element has a child that does not exist or belongs to another element.
    Kid {
        /// The element.
        element: usize,
    },
    /// Content or a link that is not a child of its element exactly once (Matterhorn 01-005).
    Loose {
        /// The page.
        page: usize,
        /// The content or link on it.
        index: usize,
    },
    /// An element of a type that its parent may not contain (ISO 32000-1, 14.8.4).
    Nesting {
        /// The element.
        element: usize,
        /// Its structure type.
        tag: &'static str,
        /// The structure type of its parent.
        inside: &'static str,
    },
    /// A caption that is not the first child of its list or table of contents, or neither first nor last in its
    /// table.
    CaptionPlace {
        /// The list, table of contents or table.
        element: usize,
    },
    /// A figure without alternative text (Matterhorn 13-004).
    NoAlt {
        /// The element.
        element: usize,
    },
    /// A heading that skips a level, or a first heading that is not of level 1 (Matterhorn 14-002, 14-003).
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
    /// An irregular table: rows with different numbers of cells, no header cell, a head without a body, or two
    /// heads (ISO 14289-1, 7.5).
    Table {
        /// The element.
        element: usize,
    },
    /// A link without label or address, or to a page that does not exist (Matterhorn 28-012).
    Link {
        /// The page.
        page: usize,
        /// The link on it.
        index: usize,
    },
    /// A bookmark without title or page, or more than one level below the one before.
    Bookmark {
        /// The bookmark.
        index: usize,
    },
    /// Characters without a glyph in any font (Matterhorn 31-030).
    NoGlyph {
        /// The page.
        page: usize,
        /// The text that contains them.
        text: String,
    },
    /// Text whose size or position is not a finite number.
    NotFinite {
        /// The page.
        page: usize,
        /// The text.
        text: String,
    },
    /// An alternative text longer than 32767 bytes, the limit of a string (ISO 19005-2, 6.1.13).
    TooLong {
        /// The element.
        element: usize,
    },
    /// An attachment without a unique name, or that PDF/A-2 does not allow.
    Attachment(String),
    /// A font could not be subset.
    Font(String),
    /// The library that builds objects failed.
    Library(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTitle => write!(f, "the document has no title"),
            Self::Language(tag) => write!(f, "`{tag}` is not a language tag such as `de` or `en-GB`"),
            Self::ControlCharacter => {
                write!(f, "title, author, subject or keywords contain a control character")
            }
            Self::Date(seconds) => {
                write!(f, "the date, {seconds} seconds after 1970, is not within the years 1 to 9999")
            }
            Self::NoPages => write!(f, "the document has no pages"),
            Self::PageSize { page } => {
                write!(f, "page {} is not between 3 and 14400 points wide and high", page + 1)
            }
            Self::Tree { element } => {
                write!(f, "element {element} does not occur exactly once in the structure tree")
            }
            Self::Kid { element } => {
                write!(f, "element {element} contains content that does not belong to it")
            }
            Self::Loose { page, index } => {
                write!(
                    f,
                    "content or link {index} on page {} does not occur exactly once in its element",
                    page + 1
                )
            }
            Self::Nesting { element, tag, inside } => {
                write!(f, "element {element} is a {tag}, which is not allowed inside a {inside}")
            }
            Self::CaptionPlace { element } => {
                write!(f, "the caption of element {element} is neither its first nor its last child")
            }
            Self::NoAlt { element } => write!(f, "figure {element} has no alternative text"),
            Self::HeadingLevel { element, level } => {
                write!(f, "heading {element} has level {level}, which skips a level")
            }
            Self::NoHeadingText { element } => write!(f, "heading {element} has no text"),
            Self::Table { element } => {
                write!(
                    f,
                    "table {element} has rows of different length, no header cell, or a head without its own body"
                )
            }
            Self::Link { page, index } => {
                write!(f, "link {index} on page {} has no label or no target", page + 1)
            }
            Self::Bookmark { index } => {
                write!(f, "bookmark {index} has no title or no page, or skips a level")
            }
            Self::NoGlyph { page, text } => {
                write!(f, "no font has glyphs for all characters of `{text}` on page {}", page + 1)
            }
            Self::NotFinite { page, text } => {
                write!(f, "the size or position of `{text}` on page {} is not a finite number", page + 1)
            }
            Self::TooLong { element } => {
                write!(f, "the alternative text of element {element} is longer than 32767 bytes")
            }
            Self::Attachment(name) => {
                write!(f, "the file `{name}` cannot be attached: it needs a unique name, and PDF/A-3a")
            }
            Self::Font(reason) => write!(f, "a font cannot be embedded: {reason}"),
            Self::Library(reason) => write!(f, "the file cannot be assembled: {reason}"),
        }
    }
}

impl std::error::Error for PdfError {}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> Self {
        Self::Library(error.to_string())
    }
}
