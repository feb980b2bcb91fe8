//! Parameters: values by which one folder of specs gives many reports. briefing.yaml declares them under `params`, a
//! build sets them, and `{{ params.NAME }}` in any spec is replaced by the value.
//!
//! Values are filled into the tree of a file before anything reads it. They are data: a value can be neither YAML nor a
//! template, and in Markdown its signs mean themselves.

mod each;
mod fill;
mod when;

use std::collections::BTreeMap;

use super::fields::Fields;
use super::keys::{Choice, Form, Key, Preset, Shape, optional, words};
use super::yaml::{Node, Value};
use super::{Spanned, values};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
pub use each::Declared;
pub(super) use each::{FOR_EACH, check as check_each};
pub(super) use when::{WHEN, check as check_when};

/// The longest value in bytes; values are names and numbers, not texts.
const LONGEST: usize = 1_000;

/// What a value can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Choice,
}

const KINDS: [Choice<Kind>; 3] = [
    ("text", Kind::Text, "any words on one line"),
    ("number", Kind::Number, "a number"),
    ("choice", Kind::Choice, "one of `values`"),
];

/// The key of briefing.yaml.
pub(super) const PARAMS: Key = optional(
    "params",
    Form::Names(&Form::Shape(&PARAM)),
    "Parameters by which one folder gives many reports. `{{ params.NAME }}` in any spec is replaced by the value.",
)
.like("{region: {type: choice, values: [BE, ZH], default: BE}}")
.since("0.1");

const PARAM: Shape = Shape {
    name: "param",
    what: "a parameter",
    about: "A parameter of a briefing. `--set NAME=VALUE` or a row of a table of reports sets it.",
    keys: &[
        optional("type", Form::Words(&words(&KINDS)), "What its value can be.").or(Preset::Word(KINDS[0].0)),
        optional(
            "default",
            Form::Text,
            "Its value where a build sets none. Without it, every build must set one.",
        ),
        optional("label", Form::Text, "What it is, for those who set it.").like("Region"),
        optional("values", Form::List(&Form::Text), "The values to choose from.").like("[BE, ZH]"),
    ],
};

/// A value that a build sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The name of the parameter.
    pub name: String,
    /// The value as it was written.
    pub value: String,
    /// Where it was written.
    pub span: Span,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
struct Worth {
    /// As it was written.
    text: String,
    /// As a number, if it is one by its type.
    number: Option<f64>,
}

/// A parameter as briefing.yaml declares it.
#[derive(Debug, Clone)]
struct Param {
    kind: Kind,
    /// What there is to choose from.
    choices: Vec<String>,
    /// `None` if it is not set or wrong, which has been reported.
    worth: Option<Worth>,
}

/// The keys of a parameter.
struct Keys {
    kind: Kind,
    default: Option<Spanned<String>>,
    choices: Option<Vec<String>>,
}

impl Keys {
    fn read(name: &Spanned<String>, node: &Node, sink: &Diagnostics) -> Option<Self> {
        let fields = Fields::open(node, &PARAM, sink)?;
        let mut fields = fields.named(format!("`{}`", name.value), name.span.clone());
        let kind = fields.choice_or_default("type", &KINDS);
        let default = fields.text("default");
        fields.text("label");
        let choices = fields.texts("values");
        let choices = choices.map(|choices| choices.into_iter().map(|choice| choice.value).collect());
        fields.finish();
        Some(Self { kind, default, choices })
    }
}

/// Reports what is wrong in the form of `params`; [`Params::read`] reports what is wrong with the values.
pub(super) fn check(node: &Node, sink: &Diagnostics) {
    for (key, node) in values::map(node, PARAMS.name, sink).unwrap_or_default() {
        let name = Spanned { value: key.name.clone(), span: key.span.clone() };
        Keys::read(&name, node, sink);
    }
}

/// The parameters of a build with their values.
#[derive(Debug, Clone, Default)]
pub struct Params {
    known: BTreeMap<String, Param>,
}

impl Params {
    /// Reads what briefing.yaml declares, and sets what a build sets. A value that is missing, wrong or not declared is
    /// reported.
    pub fn read(briefing: Option<&Node>, settings: &[Setting], sink: &Diagnostics) -> Self {
        let pairs = briefing.and_then(|node| match &node.value {
            Value::Map(pairs) => pairs.iter().find(|(key, _)| key.name == PARAMS.name),
            _ => None,
        });
        let declared = pairs.map(|(_, node)| node).filter(|node| node.value != Value::Null);
        // Faults of form are reported with those of the other keys, see `check`.
        let unheard = Diagnostics::new();
        let declared = declared.and_then(|node| values::map(node, PARAMS.name, &unheard)).unwrap_or_default();
        let mut known = BTreeMap::new();
        for (key, node) in declared {
            let name = Spanned { value: key.name.clone(), span: key.span.clone() };
            if !is_name(&name.value) {
                let message = format!("`{}` cannot be the name of a parameter", name.value);
                sink.push(
                    Diagnostic::error(Code::WrongParam, name.span.clone(), message)
                        .hint("use small letters a-z, digits, `-` and `_`, with a letter first"),
                );
            }
            if let Some(param) = Param::read(&name, node, settings, sink) {
                known.insert(name.value, param);
            }
        }
        let params = Self { known };
        let is_known = |setting: &&Setting| declared.iter().any(|(key, _)| key.name == setting.name);
        for setting in settings.iter().filter(|setting| !is_known(setting)) {
            sink.push(params.unknown(&setting.name, setting.span.clone()));
        }
        params
    }

