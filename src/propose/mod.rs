//! Looks at a file with tables and proposes series for it. Every figure of a proposal stays bound to the cells where it
//! stands; what is not sure is said, and nothing is proposed that cannot be read.

mod draft;
mod grid;
mod lines;
mod numbers;
mod rows;
mod series;
mod shape;
mod tables;
mod turns;
mod wording;
mod words;
mod writing;

use std::io::Cursor;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Source, Span};
use crate::import::sheets::{self, Sheet};
use crate::import::{Content, series_file};
use crate::reason::Reason;
use crate::spec::yaml;
use crate::survey::Catalog;
use crate::survey::series::{QuestionType, Series, Unit};
use draft::{Draft, one_line, quoted, slug, title_of};
use grid::Grid;

/// A file may have this many tables.
const MOST_TABLES: usize = 1_000;
/// The most rows of a table of figures of which nothing says what they are.
const MOST_ROWS: usize = 40;

/// What is proposed for a file.
#[derive(Debug, Default)]
pub struct Proposal {
    /// The title of the survey, as far as the file has one.
    pub title: String,
    /// Whether its texts are German; `None` where that cannot be told.
    pub is_german: Option<bool>,
    /// The series, in the order of their tables.
    pub series: Vec<Proposed>,
    /// Who the figures come from.
    pub source: Option<String>,
    /// What was not sure, and what was left out, each with its place.
    pub doubts: Vec<String>,
}

/// A proposed series.
#[derive(Debug)]
pub struct Proposed {
    /// Its entry in a series file.
    pub yaml: String,
    /// The series that this reads.
    pub series: Series,
}

/// Looks at a file. `name` is what the specs call it, `taken` are ids that other series have.
///
/// # Errors
/// Why the file cannot be read.
pub fn look(
    name: &str,
    bytes: &Arc<[u8]>,
    german: Option<bool>,
    taken: &mut Vec<String>,
) -> Result<Proposal, Diagnostic> {
    let found = sheets::read(name, bytes)?;
    let is_german = german.or_else(|| grid::are_german(&found.sheets));
    let mut proposal = Proposal { is_german, doubts: found.without, ..Proposal::default() };
    let mut count = 0;
    for sheet in &found.sheets {
        let grid = Grid::new(sheet, is_german.unwrap_or(false));
        let regions = tables::regions(&grid);
        if regions.is_empty() {
            proposal.without_tables(&grid, sheet);
        }
        let is_alone = regions.len() == 1;
        for region in regions {
            count += 1;
            if count > MOST_TABLES {
                return Err(Diagnostic::error(
                    Code::TooLarge,
                    Span::unread(name),
                    format!("there are more than {MOST_TABLES} tables"),
                )
                .hint("save some of the sheets in a file of their own"));
            }
            if region.header.is_empty() {
                let place = series::place_in_words(&grid, &region);
                proposal.doubts.push(format!("{place}: no row names the columns, so no series is proposed"));
                continue;
            }
            let series::Proposed { mut draft, source } = series::propose(&grid, &region, is_alone, name);
            proposal.source = proposal.source.take().or(source);
            draft.id = free(&draft.id, taken);
            proposal.take(draft, name, bytes, taken);
        }
    }
    if proposal.title.is_empty() {
        proposal.title = title_of(name);
    }
    Ok(proposal)
}

impl Proposal {
    /// A sheet without a table is a cover or a list of contents: its first line may be the title.
    fn without_tables(&mut self, grid: &Grid, sheet: &Sheet) {
        let lines = (0..grid.rows.len()).flat_map(|row| grid.texts(row, 0..grid.width()));
        let title = lines.map(|(_, text)| text).find(|text| {
            let lower = text.to_lowercase();
            (8..=120).contains(&text.chars().count())
                && !["inhalt", "content", "index"].iter().any(|word| lower.starts_with(word))
        });
        if let (true, true, Some(title)) = (self.title.is_empty(), self.series.is_empty(), title) {
            self.title = title;
        }
        let place =
            sheet.name.as_ref().map_or("the file".to_owned(), |name| format!("sheet `{}`", one_line(name)));
        self.doubts.push(format!("{place} has no table"));
    }

