//! Text from right to left: the order of its glyphs, and a briefing in Arabic with Hebrew and English in it.

use std::path::Path;

use make_briefing::theme::fonts::{FontFiles, FontSet, Style};
use make_briefing::typeset::shaping::{Shaped, shape, shape_in};
use make_briefing::units::Direction;

use crate::harness::{ROOT, Scratch, run};

/// The text of each glyph from left to right, in fonts with Arabic and Hebrew.
fn drawn(text: &str, direction: Option<Direction>) -> Vec<String> {
    let font = |name: &str| {
        std::fs::read(Path::new(ROOT).join("tests/right-to-left/fonts").join(name)).unwrap().into()
    };
    let mut files = FontFiles::default();
    files.files.extend([font("NotoSansArabic-Regular.ttf"), font("NotoSansHebrew-Regular.ttf")]);
    let fonts = FontSet::new(&files).unwrap();
    let shaped: std::sync::Arc<Shaped> = match direction {
        Some(direction) => shape_in(&fonts, Style::Regular, text, direction),
        None => shape(&fonts, Style::Regular, text),
    };
    assert_eq!(shaped.missing, []);
    let glyphs = shaped.runs.iter().flat_map(|run| &run.glyphs);
    glyphs.map(|glyph| text[glyph.text.clone()].to_owned()).collect()
}

#[test]
fn hebrew_is_drawn_from_right_to_left_and_its_numbers_are_not() {
    assert_eq!(drawn("שלום 54", None).concat(), "54 םולש");
}

#[test]
fn a_ligature_and_a_mark_have_one_character_for_each_glyph() {
    let glyphs = drawn("الاستطلاع", None);
    assert!(glyphs.iter().all(|text| text.chars().count() == 1), "{glyphs:?}");
    assert_eq!(glyphs.concat(), "عالطتسالا");
    assert_eq!(drawn("شخصيًا", None).concat(), "اًيصخش");
}

#[test]
fn a_line_that_begins_in_english_is_read_as_its_paragraph_is() {
    let line = "PDF وHTML";
    assert_eq!(drawn(line, Some(Direction::RightToLeft)).concat(), "HTMLو PDF");
    assert_eq!(drawn(line, None).concat(), line);
}

#[test]
fn an_arabic_briefing_passes_the_check() {
    let out = Scratch::new();
    let arguments = ["tests/right-to-left", "--quiet", "--format", "pdf", "-o", out.path().to_str().unwrap()];
    let said = run(Path::new(ROOT), &arguments);
    assert_eq!((said.status, said.stderr.as_str()), (0, ""));
    let pdf = out.path().join("briefing.pdf");
    let said = run(Path::new(ROOT), &["check", pdf.to_str().unwrap()]);
    assert_eq!(said.status, 0, "{}", said.stderr);
}
