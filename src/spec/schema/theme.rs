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
    what: "the colours of a theme",
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
    ],
};

const PAGE: Shape = Shape {
    name: "page",
    what: "the page of a theme",
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
    what: "the fonts of a theme",
    about: "TrueType files in the specs folder that may be embedded.",
    keys: &[
        optional("regular", Form::Text, "Text."),
        optional("italic", Form::Text, "Emphasis."),
        optional("semibold", Form::Text, "Headings and labels."),
        optional("bold", Form::Text, "Strong words and large numbers."),
        optional("fallback", TEXTS, "For characters that the others lack."),
    ],
};