    /// Takes a series that can be read, and says of another one why not.
    fn take(&mut self, mut draft: Draft, name: &str, bytes: &Arc<[u8]>, taken: &mut Vec<String>) {
        let (series, found) = try_out(&draft, name, bytes);
        let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        let Some(series) = series.filter(|_| errors.is_empty()) else {
            let why = errors.first().map_or("it cannot be read", |fault| fault.message.as_str());
            self.doubts.push(format!("{}: no series is proposed: {}", draft.place, one_line(why)));
            return;
        };
        // A table of results has a row for each answer. Hundreds of rows of which nothing says what they are can be
        // anything, and most likely they are respondents: as figures they would be wrong.
        let is_unknown = series.question_type == QuestionType::Numeric && series.unit == Unit::Number;
        if is_unknown && series.categories.len() > MOST_ROWS {
            self.doubts.push(format!(
                "{}: no series is proposed: nothing says what the figures of {} rows are, which look like one row per respondent; describe them as a `dataset` with `questions`",
                draft.place,
                series.categories.len()
            ));
            return;
        }
        for warning in &found {
            let message = one_line(&warning.message);
            if !draft.doubts.contains(&message) {
                draft.doubts.push(message);
            }
        }
        taken.push(draft.id.clone());
        self.doubts.extend(draft.doubts.iter().map(|doubt| format!("`{}`: {doubt}", draft.id)));
        self.series.push(Proposed { yaml: draft.yaml(), series });
    }

    /// The series file of the proposal.
    pub fn series_file(&self, name: &str, schema: bool) -> String {
        let mut text = String::new();
        if schema {
            text.push_str("# yaml-language-server: $schema=../schema/series.json\n");
        }
        text.push_str(&format!(
            "# Proposed by `make-briefing import` for {}. Read it before you use it: comments say what was not sure.\n",
            one_line(name)
        ));
        let who = if self.is_german == Some(true) { "alle Befragten" } else { "all respondents" };
        text.push_str(&format!("survey:\n  title: {}\n", quoted(&self.title)));
        text.push_str(&format!("  base: {{label: {}}}    # say who was asked\n", quoted(who)));
        if let Some(source) = &self.source {
            text.push_str(&format!("  source: {{name: {}}}\n", quoted(source)));
        }
        text.push_str("series:\n");
        let entries: Vec<&str> = self.series.iter().map(|series| series.yaml.as_str()).collect();
        text.push_str(&entries.join("\n"));
        text
    }
}

impl Proposal {
    /// A briefing with all charts of the proposal, in the order of their tables.
    pub fn briefing(&self) -> String {
        let (language, section) =
            if self.is_german == Some(true) { ("de", "Ergebnisse") } else { ("en", "Results") };
        let charts: String =
            self.series.iter().map(|one| format!("      - chart: {}\n", one.series.id)).collect();
        format!(
            "# yaml-language-server: $schema=schema/briefing.json\ntitle: {}\nlanguage: {language}\nsections:\n  - title: {section}\n    content:\n{charts}",
            quoted(&self.title)
        )
    }
}

/// What the series file for a data file is called.
pub fn series_file_name(name: &str) -> String {
    let id = slug(&title_of(name));
    format!("series/{}.yaml", if id.is_empty() { "tables" } else { &id })
}

/// Reads a draft as a build would.
fn try_out(draft: &Draft, name: &str, bytes: &Arc<[u8]>) -> (Option<Series>, Vec<Diagnostic>) {
    let text = format!("survey:\n  title: t\n  base: {{label: all}}\nseries:\n{}", draft.yaml());
    let source = Arc::new(Source::new("series/proposal.yaml", text));
    let sink = Diagnostics::new();
    let mut catalog = Catalog::default();
    if let Some(node) = yaml::tree(&source, &sink) {
        let open = |wanted: &str| -> Result<Box<dyn Content>, Reason> {
            match wanted == name {
                true => Ok(Box::new(Cursor::new(bytes.clone()))),
                false => Err("it is another file".into()),
            }
        };
        series_file::read(&node, &open, &mut catalog, &sink);
    }
    (catalog.get(&draft.id).cloned(), sink.into_vec())
}

/// An id that no other series has.
fn free(id: &str, taken: &[String]) -> String {
    let mut free = id.to_owned();
    let mut count = 1;
    while taken.contains(&free) {
        count += 1;
        free = format!("{id}-{count}");
    }
    free
}
