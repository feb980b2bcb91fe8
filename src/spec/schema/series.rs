//! The keys of `series/*.yaml`.

use super::{ALLOW, Form, Key, Shape, TEXTS, optional, required};

/// `series/*.yaml`.
pub const SERIES_FILE: Shape = Shape {
    name: "series-file",
    what: "a series file",
    about: "What a survey says: the facts on it once, then one entry for each question.",
    keys: &[
        optional("survey", Form::Shape(&SURVEY), "The facts on the survey, for all its series."),
        optional(
            "labels",
            Form::Names(&Form::Names(&Form::Text)),
            "Labels that several series share, by a name: `agree: {1: yes, 2: no}`.",
        ),
        required(
            "series",
            Form::Names(&Form::Shape(&SERIES)),
            "One entry for each question under its id: small letters a-z, digits and hyphens.",
        ),
    ],
};

const SURVEY: Shape = Shape {
    name: "survey",
    what: "`survey`",
    about: "Who asked whom, how and when. It stands below every chart and on the page on the method.",
    keys: &[
        optional("title", Form::Text, "Title of the survey."),
        optional("population", Form::Text, "Who was asked."),
        optional("sponsor", Form::Text, "Who commissioned it."),
        optional("institute", Form::Text, "Who carried it out."),
        optional("mode", Form::Text, "How the questions were asked."),
        optional(
            "fieldwork",
            Form::Text,
            "When: a day, a month, or two with a slash between, as in `2020-08/2020-11`.",
        ),
        optional("published", Form::Text, "When the figures were published."),
        BASE_KEY,
        optional("source", Form::Either(&[Form::Text, Form::Shape(&SOURCE)]), "Who is named as the source."),
        optional("weighting", Form::Text, "How the answers were weighted, in a sentence."),
        ROUNDING,
        DECIMALS,
    ],
};

const BASE_KEY: Key =
    optional("base", Form::Shape(&BASE), "Who answered. A series without its own takes the survey's.");

const BASE: Shape = Shape {
    name: "base",
    what: "a base",
    about: "Who answered, in words and number.",
    keys: &[
        required("label", Form::Text, "In words, such as `all towns`."),
        optional(
            "filter",
            Form::Text,
            "Which of them, where the question was put to some only, such as `without home office`.",
        ),
        optional("n", Form::Count, "How many, where it is known."),
        optional(
            "n-effective",
            Form::Count,
            "The size after weighting and clustering: margins of error are computed with it.",
        ),
        optional(
            "columns",
            Form::Names(&Form::Count),
            "How many in each column, where columns are subgroups or waves.",
        ),
    ],
};

const SOURCE: Shape = Shape {
    name: "source",
    what: "a source",
    about: "A name with an address.",
    keys: &[
        required("name", Form::Text, "The name."),
        optional("url", Form::Pattern("^https?://", "https://example.org"), "The address."),
    ],
};

const SERIES: Shape = Shape {
    name: "series",
    what: "a series",
    about: "A question with its figures.",
    keys: &[
        optional("label", Form::Text, "A short name for tables and lists."),
        optional("question", Form::Text, "The wording, printed below a chart with `question: true`."),
        required(
            "type",
            Form::Words(&["single", "multiple", "scale", "numeric"]),
            "`single`: one answer, the shares are parts of 100. `multiple`: several answers were allowed. `scale`: one answer on an ordered scale. `numeric`: a number.",
        ),
        optional(
            "unit",
            Form::Words(&["percent", "count", "number"]),
            "What the figures count: shares (the default), cases, or any other number.",
        ),
        optional(
            "by",
            Form::Words(&["item", "group"]),
            "What several columns are. `item`: each category is a question of its own, its columns are the answers. `group` (the default): subgroups or points in time.",
        ),
        optional(
            "values",
            Form::Names(&VALUE),
            "One figure for each category, or a mapping of columns to figures. Nothing stands for a figure that was not published.",
        ),
        optional(
            "data",
            Form::Either(&[Form::Text, Form::Shape(&DATA)]),
            "In place of `values`: the name of a file of figures, or a mapping with `file` and what is needed to read it.",
        ),
        optional(
            "labels",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "What codes of counted answers are called, in the order of the answers: `{1: very good, 2: good}`, or the name of labels that the file shares. A code without a label is an error. In a table of figures, new names for its categories and columns; all other keys of the series use the new ones.",
        ),
        optional("remainder", Form::Text, "The name of what is missing to 100; it is shown, muted and last."),
        optional("nets", Form::Names(&NET_FORM), "Categories taken together under a name of their own."),
        optional(
            "missing",
            TEXTS,
            "Categories or columns that are no answer, such as don't know: they stand last and muted.",
        ),
        optional("neutral", Form::Text, "The neutral point of a scale: a category or column."),
        optional("max-answers", Form::Count, "How many answers were allowed at most."),
        BASE_KEY,
        optional(
            "pin-last",
            TEXTS,
            "Categories or columns that stand last whatever the order, such as others.",
        ),
        optional("wave-of", Form::Id, "Id of the series that asks the same in another wave."),
        ROUNDING,
        DECIMALS,
        ALLOW,
        optional("notes", Form::Text, "A note on the figures, printed below every chart of them."),
    ],
};

