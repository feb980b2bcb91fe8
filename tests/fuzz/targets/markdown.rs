//! Body text, from Markdown to pages.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use make_briefing::document::compose::compose;
use make_briefing::document::paragraph::Setter;
use make_briefing::language::Language;
use make_briefing::theme::Theme;
use make_briefing::theme::fonts::FontSet;
use make_briefing::typeset::shaper::Shaper;

static THEME: LazyLock<Theme> = LazyLock::new(Theme::default);
static FONTS: LazyLock<FontSet<'static>> = LazyLock::new(|| FontSet::new(&THEME.fonts).expect("sound fonts"));

fuzz_target!(|text: &str| {
    make_briefing_fuzz::let_panics_be_caught();
    let story = make_briefing_fuzz::story(text);
    let shaper = Shaper::new(&FONTS);
    let document =
        compose(&story, &THEME, Setter { shaper: &shaper, language: Language::German }, &|_| Vec::new());
    assert!(!document.pages.is_empty());
});
