//! Builds pages and structure tree together, keeping content, elements and links consistent.

use std::collections::BTreeMap;

use super::model::{Bookmark, Content, Document, Element, Kid, Link, Mark, Page, Role, Target};
use crate::scene::item::Item;
use crate::story::Metadata;
use crate::theme::PageStyle;
use crate::theme::palette::Roles;
use crate::units::Direction;
use crate::units::{Color, Point, Rect};

/// A position in the document. Its element is that of the content which is placed next.
#[derive(Debug, Clone, Copy)]
struct Position {
    page: usize,
    y: f32,
    /// The number of pieces of content on the page so far.
    content: usize,
}

/// A document under construction.
#[derive(Debug)]
pub struct Builder {
    style: PageStyle,
    /// The background colour of the page.
    background: Color,
    pages: Vec<Page>,
    elements: Vec<Element>,
    outline: Vec<Bookmark>,
    anchors: BTreeMap<String, Position>,
    /// Links whose anchor is not resolved yet: page, index on it, name of the anchor.
    unresolved: Vec<(usize, usize, String)>,
    /// The positions of the bookmarks.
    bookmarked: Vec<Position>,
    /// The current vertical position on the last page, in points from its top.
    pub y: f32,
    /// The height at the foot of the last page that its footnotes take.
    foot: f32,
    /// The colour of rules.
    rule_color: Color,
}

impl Builder {
    /// An empty document with just the root element.
    pub fn new(style: PageStyle, roles: &Roles) -> Self {
        let root = Element::new(Role::Document, None);
        Self {
            style,
            background: roles.background,
            pages: Vec::new(),
            elements: vec![root],
            outline: Vec::new(),
            anchors: BTreeMap::new(),
            unresolved: Vec::new(),
            bookmarked: Vec::new(),
            y: style.top,
            foot: 0.0,
            rule_color: roles.grid,
        }
    }

    /// The root element.
    pub const ROOT: usize = 0;

    /// The page's style.
    pub fn style(&self) -> &PageStyle {
        &self.style
    }

    /// Starts a page.
    pub fn new_page(&mut self) {
        let mut content = Vec::new();
        // A white page needs no background.
        if self.background != Color::WHITE {
            let sheet = Rect::new(0.0, 0.0, self.style.size.width, self.style.size.height);
            let items = vec![Item::Rect { rect: sheet, fill: self.background }];
            content.push(Content { mark: Mark::Layout, items, origin: Point::default() });
        }
        self.pages.push(Page { size: self.style.size, content, links: Vec::new() });
        self.y = self.style.top;
        self.foot = 0.0;
    }

    /// The index of the last page.
    pub fn page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    /// The number of pages.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The height left in the text area of the last page.
    pub fn room(&self) -> f32 {
        self.style.size.height - self.style.bottom - self.foot - self.y
    }

    /// Keeps this height free at the foot of the last page.
    pub fn reserve_foot(&mut self, height: f32) {
        self.foot = height;
    }

    /// The height at the foot of the last page that its footnotes take.
    pub fn foot(&self) -> f32 {
        self.foot
    }

    /// The colour of rules.
    pub fn rule_color(&self) -> Color {
        self.rule_color
    }

    /// Whether the text area of the last page is still empty.
    pub fn at_top(&self) -> bool {
        self.y <= self.style.top + 0.01
    }

    /// Starts a page unless `height` still fits on the last one.
    pub fn ensure_room(&mut self, height: f32) {
        if self.pages.is_empty() || (height > self.room() && !self.at_top()) {
            self.new_page();
        }
    }

    /// Leaves a gap, but not at the top of a page.
    pub fn skip(&mut self, gap: f32) {
        if !self.at_top() {
            self.y += gap;
        }
    }

    /// Appends an element to its parent and returns its index.
    pub fn element(&mut self, parent: usize, role: Role) -> usize {
        let index = self.elements.len();
        self.elements.push(Element::new(role, Some(parent)));
        self.elements[parent].kids.push(Kid::Element(index));
        index
    }

    /// Appends a `Span` for words in another language.
    pub fn language_span(&mut self, parent: usize, lang: &str) -> usize {
        let span = self.element(parent, Role::Span);
        self.elements[span].lang = Some(lang.to_owned());
        span
    }

    /// Sets the language of an element, if it has one of its own.
    pub fn set_lang(&mut self, element: usize, lang: Option<&String>) {
        self.elements[element].lang = lang.cloned();
    }

    /// Sets the alternative text of an element.
    pub fn set_alt(&mut self, element: usize, alt: String) {
        self.elements[element].alt = Some(alt);
    }

    /// Adds content to a page as words of an element, which are read aloud as `expansion` where there is one.
    pub fn expanded(&mut self, element: usize, expansion: Option<String>, items: Vec<Item>) {
        let Some(expansion) = expansion else {
            self.content(element, items);
            return;
        };
        let span = self.element(element, Role::Span);
        self.elements[span].expansion = Some(expansion);
        self.content(span, items);
    }

    /// Names the attachment that holds the data of an element.
    pub fn set_file(&mut self, element: usize, name: String) {
        self.elements[element].file = Some(name);
    }

    /// Adds items to a page as content of an element.
    pub fn content_on(&mut self, page: usize, element: usize, items: Vec<Item>, origin: Point) {
        let index = self.pages[page].content.len();
        self.pages[page].content.push(Content { mark: Mark::Element(element), items, origin });
        self.elements[element].kids.push(Kid::Content { page, index });
    }

