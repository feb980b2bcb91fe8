//! The keys of `briefing.yaml`.

use super::chart::{DATA_TABLE, VARIANTS};
use super::{ALLOW, Form, Shape, TEXTS, optional, required};

/// `briefing.yaml`.
pub const BRIEFING: Shape = Shape {
    name: "briefing",
    what: "a briefing",
    about: "The document: title page, sections of Markdown and charts, method. Without this file all charts are shown in name order.",
    keys: &[
        required("title", Form::Text, "Title of the document. May hold templates."),
        optional("subtitle", Form::Text, "Second line of the title. May hold templates."),
        optional("kicker", Form::Text, "Small line above the title, such as the kind of document."),
        optional(
            "date",
            DATE,
            "Day of issue. It is also the date of the PDF, so that the same specs give the same bytes.",
        ),
        required(
            "language",
            LANGUAGE,
            "Language of all texts: decides numbers, dates, hyphenation, fixed words and pronunciation.",
        ),
        optional(
            "publisher",
            Form::Text,
            "Who publishes it; stands on the cover and in the properties of the PDF.",
        ),
        optional("summary", Form::Text, "One sentence for the properties of the PDF."),
        optional("keywords", TEXTS, "Words to find it by, for the properties of the PDF."),
        optional("cover", Form::Text, "A paragraph of Markdown on the cover. May hold templates."),
        optional(
            "sections",
            Form::List(&Form::Shape(&SECTION)),
            "The sections in their order; they are numbered and stand in the contents.",
        ),
        optional(
            "method",
            Form::Text,
            "Markdown that stands before the facts on the survey at the end. May hold templates.",
        ),
        DATA_TABLE,
        VARIANTS,
        optional(
            "checks",
            Form::Names(&Form::Words(&["off", "warn", "error"])),
            "The levels of single rules of the lint.",
        ),
        optional(
            "min-base",
            Form::Either(&[Form::Count, Form::Shape(&MIN_BASE)]),
            "Shares of fewer answers are reported, or hidden; 30 where it is not set.",
        ),
        ALLOW,
    ],
};

const MIN_BASE: Shape = Shape {
    name: "min-base",
    what: "`min-base`",
    about: "How many answers shares must rest on.",
    keys: &[
        required("n", Form::Count, "So many."),
        optional(
            "hide",
            Form::Flag,
            "Whether `n < 30` stands in place of figures of fewer, and `•` in place of those that they could be computed from.",
        ),
    ],
};

const DATE: Form = Form::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2020-12-02");
const LANGUAGE: Form = Form::Pattern("^(de|en)(-.*)?$", "en");

const SECTION: Shape = Shape {
    name: "section",
    what: "a section",
    about: "A numbered section. `text` and `charts` are short for a `content` of one text and then some charts.",
    keys: &[
        required("title", Form::Text, "Heading. May hold templates."),
        optional("text", Form::Text, "Markdown before the charts. May hold templates."),
        optional(
            "charts",
            Form::Either(&[Form::Id, Form::List(&Form::Id)]),
            "Ids of charts, in their order.",
        ),
        optional("content", Form::List(&Form::Shape(&BLOCK)), "Texts and charts in turn."),
    ],
};

const BLOCK: Shape = Shape {
    name: "block",
    what: "a piece of content",
    about: "Either a text or a chart.",
    keys: &[
        optional(
            "text",
            Form::Text,
            "Markdown: headings from `##` on, paragraphs, emphasis, lists, links, notes. May hold templates.",
        ),
        optional("chart", Form::Id, "Id of a chart: the name of its file without `.yaml`."),
    ],
};
