//! Series from a YAML file: the survey's facts once, then one entry a question.

mod counted;
mod dataset;
mod keys;
mod remembered;
mod short;
mod survey;
mod values;
mod waves;

use std::sync::Arc;

use super::labels::{Labels, Shared};
use super::shared_tables::SharedTables;
use super::source_spec::{DATA, SourceSpec};
use super::table::imported::Figures;
use super::{Beside, Wanted};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::import;
use crate::spec::fields::Fields;
use crate::spec::keys::{ALLOW, Form, Preset, Shape, optional, required, words};
use crate::spec::yaml::{Key, Node};
use crate::spec::{Spanned, is_id};
use crate::survey::names::Index;
use crate::survey::nets::{FIGURE, NETS, Written};
use crate::survey::overlap::Pairs;
use crate::survey::positive::End;
use crate::survey::rounding::Rounding;
use crate::survey::series::{By, Category, QuestionType, Series, Survey, Unit};
use crate::survey::{Catalog, checks, nets};
use dataset::DATASET;
use dataset::breaks::BREAK;
use dataset::questions::QUESTION;
use remembered::SharedSeries;
use survey::{BASE_KEY, DECIMALS, PLACES, ROUNDING, SURVEY};
use waves::WAVE;

/// `series/*.yaml`.
pub const SERIES_FILE: Shape = Shape {
    name: "series-file",
    what: "a series file",
    about: "The results of a survey: facts about the survey once, then one entry for each question.",
    keys: &[
        optional("survey", Form::Shape(&SURVEY), "Facts about the survey, for all its series."),
        optional(
            "labels",
            Form::Names(&Form::Names(&Form::Text)),
            "Labels that several series share, by a name.",
        )
        .like("{agree: {1: yes, 2: no}}"),
        optional(
            "dataset",
            Form::Shape(&DATASET),
            "A table of respondents, which `questions` and `breaks` are counted from.",
        ),
        optional(
            "questions",
            Form::Names(&Form::Shape(&QUESTION)),
            "The questions of the data set by id. A chart names them as `series: <id>`, or with a break: `<id> by <break>`.",
        ),
        optional(
            "breaks",
            Form::Names(&Form::Either(&[Form::Text, Form::Shape(&BREAK)])),
            "Groups of respondents by id: a header, a question, or a mapping.",
        )
        .like("{region: region}"),
        optional(
            "waves",
            Form::Names(&Form::Shape(&WAVE)),
            "The waves of the survey by name, the earliest first. `<id> by wave` then has a column for each; other series are of the last one.",
        )
        .like("{2019: {data: series/2019.sav, fieldwork: 2019-03}, 2024: {data: series/2024.sav, fieldwork: 2024-03}}"),
        optional(
            "series",
            Form::Names(&Form::Shape(&SERIES)),
            "One entry for each question, by its id: lower-case letters a-z, digits and hyphens. Required unless there is a `dataset`.",
        ),
    ],
};

const SERIES: Shape = Shape {
    name: "series",
    what: "a series",
    about: "A question with its figures.",
    keys: &[
        keys::LABEL,
        keys::QUESTION,
        required("type", Form::Words(&words(&QuestionType::WORDS)), "How the question is answered."),
        keys::UNIT,
        optional("by", Form::Words(&words(&By::WORDS)), "What several columns are.")
            .or(Preset::Word(By::WORDS[1].0)),
        optional(
            "values",
            Form::Names(&Form::Either(&[Form::Number, Form::Nothing, Form::Names(&FIGURE)])),
            "One figure for each category, or a mapping of columns to figures. Leave the value empty if a figure was not published.",
        )
        .like("{more: 54, same: 34, less: 12}"),
        optional(
            "data",
            Form::Either(&[Form::Text, Form::Shape(&DATA)]),
            "Instead of `values`: the name of a data file, or a mapping with `file` and how to read it.",
        )
        .like("series/budget.csv"),
        keys::LABELS,
        optional(
            "remainder",
            Form::Text,
            "The name of the remainder to 100 %, which is shown last and muted.",
        ),
        NETS,
        keys::MISSING,
        keys::NEUTRAL,
        keys::POSITIVE,
        keys::MAX_ANSWERS,
        BASE_KEY,
        keys::PIN_LAST,
        keys::SHORT,
        keys::WAVE_OF,
        keys::PANEL,
        ROUNDING,
        DECIMALS,
        ALLOW,
        keys::NOTES,
    ],
};

