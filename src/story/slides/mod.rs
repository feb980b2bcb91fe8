//! Which slides a story has, and what is where on each: decided once, for a PDF of slides and for presentations.
//!
//! A slide has one message. A section opens with a slide of its own that holds its first text, and the chart below it
//! where both have room; a text is beside or above the chart that it introduces where it fits in large type, otherwise
//! before it; two small figures share a slide. A text that has a slide to itself is set as large as it can be.

pub mod frame;
mod opening;
mod panels;
pub mod texts;

use frame::{BODY, Frame, GUTTER, TEXTS};
use texts::Measure;

use super::markdown::{Block, Inline, Markdown, Note};
use super::numbering::{Numbering, marks_of};
use super::{Chart, Content, Section, Story};
use crate::language::{Words, fill};
use crate::scene::Scene;
use crate::units::{Rect, Size};

/// A slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide<'s> {
    /// Its title; that of a slide with one chart is the chart's.
    pub title: String,
    /// What it shows.
    pub body: Body<'s>,
}

/// What a slide shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Body<'s> {
    /// The title of the document.
    Cover,
    /// The start of a section: its number, from 1, and what is beside its title.
    Section(usize, Opening<'s>),
    /// Text in columns, from left to right.
    Text(Vec<Text>),
    /// The first slide of the method, in columns.
    Method(Vec<Text>),
    /// A chart, or two side by side.
    Charts(Vec<Panel<'s>>),
    /// The start of the data tables.
    Tables,
}

/// What is beside the title of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Opening<'s> {
    /// Its first text, or else the messages of its charts.
    Text(Text),
    /// Its first chart, below the text that introduces it.
    Chart(Box<Panel<'s>>),
}

impl<'s> Slide<'s> {
    /// Its charts.
    pub fn panels(&self) -> &[Panel<'s>] {
        match &self.body {
            Body::Charts(panels) => panels,
            Body::Section(_, Opening::Chart(panel)) => std::slice::from_ref(panel),
            _ => &[],
        }
    }
}

/// A text with its footnotes, whose names are numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The notes that they mark.
    pub notes: Vec<Note>,
    /// The size of its words, in points.
    pub size: f32,
}

impl Text {
    /// A text in the size of texts beside charts.
    pub fn new(blocks: Vec<Block>, notes: Vec<Note>) -> Self {
        Self { blocks, notes, size: BODY }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl From<&Markdown> for Text {
    fn from(text: &Markdown) -> Self {
        Self::new(text.blocks.clone(), text.notes.clone())
    }
}

/// A chart on a slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel<'s> {
    /// The chart.
    pub chart: &'s Chart,
    /// Its number in the document, from 1.
    pub number: usize,
    /// The place of its own title; `None` where it is that of the slide.
    pub title: Option<Rect>,
    /// Its drawing.
    pub scene: Scene,
    /// The place of the drawing.
    pub place: Rect,
    /// The room in which it is placed.
    pub room: Rect,
    /// The text beside, above or below it, with its place.
    pub text: Option<(Text, Rect)>,
    /// Base, notes and source, a line each.
    pub footer: Vec<String>,
    /// The place of the footer, and of footnotes above it.
    pub footer_place: Rect,
}

/// The smallest type of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Least {
    /// That of labels on slides.
    Label,
    /// As small as it must be: there is no other place for the chart.
    Any,
}

/// Draws a chart by its id in at most this size, in the largest type that has room; `None` where none has.
pub type Draw<'d> = &'d dyn Fn(&str, Size, Least) -> Option<Scene>;

