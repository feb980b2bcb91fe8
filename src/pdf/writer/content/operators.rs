//! Writes the operators of a content stream with their operands as text (ISO 32000-1, annex A).
//!
//! Not done by printpdf, which would allocate an object for each operand and a list of all operators; a page has
//! thousands.

use crate::pdf::writer::file::objects_text::{append, write_hexadecimal, write_integer, write_literal_byte};
use crate::units::Color;

/// A position in grid steps, y upwards.
pub(super) type Position = (i32, i32);

/// A content stream under construction.
#[derive(Debug, Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
}

/// How a path is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// Fill it, by the nonzero winding number rule.
    Fill,
    /// Stroke it.
    Stroke,
    /// Fill and stroke it.
    FillAndStroke,
}

impl Operators {
    /// The stream.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// `rg`
    pub(super) fn fill_color(&mut self, color: Color) {
        self.color(color, "rg");
    }

    /// `RG`
    pub(super) fn line_color(&mut self, color: Color) {
        self.color(color, "RG");
    }

    /// Three decimals are finer than the 255 levels of a channel.
    fn color(&mut self, color: Color, operator: &str) {
        for channel in [color.r, color.g, color.b] {
            self.decimal((i32::from(channel) * 1000 + 127) / 255, 3);
        }
        self.operator(operator);
    }

    /// `w`
    pub(super) fn line_width(&mut self, steps: i32) {
        self.steps(steps);
        self.operator("w");
    }

    /// `1 j`: round line joins, as in SVG and PNG.
    pub(super) fn round_corners(&mut self) {
        self.operator("1 j");
    }

    /// `d`
    pub(super) fn dash(&mut self, pattern: Option<(i32, i32)>) {
        self.bytes.push(b'[');
        if let Some((dash, gap)) = pattern {
            self.steps(dash);
            self.steps(gap);
        }
        self.operator("]0 d");
    }

    /// `re`, filled.
    pub(super) fn filled_rect(&mut self, corner: Position, width: i32, height: i32) {
        self.position(corner);
        self.position((width, height));
        self.operator("re f");
    }

    /// `m`
    pub(super) fn move_to(&mut self, to: Position) {
        self.position(to);
        self.operator("m");
    }

    /// `l`
    pub(super) fn line_to(&mut self, to: Position) {
        self.position(to);
        self.operator("l");
    }

    /// `c`
    pub(super) fn curve_to(&mut self, a: Position, b: Position, to: Position) {
        [a, b, to].into_iter().for_each(|position| self.position(position));
        self.operator("c");
    }

    /// `h`
    pub(super) fn close(&mut self) {
        self.operator("h");
    }

    /// `f`, `S` or `B`
    pub(super) fn paint(&mut self, paint: Paint) {
        self.operator(match paint {
            Paint::Fill => "f",
            Paint::Stroke => "S",
            Paint::FillAndStroke => "B",
        });
    }

    /// `BT`
    pub(super) fn begin_text(&mut self) {
        self.operator("BT");
    }

    /// `ET`
    pub(super) fn end_text(&mut self) {
        self.operator("ET");
    }

    /// `Tf`, the size in thousandths of a point.
    pub(super) fn font(&mut self, name: &str, size: i32) {
        append(&mut self.bytes, format_args!("/{name} "));
        self.decimal(size, 3);
        self.operator("Tf");
    }

    /// `Td`
    pub(super) fn next_line(&mut self, by: Position) {
        self.position(by);
        self.operator("Td");
    }

    /// `Ts`
    pub(super) fn rise(&mut self, steps: i32) {
        self.steps(steps);
        self.operator("Ts");
    }

    /// `Tj`, or `TJ` if glyph positions are adjusted; nothing for an empty row. Clears the row.
    pub(super) fn show(&mut self, row: &mut GlyphRow) {
        if row.has_glyphs {
            row.end_string();
            let (start, end) = if row.is_moved { ("[", "]TJ") } else { ("", "Tj") };
            self.bytes.extend_from_slice(start.as_bytes());
            self.bytes.append(&mut row.bytes);
            self.operator(end);
        }
        row.bytes.clear();
        *row = GlyphRow { bytes: std::mem::take(&mut row.bytes), ..GlyphRow::default() };
    }

    /// `BDC`: begins tagged content with this marked-content identifier (MCID).
    pub(super) fn begin_marked(&mut self, tag: &str, number: i64) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(tag.as_bytes());
        self.bytes.extend_from_slice(b"<</MCID ");
        write_integer(number, &mut self.bytes);
        self.operator(">>BDC");
    }

    /// `BDC`: begins an artifact.
    pub(super) fn begin_artifact(&mut self, kind: &str, subtype: Option<&str>) {
        append(&mut self.bytes, format_args!("/Artifact<</Type/{kind}"));
        if let Some(subtype) = subtype {
            append(&mut self.bytes, format_args!("/Subtype/{subtype}"));
        }
        self.operator(">>BDC");
    }

    /// `BDC`: begins content with replacement text, `ActualText` (ISO 32000-1, 14.9.4).
    pub(super) fn begin_actual_text(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(b"/Span<</ActualText");
        write_hexadecimal(text, &mut self.bytes);
        self.operator(">>BDC");
    }

    /// `EMC`
    pub(super) fn end_marked(&mut self) {
        self.operator("EMC");
    }

    fn position(&mut self, (x, y): Position) {
        self.steps(x);
        self.steps(y);
    }

    /// A length in grid steps, as points.
    fn steps(&mut self, steps: i32) {
        self.decimal(steps, 2);
    }

    fn decimal(&mut self, value: i32, places: u32) {
        decimal(value, places, &mut self.bytes);
        self.bytes.push(b' ');
    }

    fn operator(&mut self, name: &str) {
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b'\n');
    }
}

