//! Parses Markdown into blocks: headings, paragraphs, emphasis, lists, quotations, tables, links and footnotes.
//! Everything else is reported.

use super::{Table, TableRow};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A run of text with its style, link and language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// Emphasis: italic.
    pub emphasis: bool,
    /// Strong emphasis: semibold.
    pub strong: bool,
    /// The address it links to.
    pub link: Option<String>,
    /// The language of the words, where it differs from the document's: from `<span lang="en">`.
    pub lang: Option<String>,
    /// The name of the footnote it refers to; its text is then empty.
    pub note: Option<String>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside a section; level 1 is the one directly below the section's own heading.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list: the first number of a numbered list or `None` for bullets, and its items.
    List(Option<u64>, Vec<Vec<Block>>),
    /// The paragraphs of a quotation.
    Quote(Vec<Vec<Inline>>),
    /// A table; its first column names the rows.
    Table(Table),
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The name that marks in the text refer to.
    pub name: String,
    /// Its words.
    pub text: Vec<Inline>,
}

/// A parsed text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Markdown {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their definitions.
    pub notes: Vec<Note>,
    /// Markdown that is not supported, such as "a code block", each kind once, with its first byte.
    pub unknown: Vec<(&'static str, usize)>,
    /// The first byte of the first heading that is more than one level below the one before it.
    pub heading_gap: Option<usize>,
    /// The first byte of the first mark of a footnote.
    pub first_note: Option<usize>,
}

/// Whether a link points to a web page or a mailbox. Other schemes are refused: a briefing must not run anything.
pub fn is_address(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    url.contains(':') && ["https", "http", "mailto"].contains(&scheme.as_str())
}

/// Parses CommonMark with footnotes. Quotation marks and dashes stay as written.
pub fn parse(text: &str) -> Markdown {
    let mut builder = BlockBuilder::default();
    let parser = Parser::new_ext(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES);
    for (event, bytes) in parser.into_offset_iter() {
        builder.at = bytes.start;
        builder.take(event);
    }
    builder.flush();
    let BlockBuilder { done, notes, unknown, heading_gap, first_note, .. } = builder;
    Markdown { blocks: done, notes, unknown, heading_gap, first_note }
}

/// A list being read: its first number and its finished items.
struct OpenList {
    start: Option<u64>,
    items: Vec<Vec<Block>>,
}

/// How deep lists may nest: one level deeper, too little width is left for text.
const DEEPEST: usize = 4;

