//! The documented table of phrases is up to date with the code.

use make_briefing::language::Language;
use make_briefing::language::phrase::PHRASES;

use crate::harness::golden;

#[test]
fn the_table_of_phrases_is_current() {
    let mut text = String::from(
        "# Phrases and the shares that they cover\n\n\
         Generated from the code: `UPDATE_GOLDEN=1 cargo test --test authoring` rewrites this page.\n\n\
         `{{ phrase(\"series\", \"category\") }}` prints the phrase that covers a share, rounded to one decimal. If\n\
         none does, that is an error: use `{{ pct(…) }}` instead. At the start of a sentence write\n\
         `{{ phrase(…) | upper_first }}`.\n\n\
         The rule `phrase-mismatch` allows typed phrases 2.5 points more on each side.\n\n\
         | share | German | English |\n| --- | --- | --- |\n",
    );
    for phrase in PHRASES {
        let share = match phrase.from == phrase.to {
            true => format!("{} %", phrase.from),
            false => format!("{} to {} %", phrase.from, phrase.to),
        };
        let said = |language| phrase.words(language).unwrap_or_default();
        let (german, english) = (said(Language::German), said(Language::English));
        text.push_str(&format!("| {share} | {german} | {english} |\n"));
    }
    golden("docs/phrases.md", &text);
}
