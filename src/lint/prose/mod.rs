//! Rules on texts: figures typed by hand, phrases next to a percentage that they do not fit, and claims that the
//! figures do not support.

mod claims;
pub mod numerals;
pub mod percentages;
mod rankings;
mod stated_figures;

use std::collections::{BTreeMap, BTreeSet};

use super::levels::Report;
use super::{Subject, series_ids};
use crate::diagnostic::{Code, Diagnostics, Span};
use crate::spec::briefing::{Block, Section};
use crate::spec::chart::annotation::About;
use crate::spec::chart::{Alt, ChartSpec};
use crate::spec::{Allowed, Spanned};
use crate::survey::series::{QuestionType, Series};
use claims::{Excused, Finding, Reader, Scope};
use stated_figures::Stated;

/// Checks the texts of a chart against the series that it shows and those that its templates name.
pub(super) fn check_chart(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let ids = series_ids(spec);
    let alt = match &spec.alt {
        Alt::Text(text) => Some(text),
        _ => None,
    };
    // Texts in the drawing: below tiles, at reference lines, at marks, above groups of rows.
    let tiles = spec.figures.iter().map(|figure| &figure.label);
    let lines = spec.references.iter().filter_map(|reference| reference.label.as_ref());
    let notes = spec.annotations.iter().map(|note| &note.text);
    let headings = spec.groups.iter().filter_map(|group| group.heading.as_ref());
    // The label of a line or note may state the value at which it is drawn.
    let spots = spec.annotations.iter().filter_map(|note| match &note.about {
        About::Spot { value, .. } => value.as_ref().map(|value| value.value),
        About::Range(..) => None,
    });
    let drawn: Vec<f64> = spec.references.iter().flat_map(|line| [line.from, line.to]).chain(spots).collect();
    let texts = [Some(&spec.title), spec.subtitle.as_ref(), spec.notes.as_ref(), alt];
    let prose = texts.into_iter().flatten().map(|text| (text, Place::Prose));
    let labels = tiles.chain(lines).chain(notes).map(|text| (text, Place::Label));
    // Headings take no templates.
    for (text, place) in prose.chain(labels).chain(headings.map(|text| (text, Place::Heading))) {
        let named: BTreeSet<&str> = ids.iter().copied().chain(quoted(&text.value)).collect();
        let known: Vec<&Series> = named.into_iter().filter_map(|id| subject.catalog.get(id)).collect();
        let reader = Reader::new(scopes(&known, Some(spec), subject), subject.language, true);
        let stated = Stated::new(&known, &drawn, subject.language);
        typed_numbers(text, place, (&stated, &reader), &spec.allow, report);
        phrases(text, &spec.allow, subject, report);
        rankings::check(text, &spec.allow, subject.catalog, report);
        claimed(text, text == &spec.title, &reader, &spec.allow, subject, report);
        if !known.is_empty() && known.iter().all(|series| series.question_type == QuestionType::Multiple) {
            wholes(text, &spec.allow, subject, report);
        }
    }
}

/// The quoted words of a text: templates name series in quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// Reports a text that calls shares of multiple response parts of 100.
fn wholes(text: &Spanned<String>, allowed: &Allowed, subject: &Subject<'_>, report: &mut Report) {
    let filled = subject.templates.fill(text, &Diagnostics::new());
    if let Some(words) = percentages::whole(&filled) {
        let message = format!("several answers were allowed, but the text says `{words}`");
        let hint = "each share is of all respondents; together they do not make 100 %";
        report.add(Code::MultipleAsWhole, allowed, span_in(text, words), message, hint);
    }
}

/// The series that texts may be about, each with its earlier wave and with the columns that the chart shows of it.
fn scopes<'a>(known: &[&'a Series], spec: Option<&ChartSpec>, subject: &Subject<'a>) -> Vec<Scope<'a>> {
    let shown = |series: &Series| -> Vec<usize> {
        let all = 0..series.width();
        let picked = spec.and_then(|spec| spec.columns.as_ref());
        let picked: Vec<usize> =
            picked.into_iter().flatten().filter_map(|name| series.column(&name.value)).collect();
        if picked.is_empty() { all.collect() } else { picked }
    };
    let before = |series: &Series| subject.catalog.get(&series.wave_of.as_ref()?.value);
    known.iter().map(|series| Scope { series, before: before(series), columns: shown(series) }).collect()
}

