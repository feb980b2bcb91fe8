//! The words that the program itself writes, with a file for each language.

mod arabic;
mod dutch;
mod english;
mod french;
mod german;
mod hebrew;
mod italian;
pub mod number;
pub mod phrase;
mod polish;
mod spanish;
pub mod stance;
pub mod voice;
pub mod web;
mod words;

use crate::spec::kinds::Kind;
use crate::units::Direction;
use number::Format;
use voice::VoiceWords;
use web::WebWords;
pub use words::Words;

/// A language of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// German.
    #[default]
    German,
    /// English.
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Italian.
    Italian,
    /// Dutch.
    Dutch,
    /// Polish.
    Polish,
    /// Arabic.
    Arabic,
    /// Hebrew.
    Hebrew,
}

impl Language {
    /// All languages, by their tags.
    pub const ALL: [Self; 9] = [
        Self::German,
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Italian,
        Self::Dutch,
        Self::Polish,
        Self::Arabic,
        Self::Hebrew,
    ];

    /// The language of a tag such as `de`, `de-AT` or `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Italian => "it",
            Self::Dutch => "nl",
            Self::Polish => "pl",
            Self::Arabic => "ar",
            Self::Hebrew => "he",
        }
    }

    /// The direction in which it is written.
    pub fn direction(self) -> Direction {
        match self {
            Self::Arabic | Self::Hebrew => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// Whether there are sentences made of figures and rules about sentences in this language.
    pub fn has_sentences(self) -> bool {
        matches!(self, Self::German | Self::English)
    }

    /// Its hyphenation patterns; `None` where words are not hyphenated.
    pub(super) fn hyphenation(self) -> Option<hypher::Lang> {
        Some(match self {
            Self::German => hypher::Lang::German,
            Self::English => hypher::Lang::English,
            Self::French => hypher::Lang::French,
            Self::Spanish => hypher::Lang::Spanish,
            Self::Italian => hypher::Lang::Italian,
            Self::Dutch => hypher::Lang::Dutch,
            Self::Polish => hypher::Lang::Polish,
            Self::Arabic | Self::Hebrew => return None,
        })
    }

    /// How numbers are written.
    pub(crate) fn format(self) -> Format {
        match self {
            Self::German => german::FORMAT,
            Self::English => english::FORMAT,
            Self::French => french::FORMAT,
            Self::Spanish => spanish::FORMAT,
            Self::Italian => italian::FORMAT,
            Self::Dutch => dutch::FORMAT,
            Self::Polish => polish::FORMAT,
            Self::Arabic => arabic::FORMAT,
            Self::Hebrew => hebrew::FORMAT,
        }
    }

    /// The separators of thousands and decimals.
    pub fn separators(self) -> (char, char) {
        let Format { thousands, point, .. } = self.format();
        (thousands, point)
    }

    /// The words of the language.
    pub fn words(self) -> &'static Words {
        match self {
            Self::German => &german::WORDS,
            Self::English => &english::WORDS,
            Self::French => &french::WORDS,
            Self::Spanish => &spanish::WORDS,
            Self::Italian => &italian::WORDS,
            Self::Dutch => &dutch::WORDS,
            Self::Polish => &polish::WORDS,
            Self::Arabic => &arabic::WORDS,
            Self::Hebrew => &hebrew::WORDS,
        }
    }

    /// The words of texts that are read aloud.
    pub fn voice(self) -> &'static VoiceWords {
        match self {
            Self::German => &german::VOICE,
            Self::English => &english::VOICE,
            Self::French => &french::VOICE,
            Self::Spanish => &spanish::VOICE,
            Self::Italian => &italian::VOICE,
            Self::Dutch => &dutch::VOICE,
            Self::Polish => &polish::VOICE,
            Self::Arabic => &arabic::VOICE,
            Self::Hebrew => &hebrew::VOICE,
        }
    }

    /// The words of a web page.
    pub fn web_words(self) -> &'static WebWords {
        match self {
            Self::German => &german::WEB,
            Self::English => &english::WEB,
            Self::French => &french::WEB,
            Self::Spanish => &spanish::WEB,
            Self::Italian => &italian::WEB,
            Self::Dutch => &dutch::WEB,
            Self::Polish => &polish::WEB,
            Self::Arabic => &arabic::WEB,
            Self::Hebrew => &hebrew::WEB,
        }
    }

    /// What a kind of chart is called.
    pub fn kind(self, kind: Kind) -> &'static str {
        match self {
            Self::German => german::kind(kind),
            Self::English => english::kind(kind),
            Self::French => french::kind(kind),
            Self::Spanish => spanish::kind(kind),
            Self::Italian => italian::kind(kind),
            Self::Dutch => dutch::kind(kind),
            Self::Polish => polish::kind(kind),
            Self::Arabic => arabic::kind(kind),
            Self::Hebrew => hebrew::kind(kind),
        }
    }
}

/// Replaces each `{}` of a phrase by a value, in order; where values run out, by nothing.
pub fn fill(phrase: &str, values: &[&str]) -> String {
    let mut parts = phrase.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values.iter().copied().chain(std::iter::repeat(""))) {
        text.push_str(value);
        text.push_str(part);
    }
    text
}

/// `a`, `a und b`, `a, b und c`.
pub fn list(names: &[String], language: Language) -> String {
    let and = language.words().and;
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}
