//! A workbook: sheets of cells with number formats, links, frozen panes and column widths.

use std::ops::Range;

use super::package::{Package, Properties, RELATIONSHIPS, Relations, TooLarge};
use super::table::{self, MAIN};
use super::theme;
use super::xml::escape;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, which is never read as a formula.
    Text(String, Look),
    /// A figure with its number format.
    Number(f64, String),
    /// A formula with the value that it has, and its number format.
    Formula(String, f64, String),
    /// Text that leads to a cell of another sheet: the text, the sheet's name.
    Link(String, String),
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    /// As usual.
    Plain,
    /// Wrapped at the width of its column.
    Wrapped,
    /// The header of a column, or a net.
    Strong,
    /// The title of a sheet.
    Title,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name, by [`sheet_names`].
    pub name: String,
    /// Its rows from the first on.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows and columns stay where they are when the others are scrolled.
    pub frozen: (usize, usize),
    /// The widths of columns in characters; the others have the usual width.
    pub widths: Vec<f32>,
    /// Pairs of the first and last column of cells that are merged, with their row.
    pub merged: Vec<(usize, usize, usize)>,
    /// The rows that are a table for programs and voices too, the first of which holds its headers.
    pub table: Option<Range<usize>>,
}

/// The most characters of a sheet's name.
const NAME: usize = 31;

/// The most characters of a cell.
const CELL: usize = 32_767;

/// Names for sheets: without the characters that none may have, at most 31 long, each once whatever its letter case.
pub fn sheet_names(wanted: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for name in wanted {
        let clean: String =
            name.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let clean = clean.trim().trim_matches('\'').to_owned();
        let clean = if clean.is_empty() { "Sheet".to_owned() } else { clean };
        let mut number = 1;
        let mut candidate = cut(&clean, NAME);
        let is_taken = |candidate: &str, taken: &[String]| {
            taken.iter().any(|other| other.to_lowercase() == candidate.to_lowercase())
        };
        while is_taken(&candidate, &taken) {
            number += 1;
            let end = format!(" {number}");
            candidate = cut(&clean, NAME - end.len()) + &end;
        }
        taken.push(candidate);
    }
    taken
}

/// The first characters of a text, counted as UTF-16 does.
fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    text.chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= most
        })
        .collect()
}

/// The name of a column: `A` for 0, `AA` for 26.
pub fn column_name(index: usize) -> String {
    let mut name = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        name.insert(0, char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    name
}

/// A range of cells with fixed rows and columns, such as `Sheet1!$B$2:$B$9`; rows and columns are counted from 0.
pub fn range(sheet: &str, from: (usize, usize), to: (usize, usize)) -> String {
    let cell = |(row, column): (usize, usize)| format!("${}${}", column_name(column), row + 1);
    let name = format!("'{}'", sheet.replace('\'', "''"));
    if from == to { format!("{name}!{}", cell(from)) } else { format!("{name}!{}:{}", cell(from), cell(to)) }
}

/// The bytes of a workbook that is a file of its own.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn workbook(sheets: &[Sheet], properties: &Properties<'_>) -> Result<Vec<u8>, TooLarge> {
    let mut package = package(sheets);
    package.properties(properties);
    package.finish()
}

/// The bytes of a workbook inside of another file.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn embedded(sheets: &[Sheet]) -> Result<Vec<u8>, TooLarge> {
    package(sheets).finish_as_part()
}

