//! Builds all reports of a table, or a share of them, and joins what several runs gave.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::record::Record;
use super::{Outcome, Report, Shard, index, table};
use crate::batch::{self, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Span};
use crate::spec::params::{Params, Setting};
use crate::spec::yaml;
use crate::survey::linked::{self, Unhidden, Withheld};
use crate::workspace;

/// What to build.
#[derive(Debug, Clone)]
pub struct Request {
    /// How each report is built. `params` are those that all reports share, `jobs` the number of reports at a time.
    pub build: batch::Request,
    /// The table of reports.
    pub table: PathBuf,
    /// The share of this run; `None` means all reports.
    pub shard: Option<Shard>,
    /// Where to write what the reports hide because of each other. This is no part of what is published.
    pub hidden_log: Option<PathBuf>,
}

/// Receives how many reports are done, of how many. It stops the run by returning `Break`.
pub type Observer<'a> = &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync);

/// Builds the reports of a table, each into a folder of its own, and writes the index. A share of the reports has no index:
/// [`merge`] writes it when all are there.
pub fn build(specs: &Path, out: &Path, request: &Request, observer: Observer<'_>) -> Outcome {
    let sources = Sources::read(specs).for_many();
    let (mut outcome, reports) = begin(specs, &sources, request);
    if outcome.has_errors() {
        return outcome;
    }
    outcome.left = left(out, &reports);
    let taken: Vec<&Report> =
        reports.iter().filter(|report| request.shard.is_none_or(|shard| shard.has(report))).collect();
    outcome.taken = taken.len();
    let withheld = match withheld(&reports, &sources, request) {
        Ok(withheld) => withheld,
        Err(fault) => {
            outcome.diagnostics.push(fault);
            return outcome;
        }
    };
    let stopped = AtomicBool::new(false);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let built: Mutex<Vec<Option<Built>>> = Mutex::new(taken.iter().map(|_| None).collect());
    let work = || {
        while !stopped.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(report) = taken.get(at) else { return };
            let step = |_: batch::Step<'_>| match stopped.load(Ordering::Relaxed) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            };
            let hides = withheld.get(&report.id).cloned().unwrap_or_default();
            let shared = batch::Request { withheld: hides, ..request.build.clone() };
            let one = of_report(report, &sources, out, &shared, &step);
            if let Some(place) = built.lock().unwrap_or_else(PoisonError::into_inner).get_mut(at) {
                *place = Some(one);
            }
            if observer(done.fetch_add(1, Ordering::Relaxed) + 1, taken.len()).is_break() {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    let workers = workers(request.build.jobs, taken.len());
    std::thread::scope(|scope| {
        // Where the system refuses threads, this one does the work.
        let started: Vec<_> =
            (1..workers).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        work();
        drop(started);
    });
    let built = built.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcome.interrupted = stopped.load(Ordering::Relaxed) || built.iter().any(|one| one.is_none());
    let mut said = Said::default();
    let mut records = Vec::new();
    for Built { record, is_unchanged, diagnostics } in built.into_iter().flatten() {
        outcome.unchanged += usize::from(is_unchanged);
        count(&record, &mut outcome);
        said.add(&record.id, diagnostics);
        records.push(record);
    }
    outcome.diagnostics.extend(said.into_vec());
    if request.shard.is_none() && !outcome.interrupted {
        outcome.diagnostics.extend(index::write(out, &records));
    }
    outcome
}

/// What each report hides because the others would reveal it, by its id. All reports are looked at, those of other shares too,
/// before any is written.
///
/// # Errors
/// A diagnostic where the log of it cannot be written.
fn withheld(
    reports: &[Report],
    sources: &Sources,
    request: &Request,
) -> Result<BTreeMap<String, Withheld>, Diagnostic> {
    let measure = |report: &Report| {
        let settings: Vec<Setting> = request.build.params.iter().chain(&report.settings).cloned().collect();
        let (series, least) = sources.unhidden(&settings)?;
        let settings = settings.into_iter().map(|one| (one.name, one.value)).collect();
        Some((Unhidden { settings, series }, least))
    };
    // Most briefings hide nothing, and need not be read twice.
    if sources.briefing().is_none_or(|source| !source.text.contains("min-base")) {
        return Ok(BTreeMap::new());
    }
    let measured = in_parallel(reports, request.build.jobs, &measure);
    let least = measured.iter().flatten().map(|(_, least)| *least).max().unwrap_or(0);
    let unhidden: Vec<Unhidden> =
        measured.into_iter().map(|one| one.map(|(report, _)| report).unwrap_or_default()).collect();
    let found = linked::withheld(&unhidden, least);
    if let Some(path) = &request.hidden_log {
        let text = format!("{HIDDEN}{}", hidden_lines(reports, &unhidden, &found));
        workspace::write_file(path, &text, request.build.force, &|text| text.starts_with(HIDDEN))?;
    }
    Ok(reports.iter().map(|report| report.id.clone()).zip(found).collect())
}

/// The results of some work for each item, in the order of the items.
fn in_parallel<I: Sync, T: Send>(
    items: &[I],
    jobs: Option<usize>,
    work: &(dyn Fn(&I) -> T + Sync),
) -> Vec<T> {
    let workers = workers(jobs, items.len());
    let share = items.len().div_ceil(workers).max(1);
    std::thread::scope(|scope| {
        let of = |part: &'_ [I]| part.iter().map(work).collect::<Vec<T>>();
        let started: Vec<_> = items
            .chunks(share)
            .map(|part| std::thread::Builder::new().spawn_scoped(scope, move || of(part)).map_err(|_| part))
            .collect();
        let done = started.into_iter().flat_map(|one| match one {
            Ok(thread) => thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)),
            Err(part) => of(part),
        });
        done.collect()
    })
}

