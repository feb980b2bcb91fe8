//! What slides fill: the placeholders of each layout, ours or those of a template.

use std::borrow::Cow;

use super::layouts::{CHART, Layout, NUMBER, SUBTITLE};
use super::paragraphs::Paragraph;
use crate::story::slides::frame::{BODY, LEADING};
use crate::units::Rect;

/// A placeholder that slides fill.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Holder {
    /// What it holds, as the schema calls it.
    pub(super) kind: Cow<'static, str>,
    /// By which a slide finds it.
    pub(super) index: Option<u32>,
    /// Its place and the size of its text in a template. Ours are made for their texts.
    pub(super) room: Option<(Rect, f32)>,
}

/// The placeholders of a layout.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Holders {
    /// The part of the layout.
    pub(super) path: String,
    pub(super) title: Holder,
    pub(super) text: Option<Holder>,
    pub(super) subtitle: Option<Holder>,
    pub(super) chart: Option<Holder>,
    pub(super) number: Option<Holder>,
}

/// The placeholders of our own layouts.
pub(super) fn own(layout: Layout) -> Holders {
    let holder = |kind, index| Holder { kind: Cow::Borrowed(kind), index, room: None };
    let is = |wanted: Layout| layout == wanted;
    let text = if is(Layout::Title) { "subTitle" } else { "body" };
    Holders {
        path: layout.path(),
        title: holder(if is(Layout::Title) { "ctrTitle" } else { "title" }, None),
        text: (!is(Layout::Chart)).then(|| holder(text, Some(1))),
        subtitle: is(Layout::Chart).then(|| holder("body", Some(SUBTITLE))),
        chart: is(Layout::Chart).then(|| holder("chart", Some(CHART))),
        number: (!is(Layout::Title)).then(|| holder("sldNum", Some(NUMBER))),
    }
}

impl Holder {
    /// The size of a title in a template's placeholder; `None` is its own.
    pub(super) fn title_size(&self, words: &str) -> Option<f32> {
        self.fitting(&[words.chars().count()])
    }

    /// The size of the lines below the first title; `None` is that of the placeholder.
    pub(super) fn cover_size(&self, paragraphs: &[Paragraph]) -> Option<f32> {
        self.fitting(&paragraphs.iter().map(|one| one.words().chars().count()).collect::<Vec<_>>())
    }

    fn fitting(&self, lengths: &[usize]) -> Option<f32> {
        let (place, own) = self.room?;
        let fits = |size: &f32| height(lengths.iter().copied(), *size, place.width) <= place.height;
        if fits(&own) {
            return None;
        }
        let smaller = [40.0, 36.0, 32.0, 28.0, 24.0, 20.0].into_iter().filter(|size| *size < own);
        Some(smaller.into_iter().find(fits).unwrap_or_else(|| own.min(18.0)))
    }

    /// The size of a text in columns, which is smaller where a template has little room for it.
    pub(super) fn text_size(&self, paragraphs: &[Paragraph], (size, columns): (f32, usize)) -> f32 {
        let Some((place, _)) = self.room else { return size };
        let lengths = || paragraphs.iter().map(|one| one.words().chars().count());
        let width = place.width / columns.max(1) as f32;
        let room = place.height * columns.max(1) as f32;
        let smaller = [BODY, 18.0, 16.0, 14.0].into_iter().filter(|one| *one < size);
        std::iter::once(size)
            .chain(smaller)
            .find(|size| height(lengths(), *size, width) <= room)
            .unwrap_or(12.0)
    }
}

/// The height of paragraphs with so many characters each, of about half their size in width.
fn height(lengths: impl Iterator<Item = usize>, size: f32, width: f32) -> f32 {
    let inner = (width - 14.4).max(size);
    let lines = |length: usize| (length as f32 * size * 0.52 / inner).ceil().max(1.0);
    lengths.map(|length| lines(length) * size * LEADING * 0.95).sum::<f32>() + 7.2
}
