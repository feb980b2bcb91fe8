//! How wide the columns of a table are: each as wide as its figures and the longest word of its heading need; bars
//! and sparklines share the rest.

use super::table::{arrow, figure, heading, text_style, with_whole_units};
use crate::chart::data::ChartData;
use crate::chart::time::Times;
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::layout::kinds::row_bands::Band;
use crate::typeset::blocks::Align;
use crate::units::{Color, Point, Rect};

/// The widest column of text, in multiples of the text size.
const WIDEST_TEXT: f32 = 14.0;
/// The shortest full bar beside a figure, and the shortest sparkline.
const SHORTEST_BAR: f32 = 2.6;
const SHORTEST_LINE: f32 = 4.5;
/// The text sizes that are tried, in multiples of the label size.
const SIZES: [f32; 4] = [1.0, 0.92, 0.84, 0.76];

/// How narrow a heading may become by hyphenation, as shares of its longest word.
const HYPHENATED: [f32; 3] = [0.76, 0.66, 0.86];
/// A heading whose words are shorter is not hyphenated, in multiples of the text size.
const LONG_WORD: f32 = 5.5;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// The texts of this index.
    Text(usize),
    /// The figures of this column.
    Figure(usize),
    /// A line over several columns.
    Sparkline,
}

/// A column before it is placed.
#[derive(Debug, Clone)]
struct Wish {
    content: Content,
    heading: String,
    /// The width of its widest figure, or of its texts.
    widest: f32,
    /// The room for arrows left of the figures, and for marks right of them.
    beside: (f32, f32),
    /// The width that it needs, with the gap before it.
    least: f32,
    /// The ends of its bars, if it has any.
    bars: Option<(f64, f64)>,
}

/// The widths of a table's columns.
pub(super) struct Widths {
    wishes: Vec<Wish>,
    /// The widest that row names may be.
    pub(super) names: f32,
    /// The text size of cells.
    pub(super) text: f32,
    /// Whether bars are below their figures: beside them, they have no room.
    pub(super) below: bool,
    /// The height of the tallest text.
    pub(super) tallest_text: f32,
}

/// A column with its place.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) content: Content,
    pub(super) heading: String,
    pub(super) left: f32,
    pub(super) width: f32,
    /// The width of its widest figure.
    pub(super) widest: f32,
    beside: (f32, f32),
    gap: f32,
    /// The length of a full bar; 0 without bars.
    pub(super) bar: f32,
    /// Whether bars are right of their figures.
    bar_right: bool,
    bars: (f64, f64),
}

impl Widths {
    pub(super) fn new(data: &ChartData, context: &LayoutContext<'_>) -> Self {
        let (area, label) = (context.area, context.scale.label);
        let wish = |text: f32| wishes(data, text, false, context);
        let texts = SIZES.map(|share| (label * share).max(context.scale.least));
        let names_at_least = area.width * 0.2;
        let all = |wishes: &[Wish]| wishes.iter().map(|wish| wish.least).sum::<f32>();
        let fits = |text: &f32| all(&wish(*text)) + names_at_least + label <= area.width;
        let text = texts.iter().copied().find(fits).unwrap_or(texts[SIZES.len() - 1]);
        let mut wishes = wish(text);
        // Headings are hyphenated before row names are wrapped.
        let has_room = names_width(data, f32::INFINITY, context) + all(&wishes) + label * 0.9 <= area.width;
        if !has_room {
            wishes = self::wishes(data, text, true, context);
        }
        let needed = all(&wishes);
        let names = (area.width - needed - label * 0.9).clamp(names_at_least, area.width * 0.42);
        let bars = wishes.iter().filter(|wish| wish.bars.is_some()).count() as f32;
        let free = area.width - needed - label * 0.9 - names_width(data, names, context);
        let below = bars > 0.0 && free < bars * text * SHORTEST_BAR;
        let tallest_text = tallest(data, &wishes, text, context);
        Self { wishes, names, text, below, tallest_text }
    }

    /// Places the columns between two edges.
    pub(super) fn place(&self, start: f32, end: f32, _context: &LayoutContext<'_>) -> Vec<Slot> {
        let count = self.wishes.len().max(1) as f32;
        let extra = (end - start - self.wishes.iter().map(|wish| wish.least).sum::<f32>()).max(0.0);
        let weight = |wish: &Wish| match wish.content {
            Content::Sparkline => 1.5,
            _ if wish.bars.is_some() && !self.below => 1.0,
            _ => 0.0,
        };
        let weights: f32 = self.wishes.iter().map(weight).sum();
        let gap = self.text * 1.1;
        let mut left = start;
        let slot = |wish: &Wish| {
            let more = if weights > 0.0 { extra * weight(wish) / weights } else { extra / count };
            // A sparkline needs no more than twelve ems; bars may be longer.
            let width = wish.least + more;
            let bar = match (&wish.bars, self.below) {
                (None, _) => 0.0,
                (Some(_), true) => width - gap,
                (Some(_), false) => more - self.text * 0.5,
            };
            let slot = Slot {
                content: wish.content,
                heading: wish.heading.clone(),
                left,
                width,
                widest: wish.widest,
                beside: wish.beside,
                gap,
                bar: bar.max(0.0),
                bar_right: !self.below,
                bars: wish.bars.unwrap_or((0.0, 1.0)),
            };
            left += width;
            slot
        };
        self.wishes.iter().map(slot).collect()
    }
}

