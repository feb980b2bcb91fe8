//! Spec files: a chart, a briefing, a theme or a brand, selected by the first byte.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::spec::brand::Brand;
use make_briefing::spec::briefing::BriefingSpec;
use make_briefing::spec::chart::ChartSpec;
use make_briefing::spec::theme_file::ThemeSpec;

fuzz_target!(|input: (u8, &str)| {
    make_briefing_fuzz::let_panics_be_caught();
    let (kind, text) = input;
    let Some(node) = make_briefing_fuzz::node("specs/file.yaml", text) else { return };
    let sink = Diagnostics::new();
    match kind % 4 {
        0 => drop(ChartSpec::read("file", &node, &sink)),
        1 => drop(BriefingSpec::read(&node, &sink)),
        2 => drop(ThemeSpec::read(&node, None, &sink)),
        _ => drop(ThemeSpec::read(&node, Some(&Brand::read(&node, "", &sink)), &sink)),
    }
    let faults = sink.into_vec();
    // A place that cannot be shown would only fail where it is printed.
    for fault in &faults {
        let place = &fault.span;
        assert!(place.source.text.get(place.start..place.end).is_some(), "{fault:?}");
        assert!(place.column() >= 1 && place.line() >= 1);
    }
});