/// Reads a series file into a catalog; faulty series are only noted, the faults say why. Files
/// that a series names come from `beside`.
pub fn read(node: &Node, beside: Beside<'_>, catalog: &mut Catalog, sink: &Diagnostics) {
    read_with(node, (beside, None), catalog, sink);
}

/// What many reports of the same specs share while they read their series.
#[derive(Debug, Default)]
pub struct AmongReports {
    tables: SharedTables,
    series: SharedSeries,
}

/// Reads a series file as one of many reports, which share what is the same in all of them.
pub fn read_with(
    node: &Node,
    (beside, among): (Beside<'_>, Option<&AmongReports>),
    catalog: &mut Catalog,
    sink: &Diagnostics,
) {
    let empty = catalog.emptied();
    let read = |beside: Beside<'_>, catalog: &mut Catalog, sink: &Diagnostics| {
        whole_file(node, (beside, among.map(|among| &among.tables)), catalog, sink);
    };
    let (series, found) = match among {
        Some(among) => among.series.get(node, beside, &empty, &read),
        None => {
            let (mut series, found) = (empty, Diagnostics::new());
            read(beside, &mut series, &found);
            (series, found.into_vec())
        }
    };
    sink.extend(found);
    for (taken, first) in catalog.take_over(series) {
        sink.push(repeated_id(&taken, &first));
    }
}

