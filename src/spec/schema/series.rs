//! The keys of `series/*.yaml`.

use super::{ALLOW, Form, Key, Shape, TEXTS, optional, required};

/// `series/*.yaml`.
pub const SERIES_FILE: Shape = Shape {
    name: "series-file",
    what: "a series file",
    about: "The results of a survey: facts about the survey once, then one entry for each question.",
    keys: &[
        optional("survey", Form::Shape(&SURVEY), "Facts about the survey, for all its series."),
        optional(
            "labels",
            Form::Names(&Form::Names(&Form::Text)),
            "Labels that several series share, by a name: `agree: {1: yes, 2: no}`.",
        ),
        required(
            "series",
            Form::Names(&Form::Shape(&SERIES)),
            "One entry for each question, by its id: lower-case letters a-z, digits and hyphens.",
        ),
    ],
};

const SURVEY: Shape = Shape {
    name: "survey",
    what: "`survey`",
    about: "Who asked whom, how and when. It is shown below every chart and on the method page.",
    keys: &[
        optional("title", Form::Text, "Title of the survey."),
        optional("population", Form::Text, "The population surveyed."),
        optional("sponsor", Form::Text, "Who commissioned the survey."),
        optional("institute", Form::Text, "Who conducted the survey."),
        optional("mode", Form::Text, "The survey mode, such as online or by telephone."),
        optional(
            "fieldwork",
            Form::Text,
            "When it was conducted: a day, a month, or two of them as in `2020-08/2020-11`.",
        ),
        optional("published", Form::Text, "When the figures were published."),
        BASE_KEY,
        optional("source", Form::Either(&[Form::Text, Form::Shape(&SOURCE)]), "The source to cite."),
        optional("weighting", Form::Text, "How the data were weighted, in a sentence."),
        ROUNDING,
        DECIMALS,
    ],
};

const BASE_KEY: Key =
    optional("base", Form::Shape(&BASE), "The respondents. A series without its own base uses the survey's.");

const BASE: Shape = Shape {
    name: "base",
    what: "a base",
    about: "The respondents, in words and numbers.",
    keys: &[
        required("label", Form::Text, "The respondents in words, such as `all towns`."),
        optional(
            "filter",
            Form::Text,
            "The subgroup, if only some were asked the question, such as `without home office`.",
        ),
        optional("n", Form::Count, "The number of respondents, if known."),
        optional(
            "n-effective",
            Form::Count,
            "The effective sample size after weighting and clustering; margins of error are computed from it.",
        ),
        optional(
            "columns",
            Form::Names(&Form::Count),
            "The number of respondents in each column, if columns are subgroups or waves.",
        ),
    ],
};

const SOURCE: Shape = Shape {
    name: "source",
    what: "a source",
    about: "A name with a web address.",
    keys: &[
        required("name", Form::Text, "The name."),
        optional("url", Form::Pattern("^https?://", "https://example.org"), "The web address."),
    ],
};

const SERIES: Shape = Shape {
    name: "series",
    what: "a series",
    about: "A question with its figures.",
    keys: &[
        optional("label", Form::Text, "A short name for tables and lists."),
        optional(
            "question",
            Form::Text,
            "The wording of the question, printed below a chart with `question: true`.",
        ),
        required(
            "type",
            Form::Words(&["single", "multiple", "scale", "numeric"]),
            "`single`: one answer, so the shares add up to 100 %. `multiple`: several answers were allowed. `scale`: one answer on an ordered scale. `numeric`: a number.",
        ),
        optional(
            "unit",
            Form::Words(&["percent", "count", "number"]),
            "The unit of the figures: shares (the default), counts of cases, or any other number.",
        ),
        optional(
            "by",
            Form::Words(&["item", "group"]),
            "What several columns are. `group` (the default): subgroups or points in time. `item`: answers; each category is then a question of its own.",
        ),
        optional(
            "values",
            Form::Names(&VALUE),
            "One figure for each category, or a mapping of columns to figures. Leave the value empty if a figure was not published.",
        ),
        optional(
            "data",
            Form::Either(&[Form::Text, Form::Shape(&DATA)]),
            "Instead of `values`: the name of a data file, or a mapping with `file` and how to read it.",
        ),
        optional(
            "labels",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "What codes of counted answers are called, in the order of the answers: `{1: very good, 2: good}`, or the name of labels that the file shares. A code without a label is an error. In a table of figures, new names for its categories and columns; all other keys of the series use the new ones.",
        ),
        optional(
            "remainder",
            Form::Text,
            "The name of the remainder to 100 %, which is shown last and muted.",
        ),
        optional("nets", Form::Names(&NET_FORM), "Nets: categories combined under a name of their own."),
        optional(
            "missing",
            TEXTS,
            "Categories or columns that are non-response, such as don't know. They are shown last and muted.",
        ),
        optional("neutral", Form::Text, "The neutral point of a scale: a category or column."),
        optional("max-answers", Form::Count, "The maximum number of answers allowed."),
        BASE_KEY,
        optional("pin-last", TEXTS, "Categories or columns that always come last, such as others."),
        optional("wave-of", Form::Id, "Id of the series with the same question in another wave."),
        ROUNDING,
        DECIMALS,
        ALLOW,
        optional("notes", Form::Text, "A note on the figures, printed below every chart of the series."),
    ],
};

