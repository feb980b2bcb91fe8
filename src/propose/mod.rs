//! Looks at a file with tables and proposes series for it. Every figure of a proposal stays bound to the cells where it
//! stands; what is not sure is said, and nothing is proposed that cannot be read.

mod draft;
mod grid;
mod holes;
mod lines;
mod numbers;
mod offices;
mod respondents;
mod rows;
mod series;
mod shape;
mod sums;
mod tables;
mod turned;
mod turns;
pub mod update;
mod wording;
mod words;
mod writing;

use std::io::Cursor;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, Source, Span};
use crate::import::sheets::{self, Sheet};
use crate::import::source_spec::SourceSpec;
use crate::import::table::{Cell, Value};
use crate::import::workbook::Books;
use crate::import::{Beside, Content, exports, series_file, statistics_file};
use crate::reason::Reason;
use crate::spec::Spanned;
use crate::spec::yaml;
use crate::survey::Catalog;
use crate::survey::series::{MOST_COLUMNS, QuestionType, Series, Unit};
use draft::{Draft, one_line, quoted, slug, title_of};
use grid::Grid;
use respondents::Respondents;

/// A file may have this many tables.
const MOST_TABLES: usize = 1_000;
/// The most rows of a table of figures of which nothing says what they are.
const MOST_ROWS: usize = 40;

/// The file that is looked at: its name, its bytes, and the workbook that it is.
type File<'f> = (&'f str, &'f Arc<[u8]>, &'f Books);

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
    /// The data set, if the file has a row for each respondent.
    respondents: Option<Respondents>,
}

/// A proposed series.
#[derive(Debug)]
pub struct Proposed {
    /// Its entry in a series file.
    pub yaml: String,
    /// The series that this reads.
    pub series: Series,
    /// Whether a chart of it is proposed.
    pub is_charted: bool,
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
    let books = Books::default();
    let file = (name, bytes, &books);
    if matches!(sheets::ending(name).as_str(), "sav" | "zsav" | "dta" | "parquet") {
        return columns_of(file, german, taken);
    }
    let found = sheets::read(name, bytes, &books)?;
    let is_german = german.or_else(|| grid::are_german(&found.sheets));
    let mut proposal = Proposal { is_german, doubts: found.without, ..Proposal::default() };
    if is_questionnaire(&found.sheets) {
        proposal.doubts.push(format!(
            "`{name}` is a questionnaire (XLSForm) and holds no answers: name it as `dictionary` beside the file with the answers"
        ));
        return Ok(proposal);
    }
    let mut count = 0;
    for sheet in &found.sheets {
        let grid = Grid::new(sheet, is_german.unwrap_or(false));
        let found = exports::looks_like(&first_rows(sheet));
        if let Some(export) = found.as_ref().filter(|export| export.layout.is_some()) {
            let keys = series::file_keys(&grid, name);
            match offices::propose(&grid, sheet, export, keys, name) {
                Some(draft) => proposal.take_free(draft, file, taken),
                None => proposal.doubts.push(format!("{} has no figures", export.format.name())),
            }
            continue;
        }
        if proposal.takes_respondents(&grid, sheet, found.is_some(), file, taken) {
            continue;
        }
        let regions = tables::regions(&grid);
        if regions.is_empty() {
            proposal.without_tables(&grid, sheet);
        }
        let is_alone = regions.len() == 1;
        count += regions.len();
        if count > MOST_TABLES {
            return Err(Diagnostic::error(
                Code::TooLarge,
                Span::unread(name),
                format!("there are more than {MOST_TABLES} tables"),
            )
            .hint("save some of the sheets in a file of their own"));
        }
        for region in regions {
            if region.columns.len() > MOST_COLUMNS {
                let place = series::place_in_words(&grid, &region);
                proposal.doubts.push(format!(
                    "{place}: no series is proposed: there are more than {MOST_COLUMNS} columns of figures"
                ));
                continue;
            }
            if region.header.is_empty() {
                let place = series::place_in_words(&grid, &region);
                proposal.doubts.push(format!("{place}: no row names the columns, so no series is proposed"));
                continue;
            }
            let series::Proposed { draft, source, survey } = series::propose(&grid, &region, is_alone, name);
            if let (true, Some(survey)) = (proposal.title.is_empty(), survey) {
                proposal.title = survey;
            }
            proposal.source = proposal.source.take().or(source);
            proposal.take_free(draft, file, taken);
        }
    }
    if proposal.title.is_empty() {
        proposal.title = title_of(name);
    }
    Ok(proposal)
}

