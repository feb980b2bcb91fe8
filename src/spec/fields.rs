//! Reads the keys of a mapping as its shape declares them: checks types and limits, reports missing, unknown and
//! repeated keys, and collects every error.

use super::Spanned;
use super::keys::{self, Choice, Form, Limits, Preset, Shape};
use super::values::{self, count, map, number, report_repeated, text, texts, wrong_type};
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::units::Color;

/// A reader for the keys of one mapping.
///
/// The shape says which keys there are, what form their values have and which must be present. Builds with debug
/// assertions check that a reader asks for declared keys only, in a way that suits their form, and for all of them
/// before [`Fields::finish`]: an entry that is not read, or a key that is read without an entry, fails every test
/// that opens the shape.
pub struct Fields<'a> {
    pairs: &'a [(Key, Node)],
    span: &'a Span,
    shape: &'static Shape,
    sink: &'a Diagnostics,
    /// What messages about missing keys call the mapping, and where they point.
    name: (String, Span),
    /// The keys asked for so far, one bit for each key of the shape.
    asked: u64,
}

impl<'a> Fields<'a> {
    /// Opens a mapping of this shape.
    pub fn open(node: &'a Node, shape: &'static Shape, sink: &'a Diagnostics) -> Option<Self> {
        let what = shape.what;
        match &node.value {
            Value::Map(pairs) => {
                report_repeated(pairs, sink);
                let name = (what.to_owned(), node.span.clone());
                Some(Self { pairs, span: &node.span, shape, sink, name, asked: 0 })
            }
            other => {
                let message =
                    format!("{what} must be a mapping of keys to values, but here is {}", other.kind());
                let hint = match other {
                    Value::Null | Value::Text(_) => {
                        "write lines such as `title: …`: a key, a colon, a space, and a value"
                    }
                    _ => "write indented keys below it, or keys in braces: `{key: value, …}`",
                };
                sink.push(Diagnostic::error(Code::WrongType, node.span.clone(), message).hint(hint));
                None
            }
        }
    }

    /// The same reader, whose messages about missing keys name this one mapping and point to its name.
    pub fn named(self, name: String, span: Span) -> Self {
        Self { name: (name, span), ..self }
    }

    /// The span of the mapping.
    pub fn span(&self) -> &Span {
        self.span
    }

    /// Whether the shape has a key.
    pub fn declares(&self, name: &str) -> bool {
        self.declared(name).is_some()
    }

    /// The value of a key, of any type; an empty value counts as absent.
    pub fn node(&mut self, name: &'static str) -> Option<&'a Node> {
        self.entry(name).map(|(_, node)| node).filter(|node| node.value != Value::Null)
    }

    /// The key and its value, even if the value is empty.
    pub fn entry(&mut self, name: &'static str) -> Option<(&'a Key, &'a Node)> {
        let declared = self.shape.keys.iter().position(|key| key.name == name);
        debug_assert!(declared.is_some(), "the shape `{}` declares no key `{name}`", self.shape.name);
        self.asked |= declared.map_or(0, |at| 1 << at);
        self.pairs.iter().find(|(key, _)| key.name == name).map(|(key, node)| (key, node))
    }

    /// The entry of a key in the shape.
    fn declared(&self, name: &str) -> Option<&'static keys::Key> {
        self.shape.keys.iter().find(|key| key.name == name)
    }