fn package(sheets: &[Sheet]) -> Package {
    let mut package = Package::default();
    package.relations.part("officeDocument", "xl/workbook.xml");
    let mut relations = Relations::default();
    let mut styles = Styles::default();
    let mut list = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let path = format!("xl/worksheets/sheet{}.xml", index + 1);
        let id = relations.part("worksheet", &path);
        list += &format!("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"{id}\"/>", escape(&sheet.name), index + 1);
        let mut own = Relations::default();
        let table = sheet.table.as_ref().and_then(|rows| table(sheet, rows, index + 1));
        let table = table.map(|xml| {
            let path = format!("xl/tables/table{}.xml", index + 1);
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml";
            package.xml(&path, kind, &xml, Relations::default());
            own.part("table", &path)
        });
        let text = sheet_xml(sheet, index == 0, table.as_deref(), &mut styles);
        package.xml(
            &path,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
            &text,
            own,
        );
    }
    relations.part("styles", "xl/styles.xml");
    package.xml(
        "xl/styles.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
        &styles.xml(),
        Relations::default(),
    );
    relations.part("theme", "xl/theme/theme1.xml");
    package.xml(
        "xl/theme/theme1.xml",
        theme::CONTENT_TYPE,
        &theme::theme("Workbook", &COLORS.map(str::to_owned), FONT),
        Relations::default(),
    );
    let text =
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheets>{list}</sheets></workbook>");
    package.xml(
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        &text,
        relations,
    );
    package
}

/// The colours of a workbook's theme, which no cell names: black and white, and those of Office.
const COLORS: [&str; 12] = [
    "000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47",
    "0563C1", "954F72",
];

/// The font of cells.
const FONT: &str = "Calibri";

/// The rows of a sheet as a table.
fn table(sheet: &Sheet, rows: &Range<usize>, number: usize) -> Option<String> {
    let head = |cell: &'_ Cell| match cell {
        Cell::Text(name, _) => Some(name.clone()),
        _ => None,
    };
    let heads: Vec<String> = sheet.rows.get(rows.start)?.iter().map(head).collect::<Option<_>>()?;
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let last = column_name(heads.len().checked_sub(1)?);
    let range = format!("A{}:{last}{}", rows.start + 1, rows.end);
    table::xml(number, &sheet.name, &range, &heads).filter(|_| rows.len() > 1)
}

fn sheet_xml(sheet: &Sheet, is_first: bool, table: Option<&str>, styles: &mut Styles) -> String {
    let selected = if is_first { " tabSelected=\"1\"" } else { "" };
    let mut xml = format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONSHIPS}\"><sheetViews><sheetView{selected} workbookViewId=\"0\">"
    );
    let (rows, columns) = sheet.frozen;
    if rows + columns > 0 {
        let split =
            |name: &str, count: usize| if count > 0 { format!(" {name}=\"{count}\"") } else { String::new() };
        let pane = match (rows, columns) {
            (_, 0) => "bottomLeft",
            (0, _) => "topRight",
            _ => "bottomRight",
        };
        xml += &format!(
            "<pane{}{} topLeftCell=\"{}{}\" activePane=\"{pane}\" state=\"frozen\"/>",
            split("xSplit", columns),
            split("ySplit", rows),
            column_name(columns),
            rows + 1
        );
    }
    xml += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>";
    if !sheet.widths.is_empty() {
        xml += "<cols>";
        for (index, width) in (1..).zip(&sheet.widths) {
            xml += &format!("<col min=\"{index}\" max=\"{index}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        xml += "</cols>";
    }
    xml += "<sheetData>";
    let mut links = String::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        xml += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", column_name(column), row + 1);
            xml += &cell_xml(cell, &place, styles);
            if let Cell::Link(text, target) = cell {
                links += &format!(
                    "<hyperlink ref=\"{place}\" location=\"{}\" display=\"{}\"/>",
                    escape(&format!("'{}'!A1", target.replace('\'', "''"))),
                    escape(text)
                );
            }
        }
        xml += "</row>";
    }
    xml += "</sheetData>";
    if !sheet.merged.is_empty() {
        xml += &format!("<mergeCells count=\"{}\">", sheet.merged.len());
        for (row, from, to) in &sheet.merged {
            xml += &format!(
                "<mergeCell ref=\"{}{}:{}{}\"/>",
                column_name(*from),
                row + 1,
                column_name(*to),
                row + 1
            );
        }
        xml += "</mergeCells>";
    }
    if !links.is_empty() {
        xml += &format!("<hyperlinks>{links}</hyperlinks>");
    }
    if let Some(id) = table {
        xml += &format!("<tableParts count=\"1\"><tablePart r:id=\"{id}\"/></tableParts>");
    }
    xml + "</worksheet>"
}

