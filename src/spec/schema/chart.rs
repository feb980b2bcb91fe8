//! The keys of `charts/<id>.yaml`.

use super::{ALLOW, Form, Key, Shape, TEXTS, optional, required};
use crate::spec::chart::{Kind, TablePlace};
use crate::spec::facet::Facet;
use crate::spec::order::{BY, ORDERS};
use crate::spec::settings::Neutral;
use crate::spec::variant::Variant;

/// `charts/<id>.yaml`.
pub const CHART: Shape = Shape {
    name: "chart",
    what: "a chart",
    about: "One chart. The name of its file is its id.",
    keys: &[
        required("title", Form::Text, "The message, best as a whole sentence. May hold templates."),
        optional("subtitle", Form::Text, "What is measured. May hold templates."),
        optional("series", Form::Id, "Id of the series that is shown. All kinds need it but `key-figures`."),
        required("chart", KIND, "The kind of chart, or the kind with its settings."),
        optional(
            "highlight",
            TEXTS,
            "Categories, columns or nets in the accent colour; the others are muted.",
        ),
        optional(
            "sort",
            SORT,
            "`value`: largest first (the default of ranked kinds). `net`: by the net, or by the positive side of a scale. `data`: as in the series. A list: these first, in this order.",
        ),
        optional(
            "groups",
            GROUPS,
            "Categories that stand together: headings with lists of categories, or a list of such lists, which lines part.",
        ),
        optional("categories", TEXTS, "Only these categories, in this order."),
        optional("columns", TEXTS, "Only these columns, in this order."),
        optional(
            "colors",
            Form::Names(&CHOSEN),
            "Colours of single categories or columns: a role of the theme or `#rrggbb` in quotes.",
        ),
        optional("notes", Form::Text, "A footnote. May hold templates."),
        optional("question", Form::Flag, "Whether the wording of the question stands below the chart."),
        optional(
            "alt",
            Form::Text,
            "Alternative text: `auto` (from the figures, the default), `decorative`, or a sentence.",
        ),
        optional(
            "figures",
            Form::List(&Form::Shape(&KEY_FIGURE)),
            "The tiles of `chart: key-figures`, and of no other kind.",
        ),
        DATA_TABLE,
        VARIANTS,
        optional("axis", Form::Shape(&AXIS), "The value axis of lines and dots."),
        optional(
            "intervals",
            Form::Words(&["bars", "table"]),
            "95 % intervals of shares: `bars` draws them as error bars and prints them in the data table, `table` only prints them.",
        ),
        optional(
            "significance",
            Form::Flag,
            "Whether differences between columns that chance does not explain are marked, by an arrow or by letters.",
        ),
        optional(
            "top",
            Form::Count,
            "Only so many of the largest categories. The others become one row, or a line in the footer where several answers were allowed.",
        ),
        optional(
            "references",
            Form::Either(&[Form::Shape(&REFERENCE), Form::List(&Form::Shape(&REFERENCE))]),
            "Values that the marks are held against: lines, or ranges.",
        ),
        optional(
            "annotations",
            Form::Either(&[Form::Shape(&ANNOTATION), Form::List(&Form::Shape(&ANNOTATION))]),
            "Notes on marks, places and ranges, set where they cover nothing.",
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
        optional("value", Form::Number, "Where the line stands."),
        optional("from", Form::Number, "The lower end of a range."),
        optional("to", Form::Number, "The upper end of a range."),
        optional("label", Form::Text, "What it is. May hold templates."),
    ],
};

const ANNOTATION: Shape = Shape {
    name: "annotation",
    what: "an annotation",
    about: "Words in a free place near what they are about. Where there is none, a number stands there and the words below the marks.",
    keys: &[
        required("text", Form::Text, "The words. May hold templates."),
        optional("category", Form::Text, "The category whose mark the note is about."),
        optional("column", Form::Text, "The column, where the series has several."),
        optional(
            "value",
            Form::Number,
            "A value on the axis, at the category or column or by itself, where the note is not about a figure.",
        ),
        optional("from", Form::Text, "Where a range begins: a category, or a column of lines."),
        optional("to", Form::Text, "Where it ends."),
        optional("arrow", Form::Flag, "Whether the line to it ends in an arrow."),
    ],
};

const GROUPS: Form = Form::Either(&[Form::Names(&TEXTS), Form::List(&TEXTS)]);

const AXIS: Shape = Shape {
    name: "axis",
    what: "`axis`",
    about: "The value axis of lines and dots.",
    keys: &[optional(
        "from",
        Form::Number,
        "Where it starts, if not at zero; the lint reports it, since differences look larger then.",
    )],
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
    about: "What the categories are sorted by, and which way.",
    keys: &[
        optional("by", Form::Words(&[BY[0].0, BY[1].0, BY[2].0]), "`value` (the default), `net` or `data`."),
        optional("column", Form::Text, "The column whose figures count, if not the first."),
        optional(
            "order",
            Form::Words(&[ORDERS[0].0, ORDERS[1].0]),
            "`descending`: the largest first (the default).",
        ),
    ],
};
/// Roles are words and colours are digits, but a misspelt role gets its answer from the reader.
const CHOSEN: Form = Form::Text;

const SETTINGS: Shape = Shape {
    name: "settings",
    what: "a kind of chart",
    about: "Settings of a kind of chart.",
    keys: &[
        optional("labels", Form::Shape(&LABELS), "Labels with values, of stacks."),
        optional(
            "center",
            Form::Text,
            "Where the middle of a diverging bar lies: across the answer of this name, or behind so many answers (`2`; `2.5` is across the third).",
        ),
        optional(
            "neutral",
            Form::Words(&[Neutral::WORDS[0].0, Neutral::WORDS[1].0]),
            "Where the neutral answer of a diverging bar stands: across the `middle` (the default), or `beside` the scale.",
        ),
    ],
};

const LABELS: Shape = Shape {
    name: "labels",
    what: "`labels`",
    about: "Labels with values.",
    keys: &[optional("hide-below", Form::Number, "Parts below this value get no label of their own.")],
};

const KEY_FIGURE: Shape = Shape {
    name: "key-figure",
    what: "a key figure",
    about: "A tile with one number.",
    keys: &[
        required("series", Form::Id, "Id of the series."),
        required("category", Form::Text, "Category, net or remainder."),
        optional("column", Form::Text, "Column, where the series has several."),
        required("label", Form::Text, "The words below the number. May hold templates."),
    ],
};

pub(super) const DATA_TABLE: Key = optional(
    "data-table",
    Form::Words(&[TablePlace::WORDS[0].0, TablePlace::WORDS[1].0, TablePlace::WORDS[2].0]),
    "Where the figures stand as a table: `appendix` (the default), `beside` the figure, or `both`. A chart's own word counts before the briefing's.",
);

pub(super) const VARIANTS: Key = optional(
    "variants",
    Form::Either(&[
        Form::Words(&Variant::NAMES),
        Form::Shape(&VARIANT),
        Form::List(&Form::Either(&[Form::Words(&Variant::NAMES), Form::Shape(&VARIANT)])),
    ]),
    "The images: each variant is laid out anew for its size. The first keeps the chart's name, the others add theirs. A chart's own list counts before the briefing's.",
);

const VARIANT: Shape = Shape {
    name: "variant",
    what: "a variant",
    about: "A size and look of images.",
    keys: &[
        required(
            "name",
            Form::Id,
            "Part of the file's name. That of a built-in variant starts from its settings.",
        ),
        optional("width", LENGTH, "Width with its unit: px, mm, pt or in."),
        optional(
            "height",
            LENGTH,
            "Height with its unit; left out beside a width, it is as much as the chart needs.",
        ),
        optional("text", TEXT_SIZE, "Size of labels, 7pt to 72pt."),
        optional("plain", Form::Flag, "Without title and footer, for slides that have their own."),
        optional("grey", Form::Flag, "In greys and patterns, for print in black and white."),
    ],
};

const TEXT_SIZE: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "9pt");
const LENGTH: Form = Form::Pattern("^[0-9]+(\\.[0-9]+)? ?(px|mm|pt|in)$", "340pt");