/// How many reports are worked on at a time.
fn workers(jobs: Option<usize>, reports: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    jobs.unwrap_or(cores).clamp(1, reports.max(1))
}

/// The first line of the log of what is hidden.
const HIDDEN: &str = "report,series,column,why\n";

/// A line for each column that a report hides: for what it is itself, or because of other reports.
fn hidden_lines(reports: &[Report], unhidden: &[Unhidden], found: &[Withheld]) -> String {
    let mut lines = String::new();
    for ((report, own), withheld) in reports.iter().zip(unhidden).zip(found) {
        for series in &own.series {
            for (at, column) in series.columns.iter().enumerate() {
                let why = match series.small.contains(&at) {
                    true => "small",
                    false if withheld.contains(&(series.id.clone(), column.clone())) => "linked",
                    false => continue,
                };
                let column = column.replace('"', "\"\"");
                lines += &format!("{},{},\"{column}\",{why}\n", report.id, series.id);
            }
        }
    }
    lines
}

/// Checks that every report of the table is there, built from these specs and unchanged, and writes the index.
pub fn merge(specs: &Path, out: &Path, request: &Request) -> Outcome {
    let sources = Sources::read(specs);
    let (mut outcome, reports) = begin(specs, &sources, request);
    if outcome.has_errors() {
        return outcome;
    }
    outcome.taken = reports.len();
    outcome.left = left(out, &reports);
    let mut inputs: BTreeMap<String, String> = sources.hashes().collect();
    let mut records = Vec::new();
    for report in &reports {
        match examine(report, out, &request.build, &mut inputs) {
            Ok(record) => {
                count(&record, &mut outcome);
                records.push(record.without_images());
            }
            Err((why, hint)) => {
                let message = format!("the report `{}` {why}", report.id);
                let fault = Diagnostic::error(Code::ChangedOutput, report.span.clone(), message).hint(hint);
                outcome.diagnostics.push(fault.as_check());
            }
        }
    }
    if !outcome.has_errors() {
        outcome.diagnostics.extend(index::write(out, &records));
    }
    outcome
}

/// The reports that an earlier run built and that are not in the table.
fn left(out: &Path, reports: &[Report]) -> Vec<String> {
    let listed: BTreeSet<&str> = reports.iter().map(|report| report.id.as_str()).collect();
    let is_left = |id: &String| !listed.contains(id.as_str()) && out.join(id).is_dir();
    Record::ids(out).into_iter().filter(is_left).collect()
}

/// Reads the table, and checks it against the parameters of the briefing.
fn begin(specs: &Path, sources: &Sources, request: &Request) -> (Outcome, Vec<Report>) {
    let sink = Diagnostics::new();
    // What is wrong with the briefing itself, each report says.
    let tree = sources.briefing().and_then(|source| yaml::tree(source, &Diagnostics::new()));
    let params = Params::read(tree.as_ref(), &[], &Diagnostics::new());
    let names: Vec<&str> = params.names().collect();
    let reports = table::read(specs, &request.table, &names, &sink);
    (Outcome { listed: reports.len(), diagnostics: sink.into_vec(), ..Outcome::default() }, reports)
}

