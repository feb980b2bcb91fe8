//! Logos that a theme names: read, and drawn as the scene that pages and slides draw.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::theme::logo::Logo;

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    let Ok(logo) = Logo::from_svg(bytes) else { return };
    assert!(logo.size.width.is_finite() && logo.size.height.is_finite(), "{:?}", logo.size);
});
