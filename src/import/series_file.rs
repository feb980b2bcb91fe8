//! Series from a YAML file: the survey's facts once, then one entry a question.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::labels::{Labels, Shared};
use super::source_spec::SourceSpec;
use super::table::imported::{Figures, Sizes};
use super::{Beside, Wanted};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, suggest};
use crate::import;
use crate::spec::fields::Fields;
use crate::spec::yaml::{Key, Node, Value};
use crate::spec::{Spanned, is_id, values};
use crate::survey::names::same;
use crate::survey::nets::Written;
use crate::survey::rounding::Rounding;
use crate::survey::series::{
    Base, By, Category, MOST_CATEGORIES, MOST_CELLS, MOST_COLUMNS, QuestionType, Series, SourceName, Spot,
    Survey, Unit,
};
use crate::survey::{Catalog, checks, nets};

/// Reads a series file into a catalog; faulty series are only noted, the faults say why. Files
/// that a series names come from `beside`.
pub fn read(node: &Node, beside: Beside<'_>, catalog: &mut Catalog, sink: &Diagnostics) {
    let before = sink.len();
    let Some(mut file) = Fields::open(node, "a series file", sink) else {
        return catalog.note_lost_file();
    };
    let is_single = sink.len() == before;
    let (survey, is_sure) = file.node("survey").map_or((Survey::default(), true), |node| survey(node, sink));
    let survey = Arc::new(survey);
    let before_labels = sink.len();
    let shared = Shared::read(&mut file, sink);
    let is_sure = is_sure && !sink.has_errors_since(before_labels);
    let pairs = file.map("series").unwrap_or_default();
    if pairs.is_empty() {
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
}

fn add(series: Series, catalog: &mut Catalog, sink: &Diagnostics) {
    if let Err(series) = catalog.add(series) {
        let message = format!("the series id `{}` is taken", series.id);
        let mut fault = Diagnostic::error(Code::RepeatedId, series.span, message)
            .hint("give each series its own id, also across files");
        if let Some(first) = catalog.get(&series.id) {
            fault = fault.related(first.span.clone(), "the first one");
        }
        sink.push(fault);
    }
}

/// The survey, and whether it is certain what it says of the figures of all its series: their base, on which hiding
/// depends, and their rounding. A key that is unknown or stands twice could have been meant for these.
fn survey(node: &Node, sink: &Diagnostics) -> (Survey, bool) {
    let before = sink.len();
    let Some(mut fields) = Fields::open(node, "`survey`", sink) else { return (Survey::default(), false) };
    let base = fields.node("base").and_then(|node| base(node, sink));
    let rounding = fields.choice("rounding", &Rounding::WORDS);
    let decimals = fields.choice("decimals", &DECIMALS);
    let is_sure = sink.len() == before;
    let dates = ["fieldwork", "published"].map(|name| fields.text(name));
    checks::dates(&dates[0], &dates[1], sink);
    let [fieldwork, published] = dates.map(|found| found.map(|found| found.value));
    let mut plain = |name| fields.text(name).map(|found| found.value);
    let survey = Survey {
        title: plain("title").unwrap_or_default(),
        population: plain("population"),
        sponsor: plain("sponsor"),
        institute: plain("institute"),
        mode: plain("mode"),
        fieldwork,
        published,
        weighting: plain("weighting"),
        source: fields.node("source").and_then(|node| source(node, sink)),
        base,
        rounding,
        decimals,
    };
    let known = sink.len();
    fields.finish();
    (survey, is_sure && sink.len() == known)
}

/// The decimals that can be asked for.
const DECIMALS: [(&str, usize); 4] = [("0", 0), ("1", 1), ("2", 2), ("3", 3)];

/// A base with the sizes that were counted: they are those of the figures, whatever was written.
fn counted(base: Base, sizes: Option<Sizes>) -> Base {
    match sizes {
        None => base,
        Some(Sizes { n, n_effective, columns }) => Base {
            n: n.or(base.n),
            n_effective: n_effective.or(base.n_effective.filter(|_| n.is_none())),
            columns: if columns.is_empty() { base.columns } else { columns },
            ..base
        },
    }
}

fn source(node: &Node, sink: &Diagnostics) -> Option<SourceName> {
    if let Value::Text(name) = &node.value {
        return Some(SourceName { name: name.clone(), url: None });
    }
    let mut fields = Fields::open(node, "a source", sink)?;
    let name = fields.required("name");
    let url = fields.text("url").filter(|url| {
        let sound = url.value.starts_with("https://") || url.value.starts_with("http://");
        if !sound {
            sink.push(
                Diagnostic::error(Code::WrongType, url.span.clone(), "`url` must be an address on the web")
                    .hint("it begins with `https://`"),
            );
        }
        sound
    });
    fields.finish();
    Some(SourceName { name: name?.value, url: url.map(|url| url.value) })
}

fn base(node: &Node, sink: &Diagnostics) -> Option<Base> {
    if let Value::Text(label) = &node.value {
        let message = "a base has keys of its own";
        sink.push(
            Diagnostic::error(Code::WrongType, node.span.clone(), message)
                .hint(format!("write `base: {{label: {label}, n: 623}}`; `n` only where it is known")),
        );
        return None;
    }
    let mut fields = Fields::open(node, "a base", sink)?;
    let label = fields.required("label");
    let filter = fields.text("filter").map(|found| found.value);
    let n = fields.count("n").map(|n| n.value);
    let n_effective = fields.count("n-effective").map(|n| n.value);
    let sizes = fields.map("columns").unwrap_or_default();
    let size =
        |(key, node): &(Key, Node)| values::count(node, &key.name, sink).map(|n| (key.name.clone(), n.value));
    let columns = sizes.iter().filter_map(size).collect();
    fields.finish();
    Some(Base { label: label?.value, filter, n, n_effective, columns, hidden: Vec::new() })
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
    let mut fields = Fields::open(node, "a series", sink)?;
    let question_type = fields.choice("type", &QuestionType::WORDS);
    if question_type.is_none() && fields.node("type").is_none() {
        sink.push(
            Diagnostic::error(
                Code::MissingKey,
                key.span.clone(),
                format!("series `{}` needs `type`", key.name),
            )
            .hint("one of `single`, `multiple`, `scale`, `numeric`"),
        );
    }
    let units = [("percent", Unit::Percent), ("count", Unit::Count), ("number", Unit::Number)];
    let unit = fields.choice("unit", &units);
    let by = fields.choice("by", &[("item", By::Item), ("group", By::Group)]);
    // What is misspelt is reported by itself: nothing that follows from a default is.
    let is_missing = |fields: &mut Fields<'_>, key| fields.node(key).is_none();
    let known = question_type.is_some()
        && (unit.is_some() || is_missing(&mut fields, "unit"))
        && (by.is_some() || is_missing(&mut fields, "by"));
    let unit = unit.unwrap_or(if known { Unit::Percent } else { Unit::Number });
    let max_answers = fields.count("max-answers").map(|found| found.value);
    let written = nets::read(&mut fields, sink);
    let labels = shared.labels(&mut fields, sink)?;
    let kind = Kind { question_type, unit, max_answers, labels: &labels };
    let Figures { columns, categories, sizes, nets, question, notes, read } =
        figures(&mut fields, key, kind, &written, beside, sink);
    let series = Series {
        id: key.name.clone(),
        span: key.span.clone(),
        label: filled(fields.text("label")).unwrap_or_else(|| key.name.clone()),
        question: filled(fields.text("question")).or(question),
        question_type: question_type.unwrap_or(QuestionType::Single),
        max_answers,
        unit,
        by: by.unwrap_or(By::Group),
        nets: nets::resolve(&written, &columns, &categories, nets, sink),
        missing: named(&mut fields, "missing", &columns, &categories, sink),
        neutral: named(&mut fields, "neutral", &columns, &categories, sink).into_iter().next(),
        pin_last: named(&mut fields, "pin-last", &columns, &categories, sink),
        hidden: Vec::new(),
        wave_of: fields.text("wave-of"),
        allow: fields.pairs("allow"),
        columns,
        categories,
        remainder: filled(fields.text("remainder")),
        base: fields
            .node("base")
            .and_then(|node| base(node, sink))
            .or_else(|| survey.base.clone())
            .map(|base| counted(base, sizes)),
        notes: joined(fields.text("notes").map(|found| found.value), notes),
        read_from: read,
        rounding: fields.choice("rounding", &Rounding::WORDS).or(survey.rounding).unwrap_or_default(),
        places: fields.choice("decimals", &DECIMALS).or(survey.decimals),
        survey: survey.clone(),
    };
    if known {
        checks::keys(&mut fields, &series, sink);
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
}

/// The figures stand in `values`, or in the file that `data` names.
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
        let (columns, categories) = values(fields, key, sink);
        return Figures { columns, categories, ..Figures::default() };
    };
    if let Some((key, _)) = fields.entry("values") {
        sink.push(
            Diagnostic::error(Code::MisplacedKey, key.span.clone(), "the figures stand in `data` already")
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
    };
    import::read(&spec, wanted, beside, sink)
}

/// `values: {a: 1}` or `values: {a: {x: 1, y: 2}}`; columns stand in the order in which they first appear.
fn values(fields: &mut Fields<'_>, key: &Key, sink: &Diagnostics) -> (Vec<String>, Vec<Category>) {
    let pairs = fields.map("values").unwrap_or_default();
    if pairs.is_empty() && fields.node("values").is_none_or(|node| matches!(node.value, Value::Map(_))) {
        sink.push(
            Diagnostic::error(
                Code::MissingKey,
                key.span.clone(),
                format!("series `{}` needs `values`", key.name),
            )
            .hint("add `values: {first answer: 54, second answer: 34}`, or `data: file.csv`"),
        );
    }
    if let Some((key, _)) = pairs.get(MOST_CATEGORIES) {
        sink.push(too_many(key, "categories", MOST_CATEGORIES));
        return Default::default();
    }
    let mut columns: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for (_, node) in pairs {
        let Value::Map(cells) = &node.value else { continue };
        for (cell, _) in cells {
            if !known.insert(cell.name.as_str()) {
                continue;
            }
            if columns.len() == MOST_COLUMNS {
                sink.push(too_many(cell, "columns", MOST_COLUMNS));
                return Default::default();
            }
            columns.push(cell.name.clone());
        }
    }
    if pairs.len() * columns.len() > MOST_CELLS {
        sink.push(too_many(key, "figures", MOST_CELLS));
        return Default::default();
    }
    let categories = pairs.iter().map(|(name, node)| category(name, node, &columns, sink)).collect();
    (columns, categories)
}

fn too_many(key: &Key, what: &str, most: usize) -> Diagnostic {
    let message = format!("there are more than {most} {what}: no chart shows them");
    Diagnostic::error(Code::TooLarge, key.span.clone(), message)
        .hint("are these persons? count their answers: `data: {file: …, tabulate: {answer: …}}`")
}

fn category(name: &Key, node: &Node, columns: &[String], sink: &Diagnostics) -> Category {
    let mut values = vec![None; columns.len().max(1)];
    let mut spots = vec![None; values.len()];
    let spot = |node: &Node| Some(Spot { span: node.span.clone(), cell: None });
    match &node.value {
        Value::Null => {}
        Value::Map(cells) => {
            values::report_repeated(cells, sink);
            for (cell, node) in cells.iter().filter(|(_, node)| node.value != Value::Null) {
                let at = columns.iter().position(|column| *column == cell.name).unwrap_or(0);
                values[at] = values::number(node, &cell.name, sink).map(|found| found.value);
                spots[at] = spot(node);
            }
        }
        _ if columns.is_empty() => {
            values[0] = values::number(node, &name.name, sink).map(|found| found.value);
            spots[0] = spot(node);
        }
        _ => sink.push(
            values::wrong_type(node, &name.name, "a mapping of columns to numbers")
                .hint(format!("the other categories have the columns {}", columns.join(", "))),
        ),
    }
    Category { name: name.name.clone(), span: name.span.clone(), values, spots }
}

/// Categories or columns that a key names.
fn named(
    fields: &mut Fields<'_>,
    key: &'static str,
    columns: &[String],
    categories: &[Category],
    sink: &Diagnostics,
) -> Vec<String> {
    let names =
        || categories.iter().map(|category| category.name.as_str()).chain(columns.iter().map(String::as_str));
    let words = fields.texts(key).unwrap_or_default();
    let known = |word: Spanned<String>| {
        let found = names().find(|name| same(name, &word.value)).map(str::to_owned);
        if found.is_none() && !categories.is_empty() {
            let message = format!("there is no category or column `{}`", word.value);
            let hint = suggest(&word.value, names().collect::<Vec<_>>());
            sink.push(Diagnostic::error(Code::UnknownCategory, word.span, message).hint(hint));
        }
        found
    };
    words.into_iter().filter_map(known).collect()
}