    /// The names, in alphabetic order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Names and values, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.known
            .iter()
            .filter_map(|(name, param)| Some((name.as_str(), param.worth.as_ref()?.text.as_str())))
    }

    /// The value of a parameter, as it was written.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.known.get(name)?.worth.as_ref().map(|worth| worth.text.as_str())
    }

    /// The error for a name that is not declared.
    fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let hint = match self.known.is_empty() {
            true => format!("declare it in briefing.yaml: `params: {{{name}: {{default: …}}}}`"),
            false => suggest(name, self.known.keys().map(String::as_str)),
        };
        Diagnostic::error(Code::UnknownParam, span, format!("there is no parameter `{name}`")).hint(hint)
    }
}

/// Whether a name can be that of a parameter.
fn is_name(name: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-_".contains(sign);
    name.len() <= 80
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(is_sign)
}

impl Param {
    fn read(name: &Spanned<String>, node: &Node, settings: &[Setting], sink: &Diagnostics) -> Option<Self> {
        let Keys { kind, default, choices } = Keys::read(name, node, &Diagnostics::new())?;
        if (kind == Kind::Choice) != choices.as_ref().is_some_and(|choices| !choices.is_empty()) {
            let (message, hint) = match kind {
                Kind::Choice => ("has nothing to choose from", "list its `values`: `values: [BE, ZH]`"),
                _ => ("is no choice, but has `values`", "write `type: choice`, or remove the key"),
            };
            let message = format!("`{}` {message}", name.value);
            sink.push(Diagnostic::error(Code::WrongParam, name.span.clone(), message).hint(hint));
            return Some(Self { kind, choices: Vec::new(), worth: None });
        }
        let choices = choices.unwrap_or_default();
        let mut param = Self { kind, choices, worth: None };
        // A default is checked where another value replaces it, too.
        let default = default.map(|default| param.worth(&name.value, &default, sink));
        let mut set = settings.iter().filter(|setting| setting.name == name.value);
        let value = set.next().map(|one| Spanned { value: one.value.clone(), span: one.span.clone() });
        if let Some(again) = set.next() {
            let message = format!("`{}` is set twice", name.value);
            sink.push(Diagnostic::error(Code::WrongParam, again.span.clone(), message).hint("set it once"));
        }
        param.worth = match (value, default) {
            (Some(value), _) => param.worth(&name.value, &value, sink),
            (None, Some(default)) => default,
            (None, None) => {
                let message = format!("the parameter `{}` has no value", name.value);
                sink.push(
                    Diagnostic::error(Code::WrongParam, name.span.clone(), message)
                        .hint(format!("build with `--set {}=…`, or give it a `default`", name.value)),
                );
                None
            }
        };
        Some(param)
    }

    /// A value by the type of the parameter; `None` and a report where it does not have this type.
    fn worth(&self, name: &str, given: &Spanned<String>, sink: &Diagnostics) -> Option<Worth> {
        let text = given.value.trim();
        let refuse = |message: String, hint: String| {
            sink.push(Diagnostic::error(Code::WrongParam, given.span.clone(), message).hint(hint));
            None
        };
        if text.is_empty() {
            return refuse(format!("the value of `{name}` is empty"), "write a value".into());
        }
        if text.len() > LONGEST {
            let message =
                format!("the value of `{name}` has {} bytes, more than the limit of {LONGEST}", text.len());
            return refuse(message, "write a name or a number, and texts into the specs".into());
        }
        if let Some(sign) = text.chars().find(|sign| sign.is_control() || matches!(sign, '{' | '}')) {
            let message = format!("the value of `{name}` contains `{}`", sign.escape_default());
            return refuse(message, "a value is words on one line, without braces".into());
        }
        let number = match self.kind {
            Kind::Number => {
                let is_plain = text.chars().all(|sign| sign.is_ascii_digit() || "-.".contains(sign));
                match text.parse::<f64>().ok().filter(|number| is_plain && number.is_finite()) {
                    Some(number) => Some(number),
                    None => {
                        let message = format!("`{name}` must be a number, but here is `{text}`");
                        return refuse(message, "write digits, with a decimal point".into());
                    }
                }
            }
            Kind::Choice if !self.choices.iter().any(|choice| choice == text) => {
                let hint = suggest(text, self.choices.iter().map(String::as_str));
                return refuse(format!("`{name}` cannot be `{text}`"), hint);
            }
            Kind::Choice | Kind::Text => None,
        };
        Some(Worth { text: text.to_owned(), number })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Params, Setting};
    use crate::diagnostic::{Diagnostics, Source, Span};
    use crate::spec::yaml::{Node, Value, parse};

