//! The keys of `theme.yaml`.

use super::{COLOR, Form, Shape, TEXTS, optional};
use crate::theme::PageStyle;
use crate::theme::palette::Look;

/// `theme.yaml`.
pub const THEME: Shape = Shape {
    name: "theme",
    what: "a theme",
    about: "Colours, fonts, page and logo. What is not set keeps the built-in theme.",
    keys: &[
        optional(
            "look",
            Form::Words(&[Look::WORDS[0].0, Look::WORDS[1].0]),
            "The colours to start from: `neutral`, or `dark` for screens.",
        ),
        optional("colors", Form::Shape(&COLORS), "Colours by purpose."),
        optional(
            "brand",
            Form::Text,
            "A brand file in the specs folder, in the format of `_brand.yml`, or `none`. Without this key `_brand.yml` is read if it exists. The theme overrides the brand.",
        ),
        optional("type", Form::Shape(&TYPE), "Font sizes."),
        optional("strokes", Form::Shape(&STROKES), "Line widths in charts."),
        optional("spacing", Form::Shape(&SPACING), "Distances in charts."),
        optional("page", Form::Shape(&PAGE), "The page of the PDF."),
        optional("fonts", Form::Shape(&FONTS), "TrueType font files in the specs folder."),
        optional(
            "logo",
            Form::Text,
            "An SVG file with filled shapes in the specs folder, for the cover and the running header.",
        ),
    ],
};

const COLORS: Shape = Shape {
    name: "colors",
    what: "`colors`",
    about: "Colours as `#rrggbb` in quotes.",
    keys: &[
        optional("background", COLOR, "The page or image background."),
        optional("text", COLOR, "Text."),
        optional("quiet", COLOR, "Secondary text: footers, ticks, captions."),
        optional("accent", COLOR, "The highlighted marks."),
        optional("opposite", COLOR, "The negative side of a scale; the positive side has the accent colour."),
        optional("muted", COLOR, "Marks that are not highlighted."),
        optional("rest", COLOR, "Remainder and non-response."),
        optional("grid", COLOR, "Grid lines, rules and borders."),
        optional("panel", COLOR, "The background of tiles and table headers."),
        optional("palette", Form::List(&COLOR), "Colours of compared columns, in order."),
        optional(
            "sequential",
            Form::List(&COLOR),
            "Two or more colours from low to high: shades of a heat map, parts of an ordered whole.",
        ),
        optional(
            "diverging",
            Form::List(&COLOR),
            "Two or more colours from one end of a scale through its middle to the other end.",
        ),
    ],
};

const TYPE: Shape = Shape {
    name: "type",
    what: "`type`",
    about: "Font sizes: `page` in points, the others as multiples of the label size. No text becomes smaller than 7 pt.",
    keys: &[
        optional(
            "page",
            Form::Number,
            "Running text and labels on a page, in points. Default 9.5, on a slide 14.",
        ),
        optional("small", Form::Number, "Ticks and legends. Default 0.92."),
        optional("footer", Form::Number, "Footer of an image. Default 0.8."),
        optional("title", Form::Number, "Title of an image. Default 1.5."),
        optional("subtitle", Form::Number, "Subtitle of an image. Default 1.08."),
        optional("figure", Form::Number, "The number of a key figure. Default 2.9."),
    ],
};

const STROKES: Shape = Shape {
    name: "strokes",
    what: "`strokes`",
    about: "Line widths, 0.25 to 6: points on a page, pixels in an image.",
    keys: &[
        optional("grid", Form::Number, "Grid lines and table rules. Default 0.6."),
        optional("axis", Form::Number, "The zero line. Default 1."),
        optional("parting", Form::Number, "Separators between touching marks. Default 1."),
        optional("leader", Form::Number, "Leader lines from marks to labels and notes. Default 0.75."),
        optional("reference", Form::Number, "Reference lines. Default 1."),
        optional("whisker", Form::Number, "Error bars. Default 1.1."),
        optional("pattern", Form::Number, "Patterns in black-and-white print. Default 0.75."),
    ],
};

const SPACING: Shape = Shape {
    name: "spacing",
    what: "`spacing`",
    about: "Distances in charts, 0 to 5.",
    keys: &[
        optional("rows", Form::Number, "Gaps between rows, as a multiple of the built-in gap. Default 1."),
        optional(
            "margin",
            Form::Number,
            "Margin of an image, as a multiple of the label size. Default 1.85.",
        ),
    ],
};

const PAGE: Shape = Shape {
    name: "page",
    what: "`page`",
    about: "Page size and margins.",
    keys: &[
        optional("size", Form::Words(&SHEETS), "The page size."),
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
        optional("right", Form::Number, "Right of the text."),
        optional("bottom", Form::Number, "Below the text."),
        optional("left", Form::Number, "Left of the text."),
    ],
};

const FONTS: Shape = Shape {
    name: "fonts",
    what: "`fonts`",
    about: "TrueType font files in the specs folder whose licence bits allow embedding.",
    keys: &[
        optional("regular", Form::Text, "Running text."),
        optional("italic", Form::Text, "Emphasis."),
        optional("semibold", Form::Text, "Headings and labels."),
        optional("bold", Form::Text, "Strong emphasis and large numbers."),
        optional("fallback", TEXTS, "Fonts for characters that the others lack."),
    ],
};
