//! The keys of spec files as data: name, form of the value, default, meaning and example.
//!
//! Each [`Shape`] is declared once, beside the code that reads it. The reader ([`super::fields`]), the JSON Schema
//! and the reference all follow the same entry.

use std::ops::RangeInclusive;

/// A mapping with a fixed set of keys.
#[derive(Debug, PartialEq)]
pub struct Shape {
    /// The name of its definition in the JSON Schema, and its heading in the reference.
    pub name: &'static str,
    /// What messages call it, such as "a chart".
    pub what: &'static str,
    /// Its description, one or two sentences.
    pub about: &'static str,
    /// Its keys in the usual order.
    pub keys: &'static [Key],
}

/// A key of a mapping. [`required`] and [`optional`] make one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// Its name as authors write it.
    pub name: &'static str,
    /// The form of its value.
    pub form: Form,
    /// Whether it must be present.
    pub required: bool,
    /// Its description without its words and its default: one or two sentences.
    pub about: &'static str,
    /// What applies if the key is absent, unless that is nothing.
    pub default: Option<Preset>,
    /// A value in YAML, if the form alone does not show what it looks like.
    pub example: Option<&'static str>,
    /// The first version that reads it.
    pub since: &'static str,
}

/// What applies if a key is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Preset {
    /// A word or a text.
    Word(&'static str),
    /// A number.
    Number(f32),
    /// A whole number.
    Count(u32),
    /// `true` or `false`.
    Flag(bool),
    /// Something that depends on other keys or on the data, in words.
    Described(&'static str),
}

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// Text; an unquoted number or boolean counts as the characters it was written with.
    Text,
    /// A number.
    Number,
    /// A number between two limits, in a unit if there is one.
    Between(Limits),
    /// A whole number of at least 1.
    Count,
    /// `true` or `false`.
    Flag,
    /// An empty value: a figure that was not published.
    Nothing,
    /// Text that matches a pattern (an ECMA 262 regular expression), with an example.
    Pattern(&'static str, &'static str),
    /// A colour in six hexadecimal digits.
    Color,
    /// An id: lower-case letters, digits and hyphens.
    Id,
    /// One of these words.
    Words(&'static [Word]),
    /// A list.
    List(&'static Form),
    /// A mapping from names that the author chooses.
    Names(&'static Form),
    /// A mapping with exactly one key, which is one of these words.
    Tagged(&'static [Word], &'static Form),
    /// A mapping with a fixed set of keys.
    Shape(&'static Shape),
    /// One of several forms, the simplest first.
    Either(&'static [Form]),
    /// A form with a name and a meaning of its own, which may hold itself.
    Named(Named),
}

/// A form with a name. Two of the same name are the same: comparing what they hold would never end.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// Its name in the JSON Schema.
    pub name: &'static str,
    /// What it means, one or two sentences.
    pub about: &'static str,
    /// What it looks like.
    pub form: &'static Form,
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The least and the largest number that a key takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The least.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// The name of the unit; empty for a plain number.
    pub unit: &'static str,
}

/// A word that authors choose, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: &'static str,
    /// Its meaning in a few words, without a full stop; empty if the word says it all.
    pub about: &'static str,
}

/// A word with the value that the reader makes of it, and its meaning as in [`Word::about`].
pub type Choice<T> = (&'static str, T, &'static str);

/// The words of a list of choices, so that a reader and its entry share the list.
pub const fn words<T, const N: usize>(choices: &[Choice<T>; N]) -> [Word; N] {
    let mut words = [Word { word: "", about: "" }; N];
    let mut at = 0;
    while at < N {
        words[at] = Word { word: choices[at].0, about: choices[at].2 };
        at += 1;
    }
    words
}

/// The word of a value in a list of choices.
pub fn word_of<T: PartialEq>(choices: &[Choice<T>], value: &T) -> &'static str {
    choices.iter().find(|(_, known, _)| known == value).map_or("", |(word, _, _)| word)
}

/// A key that must be present.
pub const fn required(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { required: true, ..optional(name, form, about) }
}

/// A key that may be absent.
pub const fn optional(name: &'static str, form: Form, about: &'static str) -> Key {
    Key { name, form, required: false, about, default: None, example: None, since: FIRST }
}

/// The version in which a key appeared unless its entry says otherwise.
pub const FIRST: &str = "0.1";

impl Key {
    /// The key with what applies if it is absent.
    pub const fn or(self, default: Preset) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The key with an example of its value, in YAML.
    pub const fn like(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }

    /// The key with the first version that reads it.
    pub const fn since(self, version: &'static str) -> Self {
        Self { since: version, ..self }
    }

    /// Its description with the meaning of each of its words.
    pub fn description(&self) -> String {
        let explained = self.form.words().iter().filter(|word| !word.about.is_empty());
        let words = explained.map(|Word { word, about }| format!("`{word}`: {about}."));
        let about = (!self.about.is_empty()).then(|| self.about.to_owned());
        about.into_iter().chain(words).collect::<Vec<_>>().join(" ")
    }
}

impl Form {
    /// A number between two limits.
    pub const fn between(least: f64, most: f64, unit: &'static str) -> Self {
        Self::Between(Limits { least, most, unit })
    }

    /// Whether it, or one of the forms that it allows, satisfies a condition.
    pub fn allows(&self, condition: fn(&Self) -> bool) -> bool {
        match self {
            Self::Either(forms) => forms.iter().any(|form| form.allows(condition)),
            form => condition(form),
        }
    }

    /// Whether it allows what a reader takes as one text.
    pub fn is_text(&self) -> bool {
        self.allows(|form| {
            matches!(form, Self::Text | Self::Pattern(..) | Self::Color | Self::Id | Self::Words(_))
        })
    }

    /// The words to choose from, if it is a choice, alone or beside other forms. The kinds of charts are too many to
    /// be explained beside their key; the reference has a page for each.
    pub fn words(&self) -> &'static [Word] {
        match self {
            Self::Words(words) if words.len() <= MOST_EXPLAINED => words,
            Self::List(form) | Self::Names(form) => form.words(),
            Self::Either(forms) => {
                forms.iter().map(Self::words).find(|words| !words.is_empty()).unwrap_or(&[])
            }
            _ => &[],
        }
    }
}

/// The longest list of words that a description explains.
pub const MOST_EXPLAINED: usize = 16;

impl Limits {
    /// The same limits as a range.
    pub fn range(&self) -> RangeInclusive<f64> {
        self.least..=self.most
    }
}

/// A text or a list of texts.
pub const TEXTS: Form = Form::Either(&[Form::Text, Form::List(&Form::Text)]);

/// Lint rules that are switched off, with the author's reason for each.
pub const ALLOW: Key =
    optional("allow", Form::Names(&Form::Text), "Lint rules to switch off here, each with the reason.")
        .like("{truncated-axis: differences are small but relevant}");

#[cfg(test)]
mod tests {
    use super::{Choice, Form, Word, optional, word_of, words};

    const SIZES: [Choice<u8>; 2] = [("small", 1, "for a note"), ("large", 2, "")];

    #[test]
    fn a_list_of_choices_gives_its_words_and_their_meaning() {
        const WORDS: &[Word] = &words(&SIZES);
        assert_eq!(WORDS.iter().map(|word| word.word).collect::<Vec<_>>(), ["small", "large"]);
        assert_eq!(word_of(&SIZES, &2), "large");
        let key = optional("size", Form::Words(WORDS), "The size.");
        assert_eq!(key.description(), "The size. `small`: for a note.");
    }
}