/// Consecutive glyphs with position adjustments, as the operand of `TJ`.
#[derive(Debug, Default)]
pub(super) struct GlyphRow {
    bytes: Vec<u8>,
    /// Whether a string is open.
    is_open: bool,
    has_glyphs: bool,
    is_moved: bool,
}

impl GlyphRow {
    /// Adds a glyph by its code.
    pub(super) fn push(&mut self, code: u16) {
        if !self.is_open {
            self.bytes.push(b'(');
            self.is_open = true;
        }
        self.has_glyphs = true;
        code.to_be_bytes().into_iter().for_each(|byte| write_literal_byte(byte, &mut self.bytes));
    }

    /// Moves the next glyph left by this many thousandths of an em.
    pub(super) fn move_back(&mut self, thousandths: i32) {
        self.end_string();
        self.is_moved = true;
        decimal(thousandths, 0, &mut self.bytes);
        self.bytes.push(b' ');
    }

    fn end_string(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.bytes.push(b')');
        }
    }
}

/// Appends `value` divided by ten to the power of `places`, in as few characters as possible.
fn decimal(value: i32, places: u32, out: &mut Vec<u8>) {
    if value < 0 {
        out.push(b'-');
    }
    let (mut value, mut places) = (value.unsigned_abs(), places);
    while places > 0 && value.is_multiple_of(10) {
        value /= 10;
        places -= 1;
    }
    // Digits are produced in reverse. The longest number has ten digits, a decimal point and a leading zero.
    let mut digits = [0; 12];
    let mut at = digits.len();
    let mut put = |byte| {
        at -= 1;
        digits[at] = byte;
    };
    let mut written = 0;
    while value > 0 || written < places.max(1) {
        if written == places && places > 0 {
            put(b'.');
        }
        put(b'0' + (value % 10) as u8);
        value /= 10;
        written += 1;
    }
    if written == places {
        put(b'.');
    }
    out.extend_from_slice(&digits[at..]);
}

#[cfg(test)]
mod tests {
    use super::{GlyphRow, Operators, Paint, decimal};
    use crate::units::Color;

    fn written(write: impl Fn(&mut Operators)) -> String {
        let mut operators = Operators::default();
        write(&mut operators);
        String::from_utf8_lossy(&operators.finish()).into_owned()
    }

    #[test]
    fn numbers_take_as_few_characters_as_they_can() {
        let number = |value, places| {
            let mut out = Vec::new();
            decimal(value, places, &mut out);
            String::from_utf8_lossy(&out).into_owned()
        };
        assert_eq!(number(0, 2), "0");
        assert_eq!(number(7, 2), ".07");
        assert_eq!(number(-70, 2), "-.7");
        assert_eq!(number(700, 2), "7");
        assert_eq!(number(1234, 2), "12.34");
        assert_eq!(number(1000, 3), "1");
        assert_eq!(number(i32::MIN, 3), "-2147483.648");
        assert_eq!(number(-12, 0), "-12");
        assert_eq!(number(100, 0), "100");
    }

    #[test]
    fn operands_come_before_their_operator() {
        let color = Color { r: 255, g: 128, b: 0 };
        assert_eq!(written(|out| out.fill_color(color)), "1 .502 0 rg\n");
        assert_eq!(written(|out| out.filled_rect((100, 250), 1000, 1)), "1 2.5 10 .01 re f\n");
        assert_eq!(written(|out| out.dash(Some((200, 150)))), "[2 1.5 ]0 d\n");
        assert_eq!(written(|out| out.dash(None)), "[]0 d\n");
        assert_eq!(written(|out| out.paint(Paint::FillAndStroke)), "B\n");
        assert_eq!(written(|out| out.font("T0", 10_500)), "/T0 10.5 Tf\n");
        assert_eq!(written(|out| out.begin_marked("P", 3)), "/P<</MCID 3>>BDC\n");
        assert_eq!(
            written(|out| out.begin_artifact("Pagination", Some("Header"))),
            "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n"
        );
        assert_eq!(written(|out| out.begin_actual_text(&[0xfe, 0xff])), "/Span<</ActualText<FEFF>>>BDC\n");
    }

    #[test]
    fn glyphs_without_adjustments_share_a_string() {
        let mut row = GlyphRow::default();
        [0x0141, 0x0142, u16::from(b'(')].into_iter().for_each(|code| row.push(code));
        let mut operators = Operators::default();
        operators.show(&mut row);
        row.push(0x4141);
        row.move_back(-12);
        row.push(0x4142);
        operators.show(&mut row);
        row.move_back(5);
        operators.show(&mut row);
        assert_eq!(operators.finish(), b"(\x01A\x01B\0\\()Tj\n[(AA)-12 (AB)]TJ\n");
    }
}