    /// The value of a key whose declared form must satisfy `fits`.
    fn typed(&mut self, name: &'static str, fits: fn(&Form) -> bool) -> Option<&'a Node> {
        debug_assert!(
            self.declared(name).is_none_or(|key| key.form.allows(fits)),
            "`{name}` of the shape `{}` is read in another form than it declares",
            self.shape.name
        );
        self.node(name)
    }

    /// The value of a key with a single value; reports the key if it is required and absent.
    fn single(&mut self, name: &'static str, fits: fn(&Form) -> bool) -> Option<&'a Node> {
        let node = self.typed(name, fits);
        if node.is_none() && self.is_required(name) {
            self.report_missing(name);
        }
        node
    }

    fn is_required(&self, name: &str) -> bool {
        self.declared(name).is_some_and(|key| key.required)
    }

    fn report_missing(&self, name: &str) {
        let hint = match self.declared(name).map(|key| key.form) {
            Some(Form::Count) => format!("add a line `{name}: …` with a whole number"),
            Some(Form::Words(words)) => {
                let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.word)).collect();
                format!("one of {}", words.join(", "))
            }
            _ => format!("add a line `{name}: …`"),
        };
        let (what, span) = &self.name;
        let message = format!("{what} needs `{name}`");
        self.sink.push(Diagnostic::error(Code::MissingKey, span.clone(), message).hint(hint));
    }

    /// A text. A number counts as text, since `title: 2020` means the characters. A required text must not be empty.
    pub fn text(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let found = self.single(name, Form::is_text).and_then(|node| text(node, name, self.sink))?;
        if self.is_required(name) { self.filled(name, found) } else { Some(found) }
    }

    /// A text that is required because of what other keys say; it must not be empty.
    pub fn text_required_here(&mut self, name: &'static str) -> Option<Spanned<String>> {
        let Some(node) = self.typed(name, Form::is_text) else {
            self.report_missing(name);
            return None;
        };
        let found = text(node, name, self.sink)?;
        self.filled(name, found)
    }

    fn filled(&self, name: &str, found: Spanned<String>) -> Option<Spanned<String>> {
        if !found.value.trim().is_empty() {
            return Some(found);
        }
        let message = format!("{} needs `{name}`, but it is empty", self.name.0);
        self.sink
            .push(Diagnostic::error(Code::MissingKey, found.span, message).hint("write at least one word"));
        None
    }

    /// A number within the limits of its form.
    pub fn number(&mut self, name: &'static str) -> Option<Spanned<f64>> {
        let node = self.single(name, |form| matches!(form, Form::Number | Form::Between(_)))?;
        let found = number(node, name, self.sink)?;
        match self.declared(name).map(|key| key.form) {
            Some(Form::Between(limits)) if !limits.range().contains(&found.value) => {
                self.sink.push(out_of(limits, name, found.span));
                None
            }
            _ => Some(found),
        }
    }

    /// A whole number of at least 1.
    pub fn count(&mut self, name: &'static str) -> Option<Spanned<u32>> {
        let node = self.single(name, |form| *form == Form::Count)?;
        count(node, name, self.sink)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let node = self.single(name, |form| *form == Form::Flag)?;
        match node.value {
            Value::Bool(value) => Some(value),
            _ => {
                let error = wrong_type(node, name, "`true` or `false`");
                self.sink.push(error.hint(format!("write `{name}: true` or `{name}: false`")));
                None
            }
        }
    }

    /// `true` or `false`; what its entry declares, if it is absent or wrong.
    pub fn flag_or_default(&mut self, name: &'static str) -> bool {
        let default = self.declared(name).and_then(|key| key.default);
        debug_assert!(matches!(default, Some(Preset::Flag(_))), "`{name}` declares no default");
        self.flag(name).unwrap_or(default == Some(Preset::Flag(true)))
    }

    /// A colour.
    pub fn color(&mut self, name: &'static str) -> Option<Color> {
        let node = self.single(name, |form| *form == Form::Color)?;
        values::color(node, name, self.sink)
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&mut self, name: &'static str) -> Option<Vec<Spanned<String>>> {
        let node = self.typed(name, |form| matches!(form, Form::List(item) if item.is_text()))?;
        Some(texts(node, name, self.sink))
    }

