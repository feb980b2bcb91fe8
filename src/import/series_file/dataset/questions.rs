//! The key `questions` of a series file: which cells of a data set answer a question.

use super::{EMPTY, ORDER};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::import::dataset::axis::Ticks;
use crate::import::dataset::condition::{CONDITION, Condition};
use crate::import::dataset::recode;
use crate::import::dataset::recode::{GROUPS, Grouped, LEAVE_OUT, REST};
use crate::import::labels::{Labels, Shared};
use crate::import::series_file::keys as series;
use crate::import::series_file::survey::{BASE_KEY, DECIMALS, PLACES, ROUNDING, base};
use crate::spec::fields::Fields;
use crate::spec::keys::{ALLOW, Choice, Form, Key as Entry, Preset, Shape, TEXTS, optional, required, words};
use crate::spec::yaml::{Key, Node};
use crate::spec::{Spanned, is_id};
use crate::survey::nets::{self, NETS};
use crate::survey::rounding::Rounding;
use crate::survey::series::{QuestionType, Unit};

/// The bases of shares; the flag says whether all respondents belong to it.
const BASES: [Choice<bool>; 2] = [
    ("answered", false, "those who answered"),
    ("all", true, "all who were asked, with or without an answer"),
];

/// The ends of a list of answers; the flag says whether it is the first.
const ENDS: [Choice<bool>; 2] = [("first", true, ""), ("last", false, "")];

/// What separates the answers in a cell.
pub(in crate::import::series_file) const SEPARATOR: Entry =
    optional("separator", Form::Text, "The separator of several answers in that cell (`type: multiple`).")
        .like("';'");

/// Words that say that an answer was chosen.
pub(in crate::import::series_file) const CHOSEN: Entry =
    optional("chosen", TEXTS, "Cell texts in those columns that mean that the answer was chosen.")
        .or(Preset::Described("`1`, `true`, the answer itself and the ticks of the format"));

/// Words that say that it was not.
pub(in crate::import::series_file) const NOT_CHOSEN: Entry =
    optional("not-chosen", TEXTS, "Cell texts that mean that it was not chosen.")
        .or(Preset::Described("`0`, `false` and those of the format"));

/// An entry of `questions`.
pub(in crate::import::series_file) const QUESTION: Shape = Shape {
    name: "question",
    what: "a question",
    about: "A question of the data set. It gives the series `<id>` and, for each break, `<id>-by-<break>`. Behind the id, `-mean`, `-mean-interval`, `-median`, `-p90`, `-sd`, `-box`, `-nps`, `-top-2` or `-bottom-2` ask for a statistic.",
    keys: &[
        series::LABEL,
        series::QUESTION,
        required("type", Form::Words(&words(&QuestionType::WORDS)), "How the question is answered."),
        series::UNIT,
        optional("answer", Form::Text, "The header of the answers, one cell per respondent.")
            .or(Preset::Described("the id of the question"))
            .like("q5"),
        SEPARATOR,
        optional(
            "answers",
            Form::Either(&[Form::List(&Form::Text), Form::Names(&Form::Text)]),
            "Several headers, or a mapping of headers to names. With `type: multiple` each is an answer that is ticked, otherwise each is an item with answers of its own.",
        )
        .like("{q5_1: bus, q5_2: train}"),
        CHOSEN,
        NOT_CHOSEN,
        series::LABELS,
        ORDER,
        EMPTY,
        GROUPS,
        LEAVE_OUT,
        REST,
        optional("where", CONDITION, "Who was asked: only respondents with these answers.")
            .like("{age: {at-least: 18}}"),
        optional("percent-of", Form::Words(&words(&BASES)), "The base of shares.").or(Preset::Word(BASES[0].0)),
        optional("best", Form::Words(&words(&ENDS)), "The good end of a scale, which `top-2` counts from."),
        NETS,
        series::MISSING,
        series::NEUTRAL,
        series::MAX_ANSWERS,
        BASE_KEY,
        series::PIN_LAST,
        series::SHORT,
        series::WAVE_OF,
        series::PANEL,
        ROUNDING,
        DECIMALS,
        ALLOW,
        series::NOTES,
    ],
};