/// The first rows of a sheet as texts.
fn first_rows(sheet: &Sheet) -> exports::FirstRows {
    let text = |cell: &Cell<'_>| cell.name().unwrap_or_default().into_owned();
    sheet.rows.iter().take(exports::FIRST_ROWS).map(|line| line.cells.iter().map(text).collect()).collect()
}

/// What is proposed for a file whose columns have names of their own: that of a statistics program, or Parquet.
fn columns_of(file: File<'_>, german: Option<bool>, taken: &mut Vec<String>) -> Result<Proposal, Diagnostic> {
    let (name, bytes, _) = file;
    let sink = Diagnostics::new();
    let spec = respondents_of(name);
    let sample = respondents::sample(&spec, file, &sink);
    let found = sink.into_vec();
    let Some(sample) = sample else {
        let fault = found.into_iter().find(|one| one.severity == Severity::Error);
        let unread =
            || Diagnostic::error(Code::UnreadableData, Span::unread(name), "the file cannot be read");
        return Err(fault.unwrap_or_else(unread));
    };
    let words = sample.columns.iter().flat_map(|column| {
        let labels = column.labels.iter().map(|(_, label)| label.as_str());
        column
            .wording
            .as_deref()
            .into_iter()
            .chain(labels)
            .chain(column.words.iter().map(|(word, _)| word.as_str()))
    });
    let is_german = german.or_else(|| lines::are_german(words));
    let mut proposal = Proposal { is_german, title: title_of(name), ..Proposal::default() };
    proposal.doubts.extend(found.iter().map(|one| one_line(&one.message)));
    let variables = statistics_file::variables(name, &mut Cursor::new(bytes.clone())).ok();
    if variables.is_none() && !respondents::is_raw(&sample, 20) {
        proposal.doubts.push(
            "no series is proposed: the rows are not respondents; name the file in `data` of a series, with `category` and `columns`".into(),
        );
        return Ok(proposal);
    }
    respondents::propose(&sample, variables.as_ref(), &[("file", quoted(name))], file, taken, &mut proposal);
    Ok(proposal)
}

/// A file whose rows are respondents, before anything else is known of it.
fn respondents_of(name: &str) -> SourceSpec {
    let file = Spanned { value: name.to_owned(), span: Span::unread(name) };
    SourceSpec { respondents: true, ..SourceSpec::of(file) }
}

impl Proposal {
    /// Takes the sheet for a table of respondents, if it is one; `is_known` where a survey tool wrote it.
    fn takes_respondents(
        &mut self,
        grid: &Grid,
        sheet: &Sheet,
        is_known: bool,
        file: File<'_>,
        taken: &mut Vec<String>,
    ) -> bool {
        if !is_known && (sheet.rows.len() <= MOST_ROWS || !begins_with_header(sheet)) {
            return false;
        }
        let (name, ..) = file;
        let named = |value: &String| Spanned { value: value.clone(), span: Span::unread(name) };
        let spec = SourceSpec {
            sheet: sheet.name.as_ref().map(named),
            delimiter: sheet.text.map(|text| text.delimiter),
            encoding: sheet.text.map(|text| text.encoding),
            ..respondents_of(name)
        };
        let sink = Diagnostics::new();
        let Some(sample) = respondents::sample(&spec, file, &sink) else {
            let fault = sink.into_vec().into_iter().find(|one| one.severity == Severity::Error);
            if let Some(fault) = fault.filter(|_| is_known) {
                self.doubts.push(format!("no question is proposed: {}", one_line(&fault.message)));
            }
            return is_known;
        };
        if !is_known && let Some(long) = respondents::long(&sample, &sheet.rows) {
            self.take_long(grid, &long, file, taken);
            return true;
        }
        if !is_known && !respondents::is_raw(&sample, respondents::LEAST_ROWS) {
            return false;
        }
        if self.respondents.is_some() {
            let place = sheet.name.as_deref().unwrap_or(name);
            self.doubts.push(format!(
                "`{}` is a second table of respondents: give it a series file of its own",
                one_line(place)
            ));
            return true;
        }
        let mut data = series::file_keys(grid, name);
        if grid.sign.word() == "','" && sample.columns.iter().any(|column| column.has_fraction) {
            data.push(("decimal", grid.sign.word().into()));
        }
        if self.title.is_empty() {
            self.title = title_of(name);
        }
        respondents::propose(&sample, None, &data, file, taken, self);
        true
    }

