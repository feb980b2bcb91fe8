//! How many claims of a corpus of sentences the lint catches, and how often it warns about honest ones.
//!
//! `claims/<language>-<topic>/` has a table of figures and sentences about it. `tuned.txt` was at hand when the words
//! were collected; `kept.txt`, `fresh.txt` and `later.txt` were written before anybody saw how they come out, and used
//! after their first run, as were `last.txt`, `varied.txt`, `press.txt` and `offices.txt` after these. Nothing
//! was changed for `bureaus.txt`. A line is
//! `kind | sentence`; `honest` sentences are true, open or about something else.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use make_briefing::batch::check_files::check_specs;

use crate::folder::{Folder, updating};

/// A sentence and what the lint says about it.
struct Outcome {
    language: String,
    half: &'static str,
    kind: String,
    sentence: String,
    said: Vec<String>,
}

impl Outcome {
    fn is_honest(&self) -> bool {
        self.kind == "honest"
    }
}

/// The parts of the corpus, in the order in which they were written.
const HALVES: [&str; 9] =
    ["tuned", "kept", "fresh", "later", "last", "varied", "press", "offices", "bureaus"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/survey/claims")
}

/// The kinds and sentences of a file; none if there is no such file.
fn sentences(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .map(|line| {
            let (kind, sentence) = line.split_once(" | ").unwrap();
            (kind.trim().to_owned(), sentence.trim().to_owned())
        })
        .collect()
}

/// Checks the sentences of a topic as titles, subtitles, notes and running text in turn.
fn check(topic: &Path, half: &'static str) -> Vec<Outcome> {
    let language = topic.file_name().unwrap().to_str().unwrap()[..2].to_owned();
    let sentences = sentences(&topic.join(format!("{half}.txt")));
    if sentences.is_empty() {
        return Vec::new();
    }
    let series = fs::read_to_string(topic.join("series.yaml")).unwrap();
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let mut folder = Folder::empty().with("series/s.yaml", &series);
    let mut briefing = format!("title: B\nlanguage: {language}\nsections:\n");
    for (at, (_, sentence)) in sentences.iter().enumerate() {
        let sentence = quoted(sentence);
        let (texts, text) = match at % 4 {
            0 => (format!("title: {sentence}\n"), None),
            1 => (format!("title: T\nsubtitle: {sentence}\n"), None),
            2 => (format!("title: T\nnotes: {sentence}\n"), None),
            _ => ("title: T\n".to_owned(), Some(sentence)),
        };
        folder = folder.with(&format!("charts/c{at}.yaml"), format!("{texts}series: s\nchart: table\n"));
        let text = text.map_or_else(String::new, |text| format!("text: {text}, "));
        writeln!(briefing, "  - {{title: 'S', {text}charts: [c{at}]}}").unwrap();
    }
    let folder = folder.with("briefing.yaml", briefing);
    let diagnostics = check_specs(&folder.path).diagnostics;
    let mut said: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for fault in &diagnostics {
        let file = &fault.span.source.name;
        let at = match file.rsplit('/').next().and_then(|name| name.strip_prefix('c')) {
            Some(name) => name.trim_end_matches(".yaml").parse().ok(),
            None if file.ends_with("briefing.yaml") => Some(fault.span.line() - 4),
            None => None,
        };
        let at = at.unwrap_or_else(|| panic!("{}: {fault:#?}", topic.display()));
        said.entry(at).or_default().push(format!("{}: {}", fault.code, fault.message));
    }
    let results = sentences.into_iter().enumerate().map(|(at, (kind, sentence))| Outcome {
        language: language.clone(),
        half,
        kind,
        sentence,
        said: said.remove(&at).unwrap_or_default(),
    });
    results.collect()
}

fn topics() -> Vec<PathBuf> {
    let mut topics: Vec<PathBuf> = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    topics.sort();
    topics
}

fn results() -> Vec<Outcome> {
    let topics = topics();
    topics.iter().flat_map(|topic| HALVES.map(|half| check(topic, half))).flatten().collect()
}

/// Caught, and all misleading; warned about, and all honest.
fn counts<'r>(results: impl Iterator<Item = &'r Outcome> + Clone) -> [usize; 4] {
    let wrong = results.clone().filter(|one| !one.is_honest());
    let honest = results.filter(|one| one.is_honest());
    let warned = |one: &&Outcome| !one.said.is_empty();
    [
        wrong.clone().filter(warned).count(),
        wrong.count(),
        honest.clone().filter(warned).count(),
        honest.count(),
    ]
}

/// The table of `docs/claims.md`.
fn table(results: &[Outcome]) -> String {
    let mut text = format!(
        "| kind | language | {} |\n| --- | --- |{}\n",
        HALVES.join(" | "),
        " ---: |".repeat(HALVES.len())
    );
    let kinds: std::collections::BTreeSet<(&str, &str)> =
        results.iter().map(|one| (one.kind.as_str(), one.language.as_str())).collect();
    for (kind, language) in kinds {
        let of = |half: &str| {
            let some =
                results.iter().filter(|one| one.kind == kind && one.language == language && one.half == half);
            let warned = some.clone().filter(|one| !one.said.is_empty()).count();
            format!("{warned} of {}", some.count())
        };
        let kind = if kind == "honest" { "honest: false alarms" } else { kind };
        writeln!(text, "| {kind} | {language} | {} |", HALVES.map(of).join(" | ")).unwrap();
    }
    for language in ["de", "en"] {
        let of = |half: &str| {
            let [caught, all, ..] =
                counts(results.iter().filter(|one| one.half == half && one.language == language));
            format!("{caught} of {all}")
        };
        writeln!(text, "| **all misleading** | {language} | {} |", HALVES.map(of).join(" | ")).unwrap();
    }
    text
}

/// The sentences of a part that were missed, and the honest ones that were not believed.
fn failures(results: &[Outcome], half: &str, language: &str) -> String {
    let some = results.iter().filter(|one| one.half == half && one.language == language);
    let failed = some.filter(|one| one.said.is_empty() != one.is_honest());
    failed.map(|one| format!("{} | {} | {}\n", one.kind, one.sentence, one.said.join(" / "))).collect()
}

#[test]
fn claims_of_the_corpus() {
    let results = results();
    let table = table(&results);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/claims.md");
    let text = fs::read_to_string(&page).unwrap_or_default();
    let (head, rest) = text.split_once("<!-- table -->\n").unwrap_or((&text, ""));
    let tail = rest.split_once("<!-- end -->\n").map_or("", |(_, tail)| tail);
    let wanted = format!("{head}<!-- table -->\n\n{table}\n<!-- end -->\n{tail}");
    if updating() {
        fs::write(&page, &wanted).unwrap();
    } else {
        assert_eq!(text, wanted, "run once with UPDATE_GOLDEN=1 and read the difference");
    }
    // The least caught and the most false alarms, in percent.
    for (half, least, most) in [
        ("tuned", 95, 2),
        ("kept", 95, 2),
        ("fresh", 95, 5),
        ("later", 95, 3),
        ("last", 93, 5),
        ("varied", 93, 3),
    ] {
        for language in ["de", "en"] {
            let some = results.iter().filter(|one| one.half == half && one.language == language);
            let [caught, all, false_alarms, honest] = counts(some);
            let wrong = failures(&results, half, language);
            assert!(100 * caught >= least * all, "{half} {language}: {caught} of {all} caught\n{wrong}");
            assert!(
                100 * false_alarms <= most * honest,
                "{half} {language}: {false_alarms} of {honest} false alarms"
            );
        }
    }
}