    /// Adds items to the last page as content of an element, in page coordinates.
    pub fn content(&mut self, element: usize, items: Vec<Item>) {
        self.content_on(self.page(), element, items, Point::default());
    }

    /// Adds an artifact to a page: content that is not part of the structure, such as rules and running headers.
    pub fn artifact_on(&mut self, page: usize, mark: Mark, items: Vec<Item>, origin: Point) {
        self.pages[page].content.push(Content { mark, items, origin });
    }

    /// Adds a layout artifact to the last page, in page coordinates.
    pub fn artifact(&mut self, items: Vec<Item>) {
        self.artifact_on(self.page(), Mark::Layout, items, Point::default());
    }

    /// Links an area of the last page to a URI.
    pub fn link_to_uri(&mut self, element: usize, rect: Rect, uri: &str, label: &str) {
        self.link(element, rect, Target::Uri(uri.to_owned()), label);
    }

    /// Links an area of the last page to an anchor, which may be set later.
    pub fn link_to_anchor(&mut self, element: usize, rect: Rect, anchor: &str, label: &str) {
        let page = self.page();
        self.unresolved.push((page, self.pages[page].links.len(), anchor.to_owned()));
        self.link(element, rect, Target::Page { page, y: 0.0, element: Self::ROOT }, label);
    }

    fn link(&mut self, element: usize, rect: Rect, target: Target, label: &str) {
        let page = self.page();
        let index = self.pages[page].links.len();
        self.pages[page].links.push(Link { rect, target, label: label.to_owned(), element });
        self.elements[element].kids.push(Kid::Link { page, index });
    }

    /// Sets an anchor at the current position.
    pub fn anchor(&mut self, name: &str) {
        self.anchors.insert(name.to_owned(), self.position());
    }

    fn position(&self) -> Position {
        let content = self.pages.last().map_or(0, |page| page.content.len());
        Position { page: self.page(), y: self.y, content }
    }

    /// The page of an anchor.
    pub fn page_of(&self, anchor: &str) -> Option<usize> {
        self.anchors.get(anchor).map(|position| position.page)
    }

    /// Adds a bookmark at the current position. Its level is limited to one below the bookmark before it.
    pub fn bookmark(&mut self, level: u8, title: &str) {
        let level = level.min(self.outline.last().map_or(1, |last| last.level + 1));
        let position = self.position();
        // The element is not known before its content is placed.
        self.bookmarked.push(position);
        let Position { page, y, .. } = position;
        self.outline.push(Bookmark { level, title: title.to_owned(), page, y, element: Self::ROOT });
    }

    /// The heading, figure, table or note whose content was placed first after this position; else the innermost
    /// element of that content.
    fn element_at(&self, position: &Position) -> usize {
        let page = self.pages.get(position.page).map_or(&[][..], |page| &page.content);
        let placed = page.get(position.content..).unwrap_or_default();
        let first = placed.iter().find_map(|content| match content.mark {
            Mark::Element(element) => Some(element),
            Mark::Layout | Mark::Header | Mark::Footer => None,
        });
        let Some(first) = first else { return Self::ROOT };
        let mut element = first;
        loop {
            let Element { role, parent, .. } = &self.elements[element];
            match role {
                Role::Heading(_) | Role::Figure { .. } | Role::Table | Role::Note | Role::Title => {
                    return element;
                }
                // A figure and its caption are side by side.
                Role::Div => {
                    let is_figure = |kid: &usize| {
                        matches!(
                            self.elements[*kid].role,
                            Role::Figure { .. } | Role::Table | Role::List { .. }
                        )
                    };
                    return self.elements[element].child_elements().find(is_figure).unwrap_or(first);
                }
                _ => {}
            }
            match parent {
                Some(parent) => element = *parent,
                None => return first,
            }
        }
    }

    /// Resolves all links and returns the document, mirrored if it is read from right to left.
    pub fn finish(mut self, meta: Metadata, direction: Direction) -> Document {
        for (page, index, name) in std::mem::take(&mut self.unresolved) {
            if let Some(position) = self.anchors.get(&name) {
                // A little above the anchor, so that the heading does not touch the edge of the window.
                let y = (position.y - 12.0).max(0.0);
                let target = Target::Page { page: position.page, y, element: self.element_at(position) };
                self.pages[page].links[index].target = target;
            }
        }
        for (index, position) in std::mem::take(&mut self.bookmarked).iter().enumerate() {
            self.outline[index].element = self.element_at(position);
        }
        let mut document =
            Document { meta, direction, pages: self.pages, elements: self.elements, outline: self.outline };
        if direction == Direction::RightToLeft {
            mirror(&mut document);
        }
        document
    }
}

/// Mirrors all pages of a document: columns, alignment, indents and marks. Letters keep their form.
fn mirror(document: &mut Document) {
    let widths: Vec<f32> = document.pages.iter().map(|page| page.size.width).collect();
    for page in &mut document.pages {
        let width = page.size.width;
        for content in &mut page.content {
            let items = std::mem::take(&mut content.items);
            let axis = width - content.origin.x;
            content.items = items.into_iter().map(|item| item.mirrored(axis)).collect();
            content.origin.x = 0.0;
        }
        for link in &mut page.links {
            link.rect = link.rect.mirrored(width);
        }
    }
    for element in &mut document.elements {
        let page = element.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Link { .. } => None,
        });
        if let (Role::Figure { bounds }, Some(page)) = (&mut element.role, page) {
            *bounds = bounds.mirrored(widths[page]);
        }
    }
}
