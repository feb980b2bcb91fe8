//! Marked content: the structure type and the identifier (MCID) of each piece of content.

use crate::document::model::{Mark, Page, Role};

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(crate) fn tag(role: &Role) -> &'static str {
    match role {
        Role::Document => "Document",
        // PDF 1.7 has no type for titles; the type of PDF 2.0 is in `pdf_2`.
        Role::Title => "P",
        Role::Sect => "Sect",
        Role::Heading(level) => match level {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            6.. => "H6",
        },
        Role::Paragraph => "P",
        Role::Span => "Span",
        // PDF 1.7 knows these two through the role map.
        Role::Emphasis => "Em",
        Role::Strong => "Strong",
        Role::Quote => "BlockQuote",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Link => "Link",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Div => "Div",
        Role::Figure { .. } => "Figure",
        Role::Caption => "Caption",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell(_) => "TH",
        Role::DataCell => "TD",
        Role::Note => "Note",
    }
}

/// The marked-content identifier of each piece of content on a page; `None` for artifacts.
pub(crate) fn content_ids(page: &Page) -> Vec<Option<i64>> {
    let mut numbers = 0..;
    page.content
        .iter()
        .map(|content| if matches!(content.mark, Mark::Element(_)) { numbers.next() } else { None })
        .collect()
}
