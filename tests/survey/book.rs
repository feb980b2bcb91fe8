//! Small workbooks, written as text: a row a line, with bars between cells.

use std::fmt::Write;

use crate::folder::archive;

/// A sheet, or a workbook of one.
#[derive(Default)]
pub(crate) struct Book<'t> {
    /// A row a line, with cells between bars; `'` before a number makes it a text, `#1:` gives it the first of the
    /// formats, `!` before the line hides it.
    pub(crate) lines: &'t str,
    pub(crate) formats: &'t [&'t str],
    pub(crate) merged: &'t [&'t str],
    pub(crate) hidden_column: Option<u32>,
}

impl Book<'_> {
    /// A workbook of this sheet.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        workbook(&[("Tab", self)])
    }

    fn sheet(&self) -> String {
        let mut rows = String::new();
        for (row, line) in self.lines.lines().enumerate() {
            let hidden = line.starts_with('!');
            let _ = write!(rows, "<row r=\"{}\"{}>", row + 1, if hidden { " hidden=\"1\"" } else { "" });
            for (column, cell) in
                line.trim_start_matches('!').split('|').enumerate().filter(|(_, cell)| !cell.is_empty())
            {
                let name = format!("{}{}", char::from(b'A' + column as u8), row + 1);
                let (style, cell) = match cell.strip_prefix('#') {
                    Some(rest) => rest.split_once(':').unwrap(),
                    None => ("0", cell),
                };
                let _ = match cell.parse::<f64>() {
                    Ok(number) => write!(rows, "<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>"),
                    Err(_) => {
                        let text = escape(cell.trim_start_matches('\''));
                        write!(
                            rows,
                            "<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                        )
                    }
                };
            }
            rows.push_str("</row>");
        }
        let columns = self.hidden_column.map_or(String::new(), |column| {
            format!("<cols><col min=\"{column}\" max=\"{column}\" width=\"9\" hidden=\"1\"/></cols>")
        });
        let merged: String = self.merged.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
        let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
        format!("<worksheet {SPACE}>{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>")
    }
}

const SPACE: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A workbook of these sheets; all have the formats of the first.
pub(crate) fn workbook(sheets: &[(&str, &Book<'_>)]) -> Vec<u8> {
    let formats = sheets[0].1.formats;
    let codes: String = (formats.iter().enumerate())
        .map(|(at, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 170 + at, escape(code)))
        .collect();
    let styles: String = (0..formats.len())
        .map(|at| format!("<xf numFmtId=\"{}\" applyNumberFormat=\"1\"/>", 170 + at))
        .collect();
    let (mut list, mut related) = (String::new(), String::new());
    for (at, (name, _)) in sheets.iter().enumerate() {
        let (at, name) = (at + 1, escape(name));
        let _ = write!(list, "<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"r{at}\"/>");
        let _ = write!(
            related,
            "<Relationship Id=\"r{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
        );
    }
    let fixed = [
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook {SPACE} xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}/relationships\">{related}<Relationship Id=\"s1\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "<styleSheet {SPACE}><numFmts>{codes}</numFmts><cellXfs><xf numFmtId=\"0\"/>{styles}</cellXfs></styleSheet>"
            ),
        ),
    ];
    let pages = sheets
        .iter()
        .enumerate()
        .map(|(at, (_, sheet))| (format!("xl/worksheets/sheet{}.xml", at + 1), sheet.sheet()));
    let parts: Vec<(String, String)> = fixed.into_iter().chain(pages).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    archive(&parts)
}
