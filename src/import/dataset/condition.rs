//! Conditions on a respondent: which answers, which numbers, and how they are combined.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::spec::fields::Fields;
use crate::spec::keys::{Form, Named, Shape, TEXTS, optional};
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, values};

/// Conditions may be nested so deep.
const DEEPEST: usize = 16;

/// What is asked of a respondent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// The answer under a header is one of these.
    Is(Spanned<String>, Vec<Part>),
}

/// An answer, or numbers between two ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// A code or a label.
    Word(Spanned<String>),
    /// The value of a parameter.
    Value(Spanned<String>),
    /// Numbers.
    Range(Spanned<Range>),
}

/// Numbers between two ends; each end belongs to it unless it is said to be open.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Range {
    /// The least.
    pub(crate) from: Option<f64>,
    /// The largest.
    pub(crate) to: Option<f64>,
    /// Whether the least does not belong to it.
    pub(crate) above: bool,
    /// Whether the largest does not belong to it.
    pub(crate) below: bool,
}

impl Range {
    /// Reads `18..34`, `65..` or `..17`; `None` where the text is no range.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (from, to) = text.split_once("..")?;
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Some),
        };
        let range = Self { from: end(from)?, to: end(to)?, above: false, below: false };
        (range.from.is_some() || range.to.is_some()).then_some(range)
    }

    /// Whether a number lies in it.
    pub(crate) fn holds(&self, number: f64) -> bool {
        self.from.is_none_or(|from| if self.above { number > from } else { number >= from })
            && self.to.is_none_or(|to| if self.below { number < to } else { number <= to })
    }

    /// Whether no number lies in it.
    pub(crate) fn is_empty(&self) -> bool {
        match (self.from, self.to) {
            (Some(from), Some(to)) => from > to || (from == to && (self.above || self.below)),
            _ => false,
        }
    }

    /// Whether a number lies in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let (from, above) = match (self.from, other.from) {
            (Some(one), Some(two)) if one == two => (Some(one), self.above || other.above),
            (Some(one), Some(two)) if one > two => (Some(one), self.above),
            (Some(_), Some(two)) => (Some(two), other.above),
            (Some(one), None) => (Some(one), self.above),
            (None, two) => (two, other.above),
        };
        let (to, below) = match (self.to, other.to) {
            (Some(one), Some(two)) if one == two => (Some(one), self.below || other.below),
            (Some(one), Some(two)) if one < two => (Some(one), self.below),
            (Some(_), Some(two)) => (Some(two), other.below),
            (Some(one), None) => (Some(one), self.below),
            (None, two) => (two, other.below),
        };
        !Self { from, to, above, below }.is_empty()
    }

    /// The range in signs, such as `≥ 18`.
    fn words(&self) -> String {
        let least = if self.above { ">" } else { "≥" };
        let most = if self.below { "<" } else { "≤" };
        match (self.from, self.to) {
            (Some(from), Some(to)) if !self.above && !self.below => format!(" {from}–{to}"),
            (Some(from), Some(to)) => format!(" {least} {from}, {most} {to}"),
            (Some(from), None) => format!(" {least} {from}"),
            (None, Some(to)) => format!(" {most} {to}"),
            (None, None) => String::new(),
        }
    }
}

/// The comparisons of a number.
const COMPARISON: Shape = Shape {
    name: "comparison",
    what: "a comparison",
    about: "Compares the answer under a header: with numbers, or with answers that are not meant.",
    keys: &[
        optional("at-least", Form::Number, "The least number that is meant."),
        optional("at-most", Form::Number, "The largest number that is meant."),
        optional("more-than", Form::Number, "Numbers above this one are meant."),
        optional("less-than", Form::Number, "Numbers below this one are meant."),
        optional("not", TEXTS, "All who answered, but not with one of these codes, labels or ranges."),
    ],
};

/// What is asked of the answer under a header.
const TEST: Form = Form::Either(&[TEXTS, Form::Shape(&COMPARISON)]);

/// The form of a condition, for the keys that take one.
pub(crate) const CONDITION: Form = Form::Named(Named { name: NAME, about: ABOUT, form: &ENTRIES });

const NAME: &str = "condition";

const ABOUT: &str = "A mapping of headers to what their answers must be: a code, a label, a range such as `18..34`, a list of these, or a comparison. All of it must hold. `and: [{…}, {…}]`, `or: [{…}, {…}]` and `not: {…}` combine conditions.";

/// Headers, `and`, `or` and `not`; the last three contain conditions in turn.
static ENTRIES: Form = Form::Names(&PART);

static PART: Form = Form::Either(&PARTS);

static PARTS: [Form; 3] =
    [TEST, Form::List(&AGAIN), Form::Named(Named { name: NAME, about: ABOUT, form: &ENTRIES })];

