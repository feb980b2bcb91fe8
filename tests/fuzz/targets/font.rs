//! Fonts that a theme names: read, measured, drawn and embedded.
#![no_main]

use libfuzzer_sys::fuzz_target;
use make_briefing::document::compose::compose;
use make_briefing::document::paragraph::Setter;
use make_briefing::language::Language;
use make_briefing::pdf::writer;
use make_briefing::theme::Theme;
use make_briefing::theme::fonts::{Face, FontSet};
use make_briefing::typeset::shaper::Shaper;

fuzz_target!(|bytes: &[u8]| {
    make_briefing_fuzz::let_panics_be_caught();
    if Face::new(bytes).is_err() {
        return;
    }
    let mut theme = Theme::default();
    theme.fonts.files[0] = bytes.to_vec().into();
    let Ok(fonts) = FontSet::new(&theme.fonts) else { return };
    for (_, face) in fonts.faces().take(1) {
        (0..64).for_each(|glyph| drop(face.outline(glyph).to_vec()));
    }
    let words = "Häfen, Fluß & Straße: 54 % — offizielle Affinität, Ωμέγα, שלום";
    let story = make_briefing_fuzz::story(words);
    let shaper = Shaper::new(&fonts);
    let document =
        compose(&story, &theme, Setter { shaper: &shaper, language: Language::German }, &|_| Vec::new());
    drop(writer::write(&document, &fonts));
});