#[derive(Default)]
struct BlockBuilder {
    done: Vec<Block>,
    notes: Vec<Note>,
    unknown: Vec<(&'static str, usize)>,
    heading_gap: Option<usize>,
    first_note: Option<usize>,
    /// The first byte of the event being read.
    at: usize,
    /// The level of the last heading; 0 is that of the section.
    level: u8,
    lists: Vec<OpenList>,
    /// The number of open lists beyond that depth.
    too_deep: usize,
    /// Blocks of the open items, innermost last.
    items: Vec<Vec<Block>>,
    /// The paragraphs of the open quotation.
    quote: Option<Vec<Vec<Inline>>>,
    /// The open table, and the cells of its open row.
    table: Option<(Table, Vec<String>)>,
    inlines: Vec<Inline>,
    heading: Option<u8>,
    emphasis: usize,
    strong: usize,
    link: Option<String>,
    lang: Option<String>,
    note: Option<String>,
}

impl BlockBuilder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => self.words(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.words("\u{2028}"),
            Event::FootnoteReference(name) => {
                self.first_note.get_or_insert(self.at);
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
                    self.refuse("a heading in a footnote");
                }
                self.heading = Some(depth(level));
            }
            Tag::List(start) => {
                self.flush();
                if self.note.is_some() {
                    self.refuse("a list in a footnote");
                }
                if self.lists.len() + self.too_deep < DEEPEST {
                    self.lists.push(OpenList { start, items: Vec::new() });
                } else {
                    self.too_deep += 1;
                    self.refuse("a list inside four others");
                }
            }
            Tag::Item if self.too_deep == 0 => self.items.push(Vec::new()),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } if is_address(&dest_url) => self.link = Some(dest_url.to_string()),
            Tag::Link { .. } => self.refuse("a link to anything but `https:`, `http:` or `mailto:`"),
            Tag::FootnoteDefinition(name) => {
                self.flush();
                if !self.items.is_empty() {
                    self.refuse("a footnote defined in a list");
                }
                self.note = Some(name.to_string());
            }
            Tag::CodeBlock(_) => self.refuse("a code block"),
            Tag::BlockQuote(_) => {
                self.flush();
                if self.is_inside() {
                    self.refuse("a quotation inside a list, footnote or quotation");
                }
                self.quote.get_or_insert_default();
            }
            Tag::Image { .. } => self.refuse("an image"),
            Tag::Table(_) => {
                self.flush();
                if self.is_inside() {
                    self.refuse("a table inside a list, footnote or quotation");
                }
                self.table = Some((Table::default(), Vec::new()));
            }
            Tag::HtmlBlock => self.refuse("HTML"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                let level = self.heading.take().unwrap_or(1);
                match self.take_inlines() {
                    Some(inlines) => {
                        // Lists hold no headings that count: a screen reader's outline is that of the section.
                        if self.items.is_empty() {
                            if level > self.level + 1 {
                                self.heading_gap.get_or_insert(self.at);
                            }
                            self.level = level;
                        }
                        self.block(Block::Heading(level, inlines));
                    }
                    None => self.refuse("an empty heading"),
                }
            }
            TagEnd::Item if self.too_deep > 0 => self.flush(),
            TagEnd::Item => {
                self.flush();
                let item = self.items.pop().unwrap_or_default();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(item);
                }
            }
            TagEnd::List(_) if self.too_deep > 0 => self.too_deep -= 1,
            TagEnd::List(_) => {
                if let Some(list) = self.lists.pop() {
                    self.block(Block::List(list.start, list.items));
                }
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                if let Some(quote) = self.quote.take().filter(|quote| !quote.is_empty()) {
                    self.block(Block::Quote(quote));
                }
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead => {
                if let Some((table, cells)) = &mut self.table {
                    table.head = std::mem::take(cells);
                }
            }
            TagEnd::TableRow => {
                if let Some((table, cells)) = &mut self.table
                    && !cells.is_empty()
                {
                    let name = cells.remove(0);
                    let cells = std::mem::take(cells);
                    table.rows.push(TableRow { name, indented: false, strong: false, cells });
                }
            }
            TagEnd::Table => {
                if let Some((table, _)) = self.table.take() {
                    self.table_block(table);
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

    /// Whether a list, footnote, quotation or table is open.
    fn is_inside(&self) -> bool {
        !self.items.is_empty() || self.note.is_some() || self.quote.is_some() || self.table.is_some()
    }

    /// Ends a cell of a table. Its words have one look.
    fn cell(&mut self) {
        let inlines = std::mem::take(&mut self.inlines);
        if inlines.iter().any(|inline| inline.link.is_some() || inline.note.is_some()) {
            self.refuse("a link or footnote in a table");
        }
        let words: String = inlines.iter().map(|inline| inline.text.as_str()).collect();
        if let Some((_, cells)) = &mut self.table {
            cells.push(words.trim().to_owned());
        }
    }

    fn table_block(&mut self, table: Table) {
        match &table {
            _ if table.rows.is_empty() => self.refuse("a table without rows"),
            _ if table.head.len() < 2 => self.refuse("a table with one column"),
            _ if table.head.iter().skip(1).any(String::is_empty) => {
                self.refuse("a table with a column without a name");
            }
            _ if table.rows.iter().any(|row| row.name.is_empty()) => {
                self.refuse("a table with a row without a name");
            }
            _ => self.block(Block::Table(table)),
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
            Some(last) if same_style(last, &inline) => last.text.push_str(text),
            _ => self.inlines.push(inline),
        }
    }

    /// The only supported HTML: a `span` for a passage in another language, which Markdown cannot mark.
    fn html(&mut self, tag: &str) {
        let lang = tag.strip_prefix("<span lang=").and_then(|rest| rest.strip_suffix('>'));
        match lang.map(|lang| lang.trim_matches(['"', '\''])) {
            Some(lang) if !lang.is_empty() => self.lang = Some(lang.to_owned()),
            _ if tag == "</span>" && self.lang.is_some() => self.lang = None,
            _ => self.refuse("HTML"),
        }
    }

    /// Ends the open paragraph.
    fn flush(&mut self) {
        let Some(inlines) = self.take_inlines() else { return };
        match &self.note {
            Some(name) => match self.notes.iter_mut().find(|note| note.name == *name) {
                Some(note) => note.text.extend(inlines),
                None => self.notes.push(Note { name: name.clone(), text: inlines }),
            },
            None => self.block(Block::Paragraph(inlines)),
        }
    }

    /// Takes the inlines since the last block; `None` if nothing of them is visible.
    fn take_inlines(&mut self) -> Option<Vec<Inline>> {
        let inlines = std::mem::take(&mut self.inlines);
        let is_visible = |inline: &Inline| inline.note.is_some() || !inline.text.trim().is_empty();
        inlines.iter().any(is_visible).then_some(inlines)
    }

    fn block(&mut self, block: Block) {
        match (&mut self.quote, block) {
            (Some(quote), Block::Paragraph(inlines)) => quote.push(inlines),
            (Some(_), _) => self.refuse("a heading or list in a quotation"),
            (None, block) => match self.items.last_mut() {
                Some(item) => item.push(block),
                None => self.done.push(block),
            },
        }
    }

    fn refuse(&mut self, what: &'static str) {
        if !self.unknown.iter().any(|(known, _)| *known == what) {
            self.unknown.push((what, self.at));
        }
    }
}

fn same_style(a: &Inline, b: &Inline) -> bool {
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

    /// What a text holds that is not supported.
    fn unknown(text: &str) -> Vec<&'static str> {
        parse(text).unknown.into_iter().map(|(what, _)| what).collect()
    }

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
    fn lists_nest_four_deep() {
        let nested = |levels: usize| -> String {
            (0..levels).map(|level| format!("{}- x\n", "  ".repeat(level))).collect()
        };
        assert!(unknown(&nested(4)).is_empty());
        assert_eq!(unknown(&nested(5)), ["a list inside four others"]);
        assert_eq!(unknown(&("- ".repeat(50_000) + "x")), ["a list inside four others"]);
    }

    #[test]
    fn a_quotation_holds_its_paragraphs() {
        let parsed = parse("> Erstens.\n>\n> — Eine Stimme\n\nText.\n");
        let [Block::Quote(paragraphs), Block::Paragraph(_)] = &parsed.blocks[..] else {
            panic!("{parsed:?}")
        };
        assert_eq!((paragraphs.len(), paragraphs[1][0].text.as_str()), (2, "— Eine Stimme"));
        assert_eq!(unknown("- > a\n"), ["a quotation inside a list, footnote or quotation"]);
        assert_eq!(unknown("> - a\n"), ["a heading or list in a quotation"]);
    }

    #[test]
    fn a_table_has_named_rows_and_columns() {
        let parsed =
            parse("| Stadt | 2019 | 2020 |\n| --- | ---: | ---: |\n| A | **1** | 2 |\n| B | 3 | |\n");
        let [Block::Table(table)] = &parsed.blocks[..] else { panic!("{parsed:?}") };
        assert_eq!(table.head, ["Stadt", "2019", "2020"]);
        let rows: Vec<(&str, &[String])> =
            table.rows.iter().map(|row| (row.name.as_str(), &row.cells[..])).collect();
        assert_eq!(
            rows,
            [("A", &["1".to_owned(), "2".to_owned()][..]), ("B", &["3".to_owned(), String::new()][..])]
        );
        assert_eq!(unknown("| a | b |\n| --- | --- |\n"), ["a table without rows"]);
        assert_eq!(unknown("| a |  |\n| --- | --- |\n| x | y |\n"), ["a table with a column without a name"]);
        assert_eq!(
            unknown("| a | b |\n| --- | --- |\n| x | [y](https://a.de) |\n"),
            ["a link or footnote in a table"]
        );
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
            ("Text[^1].\n\n[^1]: Die Note.\n\n    - a\n    - b\n", "a list in a footnote"),
            ("Text[^1].\n\n[^1]: 1. a\n", "a list in a footnote"),
            ("Text[^1].\n\n[^1]:\n    - a\n        - b\n", "a list in a footnote"),
            ("Text[^1].\n\n[^1]: Die Note.\n\n    # Kopf\n", "a heading in a footnote"),
            ("- Text[^1].\n\n  [^1]: Die Note.\n", "a footnote defined in a list"),
        ] {
            assert_eq!(unknown(text), [what], "{text}");
        }
        let parsed = parse("Text[^1].\n\n[^1]: Eins.\n\n    Zwei.\n\n- a\n");
        assert!(parsed.unknown.is_empty(), "{parsed:?}");
        assert_eq!((parsed.notes.len(), parsed.blocks.len()), (1, 2));
    }

    #[test]
    fn invisible_text_makes_no_block() {
        for text in ["&#8232;", "&nbsp;", "![ ](a.png)", "** **", "<span lang='en'></span>"] {
            assert_eq!(parse(text).blocks, [], "{text}");
        }
        let parsed = parse("- &nbsp;\n- a\n");
        let [Block::List(None, items)] = &parsed.blocks[..] else { panic!("{parsed:?}") };
        assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(unknown("# &nbsp;\n"), ["an empty heading"]);
        assert_eq!(unknown("#\n"), ["an empty heading"]);
    }

    #[test]
    fn what_is_refused_has_its_place() {
        let text = "## A\n\nText.\n\n##\n\nEnde[^1].\n\n#### B\n\n[^1]: Note.\n";
        let parsed = parse(text);
        assert_eq!(parsed.unknown, [("an empty heading", text.find("##\n").unwrap_or(0))]);
        assert_eq!(parsed.first_note, text.find("[^1]"));
        assert_eq!(parsed.heading_gap, text.find("#### B"));
    }

    #[test]
    fn unsupported_markdown_is_named() {
        assert_eq!(unknown("```\ncode\n```\n"), ["a code block"]);
    }
}