fn cell_xml(cell: &Cell, place: &str, styles: &mut Styles) -> String {
    let text = |text: &str, style: usize| {
        let words = escape(&cut(text, CELL)).replace("&#10;", "\n").replace("&#9;", "\t");
        let space = if text.trim() == text { "" } else { " xml:space=\"preserve\"" };
        format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t{space}>{words}</t></is></c>")
    };
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words, look) => text(words, styles.of(Style::Text(*look))),
        Cell::Link(words, _) => text(words, styles.of(Style::Link)),
        Cell::Number(value, format) => {
            format!("<c r=\"{place}\" s=\"{}\"><v>{value}</v></c>", styles.of(Style::Number(format.clone())))
        }
        Cell::Formula(formula, value, format) => format!(
            "<c r=\"{place}\" s=\"{}\"><f>{}</f><v>{value}</v></c>",
            styles.of(Style::Number(format.clone())),
            escape(formula)
        ),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Style {
    Text(Look),
    Link,
    Number(String),
}

/// The styles in use, in the order of first use after the first, which is that of cells without any.
#[derive(Debug, Default)]
struct Styles(Vec<Style>);

impl Styles {
    fn of(&mut self, style: Style) -> usize {
        let at = self.0.iter().position(|one| *one == style).unwrap_or_else(|| {
            self.0.push(style);
            self.0.len() - 1
        });
        at + 1
    }

    fn xml(&self) -> String {
        let mut formats: Vec<&str> = Vec::new();
        let mut cells = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>".to_owned();
        for style in &self.0 {
            let (format, font, wrapped) = match style {
                Style::Text(Look::Plain) => (0, 0, false),
                Style::Text(Look::Wrapped) => (0, 0, true),
                Style::Text(Look::Strong) => (0, 1, true),
                Style::Text(Look::Title) => (0, 2, false),
                Style::Link => (0, 3, false),
                Style::Number(code) => {
                    let at = formats.iter().position(|one| one == code).unwrap_or_else(|| {
                        formats.push(code);
                        formats.len() - 1
                    });
                    (164 + at, 0, false)
                }
            };
            let start = format!(
                "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\""
            );
            cells += &start;
            cells += if wrapped {
                " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
            } else {
                "/>"
            };
        }
        let mut own = String::new();
        for (index, code) in formats.iter().enumerate() {
            own += &format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + index, escape(code));
        }
        let own = match formats.len() {
            0 => String::new(),
            count => format!("<numFmts count=\"{count}\">{own}</numFmts>"),
        };
        let font = |marks: &str, size: u8, color: &str| {
            format!(
                "<font>{marks}<sz val=\"{size}\"/>{color}<name val=\"{FONT}\"/><family val=\"2\"/></font>"
            )
        };
        let fonts = [
            font("", 11, ""),
            font("<b/>", 11, ""),
            font("<b/>", 14, ""),
            font("<u/>", 11, "<color rgb=\"FF0563C1\"/>"),
        ]
        .concat();
        format!(
            "<styleSheet xmlns=\"{MAIN}\">{own}<fonts count=\"4\">{fonts}</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"{}\">{cells}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
            self.0.len() + 1
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{column_name, range, sheet_names};

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let wanted = [
            "a/b",
            "A b",
            "",
            "an-id-that-is-longer-than-a-name-may-be",
            "an-id-that-is-longer-than-a-name-may",
        ];
        let names = sheet_names(&wanted.map(str::to_owned));
        assert_eq!(names[..3], ["a b", "A b 2", "Sheet"]);
        assert!(names.iter().all(|name| name.len() <= 31));
        assert_ne!(names[3], names[4]);
    }

    #[test]
    fn a_range_quotes_the_name_of_its_sheet() {
        assert_eq!(range("it's", (1, 1), (8, 1)), "'it''s'!$B$2:$B$9");
    }
}
