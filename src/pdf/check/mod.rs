//! Checks a finished file against PDF/UA-1 (the machine conditions of the Matterhorn Protocol 1.1) and PDF/A-2a or -3a.
//!
//! The file is read anew from its bytes, whoever wrote it: nothing is taken from the writer. One file for each topic:
//!
//! - `file` reads the objects, `syntax` looks at the bytes, `objects` at every object alone;
//! - `catalog`, `metadata`, `color`, `outline`, `attachments` take what the catalog holds;
//! - `structure` reads the structure tree, `nesting`, `headings`, `tables` and `texts` judge it;
//! - `lexer` splits content streams, `content` follows them, `marks` compares them with the structure tree;
//! - `annotations` and `actions`, `fonts`, `encodings`, `programs` and `unicode`.
//!
//! A file from elsewhere may be damaged or hostile: trees are walked with a record of what was seen, streams are
//! unpacked up to a limit, and what has the wrong type counts as missing.

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

use super::standards::{Archive, Standards};
pub use conditions::{CONDITIONS, Condition, Scope};
use reader::File;
use report::Report;
use structure::Tree;

/// The condition that a file fails which cannot be read at all.
pub const UNREADABLE: &str = "PDF:7.5";

/// A condition that a file fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its id, one of [`CONDITIONS`].
    pub condition: &'static str,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// The page, counted from 1, where there is one.
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

/// Checks the bytes of a file; a sound one has no findings.
pub fn check(bytes: &[u8], standards: Standards) -> Vec<Finding> {
    let mut report = Report::new(standards);
    match File::read(bytes) {
        Ok(file) => examine(&file, bytes, &mut report),
        Err(reason) => report.fail(UNREADABLE, None, format!("this is not a readable PDF: {reason}")),
    }
    report.finish()
}

/// The standards that a file should be checked against: PDF/UA-1, and PDF/A-3a if it says that it is one, else PDF/A-2a.
pub fn standards_of(bytes: &[u8]) -> Standards {
    let part = File::read(bytes).ok().and_then(|file| file::metadata::archive_part(&file));
    let archive = if part.as_deref() == Some("3") { Archive::A3a } else { Archive::A2a };
    Standards { archive: Some(archive), ua1: true }
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
    // In one order, whichever thread was done first.
    [of_tree, of_structure, of_content].into_iter().for_each(|one| report.append(one));
}

/// What each object says by itself, and what the catalog holds.
fn examine_objects(file: &File, bytes: &[u8], report: &mut Report) {
    file::syntax::check(file, bytes, report);
    file::objects::check(file, report);
    file::catalog::check(file, report);
    file::metadata::check(file, report);
    file::attachments::check(file, report);
    structure::outline::check(file, report);
}

/// What the structure tree says.
fn examine_structure(file: &File, tree: &Tree<'_>, report: &mut Report) {
    structure::nesting::check(tree, report);
    structure::headings::check(tree, report);
    structure::tables::check(file, tree, report);
    structure::alternatives::check(file, tree, report);
}

/// What the pages show, and whether the structure tree knows of it.
fn examine_content<'f>(file: &'f File, tree: &Tree<'f>, report: &mut Report) {
    let colors = content::color::Colors::new(file, report);
    let seen = content::follow(file, tree, &colors, report);
    colors.check(&seen.spaces, report);
    let parents = structure::parent_tree::check(file, tree, &seen.marks, report);
    structure::annotations::check(file, tree, &parents, report);
    fonts::check(file, &seen.fonts, report);
}