const NET_FORM: Form = Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Shape(&NET)]);

const NET: Shape = Shape {
    name: "net",
    what: "a net",
    about: "Categories taken together, with the figure that was published for them.",
    keys: &[
        required("parts", TEXTS, "Its categories."),
        optional(
            "value",
            Form::Either(&[Form::Number, Form::Names(&FIGURE)]),
            "The published figure, or one for each column; without it the parts are added up.",
        ),
    ],
};

const ROUNDING: Key = optional(
    "rounding",
    Form::Words(&["none", "half-up", "largest-remainder"]),
    "`half-up` (the default) rounds each figure by itself, `largest-remainder` the parts of a whole so that they add up to it, `none` shows all places. A series' own word counts before the survey's.",
);

const DECIMALS: Key = optional(
    "decimals",
    Form::UpTo(3),
    "Decimals that figures are shown with; without it 0 where all are whole, else 1.",
);

const FIGURE: Form = Form::Either(&[Form::Number, Form::Nothing]);
const VALUE: Form = Form::Either(&[Form::Number, Form::Nothing, Form::Names(&FIGURE)]);

const DATA: Shape = Shape {
    name: "data",
    what: "`data`",
    about: "A file of figures, and how to read it. What is not declared is not guessed.",
    keys: &[
        required(
            "file",
            Form::Text,
            "Its name from the specs folder on: `.csv`, `.tsv`, `.json`, `.parquet`, `.xlsx`, `.xlsm`, `.xls` or `.ods`.",
        ),
        optional(
            "format",
            Form::Words(&[
                "plain",
                "limesurvey",
                "qualtrics",
                "surveymonkey",
                "soscisurvey",
                "kobo",
                "redcap",
                "google-forms",
                "microsoft-forms",
                "genesis-flat",
                "genesis-table",
                "eurostat-tsv",
                "sdmx-csv",
            ]),
            "The survey tool or statistical office that wrote the file. Without it the program recognises the file by its marks; `plain` says that the first row is its only header.",
        ),
        optional(
            "dictionary",
            Form::Text,
            "The file with wording and labels of codes: an XLSForm, a data dictionary of REDCap, the values of SoSci Survey, or a table with the headers `question`, `code` and `label`.",
        ),
        optional("sheet", Form::Text, "The sheet of a workbook, where there are several."),
        optional(
            "range",
            RANGE,
            "The cells of the table with its headers, where it is not alone on its sheet or in its text.",
        ),
        optional(
            "rows",
            ROWS,
            "In place of `range`: the first and the last row with the headers, or the first alone, as in `'3:'`.",
        ),
        optional(
            "header",
            Form::Count,
            "How many rows (at most 8) name the columns; several are joined, as in `Wohnort / Stadt`. `1` also says that a header that is a number is a name.",
        ),
        optional(
            "base-row",
            Form::Text,
            "The row that says how many answered, by its name: n of each column is taken from it.",
        ),
        optional("transpose", Form::Flag, "Rows are columns and columns rows, as where each year has a row."),
        optional("skip", TEXTS, "Rows and columns to leave out, by name: totals, subtotals, headings."),
        optional(
            "hidden",
            Form::Words(&["skip", "read"]),
            "Hidden rows and columns of a workbook: `skip` leaves them out, `read` reads them. Undeclared they are an error.",
        ),
        optional(
            "turns",
            Form::List(&Form::Words(&["count", "percent", "skip"])),
            "What the rows of each answer hold, where counts and shares take turns; `unit` says which are read.",
        ),
        optional(
            "flags",
            Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "Marks behind figures, such as `b` or `*`, or a mapping with what they mean; `()` stands for brackets. They are printed as a note.",
        ),
        optional("category", Form::Text, "The header above the categories, if it is not the first."),
        optional(
            "column",
            Form::Text,
            "The dimension whose values are the columns, in a file of a statistical office; `category` names the one of the categories.",
        ),
        optional(
            "pick",
            Form::Names(&TEXTS),
            "The value that is taken of each other dimension: `{unit: PC}`. `'*'` takes all, for a dimension that does not matter.",
        ),
        optional("columns", TEXTS, "Only the columns under these headers, in this order."),
        optional("long", Form::Shape(&LONG), "The headers of a long table: one with a row for each figure."),
        optional(
            "tabulate",
            Form::Either(&[Form::Text, Form::Shape(&TABULATE)]),
            "A row is a person, whose answers are counted: the header above them, or a mapping.",
        ),
        optional("where", Form::Names(&Form::Text), "Only the rows that have this word under this header."),
        optional("empty", TEXTS, "Words that stand for a figure that was not published."),
        optional(
            "delimiter",
            Form::Words(&[",", ";", "tab", "|"]),
            "What divides the cells of a text: a comma, unless something else is declared.",
        ),
        optional(
            "encoding",
            Form::Words(&["utf-8", "windows-1252"]),
            "How the characters of a text are stored.",
        ),
        optional(
            "decimal",
            Form::Words(&[".", ","]),
            "The decimal sign of texts, in workbooks and JSON too. Between thousands stands the other one, a space or an apostrophe.",
        ),
        optional(
            "thousands",
            Form::Words(&[".", ",", "space", "'", "none"]),
            "What alone stands between thousands; `space` is any of them.",
        ),
        optional(
            "scale",
            SCALE,
            "`100`: shares are stored as parts of 1. `1`: figures are taken as they are stored.",
        ),
    ],
};

