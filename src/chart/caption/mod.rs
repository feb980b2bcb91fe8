//! The texts around a chart: title, subtitle and footer.

pub mod alt_text;
pub mod base;
pub mod notes;
pub mod references;

use crate::chart::data::intervals;
use crate::chart::data::{ChartData, Row, RowKind, Uncertainty};
use crate::chart::totals::Total;
use crate::chart::{totals, waves};
use crate::diagnostic::Diagnostics;
use crate::language::{Language, fill, number};
use crate::spec::Spanned;
use crate::spec::chart::{Alt, ChartSpec, Kind};
use crate::survey::base::Base;
use crate::survey::confidence::{Correction, Sampling};
use crate::survey::hidden::Hidden;
use crate::survey::rounding;
use crate::survey::series::{By, QuestionType, Series, SourceName, Unit};
use crate::template::{Templates, upper_first};
use crate::typeset::facts_line::BETWEEN;
use alt_text::AltText;
use base::base_of;
use notes::Note;
use references::ReferenceMark;

/// Title, subtitle and footer of a chart, templates filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    /// The message.
    pub title: String,
    /// What is measured; may be empty.
    pub subtitle: String,
    /// The footer, one paragraph each.
    pub footer: Vec<String>,
    /// The bases of the figures, one for each that differs: "Basis: alle Befragten (n = 623)".
    pub bases: Vec<String>,
    /// The alternative text: the author's, or generated from the figures; empty if the chart is decorative.
    pub alt: AltText,
    /// Reference lines and ranges.
    pub references: Vec<ReferenceMark>,
    /// Annotations of the marks.
    pub notes: Vec<Note>,
    /// Sums that are printed in addition to the figures of the series.
    pub totals: Vec<Total>,
}

impl Caption {
    /// Builds the texts of a chart. The footer has the question's wording, the notes, facts such as base, multiple
    /// response and rounding, and the source, in this order.
    pub fn new(
        spec: &ChartSpec,
        shown: &ChartData,
        templates: &Templates,
        language: Language,
        sink: &Diagnostics,
    ) -> Self {
        let words = language.words();
        let mut fill_in = |text: &Spanned<String>| one_line(&templates.fill(text, sink));
        let title = fill_in(&spec.title);
        let subtitle = spec.subtitle.as_ref().map(&mut fill_in).unwrap_or_default();
        let notes = spec.notes.as_ref().map(&mut fill_in);
        let references: Vec<ReferenceMark> = spec
            .references
            .iter()
            .map(|one| ReferenceMark::new(one, one.label.as_ref().map(&mut fill_in).unwrap_or_default()))
            .collect();
        let texts: Vec<String> = spec.annotations.iter().map(|note| fill_in(&note.text)).collect();
        let alt = match &spec.alt {
            Alt::Auto => None,
            Alt::Text(text) => Some(AltText::written(fill_in(text))),
            Alt::Decorative => Some(AltText::default()),
        };
        let mut footer = Vec::new();
        if spec.question {
            footer.extend(shown.sources.iter().filter_map(|series| series.question.as_ref()).map(
                |question| {
                    // A remark on the wording stays outside its quotes: "Wohin?" (sinngemäß).
                    let (wording, aside) = match question.rfind(" (") {
                        Some(at) if question.ends_with(')') && at > 0 => question.split_at(at),
                        _ => (question.as_str(), ""),
                    };
                    format!("{}: {}{aside}", words.question, fill(words.quoted, &[wording]))
                },
            ));
        }
        footer.extend(notes);
        let bases = bases(shown, language);
        let mut facts = bases.clone();
        facts.extend(multiple(shown, language));
        if shown.unshown > 0 {
            facts.push(fill(words.others_unshown, &[&shown.unshown.to_string()]));
        }
        if needs_rounding_note(shown) {
            facts.push(words.rounding.to_owned());
        }
        if needs_net_note(spec, shown, language) {
            facts.push(words.rounded_nets.to_owned());
        }
        facts.extend(certainty(shown, spec.kind.value.facts().waves, language));
        facts.extend(hidden(shown, language));
        if spec.kind.value == Kind::Box {
            facts.push(words.boxes.to_owned());
        }
        if !facts.is_empty() {
            footer.push(facts.join(BETWEEN));
        }
        footer.extend(source(shown, language));
        footer.extend(waves_without_source(shown, language));
        let written = spec.annotations.iter().zip(texts);
        let notes: Vec<Note> =
            written.filter_map(|(note, text)| Note::new(note, text, spec, shown, sink)).collect();
        let totals = totals::of(spec, shown, language);
        let told =
            alt_text::Told { title: &title, shown, totals: &totals, references: &references, notes: &notes };
        let alt = alt.unwrap_or_else(|| alt_text::describe(spec, told, language));
        Self { title, subtitle, footer, bases, alt, references, notes, totals }
    }
}

