//! Alternative texts, to be read aloud: kind and message, then what the figures say, references, notes and base. They
//! have words for signs, a colon between a name and its figure, and no position in the drawing.

mod figures;
mod summary;

use crate::chart::caption::base::base_aloud;
use crate::chart::caption::notes::{Note, Target};
use crate::chart::caption::references::ReferenceMark;
use crate::chart::data::ChartData;
use crate::chart::totals::Total;
use crate::language::{Language, fill, voice};
use crate::spec::chart::{ChartSpec, Kind};

/// Up to this many figures are all said; of more, only what is striking.
const READ_ALL: usize = 18;

/// Up to this many figures are all said even where a table has them.
const FEW: usize = 4;

/// What a chart says, once for an image that is alone, and once for a document with the table of its figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AltText {
    /// With all figures of a small chart.
    pub alone: String,
    /// With what is striking: a table has all figures.
    pub beside_table: String,
}

impl AltText {
    /// The author's words, which are the same everywhere; empty if the chart is decorative.
    pub fn written(text: String) -> Self {
        Self { alone: text.clone(), beside_table: text }
    }
}

/// The parts of a chart that an alternative text tells.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The message of the chart.
    pub title: &'a str,
    /// Its figures.
    pub shown: &'a ChartData,
    /// The sums that it prints.
    pub totals: &'a [Total],
    /// Its reference lines and ranges.
    pub references: &'a [ReferenceMark],
    /// Its notes.
    pub notes: &'a [Note],
}

/// Describes a chart.
pub fn describe(spec: &ChartSpec, told: Told<'_>, language: Language) -> AltText {
    let shown = told.shown;
    let kind = spec.kind.value;
    let mut lead = String::new();
    sentence(&mut lead, language.kind(kind));
    sentence(&mut lead, told.title);
    let mut after = String::new();
    for mark in told.references {
        sentence(&mut after, &reference(mark, shown, language));
    }
    for note in told.notes {
        sentence(&mut after, &self::note(note, shown, language));
    }
    if let Some(base) = shown.sources.iter().find_map(|series| series.base.as_ref()) {
        let base = base_aloud(base, shown, language);
        sentence(&mut after, &format!("{}: {base}", language.words().base));
    }
    let count = shown.rows.len() * shown.columns.len();
    let text = |middle: &[String]| {
        let mut text = lead.clone();
        middle.iter().for_each(|one| sentence(&mut text, one));
        sentence(&mut text, &after);
        text
    };
    let all = || text(&figures::all(kind, shown, told.totals, language));
    let striking = || text(&summary::of(kind, shown, told.totals, language));
    let few = count <= FEW || kind == Kind::KeyFigures;
    AltText {
        alone: if count <= READ_ALL || few { all() } else { striking() },
        beside_table: if few { all() } else { striking() },
    }
}

/// Appends a sentence, with a full stop unless it ends in a sign of its own: an abbreviation has one already.
fn sentence(text: &mut String, words: &str) {
    if words.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
    if !words.ends_with(['.', '!', '?', ':', '…']) {
        text.push('.');
    }
}

/// `Vergleichswert: 50 %`, or the label of the reference with its value.
fn reference(mark: &ReferenceMark, shown: &ChartData, language: Language) -> String {
    let say = |value: f64| shown.speak(None, 0, Some(value), language);
    let value = match mark.is_line() {
        true => say(mark.from),
        false => range(&say(mark.from), &say(mark.to), language),
    };
    let word = language.words().reference;
    if mark.label.is_empty() {
        return format!("{word}: {value}");
    }
    let printed = |value: f64| holds(&mark.label, &shown.print(Some(value), language));
    let label = voice::name(&mark.label, language);
    // A label may have the value already.
    match printed(mark.from) && printed(mark.to) {
        true => format!("{word}: {label}"),
        false => format!("{word}: {label}: {value}"),
    }
}

/// Whether a text holds a figure, and not as a part of a longer one: 5 is not in 2025.
fn holds(text: &str, figure: &str) -> bool {
    text.match_indices(figure).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + figure.len()..]);
        let goes_on = after.trim_start_matches(['.', ',']).starts_with(|c: char| c.is_ascii_digit());
        !goes_on && !before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
    })
}

/// `Anmerkung zu E-Akte, 2021: …`
fn note(note: &Note, shown: &ChartData, language: Language) -> String {
    let word = language.words().footnote;
    let about = about(note, shown, language);
    let word = match about.is_empty() {
        true => word.to_owned(),
        false => fill(language.voice().about, &[word, &about]),
    };
    format!("{word}: {}", note.text)
}

/// What a note is about. Where it lies on an axis says nothing to those who do not see the drawing.
fn about(note: &Note, shown: &ChartData, language: Language) -> String {
    let row = |at: usize| shown.rows.get(at).map(|row| voice::name(&row.name, language));
    let column = |at: usize| shown.columns.get(at).map(|column| voice::name(&column.name, language));
    let span = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) if from != to => {
            let quoted = |name: &str| fill(language.words().quoted, &[name]);
            let is_phrase = |name: &str| name.contains(char::is_whitespace);
            match is_phrase(&from) || is_phrase(&to) {
                true => range(&quoted(&from), &quoted(&to), language),
                false => range(&from, &to, language),
            }
        }
        (from, to) => from.or(to).unwrap_or_default(),
    };
    match note.about {
        Target::Spot { row: at, column: of, .. } => {
            let names = [at.and_then(row), of.and_then(column)];
            names.into_iter().flatten().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
        }
        Target::Rows(from, to) => span(row(from), row(to)),
        Target::Columns(from, to) => span(column(from), column(to)),
    }
}

/// `49 bis 61 %`
fn range(from: &str, to: &str, language: Language) -> String {
    fill(language.voice().to, &[from, to])
}
