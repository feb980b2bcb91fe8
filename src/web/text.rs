//! Running text and footnotes.

use super::escape::{attribute, escaped};
use crate::language::web::WebWords;
use crate::story::markdown::{Block, Inline, Markdown};
use crate::story::{Table, TableRow};

/// The footnotes of a page, numbered as in the PDF and set at the end of their section.
#[derive(Debug, Default)]
pub(super) struct Notes {
    count: usize,
    open: Vec<(usize, Vec<Inline>)>,
}

impl Notes {
    /// A text; its notes wait for the end of the section.
    pub(super) fn text(&mut self, text: &Markdown) -> String {
        let first = self.count;
        let names: Vec<&str> = text.notes.iter().map(|note| note.name.as_str()).collect();
        for note in &text.notes {
            self.count += 1;
            self.open.push((self.count, note.text.clone()));
        }
        let number = |name: &str| names.iter().position(|one| *one == name).map(|at| first + at + 1);
        // A note that the text names twice leads back to its first mark.
        let mut marked = Vec::new();
        blocks(&text.blocks, &mut |name| {
            let number = number(name)?;
            let is_first = !marked.contains(&number);
            marked.push(number);
            Some((number, is_first))
        })
    }

    /// The notes that wait, as a list.
    pub(super) fn set(&mut self, words: &WebWords) -> String {
        if self.open.is_empty() {
            return String::new();
        }
        let mut out = String::from("<ol class=\"notes\" role=\"list\">\n");
        for (number, text) in std::mem::take(&mut self.open) {
            let text = inlines(&text, &mut |_| None);
            let back = format!("{} {number}: {}", words.note, words.back);
            out.push_str(&format!(
                "<li id=\"note-{number}\" value=\"{number}\"><span>{text}</span> <a href=\"#note-{number}-mark\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a></li>\n"
            ));
        }
        out.push_str("</ol>\n");
        out
    }
}

/// A text without notes.
pub(super) fn plain(text: &Markdown) -> String {
    blocks(&text.blocks, &mut |_| None)
}

/// Finds the number of a note by its name, and whether this is its first mark.
type NoteNumber<'a> = dyn FnMut(&str) -> Option<(usize, bool)> + 'a;

fn blocks(blocks: &[Block], note: &mut NoteNumber<'_>) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                // Level 1 is the one below the section's own heading, which is an `h2`.
                let level = (level + 2).min(6);
                out.push_str(&format!("<h{level}>{}</h{level}>\n", inlines(text, note)));
            }
            Block::Paragraph(text) => out.push_str(&format!("<p>{}</p>\n", inlines(text, note))),
            Block::Quote(paragraphs) => {
                let paragraphs = paragraphs.iter().map(|text| format!("<p>{}</p>\n", inlines(text, note)));
                out.push_str(&format!("<blockquote>{}</blockquote>\n", paragraphs.collect::<String>()));
            }
            Block::Table(table) => out.push_str(&self::table(table)),
            Block::List(start, items) => {
                let (open, close) = match start {
                    Some(1) => ("<ol>".to_owned(), "</ol>"),
                    Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
                    None => ("<ul>".to_owned(), "</ul>"),
                };
                out.push_str(&open);
                for item in items {
                    out.push_str(&format!("<li>{}</li>\n", self::blocks(item, note)));
                }
                out.push_str(close);
                out.push('\n');
            }
        }
    }
    out
}

/// A table of a text.
fn table(table: &Table) -> String {
    let head = table.head.iter().map(|name| format!("<th scope=\"col\">{}</th>", escaped(name)));
    let row = |row: &TableRow| {
        let cells = row.cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell)));
        format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", escaped(&row.name), cells.collect::<String>())
    };
    format!(
        "<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        head.collect::<String>(),
        table.rows.iter().map(row).collect::<String>()
    )
}

fn inlines(text: &[Inline], note: &mut NoteNumber<'_>) -> String {
    text.iter().map(|inline| one(inline, note)).collect()
}

/// Words with their link, emphasis and language.
pub(super) fn words(text: &[Inline]) -> String {
    inlines(text, &mut |_| None)
}

fn one(inline: &Inline, note: &mut NoteNumber<'_>) -> String {
    if let Some(name) = &inline.note {
        let Some((number, is_first)) = note(name) else { return String::new() };
        let id = if is_first { format!(" id=\"note-{number}-mark\"") } else { String::new() };
        return format!(
            "<sup><a class=\"mark\"{id} href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
    }
    let mut out = escaped(&inline.text);
    if inline.emphasis {
        out = format!("<em>{out}</em>");
    }
    if inline.strong {
        out = format!("<strong>{out}</strong>");
    }
    if let Some(lang) = &inline.lang {
        out = format!("<span lang=\"{}\">{out}</span>", attribute(lang));
    }
    match &inline.link {
        Some(link) => format!("<a href=\"{}\">{out}</a>", attribute(link)),
        None => out,
    }
}
