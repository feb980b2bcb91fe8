//! The theme keys for font sizes, line widths and distances: `type`, `strokes` and `spacing`.

use std::ops::RangeInclusive;

use super::fields::Fields;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::theme::{ChartStyle, PageStyle};

/// Font sizes, as multiples of the label size.
const SIZES: RangeInclusive<f64> = 0.7..=6.0;
/// The font size of labels and running text on a page, in points.
const BASES: RangeInclusive<f64> = 7.0..=36.0;
/// Line widths in units: points on a page, CSS pixels in an image.
const WIDTHS: RangeInclusive<f64> = 0.25..=6.0;
/// Gaps between rows, as a multiple of the default, and the margin of an image, as a multiple of the label size.
const DISTANCES: RangeInclusive<f64> = 0.0..=5.0;

/// Reads the three keys and overrides the values of `charts` and `page`.
pub(super) fn read<'f>(
    fields: &mut Fields<'f>,
    charts: &mut ChartStyle,
    page: &mut PageStyle,
    sink: &'f Diagnostics,
) {
    if let Some(mut inner) = open("type", fields, sink) {
        let mut base = 0.0;
        set(&mut inner, [("page", &mut base)], &BASES, sink);
        page.text = (base > 0.0).then_some(base).or(page.text);
        let text = &mut charts.text;
        let sizes = [
            ("small", &mut text.small),
            ("footer", &mut text.footer),
            ("title", &mut text.title),
            ("subtitle", &mut text.subtitle),
            ("figure", &mut text.figure),
        ];
        set(&mut inner, sizes, &SIZES, sink);
        inner.finish();
    }
    if let Some(mut inner) = open("strokes", fields, sink) {
        let strokes = &mut charts.strokes;
        let widths = [
            ("grid", &mut strokes.grid),
            ("axis", &mut strokes.axis),
            ("parting", &mut strokes.parting),
            ("leader", &mut strokes.leader),
            ("reference", &mut strokes.reference),
            ("whisker", &mut strokes.whisker),
            ("pattern", &mut strokes.pattern),
        ];
        set(&mut inner, widths, &WIDTHS, sink);
        inner.finish();
    }
    if let Some(mut inner) = open("spacing", fields, sink) {
        let spacing = &mut charts.spacing;
        let distances = [("rows", &mut spacing.rows), ("margin", &mut spacing.margin)];
        set(&mut inner, distances, &DISTANCES, sink);
        inner.finish();
    }
}

fn open<'f>(name: &'static str, fields: &mut Fields<'f>, sink: &'f Diagnostics) -> Option<Fields<'f>> {
    let what = match name {
        "type" => "`type`",
        "strokes" => "`strokes`",
        _ => "`spacing`",
    };
    fields.node(name).and_then(|node| Fields::open(node, what, sink))
}

/// Sets the targets whose keys are present; reports and ignores numbers outside of the range.
fn set<const N: usize>(
    fields: &mut Fields<'_>,
    targets: [(&'static str, &mut f32); N],
    range: &RangeInclusive<f64>,
    sink: &Diagnostics,
) {
    for (name, target) in targets {
        let Some(found) = fields.number(name) else { continue };
        if range.contains(&found.value) {
            *target = found.value as f32;
        } else {
            let message = format!("`{name}` must be between {} and {}", range.start(), range.end());
            sink.push(
                Diagnostic::error(Code::WrongNumber, found.span, message)
                    .hint("write a number in this range, or remove the key"),
            );
        }
    }
}
