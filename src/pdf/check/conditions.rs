//! All conditions that are checked, each with its id and one line on what a sound file does.
//!
//! Ids such as `13-004` are those of the Matterhorn Protocol 1.1. `UA1:`, `A2:`, `A3:` and `PDF:` stand before clauses of
//! ISO 14289-1, ISO 19005-2, ISO 19005-3 and ISO 32000-1; 42 and 43 are the rules by which veraPDF knows regular tables.
//! A fault that breaks both PDF/UA and PDF/A is reported once, under its Matterhorn id.

/// Which standards ask for a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// PDF/UA-1 alone.
    Ua,
    /// PDF/A alone.
    Archive,
    /// Both, or PDF itself.
    Both,
}

/// A condition that a sound file fulfils.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Its id.
    pub id: &'static str,
    /// Who asks for it.
    pub scope: Scope,
    /// What a sound file does.
    pub summary: &'static str,
}

const fn row(id: &'static str, scope: Scope, summary: &'static str) -> Condition {
    Condition { id, scope, summary }
}

/// The condition with this id.
pub(super) fn condition(id: &str) -> Option<&'static Condition> {
    CONDITIONS.iter().find(|condition| condition.id == id)
}

/// All conditions.
pub const CONDITIONS: [Condition; 124] = [
    row("PDF:7.5", Scope::Both, "the file can be read: its objects, its catalog, its pages"),
    row("01-003", Scope::Ua, "no artifact inside tagged content"),
    row("01-004", Scope::Ua, "no tagged content inside an artifact"),
    row(
        "01-005",
        Scope::Both,
        "all content is tagged or an artifact, and what is tagged belongs to an element (ISO 19005-2, 6.7.3.3)",
    ),
    row("01-007", Scope::Ua, "the document does not call its own tags doubtful (Suspects)"),
    row("02-001", Scope::Both, "every structure type stands for a standard one (ISO 19005-2, 6.7.3.4)"),
    row(
        "02-003",
        Scope::Both,
        "the meaning of no structure type leads back to itself (ISO 19005-2, 6.7.3.4)",
    ),
    row("02-004", Scope::Both, "no standard structure type is given another meaning (ISO 19005-2, 6.7.3.4)"),
    row("06-001", Scope::Both, "there is XMP metadata, and it can be read (ISO 19005-2, 6.6.2.1)"),
    row("06-002", Scope::Ua, "the metadata say that this is PDF/UA-1"),
    row("06-003", Scope::Ua, "the metadata have a title"),
    row("07-001", Scope::Ua, "the document asks readers to show its title or its file name"),
    row("07-002", Scope::Ua, "it asks for the title"),
    row("09-004", Scope::Ua, "tables are made of rows, and rows of cells"),
    row("09-005", Scope::Ua, "lists are made of items, and items of label and body"),
    row("09-006", Scope::Ua, "contents lists are made of entries"),
    row("09-007", Scope::Ua, "ruby is made of base, text and brackets"),
    row("09-008", Scope::Ua, "warichu is made of text and brackets"),
    row("10-001", Scope::Both, "every code that is shown stands for characters (ISO 19005-2, 6.2.11.7.2)"),
    row("11-001", Scope::Ua, "the language of all text is known"),
    row("11-002", Scope::Ua, "the language of alternative and replacing texts is known"),
    row("11-003", Scope::Ua, "the language of bookmarks is known"),
    row("11-004", Scope::Ua, "the language of annotations is known"),
    row("11-005", Scope::Ua, "the language of form fields is known"),
    row("11-006", Scope::Ua, "the language of the metadata is known"),
    row(
        "13-004",
        Scope::Both,
        "every figure has an alternative text that says something (ISO 19005-2, 6.7.5)",
    ),
    row("14-002", Scope::Ua, "the first heading is of level 1"),
    row("14-003", Scope::Ua, "no level of headings is skipped"),
    row("14-006", Scope::Ua, "no element holds two headings without level"),
    row("14-007", Scope::Ua, "headings have levels everywhere or nowhere"),
    row("15-003", Scope::Ua, "header cells say what they head, or cells name headers that exist"),
    row("17-002", Scope::Both, "every formula has an alternative text (ISO 19005-2, 6.7.5)"),
    row("19-003", Scope::Ua, "every note has a name"),
    row("19-004", Scope::Ua, "the names of notes are unique"),
    row("20-001", Scope::Both, "every configuration of layers has a name (ISO 19005-2, 6.9)"),
    row("20-002", Scope::Both, "the default configuration of layers has a name (ISO 19005-2, 6.9)"),
    row("20-003", Scope::Both, "layers do not switch by themselves (ISO 19005-2, 6.9)"),
    row("21-001", Scope::Both, "attached files have a name in both forms, F and UF (ISO 19005-2, 6.8)"),
    row("25-001", Scope::Ua, "no form is made with XFA"),
    row("26-002", Scope::Ua, "no encryption keeps screen readers from the text"),
    row("28-002", Scope::Ua, "annotations are in an Annot element"),
    row("28-004", Scope::Ua, "annotations have a description"),
    row("28-005", Scope::Ua, "form fields say what they are for"),
    row("28-006", Scope::Both, "annotations are of a type that exists (ISO 19005-2, 6.3.1)"),
    row("28-007", Scope::Ua, "there are no annotations for trapping"),
    row("28-008", Scope::Ua, "a page with annotations says in which order they come"),
    row("28-009", Scope::Ua, "this order is that of the structure"),
    row("28-010", Scope::Ua, "form fields are in a Form element"),
    row("28-011", Scope::Ua, "links are in a Link element"),
    row("28-012", Scope::Ua, "links say where they lead"),
    row("28-014", Scope::Ua, "media clips say their type"),
    row("28-015", Scope::Ua, "media clips have an alternative text"),
    row("28-016", Scope::Ua, "the file of an annotation has a name in both forms, F and UF"),
    row("28-017", Scope::Ua, "printer's marks are not part of the structure"),
    row("30-001", Scope::Both, "no form refers to another file (ISO 19005-2, 6.2.9.2)"),
    row("30-002", Scope::Ua, "no form with tagged content is drawn twice"),
    row("31-001", Scope::Both, "font and encoding are for the same Registry (ISO 19005-2, 6.2.11.3.1)"),
    row("31-002", Scope::Both, "font and encoding are for the same Ordering (ISO 19005-2, 6.2.11.3.1)"),
    row(
        "31-003",
        Scope::Both,
        "the encoding is for no later Supplement than the font (ISO 19005-2, 6.2.11.3.1)",
    ),
    row(
        "31-004",
        Scope::Both,
        "the way from codes to glyphs is a stream or Identity (ISO 19005-2, 6.2.11.3.2)",
    ),
    row("31-005", Scope::Both, "there is a way from codes to glyphs (ISO 19005-2, 6.2.11.3.2)"),
    row("31-006", Scope::Both, "an encoding is predefined or embedded (ISO 19005-2, 6.2.11.3.3)"),
    row("31-007", Scope::Both, "an embedded encoding says one writing direction (ISO 19005-2, 6.2.11.3.3)"),
    row("31-008", Scope::Both, "an embedded encoding builds on predefined ones (ISO 19005-2, 6.2.11.3.3)"),
    row("31-009", Scope::Both, "every font is embedded (ISO 19005-2, 6.2.11.4.1)"),
    row(
        "31-011",
        Scope::Both,
        "the embedded program has a glyph for every code that is shown (ISO 19005-2, 6.2.11.4.1)",
    ),
    row("31-014", Scope::Both, "a list of glyphs has all that are shown (ISO 19005-2, 6.2.11.4.2)"),
    row("31-016", Scope::Both, "glyphs are as wide as the file says (ISO 19005-2, 6.2.11.5)"),
    row("31-027", Scope::Both, "fonts say what their codes mean (ISO 19005-2, 6.2.11.7.2)"),
    row("31-028", Scope::Both, "no code means U+0000 (ISO 19005-2, 6.2.11.7.2)"),
    row("31-029", Scope::Both, "no code means U+FEFF or U+FFFE (ISO 19005-2, 6.2.11.7.2)"),
    row("31-030", Scope::Both, "the sign for a missing glyph is not shown (ISO 19005-2, 6.2.11.8)"),
    row("UA1:6.2", Scope::Both, "the document says that it is tagged (ISO 19005-2, 6.7.2.2)"),
    row("UA1:7.1", Scope::Both, "there is a structure tree with elements (ISO 19005-2, 6.7.3.3)"),
    row("UA1:7.2-42", Scope::Ua, "all rows of a table are equally wide"),
    row("UA1:7.2-43", Scope::Ua, "cells of a table do not overlap"),
    row("A2:6.1.2", Scope::Archive, "the file begins with its version and a line of binary bytes"),
    row(
        "A2:6.1.3",
        Scope::Archive,
        "the file has an identifier, is not encrypted, and ends with its end mark",
    ),
    row("A2:6.1.7.1", Scope::Archive, "streams lie in the file and are as long as they say"),
    row("A2:6.1.7.2", Scope::Archive, "streams are not packed with LZW or a crypt filter"),
    row("A2:6.1.9", Scope::Archive, "objects are where the file says, each on lines of its own"),
    row("A2:6.1.12", Scope::Archive, "the document gives only permissions that are known"),
    row(
        "A2:6.1.13",
        Scope::Archive,
        "numbers, strings, names, pages and saved states are within their limits",
    ),
    row("A2:6.2.2", Scope::Both, "content can be read, and everything it names is in its resources"),
    row("A2:6.2.3", Scope::Archive, "the output intent has a sound colour profile"),
    row("A2:6.2.4.2", Scope::Archive, "all other colour profiles are sound"),
    row("A2:6.2.4.3", Scope::Archive, "an output intent gives a meaning to every device colour"),
    row("A2:6.2.5", Scope::Archive, "graphics states have no transfer functions"),
    row("A2:6.2.6", Scope::Archive, "rendering intents are of the four that exist"),
    row("A2:6.2.8", Scope::Archive, "images have no alternates and are not smoothed"),
    row("A2:6.2.9", Scope::Archive, "forms have no PostScript and no OPI"),
    row("A2:6.2.10", Scope::Archive, "blend modes are of those that exist"),
    row("A2:6.2.11.2", Scope::Archive, "font descriptors are complete"),
    row("A2:6.2.11.3.1", Scope::Archive, "composite fonts name their collection of characters"),
    row("A2:6.3.1", Scope::Archive, "annotations are not films, sounds or models"),
    row("A2:6.3.2", Scope::Archive, "annotations are shown and printed"),
    row("A2:6.3.3", Scope::Archive, "annotations have one appearance"),
    row("A2:6.4.1", Scope::Archive, "form fields have their appearance"),
    row("A2:6.4.2", Scope::Archive, "no form is made with XFA"),
    row("A2:6.5.1", Scope::Archive, "actions only lead somewhere"),
    row("A2:6.5.2", Scope::Archive, "no event sets off actions"),
    row("A2:6.6.2.1", Scope::Archive, "the metadata stream is one, with a packet header"),
    row("A2:6.6.2.3", Scope::Archive, "all properties of the metadata are known and have the right form"),
    row("A2:6.6.2.3.3", Scope::Archive, "descriptions of further properties are complete"),
    row("A2:6.6.4", Scope::Archive, "the metadata say which part of PDF/A this is, and level A"),
    row("A2:6.7.4", Scope::Archive, "the document says its language"),
    row("A2:6.8", Scope::Archive, "attached files are themselves PDF/A (PDF/A-2)"),
    row(
        "A3:6.8",
        Scope::Archive,
        "attached files say their type, their date and what they are to the document (PDF/A-3)",
    ),
    row("A2:6.10", Scope::Archive, "there are no other presentations of the pages"),
    row("A2:6.11", Scope::Archive, "the document has no requirements"),
    row("PDF:7.7.2", Scope::Both, "the page mode is one that exists"),
    row("PDF:7.9.4", Scope::Both, "dates have the form of dates"),
    row("PDF:7.9.7", Scope::Both, "the keys of the parent tree are in order"),
    row("PDF:8.4.2", Scope::Both, "no graphics state is restored that was not saved"),
    row("PDF:9.4.1", Scope::Both, "text is shown in text objects"),
    row("PDF:9.7.6", Scope::Both, "text is made of whole codes"),
    row("PDF:9.8.1", Scope::Both, "font and descriptor have the same name"),
    row("PDF:12.3.2", Scope::Both, "links and bookmarks lead to pages of the document"),
    row("PDF:12.3.3", Scope::Both, "bookmarks have titles and stand in the outline once"),
    row("PDF:14.3.3", Scope::Both, "the information dictionary says what the metadata say"),
    row("PDF:14.6", Scope::Both, "marked content is opened and closed in pairs"),
    row(
        "PDF:14.7.2",
        Scope::Both,
        "elements have a type, stand in their parent once, and are found by their names",
    ),
    row("PDF:14.7.4", Scope::Both, "each marked content is in the pages once and belongs to one element"),
    row("PDF:14.7.4.4", Scope::Both, "the parent tree leads from content to structure"),
];