impl Slot {
    /// The column whose figures it shows.
    pub(super) fn column(&self) -> Option<usize> {
        match self.content {
            Content::Figure(column) => Some(column),
            _ => None,
        }
    }

    /// Where its content begins.
    pub(super) fn start(&self) -> f32 {
        self.left + self.gap
    }

    /// The width of its content.
    pub(super) fn room(&self) -> f32 {
        self.width - self.gap
    }

    fn has_bar_beside(&self) -> bool {
        self.bar > 0.0 && self.bar_right
    }

    /// The right edge of its figures.
    pub(super) fn figure_right(&self) -> f32 {
        match self.has_bar_beside() {
            true => self.start() + self.beside.0 + self.widest,
            false => self.left + self.width - self.beside.1,
        }
    }

    /// Where a heading of this width goes: right-aligned with the figures, unless it is wider than they are and bars
    /// follow.
    pub(super) fn heading_x(&self, width: f32) -> f32 {
        match self.heading_align(width) {
            Align::Right => self.figure_right(),
            _ => self.start(),
        }
    }

    pub(super) fn heading_align(&self, width: f32) -> Align {
        let is_figure = matches!(self.content, Content::Figure(_));
        let fits = !self.has_bar_beside() || width <= self.widest + self.beside.0;
        if is_figure && fits { Align::Right } else { Align::Left }
    }

    fn bar_start(&self) -> f32 {
        match self.bar_right {
            true => self.figure_right() + self.beside.1 + self.gap * 0.45,
            false => self.start(),
        }
    }

    fn at(&self, value: f64) -> f32 {
        let (least, most) = self.bars;
        self.bar_start() + self.bar * ((value - least) / (most - least)) as f32
    }

    /// The bar of a value.
    pub(super) fn bar_rect(&self, value: f64, band: &Band, below: bool, text: f32) -> Rect {
        let (from, to) = (self.at(0.0).min(self.at(value)), self.at(0.0).max(self.at(value)));
        match below {
            true => Rect::new(from, band.middle + text * 0.4, to - from, text * 0.3),
            false => {
                let thick = (band.height * 0.5).min(text * 1.3);
                Rect::new(from, band.middle - thick / 2.0, to - from, thick)
            }
        }
    }

    /// The line that bars to both sides start from.
    pub(super) fn zero_line(&self, band: &Band, color: Color) -> Option<Leader> {
        let x = self.at(0.0);
        let points = vec![Point::new(x, band.top), Point::new(x, band.top + band.height)];
        (self.bars.0 < 0.0 && self.bar_right).then_some(Leader { points, color })
    }
}

/// The columns from left to right: texts first; the sparkline where its first column would be.
fn wishes(data: &ChartData, text: f32, hyphenated: bool, context: &LayoutContext<'_>) -> Vec<Wish> {
    let table = data.table.clone().unwrap_or_default();
    let mut wishes: Vec<Wish> = table
        .texts
        .iter()
        .enumerate()
        .map(|(at, heading)| text_wish(data, at, heading, (text, hyphenated), context))
        .collect();
    let ends = |columns: &dyn Fn(usize) -> bool| {
        let indices = (0..data.columns.len()).filter(|at| columns(*at));
        let values = indices.flat_map(|at| data.rows.iter().filter_map(move |row| *row.values.get(at)?));
        values.fold((0.0f64, 0.1f64), |(least, most), value| (least.min(value), most.max(value)))
    };
    let has_bar = |at: usize| table.bars.get(at).copied().unwrap_or(false);
    let shared = ends(&has_bar);
    let line_at = table.sparkline.as_ref().and_then(|(_, columns)| columns.first().copied());
    for at in 0..data.columns.len() {
        let bars = has_bar(at).then(|| if table.shared { shared } else { ends(&|other| other == at) });
        if table.figures.get(at).copied().unwrap_or(true) {
            wishes.push(figure_wish(data, at, bars, (text, hyphenated), context));
        }
        if let (true, Some((heading_text, _))) = (line_at == Some(at), &table.sparkline) {
            let least = (longest_word(heading_text, text, context)).max(text * SHORTEST_LINE) + text * 1.1;
            wishes.push(Wish {
                content: Content::Sparkline,
                heading: heading_text.clone(),
                widest: 0.0,
                beside: (0.0, 0.0),
                least,
                bars: None,
            });
        }
    }
    wishes
}