    fn node(text: &str) -> Node {
        parse(&Arc::new(Source::new("briefing.yaml", text))).unwrap_or_else(|error| unreachable!("{error:?}"))
    }

    /// The parameters of a briefing with these settings, and what is said about them.
    fn params(text: &str, settings: &[(&str, &str)]) -> (Params, Vec<String>) {
        let set = |(name, value): &(&str, &str)| Setting {
            name: (*name).into(),
            value: (*value).into(),
            span: Span::unread("--set"),
        };
        let (settings, sink) = (settings.iter().map(set).collect::<Vec<_>>(), Diagnostics::new());
        let params = Params::read(Some(&node(text)), &settings, &sink);
        (params, sink.into_vec().into_iter().map(|one| one.message).collect())
    }

    const REGION: &str = "params: {region: {type: choice, values: [BE, ZH], default: BE}, year: {type: number, default: 2020}}";

    /// The value of `a` in a file that holds nothing else.
    fn filled(text: &str, settings: &[(&str, &str)], markdown: &[&str]) -> (Value, Vec<String>) {
        let (params, faults) =
            params("params: {name: {default: Bern}, year: {type: number, default: 2020}}", settings);
        assert_eq!(faults, Vec::<String>::new());
        let sink = Diagnostics::new();
        let filled = params.fill(node(&format!("a: {text}")), markdown, &sink);
        let value = match filled.value {
            Value::Map(mut pairs) => pairs.remove(0).1.value,
            other => other,
        };
        (value, sink.into_vec().into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn a_setting_replaces_the_default() {
        let (found, faults) = params(REGION, &[("region", "ZH")]);
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(found.values().collect::<Vec<_>>(), [("region", "ZH"), ("year", "2020")]);
    }

    #[test]
    fn every_wrong_value_is_reported() {
        let (_, faults) = params(REGION, &[("region", "XX"), ("year", "soon"), ("regoin", "BE")]);
        assert_eq!(
            faults,
            [
                "`region` cannot be `XX`",
                "`year` must be a number, but here is `soon`",
                "there is no parameter `regoin`"
            ]
        );
        let (_, faults) =
            params("params: {name: {}, Name: {default: a}, size: {type: choice, default: a}}", &[]);
        assert_eq!(
            faults,
            [
                "the parameter `name` has no value",
                "`Name` cannot be the name of a parameter",
                "`size` has nothing to choose from"
            ]
        );
    }

    #[test]
    fn a_placeholder_alone_has_the_type_of_its_value() {
        assert_eq!(filled("'{{ params.year }}'", &[], &[]).0, Value::Number(2020.0));
        assert_eq!(filled("'{{params.name}}'", &[("name", "2020")], &[]).0, Value::Text("2020".into()));
    }

    #[test]
    fn a_value_is_data_and_never_yaml_or_a_template_or_markdown() {
        let text = |text: &str| Value::Text(text.into());
        let evil = "x: [1]";
        assert_eq!(filled("'In {{ params.name }}'", &[("name", evil)], &[]).0, text("In x: [1]"));
        let inside = "'{{ pct(\"s\", params.name) }}'";
        assert_eq!(
            filled(inside, &[("name", "a\", \"b\\")], &[]).0,
            text(r#"{{ pct("s", "a\u0022, \u0022b\u005c") }}"#)
        );
        assert_eq!(
            filled("'{{ params.name }} 1'", &[("name", "*[a](b)*")], &["a"]).0,
            text(r"\*\[a\](b)\* 1")
        );
        let (_, faults) = params("params: {name: {default: a}}", &[("name", "{{ 1 }}")]);
        assert_eq!(faults, ["the value of `name` contains `{`"]);
    }

    #[test]
    fn quoted_words_are_no_placeholders_and_unknown_names_are_errors() {
        let quoted = "'{{ pct(\"params.name\", \"b\") }}'";
        assert_eq!(filled(quoted, &[], &[]).0, Value::Text("{{ pct(\"params.name\", \"b\") }}".into()));
        assert_eq!(filled("'{{ params.nmae }}'", &[], &[]).1, ["there is no parameter `nmae`"]);
    }

    #[test]
    fn conditions_compare_texts_and_numbers() {
        let (found, _) = params(REGION, &[]);
        let met = |text: &str| {
            let sink = Diagnostics::new();
            let met = found.is_met(&node(text), &sink);
            (met, sink.into_vec().into_iter().map(|one| one.message).collect::<Vec<_>>())
        };
        for (condition, is_met) in [
            ("{region: BE}", true),
            ("{region: [ZH, BE]}", true),
            ("{region: {not: BE}}", false),
            ("{year: 2020}", true),
            ("{year: {at-least: 2021}}", false),
            ("{region: BE, year: {at-most: 2019}}", false),
        ] {
            assert_eq!(met(condition), (is_met, Vec::new()), "{condition}");
        }
        assert_eq!(met("{regoin: BE}"), (true, vec!["there is no parameter `regoin`".into()]));
        assert_eq!(met("{region: XX}"), (false, vec!["`region` is never `XX`".into()]));
    }
}
