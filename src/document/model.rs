//! A paginated document as plain data: placed drawing on pages, the structure that reads it, and its metadata.
//!
//! This is the whole contract with the PDF writer: pages say where things are, elements say what they are.

use crate::scene::item::Item;
use crate::story::Metadata;
use crate::units::{Point, Rect, Size};

/// A finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Title, authors, dates.
    pub meta: Metadata,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The structure tree: the first element is the `Document` root, every other one is a kid of one before it.
    pub elements: Vec<Element>,
    /// The bookmarks, in document order.
    pub outline: Vec<Bookmark>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its extent in points.
    pub size: Size,
    /// What is drawn, in drawing order.
    pub content: Vec<Content>,
    /// Active areas.
    pub links: Vec<Link>,
}

/// Items that belong to one element or are decoration.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What they belong to.
    pub mark: Mark,
    /// The items.
    pub items: Vec<Item>,
    /// Where their origin lies on the page.
    pub origin: Point,
}

/// What a piece of content belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The element with this index.
    Element(usize),
    /// Decoration: rules, backgrounds, table lines, leaders.
    Layout,
    /// The running header.
    Header,
    /// The running footer with the page number.
    Footer,
}

/// An active area.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The area on the page.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// What a screen reader says of it.
    pub label: String,
    /// The `Link` element it belongs to.
    pub element: usize,
}

/// Where a link or a bookmark leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// An address on the web.
    Uri(String),
    /// A height on a page of this document.
    Page {
        /// Index of the page, from 0.
        page: usize,
        /// Distance from the page's top.
        y: f32,
    },
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// Depth, from 1; never more than one deeper than the bookmark before it.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Index of its page.
    pub page: usize,
    /// Distance from the page's top.
    pub y: f32,
}

/// One element of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// Index of the element that holds it; `None` for the root.
    pub parent: Option<usize>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// Alternative text, for figures.
    pub alt: Option<String>,
    /// Language, where it differs from the document's.
    pub lang: Option<String>,
}

/// What an element holds.
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

/// The structure types that are used, with what they need beside their content.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The root.
    Document,
    /// A part of the document with its heading.
    Sect,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Words inside a paragraph that are set apart.
    Span,
    /// A list; the flag says whether its items are numbered.
    List {
        /// Numbered items.
        ordered: bool,
    },
    /// An item of a list.
    ListItem,
    /// The bullet or number of an item, or of a note.
    Label,
    /// The body of an item.
    ListBody,
    /// Words that lead somewhere.
    Link,
    /// The contents list.
    Contents,
    /// One entry of it.
    ContentsItem,
    /// A reference inside an entry.
    Reference,
    /// A group without meaning of its own, such as a figure with its caption.
    Div,
    /// A picture, with its box on its page.
    Figure {
        /// The box, on the page of the figure's content.
        bounds: Rect,
    },
    /// The caption of a figure or table.
    Caption,
    /// A data table.
    Table,
    /// The rows that name the columns.
    TableHead,
    /// The other rows.
    TableBody,
    /// A row.
    TableRow,
    /// A cell that names its column or row.
    HeaderCell(Scope),
    /// A cell with a value.
    DataCell,
    /// A footnote.
    Note,
}

/// What a header cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The column below it.
    Column,
    /// The row beside it.
    Row,
}
