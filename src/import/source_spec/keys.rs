//! The keys of `data` and of its `long`.

use super::decimal::{Scale, Thousands};
use super::format::Format;
use super::tabulate::TABULATE;
use super::{Hidden, Turn};
use crate::import::text_window::Encoding;
use crate::spec::keys::{Choice, Form, Preset, Shape, TEXTS, optional, required, words};

/// Delimiters of text files.
pub(super) const DELIMITERS: [Choice<u8>; 4] =
    [(",", b',', ""), (";", b';', ""), ("tab", b'\t', ""), ("|", b'|', "")];

/// Decimal separators.
pub(super) const DECIMALS: [Choice<u8>; 2] = [(".", b'.', ""), (",", b',', "")];

/// The key `data` of a series.
pub(crate) const DATA: Shape = Shape {
    name: "data",
    what: "`data`",
    about: "A data file and how to read it. Nothing is guessed.",
    keys: &[
        optional(
            "file",
            Form::Text,
            "Its path relative to the specs folder: `.csv`, `.tsv`, `.json`, `.parquet`, `.xlsx`, `.xlsm`, `.xls` or `.ods`. Required unless there is a `database`.",
        )
        .like("series/budget.csv"),
        optional(
            "database",
            Form::Text,
            "Instead of `file`: the path of a SQLite database, relative to the specs folder, or `postgresql` for the server that the environment names (`PGHOST`, `PGUSER`, `PGPASSWORD`, `PGDATABASE`). Programs that were built with the features `sqlite` and `postgres` read them.",
        )
        .like("series/panel.sqlite"),
        optional(
            "sql",
            Form::Text,
            "The query that gives the rows of a database: one `SELECT` whose columns are headers.",
        )
        .like("SELECT q1, weight FROM answers"),
        optional(
            "format",
            Form::Words(&words(&Format::WORDS)),
            "The survey tool or statistical office that wrote the file.",
        )
        .or(Preset::Described("what the marks of the file say")),
        optional(
            "dictionary",
            Form::Text,
            "The file with wording and labels of codes: an XLSForm, a data dictionary of REDCap, the values of SoSci Survey, or a table with the headers `question`, `code` and `label`.",
        )
        .like("series/codebook.csv"),
        optional("sheet", Form::Text, "The sheet of a workbook, if there are several."),
        optional(
            "range",
            Form::Pattern("^[A-Za-z]+[0-9]+:[A-Za-z]+[0-9]+$", "A3:C12"),
            "The cells of the table with its headers, if there is anything else on the sheet or in the file.",
        ),
        optional(
            "rows",
            Form::Pattern("^[0-9]+:[0-9]*$", "3:12"),
            "Instead of `range`: the first row, with the headers, and the last row; or the first row alone, as in `'3:'`.",
        ),
        optional(
            "header",
            Form::Count,
            "How many rows (at most 8) name the columns; several are joined, as in `Wohnort / Stadt`. `1` also says that a header that is a number is a name.",
        )
        .or(Preset::Described("1, unless the format has more")),
        optional("base-row", Form::Text, "The name of the base row: n of each column is read from it."),
        optional("transpose", Form::Flag, "Swap rows and columns, for example if each year has a row.")
            .or(Preset::Flag(false)),
        optional(
            "skip",
            Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Shape(&SKIP)]),
            "Rows and columns to leave out, by name: totals, subtotals, headings. A mapping says which are rows and which are columns.",
        )
        .like("{rows: [Total]}"),
        optional(
            "hidden",
            Form::Words(&words(&Hidden::WORDS)),
            "Hidden rows and columns of a workbook. Without this key they are an error.",
        ),
        optional(
            "turns",
            Form::List(&Form::Words(&words(&Turn::WORDS))),
            "What the rows of each answer contain, if counts and percentages alternate; `unit` says which are read.",
        )
        .like("[count, percent]"),
        optional(
            "flags",
            Form::Either(&[Form::Text, Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "Flags after figures, such as `b` or `*`, or a mapping with their meaning; `()` means brackets. They are printed as a note.",
        )
        .like("{b: break in series}"),
        optional("category", Form::Text, "The header of the category column.")
            .or(Preset::Described("the first column")),
        optional(
            "column",
            Form::Text,
            "In a file of a statistical office, the dimension whose values are the columns; `category` names the dimension of the categories.",
        ),
        optional(
            "pick",
            Form::Names(&TEXTS),
            "The value to read from each other dimension. `'*'` reads all values, for a dimension that does not matter.",
        )
        .like("{unit: PC, geo: [DE, FR]}"),
        optional("columns", TEXTS, "Only the columns with these headers, in this order.")
            .or(Preset::Described("all of them")),
        optional(
            "long",
            Form::Shape(&LONG),
            "The headers of a long table, which has one row for each figure.",
        ),
        optional(
            "tabulate",
            Form::Either(&[Form::Text, Form::Shape(&TABULATE)]),
            "Counts the answers of a table with one row per respondent: the header of the answers, or a mapping.",
        )
        .like("{answer: q5, weight: w}"),
        optional(
            "where",
            Form::Names(&Form::Text),
            "Only the rows with this value in the column with this header.",
        )
        .like("{country: DE}"),
        optional("empty", TEXTS, "Cell texts that mean that a figure was not published.").like("['.', n/a]"),
        optional(
            "zero",
            TEXTS,
            "Cell texts that mean exactly 0, such as the dash in tables of German statistical offices.",
        )
        .like("['-', '–']"),
        optional("delimiter", Form::Words(&words(&DELIMITERS)), "The delimiter of a text file.")
            .or(Preset::Described("that of the format or of a first line such as `sep=;`, or else a comma, in `.tsv` a tab")),
        optional("encoding", Form::Words(&words(&Encoding::WORDS)), "The encoding of a text file.")
            .or(Preset::Word(Encoding::WORDS[0].0)),
        optional(
            "decimal",
            Form::Words(&words(&DECIMALS)),
            "The decimal separator of texts, in workbooks and JSON too; the other sign, a space or an apostrophe separates thousands.",
        )
        .or(Preset::Described("`.`, and no sign separates thousands")),
        optional(
            "thousands",
            Form::Words(&words(&Thousands::WORDS)),
            "The only thousands separator.",
        ),
        optional("scale", Form::Words(&words(&Scale::WORDS)), "The factor of the stored figures.")
            .or(Preset::Described("100 for cells in percent format if `unit` is `percent`, otherwise 1")),
    ],
};

/// The key `skip` of `data`, where rows and columns are told apart.
pub(super) const SKIP: Shape = Shape {
    name: "skip",
    what: "`skip`",
    about: "Rows and columns to leave out, by name.",
    keys: &[
        optional("rows", TEXTS, "The rows to leave out.").like("[Total]"),
        optional("columns", TEXTS, "The columns to leave out.").like("[Total]"),
    ],
};

/// The key `long` of `data`.
pub(super) const LONG: Shape = Shape {
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
