//! The keys of `charts/<id>.yaml`.

use super::{ALLOW, Form, Key, Shape, TEXTS, optional, required};
use crate::spec::axis::Spacing;
use crate::spec::chart::{Kind, TablePlace};
use crate::spec::facet::Facet;
use crate::spec::numbers::Magnitude;
use crate::spec::order::{BY, ORDERS};
use crate::spec::settings::Neutral;
use crate::spec::variant::Variant;

/// `charts/<id>.yaml`.
pub const CHART: Shape = Shape {
    name: "chart",
    what: "a chart",
    about: "One chart. Its file name without the extension is its id.",
    keys: &[
        required("title", Form::Text, "The message, best as a whole sentence. May contain templates."),
        optional("subtitle", Form::Text, "What is measured. May contain templates."),
        optional(
            "series",
            Form::Id,
            "Id of the series to show. Required for all kinds except `key-figures`.",
        ),
        required("chart", KIND, "The kind of chart, or the kind with its settings."),
        optional(
            "highlight",
            TEXTS,
            "Categories, columns or nets to show in the accent colour; the others are muted.",
        ),
        optional(
            "sort",
            SORT,
            "`value`: largest first (the default of ranked kinds). `net`: by the net, or by the sum of the positive side of a scale. `data`: as in the series. A list: these categories first, in this order.",
        ),
        optional(
            "groups",
            GROUPS,
            "Groups of categories: headings with lists of categories, or a list of lists, which are separated by lines.",
        ),
        optional("categories", TEXTS, "Only these categories, in this order."),
        optional("columns", TEXTS, "Only these columns, in this order."),
        optional(
            "colors",
            Form::Names(&CHOSEN),
            "Colours of single categories or columns: each a role of the theme, or `#rrggbb` in quotes.",
        ),
        optional("notes", Form::Text, "A footnote. May contain templates."),
        optional("question", Form::Flag, "Whether to print the wording of the question below the chart."),
        optional(
            "alt",
            Form::Text,
            "Alternative text: `auto` (the default, generated from the figures), `decorative`, or a sentence.",
        ),
        optional(
            "figures",
            Form::List(&Form::Shape(&KEY_FIGURE)),
            "The tiles of `chart: key-figures`; no other kind takes this key.",
        ),
        DATA_TABLE,
        VARIANTS,
        optional(
            "numbers",
            Form::Shape(&NUMBERS),
            "How figures are printed, if not by the unit of the series.",
        ),
        optional(
            "axis",
            Form::Shape(&AXIS),
            "The ends of the value axis, and the spacing of points in time.",
        ),
        optional(
            "intervals",
            Form::Words(&["bars", "table"]),
            "95 % confidence intervals of shares: `bars` draws them as error bars and prints them in the data table, `table` only prints them.",
        ),
        optional(
            "significance",
            Form::Flag,
            "Whether to mark statistically significant differences between columns, by an arrow or by letters.",
        ),
        optional(
            "top",
            Form::Count,
            "How many of the largest categories to show. The others are combined in one row or, for multiple response, in a line of the footer.",
        ),
        optional(
            "references",
            Form::Either(&[Form::Shape(&REFERENCE), Form::List(&Form::Shape(&REFERENCE))]),
            "Values to compare the marks with: lines or ranges.",
        ),
        optional(
            "annotations",
            Form::Either(&[Form::Shape(&ANNOTATION), Form::List(&Form::Shape(&ANNOTATION))]),
            "Notes on marks, positions and ranges, placed where they cover nothing.",
        ),
        optional(
            "facet",
            Form::Words(&[Facet::WORDS[0].0, Facet::WORDS[1].0]),
            "Small multiples on one scale: a panel for each of the `columns`, or of the `categories`.",
        ),
        ALLOW,
    ],
};

const REFERENCE: Shape = Shape {
    name: "reference",
    what: "a reference",
    about: "A line at a value, or a range between two values.",
    keys: &[
        optional("value", Form::Number, "The value of a line."),
        optional("from", Form::Number, "The lower end of a range."),
        optional("to", Form::Number, "The upper end of a range."),
        optional("label", Form::Text, "Its label. May contain templates."),
    ],
};

const ANNOTATION: Shape = Shape {
    name: "annotation",
    what: "an annotation",
    about: "Text in a free area near its subject. If there is no free area, a number marks the subject and the text goes below the chart.",
    keys: &[
        required("text", Form::Text, "The text. May contain templates."),
        optional("category", Form::Text, "The category whose mark the note is about."),
        optional("column", Form::Text, "The column, if the series has several."),
        optional(
            "value",
            Form::Number,
            "A value on the axis, at the category or column or by itself, if the note is not about a figure.",
        ),
        optional("from", Form::Text, "Start of a range: a category, or a column of a line chart."),
        optional("to", Form::Text, "End of the range."),
        optional("arrow", Form::Flag, "Whether the leader line ends in an arrow."),
    ],
};

const GROUPS: Form = Form::Either(&[Form::Names(&TEXTS), Form::List(&TEXTS)]);