const NET_FORM: Form = Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Shape(&NET)]);

const NET: Shape = Shape {
    name: "net",
    what: "a net",
    about: "Combined categories, with the figure that was published for them.",
    keys: &[
        required("parts", TEXTS, "The categories of the net."),
        optional(
            "value",
            Form::Either(&[Form::Number, Form::Names(&FIGURE)]),
            "The published figure, or one for each column. Without it the parts are added up.",
        ),
    ],
};

const ROUNDING: Key = optional(
    "rounding",
    Form::Words(&["none", "half-up", "largest-remainder"]),
    "`half-up` (the default) rounds each figure by itself, `largest-remainder` rounds the parts of a whole so that they add up, `none` shows all decimals. The series' own setting overrides the survey's.",
);

const DECIMALS: Key = optional(
    "decimals",
    Form::UpTo(3),
    "How many decimals to show. The default is 0 if all figures are whole, otherwise 1.",
);

const FIGURE: Form = Form::Either(&[Form::Number, Form::Nothing]);
const VALUE: Form = Form::Either(&[Form::Number, Form::Nothing, Form::Names(&FIGURE)]);

const DATA: Shape = Shape {
    name: "data",
    what: "`data`",
    about: "A data file and how to read it. Nothing is guessed.",
    keys: &[
        required(
            "file",
            Form::Text,
            "Its path relative to the specs folder: `.csv`, `.tsv`, `.json`, `.parquet`, `.xlsx`, `.xlsm`, `.xls` or `.ods`.",
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
        optional("sheet", Form::Text, "The sheet of a workbook, if there are several."),
        optional(
            "range",
            RANGE,
            "The cells of the table with its headers, if there is anything else on the sheet or in the file.",
        ),
        optional(
            "rows",
            ROWS,
            "Instead of `range`: the first row, with the headers, and the last row; or the first row alone, as in `'3:'`.",
        ),
        optional(
            "header",
            Form::Count,
            "How many rows (at most 8) name the columns; several are joined, as in `Wohnort / Stadt`. `1` also says that a header that is a number is a name.",
        ),
        optional("base-row", Form::Text, "The name of the base row: n of each column is read from it."),
        optional("transpose", Form::Flag, "Swap rows and columns, for example if each year has a row."),
        optional("skip", TEXTS, "Rows and columns to leave out, by name: totals, subtotals, headings."),
        optional(
            "hidden",
            Form::Words(&["skip", "read"]),
            "Hidden rows and columns of a workbook: `skip` leaves them out, `read` reads them. Without this key they are an error.",
        ),
        optional(
            "turns",
            Form::List(&Form::Words(&["count", "percent", "skip"])),
            "What the rows of each answer contain, if counts and percentages alternate; `unit` says which are read.",
        ),
        optional(
            "flags",
            Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "Flags after figures, such as `b` or `*`, or a mapping with their meaning; `()` means brackets. They are printed as a note.",
        ),
        optional("category", Form::Text, "The header of the category column, if it is not the first column."),
        optional(
            "column",
            Form::Text,
            "In a file of a statistical office, the dimension whose values are the columns; `category` names the dimension of the categories.",
        ),
        optional(
            "pick",
            Form::Names(&TEXTS),
            "The value to read from each other dimension: `{unit: PC}`. `'*'` reads all values, for a dimension that does not matter.",
        ),
        optional("columns", TEXTS, "Only the columns with these headers, in this order."),
        optional(
            "long",
            Form::Shape(&LONG),
            "The headers of a long table, which has one row for each figure.",
        ),
        optional(
            "tabulate",
            Form::Either(&[Form::Text, Form::Shape(&TABULATE)]),
            "Counts the answers of a table with one row per respondent: the header of the answers, or a mapping.",
        ),
        optional(
            "where",
            Form::Names(&Form::Text),
            "Only the rows with this value in the column with this header.",
        ),
        optional("empty", TEXTS, "Cell texts that mean that a figure was not published."),
        optional(
            "delimiter",
            Form::Words(&[",", ";", "tab", "|"]),
            "The delimiter of a text file; a comma by default.",
        ),
        optional("encoding", Form::Words(&["utf-8", "windows-1252"]), "The encoding of a text file."),
        optional(
            "decimal",
            Form::Words(&[".", ","]),
            "The decimal separator of texts, in workbooks and JSON too; the other sign, a space or an apostrophe separates thousands.",
        ),
        optional(
            "thousands",
            Form::Words(&[".", ",", "space", "'", "none"]),
            "The only thousands separator; `space` is any kind of space.",
        ),
        optional(
            "scale",
            SCALE,
            "The factor of the stored figures: `100` if shares are stored as parts of 1, `1` if figures are used as stored.",
        ),
    ],
};

const RANGE: Form = Form::Pattern("^[A-Za-z]+[0-9]+:[A-Za-z]+[0-9]+$", "A3:C12");
const ROWS: Form = Form::Pattern("^[0-9]+:[0-9]*$", "3:12");
/// Unquoted, `100` is a number; `'100'` is text.
const SCALE: Form = Form::Either(&[Form::Words(&["1", "100"]), Form::UpTo(100)]);

const LONG: Shape = Shape {
    name: "long",
    what: "`long`",
    about: "The headers of a table with one row for each figure.",
    keys: &[
        required("category", Form::Text, "The header of the category column."),
        optional(
            "column",
            Form::Text,
            "The header of the column that names the series' columns, if there are several.",
        ),
        required("value", Form::Text, "The header of the figures."),
    ],
};

const TABULATE: Shape = Shape {
    name: "tabulate",
    what: "`tabulate`",
    about: "The headers of a table with one row per respondent. Either `answer` or `answers` is required.",
    keys: &[
        optional("answer", Form::Text, "The header of the answers, one cell per respondent."),
        optional(
            "separator",
            Form::Text,
            "The separator of several answers in that cell (`type: multiple`).",
        ),
        optional(
            "order",
            TEXTS,
            "The possible answers in that column, in order. Any other answer is then an error.",
        ),
        optional(
            "answers",
            Form::Either(&[Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "For multiple response with one column per answer: the headers, or a mapping of headers to the names of the answers.",
        ),
        optional(
            "chosen",
            TEXTS,
            "Cell texts in those columns that mean that the answer was chosen. The default is `1`, `true` and the answer itself.",
        ),
        optional(
            "not-chosen",
            TEXTS,
            "Cell texts that mean that it was not chosen. The default is `0` and `false`. An empty cell is neither; a row of empty cells counts as not answered.",
        ),
        optional(
            "other",
            Form::Either(&[Form::Text, Form::Names(&Form::Text)]),
            "Answers in respondents' own words are counted under this name and never shown: `Other` for what is none of the listed answers, `{q5_other: Other}` for texts under a header of their own.",
        ),
        optional(
            "base",
            Form::Words(&["answered", "all"]),
            "The base of shares: those who `answered` (the default), or `all` rows.",
        ),
        optional("column", Form::Text, "The header of the respondents' group or wave."),
        optional("weight", Form::Text, "The header of the weights."),
    ],
};