const RANGE: Form = Form::Pattern("^[A-Za-z]+[0-9]+:[A-Za-z]+[0-9]+$", "A3:C12");
const ROWS: Form = Form::Pattern("^[0-9]+:[0-9]*$", "3:12");
/// A bare `100` is a number, `'100'` a word.
const SCALE: Form = Form::Either(&[Form::Words(&["1", "100"]), Form::UpTo(100)]);

const LONG: Shape = Shape {
    name: "long",
    what: "`long`",
    about: "The headers of a table with a row for each figure.",
    keys: &[
        required("category", Form::Text, "The header above the categories."),
        optional("column", Form::Text, "The header above the columns, where there are several."),
        required("value", Form::Text, "The header above the figures."),
    ],
};

const TABULATE: Shape = Shape {
    name: "tabulate",
    what: "`tabulate`",
    about: "The headers of a table with a row for each person. One of `answer` and `answers` is needed.",
    keys: &[
        optional("answer", Form::Text, "The header above the answers, one a person."),
        optional(
            "separator",
            Form::Text,
            "What divides the answers of one person under that header, where several were allowed (`type: multiple`).",
        ),
        optional("order", TEXTS, "The answers under that header in their order; others are an error then."),
        optional(
            "answers",
            Form::Either(&[Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "Where several were allowed and each answer has a column: the headers, or a mapping of headers to the names of the answers.",
        ),
        optional(
            "chosen",
            TEXTS,
            "Words under such a header that say that the answer was chosen; without them `1`, `true` and the answer itself.",
        ),
        optional(
            "not-chosen",
            TEXTS,
            "Words that say that it was not; without them `0` and `false`. An empty cell says nothing.",
        ),
        optional(
            "other",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "Answers in respondents' own words are counted under this name and never shown: `Other` for what is none of the listed answers, `{q5_other: Other}` for texts under a header of their own.",
        ),
        optional(
            "base",
            Form::Words(&["answered", "all"]),
            "Of whom shares are computed: those who answered (the default), or `all` rows.",
        ),
        optional("column", Form::Text, "The header above the group or wave that a person belongs to."),
        optional("weight", Form::Text, "The header above how much a person counts."),
    ],
};
