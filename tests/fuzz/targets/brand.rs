//! Brand files, and the theme that is made of one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::diagnostic::Diagnostics;
use make_briefing::spec::brand::Brand;
use make_briefing::spec::theme_file::ThemeSpec;

fuzz_target!(|text: &str| {
    make_briefing_fuzz::let_panics_be_caught();
    let Some(node) = make_briefing_fuzz::node("specs/_brand.yml", text) else { return };
    let sink = Diagnostics::new();
    let brand = Brand::read(&node, "", &sink);
    drop(ThemeSpec::read(&node, Some(&brand), &sink));
    make_briefing_fuzz::assert_places(&sink.into_vec());
});
