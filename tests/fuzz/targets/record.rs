//! What earlier builds left in the output folder: the list of our own files, the log of a killed build, the manifest. The
//! first byte selects which. Whatever they say, a file of somebody else stays.
#![no_main]

use std::fs;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use make_briefing::diff::edition::Edition;
use make_briefing::{Formats, Request, build};

const NAMES: [&str; 3] = [".make-briefing-files", ".make-briefing-log", "manifest.json"];
const SERIES: &str = "series:\n  s:\n    question: Q?\n    type: single\n    base: {label: all, n: 9}\n    values: {yes: 60, no: 40}\n";

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    let Some((kind, rest)) = bytes.split_first() else { return };
    if let Ok(text) = std::str::from_utf8(rest) {
        drop(Edition::from_manifest(text));
    }
    let folder = std::env::temp_dir().join(format!("make-briefing-fuzz-{}", std::process::id()));
    let (specs, out) = (folder.join("specs"), folder.join("out"));
    for (name, text) in [
        ("specs/charts/c.yaml", "title: T\nseries: s\nchart: bar\n"),
        ("specs/series/s.yaml", SERIES),
        ("out/somebody.txt", "precious"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a scratch folder");
        fs::write(path, text).expect("a scratch file");
    }
    fs::write(out.join(NAMES[usize::from(*kind) % NAMES.len()]), rest).expect("a scratch file");
    let request =
        Request { formats: Formats { svg: true, ..Formats::default() }, jobs: Some(1), ..Request::default() };
    drop(build(&specs, &out, &request, &|_| ControlFlow::Continue(())));
    assert_eq!(fs::read(out.join("somebody.txt")).ok().as_deref(), Some(&b"precious"[..]));
    fs::remove_dir_all(&folder).expect("a scratch folder");
});
