//! A table on a slide.

use super::frame::{emu, xfrm};
use super::marks;
use super::paragraphs;
use super::slide_xml::{self, Label};
use super::theme_xml::Ink;
use crate::story::{Table, TableRow};
use crate::units::{Color, Rect};

/// A table as a frame of the slide, with its name and its alternative text.
pub(super) fn frame(label: Label<'_>, table: &Table, place: Rect, ink: &Ink, language: &str) -> String {
    let columns = table.head.len().max(1);
    let first = (place.width * 0.4).max(place.width / columns as f32);
    let other = if columns > 1 { (place.width - first) / (columns - 1) as f32 } else { 0.0 };
    let height = (place.height / (table.rows.len() + 1) as f32).min(36.0);
    let size = (height * 0.52).clamp(9.0, 18.0).min(if other < 60.0 && columns > 1 { 11.0 } else { 18.0 });
    let mut grid = format!("<a:gridCol w=\"{}\"/>", emu(first));
    for _ in 1..columns {
        grid += &format!("<a:gridCol w=\"{}\"/>", emu(other));
    }
    let set = Set { ink, language, size };
    let head: String = (0..columns)
        .map(|at| set.cell(table.head.get(at).map_or("", String::as_str), at > 0, true, true))
        .collect();
    let mut rows = format!("<a:tr h=\"{}\">{head}</a:tr>", emu(height));
    for TableRow { name, indented, strong, cells } in &table.rows {
        let name = if *indented { format!("\u{2003}{name}") } else { name.clone() };
        let cells: String = cells.iter().map(|cell| set.cell(cell, true, *strong, false)).collect();
        rows +=
            &format!("<a:tr h=\"{}\">{}{cells}</a:tr>", emu(height), set.cell(&name, false, *strong, false));
    }
    let properties = slide_xml::properties(label, marks::of_table(&rows), String::new());
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr>{properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\" firstCol=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        xfrm("p:xfrm", Rect { height: height * (table.rows.len() + 1) as f32, ..place })
    )
}

/// How cells are set.
struct Set<'a> {
    ink: &'a Ink,
    language: &'a str,
    size: f32,
}

impl Set<'_> {
    fn cell(&self, words: &str, right: bool, strong: bool, head: bool) -> String {
        let roles = &self.ink.roles;
        let (align, bold) = (if right { "r" } else { "l" }, u8::from(strong));
        let line = |name: &str, color: Option<Color>| match color {
            Some(color) => format!("<a:{name} w=\"9525\">{}</a:{name}>", self.ink.fill(color)),
            None => format!("<a:{name} w=\"0\"><a:noFill/></a:{name}>"),
        };
        let fill = if head { self.ink.fill(roles.panel) } else { "<a:noFill/>".to_owned() };
        let run = paragraphs::run(words, self.language, Some(self.size)).replacen(
            "/>",
            &format!(" b=\"{bold}\">{}<a:latin typeface=\"+mn-lt\"/></a:rPr>", self.ink.fill(roles.text)),
            1,
        );
        let run = if words.is_empty() { String::new() } else { run };
        format!(
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"/>{run}</a:p></a:txBody><a:tcPr marL=\"50800\" marR=\"50800\" marT=\"25400\" marB=\"25400\" anchor=\"ctr\">{}{}{}{}{fill}</a:tcPr></a:tc>",
            line("lnL", None),
            line("lnR", None),
            line("lnT", None),
            line("lnB", Some(roles.grid))
        )
    }
}
