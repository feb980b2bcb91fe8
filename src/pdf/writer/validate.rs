//! Rejects documents that cannot conform to PDF/UA-1 or PDF/A-2a.
//!
//! Checks only what a machine can decide; whether an alternative text is apt needs a human.

use super::error::PdfError;
use super::file::metadata::Moment;
use super::tags::marked_content::tag;
use crate::document::model::{Content, Document, Element, Kid, Link, Mark, Role, Target};
use crate::scene::item::{Item, TextRun};
use crate::story::Metadata;
use crate::theme::fonts::FontSet;

/// The longest string that PDF/A allows, in bytes (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;

/// Checks the whole document.
///
/// # Errors
/// All errors found.
pub(super) fn check(document: &Document, fonts: &FontSet<'_>) -> Result<(), Vec<PdfError>> {
    let mut errors = Vec::new();
    metadata(&document.meta, &mut errors);
    tree(document, &mut errors);
    if errors.is_empty() {
        // This follows kids recursively, which needs a valid tree.
        roles(document, &mut errors);
    }
    pages(document, fonts, &mut errors);
    outline(document, &mut errors);
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn metadata(meta: &Metadata, errors: &mut Vec<PdfError>) {
    if meta.title.trim().is_empty() {
        errors.push(PdfError::NoTitle);
    }
    if !is_language(&meta.language) {
        errors.push(PdfError::Language(meta.language.clone()));
    }
    let texts = [&meta.title, &meta.author, &meta.subject].into_iter().chain(&meta.keywords);
    if texts.flat_map(|text| text.chars()).any(char::is_control) {
        errors.push(PdfError::ControlCharacter);
    }
    // A range far beyond the years that can be written, which keeps the calendar from overflowing.
    let in_range = (-100_000_000_000..1_000_000_000_000).contains(&meta.created);
    if !in_range || !(1..=9999).contains(&Moment::of(meta.created).year) {
        errors.push(PdfError::Date(meta.created));
    }
}

/// Whether a tag is well-formed by RFC 3066, to which PDF refers: 2 to 8 letters, then subtags of 1 to 8 letters
/// and digits.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Checks that every element, content and link occurs exactly once, in the element it refers to.
fn tree(document: &Document, errors: &mut Vec<PdfError>) {
    let elements = &document.elements;
    let mut counts = vec![0; elements.len()];
    let mut contents: Vec<Vec<u32>> = document.pages.iter().map(|page| vec![0; page.content.len()]).collect();
    let mut links: Vec<Vec<u32>> = document.pages.iter().map(|page| vec![0; page.links.len()]).collect();
    for (parent, element) in elements.iter().enumerate() {
        for kid in &element.kids {
            let count = match *kid {
                Kid::Element(kid) => counts.get_mut(kid).filter(|_| {
                    kid > parent && elements.get(kid).is_some_and(|kid| kid.parent == Some(parent))
                }),
                Kid::Content { page, index } => {
                    let belongs = |content: &Content| content.mark == Mark::Element(parent);
                    contents.get_mut(page).and_then(|counts| counts.get_mut(index)).filter(|_| {
                        document.pages.get(page).and_then(|page| page.content.get(index)).is_some_and(belongs)
                    })
                }
                Kid::Link { page, index } => {
                    let belongs = |link: &Link| link.element == parent && element.role == Role::Link;
                    links.get_mut(page).and_then(|counts| counts.get_mut(index)).filter(|_| {
                        document.pages.get(page).and_then(|page| page.links.get(index)).is_some_and(belongs)
                    })
                }
            };
            match count {
                Some(count) => *count += 1,
                None => errors.push(PdfError::Kid { element: parent }),
            }
        }
    }
    if elements.first().is_none_or(|root| root.role != Role::Document || root.parent.is_some()) {
        errors.push(PdfError::Tree { element: 0 });
    }
    let misplaced = counts.iter().enumerate().skip(1).filter(|(_, count)| **count != 1);
    errors.extend(misplaced.map(|(element, _)| PdfError::Tree { element }));
    for (page, (contents, links)) in contents.iter().zip(&links).enumerate() {
        let marks = document.pages.get(page).into_iter().flat_map(|page| &page.content);
        let expected = marks.map(|content| u32::from(matches!(content.mark, Mark::Element(_))));
        let counts = contents.iter().zip(expected).chain(links.iter().zip(std::iter::repeat(1)));
        let sections = (0..contents.len()).chain(0..links.len());
        for (index, (count, expected)) in sections.zip(counts) {
            if *count != expected {
                errors.push(PdfError::Loose { page, index });
            }
        }
    }
}

fn roles(document: &Document, errors: &mut Vec<PdfError>) {
    let mut level = 0;
    for (index, element) in reading_order(document) {
        if let Some(parent) = element.parent.and_then(|parent| document.elements.get(parent))
            && !may_contain(&parent.role, &element.role)
        {
            let (tag, inside) = (tag(&element.role), tag(&parent.role));
            errors.push(PdfError::Nesting { element: index, tag, inside });
        }
        if contains_only_elements(&element.role)
            && element.kids.iter().any(|kid| !matches!(kid, Kid::Element(_)))
        {
            errors.push(PdfError::Kid { element: index });
        }
        if let Some(lang) = element.lang.as_ref().filter(|lang| !is_language(lang)) {
            errors.push(PdfError::Language(lang.clone()));
        }
        if element.alt.as_ref().is_some_and(|alt| 2 * alt.encode_utf16().count() + 2 > LONGEST_STRING) {
            errors.push(PdfError::TooLong { element: index });
        }
        if matches!(element.role, Role::Table | Role::List { .. } | Role::Contents)
            && !has_valid_caption(document, element)
        {
            errors.push(PdfError::CaptionPlace { element: index });
        }
        match &element.role {
            Role::Figure { .. } if element.alt.as_ref().is_none_or(|alt| alt.trim().is_empty()) => {
                errors.push(PdfError::NoAlt { element: index });
            }
            Role::Heading(next) => {
                if *next == 0 || *next > 6 || *next > level + 1 {
                    errors.push(PdfError::HeadingLevel { element: index, level: *next });
                }
                level = *next;
                if document.heading_text(element).is_empty() {
                    errors.push(PdfError::NoHeadingText { element: index });
                }
            }
            Role::Table if !is_regular(document, element) => {
                errors.push(PdfError::Table { element: index });
            }
            _ => {}
        }
    }
}

/// The elements in reading order.
fn reading_order(document: &Document) -> impl Iterator<Item = (usize, &Element)> {
    let mut stack = vec![0];
    std::iter::from_fn(move || {
        let index = stack.pop()?;
        let element = document.elements.get(index)?;
        stack.extend(element.child_elements().rev());
        Some((index, element))
    })
}

/// Whether an element may contain another of this role (ISO 32000-1, 14.8.4.3; ISO 14289-1, 7.2).
fn may_contain(parent: &Role, kid: &Role) -> bool {
    match parent {
        Role::List { .. } => matches!(kid, Role::ListItem | Role::List { .. } | Role::Caption),
        Role::ListItem => matches!(kid, Role::Label | Role::ListBody),
        Role::Contents => matches!(kid, Role::ContentsItem | Role::Contents | Role::Caption),
        Role::Table => {
            matches!(kid, Role::Caption | Role::TableHead | Role::TableBody | Role::TableRow)
        }
        Role::TableHead | Role::TableBody => matches!(kid, Role::TableRow),
        Role::TableRow => matches!(kid, Role::HeaderCell(_) | Role::DataCell),
        _ => match kid {
            Role::Document
            | Role::ListItem
            | Role::ListBody
            | Role::ContentsItem
            | Role::TableHead
            | Role::TableBody
            | Role::TableRow
            | Role::HeaderCell(_)
            | Role::DataCell => false,
            Role::Label => !matches!(parent, Role::Document | Role::Sect | Role::Div),
            _ => true,
        },
    }
}

fn contains_only_elements(role: &Role) -> bool {
    matches!(
        role,
        Role::Document
            | Role::Sect
            | Role::Quote
            | Role::List { .. }
            | Role::ListItem
            | Role::Contents
            | Role::Table
            | Role::TableHead
            | Role::TableBody
            | Role::TableRow
    )
}

/// The child elements of an element.
fn children<'a>(document: &'a Document, element: &'a Element) -> impl Iterator<Item = &'a Element> {
    element.child_elements().filter_map(|kid| document.elements.get(kid))
}

/// Whether there is at most one caption, as the first child, or the last one of a table.
fn has_valid_caption(document: &Document, element: &Element) -> bool {
    let last = element.kids.len().saturating_sub(1);
    let mut captions = children(document, element)
        .enumerate()
        .filter(|(_, kid)| kid.role == Role::Caption)
        .map(|(at, _)| at);
    let first = captions.next();
    let in_place = first.is_none_or(|at| at == 0 || (at == last && element.role == Role::Table));
    in_place && captions.next().is_none()
}

/// Whether all rows have the same number of cells, there is a header cell, and a head has a body.
fn is_regular(document: &Document, table: &Element) -> bool {
    let count = |role: Role| children(document, table).filter(|part| part.role == role).count();
    let (heads, bodies) = (count(Role::TableHead), count(Role::TableBody));
    let rows: Vec<&Element> = children(document, table)
        .flat_map(|part| match part.role {
            Role::TableHead | Role::TableBody => children(document, part).collect(),
            Role::TableRow => vec![part],
            _ => Vec::new(),
        })
        .collect();
    let width = rows.first().map_or(0, |row| row.kids.len());
    let is_header = |cell: &Element| matches!(cell.role, Role::HeaderCell(_));
    width > 0
        && rows.iter().all(|row| row.kids.len() == width)
        && rows.iter().flat_map(|row| children(document, row)).any(is_header)
        && heads <= bodies.min(1)
}

fn pages(document: &Document, fonts: &FontSet<'_>, errors: &mut Vec<PdfError>) {
    if document.pages.is_empty() {
        errors.push(PdfError::NoPages);
    }
    let faces = fonts.faces().count();
    for (number, page) in document.pages.iter().enumerate() {
        if ![page.size.width, page.size.height].iter().all(|side| (3.0..=14_400.0).contains(side)) {
            errors.push(PdfError::PageSize { page: number });
        }
        for item in page.content.iter().flat_map(|content| &content.items) {
            let Item::Text(run) = item else { continue };
            let text = || run.shaped.text.clone();
            if !is_drawn(run, faces) {
                errors.push(PdfError::NoGlyph { page: number, text: text() });
            }
            if !is_finite(run) {
                errors.push(PdfError::NotFinite { page: number, text: text() });
            }
        }
        for (index, link) in page.links.iter().enumerate() {
            let has_target = match &link.target {
                Target::Uri(uri) => !uri.trim().is_empty(),
                Target::Page { page, .. } => *page < document.pages.len(),
            };
            if !has_target || link.label.trim().is_empty() {
                errors.push(PdfError::Link { page: number, index });
            }
        }
    }
}

fn is_drawn(run: &TextRun, faces: usize) -> bool {
    run.shaped.missing.is_empty()
        && run
            .shaped
            .runs
            .iter()
            .all(|run| usize::from(run.face.0) < faces && run.glyphs.iter().all(|glyph| glyph.id != 0))
}

/// Whether size and positions of the glyphs are finite. Positions of shapes are limited when they are written.
fn is_finite(run: &TextRun) -> bool {
    let glyphs = run.shaped.runs.iter().flat_map(|run| &run.glyphs);
    [run.size, run.at.x, run.at.y].iter().all(|number| number.is_finite())
        && glyphs.map(|glyph| glyph.x + glyph.y).all(f32::is_finite)
}

fn outline(document: &Document, errors: &mut Vec<PdfError>) {
    let mut level = 0;
    for (index, bookmark) in document.outline.iter().enumerate() {
        let skips_level = bookmark.level == 0 || bookmark.level > level + 1;
        if skips_level || bookmark.title.trim().is_empty() || bookmark.page >= document.pages.len() {
            errors.push(PdfError::Bookmark { index });
        }
        level = bookmark.level;
    }
}