    /// Takes a table with a row for each figure.
    fn take_long(&mut self, grid: &Grid, long: &respondents::Long, file: File<'_>, taken: &mut Vec<String>) {
        let (name, ..) = file;
        let [down, across] = &long.keys[..] else {
            self.doubts.push(format!(
                "`{}` are figures by {}: say which two a chart shows with `long`, and pick the others with `where`",
                one_line(&long.value),
                draft::named(&long.keys)
            ));
            return;
        };
        let mut data = series::file_keys(grid, name);
        if grid.sign.word() == "','" {
            data.push(("decimal", grid.sign.word().into()));
        }
        let (down, across) = if is_period(down) { (across, down) } else { (down, across) };
        data.push((
            "long",
            format!(
                "{{category: {}, column: {}, value: {}}}",
                quoted(down),
                quoted(across),
                quoted(&long.value)
            ),
        ));
        let label = one_line(&long.value);
        let draft = Draft {
            place: "A row for each figure".into(),
            id: Some(slug(&label)).filter(|id| !id.is_empty()).unwrap_or_else(|| "figures".into()),
            label,
            kind: "numeric",
            why: "nothing says that the figures are shares or counts".into(),
            unit: "number",
            data,
            doubts: vec![
                "no line says what the figures are: set `unit` to `percent` or `count` if they are".into(),
            ],
            ..Draft::default()
        };
        self.take_free(draft, file, taken);
    }

    /// Takes a series under an id that is free.
    fn take_free(&mut self, mut draft: Draft, file: File<'_>, taken: &mut Vec<String>) {
        draft.id = free(&draft.id, taken);
        self.take(draft, file, taken);
    }

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
    fn take(&mut self, mut draft: Draft, file: File<'_>, taken: &mut Vec<String>) {
        let (series, found) = try_out(&draft, file);
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
                "{}: no series is proposed: nothing says what the figures of {} rows are, which may be one row per respondent; if so, describe them as a `dataset` with `questions`",
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
        self.series.push(Proposed { yaml: draft.yaml(), series, is_charted: true });
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
        if let Some(respondents) = &self.respondents {
            text.push_str(&respondents.yaml);
        }
        // What a data set counts has no entry of its own.
        let entries = self.series.iter().map(|series| series.yaml.as_str());
        let entries: Vec<&str> = entries.filter(|entry| !entry.is_empty()).collect();
        if !entries.is_empty() {
            text.push_str("series:\n");
            text.push_str(&entries.join("\n"));
        }
        text
    }
}

impl Proposal {
    /// The series of which a chart is proposed.
    pub fn charted(&self) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(|one| one.is_charted).map(|one| &one.series)
    }

    /// A briefing with all charts of the proposal, in the order of their tables.
    pub fn briefing(&self) -> String {
        let (language, section) =
            if self.is_german == Some(true) { ("de", "Ergebnisse") } else { ("en", "Results") };
        let charts: String = self.charted().map(|series| format!("      - chart: {}\n", series.id)).collect();
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
fn try_out(draft: &Draft, (name, bytes, books): File<'_>) -> (Option<Series>, Vec<Diagnostic>) {
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
        series_file::read(&node, Beside::new(&open, books), &mut catalog, &sink);
    }
    (catalog.get(&draft.id).cloned(), sink.into_vec())
}

/// Whether the sheets are those of an XLSForm: `survey` with `type` and `name`, and `choices`.
fn is_questionnaire(sheets: &[Sheet]) -> bool {
    let has = |name: &str, headers: &[&str]| {
        let sheet = sheets.iter().find(|sheet| sheet.name.as_deref() == Some(name));
        sheet.and_then(|sheet| sheet.rows.first()).is_some_and(|row| {
            headers.iter().all(|header| row.cells.iter().any(|cell| cell.name().as_deref() == Some(header)))
        })
    };
    has("survey", &["type", "name"])
        && (has("choices", &["list_name", "name"]) || has("choices", &["list name", "name"]))
}

/// Whether a table begins with names for all its columns.
fn begins_with_header(sheet: &Sheet) -> bool {
    let Some(first) = sheet.rows.first() else { return false };
    let is_name = |cell: &Cell<'_>| matches!(&cell.value, Value::Text(text) if !text.trim().is_empty() && text.trim().parse::<f64>().is_err());
    // Programs write the number of a row below an empty header.
    let cells = match first.cells.split_first() {
        Some((index, rest)) if index.is_empty() => rest,
        _ => &first.cells[..],
    };
    first.cells.len() > 1 && !cells.is_empty() && cells.iter().all(is_name)
}

/// Whether a header is that of years or other periods.
fn is_period(header: &str) -> bool {
    let lower = header.to_lowercase();
    ["year", "jahr", "date", "datum", "time", "zeit", "wave", "welle", "month", "monat", "period", "quartal"]
        .iter()
        .any(|word| lower.contains(word))
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
