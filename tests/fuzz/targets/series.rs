//! Series and their data files. The first line of the input is the `data:` mapping, the rest the file; the first
//! byte selects the kind of file.
#![no_main]

use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 11] =
    ["csv", "tsv", "json", "xlsx", "xls", "ods", "yaml", "parquet", "sav", "zsav", "dta"];

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    let Some((kind, rest)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*kind) % ENDINGS.len()];
    let (mapping, content) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, &[][..]),
    };
    let Ok(mapping) = std::str::from_utf8(mapping) else { return };
    make_briefing_fuzz::read_series(ending, mapping, content);
});