const NUMBERS: Shape = Shape {
    name: "numbers",
    what: "`numbers`",
    about: "How a chart and its table print figures; the data file keeps them whole.",
    keys: &[
        optional("prefix", Form::Text, "What is printed before each figure, such as `€`."),
        optional("suffix", Form::Text, "What is printed after each figure, such as `' °C'`."),
        optional(
            "in",
            Form::Words(&[Magnitude::WORDS[0].0, Magnitude::WORDS[1].0, Magnitude::WORDS[2].0]),
            "Prints figures in this magnitude, with its short name in the language: `159,4 Mrd.`, `159.4 bn`.",
        ),
        optional(
            "decimals",
            Form::Number,
            "Decimals of each figure, 0 to 6. Default: those of the series, or 1 with `in`.",
        ),
        optional("plus", Form::Flag, "Whether figures above zero have a plus sign, as changes do."),
    ],
};

const AXIS: Shape = Shape {
    name: "axis",
    what: "`axis`",
    about: "The ends of the value axis of lines and dots, and the spacing of points in time.",
    keys: &[
        optional(
            "from",
            Form::Number,
            "Where the axis starts, if not at zero. The lint reports it, since differences then look larger.",
        ),
        optional("to", Form::Number, "Where the axis ends, if not just above the largest figure."),
        optional(
            "time",
            Form::Words(&[Spacing::WORDS[0].0, Spacing::WORDS[1].0]),
            "Years, quarters, months, weeks and days are spaced in proportion to the time between them. `even` spaces \
             them evenly, which is noted under the chart.",
        ),
    ],
};

const KIND: Form = Form::Either(&[
    Form::Words(Kind::NAMES),
    Form::Tagged(Kind::NAMES, &Form::Either(&[Form::Shape(&SETTINGS), Form::Nothing])),
]);
const SORT: Form =
    Form::Either(&[Form::Words(&["value", "net", "data"]), Form::List(&Form::Text), Form::Shape(&ORDER)]);

const ORDER: Shape = Shape {
    name: "order",
    what: "`sort`",
    about: "What the categories are sorted by, and in which direction.",
    keys: &[
        optional("by", Form::Words(&[BY[0].0, BY[1].0, BY[2].0]), "`value` (the default), `net` or `data`."),
        optional("column", Form::Text, "The column to sort by, if not the first."),
        optional(
            "order",
            Form::Words(&[ORDERS[0].0, ORDERS[1].0]),
            "`descending` (the default): the largest first. `ascending`: the smallest first.",
        ),
    ],
};
/// Any text in the schema: for a misspelt role, the reader gives the better error message.
const CHOSEN: Form = Form::Text;

const SETTINGS: Shape = Shape {
    name: "settings",
    what: "a kind of chart",
    about: "Settings of a kind of chart.",
    keys: &[
        optional("labels", Form::Shape(&LABELS), "Value labels of stacked kinds."),
        optional(
            "center",
            Form::Text,
            "Where the center line of a diverging bar lies: through the answer of this name, or after this many answers (`2`; `2.5` means through the middle of the third).",
        ),
        optional(
            "neutral",
            Form::Words(&[Neutral::WORDS[0].0, Neutral::WORDS[1].0]),
            "Where the neutral answer of a diverging bar is drawn: across the `middle` (the default), or `beside` the scale.",
        ),
        optional(
            "steps",
            Form::Flag,
            "Whether the lines of `line` keep their level until the next point in time, as an interest rate does.",
        ),
    ],
};

const LABELS: Shape = Shape {
    name: "labels",
    what: "`labels`",
    about: "Value labels.",
    keys: &[optional("hide-below", Form::Number, "Parts below this value are not labelled.")],
};

const KEY_FIGURE: Shape = Shape {
    name: "key-figure",
    what: "a key figure",
    about: "A tile with one number.",
    keys: &[
        required("series", Form::Id, "Id of the series."),
        required("category", Form::Text, "Category, net or remainder."),
        optional("column", Form::Text, "Column, if the series has several."),
        required("label", Form::Text, "The text below the number. May contain templates."),
    ],
};

pub(super) const DATA_TABLE: Key = optional(
    "data-table",
    Form::Words(&[TablePlace::WORDS[0].0, TablePlace::WORDS[1].0, TablePlace::WORDS[2].0]),
    "Where the data table is shown: in the `appendix` (the default), `beside` the figure, or `both`. The chart's own setting overrides the briefing's.",
);

pub(super) const VARIANTS: Key = optional(
    "variants",
    Form::Either(&[
        Form::Words(&Variant::NAMES),
        Form::Shape(&VARIANT),
        Form::List(&Form::Either(&[Form::Words(&Variant::NAMES), Form::Shape(&VARIANT)])),
    ]),
    "The images: each variant is laid out anew for its size. The file of the first has the chart's name, the others add their own. The chart's own list overrides the briefing's.",
);

const VARIANT: Shape = Shape {
    name: "variant",
    what: "a variant",
    about: "A size and look of images.",
    keys: &[
        required(
            "name",
            Form::Id,
            "Suffix of the file name. The name of a built-in variant also takes over its settings.",
        ),
        optional("width", LENGTH, "Width with a unit: px, mm, pt or in."),
        optional(
            "height",
            LENGTH,
            "Height with a unit. If only the width is given, the height is what the chart needs.",
        ),
        optional("text", TEXT_SIZE, "Font size of labels, 7pt to 72pt."),
        optional("plain", Form::Flag, "Without title and footer, for slides that have their own."),
        optional("grey", Form::Flag, "In greys and patterns, for print in black and white."),
    ],
};

const TEXT_SIZE: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "9pt");
const LENGTH: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "340pt");
