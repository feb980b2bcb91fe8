//! Running text with emphasis, links and note marks: broken into lines and placed on pages.

use std::ops::Range;

use super::anchors;
use super::builder::Builder;
use super::model::Role;
use crate::language::Language;
use crate::scene::item::{Item, Join, TextRole, TextRun};
use crate::story::markdown::Inline;
use crate::theme::fonts::Style;
use crate::typeset::direction::{self, Stretch, drawn};
use crate::typeset::line_breaking::Shape;
use crate::typeset::shaper::{Ruler, Shaper};
use crate::typeset::wrap::cut_lines;
use crate::units::Direction;
use crate::units::{Color, Point, Rect};

/// How running text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The font style of plain text; emphasis has its own.
    pub style: Style,
    /// Size in points.
    pub size: f32,
    /// Distance between baselines in points.
    pub leading: f32,
    /// Text colour.
    pub color: Color,
    /// Colour of links.
    pub link: Color,
    /// How lines are broken.
    pub shape: Shape,
}

/// Sets the text of a document.
#[derive(Debug, Clone, Copy)]
pub struct Setter<'a> {
    /// Shapes text and caches the result.
    pub shaper: &'a Shaper<'a>,
    /// The language, for hyphenation.
    pub language: Language,
}

/// A run of a line in one style.
#[derive(Debug, Clone, PartialEq)]
struct StyledRun {
    run: TextRun,
    /// Index of the inline it comes from.
    inline: usize,
}

/// Text broken into lines but not placed: the runs of each line start at x = 0 with the baseline at y = 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    lines: Vec<Vec<StyledRun>>,
    inlines: Vec<Inline>,
    style: TextStyle,
    language: Language,
}

/// A link or a passage in another language that may continue on the next line: it stays one element.
#[derive(Debug, Clone, Copy)]
pub struct OpenInline {
    /// Index of its inline.
    inline: usize,
    /// The element that holds its words.
    element: usize,
}