/// What a report gave.
struct Built {
    record: Record,
    is_unchanged: bool,
    diagnostics: Vec<Diagnostic>,
}

fn of_report(
    report: &Report,
    sources: &Sources,
    out: &Path,
    shared: &batch::Request,
    observer: batch::Observer<'_>,
) -> Built {
    let request = batch::Request {
        params: shared.params.iter().chain(&report.settings).cloned().collect(),
        // One thread a report: as many reports as there are cores are built at a time.
        jobs: Some(1),
        cache: shared.cache.as_ref().map(|cache| cache.join(&report.id)),
        ..shared.clone()
    };
    let mut built = sources.build(&out.join(&report.id), &request, observer);
    let record = Record::of(report, &asked(report, shared), &built);
    if !built.interrupted {
        built.diagnostics.extend(record.write(out).err());
    }
    let is_unchanged = built.charts > 0 && built.unchanged == built.charts;
    Built { record: record.without_images(), is_unchanged, diagnostics: built.diagnostics }
}

/// What a report is built with beside its sources.
fn asked(report: &Report, shared: &batch::Request) -> String {
    let settings = shared.params.iter().chain(&report.settings);
    let settings: Vec<[&str; 2]> = settings.map(|one| [one.name.as_str(), one.value.as_str()]).collect();
    crate::workspace::sha256(format!("{} {settings:?}", batch::PROGRAM).as_bytes())
}

/// The record of a report that is as these specs give it; else what is wrong, and what to do.
fn examine(
    report: &Report,
    out: &Path,
    shared: &batch::Request,
    inputs: &mut BTreeMap<String, String>,
) -> Result<Record, (String, &'static str)> {
    const AGAIN: &str = "build its share again";
    let Some(record) = Record::read(out, &report.id) else {
        return Err((
            "is missing".into(),
            "build all shares, with the same table and the same number of shares",
        ));
    };
    if record.asked != asked(report, shared) {
        return Err(("was built with other values or by another version".into(), AGAIN));
    }
    for (name, sha256) in &record.inputs {
        if inputs.entry(name.clone()).or_insert_with(|| sha256.clone()) != sha256 {
            return Err((format!("was built from another `{name}`"), AGAIN));
        }
    }
    match record.missing(out).as_slice() {
        [] => Ok(record),
        [first, ..] => Err((format!("lacks `{first}`, or somebody has changed it"), AGAIN)),
    }
}

fn count(record: &Record, outcome: &mut Outcome) {
    outcome.files += record.count as usize;
    outcome.bytes += record.bytes;
    if record.is_faulty() {
        outcome.failed.push(record.id.clone());
    }
}

/// Diagnostics of many reports, each once.
#[derive(Default)]
struct Said {
    /// Each with the first report that has it, and the number of those that do.
    found: Vec<(Diagnostic, String, usize)>,
    /// Where each is, by code, place and message.
    places: BTreeMap<(Code, String, usize, String), usize>,
}

impl Said {
    fn add(&mut self, id: &str, diagnostics: Vec<Diagnostic>) {
        for one in diagnostics {
            let Span { source, start, .. } = &one.span;
            let key = (one.code, source.name.clone(), source.first_line + start, one.message.clone());
            match self.places.get(&key).and_then(|at| self.found.get_mut(*at)) {
                Some((_, _, count)) => *count += 1,
                None => {
                    self.places.insert(key, self.found.len());
                    self.found.push((one, id.to_owned(), 1));
                }
            }
        }
    }

    fn into_vec(self) -> Vec<Diagnostic> {
        let said = |(mut one, id, count): (Diagnostic, String, usize)| {
            one.message += &match count {
                1 => format!(" (report `{id}`)"),
                2 => format!(" (report `{id}` and 1 other)"),
                more => format!(" (report `{id}` and {} others)", more - 1),
            };
            one
        };
        let mut all: Vec<Diagnostic> = self.found.into_iter().map(said).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.severity == Severity::Error));
        all
    }
}