/// Reports what a text claims without support by the figures.
fn claimed(
    text: &Spanned<String>,
    is_title: bool,
    reader: &Reader<'_>,
    allowed: &Allowed,
    subject: &Subject<'_>,
    report: &mut Report,
) {
    let filled = subject.templates.fill(text, &Diagnostics::new());
    for Finding { code, words: (start, end), figures } in reader.findings(&filled) {
        let words = filled[start..end].trim();
        let code = if is_title && code == Code::WithinMargin { Code::DifferenceInTitle } else { code };
        let (message, hint) = match code {
            Code::FilteredBase => {
                (format!("the text says `{words}`, but {figures}"), "name who was asked, as the base does")
            }
            Code::NotRepresentative => (
                format!("the text says `{words}`, but {figures}"),
                "say who took part, and that the result holds for these only",
            ),
            Code::ClaimedCause => (
                format!("`{words}` claims a cause, but {figures}"),
                "say that both go together; if the question asked for causes, allow it with a reason",
            ),
            Code::DifferenceInTitle | Code::WithinMargin => (
                format!("`{words}` ranks figures whose difference may be chance: {figures}"),
                "call them equal, or allow it if everybody was asked: `allow: {RULE: census}`",
            ),
            _ => (
                format!("`{words}` does not fit the figures: {figures}"),
                "correct the words; `{{ phrase(\"series\", \"category\") }}` always fits its figure",
            ),
        };
        let hint = hint.replace("RULE", code.name());
        let span = span_in(text, words);
        // One finding for one phrase: that on its number says more.
        if !report.has_at(&[Code::TypedNumber, Code::PhraseMismatch], &span) {
            report.add(code, allowed, span, message, hint);
        }
    }
}

/// Checks the texts of the briefing against all series; the claims of a section against the series of its charts.
pub(super) fn check_briefing(subject: &Subject<'_>, report: &mut Report) {
    let Some(briefing) = subject.briefing else { return };
    let known: Vec<&Series> = subject.catalog.iter().collect();
    let stated = Stated::new(&known, &[], subject.language);
    let mut check = |text: &Spanned<String>, reader: &Reader<'_>| {
        typed_numbers(text, Place::Prose, (&stated, reader), &briefing.allow, report);
        phrases(text, &briefing.allow, subject, report);
        rankings::check(text, &briefing.allow, subject.catalog, report);
        claimed(text, false, reader, &briefing.allow, subject, report);
    };
    let around = [&briefing.subtitle, &briefing.summary, &briefing.cover, &briefing.method];
    let anywhere = Reader::new(scopes(&known, None, subject), subject.language, false);
    for text in std::iter::once(&briefing.title).chain(around.into_iter().flatten()) {
        check(text, &anywhere);
    }
    let charts: BTreeMap<&str, &ChartSpec> =
        subject.charts.iter().filter_map(|(id, spec)| Some((id.as_str(), spec.as_deref()?))).collect();
    for section in &briefing.sections {
        let texts = section.content.iter().filter_map(|block| match block {
            Block::Text(text) => Some(text),
            Block::Chart(_) => None,
        });
        let texts: Vec<&Spanned<String>> = std::iter::once(&section.title).chain(texts).collect();
        let mut ids: BTreeSet<&str> = texts.iter().flat_map(|text| quoted(&text.value)).collect();
        ids.extend(charts_of(section, &charts).flat_map(series_ids));
        let own: Vec<&Series> = ids.into_iter().filter_map(|id| subject.catalog.get(id)).collect();
        let reader = Reader::new(scopes(&own, None, subject), subject.language, false);
        texts.into_iter().for_each(|text| check(text, &reader));
    }
}

/// The charts of a section.
fn charts_of<'a>(
    section: &'a Section,
    charts: &'a BTreeMap<&str, &'a ChartSpec>,
) -> impl Iterator<Item = &'a ChartSpec> {
    section.content.iter().filter_map(move |block| match block {
        Block::Chart(id) => charts.get(id.value.as_str()).copied(),
        Block::Text(_) => None,
    })
}