/// Reads a series file; series whose ids other files have are not known here.
fn whole_file(
    node: &Node,
    files: (Beside<'_>, Option<&SharedTables>),
    catalog: &mut Catalog,
    sink: &Diagnostics,
) {
    let (beside, _) = files;
    let before = sink.len();
    let Some(mut file) = Fields::open(node, &SERIES_FILE, sink) else {
        return catalog.note_lost_file();
    };
    let is_single = sink.len() == before;
    let (survey, is_sure) =
        file.node("survey").map_or((Survey::default(), true), |node| survey::survey(node, sink));
    let survey = Arc::new(survey);
    let before_labels = sink.len();
    let shared = Shared::read(&mut file, sink);
    let is_sure = is_sure && !sink.has_errors_since(before_labels);
    let pairs = file.map("series").unwrap_or_default();
    let has_dataset = file.node("dataset").is_some();
    let editions = waves::editions(&mut file, sink);
    let datasets = editions.as_deref().and_then(|editions| counted::datasets(editions, &shared, sink));
    if datasets.is_none() {
        catalog.note_lost_file();
    }
    if pairs.is_empty() && !has_dataset {
        catalog.note_lost_file();
        sink.push(
            Diagnostic::error(Code::MissingKey, file.span().clone(), "a series file needs `series`")
                .hint("add `series:` with one entry for each question"),
        );
    }
    let known = sink.len();
    file.finish();
    let is_sure = is_sure && is_single && sink.len() == known;
    if !is_sure {
        let message = "no series of this file is used: what it says of all of them is not certain";
        sink.push(
            Diagnostic::error(Code::Withheld, Span::file(node.span.source.clone()), message)
                .hint("correct the errors in `survey` and in the keys beside it"),
        );
    }
    for (key, node) in pairs {
        match series(key, node, &survey, &shared, beside, sink).filter(|_| is_sure) {
            Some(series) => add(series, catalog, sink),
            None => {
                // Whoever names it as it should be called means this one.
                as_id(&key.name).into_iter().for_each(|id| catalog.note_faulty(id));
                catalog.note_faulty(key.name.clone());
            }
        }
    }
    if let Some(datasets) = datasets {
        counted::add_counted(&datasets, &survey, is_sure, files, catalog, sink);
    }
}

fn add(series: Series, catalog: &mut Catalog, sink: &Diagnostics) {
    if let Err(series) = catalog.add(series)
        && let Some(first) = catalog.get(&series.id)
    {
        sink.push(repeated_id(&series, first));
    }
}

fn repeated_id(series: &Series, first: &Series) -> Diagnostic {
    let message = format!("the series id `{}` is taken", series.id);
    Diagnostic::error(Code::RepeatedId, series.span.clone(), message)
        .hint("give each series its own id, also across files")
        .related(first.span.clone(), "the first one")
}

fn series(
    key: &Key,
    node: &Node,
    survey: &Arc<Survey>,
    shared: &Shared,
    beside: Beside<'_>,
    sink: &Diagnostics,
) -> Option<Series> {
    let before = sink.len();
    if !is_id(&key.name) {
        let message = format!("`{}` cannot be the id of a series", key.name);
        let hint = match as_id(&key.name) {
            Some(id) => format!("write `{id}`: small letters a-z, digits and hyphens"),
            None => "use small letters a-z, digits and hyphens only".to_owned(),
        };
        sink.push(Diagnostic::error(Code::WrongId, key.span.clone(), message).hint(hint));
    }
    let name = format!("series `{}`", key.name);
    let mut fields = Fields::open(node, &SERIES, sink)?.named(name, key.span.clone());
    let question_type = fields.choice("type", &QuestionType::WORDS);
    let unit = fields.choice("unit", &Unit::WORDS);
    let by = fields.choice("by", &By::WORDS);
    // What is misspelt is reported by itself: nothing that follows from a default is.
    let is_missing = |fields: &mut Fields<'_>, key| fields.node(key).is_none();
    let known = question_type.is_some()
        && (unit.is_some() || is_missing(&mut fields, "unit"))
        && (by.is_some() || is_missing(&mut fields, "by"));
    let unit = unit.unwrap_or(if known { Unit::Percent } else { Unit::Number });
    let max_answers = fields.count("max-answers").map(|found| found.value);
    let written = nets::read(&mut fields, sink);
    let labels = shared.labels(&mut fields, sink)?;
    let shown = shown(&mut fields);
    let kind = Kind { question_type, unit, max_answers, labels: &labels, missing: &shown };
    let by = by.unwrap_or(By::Group);
    let figures = figures(&mut fields, key, kind, &written, beside, sink);
    let mut series = whole(&mut fields, key, kind, by, &written, figures, survey, sink);
    series.remainder = filled(fields.text("remainder"));
    series.short = short::read(&mut fields, &series, sink);
    series.panel = fields.number("panel").map(|found| found.value);
    series.positive = fields.choice("positive", &End::WORDS);
    if known {
        checks::keys(&mut fields, &series, sink);
        checks::counted_numbers(&mut fields, &series, sink);
        checks::figures(&series, sink);
    }
    if sink.len() == before {
        nets::check(&series, sink);
    }
    checks::names(&series, sink);
    checks::years(&series, sink);
    fields.finish();
    (!sink.has_errors_since(before)).then_some(series)
}

/// A series of its figures and of what its author says of them.
#[expect(clippy::too_many_arguments, reason = "each is read before, and once")]
fn whole(
    fields: &mut Fields<'_>,
    key: &Key,
    kind: Kind<'_>,
    by: By,
    written: &[Written<'_>],
    figures: Figures,
    survey: &Arc<Survey>,
    sink: &Diagnostics,
) -> Series {
    let Figures { columns, categories, sizes, nets, question, notes, groups, precision, pairs, read, .. } =
        figures;
    let own_base = fields.node("base").and_then(|node| survey::base(node, sink));
    let (of_answers, written) = match by {
        By::Item => nets::of_answers(written, &columns, &categories),
        By::Group => (Vec::new(), written.iter().collect()),
    };
    let answer_nets = nets::resolve_answers(&of_answers, &columns, &categories, sink);
    // Whoever declares an effective size knows more of the sample than its rows say.
    let is_declared = own_base.as_ref().or(survey.base.as_ref()).is_some_and(|base| {
        let sizes = base.columns.iter().chain(&base.rows);
        base.n_effective.is_some() || sizes.into_iter().any(|(_, size)| size.n_effective.is_some())
    });
    Series {
        id: key.name.clone(),
        span: key.span.clone(),
        label: filled(fields.text("label")).unwrap_or_else(|| key.name.clone()),
        question: filled(fields.text("question")).or(question),
        question_type: kind.question_type.unwrap_or(QuestionType::Single),
        max_answers: kind.max_answers,
        unit: kind.unit,
        by,
        answer_nets,
        nets: nets::resolve(&written, &columns, &categories, nets, sink),
        missing: named(fields.texts("missing"), &columns, &categories, sink),
        neutral: named(fields.text("neutral").map(|name| vec![name]), &columns, &categories, sink)
            .into_iter()
            .next(),
        positive: None,
        pin_last: named(fields.texts("pin-last"), &columns, &categories, sink),
        short: Vec::new(),
        hidden: Vec::new(),
        wave_of: fields.text("wave-of"),
        waves: Vec::new(),
        panel: None,
        is_statistic: false,
        allow: fields.pairs("allow"),
        columns,
        categories,
        remainder: None,
        base: own_base
            .map(|base| (base, false))
            .or_else(|| Some((survey.base.clone()?, true)))
            .map(|(base, inherited)| survey::counted(base, inherited, sizes)),
        groups,
        precision: if is_declared { Vec::new() } else { precision },
        pairs: if is_declared { without_variances(pairs) } else { pairs },
        notes: joined(fields.text("notes").map(|found| found.value), notes),
        read_from: read,
        rounding: fields.choice("rounding", &Rounding::WORDS).or(survey.rounding).unwrap_or_default(),
        places: fields.choice("decimals", &PLACES).or(survey.decimals),
        survey: survey.clone(),
    }
}

/// What pairs of answers have in common, without what the design says of it.
fn without_variances(pairs: Vec<Pairs>) -> Vec<Pairs> {
    pairs.into_iter().map(|pairs| Pairs { variances: Vec::new(), ..pairs }).collect()
}

/// The answers that the author shows as non-response.
fn shown(fields: &mut Fields<'_>) -> Vec<String> {
    fields.texts("missing").unwrap_or_default().into_iter().map(|word| word.value).collect()
}

/// The author's note, and the one that the flags of figures make.
fn joined(written: Option<String>, flags: Option<String>) -> Option<String> {
    match (written, flags) {
        (Some(written), Some(flags)) => Some(format!("{written} {flags}")),
        (written, flags) => written.or(flags),
    }
}

/// The id that is meant by a name of other letters, where they can be told.
fn as_id(name: &str) -> Option<String> {
    let letter = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c.to_string(),
        'ä' | 'Ä' => "ae".into(),
        'ö' | 'Ö' => "oe".into(),
        'ü' | 'Ü' => "ue".into(),
        'ß' => "ss".into(),
        _ => "-".into(),
    };
    Some(name.chars().map(letter).collect::<String>()).filter(|id| is_id(id))
}

/// A text that says something.
fn filled(text: Option<Spanned<String>>) -> Option<String> {
    text.map(|found| found.value).filter(|text| !text.trim().is_empty())
}

/// What a series asks of its figures.
#[derive(Clone, Copy)]
struct Kind<'l> {
    question_type: Option<QuestionType>,
    unit: Unit,
    max_answers: Option<u32>,
    labels: &'l Labels,
    missing: &'l [String],
}

