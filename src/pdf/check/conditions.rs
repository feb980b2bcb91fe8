//! All conditions that are checked, each with its id and a one-line requirement.
//!
//! Ids such as `13-004` are those of the Matterhorn Protocol 1.1. `UA1:`, `UA2:`, `A2:`, `A3:`, `A4:` and
//! `PDF:` prefix clauses of ISO 14289-1, 14289-2, 19005-2, 19005-3, 19005-4 and 32000-1; 42 and 43 are veraPDF's test numbers for regular
//! tables. `PAGE:` prefixes what no standard says but every reader expects. A violation of both PDF/UA and PDF/A is reported once, under its Matterhorn id.

/// Which standards require a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// PDF/UA-1 and PDF/UA-2.
    Ua,
    /// Only PDF/UA-1.
    Ua1,
    /// Only PDF/UA-2.
    Ua2,
    /// Every part of PDF/A.
    Archive,
    /// Only PDF/A-2 and PDF/A-3.
    Archive2,
    /// Only PDF/A-4.
    Archive4,
    /// Both, or PDF itself.
    Both,
}

/// A condition that a conforming file meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Its id.
    pub id: &'static str,
    /// Which standards require it.
    pub scope: Scope,
    /// The requirement, in one line.
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
pub const CONDITIONS: [Condition; 132] = [
    row("PDF:7.5", Scope::Both, "the file can be read: its objects, its catalog, its pages"),
    row("01-003", Scope::Ua, "no artifact inside tagged content"),
    row("01-004", Scope::Ua, "no tagged content inside an artifact"),
    row(
        "01-005",
        Scope::Both,
        "all content is tagged or an artifact, and tagged content belongs to an element (ISO 19005-2, 6.7.3.3)",
    ),
    row("01-007", Scope::Ua, "the document does not mark its tags as suspect (Suspects)"),
    row(
        "02-001",
        Scope::Both,
        "every structure type is standard or mapped to a standard one (ISO 19005-2, 6.7.3.4)",
    ),
    row("02-003", Scope::Both, "the role map has no cycles (ISO 19005-2, 6.7.3.4)"),
    row("02-004", Scope::Both, "no standard structure type is remapped (ISO 19005-2, 6.7.3.4)"),
    row("06-001", Scope::Both, "the document has readable XMP metadata (ISO 19005-2, 6.6.2.1)"),
    row("06-002", Scope::Ua, "the metadata claim conformance to the part of PDF/UA"),
    row("06-003", Scope::Ua, "the metadata contain a title"),
    row("07-001", Scope::Ua, "the document says whether viewers show its title or its file name"),
    row("07-002", Scope::Ua, "viewers show the title, not the file name"),
    row("09-004", Scope::Ua, "tables consist of rows, and rows of cells"),
    row("09-005", Scope::Ua, "lists consist of items, and items of label and body"),
    row("09-006", Scope::Ua, "tables of contents consist of entries"),
    row("09-007", Scope::Ua, "ruby consists of base text, ruby text and punctuation"),
    row("09-008", Scope::Ua, "warichu consists of text and punctuation"),
    row("10-001", Scope::Both, "every code in use maps to Unicode (ISO 19005-2, 6.2.11.7.2)"),
    row("11-001", Scope::Ua, "the language of all text is given"),
    row("11-002", Scope::Ua, "the language of alternative and replacement texts is given"),
    row("11-003", Scope::Ua, "the language of bookmarks is given"),
    row("11-004", Scope::Ua, "the language of annotations is given"),
    row("11-005", Scope::Ua, "the language of form fields is given"),
    row("11-006", Scope::Ua, "the language of the metadata is given"),
    row("13-004", Scope::Both, "every figure has a non-empty alternative text (ISO 19005-2, 6.7.5)"),
    row("14-002", Scope::Ua1, "the first heading is of level 1"),
    row("14-003", Scope::Ua1, "headings skip no level"),
    row("14-006", Scope::Ua, "no element contains two unnumbered headings (H)"),
    row("14-007", Scope::Ua, "headings are all numbered (H1 to H6) or all unnumbered (H)"),
    row("15-003", Scope::Ua, "header cells have a scope, or cells refer to existing headers"),
    row("17-002", Scope::Both, "every formula has an alternative text (ISO 19005-2, 6.7.5)"),
    row("19-003", Scope::Ua1, "every note has an ID"),
    row("19-004", Scope::Ua1, "the IDs of notes are unique"),
    row("20-001", Scope::Both, "every configuration of layers has a name (ISO 19005-2, 6.9)"),
    row("20-002", Scope::Both, "the default configuration of layers has a name (ISO 19005-2, 6.9)"),
    row("20-003", Scope::Both, "layers do not change state automatically (ISO 19005-2, 6.9)"),
    row("21-001", Scope::Both, "attached files have both file name entries, F and UF (ISO 19005-2, 6.8)"),
    row("25-001", Scope::Ua, "there are no XFA forms"),
    row("26-002", Scope::Ua, "encryption does not block screen readers"),
    row("28-002", Scope::Ua, "annotations are inside an Annot element"),
    row("28-004", Scope::Ua, "annotations have a description"),
    row("28-005", Scope::Ua, "form fields have a description"),
    row("28-006", Scope::Both, "annotations have a defined type (ISO 19005-2, 6.3.1)"),
    row("28-007", Scope::Ua, "there are no trap network annotations"),
    row("28-008", Scope::Ua, "a page with annotations has a tab order"),
    row("28-009", Scope::Ua, "the tab order follows the structure"),
    row("28-010", Scope::Ua, "form fields are inside a Form element"),
    row("28-011", Scope::Ua, "links are inside a Link element"),
    row("28-012", Scope::Ua, "links have a description"),
    row("28-014", Scope::Ua, "media clips have a content type"),
    row("28-015", Scope::Ua, "media clips have an alternative text"),
    row("28-016", Scope::Ua, "the file of an annotation has both file name entries, F and UF"),
    row("28-017", Scope::Ua, "printer's marks are not part of the structure"),
    row("30-001", Scope::Both, "there are no reference XObjects (ISO 19005-2, 6.2.9.2)"),
    row("30-002", Scope::Ua, "no form XObject with tagged content is drawn twice"),
    row("31-001", Scope::Both, "font and CMap have the same Registry (ISO 19005-2, 6.2.11.3.1)"),
    row("31-002", Scope::Both, "font and CMap have the same Ordering (ISO 19005-2, 6.2.11.3.1)"),
    row(
        "31-003",
        Scope::Both,
        "the Supplement of the CMap is not higher than that of the font (ISO 19005-2, 6.2.11.3.1)",
    ),
    row("31-004", Scope::Both, "CIDToGIDMap is a stream or Identity (ISO 19005-2, 6.2.11.3.2)"),
    row("31-005", Scope::Both, "TrueType composite fonts have a CIDToGIDMap (ISO 19005-2, 6.2.11.3.2)"),
    row("31-006", Scope::Both, "CMaps are predefined or embedded (ISO 19005-2, 6.2.11.3.3)"),
    row(
        "31-007",
        Scope::Both,
        "the writing mode of an embedded CMap is consistent (ISO 19005-2, 6.2.11.3.3)",
    ),
    row("31-008", Scope::Both, "an embedded CMap refers only to predefined ones (ISO 19005-2, 6.2.11.3.3)"),
    row("31-009", Scope::Both, "every font is embedded (ISO 19005-2, 6.2.11.4.1)"),
    row(
        "31-011",
        Scope::Both,
        "the embedded font program has a glyph for every code in use (ISO 19005-2, 6.2.11.4.1)",
    ),
    row("31-014", Scope::Both, "CIDSet lists all CIDs in use (ISO 19005-2, 6.2.11.4.2)"),
    row("31-016", Scope::Both, "glyph widths in file and font program agree (ISO 19005-2, 6.2.11.5)"),
    row("31-027", Scope::Both, "fonts map their codes to Unicode (ISO 19005-2, 6.2.11.7.2)"),
    row("31-028", Scope::Both, "no code maps to U+0000 (ISO 19005-2, 6.2.11.7.2)"),
    row("31-029", Scope::Both, "no code maps to U+FEFF or U+FFFE (ISO 19005-2, 6.2.11.7.2)"),
    row(
        "31-030",
        Scope::Both,
        "the glyph for missing characters (.notdef) is not shown (ISO 19005-2, 6.2.11.8)",
    ),
    row("UA1:6.2", Scope::Both, "the document is marked as tagged (ISO 19005-2, 6.7.2.2)"),
    row("UA1:7.1", Scope::Both, "the document has a non-empty structure tree (ISO 19005-2, 6.7.3.3)"),
    row("UA1:7.2-42", Scope::Ua, "all rows of a table have the same number of columns"),
    row("UA1:7.2-43", Scope::Ua, "cells of a table do not overlap"),
    row("A2:6.1.2", Scope::Archive, "the file begins with its version and a comment with binary bytes"),
    row("A2:6.1.3", Scope::Archive, "the file has an identifier, is not encrypted, and ends with %%EOF"),
    row("A2:6.1.7.1", Scope::Archive, "streams are inside the file and have the right length"),
    row("A2:6.1.7.2", Scope::Archive, "streams use neither LZW nor Crypt filters"),
    row(
        "A2:6.1.9",
        Scope::Archive,
        "objects are at their offsets in the cross-reference table, on lines of their own",
    ),
    row("A2:6.1.12", Scope::Archive, "the permissions dictionary has only known entries"),
    row(
        "A2:6.1.13",
        Scope::Archive2,
        "numbers, strings, names, page sizes and nested graphics states are within their limits",
    ),
    row(
        "A2:6.2.2",
        Scope::Both,
        "content streams are readable, and everything they name is in their resources",
    ),
    row("A2:6.2.3", Scope::Archive, "the output intent has a valid colour profile"),
    row("A2:6.2.4.2", Scope::Archive, "all other colour profiles are valid"),
    row("A2:6.2.4.3", Scope::Archive, "every device colour matches the output intent"),
    row("A2:6.2.5", Scope::Archive, "graphics states have no transfer functions"),
    row("A2:6.2.6", Scope::Archive, "rendering intents are one of the four standard ones"),
    row("A2:6.2.8", Scope::Archive, "images have no alternates and no interpolation"),
    row("A2:6.2.9", Scope::Archive, "form XObjects have no PostScript and no OPI"),
    row("A2:6.2.10", Scope::Archive, "blend modes are standard ones"),
    row("A2:6.2.11.2", Scope::Archive, "font descriptors are complete"),
    row("A2:6.2.11.3.1", Scope::Archive, "composite fonts name their character collection"),
    row("A2:6.3.1", Scope::Archive, "annotations are not movies, sounds or 3D models"),
    row("A2:6.3.2", Scope::Archive, "annotations are visible and printed"),
    row("A2:6.3.3", Scope::Archive, "annotations have only a normal appearance"),
    row("A2:6.4.1", Scope::Archive, "form fields have appearances"),
    row("A2:6.4.2", Scope::Archive, "there are no XFA forms"),
    row("A2:6.5.1", Scope::Archive, "actions only navigate"),
    row("A2:6.5.2", Scope::Archive, "no actions are triggered by events"),
    row("A2:6.6.2.1", Scope::Archive, "the metadata stream has the right type and a packet header"),
    row("A2:6.6.2.3", Scope::Archive2, "all metadata properties are defined and have the right type"),
    row("A2:6.6.2.3.3", Scope::Archive2, "extension schemas are complete"),
    row("A2:6.6.4", Scope::Archive, "the metadata claim the part of PDF/A and its level"),
    row("A2:6.7.4", Scope::Archive2, "the document has a language"),
    row("A2:6.8", Scope::Archive2, "attached files are themselves PDF/A (PDF/A-2)"),
    row(
        "A3:6.8",
        Scope::Archive,
        "attached files have a media type, a date and a relationship to the document (PDF/A-3 and PDF/A-4f)",
    ),
    row("A2:6.10", Scope::Archive, "there are no alternate presentations"),
    row("A2:6.11", Scope::Archive, "the document has no requirements"),
    row("UA2:8.2.5.2", Scope::Ua2, "the root element is in the namespace of PDF 2.0"),
    row("UA2:8.2.5.8", Scope::Ua2, "entries of a table of contents refer to what they list"),
    row("UA2:8.2.5.14", Scope::Ua2, "notes are FENote elements that refer to their marks"),
    row("UA2:8.2.5.27", Scope::Ua2, "captions are the first or last child of what they describe"),
    row("UA2:8.8", Scope::Ua2, "links and bookmarks within the file point to elements"),
    row("A4:6.1.3", Scope::Archive4, "the trailer has no information dictionary"),
    row("PDF:7.7.2", Scope::Both, "the page mode is a standard one"),
    row("PDF:7.9.4", Scope::Both, "dates are well-formed"),
    row("PDF:7.9.7", Scope::Both, "the keys of the parent tree are sorted"),
    row("PDF:8.4.2", Scope::Both, "every restored graphics state was saved"),
    row("PDF:9.4.1", Scope::Both, "text is shown only inside text objects"),
    row("PDF:9.7.6", Scope::Both, "strings contain only whole codes"),
    row("PDF:9.8.1", Scope::Both, "font and descriptor have the same name"),
    row("PDF:12.3.2", Scope::Both, "links and bookmarks point to pages of the document"),
    row("PDF:12.3.3", Scope::Both, "bookmarks have titles and occur once in the outline"),
    row("PDF:14.3.3", Scope::Both, "the information dictionary agrees with the XMP metadata"),
    row("PDF:14.6", Scope::Both, "marked content operators are paired"),
    row(
        "PDF:14.7.2",
        Scope::Both,
        "elements have a type, occur once in their parent, and are in the ID tree",
    ),
    row("PDF:14.7.4", Scope::Both, "each marked-content sequence occurs once and belongs to one element"),
    row("PDF:14.7.4.4", Scope::Both, "the parent tree maps content to its elements"),
    row("PAGE:outside", Scope::Both, "no text leaves its page, artifacts excepted"),
    row("PAGE:covered", Scope::Both, "no text is printed over other text, artifacts excepted"),
];