static AGAIN: Form = Form::Named(Named { name: NAME, about: ABOUT, form: &ENTRIES });

impl Condition {
    /// Reads `{age: {at-least: 18}, region: [north, south]}`: all of it must hold. `and`, `or` and `not` combine.
    pub(crate) fn read(node: &Node, name: &str, sink: &Diagnostics) -> Option<Self> {
        let before = sink.len();
        let condition = condition(node, name, 0, sink);
        condition.filter(|_| sink.len() == before)
    }

    /// The headers that it asks for.
    pub(crate) fn headers<'c>(&'c self, found: &mut Vec<&'c Spanned<String>>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.headers(found)),
            Self::Not(part) => part.headers(found),
            Self::Is(header, _) => found.push(header),
        }
    }

    /// Whether it depends on the value of a parameter.
    pub(crate) fn has_values(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::has_values),
            Self::Not(part) => part.has_values(),
            Self::Is(_, parts) => parts.iter().any(|part| matches!(part, Part::Value(_))),
        }
    }

    /// The condition in signs that every language knows, such as `age ≥ 18, region: north / south`. `name` says what an
    /// answer under a header is called.
    pub(crate) fn words(&self, name: &dyn Fn(&str, &str) -> String) -> String {
        let all = |parts: &[Self], between: &str| {
            let word = |part: &Self| match part {
                Self::All(parts) | Self::Any(parts) if parts.len() > 1 => format!("({})", part.words(name)),
                _ => part.words(name),
            };
            parts.iter().map(word).collect::<Vec<_>>().join(between)
        };
        match self {
            Self::All(parts) => all(parts, ", "),
            Self::Any(parts) => all(parts, " / "),
            Self::Not(part) => match &**part {
                Self::Is(header, parts) => format!("{} ≠ {}", header.value, said(header, parts, name).trim()),
                part => format!("¬ ({})", part.words(name)),
            },
            Self::Is(header, parts) => match parts.as_slice() {
                [Part::Range(range)] => format!("{}{}", header.value, range.value.words()),
                _ => format!("{}: {}", header.value, said(header, parts, name).trim()),
            },
        }
    }
}

fn said(header: &Spanned<String>, parts: &[Part], name: &dyn Fn(&str, &str) -> String) -> String {
    let word = |part: &Part| match part {
        Part::Word(word) | Part::Value(word) => name(&header.value, &word.value),
        Part::Range(range) => range.value.words().trim().to_owned(),
    };
    parts.iter().map(word).collect::<Vec<_>>().join(" / ")
}

fn condition(node: &Node, name: &str, depth: usize, sink: &Diagnostics) -> Option<Condition> {
    if depth > DEEPEST {
        let message = format!("`{name}` is nested more than {DEEPEST} levels deep");
        sink.push(
            Diagnostic::error(Code::TooLarge, node.span.clone(), message)
                .hint("combine answers in a list, as in `{region: [north, south]}`"),
        );
        return None;
    }
    let pairs = match &node.value {
        Value::Map(pairs) if !pairs.is_empty() => values::map(node, name, sink).unwrap_or(pairs),
        _ => {
            sink.push(
                values::wrong_type(node, name, "a condition")
                    .hint("write a header with what is meant, as in `{age: {at-least: 18}, region: [1, 2]}`"),
            );
            return None;
        }
    };
    let one = |(key, node): &(Key, Node)| match key.name.as_str() {
        "and" => several(node, name, depth, sink).map(Condition::All),
        "or" => several(node, name, depth, sink).map(Condition::Any),
        "not" => condition(node, name, depth + 1, sink).map(|part| Condition::Not(Box::new(part))),
        _ => test(key, node, sink),
    };
    let mut parts: Vec<Condition> = pairs.iter().map(one).collect::<Option<_>>()?;
    match parts.len() {
        1 => parts.pop(),
        _ => Some(Condition::All(parts)),
    }
}

/// The parts of `and` and `or`: a list of conditions, or a mapping of headers.
fn several(node: &Node, name: &str, depth: usize, sink: &Diagnostics) -> Option<Vec<Condition>> {
    match &node.value {
        Value::List(items) if !items.is_empty() => {
            items.iter().map(|item| condition(item, name, depth + 1, sink)).collect()
        }
        Value::Map(pairs) if !pairs.is_empty() => values::map(node, name, sink)?
            .iter()
            .map(|(key, node)| match key.name.as_str() {
                "and" | "or" | "not" => {
                    let message = format!(
                        "`{}` cannot be used beside headers: write the conditions as a list",
                        key.name
                    );
                    sink.push(
                        Diagnostic::error(Code::WrongType, key.span.clone(), message)
                            .hint("write `or: [{…}, {…}]`, a condition in each pair of braces"),
                    );
                    None
                }
                _ => test(key, node, sink),
            })
            .collect(),
        _ => {
            sink.push(
                values::wrong_type(node, "and", "a list of conditions")
                    .hint("write `or: [{age: 65..}, {region: north}]`"),
            );
            None
        }
    }
}