impl Setter<'_> {
    /// Breaks inlines into lines of at most `width` points. Note marks become superscripts: their names are
    /// numbers.
    pub fn set(&self, inlines: &[Inline], style: TextStyle, width: f32) -> Set {
        let inlines: Vec<Inline> = inlines
            .iter()
            .map(|inline| match &inline.note {
                Some(name) => Inline { text: name.clone(), ..inline.clone() },
                None => inline.clone(),
            })
            .collect();
        let text: String = inlines.iter().map(|inline| inline.text.as_str()).collect();
        let rulers: Vec<(Ruler, f32)> = inlines
            .iter()
            .map(|inline| {
                let (face, size, _) = appearance(inline, style);
                (self.shaper.ruler(face, &inline.text), size)
            })
            .collect();
        let measure = |bytes: &Range<usize>| -> f32 {
            let pieces = cut(&inlines, bytes);
            pieces.map(|(index, piece)| rulers[index].0.width(&piece) * rulers[index].1).sum()
        };
        // Most texts are table cells that fit on one line and need no line breaking.
        let drawn = 0..text.trim_end().len();
        if !drawn.is_empty() && measure(&drawn) <= width && !text.contains(['\n', '\u{2028}']) {
            let line = self.line(&inlines, style, drawn, Join::Space);
            return Set { lines: vec![line], inlines, style, language: self.language };
        }
        let hyphen = self.shaper.shape(style.style, "-").width * style.size;
        let lines = cut_lines(&text, self.language, width, hyphen, style.shape, &measure)
            .into_iter()
            .map(|cut| self.line(&inlines, style, cut.bytes, cut.join))
            .collect();
        Set { lines, inlines, style, language: self.language }
    }

    /// Sets plain text in one style.
    pub fn plain(&self, text: &str, style: TextStyle, width: f32) -> Set {
        let inline = Inline { text: text.to_owned(), ..Inline::default() };
        self.set(&[inline], style, width)
    }

    /// The runs of a line in the order in which they are read, each at its place.
    /// Whether no word of a text is divided in this width.
    pub fn keeps_words(&self, text: &str, style: TextStyle, width: f32) -> bool {
        text.split_whitespace().all(|word| self.plain(word, style, width).lines() <= 1)
    }

    fn line(&self, inlines: &[Inline], style: TextStyle, bytes: Range<usize>, join: Join) -> Vec<StyledRun> {
        let cuts: Vec<(usize, Range<usize>)> = cut(inlines, &bytes).collect();
        let mut pieces = self.pieces(inlines, &cuts, &bytes);
        let last = pieces.iter().map(|piece| (piece.inline, piece.bytes.start)).max();
        let mut x = 0.0;
        let mut runs: Vec<((usize, usize), StyledRun)> = Vec::new();
        // A page that is read from right to left is mirrored when it is finished.
        if self.language.direction() == Direction::RightToLeft {
            pieces.reverse();
        }
        for Piece { inline: index, bytes, direction } in pieces {
            let inline = &inlines[index];
            let (face, size, raise) = appearance(inline, style);
            let place = (index, bytes.start);
            let is_last = last == Some(place);
            let words = &inline.text[bytes];
            let words =
                if is_last && join == Join::SoftHyphen { format!("{words}-") } else { words.to_owned() };
            let linked = inline.link.is_some() || inline.note.is_some();
            let run = TextRun {
                shaped: self.shaper.shape_in(face, &words, direction),
                at: Point::new(x, -raise),
                size,
                color: if linked { style.link } else { style.color },
                role: TextRole::Body,
                join: if is_last { join } else { Join::Nothing },
            };
            x += run.width();
            runs.push((place, StyledRun { run, inline: index }));
        }
        runs.sort_by_key(|(place, _)| *place);
        runs.into_iter().map(|(_, run)| run).collect()
    }

    /// The parts of a line, each in one style and direction, from left to right.
    fn pieces(&self, inlines: &[Inline], cuts: &[(usize, Range<usize>)], bytes: &Range<usize>) -> Vec<Piece> {
        let whole = |(inline, bytes): &(usize, Range<usize>)| Piece {
            inline: *inline,
            bytes: bytes.clone(),
            direction: Direction::LeftToRight,
        };
        let base = self.direction(inlines);
        if cuts.iter().all(|(index, bytes)| direction::is_plain(&inlines[*index].text[bytes.clone()], base)) {
            return cuts.iter().map(whole).collect();
        }
        let text: String = inlines.iter().map(|inline| inline.text.as_str()).collect();
        let mut pieces = Vec::new();
        for Stretch { bytes: stretch, direction } in drawn(&text[bytes.clone()], base) {
            let stretch = bytes.start + stretch.start..bytes.start + stretch.end;
            let of_stretch = cut(inlines, &stretch).map(|(inline, bytes)| Piece { inline, bytes, direction });
            match direction {
                Direction::LeftToRight => pieces.extend(of_stretch),
                Direction::RightToLeft => pieces.extend(of_stretch.collect::<Vec<_>>().into_iter().rev()),
            }
        }
        pieces
    }

    /// The direction in which a paragraph is read: that of its first letter, else that of the language.
    fn direction(&self, inlines: &[Inline]) -> Direction {
        let own = inlines.iter().find_map(|inline| direction::of(&inline.text));
        own.unwrap_or(self.language.direction())
    }
}

/// A part of a line in one style and direction.
#[derive(Debug)]
struct Piece {
    /// Index of its inline.
    inline: usize,
    /// The bytes of that.
    bytes: Range<usize>,
    direction: Direction,
}

/// Font style, size and superscript rise of an inline.
fn appearance(inline: &Inline, style: TextStyle) -> (Style, f32, f32) {
    let face = match (inline.strong, inline.emphasis) {
        (true, _) => Style::Semibold,
        (_, true) => Style::Italic,
        _ => style.style,
    };
    if inline.note.is_some() { (face, style.size * 0.68, style.size * 0.33) } else { (face, style.size, 0.0) }
}

/// Splits a byte range of the whole text by inline: index of the inline and range within it.
fn cut(inlines: &[Inline], bytes: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
    let (start, end) = (bytes.start, bytes.end);
    let mut at = 0;
    inlines.iter().enumerate().filter_map(move |(index, inline)| {
        let from = at;
        at += inline.text.len();
        let (a, b) = (start.max(from), end.min(at));
        (a < b).then(|| (index, a - from..b - from))
    })
}

impl Set {
    /// The height of all lines.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// The line with the mark of this note.
    pub fn line_of_note(&self, name: &str) -> Option<usize> {
        let marks = |styled: &StyledRun| self.inlines[styled.inline].note.as_deref() == Some(name);
        self.lines.iter().position(|line| line.iter().any(marks))
    }

    /// Its words.
    pub fn text(&self) -> String {
        self.inlines.iter().map(|inline| inline.text.as_str()).collect()
    }

