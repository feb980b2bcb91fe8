//! Reads a package that another program wrote: its parts, their content types and their relationships.
//!
//! Sizes that a file states are not believed: what is unpacked is counted, and a part that asks for more is refused.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::reason::Reason;
use roxmltree::{Document, ParsingOptions};

/// All parts of a package may unpack to this many bytes.
const MOST_BYTES: u64 = 256 << 20;

/// The most parts of a package.
const MOST_PARTS: usize = 20_000;

/// The most bytes of a part that is read as XML.
const MOST_XML: usize = 16 << 20;

/// The most nodes of such a part.
const MOST_NODES: u32 = 1_000_000;

/// A package: its parts by their paths, without a slash at their beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The bytes of each part, those of relationships and `[Content_Types].xml` too.
    pub parts: BTreeMap<String, Vec<u8>>,
    types: BTreeMap<String, String>,
    ends: BTreeMap<String, String>,
}

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// By which the part names it.
    pub id: String,
    /// The last word of its type.
    pub kind: String,
    /// The path of the part that it leads to; `None` where it leads out of the package.
    pub target: Option<String>,
}

impl Opened {
    /// Reads a package.
    ///
    /// # Errors
    /// A sentence where it is no package, is damaged, or holds too much.
    pub fn read(bytes: &[u8]) -> Result<Self, Reason> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err("is encrypted, or in the format of PowerPoint 97".into());
        }
        // Names of parts are counted before any of them is kept.
        if bytes.windows(4).filter(|window| *window == b"PK\x01\x02").nth(MOST_PARTS).is_some() {
            return Err(format!("has more than {MOST_PARTS} parts").into());
        }
        let broken = |error: &dyn std::fmt::Display| Reason::from(format!("cannot be unpacked: {error}"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        let (mut parts, mut left) = (BTreeMap::new(), MOST_BYTES);
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|error| broken(&error))?;
            let name = entry.name().map_err(|error| broken(&error))?.trim_start_matches('/').to_owned();
            if name.ends_with('/') {
                continue;
            }
            let mut part = Vec::new();
            entry.take(left + 1).read_to_end(&mut part).map_err(|error| broken(&error))?;
            left = left
                .checked_sub(part.len() as u64)
                .ok_or_else(|| Reason::from(format!("unpacks to more than {} MiB", MOST_BYTES >> 20)))?;
            if name.split('/').any(|piece| piece.is_empty() || piece == "." || piece == "..") {
                return Err(format!("has a part with the path `{}`", name.escape_debug()).into());
            }
            if parts.insert(name.clone(), part).is_some() {
                return Err(format!("has two parts `{}`", name.escape_debug()).into());
            }
        }
        let mut opened = Self { parts, types: BTreeMap::new(), ends: BTreeMap::new() };
        opened.read_types()?;
        Ok(opened)
    }

    fn read_types(&mut self) -> Result<(), Reason> {
        let (mut types, mut ends) = (BTreeMap::new(), BTreeMap::new());
        let document = self.document("[Content_Types].xml")?;
        for node in document.root_element().children() {
            let text = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
            match node.tag_name().name() {
                "Override" => {
                    types.insert(text("PartName").trim_start_matches('/').to_lowercase(), text("ContentType"))
                }
                "Default" => ends.insert(text("Extension").to_lowercase(), text("ContentType")),
                _ => None,
            };
        }
        (self.types, self.ends) = (types, ends);
        Ok(())
    }

    /// The content type of a part.
    pub fn content_type(&self, path: &str) -> Option<&str> {
        let path = path.to_lowercase();
        let by_end = || self.ends.get(path.rsplit_once('.')?.1);
        self.types.get(&path).or_else(by_end).map(String::as_str)
    }

    /// A part as XML. Document types, which can name entities without end, are refused.
    ///
    /// # Errors
    /// A sentence where it is missing, too large or no XML.
    pub fn document(&self, path: &str) -> Result<Document<'_>, Reason> {
        let part = self.parts.get(path).ok_or_else(|| format!("has no part `{path}`"))?;
        if part.len() > MOST_XML {
            return Err(format!("has more than {} MiB of XML in `{path}`", MOST_XML >> 20).into());
        }
        let text = std::str::from_utf8(part).map_err(|_| format!("has no text in UTF-8 in `{path}`"))?;
        let text = text.trim_start_matches('\u{feff}');
        let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        Document::parse_with_options(text, options)
            .map_err(|error| format!("has no valid XML in `{path}`: {error}").into())
    }

    /// The path of the part that the package begins with.
    ///
    /// # Errors
    /// A sentence that says that the package begins with no presentation.
    pub fn main(&self) -> Result<String, Reason> {
        let start = self.relations("")?.into_iter().find(|one| one.kind == "officeDocument");
        start.and_then(|one| one.target).ok_or_else(|| "is no presentation".into())
    }

    /// The path of the relationships of a part; of the package itself where the part has no name.
    pub fn relations_path(part: &str) -> String {
        match part.rsplit_once('/') {
            Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
            None => format!("_rels/{part}.rels"),
        }
    }

    /// The relationships of a part.
    ///
    /// # Errors
    /// As [`Self::document`].
    pub fn relations(&self, part: &str) -> Result<Vec<Relation>, Reason> {
        let path = Self::relations_path(part);
        if !self.parts.contains_key(&path) {
            return Ok(Vec::new());
        }
        let document = self.document(&path)?;
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let relations = document.root_element().children().filter(|node| node.is_element()).map(|node| {
            let text = |name: &str| node.attribute(name).unwrap_or_default();
            let is_outside = text("TargetMode") == "External";
            Relation {
                id: text("Id").to_owned(),
                kind: text("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: (!is_outside).then(|| resolved(folder, text("Target"))),
            }
        });
        Ok(relations.collect())
    }
}

/// A target as a path of the package.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|piece| !piece.is_empty()).collect(),
    };
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => _ = path.pop(),
            _ => path.push(piece),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Opened, resolved};

    #[test]
    fn targets_lead_up_and_down_and_never_out() {
        assert_eq!(resolved("ppt/slides", "../media/a.png"), "ppt/media/a.png");
        assert_eq!(resolved("ppt", "/docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolved("ppt", "../../../a.xml"), "a.xml");
    }

    #[test]
    fn what_is_no_package_is_refused_in_words() {
        let refused = |bytes: &[u8]| Opened::read(bytes).err().map(|reason| reason.to_string());
        assert!(refused(b"no zip").is_some_and(|reason| reason.starts_with("cannot be unpacked")));
        assert!(refused(b"\xd0\xcf\x11\xe0").is_some_and(|reason| reason.contains("encrypted")));
    }
}
