//! Spec files: a chart, a briefing or a theme, selected by the first byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::spec::briefing::BriefingSpec;
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::theme_file::ThemeSpec;

fuzz_target!(|input: (u8, &str)| {
    make_briefing_fuzz::let_panics_be_caught();
    let (kind, text) = input;
    let Some(node) = make_briefing_fuzz::node("specs/file.yaml", text) else { return };
    let sink = Diagnostics::new();
    match kind % 3 {
        0 => drop(ChartSpec::read("file", &node, &sink)),
        1 => drop(BriefingSpec::read(&node, &sink)),
        _ => drop(ThemeSpec::read(&node, None, &sink)),
    }
    make_briefing_fuzz::assert_places(&sink.into_vec());
});
