//! A package: parts with their content types and relationships, in one ZIP file whose bytes depend on the parts alone.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::archive::Archive;
use super::opened::Opened;
use super::xml::{DECLARATION, escape};

/// The namespace of relationship types.
pub const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The relationships of a part, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations(Vec<Relation>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Relation {
    kind: String,
    target: String,
    external: bool,
}

impl Relations {
    /// Adds a relationship to a part, given by its path in the package; returns its id. `kind` is the last word of
    /// its type, or the whole type where that is in another namespace.
    pub fn part(&mut self, kind: &str, path: &str) -> String {
        self.push(kind, format!("/{path}"), false)
    }

    /// Adds a link to an address; returns its id. The same address has one id.
    pub fn link(&mut self, address: &str) -> String {
        self.push("hyperlink", address.to_owned(), true)
    }

    fn push(&mut self, kind: &str, target: String, external: bool) -> String {
        let kind = if kind.contains(':') { kind.to_owned() } else { format!("{RELATIONSHIPS}/{kind}") };
        let relation = Relation { kind, target, external };
        let at = self.0.iter().position(|one| *one == relation).unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    fn xml(&self) -> String {
        let mut xml = format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (at, one) in self.0.iter().enumerate() {
            let mode = if one.external { " TargetMode=\"External\"" } else { "" };
            xml += &format!(
                "<Relationship Id=\"rId{}\" Type=\"{}\" Target=\"{}\"{mode}/>",
                at + 1,
                escape(&one.kind),
                escape(&one.target)
            );
        }
        xml + "</Relationships>"
    }
}

/// The parts of a file.
#[derive(Debug, Default)]
pub struct Package {
    parts: BTreeMap<String, Part>,
    /// The relationships of the package itself.
    pub relations: Relations,
}

#[derive(Debug)]
struct Part {
    /// The content type of an XML part; media are typed by the ends of their names.
    content_type: Option<Cow<'static, str>>,
    bytes: Vec<u8>,
    relations: Relations,
    /// The relationships of a part that another program wrote, as they were.
    kept: Vec<u8>,
}

/// The content types of parts that are typed by the ends of their names.
const BY_EXTENSION: [(&str, &str); 5] = [
    ("png", "image/png"),
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("svg", "image/svg+xml"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
];

impl Package {
    /// Adds an XML part, whose text lacks only the declaration.
    pub fn xml(&mut self, path: &str, content_type: &'static str, text: &str, relations: Relations) {
        let bytes = format!("{DECLARATION}{text}").into_bytes();
        let content_type = Some(Cow::Borrowed(content_type));
        self.parts.insert(path.to_owned(), Part { content_type, bytes, relations, kept: Vec::new() });
    }

    /// Adds a picture or an embedded workbook.
    pub fn media(&mut self, path: &str, bytes: Vec<u8>) {
        let relations = Relations::default();
        self.parts.insert(path.to_owned(), Part { content_type: None, bytes, relations, kept: Vec::new() });
    }

    /// Adds a part that another program wrote, with its relationships as they were.
    pub fn keep(&mut self, path: &str, content_type: &str, bytes: Vec<u8>, relations: Option<&[u8]>) {
        let content_type = Some(Cow::Owned(content_type.to_owned()));
        let kept = relations.unwrap_or_default().to_vec();
        let part = Part { content_type, bytes, relations: Relations::default(), kept };
        self.parts.insert(path.to_owned(), part);
    }

    /// Adds title, author and dates. The date is in seconds since 1970.
    pub fn properties(&mut self, properties: &Properties<'_>) {
        self.relations.part(
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        );
        self.relations.part("extended-properties", "docProps/app.xml");
        let date = iso(properties.created);
        let core = format!(
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords><dc:language>{}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified></cp:coreProperties>",
            escape(properties.title),
            escape(properties.subject),
            escape(properties.author),
            escape(&properties.keywords.join(", ")),
            escape(properties.language),
        );
        let app = "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>make-briefing</Application></Properties>";
        self.xml(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            &core,
            Relations::default(),
        );
        self.xml(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            app,
            Relations::default(),
        );
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where the parts are more than a ZIP file can hold.
    pub fn finish(self) -> Result<Vec<u8>, TooLarge> {
        self.write(Archive::new(true))
    }

    /// The bytes of a file that becomes a part of another one, which compresses it.
    ///
    /// # Errors
    /// Where the parts are more than a ZIP file can hold.
    pub fn finish_as_part(self) -> Result<Vec<u8>, TooLarge> {
        self.write(Archive::new(false))
    }

    fn write(self, mut archive: Archive) -> Result<Vec<u8>, TooLarge> {
        archive.add("[Content_Types].xml", self.content_types().as_bytes())?;
        archive.add("_rels/.rels", self.relations.xml().as_bytes())?;
        for (path, part) in &self.parts {
            archive.add(path, &part.bytes)?;
            if part.relations != Relations::default() {
                archive.add(&Opened::relations_path(path), part.relations.xml().as_bytes())?;
            } else if !part.kept.is_empty() {
                archive.add(&Opened::relations_path(path), &part.kept)?;
            }
        }
        archive.finish()
    }

    fn content_types(&self) -> String {
        let mut xml = format!(
            "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        );
        let ends: BTreeSet<&str> =
            self.parts.keys().filter_map(|path| path.rsplit_once('.')).map(|(_, end)| end).collect();
        for (end, content_type) in BY_EXTENSION.iter().filter(|(end, _)| *end == "rels" || ends.contains(end))
        {
            xml += &format!("<Default Extension=\"{end}\" ContentType=\"{content_type}\"/>");
        }
        for (path, part) in &self.parts {
            if let Some(content_type) = &part.content_type {
                let (path, content_type) = (escape(path), escape(content_type));
                xml += &format!("<Override PartName=\"/{path}\" ContentType=\"{content_type}\"/>");
            }
        }
        xml + "</Types>"
    }
}

/// The bytes of a file with these parts, among them those of relationships and content types.
///
/// # Errors
/// Where the parts are more than a ZIP file can hold.
pub fn repacked(parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, TooLarge> {
    let mut archive = Archive::new(true);
    // Programs expect the types first.
    let (types, others): (Vec<_>, Vec<_>) =
        parts.iter().partition(|(path, _)| *path == "[Content_Types].xml");
    for (path, bytes) in types.into_iter().chain(others) {
        archive.add(path, bytes)?;
    }
    archive.finish()
}

/// What a file says about itself.
#[derive(Debug, Clone, Copy)]
pub struct Properties<'a> {
    /// Its title.
    pub title: &'a str,
    /// One sentence on its content.
    pub subject: &'a str,
    /// Who publishes it.
    pub author: &'a str,
    /// Its keywords.
    pub keywords: &'a [String],
    /// The tag of its language.
    pub language: &'a str,
    /// Its date in seconds since 1970.
    pub created: i64,
}

/// The parts are more than a ZIP file can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the file would be larger than a ZIP file can be")
    }
}

/// Seconds since 1970 as `2024-05-31T00:00:00Z`, with years from 0001 to 9999.
fn iso(seconds: i64) -> String {
    let seconds = seconds.clamp(-62_135_596_800, 253_402_300_799);
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    let z = days + 719_468;
    let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

#[cfg(test)]
mod tests {
    use super::{Relations, iso};

    #[test]
    fn seconds_become_a_date() {
        assert_eq!(iso(0), "1970-01-01T00:00:00Z");
        assert_eq!(iso(1_606_867_200), "2020-12-02T00:00:00Z");
        assert_eq!(iso(951_782_399), "2000-02-28T23:59:59Z");
    }

    #[test]
    fn the_same_address_has_one_id() {
        let mut relations = Relations::default();
        let first = relations.link("https://example.org");
        assert_eq!(relations.part("image", "ppt/media/a.png"), "rId2");
        assert_eq!(relations.link("https://example.org"), first);
    }
}
