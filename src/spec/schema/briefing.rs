//! The keys of `briefing.yaml`.

use super::chart::{DATA_TABLE, VARIANTS};
use super::{ALLOW, Form, Shape, TEXTS, optional, required};

/// `briefing.yaml`.
pub const BRIEFING: Shape = Shape {
    name: "briefing",
    what: "a briefing",
    about: "The document: title page, sections with Markdown and charts, method page. Without this file all charts are shown in order of their names.",
    keys: &[
        required("title", Form::Text, "Title of the document. May contain templates."),
        optional("subtitle", Form::Text, "Second line of the title. May contain templates."),
        optional("kicker", Form::Text, "Small line above the title, such as the type of document."),
        optional(
            "date",
            DATE,
            "Date of issue. It is also the date of the PDF, so that the same specs give the same bytes.",
        ),
        required(
            "language",
            LANGUAGE,
            "Language of all texts. It determines number and date formats, hyphenation, fixed phrases and pronunciation.",
        ),
        optional("publisher", Form::Text, "Publisher, shown on the cover and in the properties of the PDF."),
        optional("summary", Form::Text, "One sentence for the properties of the PDF."),
        optional("keywords", TEXTS, "Keywords for the properties of the PDF."),
        optional("cover", Form::Text, "A paragraph of Markdown on the cover. May contain templates."),
        optional(
            "sections",
            Form::List(&Form::Shape(&SECTION)),
            "The sections in order. They are numbered and listed in the table of contents.",
        ),
        optional(
            "method",
            Form::Text,
            "Markdown at the start of the method page, before the facts about the survey. May contain templates.",
        ),
        DATA_TABLE,
        VARIANTS,
        optional(
            "checks",
            Form::Names(&Form::Words(&["off", "warn", "error"])),
            "Levels of single lint rules.",
        ),
        optional(
            "min-base",
            Form::Either(&[Form::Count, Form::Shape(&MIN_BASE)]),
            "The smallest base (default 30). Shares of fewer respondents are reported, or hidden.",
        ),
        ALLOW,
    ],
};

const MIN_BASE: Shape = Shape {
    name: "min-base",
    what: "`min-base`",
    about: "The smallest base of shares.",
    keys: &[
        required("n", Form::Count, "The number of respondents."),
        optional(
            "hide",
            Form::Flag,
            "Whether to replace figures with a smaller base by `n < 30`, and figures that they could be computed from by `•`.",
        ),
    ],
};

const DATE: Form = Form::Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2020-12-02");
const LANGUAGE: Form = Form::Pattern("^(de|en)(-.*)?$", "en");

const SECTION: Shape = Shape {
    name: "section",
    what: "a section",
    about: "A numbered section. `text` and `charts` are short for a `content` of one text followed by charts.",
    keys: &[
        required("title", Form::Text, "Heading. May contain templates."),
        optional("text", Form::Text, "Markdown before the charts. May contain templates."),
        optional("charts", Form::Either(&[Form::Id, Form::List(&Form::Id)]), "Ids of charts, in order."),
        optional("content", Form::List(&Form::Shape(&BLOCK)), "Texts and charts in any order."),
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
            "Markdown: headings from `##` on, paragraphs, emphasis, lists, links, notes. May contain templates.",
        ),
        optional("chart", Form::Id, "Id of a chart: its file name without `.yaml`."),
    ],
};
