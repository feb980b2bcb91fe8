//! Templates in texts.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::language::Language;
use make_briefing::template::Templates;

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::new(Arc::new(make_briefing_fuzz::catalog()), Language::German));

fuzz_target!(|text: &str| {
    make_briefing_fuzz::let_panics_be_caught();
    let sink = Diagnostics::new();
    let filled = TEMPLATES.fill(&make_briefing_fuzz::located(text), &sink);
    let faults = sink.into_vec();
    assert!(faults.is_empty() || filled == text, "a faulty text is given back as it is");
    for fault in &faults {
        let place = &fault.span;
        assert!(place.source.text.get(place.start..place.end).is_some(), "{fault:?}");
    }
});
