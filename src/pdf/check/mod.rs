//! Checks a finished file against PDF/UA-1 (the machine conditions of the Matterhorn Protocol 1.1) and PDF/A-2a or
//! -3a, or against PDF/UA-2 and PDF/A-4f.
//!
//! The check starts from the bytes of the file and shares no code with the writer, so it works for any PDF:
//!
//! - `reader` gives access to the objects; `conditions` lists what is checked, `report` collects the findings;
//! - `file` checks syntax, single objects, catalog, metadata and attachments;
//! - `structure` reads the structure tree and checks nesting, headings, tables, alternative texts, annotations,
//!   bookmarks and the parent tree;
//! - `content_lexer` splits content streams into operators, `content` interprets them;
//! - `fonts` checks encodings, font programs and ToUnicode maps; `actions` checks actions.
//!
//! Files may be damaged or hostile: tree walks remember visited nodes, streams are decompressed up to a limit, and
//! a value of the wrong type counts as missing.

mod actions;
mod conditions;
mod content;
mod content_lexer;
pub(crate) mod file;
mod fonts;
mod reader;
mod report;
mod structure;

use std::fmt;

use super::standards::{Accessible, Archive, Standards};
pub use conditions::{CONDITIONS, Condition, Scope};
use reader::File;
use report::Report;
use structure::Tree;

/// The condition that an unreadable file fails.
pub const UNREADABLE: &str = "PDF:7.5";

/// A failed condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id, one of [`CONDITIONS`].
    pub condition: &'static str,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// The page number, from 1, if the finding is on a page.
    pub page: Option<usize>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        match self.page {
            Some(page) => write!(f, " (page {page})"),
            None => Ok(()),
        }
    }
}

/// Checks the bytes of a file against these standards. A conforming file has no findings.
pub fn check(bytes: &[u8], standards: Standards) -> Vec<Finding> {
    let mut report = Report::new(standards);
    match File::read(bytes) {
        Ok(file) => examine(&file, bytes, &mut report),
        Err(reason) => report.fail(UNREADABLE, None, format!("this is not a readable PDF: {reason}")),
    }
    report.finish()
}

/// The standards to check a file against: PDF/UA-2 and PDF/A-4f if the file claims one of them, alone or with the
/// other; else PDF/UA-1 and PDF/A-2a, or PDF/A-3a if the file claims that.
pub fn standards_of(bytes: &[u8]) -> Standards {
    let file = File::read(bytes).ok();
    let part = file.as_ref().and_then(file::metadata::archive_part);
    let has_ua_2 = file.as_ref().and_then(file::metadata::accessible_part).as_deref() == Some("2");
    match (part.as_deref(), has_ua_2) {
        (Some("4"), is_accessible) => {
            Standards { archive: Some(Archive::A4f), accessible: is_accessible.then_some(Accessible::Ua2) }
        }
        (_, true) => Standards { archive: None, accessible: Some(Accessible::Ua2) },
        (Some("3"), false) => Standards { archive: Some(Archive::A3a), ..Standards::default() },
        (_, false) => Standards::default(),
    }
}

fn examine(file: &File, bytes: &[u8], report: &mut Report) {
    let [mut of_tree, mut of_structure, mut of_content] = [(); 3].map(|()| Report::new(report.standards));
    let structure = || {
        let tree = Tree::read(file, &mut of_tree);
        rayon::join(
            || examine_content(file, &tree, &mut of_content),
            || examine_structure(file, &tree, &mut of_structure),
        )
    };
    rayon::join(structure, || examine_objects(file, bytes, report));
    // A fixed order, whichever thread finished first.
    [of_tree, of_structure, of_content].into_iter().for_each(|one| report.append(one));
}

/// Checks single objects and everything in the catalog.
fn examine_objects(file: &File, bytes: &[u8], report: &mut Report) {
    file::syntax::check(file, bytes, report);
    file::objects::check(file, report);
    file::catalog::check(file, report);
    file::metadata::check(file, report);
    file::attachments::check(file, report);
    structure::outline::check(file, report);
}

/// Checks the structure tree.
fn examine_structure(file: &File, tree: &Tree<'_>, report: &mut Report) {
    structure::nesting::check(tree, report);
    structure::headings::check(tree, report);
    structure::tables::check(file, tree, report);
    structure::alternatives::check(file, tree, report);
    if report.standards.accessible == Some(Accessible::Ua2) {
        structure::pdf_2::check(file, tree, report);
    }
}

/// Checks page contents, and whether they agree with the structure tree.
fn examine_content<'f>(file: &'f File, tree: &Tree<'f>, report: &mut Report) {
    let colors = content::color::Colors::new(file, report);
    let usage = content::interpret(file, tree, &colors, report);
    colors.check(&usage.spaces, report);
    let parents = structure::parent_tree::check(file, tree, &usage.marks, report);
    structure::annotations::check(file, tree, &parents, report);
    fonts::check(file, &usage.fonts, report);
}
