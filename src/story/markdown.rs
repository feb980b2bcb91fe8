//! Markdown to blocks: headings, paragraphs, emphasis, lists, links and notes; nothing else is taken silently.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of running text with its look and meaning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// Emphasis: italic.
    pub emphasis: bool,
    /// Strong emphasis: semibold.
    pub strong: bool,
    /// The address it leads to.
    pub link: Option<String>,
    /// The language of the words, where it is not the document's: from `<span lang="en">`.
    pub lang: Option<String>,
    /// The name of the note that it refers to; the text is then empty.
    pub note: Option<String>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading below the section's own: level 1 is the highest.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list with its first number, or bullets.
    List(Option<u64>, Vec<Vec<Block>>),
}

/// A note with the name it is referred to by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its name in the text.
    pub name: String,
    /// Its words.
    pub text: Vec<Inline>,
}

/// A parsed text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markdown {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The notes in the order of their definition.
    pub notes: Vec<Note>,
    /// What Markdown can say but this program does not set, such as "a code block".
    pub unknown: Vec<&'static str>,
    /// The first heading that lies more than one level below the one before it: its words.
    pub heading_gap: Option<String>,
}

/// Whether a link leads to a page or a mailbox: a reader must be able to trust a briefing not to run anything.
pub fn is_address(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    url.contains(':') && ["https", "http", "mailto"].contains(&scheme.as_str())
}

