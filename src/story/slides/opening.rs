//! The slide that opens a section: its title on a panel, and beside it its first text and chart.

use super::frame::{BODY, GUTTER, TEXTS};
use super::panels::LOWEST;
use super::{Opening, Panel, Piece, Planner, Text, has_list};
use crate::story::markdown::{Block, Inline, Markdown};
use crate::story::{Chart, Content, Section};
use crate::units::{Rect, Size};

/// The sizes of a text above a chart.
const ABOVE_CHART: [f32; 2] = [24.0, BODY];

/// The most space above the text of a slide that is not full.
const SINK: f32 = 48.0;

impl<'s> Planner<'s, '_> {
    /// What opens a section, and how many of its pieces that holds.
    pub(super) fn opening(&self, section: &Section, pieces: &[Piece<'s>]) -> (Opening<'s>, usize) {
        let chart = |text: Option<&Markdown>, chart: &'s Chart, number: usize| {
            let text = text.map(Text::from).unwrap_or_default();
            let sized = ABOVE_CHART.into_iter().map(|size| Text { size, ..text.clone() });
            let panel = sized.into_iter().find_map(|text| self.below_text(text, (chart, number)))?;
            Some(Opening::Chart(Box::new(panel)))
        };
        let found = match pieces {
            [Piece::Chart(one, number), ..] => chart(None, one, *number).map(|opening| (opening, 1)),
            [Piece::Text(text), ..] if has_list(&text.blocks) => None,
            [Piece::Text(text), Piece::Chart(one, number), ..] => chart(Some(text), one, *number)
                .map(|opening| (opening, 2))
                .or_else(|| Some((self.first_text(text)?, 1))),
            [Piece::Text(text), ..] => self.first_text(text).map(|opening| (opening, 1)),
            _ => None,
        };
        found.unwrap_or_else(|| (Opening::Text(messages(section)), 0))
    }

    /// The first text of a section in the largest type that has room.
    fn first_text(&self, text: &Markdown) -> Option<Opening<'s>> {
        let place = self.frame.opening;
        let notes = self.measure.notes(&text.notes, place.width);
        let fits = |size: &f32| self.measure.text(&text.blocks, *size, place.width) + notes <= place.height;
        let size = TEXTS.into_iter().find(fits)?;
        Some(Opening::Text(Text { size, ..Text::from(text) }))
    }

    /// A chart below the text that introduces it; `None` where they have no room.
    fn below_text(&self, text: Text, (chart, number): (&'s Chart, usize)) -> Option<Panel<'s>> {
        let frame = &self.frame;
        if !frame.opens_with_chart {
            return None;
        }
        let Rect { x, width, .. } = frame.opening;
        // The number of the slide is beside the footer.
        let (footer, footer_place) = self.footer(chart, &text, x, width - 60.0);
        let title = self.measure.small_title(&chart.title, width);
        let subtitle = match chart.subtitle.as_str() {
            "" => 0.0,
            words => self.measure.label(words, width),
        };
        let said = match text.blocks.is_empty() {
            true => 0.0,
            false => self.measure.text(&text.blocks, text.size, width) + GUTTER * 0.5,
        };
        let (top, captions) = (frame.title.y + 8.0, title + subtitle + 10.0);
        let size = Size::new(width, footer_place.y - 12.0 - top - said - captions);
        let scene = (size.height >= LOWEST).then(|| self.drawn(chart, size)).flatten()?;
        let spare = (size.height - scene.size.height).max(0.0);
        let top = top + (spare * 0.4).min(SINK);
        let title = Rect::new(x, top + said, width, title);
        let place = Rect::new(x, title.y + captions, scene.size.width, scene.size.height);
        let room = Rect::new(x, place.y, width, footer_place.y - 12.0 - place.y);
        let text = (!text.blocks.is_empty()).then(|| (text, Rect::new(x, top, width, said)));
        Some(Panel { chart, number, title: Some(title), scene, place, room, text, footer, footer_place })
    }
}

/// The messages of a section: the titles of its charts.
fn messages(section: &Section) -> Text {
    let charts = section.content.iter().filter_map(|content| match content {
        Content::Chart(chart) => Some(Inline { text: chart.title.clone(), ..Inline::default() }),
        _ => None,
    });
    let items: Vec<Vec<Block>> = charts.take(6).map(|title| vec![Block::Paragraph(vec![title])]).collect();
    let blocks = if items.is_empty() { Vec::new() } else { vec![Block::List(None, items)] };
    Text::new(blocks, Vec::new())
}