/// Reads keys that only the series made of a question need, to report what is wrong with them once.
fn of_series(fields: &mut Fields<'_>, sink: &Diagnostics) {
    for name in ["label", "question", "neutral", "wave-of", "notes"] {
        fields.text(name);
    }
    fields.number("panel");
    fields.choice("unit", &Unit::WORDS);
    fields.choice("rounding", &Rounding::WORDS);
    fields.choice("decimals", &PLACES);
    fields.texts("pin-last");
    fields.pairs("allow");
    fields.pairs("short");
    if let Some(node) = fields.node("base") {
        base(node, sink);
    }
}

/// A question of a data set.
#[derive(Debug)]
pub(in crate::import::series_file) struct Question<'n> {
    /// Its id, and where it is declared.
    pub(in crate::import::series_file) key: &'n Key,
    /// What its author says of it.
    pub(in crate::import::series_file) node: &'n Node,
    /// How it is answered.
    pub(in crate::import::series_file) kind: QuestionType,
    /// Where its answers are.
    pub(in crate::import::series_file) cells: Cells,
    /// What its codes are called.
    pub(in crate::import::series_file) labels: Labels,
    /// The order of its answers.
    pub(in crate::import::series_file) order: Vec<Spanned<String>>,
    /// Words that are no answer.
    pub(in crate::import::series_file) empty: Vec<String>,
    /// Groups of its answers.
    pub(in crate::import::series_file) groups: Option<Grouped>,
    /// Who was asked.
    pub(in crate::import::series_file) filter: Option<Condition>,
    /// Whether all who were asked are the base.
    pub(in crate::import::series_file) everyone: bool,
    /// The answers of each net.
    pub(in crate::import::series_file) nets: Vec<Vec<String>>,
    /// Answers that are non-response.
    pub(in crate::import::series_file) missing: Vec<String>,
    /// Whether the first answer is the best, where its author says so.
    pub(in crate::import::series_file) best_first: Option<bool>,
    /// How many answers a respondent may have given.
    pub(in crate::import::series_file) most_answers: Option<u32>,
}

impl Question<'_> {
    /// Whether it has several items with answers of their own.
    pub(in crate::import::series_file) fn has_items(&self) -> bool {
        matches!(self.cells, Cells::Items(_))
    }

    /// Whether respondents could give several answers.
    pub(in crate::import::series_file) fn is_several(&self) -> bool {
        self.kind == QuestionType::Multiple
    }

    /// Its wording, where its author writes it.
    pub(in crate::import::series_file) fn wording(&self) -> Option<String> {
        self.text("question")
    }

    /// Who gave an answer that counts, in signs, such as `Trust ≠ don't know`; `None` where all answers do.
    pub(in crate::import::series_file) fn without_missing(&self) -> Option<String> {
        let name = self.label().unwrap_or_else(|| self.key.name.clone());
        (!self.missing.is_empty()).then(|| format!("{name} ≠ {}", self.missing.join(" / ")))
    }

    /// Its short name, where its author writes it.
    pub(in crate::import::series_file) fn label(&self) -> Option<String> {
        self.text("label")
    }

    fn text(&self, name: &'static str) -> Option<String> {
        let quiet = Diagnostics::new();
        let text = Fields::open(self.node, &QUESTION, &quiet)?.text(name)?.value;
        (!text.trim().is_empty()).then_some(text)
    }
}

/// Where the answers of a question are.
#[derive(Debug)]
pub(in crate::import::series_file) enum Cells {
    /// Under one header; with a separator, several in a cell.
    One(Spanned<String>, Option<String>),
    /// Ticks under several headers.
    Ticks(Ticks),
    /// Items, each under a header of its own with its name.
    Items(Vec<(Spanned<String>, String)>),
}