/// Parses a text (CommonMark with footnotes; quotes and dashes stay as written).
pub fn parse(text: &str) -> Markdown {
    let mut reader = Reader::default();
    for event in Parser::new_ext(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.flush();
    let heading_gap = heading_gap(&reader.done);
    Markdown { blocks: reader.done, notes: reader.notes, unknown: reader.unknown, heading_gap }
}

/// A list that is being read: first number, finished items, blocks of the open item.
struct OpenList {
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

/// Lists within lists that can be set: on the next level there would be little room for words.
const DEEPEST: usize = 4;

#[derive(Default)]
struct Reader {
    done: Vec<Block>,
    notes: Vec<Note>,
    unknown: Vec<&'static str>,
    lists: Vec<OpenList>,
    /// Lists that are open and lie deeper than can be set.
    beyond: usize,
    /// Blocks of the items that are open, innermost last.
    items: Vec<Vec<Block>>,
    inlines: Vec<Inline>,
    heading: Option<u8>,
    emphasis: usize,
    strong: usize,
    link: Option<String>,
    lang: Option<String>,
    note: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => self.words(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.words("\u{2028}"),
            Event::FootnoteReference(name) => {
                self.inlines.push(Inline { note: Some(name.to_string()), ..Inline::default() });
            }
            Event::Rule => self.refuse("a horizontal rule"),
            Event::InlineHtml(tag) => self.html(&tag),
            Event::Html(_) => self.refuse("HTML"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.refuse("a formula"),
            Event::TaskListMarker(_) => self.refuse("a task list"),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {}
            Tag::Heading { level, .. } => {
                if self.note.is_some() {
                    self.refuse("a heading in a note");
                }
                self.heading = Some(depth(level));
            }
            Tag::List(start) => {
                self.flush();
                if self.note.is_some() {
                    self.refuse("a list in a note");
                }
                if self.lists.len() + self.beyond < DEEPEST {
                    self.lists.push(OpenList { start, items: Vec::new() });
                } else {
                    self.beyond += 1;
                    self.refuse("a list within four others");
                }
            }
            Tag::Item if self.beyond == 0 => self.items.push(Vec::new()),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } if is_address(&dest_url) => self.link = Some(dest_url.to_string()),
            Tag::Link { .. } => self.refuse("a link to anything but `https:`, `http:` or `mailto:`"),
            Tag::FootnoteDefinition(name) => {
                self.flush();
                if !self.items.is_empty() {
                    self.refuse("a note that is defined in a list");
                }
                self.note = Some(name.to_string());
            }
            Tag::CodeBlock(_) => self.refuse("a code block"),
            Tag::BlockQuote(_) => self.refuse("a quotation"),
            Tag::Image { .. } => self.refuse("a picture"),
            Tag::Table(_) => self.refuse("a table"),
            Tag::HtmlBlock => self.refuse("HTML"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                let level = self.heading.take().unwrap_or(1);
                match self.said() {
                    Some(inlines) => self.block(Block::Heading(level, inlines)),
                    None => self.refuse("a heading without words"),
                }
            }
            TagEnd::Item if self.beyond > 0 => self.flush(),
            TagEnd::Item => {
                self.flush();
                let item = self.items.pop().unwrap_or_default();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(item);
                }
            }
            TagEnd::List(_) if self.beyond > 0 => self.beyond -= 1,
            TagEnd::List(_) => {
                if let Some(list) = self.lists.pop() {
                    self.block(Block::List(list.start, list.items));
                }
            }
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        let inline = Inline {
            text: text.to_owned(),
            emphasis: self.emphasis > 0,
            strong: self.strong > 0,
            link: self.link.clone(),
            lang: self.lang.clone(),
            note: None,
        };
        match self.inlines.last_mut() {
            Some(last) if same_look(last, &inline) => last.text.push_str(text),
            _ => self.inlines.push(inline),
        }
    }

    /// The one piece of HTML that says what Markdown cannot: a passage in another language.
    fn html(&mut self, tag: &str) {
        let lang = tag.strip_prefix("<span lang=").and_then(|rest| rest.strip_suffix('>'));
        match lang.map(|lang| lang.trim_matches(['"', '\''])) {
            Some(lang) if !lang.is_empty() => self.lang = Some(lang.to_owned()),
            _ if tag == "</span>" && self.lang.is_some() => self.lang = None,
            _ => self.refuse("HTML"),
        }
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        let Some(inlines) = self.said() else { return };
        match &self.note {
            Some(name) => match self.notes.iter_mut().find(|note| note.name == *name) {
                Some(note) => note.text.extend(inlines),
                None => self.notes.push(Note { name: name.clone(), text: inlines }),
            },
            None => self.block(Block::Paragraph(inlines)),
        }
    }

    /// What was said since the last block, if there is anything to be seen of it.
    fn said(&mut self) -> Option<Vec<Inline>> {
        let inlines = std::mem::take(&mut self.inlines);
        let is_seen = |inline: &Inline| inline.note.is_some() || !inline.text.trim().is_empty();
        inlines.iter().any(is_seen).then_some(inlines)
    }

    fn block(&mut self, block: Block) {
        match self.items.last_mut() {
            Some(item) => item.push(block),
            None => self.done.push(block),
        }
    }

    fn refuse(&mut self, what: &'static str) {
        if !self.unknown.contains(&what) {
            self.unknown.push(what);
        }
    }
}

/// A text starts below its section's heading, so its first heading is of level 1.
fn heading_gap(blocks: &[Block]) -> Option<String> {
    let mut level = 0;
    for block in blocks {
        if let Block::Heading(next, inlines) = block {
            if *next > level + 1 {
                return Some(inlines.iter().map(|inline| inline.text.as_str()).collect());
            }
            level = *next;
        }
    }
    None
}

fn same_look(a: &Inline, b: &Inline) -> bool {
    a.note.is_none()
        && a.emphasis == b.emphasis
        && a.strong == b.strong
        && a.link == b.link
        && a.lang == b.lang
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => 1,
        HeadingLevel::H3 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, parse};

    #[test]
    fn emphasis_and_links_become_inlines() {
        let parsed = parse("Ein *kurzer* **Text** mit [Ziel](https://example.org).");
        let [Block::Paragraph(inlines)] = &parsed.blocks[..] else { panic!("{parsed:?}") };
        let words: Vec<&str> = inlines.iter().map(|inline| inline.text.as_str()).collect();
        assert_eq!(words, ["Ein ", "kurzer", " ", "Text", " mit ", "Ziel", "."]);
        assert_eq!(inlines[5].link.as_deref(), Some("https://example.org"));
    }

    #[test]
    fn lists_nest() {
        let parsed = parse("- a\n  - b\n- c\n");
        let [Block::List(None, items)] = &parsed.blocks[..] else { panic!("{parsed:?}") };
        assert_eq!(items.len(), 2);
        assert!(matches!(items[0][1], Block::List(None, _)));
    }

    #[test]
    fn lists_nest_as_deep_as_there_is_room() {
        let nested =
            |levels: usize| (0..levels).map(|level| format!("{}- x\n", "  ".repeat(level))).collect();
        let unknown = |text: String| parse(&text).unknown;
        assert!(unknown(nested(4)).is_empty());
        assert_eq!(unknown(nested(5)), ["a list within four others"]);
        assert_eq!(unknown("- ".repeat(50_000) + "x"), ["a list within four others"]);
    }

    #[test]
    fn notes_are_kept_apart() {
        let parsed = parse("Text[^1].\n\n[^1]: Die Note.\n");
        assert_eq!(parsed.notes[0].text[0].text, "Die Note.");
        assert_eq!(parsed.blocks.len(), 1);
    }

    #[test]
    fn a_note_is_running_text() {
        for (text, what) in [
            ("Text[^1].\n\n[^1]: Die Note.\n\n    - a\n    - b\n", "a list in a note"),
            ("Text[^1].\n\n[^1]: 1. a\n", "a list in a note"),
            ("Text[^1].\n\n[^1]:\n    - a\n        - b\n", "a list in a note"),
            ("Text[^1].\n\n[^1]: Die Note.\n\n    # Kopf\n", "a heading in a note"),
            ("- Text[^1].\n\n  [^1]: Die Note.\n", "a note that is defined in a list"),
        ] {
            assert_eq!(parse(text).unknown, [what], "{text}");
        }
        let parsed = parse("Text[^1].\n\n[^1]: Eins.\n\n    Zwei.\n\n- a\n");
        assert!(parsed.unknown.is_empty(), "{parsed:?}");
        assert_eq!((parsed.notes.len(), parsed.blocks.len()), (1, 2));
    }

    #[test]
    fn what_cannot_be_seen_is_no_block() {
        for text in ["&#8232;", "&nbsp;", "![ ](a.png)", "** **", "<span lang='en'></span>"] {
            assert_eq!(parse(text).blocks, [], "{text}");
        }
        let parsed = parse("- &nbsp;\n- a\n");
        let [Block::List(None, items)] = &parsed.blocks[..] else { panic!("{parsed:?}") };
        assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(parse("# &nbsp;\n").unknown, ["a heading without words"]);
        assert_eq!(parse("#\n").unknown, ["a heading without words"]);
    }

    #[test]
    fn what_is_not_set_is_named() {
        assert_eq!(parse("```\ncode\n```\n").unknown, ["a code block"]);
    }
}