    /// The pairs of a mapping.
    pub fn map(&mut self, name: &'static str) -> Option<&'a [(Key, Node)]> {
        let node = self.typed(name, |form| matches!(form, Form::Names(_) | Form::Named(_)))?;
        map(node, name, self.sink)
    }

    /// A mapping of names to texts.
    pub fn pairs(&mut self, name: &'static str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let pairs = self.map(name).unwrap_or_default();
        let pair = |(key, node): &(Key, Node)| {
            let key = Spanned { value: key.name.clone(), span: key.span.clone() };
            text(node, &key.value, self.sink).map(|value| (key, value))
        };
        pairs.iter().filter_map(pair).collect()
    }

    /// The items of a list.
    pub fn list(&mut self, name: &'static str) -> Option<&'a [Node]> {
        let node = self.typed(name, |form| matches!(form, Form::List(_)))?;
        match &node.value {
            Value::List(items) => Some(items),
            _ => {
                let error = wrong_type(node, name, "a list");
                self.sink.push(
                    error.hint(format!("write `{name}: [one, another]`, or one item per line after `- `")),
                );
                None
            }
        }
    }

    /// One of several words; returns the value that belongs to it.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[Choice<T>]) -> Option<T> {
        let same = |form: Form| {
            matches!(form, Form::Words(words)
                if words.iter().map(|word| word.word).eq(choices.iter().map(|(word, ..)| *word)))
        };
        debug_assert!(
            self.declared(name).is_none_or(|key| same(key.form)),
            "`{name}` of the shape `{}` declares other words than are read",
            self.shape.name
        );
        let found = self.text(name)?;
        self.meaning(name, found, choices)
    }

    /// A list of words.
    pub fn choices<T: Copy>(&mut self, name: &'static str, choices: &[Choice<T>]) -> Option<Vec<T>> {
        let found = self.texts(name)?;
        Some(found.into_iter().filter_map(|word| self.meaning(name, word, choices)).collect())
    }

    /// What a word means.
    fn meaning<T: Copy>(&self, name: &str, found: Spanned<String>, choices: &[Choice<T>]) -> Option<T> {
        let meaning = choices.iter().find(|(word, ..)| *word == found.value).map(|(_, meaning, _)| *meaning);
        if meaning.is_none() {
            let hint = suggest(&found.value, choices.iter().map(|(word, ..)| *word));
            let message = format!("`{name}` cannot be `{}`", found.value);
            self.sink.push(Diagnostic::error(Code::UnknownWord, found.span, message).hint(hint));
        }
        meaning
    }

    /// One of several words; the one that its entry declares as default, if it is absent or wrong.
    pub fn choice_or_default<T: Copy, const N: usize>(
        &mut self,
        name: &'static str,
        choices: &[Choice<T>; N],
    ) -> T {
        let default = self.declared(name).and_then(|key| key.default);
        let default = choices.iter().find(|(word, ..)| default == Some(Preset::Word(word)));
        debug_assert!(default.is_some(), "`{name}` declares no default");
        self.choice(name, choices).unwrap_or(default.unwrap_or(&choices[0]).1)
    }

    /// Reports the keys that the shape does not have.
    pub fn finish(self) {
        for (at, key) in self.shape.keys.iter().enumerate() {
            debug_assert!(self.asked >> at & 1 == 1, "`{}` of `{}` is not read", key.name, self.shape.name);
        }
        for (key, _) in self.pairs {
            if self.declared(&key.name).is_none() {
                let message = format!("{} has no key `{}`", self.shape.what, key.name);
                let hint = suggest(&key.name, self.shape.keys.iter().map(|key| key.name));
                self.sink.push(Diagnostic::error(Code::UnknownKey, key.span.clone(), message).hint(hint));
            }
        }
    }
}

/// The diagnostic for a number outside of the limits of its key.
fn out_of(limits: Limits, name: &str, span: Span) -> Diagnostic {
    let Limits { least, most, unit } = limits;
    let (unit, hint) = match unit {
        "" => (String::new(), "write a number in this range, or remove the key".to_owned()),
        unit => (format!(" {unit}"), format!("write the {unit} without a unit, such as `20`")),
    };
    let message = format!("`{name}` must be between {least} and {most}{unit}");
    Diagnostic::error(Code::WrongNumber, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Fields;
    use crate::diagnostic::{Code, Diagnostics, Source};
    use crate::spec::keys::{Choice, Form, Key, Preset, Shape, optional, required, words};
    use crate::spec::yaml::{Node, parse};

    const SIDES: [Choice<u8>; 2] = [("left", 1, ""), ("right", 2, "")];

    const KEYS: &[Key] = &[
        required("name", Form::Text, "Its name."),
        optional("width", Form::between(1.0, 9.0, "millimetres"), "Its width."),
        optional("side", Form::Words(&words(&SIDES)), "Its side.").or(Preset::Word("right")),
        optional("shown", Form::Flag, "Whether it is shown.").or(Preset::Flag(true)),
    ];

    const BOX: Shape = Shape { name: "box", what: "a box", about: "A box.", keys: KEYS };

    fn node(text: &str) -> Node {
        parse(&Arc::new(Source::new("box.yaml", text))).unwrap_or_else(|error| unreachable!("{error:?}"))
    }

    type Values = (Option<String>, Option<f64>, u8, bool);

    /// The values of the four keys, and what is said about them.
    fn read(text: &str) -> (Values, Vec<(Code, String)>) {
        let (node, sink) = (node(text), Diagnostics::new());
        let mut fields = Fields::open(&node, &BOX, &sink).unwrap_or_else(|| unreachable!("a mapping"));
        let values = (
            fields.text("name").map(|found| found.value),
            fields.number("width").map(|found| found.value),
            fields.choice_or_default("side", &SIDES),
            fields.flag_or_default("shown"),
        );
        fields.finish();
        (values, sink.into_vec().into_iter().map(|fault| (fault.code, fault.message)).collect())
    }

    #[test]
    fn values_and_defaults_follow_from_the_shape() {
        let (values, faults) = read("{name: a, width: 9, side: left, shown: false}");
        assert_eq!((values, faults), ((Some("a".into()), Some(9.0), 1, false), Vec::new()));
        assert_eq!(read("name: a").0, (Some("a".into()), None, 2, true));
    }

    #[test]
    fn missing_and_unknown_keys_and_limits_follow_from_the_shape() {
        let (values, faults) = read("{width: 9.5, side: up, wide: 3}");
        assert_eq!(values, (None, None, 2, true));
        let faults: Vec<(Code, &str)> = faults.iter().map(|(code, said)| (*code, said.as_str())).collect();
        let wanted = [
            (Code::MissingKey, "a box needs `name`"),
            (Code::WrongNumber, "`width` must be between 1 and 9 millimetres"),
            (Code::UnknownWord, "`side` cannot be `up`"),
            (Code::UnknownKey, "a box has no key `wide`"),
        ];
        assert_eq!(faults, wanted);
    }

    /// Opens a mapping and hands the reader on.
    #[cfg(debug_assertions)]
    fn with_fields(read: impl FnOnce(&mut Fields<'_>)) {
        let (node, sink) = (node("name: a"), Diagnostics::new());
        if let Some(mut fields) = Fields::open(&node, &BOX, &sink) {
            read(&mut fields);
            fields.finish();
        }
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "declares no key `nmae`")]
    fn a_key_without_an_entry_is_found() {
        with_fields(|fields| drop(fields.text("nmae")));
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "`side` of `box` is not read")]
    fn an_entry_that_nothing_reads_is_found() {
        with_fields(|fields| {
            for key in ["name", "width", "shown"] {
                fields.node(key);
            }
        });
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "`name` of the shape `box` is read in another form")]
    fn a_key_that_is_read_in_another_form_is_found() {
        with_fields(|fields| drop(fields.number("name")));
    }

    #[cfg(debug_assertions)]
    #[test]
    #[should_panic(expected = "`side` of the shape `box` declares other words")]
    fn words_that_are_not_those_of_the_entry_are_found() {
        with_fields(|fields| {
            let _ = fields.choice("side", &[("left", 1, ""), ("up", 2, "")]);
        });
    }
}
