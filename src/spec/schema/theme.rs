//! The keys of `theme.yaml`.

use super::{COLOR, Form, Shape, TEXTS, optional};
use crate::theme::PageStyle;
use crate::theme::palette::Look;

/// `theme.yaml`.
pub const THEME: Shape = Shape {
    name: "theme",
    what: "a theme",
    about: "Colours, fonts, page and logo, laid over the built-in theme.",
    keys: &[
        optional(
            "look",
            Form::Words(&[Look::WORDS[0].0, Look::WORDS[1].0]),
            "The colours to start from: `neutral`, or `dark` for screens.",
        ),
        optional("colors", Form::Shape(&COLORS), "Colours by what they are for."),
        optional(
            "brand",
            Form::Text,
            "A brand file of the form of `_brand.yml` in the specs folder, or `none`. Without it `_brand.yml` is read where it is there. What stands here counts before it.",
        ),
        optional("type", Form::Shape(&TYPE), "Sizes of text."),
        optional("strokes", Form::Shape(&STROKES), "Widths of lines in charts."),
        optional("spacing", Form::Shape(&SPACING), "Distances in charts."),
        optional("page", Form::Shape(&PAGE), "The page of the PDF."),
        optional("fonts", Form::Shape(&FONTS), "TrueType files in the specs folder."),
        optional(
            "logo",
            Form::Text,
            "An SVG file of filled shapes in the specs folder, for cover and running header.",
        ),
    ],
};

const COLORS: Shape = Shape {
    name: "colors",
    what: "`colors`",
    about: "Colours as `#rrggbb` in quotes.",
    keys: &[
        optional("background", COLOR, "Behind everything."),
        optional("text", COLOR, "Text."),
        optional("quiet", COLOR, "Secondary text: footers, ticks, captions."),
        optional("accent", COLOR, "The one thing to look at."),
        optional("opposite", COLOR, "The other side of a scale whose positive side is the accent."),
        optional("muted", COLOR, "Marks that stand beside what is highlighted."),
        optional("rest", COLOR, "What is not known: remainder, no answer."),
        optional("grid", COLOR, "Grid lines, rules and borders."),
        optional("panel", COLOR, "The ground of tiles and table heads."),
        optional("palette", Form::List(&COLOR), "Colours of columns that are compared, in their order."),
        optional(
            "sequential",
            Form::List(&COLOR),
            "Two or more colours from the least to the most: shades of a heat map, parts of an ordered whole.",
        ),
        optional(
            "diverging",
            Form::List(&COLOR),
            "Two or more colours from one end of a scale over its middle to the other.",
        ),
    ],
};

const TYPE: Shape = Shape {
    name: "type",
    what: "`type`",
    about: "Sizes of text: on a page in points, the others as multiples of the size of labels. None becomes smaller than 7 pt.",
    keys: &[
        optional("page", Form::Number, "Running text and labels on a page, in points; 9.5, on a slide 14."),
        optional("small", Form::Number, "Ticks and legends; 0.92."),
        optional("footer", Form::Number, "Footer of an image; 0.8."),
        optional("title", Form::Number, "Title of an image; 1.5."),
        optional("subtitle", Form::Number, "Subtitle of an image; 1.08."),
        optional("figure", Form::Number, "The number of a key figure; 2.9."),
    ],
};

const STROKES: Shape = Shape {
    name: "strokes",
    what: "`strokes`",
    about: "Widths of lines, 0.25 to 6: points on a page, pixels in an image.",
    keys: &[
        optional("grid", Form::Number, "Grid lines and lines of tables; 0.6."),
        optional("axis", Form::Number, "The line at zero; 1."),
        optional("parting", Form::Number, "What parts neighbouring marks; 1."),
        optional("leader", Form::Number, "From marks to labels and notes; 0.75."),
        optional("reference", Form::Number, "Reference lines; 1."),
        optional("whisker", Form::Number, "Error bars; 1.1."),
        optional("pattern", Form::Number, "Patterns in black and white; 0.75."),
    ],
};

const SPACING: Shape = Shape {
    name: "spacing",
    what: "`spacing`",
    about: "Distances in charts, 0 to 5.",
    keys: &[
        optional("rows", Form::Number, "Gaps between rows, as a multiple of their own; 1."),
        optional("margin", Form::Number, "Space around an image, in sizes of its labels; 1.85."),
    ],
};

const PAGE: Shape = Shape {
    name: "page",
    what: "`page`",
    about: "Sheet and margins.",
    keys: &[
        optional("size", Form::Words(&SHEETS), "The sheet."),
        optional("margins", Form::Shape(&MARGINS), "Margins in millimetres, 5 to 100."),
    ],
};

const SHEETS: [&str; 4] =
    [PageStyle::SHEETS[0].0, PageStyle::SHEETS[1].0, PageStyle::SHEETS[2].0, PageStyle::SHEETS[3].0];

const MARGINS: Shape = Shape {
    name: "margins",
    what: "`margins`",
    about: "Margins in millimetres, 5 to 100.",
    keys: &[
        optional("top", Form::Number, "Above the text."),
        optional("right", Form::Number, "Right of it."),
        optional("bottom", Form::Number, "Below it."),
        optional("left", Form::Number, "Left of it."),
    ],
};

const FONTS: Shape = Shape {
    name: "fonts",
    what: "`fonts`",
    about: "TrueType files in the specs folder that may be embedded.",
    keys: &[
        optional("regular", Form::Text, "Text."),
        optional("italic", Form::Text, "Emphasis."),
        optional("semibold", Form::Text, "Headings and labels."),
        optional("bold", Form::Text, "Strong words and large numbers."),
        optional("fallback", TEXTS, "For characters that the others lack."),
    ],
};
