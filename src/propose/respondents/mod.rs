//! A table with a row for each respondent becomes a data set: its columns are told apart, and each question is proposed
//! with its wording, its type and its labels, all of which stay in the file as far as it has them.

mod columns;
mod entry;
mod questions;
mod table;

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Arc;

use super::draft::{named, one_line};
use super::{File, Proposal, Proposed};
use crate::diagnostic::{Diagnostics, Severity, Source};
use crate::import::sample::Sample;
use crate::import::series_file;
use crate::import::source_spec::SourceSpec;
use crate::import::tabulate::respondents::tests;
use crate::import::variables::Variables;
use crate::import::{self, Beside, Content};
use crate::spec::yaml;
use crate::survey::{Catalog, Spoken};
use columns::{Role, role};
use entry::Entry;
pub(super) use table::{LEAST_ROWS, Long, is_raw, long};

/// A data set may have so many questions.
const MOST_QUESTIONS: usize = 400;

/// A data set that is proposed.
#[derive(Debug, Default)]
pub(super) struct Respondents {
    /// The keys `dataset`, `questions` and `breaks` of a series file.
    pub(super) yaml: String,
}

/// Looks at the answers of a file.
pub(super) fn sample(spec: &SourceSpec, file: File<'_>, sink: &Diagnostics) -> Option<Sample> {
    let open = opener(file);
    import::sample(spec, Beside::new(&open, file.2), sink)
}

