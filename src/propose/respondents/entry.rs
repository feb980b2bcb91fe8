//! An entry of `questions`, and how it is written.

use std::fmt::Write;

use crate::propose::draft::{Head, list, quoted};

/// Where the answers of a question stand.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// Under one header.
    One(String),
    /// Several in a cell under one header, with a sign between them.
    Divided(String, &'static str),
    /// Under several headers, each an answer or an item: header and name.
    Several(Vec<(String, String)>),
}

/// A question that is proposed.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) question: Option<String>,
    pub(super) kind: &'static str,
    pub(super) why: String,
    pub(super) cells: Cells,
    /// Words of ticks, where the file has its own.
    pub(super) chosen: Vec<String>,
    pub(super) not_chosen: Vec<String>,
    /// The order of codes that have no labels.
    pub(super) order: Vec<String>,
    pub(super) missing: Vec<String>,
    /// Whether respondents are usually grouped by it.
    pub(super) is_break: bool,
    pub(super) doubts: Vec<String>,
}

impl Entry {
    /// The entry in a series file.
    pub(super) fn yaml(&self) -> String {
        let mut text = String::new();
        let head = Head {
            doubts: &self.doubts,
            id: &self.id,
            label: &self.label,
            question: self.question.as_deref(),
            kind: self.kind,
            why: &self.why,
        };
        head.write(&mut text);
        match &self.cells {
            Cells::One(header) => {
                let _ = writeln!(text, "    answer: {}", quoted(header));
            }
            Cells::Divided(header, sign) => {
                let _ = writeln!(text, "    answer: {}\n    separator: {}", quoted(header), exact(sign));
            }
            Cells::Several(headers) => {
                text.push_str("    answers:\n");
                for (header, name) in headers {
                    let _ = writeln!(text, "      {}: {}", quoted(header), quoted(name));
                }
            }
        }
        for (key, words) in [
            ("chosen", &self.chosen),
            ("not-chosen", &self.not_chosen),
            ("order", &self.order),
            ("missing", &self.missing),
        ] {
            if !words.is_empty() {
                let _ = writeln!(text, "    {key}: {}", list(words));
            }
        }
        text
    }
}

/// A sign with its blanks.
fn exact(sign: &str) -> String {
    format!("'{}'", sign.replace('\'', "''"))
}
