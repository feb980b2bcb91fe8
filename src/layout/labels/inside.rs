//! Figures within marks: as large as the others if the mark has room, otherwise smaller, down to the smallest type.

use crate::layout::context::LayoutContext;
use crate::typeset::blocks::{Block, TextStyle};
use crate::units::{Color, Rect};

/// The smallest type of a figure inside its mark, as a share of the usual size: 11 units on a slide, 7 pt on A4.
const SMALLEST: f32 = 0.735;

/// The height of digits with the space above and below them, as a share of their size.
const DIGITS: f32 = 0.86;

/// Space left and right of a figure within its mark, in multiples of its size.
const BESIDE: f32 = 0.04;

/// A figure within a mark, in the largest of the sizes of label, small text and smallest type that has room there;
/// `None` if none has.
pub(crate) fn fitting(
    text: &str,
    (style, color): (TextStyle, Color),
    mark: Rect,
    context: &LayoutContext<'_>,
) -> Option<Block> {
    // On a slide, type that is small enough for paper cannot be read from the last row.
    let least = context.scale.least.max(style.size * SMALLEST);
    let sizes = [style.size, context.scale.small.min(style.size), least];
    sizes.into_iter().find_map(|size| {
        let block = context.typesetter.line(text, TextStyle { size, color, ..style });
        let fits = block.width + size * BESIDE * 2.0 <= mark.width && is_high_enough(mark, size);
        fits.then_some(block)
    })
}

/// Whether a mark is high enough for a figure of this size: figures have no descenders, so that the mark may be lower
/// than the box of the line.
pub(crate) fn is_high_enough(mark: Rect, size: f32) -> bool {
    size * DIGITS <= mark.height
}

/// Which figures go within their marks, so that no reference line runs through them: all, if all have room there,
/// otherwise those that a line would cross.
pub(crate) fn away_from_lines(crossed: &[bool], fits: &[bool]) -> Vec<bool> {
    let any = crossed.contains(&true);
    let all = fits.iter().all(|fits| *fits);
    crossed.iter().zip(fits).map(|(crossed, fits)| any && (all || (*crossed && *fits))).collect()
}