/// Proposes a data set; `data` are the keys of its file.
pub(super) fn propose(
    sample: &Sample,
    variables: Option<&Variables>,
    data: &[(&'static str, String)],
    file: File<'_>,
    taken: &mut Vec<String>,
    proposal: &mut Proposal,
) {
    let event = event(sample, &mut proposal.doubts).or_else(|| without_tests(sample, &mut proposal.doubts));
    let mut weight = variables.and_then(|variables| variables.weight.clone());
    let mut left: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut asked = Vec::new();
    for (at, column) in sample.columns.iter().enumerate() {
        match role(column, sample) {
            Role::Question => asked.push(at),
            Role::Weight if weight.is_none() => {
                weight = Some(column.name.clone());
                proposal.doubts.push(format!("`{}` is taken for the weight of each respondent", column.name));
            }
            Role::Weight if weight.as_ref() == Some(&column.name) => {}
            Role::Weight => note(&mut left, "weights", &column.name),
            Role::Other(why) => note(&mut left, why, &column.name),
        }
    }
    let mut entries = questions::questions(sample, variables, &asked, taken, &mut proposal.doubts);
    if entries.len() > MOST_QUESTIONS {
        proposal.doubts.push(format!(
            "{} of {} questions are proposed: a data set may have more, but nobody reads them",
            MOST_QUESTIONS,
            entries.len()
        ));
        entries.truncate(MOST_QUESTIONS);
    }
    for (why, names) in &left {
        proposal.doubts.push(format!("no question is made of columns with {why}: {}", named(names)));
    }
    if sample.is_cut {
        proposal.doubts.push(format!("only the first {} rows were looked at", sample.rows));
    }
    let breaks: Vec<String> =
        entries.iter().filter(|entry| entry.is_break).map(|entry| entry.id.clone()).collect();
    // What cannot be counted is left out, and said; the rest has to hold without it.
    let weight = weight.map(|weight| ("weight", super::draft::quoted(&weight)));
    let more: Vec<(&str, String)> = event.into_iter().chain(weight).collect();
    let (found, _) = read(&yaml(data, &more, &entries, &breaks), &entries, file);
    let mut kept = Vec::new();
    let mut failed: Vec<(String, Vec<String>)> = Vec::new();
    for (entry, found) in entries.into_iter().zip(found) {
        match found {
            Ok(_) => kept.push(entry),
            Err(why) => match failed.iter_mut().find(|(known, _)| *known == why) {
                Some((_, ids)) => ids.push(entry.id),
                None => failed.push((why, vec![entry.id])),
            },
        }
    }
    for (why, ids) in &failed {
        proposal.doubts.push(format!("{}: no question is proposed: {}", named(ids), one_line(why)));
    }
    let breaks: Vec<String> =
        breaks.into_iter().filter(|id| kept.iter().any(|entry| entry.id == *id)).collect();
    let text = yaml(data, &more, &kept, &breaks);
    let (found, warnings) = read(&text, &kept, file);
    proposal.doubts.extend(warnings);
    for (entry, series) in kept.iter().zip(found) {
        proposal.doubts.extend(entry.doubts.iter().map(|doubt| format!("`{}`: {doubt}", entry.id)));
        if let Ok(series) = series {
            taken.push(entry.id.clone());
            // A number has a bar for each amount: a chart asks for its mean or its classes.
            let is_charted = entry.kind != "numeric";
            proposal.series.push(Proposed { yaml: String::new(), series, is_charted });
        }
    }
    if !proposal.series.is_empty() {
        proposal.respondents = Some(Respondents { yaml: text });
    }
}

/// Where a respondent has a row for each event, one of them is read.
fn event(sample: &Sample, doubts: &mut Vec<String>) -> Option<(&'static str, String)> {
    const HEADER: &str = "redcap_event_name";
    let column = sample.columns.iter().find(|column| column.name == HEADER)?;
    let [(first, _), others @ ..] = &column.words[..] else { return None };
    if others.is_empty() {
        return None;
    }
    let others: Vec<String> = others.iter().map(|(word, _)| word.clone()).collect();
    doubts.push(format!(
        "respondents have a row for each event: answers of `{}` are read, and not those of {}",
        one_line(first),
        named(&others)
    ));
    Some(("where", format!("{{{HEADER}: {}}}", super::draft::quoted(first))))
}

/// Tests of the questionnaire and spam are not counted.
fn without_tests(sample: &Sample, doubts: &mut Vec<String>) -> Option<(&'static str, String)> {
    let (header, tests) = tests(sample.format)?;
    let column = sample.columns.iter().find(|column| column.name == header)?;
    let (tests, real): (Vec<_>, Vec<_>) =
        column.words.iter().partition(|(word, _)| tests.iter().any(|test| test.eq_ignore_ascii_case(word)));
    if tests.is_empty() {
        return None;
    }
    let named =
        |words: &[&(String, u32)]| named(&words.iter().map(|(word, _)| word.clone()).collect::<Vec<_>>());
    let count: u32 = tests.iter().map(|(_, count)| count).sum();
    if real.is_empty() {
        doubts.push(format!("all rows are tests of the questionnaire: `{header}` is {}", named(&tests)));
        return None;
    }
    doubts.push(format!(
        "{count} rows are tests of the questionnaire or spam and are not counted: `{header}` is {}",
        named(&tests)
    ));
    let words: Vec<&str> = real.iter().map(|(word, _)| word.as_str()).collect();
    Some(("where", format!("{{{header}: {}}}", super::draft::list(&words))))
}

fn note(left: &mut Vec<(&'static str, Vec<String>)>, why: &'static str, name: &str) {
    match left.iter_mut().find(|(known, _)| *known == why) {
        Some((_, names)) => names.push(name.to_owned()),
        None => left.push((why, vec![name.to_owned()])),
    }
}

/// The keys of a series file; `more` are those of its data set beside `data`.
fn yaml(
    data: &[(&'static str, String)],
    more: &[(&str, String)],
    entries: &[Entry],
    breaks: &[String],
) -> String {
    let mut text = String::from("dataset:\n  data:\n");
    for (key, value) in data {
        text.push_str(&format!("    {key}: {value}\n"));
    }
    for (key, value) in more {
        text.push_str(&format!("  {key}: {value}\n"));
    }
    text.push_str("questions:\n");
    entries.iter().for_each(|entry| text.push_str(&entry.yaml()));
    if !breaks.is_empty() {
        text.push_str("breaks:    # groups for charts, as in `series: <question> by <break>`\n");
        breaks.iter().for_each(|id| text.push_str(&format!("  {id}: {id}\n")));
    }
    text
}

type Read = Result<crate::survey::series::Series, String>;

/// Reads a proposal as a build would: the series of each question, or why there is none, and what else is said.
fn read(text: &str, entries: &[Entry], file: File<'_>) -> (Vec<Read>, Vec<String>) {
    let head = "survey:\n  title: t\n  base: {label: all}\n";
    let source = Arc::new(Source::new("series/proposal.yaml", format!("{head}{text}")));
    let sink = Diagnostics::new();
    let mut catalog = Catalog::default();
    let ids: BTreeSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
    catalog.ask_for(ids, Spoken::default());
    if let Some(node) = yaml::tree(&source, &sink) {
        let open = opener(file);
        series_file::read(&node, Beside::new(&open, file.2), &mut catalog, &sink);
    }
    let found = sink.into_vec();
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    let why = |entry: &Entry| {
        let start = source.text.find(&entry.yaml()).unwrap_or(0);
        let end = start + entry.yaml().len();
        let own = errors
            .iter()
            .find(|one| Arc::ptr_eq(&one.span.source, &source) && (start..end).contains(&one.span.start));
        // What is wrong with a cell of the file names its header or its answer.
        let mut other = errors.iter().filter(|one| !Arc::ptr_eq(&one.span.source, &source));
        own.or_else(|| other.next())
            .or(errors.first())
            .map_or("it cannot be counted".to_owned(), |one| one.message.clone())
    };
    let series =
        entries.iter().map(|entry| catalog.get(&entry.id).cloned().ok_or_else(|| why(entry))).collect();
    let warnings = found.iter().filter(|one| one.severity == Severity::Warning);
    let mut warnings: Vec<String> = warnings.map(|one| one_line(&one.message)).collect();
    warnings.dedup();
    (series, warnings)
}

fn opener<'f>(
    (name, bytes, _): File<'f>,
) -> impl Fn(&str) -> Result<Box<dyn Content>, crate::reason::Reason> + 'f {
    move |wanted: &str| match wanted == name {
        true => Ok(Box::new(Cursor::new(bytes.clone()))),
        false => Err("it is another file".into()),
    }
}