/// The slides of a story, without those of the data tables that follow [`Body::Tables`].
pub fn plan<'s>(
    story: &'s Story,
    frame: Frame,
    measure: Measure<'_>,
    words: &'s Words,
    draw: Draw<'_>,
) -> Vec<Slide<'s>> {
    let cover = Slide { title: story.meta.title.clone(), body: Body::Cover };
    let numbering = Numbering::default();
    let mut planner = Planner { frame, measure, words, draw, numbering, charts: 0, slides: vec![cover] };
    for (index, section) in story.sections.iter().enumerate() {
        planner.section(index + 1, section);
    }
    planner.method(story);
    let mut charts = story.sections.iter().flat_map(|section| &section.content);
    if charts.any(|content| matches!(content, Content::Chart(chart) if chart.appendix)) {
        planner.slides.push(Slide { title: words.appendix.to_owned(), body: Body::Tables });
    }
    planner.slides
}

/// A piece of a section; texts in a row are one.
enum Piece<'s> {
    Text(Markdown),
    Chart(&'s Chart, usize),
    Failed(&'s str),
}

struct Planner<'s, 'm> {
    frame: Frame,
    measure: Measure<'m>,
    words: &'s Words,
    draw: Draw<'m>,
    numbering: Numbering,
    charts: usize,
    slides: Vec<Slide<'s>>,
}

impl<'s> Planner<'s, '_> {
    fn pieces(&mut self, section: &'s Section) -> Vec<Piece<'s>> {
        let mut pieces: Vec<Piece<'s>> = Vec::new();
        for content in &section.content {
            match content {
                Content::Text(text) => {
                    let text = self.numbering.number(text);
                    match pieces.last_mut() {
                        Some(Piece::Text(before)) => {
                            before.blocks.extend(text.blocks);
                            before.notes.extend(text.notes);
                        }
                        _ => pieces.push(Piece::Text(text)),
                    }
                }
                Content::Chart(chart) => {
                    self.charts += 1;
                    pieces.push(Piece::Chart(chart, self.charts));
                }
                Content::Failed(id) => pieces.push(Piece::Failed(id)),
            }
        }
        pieces
    }

    fn section(&mut self, number: usize, section: &'s Section) {
        let pieces = self.pieces(section);
        let (opening, mut at) = self.opening(section, &pieces);
        self.slides.push(Slide { title: section.title.clone(), body: Body::Section(number, opening) });
        while at < pieces.len() {
            let (text, chart, next) = match &pieces[at..] {
                [Piece::Text(text), Piece::Chart(chart, number), ..] if !has_list(&text.blocks) => {
                    (Some(text), (*chart, *number), at + 2)
                }
                [Piece::Chart(chart, number), ..] => (None, (*chart, *number), at + 1),
                [Piece::Text(text), ..] => {
                    self.text(text, &section.title);
                    at += 1;
                    continue;
                }
                [Piece::Failed(id), ..] => {
                    self.failed(id);
                    at += 1;
                    continue;
                }
                [] => break,
            };
            let first = (text, chart);
            let second = match &pieces[next..] {
                [Piece::Text(text), Piece::Chart(chart, number), ..] if !has_list(&text.blocks) => {
                    Some(((Some(text), (*chart, *number)), next + 2))
                }
                [Piece::Chart(chart, number), ..] => Some(((None, (*chart, *number)), next + 1)),
                _ => None,
            };
            let pair =
                second.and_then(|(second, after)| Some((self.pair(&section.title, first, second)?, after)));
            match pair {
                Some((slide, after)) => {
                    self.slides.push(slide);
                    at = after;
                }
                None => {
                    self.single(&section.title, first);
                    at = next;
                }
            }
        }
    }

    /// Slides of text, as many as it needs. Its heading, or a line that leads to a list, is their title.
    fn text(&mut self, text: &Markdown, title: &str) {
        let (title, blocks) = titled(&text.blocks, title);
        let texts = self.split(&blocks, &text.notes, 1);
        let slide = |texts| Slide { title: title.clone(), body: Body::Text(texts) };
        self.slides.extend(texts.into_iter().map(slide));
    }

    /// The slides of a text, each with its columns: one column in the largest type that has room, otherwise as many
    /// slides as it needs in at most so many columns.
    fn split(&self, blocks: &[Block], notes: &[Note], columns: usize) -> Vec<Vec<Text>> {
        let place = self.frame.content;
        let below = self.measure.notes(notes, place.width);
        let height = (self.frame.footer.bottom() - place.y - 8.0 - below).max(place.height * 0.4);
        let whole = |size: &f32| self.measure.text(blocks, *size, place.width) <= height;
        let (size, columns, width) = match TEXTS.into_iter().find(whole) {
            Some(size) => (size, 1, place.width),
            None if columns > 1 && !has_table(blocks) => (BODY, columns, half(place.width)),
            None => (BODY, 1, place.width),
        };
        let parts = self.measure.split(blocks, size, width, height);
        let mut texts: Vec<Text> = parts.into_iter().map(|blocks| with_notes(blocks, notes, size)).collect();
        // A note without a mark is shown too.
        let shown =
            |note: &&Note| texts.iter().any(|text| text.notes.iter().any(|one| one.name == note.name));
        let unmarked: Vec<Note> = notes.iter().filter(|note| !shown(note)).cloned().collect();
        if let Some(last) = texts.last_mut() {
            last.notes.extend(unmarked);
        }
        texts.chunks(columns).map(<[Text]>::to_vec).collect()
    }

    fn failed(&mut self, id: &str) {
        let words = Inline { text: fill(self.words.failed_hint, &[id]), ..Inline::default() };
        let text = Text::new(vec![Block::Paragraph(vec![words])], Vec::new());
        self.slides.push(Slide { title: self.words.failed_chart.to_owned(), body: Body::Text(vec![text]) });
    }

    /// The author's text, then the facts, as paragraphs that begin with their name.
    fn method(&mut self, story: &Story) {
        let Some(method) = &story.method else { return };
        let text = self.numbering.number(&method.text);
        let fact = |(name, text): &(String, Vec<Inline>)| {
            let name = Inline { text: format!("{name}: "), strong: true, ..Inline::default() };
            Block::Paragraph(std::iter::once(name).chain(text.iter().cloned()).collect())
        };
        let blocks: Vec<Block> = text.blocks.iter().cloned().chain(method.facts.iter().map(fact)).collect();
        for (index, texts) in self.split(&blocks, &text.notes, 2).into_iter().enumerate() {
            let body = if index == 0 { Body::Method(texts) } else { Body::Text(texts) };
            self.slides.push(Slide { title: self.words.method.to_owned(), body });
        }
    }
}

/// Blocks with those notes that they mark.
fn with_notes(blocks: Vec<Block>, notes: &[Note], size: f32) -> Text {
    let mut marks = Vec::new();
    blocks.iter().for_each(|block| marks_of(block, &mut marks));
    let notes = notes.iter().filter(|note| marks.contains(&&note.name)).cloned().collect();
    Text { blocks, notes, size }
}

/// Whether a text has a list or a table, which a slide has to itself.
fn has_list(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::List(..))) || has_table(blocks)
}

fn has_table(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Table(_)))
}

/// The title of a text and the rest of it: a heading at its start, a line that ends with a colon, or else `title`.
fn titled(blocks: &[Block], title: &str) -> (String, Vec<Block>) {
    match blocks {
        [Block::Heading(_, inlines), rest @ ..] if !rest.is_empty() => (plain(inlines), rest.to_vec()),
        [Block::Paragraph(inlines), rest @ ..] if matches!(rest.first(), Some(Block::List(..))) => {
            let words = plain(inlines);
            match words.trim_end().strip_suffix(':') {
                Some(lead) if inlines.iter().all(|inline| inline.note.is_none()) => {
                    (lead.to_owned(), rest.to_vec())
                }
                _ => (title.to_owned(), blocks.to_vec()),
            }
        }
        _ => (title.to_owned(), blocks.to_vec()),
    }
}

fn plain(inlines: &[Inline]) -> String {
    inlines.iter().filter(|inline| inline.note.is_none()).map(|inline| inline.text.as_str()).collect()
}

/// The width of a column of two.
pub fn half(width: f32) -> f32 {
    (width - GUTTER * 1.4) / 2.0
}
