//! A paginated document as plain data: placed content, structure tree, bookmarks and metadata.
//!
//! This is the whole interface to the PDF writer: pages say where things are, elements say what they are.
//! Coordinates are in points from the top left corner of the page, y downwards.

use crate::scene::item::Item;
use crate::story::Metadata;
use crate::units::Direction;
use crate::units::{Point, Rect, Size};

/// A finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title, author, language, date.
    pub meta: Metadata,
    /// The direction in which it is read.
    pub direction: Direction,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The structure tree. The first element is the `Document` root; every other one is a child of an earlier one.
    pub elements: Vec<Element>,
    /// The bookmarks, in document order.
    pub outline: Vec<Bookmark>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width and height in points.
    pub size: Size,
    /// What is drawn, in drawing order.
    pub content: Vec<Content>,
    /// Link areas.
    pub links: Vec<Link>,
}

/// Items that belong to one element, or an artifact.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What they belong to.
    pub mark: Mark,
    /// The items.
    pub items: Vec<Item>,
    /// The position of their origin on the page.
    pub origin: Point,
}

/// What a piece of content belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The element with this index.
    Element(usize),
    /// A layout artifact: rules, backgrounds, table lines, leaders.
    Layout,
    /// A pagination artifact: the running header.
    Header,
    /// A pagination artifact: the running footer with the page number.
    Footer,
}

/// A link area.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The area on the page.
    pub rect: Rect,
    /// Its target.
    pub target: Target,
    /// Its description, which a screen reader announces.
    pub label: String,
    /// The `Link` element it belongs to.
    pub element: usize,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An address outside the document.
    Uri(String),
    /// A position on a page of this document.
    Page {
        /// Index of the page, from 0.
        page: usize,
        /// Distance from the page's top.
        y: f32,
        /// The element at this position, or the root if nothing is there.
        element: usize,
    },
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Level, from 1; at most one below the bookmark before it.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Index of its page.
    pub page: usize,
    /// Distance from the page's top.
    pub y: f32,
    /// The element at this position, or the root if nothing is there.
    pub element: usize,
}

/// One element of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its structure type.
    pub role: Role,
    /// Index of the parent; `None` for the root.
    pub parent: Option<usize>,
    /// Its children, in reading order.
    pub kids: Vec<Kid>,
    /// Alternative text, for figures.
    pub alt: Option<String>,
    /// What is read aloud instead of an abbreviation or sign.
    pub expansion: Option<String>,
    /// Language tag, where it differs from the document's.
    pub lang: Option<String>,
    /// The name of the attachment that holds its data, for figures.
    pub file: Option<String>,
}

impl Element {
    /// An element without content.
    pub fn new(role: Role, parent: Option<usize>) -> Self {
        Self { role, parent, kids: Vec::new(), alt: None, expansion: None, lang: None, file: None }
    }

    /// The indices of its child elements.
    pub fn child_elements(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(kid) => Some(*kid),
            Kid::Content { .. } | Kid::Link { .. } => None,
        })
    }
}

/// A child of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(usize),
    /// `pages[page].content[index]`.
    Content {
        /// Index of the page.
        page: usize,
        /// Index of the content on it.
        index: usize,
    },
    /// `pages[page].links[index]`.
    Link {
        /// Index of the page.
        page: usize,
        /// Index of the link on it.
        index: usize,
    },
}

/// The structure types in use, with their attributes.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The root.
    Document,
    /// The title on the cover.
    Title,
    /// A part of the document with its heading.
    Sect,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Words inside a paragraph with attributes of their own, such as a language.
    Span,
    /// Emphasised words.
    Emphasis,
    /// Strongly emphasised words.
    Strong,
    /// A quotation.
    Quote,
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
    },
    /// An item of a list.
    ListItem,
    /// The bullet or number of an item, or of a note.
    Label,
    /// The body of an item.
    ListBody,
    /// Linked text.
    Link,
    /// The table of contents.
    Contents,
    /// One entry of the table of contents.
    ContentsItem,
    /// A reference inside an entry.
    Reference,
    /// A group without meaning of its own, such as a figure with its caption.
    Div,
    /// A chart or picture.
    Figure {
        /// Its bounding box on the page of its content.
        bounds: Rect,
    },
    /// The caption of a figure or table.
    Caption,
    /// A data table.
    Table,
    /// The header rows.
    TableHead,
    /// The body rows.
    TableBody,
    /// A row.
    TableRow,
    /// A header cell.
    HeaderCell(Scope),
    /// A data cell.
    DataCell,
    /// A footnote.
    Note,
}

/// The scope of a header cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The column below it.
    Column,
    /// The row to its right.
    Row,
}