/// Where a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In sentences, which may also be about figures from elsewhere.
    Prose,
    /// In the drawing, at a mark, line or tile.
    Label,
    /// Above a group of rows, where no template can be.
    Heading,
}

/// Reports a number outside templates that matches no figure of the series.
fn typed_numbers(
    text: &Spanned<String>,
    place: Place,
    (stated, reader): (&Stated<'_>, &Reader<'_>),
    allowed: &Allowed,
    report: &mut Report,
) {
    let masked = without_templates(&text.value);
    let excused = if place == Place::Prose { reader.excused(&masked) } else { Vec::new() };
    let (shares, all) = (merged(&excused, |_| true), merged(&excused, |one| one.is_all));
    let needs_figure = |start: usize, is_share: bool| {
        let ranges = if is_share { &shares } else { &all };
        let at = ranges.partition_point(|(_, end)| *end <= start);
        ranges.get(at).is_none_or(|(from, _)| *from > start)
    };
    let mut add = |start: usize, end: usize, what: &str, hint: &str| {
        let words = &masked[start..end];
        let hint = match place {
            Place::Heading => {
                "put it into the title, `notes` or `annotations`, where it can be bound to its figure"
            }
            Place::Prose | Place::Label => hint,
        };
        let message = format!("`{}` is typed by hand and matches {what}", words.trim());
        report.add(Code::TypedNumber, allowed, span_in(text, words), message, hint);
    };
    for share in
        percentages::percents(&masked).iter().filter(|share| !stated.share(share.value, share.decimals))
    {
        if !needs_figure(share.start, true) {
            continue;
        }
        let hint = "bind it to its figure: `{{ pct(\"series\", \"category\") }}`";
        add(share.start, share.end, "no figure of the series", hint);
    }
    for one in numerals::numerals(&masked, stated.language).iter().filter(|one| !stated.numeral(one)) {
        if !needs_figure(one.start, false) {
            continue;
        }
        match one.is_distance {
            true => add(
                one.start,
                one.end,
                "no difference between two figures of a series",
                "bind it to its figures: `{{ diff(\"series\", \"category\", \"other category\") }}`",
            ),
            false => add(
                one.start,
                one.end,
                "no base size and no figure of the series",
                "bind it to its series: `{{ n(\"series\") }}`, `{{ share(\"series\", \"category\") }}`; if it is from elsewhere, say so: `allow: {typed-number: source}`",
            ),
        }
    }
}

/// The parts of a text in order, joined where they overlap.
fn merged(parts: &[Excused], wanted: impl Fn(&Excused) -> bool) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> =
        parts.iter().filter(|one| wanted(one)).map(|one| (one.start, one.end)).collect();
    ranges.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

/// Reports a phrase followed by a percentage in brackets that it does not fit.
fn phrases(text: &Spanned<String>, allowed: &Allowed, subject: &Subject<'_>, report: &mut Report) {
    let filled = subject.templates.fill(text, &Diagnostics::new());
    for (words, share) in percentages::mismatches(&filled, subject.language) {
        let message = format!("`{words}` does not fit {share} %");
        let hint = "write `{{ phrase(\"series\", \"category\") }}`: it always fits its figure";
        report.add(Code::PhraseMismatch, allowed, span_in(text, words), message, hint);
    }
}

/// The text with its templates replaced by blanks of the same length.
fn without_templates(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let close = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
        let Some(length) = rest[start..].find(close) else { break };
        masked.push_str(&rest[..start]);
        masked.push_str(&" ".repeat(length + 2));
        rest = &rest[start + length + 2..];
    }
    masked.push_str(rest);
    masked
}

/// The span of words in a text; that of the text if they came from a template.
fn span_in(text: &Spanned<String>, words: &str) -> Span {
    text.span.part(words.trim()).unwrap_or_else(|| text.span.clone())
}

#[cfg(test)]
mod tests {
    use super::without_templates;

    #[test]
    fn templates_are_blanked() {
        let text = "a {{ pct(\"x\", \"1 %\") }} b {% if x %}";
        let masked = without_templates(text);
        assert_eq!(masked.len(), text.len());
        assert!(!masked.contains('%') && masked.contains('b'), "{masked}");
    }
}