/// `age: 18..34`, `region: [north, south]`, `age: {at-least: 18}`.
fn test(key: &Key, node: &Node, sink: &Diagnostics) -> Option<Condition> {
    let header = Spanned { value: key.name.clone(), span: key.span.clone() };
    if !matches!(node.value, Value::Map(_)) {
        return Some(Condition::Is(header, parts(node, &key.name, sink)?));
    }
    let before = sink.len();
    let mut fields = Fields::open(node, &COMPARISON, sink)?;
    let [at_least, at_most, more_than, less_than] =
        ["at-least", "at-most", "more-than", "less-than"].map(|name| fields.number(name).map(|n| n.value));
    let without = fields.node("not").map(|node| parts(node, "not", sink));
    fields.finish();
    let range = Range {
        from: at_least.or(more_than),
        to: at_most.or(less_than),
        above: at_least.is_none() && more_than.is_some(),
        below: at_most.is_none() && less_than.is_some(),
    };
    let doubled = (at_least.is_some() && more_than.is_some()) || (at_most.is_some() && less_than.is_some());
    let is_range = range.from.is_some() || range.to.is_some();
    if doubled || range.is_empty() || (!is_range && without.is_none() && sink.len() == before) {
        let message = format!("no number can be what `{}` asks for", key.name);
        sink.push(
            Diagnostic::error(Code::EmptyRange, node.span.clone(), message)
                .hint("write one lower and one upper end at most, as in `{at-least: 18, less-than: 65}`"),
        );
    }
    if sink.len() > before {
        return None;
    }
    let inside = is_range.then(|| {
        let range = Part::Range(Spanned { value: range, span: node.span.clone() });
        Condition::Is(header.clone(), vec![range])
    });
    let outside = without.map(|parts| parts.map(|parts| Condition::Is(header, parts)));
    match (inside, outside) {
        (Some(inside), Some(outside)) => {
            Some(Condition::All(vec![inside, Condition::Not(Box::new(outside?))]))
        }
        (inside, None) => inside,
        (None, Some(outside)) => Some(Condition::Not(Box::new(outside?))),
    }
}

/// Codes, labels and ranges: one, or a list.
pub(crate) fn parts(node: &Node, name: &str, sink: &Diagnostics) -> Option<Vec<Part>> {
    let before = sink.len();
    let words = values::texts(node, name, sink);
    // The value of a parameter is a word, whatever it looks like.
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let is_filled =
        |word: &Spanned<String>| items.iter().any(|item| item.filled.is_some() && item.span == word.span);
    let part = |word: Spanned<String>| match Range::read(&word.value) {
        _ if is_filled(&word) => Part::Value(word),
        Some(range) => Part::Range(Spanned { value: range, span: word.span }),
        None => Part::Word(word),
    };
    let parts: Vec<Part> = words.into_iter().map(part).collect();
    for part in &parts {
        if let Part::Range(range) = part
            && range.value.is_empty()
        {
            sink.push(
                Diagnostic::error(Code::EmptyRange, range.span.clone(), "no number lies in this range")
                    .hint("write the smaller number first, as in `18..34`"),
            );
        }
    }
    if parts.is_empty() && sink.len() == before {
        sink.push(
            Diagnostic::error(Code::MissingKey, node.span.clone(), format!("`{name}` lists nothing"))
                .hint("name codes, labels or ranges: `[1, 2]`, `18..34`"),
        );
    }
    (sink.len() == before).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn ranges_as_they_are_written() {
        let range = |text| Range::read(text);
        assert_eq!(range("18..34").map(|range| (range.from, range.to)), Some((Some(18.0), Some(34.0))));
        assert!(range("65..").is_some_and(|range| range.holds(65.0) && !range.holds(64.9)));
        assert!(range("..-1.5").is_some_and(|range| range.holds(-1.5) && !range.holds(0.0)));
        for text in ["..", "18", "a..b", "18-34", "1..x"] {
            assert_eq!(range(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_that_share_a_number() {
        let meets =
            |one, two| Range::read(one).zip(Range::read(two)).is_some_and(|(one, two)| one.meets(&two));
        assert!(meets("18..34", "34..50") && meets("..20", "10..") && meets("1..9", "3..4"));
        assert!(!meets("18..34", "35..50") && !meets("..17", "18.."));
        let open = Range { above: true, ..Range::read("34..").unwrap_or_default() };
        assert!(!open.meets(&Range::read("18..34").unwrap_or_default()));
    }
}
