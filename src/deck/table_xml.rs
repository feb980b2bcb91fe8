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
    let Measures { widths, size, head: head_height, rows: heights } = Measures::of(table, place);
    let grid: String = widths.iter().map(|width| format!("<a:gridCol w=\"{}\"/>", emu(*width))).collect();
    let set = Set { ink, language, size };
    let head: String = (0..columns)
        .map(|at| set.cell(table.head.get(at).map_or("", String::as_str), at > 0, true, true))
        .collect();
    let mut rows = format!("<a:tr h=\"{}\">{head}</a:tr>", emu(head_height));
    for (TableRow { name, indented, strong, cells }, height) in table.rows.iter().zip(&heights) {
        let name = if *indented { format!("\u{2003}{name}") } else { name.clone() };
        let cells: String = cells.iter().map(|cell| set.cell(cell, true, *strong, false)).collect();
        rows +=
            &format!("<a:tr h=\"{}\">{}{cells}</a:tr>", emu(*height), set.cell(&name, false, *strong, false));
    }
    let properties = slide_xml::properties(label, marks::of_table(&rows), String::new());
    let mirrored = if paragraphs::is_mirrored(language) { " rtl=\"1\"" } else { "" };
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr>{properties}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr{mirrored} firstRow=\"1\" firstCol=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        xfrm("p:xfrm", Rect { height: head_height + heights.iter().sum::<f32>(), ..place })
    )
}

/// The smallest and the largest text, in points.
const SIZES: (f32, f32) = (9.0, 18.0);
/// The tallest row.
const ROW: f32 = 36.0;
/// The margins on both sides of a cell.
const MARGINS: f32 = 8.0;
/// The width of a bold letter, and the height of a line, as shares of the size.
const LETTER: f32 = 0.58;
const LINE: f32 = 1.22;

/// The sizes of a table.
struct Measures {
    widths: Vec<f32>,
    size: f32,
    /// The height of the header.
    head: f32,
    /// The height of each row.
    rows: Vec<f32>,
}

impl Measures {
    /// The largest text in which no word of the header breaks, and all rows have room.
    fn of(table: &Table, place: Rect) -> Self {
        let mut size = SIZES.1;
        loop {
            let widths = widths(table, place.width, size);
            let line = size * LINE;
            let lines_of = |words: &str, at: usize| {
                lines(words, widths.get(at).copied().unwrap_or_default() - MARGINS, size) as f32
            };
            let head =
                table.head.iter().enumerate().map(|(at, words)| lines_of(words, at)).fold(1.0, f32::max);
            let head = (head * line + 5.0).max(size * 1.7);
            let tall: Vec<f32> = table.rows.iter().map(|row| (lines_of(&row.name, 0) - 1.0) * line).collect();
            let free = place.height - head - tall.iter().sum::<f32>();
            let height = (free / table.rows.len().max(1) as f32).min(ROW);
            let fits = height >= line + 4.0 && widths.iter().sum::<f32>() <= place.width + 0.5;
            if fits || size <= SIZES.0 {
                // In the smallest text a word may break, but no column leaves the slide.
                let scale = (place.width / widths.iter().sum::<f32>().max(1.0)).min(1.0);
                let widths = widths.iter().map(|width| width * scale).collect();
                let rows = tall.iter().map(|more| height.max(0.0) + more).collect();
                return Self { widths, size, head, rows };
            }
            size -= 0.5;
        }
    }
}

/// The widths of columns: each has room for its figures and the longest word of its header, the first has the rest up to
/// what its names need, and what is left is shared.
fn widths(table: &Table, room: f32, size: f32) -> Vec<f32> {
    let columns = table.head.len().max(1);
    let letters = |words: &str| words.chars().count() as f32 * size * LETTER + MARGINS;
    let longest = |words: &str| words.split_whitespace().map(letters).fold(MARGINS, f32::max);
    let mut widths: Vec<f32> = (0..columns)
        .map(|at| {
            let head = table.head.get(at).map_or(0.0, |words| longest(words));
            let cells = table.rows.iter().map(|row| match at.checked_sub(1) {
                None => longest(&row.name),
                Some(at) => row.cells.get(at).map_or(0.0, |cell| letters(cell)),
            });
            cells.fold(head, f32::max)
        })
        .collect();
    let names = table.rows.iter().map(|row| letters(&row.name) + size).fold(0.0f32, f32::max);
    let free = (room - widths.iter().sum::<f32>()).max(0.0);
    if let Some(first) = widths.first_mut() {
        *first += free.min((names - *first).max(0.0));
    }
    let left = (room - widths.iter().sum::<f32>()).max(0.0) / columns as f32;
    widths.iter_mut().for_each(|width| *width += left);
    widths
}

/// How many lines words take in a cell of this width.
fn lines(words: &str, width: f32, size: f32) -> usize {
    let (mut count, mut at) = (1, 0.0f32);
    for word in words.split_whitespace() {
        let word = word.chars().count() as f32 * size * LETTER;
        if at > 0.0 && at + word > width {
            count += 1;
            at = 0.0;
        }
        at += word + size * 0.3;
    }
    count
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
        let is_mirrored = paragraphs::is_mirrored(self.language);
        let align = if right == is_mirrored { "l" } else { "r" };
        let (bold, direction) = (u8::from(strong), if is_mirrored { " rtl=\"1\"" } else { "" });
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
            "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn=\"{align}\"{direction}/>{run}</a:p></a:txBody><a:tcPr marL=\"50800\" marR=\"50800\" marT=\"25400\" marB=\"25400\" anchor=\"ctr\">{}{}{}{}{fill}</a:tcPr></a:tc>",
            line("lnL", None),
            line("lnR", None),
            line("lnT", None),
            line("lnB", Some(roles.grid))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{LETTER, LINE, MARGINS, Measures};
    use crate::story::{Table, TableRow};
    use crate::units::Rect;

    fn table(head: &[&str], rows: usize) -> Table {
        let cells = vec!["100 %".to_owned(); head.len() - 1];
        let row = TableRow { name: "A name of a row".to_owned(), indented: false, strong: false, cells };
        Table {
            head: head.iter().map(|&word| word.to_owned()).collect(),
            rows: vec![row; rows],
            bases: Vec::new(),
        }
    }

    #[test]
    fn no_word_of_a_header_is_wider_than_its_column() {
        let place = Rect::new(0.0, 0.0, 860.0, 330.0);
        let table = table(
            &["Answer", "2019", "2021", "2023", "Change in percentage points", "Counterrevolutionaries"],
            9,
        );
        let Measures { widths, size, .. } = Measures::of(&table, place);
        for (words, width) in table.head.iter().zip(&widths) {
            let longest = words.split(' ').map(|word| word.chars().count()).max().unwrap() as f32;
            assert!(longest * size * LETTER + MARGINS <= width + 0.01, "{words}: {width} at {size}");
        }
        assert!(widths.iter().sum::<f32>() <= 860.5);
        assert!(size >= 14.0, "{size}");
    }

    #[test]
    fn a_table_of_many_rows_stays_within_its_place() {
        let place = Rect::new(0.0, 0.0, 860.0, 330.0);
        let table = table(&["Answer", "2019"], 19);
        let Measures { size, head, rows, .. } = Measures::of(&table, place);
        assert!(head + rows.iter().sum::<f32>() <= 330.5);
        assert!(rows.iter().all(|height| size * LINE < *height), "{size}: {rows:?}");
    }
}
