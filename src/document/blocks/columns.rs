//! Paragraphs in two columns, on pages that are too wide for one: a line of text has no more than 80 characters.

use std::ops::Range;

use super::section::plain;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paragraph::Set;
use crate::story::markdown::{Block, Inline};

/// The narrowest column, in em.
const NARROWEST: f32 = 32.0;

/// The distance between the columns, in base sizes.
const GUTTER: f32 = 2.6;

/// The distance between paragraphs, in base sizes.
const GAP: f32 = 0.75;

/// A text with fewer lines stays in one column.
const FEWEST: usize = 4;

/// The most height of a column, as a share of the page: a higher text goes on over pages in one column.
const HIGHEST: f32 = 0.6;

/// Sets paragraphs in two columns; false where the page is not wide enough, or they are too short or too long.
pub(super) fn set<'a>(
    paragraphs: &[&[Inline]],
    context: Context<'a>,
    flow: &mut Flow<'a>,
    builder: &mut Builder,
) -> bool {
    let (styles, page) = (context.styles, context.theme.page);
    let gutter = styles.base * GUTTER;
    let width = (page.text_width() - gutter) / 2.0;
    if width < styles.body.size * NARROWEST {
        return false;
    }
    let sets: Vec<Set> =
        paragraphs.iter().map(|inlines| context.setter.set(inlines, styles.body, width)).collect();
    let lines: Vec<(usize, usize)> =
        sets.iter().enumerate().flat_map(|(at, set)| (0..set.lines()).map(move |line| (at, line))).collect();
    let gap = styles.base * GAP;
    let most = page.text_height() * HIGHEST;
    if lines.len() < FEWEST || height(&lines, &sets, gap) > most * 2.0 {
        return false;
    }
    let cut = balanced(&lines, &sets, gap);
    let height = height(&lines[..cut], &sets, gap);
    if height > most {
        return false;
    }
    let elements: Vec<usize> = sets.iter().map(|_| builder.element(Builder::ROOT, Role::Paragraph)).collect();
    let lefts = [page.left, page.left + width + gutter];
    let leads = paragraphs.last().is_some_and(|inlines| plain(inlines).trim_end().ends_with(':'));
    flow.block(Kind::Text, height, 0.0, move |builder, _| {
        let top = builder.y;
        // A link may go on in the second column.
        let mut open = None;
        for (side, x) in [0..cut, cut..lines.len()].into_iter().zip(lefts) {
            builder.y = top;
            for (at, range) in parts(&lines[side]) {
                if builder.y > top {
                    builder.y += gap;
                }
                sets[at].place(builder, elements[at], x, range.clone(), &mut open);
                if range.end == sets[at].lines() {
                    open = None;
                }
            }
        }
    });
    flow.gap(gap, 0.0);
    if leads {
        flow.lead();
    }
    true
}

/// The paragraphs at the start of these blocks that mark no footnotes.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<&[Inline]> {
    let unmarked = |block: &'_ Block| matches!(block, Block::Paragraph(inlines) if inlines.iter().all(|inline| inline.note.is_none()));
    let run = blocks.iter().take_while(|block| unmarked(block));
    run.filter_map(|block| if let Block::Paragraph(inlines) = block { Some(&inlines[..]) } else { None })
        .collect()
}

/// The number of lines in the first column, which is not lower than the second. No line of a paragraph is alone.
fn balanced(lines: &[(usize, usize)], sets: &[Set], gap: f32) -> usize {
    let is_enough = |cut: &usize| height(&lines[..*cut], sets, gap) >= height(&lines[*cut..], sets, gap);
    let cut = (0..=lines.len()).find(is_enough).unwrap_or(lines.len());
    let Some((set, line)) = lines.get(cut).filter(|(_, line)| *line > 0) else { return cut };
    let count = sets[*set].lines();
    match *line {
        1 if count > 3 => cut + 1,
        line if line == 1 || line + 1 == count => cut + count - line,
        _ => cut,
    }
}

/// The height of lines with the gaps between their paragraphs.
fn height(lines: &[(usize, usize)], sets: &[Set], gap: f32) -> f32 {
    let gaps = lines.windows(2).filter(|pair| pair[0].0 != pair[1].0).count();
    lines.iter().map(|(set, _)| sets[*set].leading()).sum::<f32>() + gaps as f32 * gap
}

/// The lines of each paragraph.
fn parts(lines: &[(usize, usize)]) -> Vec<(usize, Range<usize>)> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (set, line) in lines {
        match found.last_mut() {
            Some((last, range)) if last == set => range.end = line + 1,
            _ => found.push((*set, *line..line + 1)),
        }
    }
    found
}