/// The figures are in `values`, or in the file that `data` names.
fn figures(
    fields: &mut Fields<'_>,
    key: &Key,
    kind: Kind<'_>,
    nets: &[Written<'_>],
    beside: Beside<'_>,
    sink: &Diagnostics,
) -> Figures {
    let Some(node) = fields.node("data") else {
        sink.extend(kind.labels.beside_values());
        let (columns, categories) = values::values(fields, key, sink);
        return Figures { columns, categories, ..Figures::default() };
    };
    if let Some((key, _)) = fields.entry("values") {
        sink.push(
            Diagnostic::error(Code::MisplacedKey, key.span.clone(), "the figures are in `data` already")
                .hint("keep one of `values` and `data`"),
        );
    }
    let Some(spec) = SourceSpec::read(node, sink) else { return Figures::default() };
    let several = kind.question_type == Some(QuestionType::Multiple);
    if let Some(fault) = kind.question_type.and_then(|_| spec.mismatch(several)) {
        sink.push(fault);
        return Figures::default();
    }
    let parts: Vec<Vec<String>> = match several && spec.tabulate.is_some() {
        true => nets.iter().map(Written::names).collect(),
        false => Vec::new(),
    };
    let wanted = Wanted {
        percent: kind.unit == Unit::Percent,
        whole: kind.unit == Unit::Count,
        nets: &parts,
        several,
        most_answers: if several { kind.max_answers } else { Some(1) },
        labels: kind.labels,
        missing: kind.missing,
    };
    import::read(&spec, wanted, beside, sink)
}

/// Categories or columns that a key names.
fn named(
    words: Option<Vec<Spanned<String>>>,
    columns: &[String],
    categories: &[Category],
    sink: &Diagnostics,
) -> Vec<String> {
    let names: Vec<&str> = categories
        .iter()
        .map(|category| category.name.as_str())
        .chain(columns.iter().map(String::as_str))
        .collect();
    let index = Index::new(names.iter().copied());
    let known = |word: Spanned<String>| {
        let found = index.get(&word.value).map(|at| names[at].to_owned());
        if found.is_none() && !categories.is_empty() {
            let message = format!("there is no category or column `{}`", word.value);
            let hint = suggest(&word.value, names.iter().copied());
            sink.push(Diagnostic::error(Code::UnknownCategory, word.span, message).hint(hint));
        }
        found
    };
    words.into_iter().flatten().filter_map(known).collect()
}
