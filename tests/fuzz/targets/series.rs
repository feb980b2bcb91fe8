//! Series and their data files. The first line of the input is the `data:` mapping, the rest the file; the first
//! byte selects the kind of file.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::import::workbook::Books;
use make_briefing::import::{Beside, Content, series_file};
use make_briefing::survey::Catalog;

const ENDINGS: [&str; 10] = ["csv", "tsv", "json", "xlsx", "xls", "ods", "yaml", "parquet", "sav", "zsav"];

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    let Some((kind, rest)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*kind) % ENDINGS.len()];
    let (mapping, content) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &[][..]),
    };
    let Ok(mapping) = std::str::from_utf8(mapping) else { return };
    let text = match ending {
        "yaml" => String::from_utf8_lossy(content).into_owned(),
        _ => format!("series:\n  one:\n    type: single\n    data: {{file: series/x.{ending}, {mapping}}}\n"),
    };
    let Some(node) = make_briefing_fuzz::node("specs/series/file.yaml", &text) else { return };
    let sink = Diagnostics::new();
    let books = Books::default();
    let open = |_: &str| -> Result<Box<dyn Content>, make_briefing::reason::Reason> { Ok(Box::new(Cursor::new(content.to_vec()))) };
    series_file::read(&node, Beside::new(&open, &books), &mut Catalog::default(), &sink);
    let faults = sink.into_vec();
    for fault in &faults {
        let place = &fault.span;
        assert!(place.source.text.get(place.start..place.end).is_some(), "{fault:?}");
    }
});
