//! Numbers the footnotes of a document.

use std::collections::BTreeMap;

use super::markdown::{Block, Inline, Markdown, Note};

/// Numbers notes through a whole document.
#[derive(Debug, Default)]
pub struct Numbering {
    count: usize,
}

impl Numbering {
    /// The text with numbers as the names of its notes, in the order of their marks. Notes without a mark come last.
    pub fn number(&mut self, markdown: &Markdown) -> Markdown {
        let mut marks = Vec::new();
        markdown.blocks.iter().for_each(|block| marks_of(block, &mut marks));
        let place = |note: &&Note| marks.iter().position(|mark| **mark == note.name).unwrap_or(usize::MAX);
        let mut ordered: Vec<&Note> = markdown.notes.iter().collect();
        ordered.sort_by_key(place);
        let mut numbers: BTreeMap<&str, String> = BTreeMap::new();
        let mut notes = Vec::new();
        for note in ordered {
            self.count += 1;
            numbers.insert(&note.name, self.count.to_string());
            notes.push(Note { name: self.count.to_string(), text: note.text.clone() });
        }
        let blocks = markdown.blocks.iter().map(|block| numbered(block, &numbers)).collect();
        Markdown { blocks, notes, ..markdown.clone() }
    }
}

/// The names of the notes that a block refers to.
pub(crate) fn marks_of<'b>(block: &'b Block, marks: &mut Vec<&'b String>) {
    match block {
        Block::Heading(_, inlines) | Block::Paragraph(inlines) => {
            marks.extend(inlines.iter().filter_map(|inline| inline.note.as_ref()));
        }
        Block::List(_, items) => items.iter().flatten().for_each(|block| marks_of(block, marks)),
        Block::Quote(paragraphs) => {
            marks.extend(paragraphs.iter().flatten().filter_map(|inline| inline.note.as_ref()));
        }
        Block::Table(_) => {}
    }
}

fn numbered(block: &Block, numbers: &BTreeMap<&str, String>) -> Block {
    let inlines = |inlines: &[Inline]| {
        let one = |inline: &Inline| {
            let note = inline.note.as_ref().map(|name| numbers.get(name.as_str()).unwrap_or(name).clone());
            Inline { note, ..inline.clone() }
        };
        inlines.iter().map(one).collect()
    };
    match block {
        Block::Heading(level, text) => Block::Heading(*level, inlines(text)),
        Block::Paragraph(text) => Block::Paragraph(inlines(text)),
        Block::List(start, items) => {
            let item = |item: &Vec<Block>| item.iter().map(|block| numbered(block, numbers)).collect();
            Block::List(*start, items.iter().map(item).collect())
        }
        Block::Quote(paragraphs) => Block::Quote(paragraphs.iter().map(|text| inlines(text)).collect()),
        Block::Table(table) => Block::Table(table.clone()),
    }
}