fn figure_wish(
    data: &ChartData,
    column: usize,
    bars: Option<(f64, f64)>,
    (text, hyphenated): (f32, bool),
    context: &LayoutContext<'_>,
) -> Wish {
    let (mut widest, mut beside) = (0.0f32, (0.0f32, 0.0f32));
    for row in &data.rows {
        let (digits, mark) = figure(data, row, column, text, context);
        widest = widest.max(digits.width);
        if mark.width > 0.0 {
            beside.1 = beside.1.max(mark.width + text * 0.3);
        }
        if let Some(arrow) = arrow(data, row, column, text, context) {
            beside.0 = beside.0.max(arrow.width + text * 0.3);
        }
    }
    let name = &data.columns[column].name;
    let content = beside.0 + widest + beside.1;
    let least = content.max(heading_width(name, text, hyphenated, context)) + text * 1.1;
    Wish { content: Content::Figure(column), heading: name.clone(), widest, beside, least, bars }
}

fn text_wish(
    data: &ChartData,
    at: usize,
    name: &str,
    (text, hyphenated): (f32, bool),
    context: &LayoutContext<'_>,
) -> Wish {
    let width = |row: &crate::chart::data::Row| {
        let style = text_style(row, text, context);
        let texts = row.texts.get(at).map_or("", String::as_str);
        let whole = context.typesetter.line(texts, style).width;
        let words = texts.split_whitespace().map(|word| context.typesetter.line(word, style).width);
        whole.min(text * WIDEST_TEXT).max(words.fold(0.0, f32::max))
    };
    let widest = data.rows.iter().map(width).fold(0.0, f32::max);
    let least = widest.max(heading_width(name, text, hyphenated, context)) + text * 1.1;
    let content = Content::Text(at);
    Wish { content, heading: name.to_owned(), widest, beside: (0.0, 0.0), least, bars: None }
}

/// The least width of a heading: that of its longest word, or less where this may be hyphenated.
fn heading_width(text: &str, size: f32, hyphenated: bool, context: &LayoutContext<'_>) -> f32 {
    let longest = longest_word(text, size, context);
    let is_whole = |width: &f32| heading(text, *width, size, context).is_whole();
    let narrower = HYPHENATED.map(|share| longest * share);
    let found = narrower.into_iter().filter(|_| hyphenated && longest > size * LONG_WORD).find(is_whole);
    found.unwrap_or(longest)
}

/// The width of the longest word of a heading.
fn longest_word(text: &str, size: f32, context: &LayoutContext<'_>) -> f32 {
    let whole = with_whole_units(text);
    let words = whole.split([' ', '\n']);
    let width = |word: &str| heading(word, f32::INFINITY, size, context).width + 0.1;
    words.map(width).fold(0.0, f32::max)
}

fn names_width(data: &ChartData, limit: f32, context: &LayoutContext<'_>) -> f32 {
    let width = |row: &crate::chart::data::Row| {
        let indent = if row.part_of.is_some() { context.scale.label } else { 0.0 };
        let style = text_style(row, context.scale.label, context);
        context.typesetter.block(&row.name, style, limit - indent).width + indent
    };
    data.rows.iter().map(width).fold(0.0, f32::max)
}

fn tallest(data: &ChartData, wishes: &[Wish], size: f32, context: &LayoutContext<'_>) -> f32 {
    let of = |wish: &Wish| -> f32 {
        let Content::Text(at) = wish.content else { return 0.0 };
        let height = |row: &crate::chart::data::Row| {
            let texts = row.texts.get(at).map_or("", String::as_str);
            let width = wish.least - size * 1.1;
            context.typesetter.block(texts, text_style(row, size, context), width).height
        };
        data.rows.iter().map(height).fold(0.0, f32::max)
    };
    wishes.iter().map(of).fold(0.0, f32::max)
}

/// Where the points of a sparkline lie, as shares of its length: in proportion to time where columns are points in
/// time.
pub(super) fn along(columns: &[usize], data: &ChartData) -> Vec<f32> {
    let names = columns.iter().map(|column| data.columns[*column].name.as_str());
    let evenly = |count: usize| (0..count).map(|at| at as f32 / (count.max(2) - 1) as f32).collect();
    match Times::of(names) {
        Some(times) => {
            let (first, last) = times.ends();
            times.at.iter().map(|at| ((at - first) / (last - first).max(1e-9)) as f32).collect()
        }
        None => evenly(columns.len()),
    }
}