/// Joins a multi-line YAML text into one line.
fn one_line(text: &str) -> String {
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Basis: alle befragten Kommunen (n = 623)`, one for each base.
fn bases(shown: &ChartData, language: Language) -> Vec<String> {
    let mut found: Vec<&Base> = Vec::new();
    for base in shown.sources.iter().filter_map(|series| series.base.as_ref()) {
        if !found.contains(&base) {
            found.push(base);
        }
    }
    found
        .into_iter()
        .filter(|base| !shown.is_banner || base.filter.is_none())
        .map(|base| match shown.is_banner {
            // Each question has its own number.
            true => format!("{}: {}", language.words().base, base.who()),
            false => format!("{}: {}", language.words().base, base_of(base, shown, language)),
        })
        .fold(Vec::new(), |mut bases, base| {
            if !bases.contains(&base) {
                bases.push(base);
            }
            bases
        })
}

fn multiple(shown: &ChartData, language: Language) -> Option<String> {
    let series = shown.multiple()?;
    let words = language.words();
    Some(match series.max_answers {
        Some(most) => upper_first(&fill(words.up_to, &[&most.to_string()])),
        None => words.multiple.to_owned(),
    })
}

/// Explains what is hidden: figures based on few answers, and figures from which those could be computed.
fn hidden(shown: &ChartData, language: Language) -> Vec<String> {
    let words = language.words();
    let all = || shown.columns.iter().flat_map(|column| [column.hidden, column.hidden_n]).flatten();
    let least = all().find_map(|why| if let Hidden::Small(least) = why { Some(least) } else { None });
    let small = least.map(|least| upper_first(&fill(words.hidden_text, &[&least.to_string()])));
    let linked = all().any(|why| why == Hidden::Linked).then(|| words.linked_text.to_owned());
    small.into_iter().chain(linked).collect()
}

/// Explains error bars and significance marks, and what they assume.
fn certainty(shown: &ChartData, is_line: bool, language: Language) -> Vec<String> {
    let words = language.words();
    let Some(survey) = shown.sources.first().map(|series| &series.survey) else { return Vec::new() };
    let confidence = survey.confidence;
    let level = number::level(confidence.level, language);
    let corrected = match confidence.correction {
        Correction::None => "",
        Correction::Bonferroni => words.bonferroni,
        Correction::BenjaminiHochberg => words.benjamini_hochberg,
    };
    let mut facts = Vec::new();
    if shown.error_bars {
        facts.push(fill(if is_line { words.bands } else { words.whiskers }, &[&level]));
    }
    if shown.rows.iter().any(intervals::is_marked) {
        facts.push(match &shown.columns[..] {
            _ if shown.compares_answers => fill(words.letters_of_answers, &[&level, corrected]),
            [first, ..] if shown.compared() == 2 => {
                fill(words.arrows, &[intervals::HIGHER, intervals::LOWER, &first.name, &level, corrected])
            }
            _ => fill(words.letters, &[&level, corrected]),
        });
    }
    let untested: Vec<&str> =
        shown.columns.iter().filter(|column| column.untested).map(|column| column.name.as_str()).collect();
    if !untested.is_empty() {
        facts.push(fill(words.untested, &[&confidence.least.to_string(), &untested.join(", ")]));
    }
    let is_uncertain = |note: &Uncertainty| note.interval.is_some() || !note.tests.is_empty();
    if survey.sampling == Some(Sampling::Quota)
        && shown.rows.iter().flat_map(|row| &row.notes).any(is_uncertain)
    {
        facts.push(words.quota_caveat.to_owned());
    }
    facts
}

/// Whether parts meant to be a whole do not add up to 100 as shown. They are meant to if the series names a
/// remainder, or if rounding can explain the gap.
fn needs_rounding_note(shown: &ChartData) -> bool {
    shown.sources.iter().any(|series| {
        let adds_up = matches!(series.question_type, QuestionType::Single | QuestionType::Scale);
        let parts = if series.by == By::Item { series.width() } else { series.categories.len() };
        adds_up
            && series.unit == Unit::Percent
            && (0..series.wholes()).any(|line| {
                let (Some(sum), Some(shown)) = (series.whole(line), series.shown_whole(line)) else {
                    return false;
                };
                let meant = series.remainder.is_some() || sum > 100.0;
                (shown - 100.0).abs() > 0.01 && (meant || (sum - 100.0).abs() <= 0.5 * parts as f64)
            })
    })
}

/// Whether a net is printed beside its parts and a reader who adds these up finds another figure.
fn needs_net_note(spec: &ChartSpec, shown: &ChartData, language: Language) -> bool {
    let print = |value: f64| rounding::shown(value, shown.decimals);
    let differs = |whole: f64, parts: &[f64]| {
        let sum: f64 = parts.iter().map(|part| print(*part)).sum();
        parts.len() > 1 && (print(sum) - print(whole)).abs() > 1e-9
    };
    let of_net = |(at, net): (usize, &Row)| {
        let parts: Vec<&Row> = shown.rows.iter().filter(|row| row.part_of == Some(at)).collect();
        (0..shown.columns.len()).any(|column| {
            let values: Option<Vec<f64>> = parts.iter().map(|row| row.values[column]).collect();
            net.values[column].zip(values).is_some_and(|(whole, values)| differs(whole, &values))
        })
    };
    let mut nets = shown.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Net);
    shown.multiple().is_none() && nets.any(of_net)
        || totals::differ_from_parts(spec, shown, language, &differs)
}

/// `Quelle: Bitkom Research, August bis November 2020`, one for each source.
fn source(shown: &ChartData, language: Language) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for series in &shown.sources {
        if let Some(source) = series.survey.source.as_ref() {
            let line = source_line(source, series, language);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    lines
}

fn source_line(source: &SourceName, series: &Series, language: Language) -> String {
    let mut line = format!("{}: {}", language.words().source, source.name);
    let when = waves::when(&series.waves, language)
        .or_else(|| Some(number::period(series.survey.fieldwork.as_ref()?, language)));
    line.extend(when.map(|when| format!(", {when}")));
    line
}

/// When each wave was asked, where no source says it.
fn waves_without_source(shown: &ChartData, language: Language) -> Option<String> {
    let has_source = |series: &&std::sync::Arc<Series>| series.survey.source.is_some();
    let series = shown.sources.iter().find(|series| !series.waves.is_empty() && !has_source(series))?;
    let when = waves::when(&series.waves, language)?;
    Some(format!("{}: {when}", language.words().fieldwork))
}