/// Reads a question; `None` where it is faulty.
pub(in crate::import::series_file) fn read<'n>(
    key: &'n Key,
    node: &'n Node,
    shared: &Shared,
    sink: &Diagnostics,
) -> Option<Question<'n>> {
    let before = sink.len();
    if !is_id(&key.name) || key.name.contains("-by-") {
        let message = format!("`{}` cannot be the id of a question", key.name);
        sink.push(
            Diagnostic::error(Code::WrongId, key.span.clone(), message)
                .hint("use small letters a-z, digits and hyphens only, and no `-by-`"),
        );
    }
    let name = format!("question `{}`", key.name);
    let mut fields = Fields::open(node, &QUESTION, sink)?.named(name, key.span.clone());
    let kind = fields.choice("type", &QuestionType::WORDS);
    let several = kind == Some(QuestionType::Multiple);
    let cells = cells(&mut fields, key, several, sink);
    let labels = shared.labels(&mut fields, sink);
    let order = fields.texts("order").unwrap_or_default();
    let empty = fields.texts("empty").unwrap_or_default().into_iter().map(|word| word.value).collect();
    let groups = recode::read(&mut fields, sink);
    if let (Some(Some(_)), true) = (&groups, several)
        && let Some((key, _)) = fields.entry("groups")
    {
        sink.push(
            Diagnostic::error(
                Code::MisplacedKey,
                key.span.clone(),
                "`groups` does not go with several answers",
            )
            .hint("put answers together with `nets: {name: [answers]}`, which counts each respondent once"),
        );
    }
    // Conditions name their own headers.
    let is_one = matches!(cells, Some(Cells::One(..))) && fields.entry("answer").is_none();
    if let (Some(Some(Grouped::Cases(_))), false, false) = (&groups, several, is_one)
        && let Some((key, _)) = fields.entry("groups")
    {
        let message = "groups that are conditions do not go with `answer` and `answers`";
        sink.push(
            Diagnostic::error(Code::MisplacedKey, key.span.clone(), message)
                .hint("remove `answer`, or name answers in the groups: `[1, 2]`"),
        );
    }
    let filter = fields.node("where").map(|node| Condition::read(node, "where", sink));
    let everyone = fields.choice_or_default("percent-of", &BASES);
    let best_first = fields.choice("best", &ENDS);
    let missing = fields.texts("missing").unwrap_or_default().into_iter().map(|word| word.value).collect();
    let most_answers = fields.count("max-answers").map(|found| found.value);
    let nets = nets::read(&mut fields, sink).iter().map(nets::Written::names).collect();
    of_series(&mut fields, sink);
    fields.finish();
    if sink.len() > before {
        return None;
    }
    Some(Question {
        key,
        node,
        kind: kind?,
        cells: cells?,
        labels: labels?,
        order,
        empty,
        groups: groups?,
        filter: match filter {
            Some(filter) => Some(filter?),
            None => None,
        },
        everyone,
        nets,
        missing,
        best_first,
        most_answers: if several { most_answers } else { None },
    })
}

fn cells(fields: &mut Fields<'_>, key: &Key, several: bool, sink: &Diagnostics) -> Option<Cells> {
    let misplaced = |fields: &mut Fields<'_>, names: &[&'static str], why: &str| {
        for name in names {
            if let Some((key, _)) = fields.entry(name) {
                let message = format!("`{name}` goes with {why}");
                sink.push(
                    Diagnostic::error(Code::MisplacedKey, key.span.clone(), message).hint("remove the key"),
                );
            }
        }
    };
    let words = |fields: &mut Fields<'_>, name| {
        let words = fields.texts(name).unwrap_or_default();
        words.into_iter().map(|word| word.value).collect::<Vec<_>>()
    };
    let separator = fields.text("separator").map(|found| found.value);
    let answer = fields.text("answer");
    let (chosen, not_chosen) = (words(fields, "chosen"), words(fields, "not-chosen"));
    let Some(node) = fields.node("answers") else {
        misplaced(fields, &["chosen", "not-chosen"], "`answers`, several headers that are ticked");
        let header = answer.unwrap_or_else(|| Spanned { value: key.name.clone(), span: key.span.clone() });
        match (&separator, several) {
            (None, true) => sink.push(
                Diagnostic::error(
                    Code::MissingKey,
                    header.span.clone(),
                    "a question with several answers needs `answers` or `separator`",
                )
                .hint("name a header for each answer, or say what separates the answers in a cell: `separator: ';'`"),
            ),
            (Some(_), false) => misplaced(fields, &["separator"], "`type: multiple`"),
            _ => {}
        }
        return Some(Cells::One(header, separator.filter(|separator| !separator.is_empty())));
    };
    misplaced(fields, &["answer", "separator"], "one header with all answers");
    let headers = crate::import::source_spec::tabulate::headers(node, sink)?;
    if several {
        let empty = words(fields, "empty");
        return Some(Cells::Ticks(Ticks { headers, chosen, not_chosen, empty }));
    }
    misplaced(fields, &["chosen", "not-chosen"], "`type: multiple`");
    Some(Cells::Items(headers))
}
