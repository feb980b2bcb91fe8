//! The theme keys for font sizes, line widths and distances: `type`, `strokes` and `spacing`.

use super::fields::Fields;
use super::keys::{Form, Key, Preset, Shape, optional};
use crate::diagnostic::Diagnostics;
use crate::theme::{ChartStyle, PageStyle, Spacing, Strokes, TextSizes};

/// The key `type` of a theme.
pub(super) const TYPE: Shape = Shape {
    name: "type",
    what: "`type`",
    about: "Font sizes: `page` in points, the others as multiples of the label size. No text becomes smaller than 7 pt.",
    keys: &[
        optional("page", Form::between(7.0, 36.0, ""), "Running text and labels on a page, in points.")
            .or(Preset::Described("9.5, on a slide 15.5")),
        size("small", "Ticks and legends.", TextSizes::BUILT_IN.small),
        size("footer", "Footer of an image.", TextSizes::BUILT_IN.footer),
        size("title", "Title of an image.", TextSizes::BUILT_IN.title),
        size("subtitle", "Subtitle of an image.", TextSizes::BUILT_IN.subtitle),
        size("figure", "The number of a key figure.", TextSizes::BUILT_IN.figure),
    ],
};

/// The key `strokes` of a theme.
pub(super) const STROKES: Shape = Shape {
    name: "strokes",
    what: "`strokes`",
    about: "Line widths: points on a page, pixels in an image.",
    keys: &[
        width("grid", "Grid lines and table rules.", Strokes::BUILT_IN.grid),
        width("axis", "The zero line.", Strokes::BUILT_IN.axis),
        width("parting", "Separators between touching marks.", Strokes::BUILT_IN.parting),
        width("leader", "Leader lines from marks to labels and notes.", Strokes::BUILT_IN.leader),
        width("reference", "Reference lines.", Strokes::BUILT_IN.reference),
        width("whisker", "Error bars.", Strokes::BUILT_IN.whisker),
        width("pattern", "Patterns in black-and-white print.", Strokes::BUILT_IN.pattern),
    ],
};

/// The key `spacing` of a theme.
pub(super) const SPACING: Shape = Shape {
    name: "spacing",
    what: "`spacing`",
    about: "Distances in charts.",
    keys: &[
        distance("rows", "Gaps between rows, as a multiple of the built-in gap.", Spacing::BUILT_IN.rows),
        distance("margin", "Margin of an image, as a multiple of the label size.", Spacing::BUILT_IN.margin),
    ],
};

/// A font size, as a multiple of the label size.
const fn size(name: &'static str, about: &'static str, default: f32) -> Key {
    optional(name, Form::between(0.7, 6.0, ""), about).or(Preset::Number(default))
}

/// A line width in units: points on a page, CSS pixels in an image.
const fn width(name: &'static str, about: &'static str, default: f32) -> Key {
    optional(name, Form::between(0.25, 6.0, ""), about).or(Preset::Number(default))
}

/// A distance, as a multiple of what it is built in as.
const fn distance(name: &'static str, about: &'static str, default: f32) -> Key {
    optional(name, Form::between(0.0, 5.0, ""), about).or(Preset::Number(default))
}

/// Reads the three keys and overrides the values of `charts` and `page`.
pub(super) fn read<'f>(
    fields: &mut Fields<'f>,
    charts: &mut ChartStyle,
    page: &mut PageStyle,
    sink: &'f Diagnostics,
) {
    if let Some(mut inner) = fields.node("type").and_then(|node| Fields::open(node, &TYPE, sink)) {
        page.text = inner.number("page").map(|found| found.value as f32).or(page.text);
        let text = &mut charts.text;
        set(&mut inner, "small", &mut text.small);
        set(&mut inner, "footer", &mut text.footer);
        set(&mut inner, "title", &mut text.title);
        set(&mut inner, "subtitle", &mut text.subtitle);
        set(&mut inner, "figure", &mut text.figure);
        inner.finish();
    }
    if let Some(mut inner) = fields.node("strokes").and_then(|node| Fields::open(node, &STROKES, sink)) {
        let strokes = &mut charts.strokes;
        set(&mut inner, "grid", &mut strokes.grid);
        set(&mut inner, "axis", &mut strokes.axis);
        set(&mut inner, "parting", &mut strokes.parting);
        set(&mut inner, "leader", &mut strokes.leader);
        set(&mut inner, "reference", &mut strokes.reference);
        set(&mut inner, "whisker", &mut strokes.whisker);
        set(&mut inner, "pattern", &mut strokes.pattern);
        inner.finish();
    }
    if let Some(mut inner) = fields.node("spacing").and_then(|node| Fields::open(node, &SPACING, sink)) {
        set(&mut inner, "rows", &mut charts.spacing.rows);
        set(&mut inner, "margin", &mut charts.spacing.margin);
        inner.finish();
    }
}

/// Sets the target if its key is present and within its limits.
fn set(fields: &mut Fields<'_>, name: &'static str, target: &mut f32) {
    if let Some(found) = fields.number(name) {
        *target = found.value as f32;
    }
}