    /// The width of the longest line.
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| width(line)).fold(0.0, f32::max)
    }

    /// The height of a line.
    pub fn leading(&self) -> f32 {
        self.style.leading
    }

    /// Places all lines on the last page, however little room there is.
    pub fn place_here(&self, builder: &mut Builder, element: usize, x: f32) {
        self.place(builder, element, x, 0..self.lines.len(), &mut None);
    }

    /// Places some of the lines on the last page. `open` carries a link or a passage in another language that
    /// continues from the lines before.
    pub fn place(
        &self,
        builder: &mut Builder,
        element: usize,
        x: f32,
        lines: Range<usize>,
        open: &mut Option<OpenInline>,
    ) {
        let mut items: Vec<Item> = Vec::new();
        for line in &self.lines[lines] {
            let baseline = builder.y + self.baseline();
            for styled in line {
                let at = Point::new(x + styled.run.at.x, baseline + styled.run.at.y);
                let run = TextRun { at, ..styled.run.clone() };
                let inline = &self.inlines[styled.inline];
                if is_plain(inline) {
                    items.push(Item::Text(run));
                    *open = None;
                    continue;
                }
                if !items.is_empty() {
                    builder.content(element, std::mem::take(&mut items));
                }
                let continued = open.filter(|open| open.inline == styled.inline).map(|open| open.element);
                let inner = continued.unwrap_or_else(|| open_element(builder, element, inline));
                *open = Some(OpenInline { inline: styled.inline, element: inner });
                let rect = Rect::new(run.at.x, run.at.y - run.size * 0.8, run.width(), run.size * 1.1);
                builder.content(inner, vec![Item::Text(run)]);
                self.link(builder, inner, inline, rect);
            }
            builder.y += self.style.leading;
        }
        if !items.is_empty() {
            builder.content(element, items);
        }
    }

    /// Adds the link area of an inline, if it is a link. A link over two lines has two areas with the same label.
    fn link(&self, builder: &mut Builder, link: usize, inline: &Inline, rect: Rect) {
        let words = inline.text.trim();
        match (&inline.link, &inline.note) {
            (Some(uri), _) => builder.link_to_uri(link, rect, uri, &format!("{words} ({uri})")),
            (None, Some(name)) => {
                let label = format!("{} {words}", self.language.words().footnote);
                builder.link_to_anchor(link, rect, &anchors::note(name), &label);
            }
            (None, None) => {}
        }
    }

    /// The runs of all lines with the top left corner at `at`, for content that the caller places.
    pub fn items(&self, at: Point) -> Vec<Item> {
        self.aligned(at, |_| 0.0)
    }

    /// The runs of all lines, each of which ends at `at.x`, with their top at `at.y`.
    pub fn items_right(&self, at: Point) -> Vec<Item> {
        self.aligned(at, |width| -width)
    }

    /// The runs of all lines; `shift` moves a line by a distance that depends on its width.
    fn aligned(&self, at: Point, shift: impl Fn(f32) -> f32) -> Vec<Item> {
        let mut items = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let baseline = at.y + self.baseline() + self.style.leading * index as f32;
            let left = at.x + shift(width(line));
            for styled in line {
                let place = Point::new(left + styled.run.at.x, baseline + styled.run.at.y);
                items.push(Item::Text(TextRun { at: place, ..styled.run.clone() }));
            }
        }
        items
    }

    /// The distance from the top of a line to its baseline, which centres the letters in the leading.
    fn baseline(&self) -> f32 {
        (self.style.leading - self.style.size) / 2.0 + self.style.size * 0.78
    }
}

/// The width of a line.
fn width(line: &[StyledRun]) -> f32 {
    line.iter().map(|last| last.run.at.x + last.run.width()).fold(0.0, f32::max)
}

/// Whether words need no element of their own.
fn is_plain(inline: &Inline) -> bool {
    let Inline { text: _, emphasis, strong, link, lang, note } = inline;
    !emphasis && !strong && link.is_none() && lang.is_none() && note.is_none()
}

/// Opens the elements for words in another language, emphasised words, a link or the mark of a note.
fn open_element(builder: &mut Builder, parent: usize, inline: &Inline) -> usize {
    let mut inner = match &inline.lang {
        Some(lang) => builder.language_span(parent, lang),
        None => parent,
    };
    let roles = [
        (inline.strong, Role::Strong),
        (inline.emphasis, Role::Emphasis),
        (inline.note.is_some(), Role::Reference),
        (inline.link.is_some() || inline.note.is_some(), Role::Link),
    ];
    for (_, role) in roles.into_iter().filter(|(applies, _)| *applies) {
        inner = builder.element(inner, role);
    }
    inner
}
