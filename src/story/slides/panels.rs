//! Charts on slides: one with its text, or two side by side.

use super::frame::{BODY, GUTTER, LABEL, LEADING};
use super::{Body, Least, Panel, Planner, Slide, Text, half, plain};
use crate::scene::Scene;
use crate::scene::item::Item;
use crate::story::Chart;
use crate::story::markdown::{Block, Markdown};
use crate::units::{Rect, Size};

/// A chart with its number, and the text that introduces it.
type Unit<'s, 't> = (Option<&'t Markdown>, (&'s Chart, usize));

/// The shares of the width that a text beside a chart may have, with its size, best first.
const BESIDE: [(f32, f32); 4] = [(0.33, 24.0), (0.33, BODY), (0.44, BODY), (0.52, BODY)];

/// The least height of a chart, in points.
pub(super) const LOWEST: f32 = 90.0;

/// The most height of a figure that shares its slide.
const SMALL: f32 = 170.0;

/// The share of the height that a chart below its text must use.
const ENOUGH: f32 = 0.3;

impl<'s> Planner<'s, '_> {
    /// A slide with one chart, after slides with its text where that has no room beside or above it.
    pub(super) fn single(&mut self, section: &str, (text, (chart, number)): Unit<'s, '_>) {
        let together = text.and_then(|text| self.with_text(text, (chart, number)));
        let panel = match (together, text) {
            (Some(panel), _) => panel,
            (None, text) => {
                if let Some(text) = text {
                    self.text(text, section);
                }
                self.alone((chart, number))
            }
        };
        self.slides.push(Slide { title: chart.title.clone(), body: Body::Charts(vec![panel]) });
    }

    /// A chart drawn for a slide, with the alternative text that it has in the document.
    fn redrawn(&self, chart: &Chart, size: Size, least: Least) -> Option<Scene> {
        let scene = (self.draw)(&chart.id, size, least)?;
        Some(Scene { alt: chart.scene.alt.clone(), ..scene })
    }

    /// The same, if all of its texts can be read from the back.
    pub(super) fn drawn(&self, chart: &Chart, size: Size) -> Option<Scene> {
        self.redrawn(chart, size, Least::Label).filter(is_legible)
    }

    /// The lines of a footer and its place, with room for footnotes above it.
    pub(super) fn footer(&self, chart: &Chart, text: &Text, x: f32, width: f32) -> (Vec<String>, Rect) {
        let lines = self.measure.footer(&chart.footer, width);
        let height = lines.iter().map(|line| self.measure.label(line, width)).sum::<f32>()
            + self.measure.notes(&text.notes, width)
            // The link to the data table.
            + LABEL * LEADING;
        (lines, Rect::new(x, self.frame.footer.bottom() - height, width, height))
    }

    /// The top of what is below the titles of a slide.
    fn top(&self, chart: &Chart) -> f32 {
        if chart.subtitle.is_empty() { self.frame.subtitle.y + 6.0 } else { self.frame.content.y }
    }

    fn alone(&self, (chart, number): (&'s Chart, usize)) -> Panel<'s> {
        let text = Text::default();
        let footer = &self.frame.footer;
        let (lines, footer_place) = self.footer(chart, &text, footer.x, footer.width);
        let top = self.top(chart);
        let size = Size::new(self.frame.content.width, footer_place.y - 12.0 - top);
        let scene = self.redrawn(chart, size, Least::Any).unwrap_or_else(|| chart.scene.clone());
        let room = Rect::new(self.frame.content.x, top, size.width, size.height);
        let place = placed(&scene, room);
        Panel { chart, number, title: None, scene, place, room, text: None, footer: lines, footer_place }
    }

    fn with_text(&self, text: &Markdown, (chart, number): (&'s Chart, usize)) -> Option<Panel<'s>> {
        let text = Text::from(text);
        let frame = &self.frame;
        let (lines, footer_place) = self.footer(chart, &text, frame.footer.x, frame.footer.width);
        let (x, top, width) = (frame.content.x, self.top(chart), frame.content.width);
        let height = footer_place.y - 12.0 - top;
        let beside = BESIDE.into_iter().find_map(|(share, text_size)| {
            let column = width * share;
            let size = Size::new(width - column - GUTTER, height);
            let fits = self.measure.text(&text.blocks, text_size, column) <= height - 6.0;
            let scene = fits.then(|| self.drawn(chart, size)).flatten()?;
            let room = Rect::new(x + column + GUTTER, top, size.width, height);
            Some((scene, room, Rect::new(x, top + 6.0, column, height - 6.0), text_size))
        });
        let above = || {
            let high = self.measure.text(&text.blocks, BODY, width);
            let size = Size::new(width, height - high - GUTTER * 0.5);
            let scene = (size.height > LOWEST).then(|| self.drawn(chart, size)).flatten()?;
            let room = Rect::new(x, top + high + GUTTER * 0.5, width, size.height);
            let text_place = Rect::new(x, top, width, high);
            (scene.size.height > height * ENOUGH).then_some((scene, room, text_place, BODY))
        };
        let (scene, room, text_place, size) = beside.or_else(above)?;
        let place = placed(&scene, room);
        let text = Some((Text { size, ..text }, text_place));
        Some(Panel { chart, number, title: None, scene, place, room, text, footer: lines, footer_place })
    }

    /// A slide with two small figures, each with its title, its text and its footer; `None` where they have no room.
    pub(super) fn pair(&self, section: &str, first: Unit<'s, '_>, second: Unit<'s, '_>) -> Option<Slide<'s>> {
        let (heading, blocks) = match first.0.map(|text| &text.blocks[..]) {
            Some([Block::Heading(_, inlines), rest @ ..]) => (plain(inlines), Some(rest.to_vec())),
            _ => (section.to_owned(), None),
        };
        let column = half(self.frame.content.width);
        let units = [first, second];
        let texts = [0, 1].map(|at: usize| {
            let mut text = units[at].0.map(Text::from).unwrap_or_default();
            if let (0, Some(blocks)) = (at, &blocks) {
                text.blocks.clone_from(blocks);
            }
            text
        });
        let xs = [self.frame.content.x, self.frame.content.right() - column];
        let feet = [0, 1].map(|at| self.footer(units[at].1.0, &texts[at], xs[at], column));
        let foot = feet.iter().map(|(_, place)| place.y).fold(f32::INFINITY, f32::min);
        let titles = units.map(|(_, (chart, _))| self.measure.small_title(&chart.title, column));
        let title_height = titles[0].max(titles[1]);
        // The title of the slide takes one line.
        let top = self.frame.subtitle.y - 18.0;
        let subtitles = units.map(|(_, (chart, _))| match chart.subtitle.as_str() {
            "" => 0.0,
            words => self.measure.label(words, column),
        });
        let chart_top = top + title_height + subtitles[0].max(subtitles[1]) + 10.0;
        let heights = [0, 1].map(|at: usize| match texts[at].blocks.is_empty() {
            true => 0.0,
            false => self.measure.text(&texts[at].blocks, BODY, column) + 12.0,
        });
        let room = foot - 12.0 - chart_top - heights[0].max(heights[1]);
        if room < LOWEST || self.measure.title(&heading, self.frame.title.width).1 > 1 {
            return None;
        }
        let size = Size::new(column, room.min(SMALL));
        let [one, two] = units.map(|(_, (chart, _))| self.drawn(chart, size));
        let scenes: [Scene; 2] = [one?, two?];
        let lowest = scenes.iter().map(|scene| scene.size.height).fold(0.0, f32::max);
        let panel = |at: usize| {
            let (_, (chart, number)) = units[at];
            let text_top = chart_top + lowest + 12.0;
            let place = Rect::new(xs[at], text_top, column, foot - 12.0 - text_top);
            let text = (!texts[at].blocks.is_empty()).then(|| (texts[at].clone(), place));
            let (lines, footer_place) = feet[at].clone();
            let scene = scenes[at].clone();
            let place = Rect::new(xs[at], chart_top, scene.size.width, scene.size.height);
            let title = Some(Rect::new(xs[at], top, column, title_height));
            let footer_place = Rect { y: foot, height: self.frame.footer.bottom() - foot, ..footer_place };
            let room = Rect::new(xs[at], chart_top, column, lowest);
            Panel { chart, number, title, scene, place, room, text, footer: lines, footer_place }
        };
        Some(Slide { title: heading, body: Body::Charts(vec![panel(0), panel(1)]) })
    }
}

/// Whether every text of a drawing is read from the back. Numbers within small marks may be a little smaller than labels.
fn is_legible(scene: &Scene) -> bool {
    let is_small = |item: &Item| matches!(item, Item::Text(run) if run.size < LABEL * 0.965);
    !scene.items.iter().any(is_small)
}

/// The place of a drawing in a room that may be larger: at its left, in the middle of its height.
fn placed(scene: &Scene, room: Rect) -> Rect {
    let spare = (room.height - scene.size.height).max(0.0);
    // A low chart is a little above the middle, where one looks first.
    Rect::new(room.x, room.y + (spare * 0.4).min(BODY * 3.0), scene.size.width, scene.size.height)
}
