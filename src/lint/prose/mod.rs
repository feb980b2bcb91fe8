//! Rules on texts: figures typed by hand, and phrases beside a percentage that they do not fit.

pub mod numerals;
pub mod percentages;
mod stated_figures;

use std::collections::BTreeSet;

use super::levels::Report;
use super::{Subject, series_ids};
use crate::diagnostic::{Code, Diagnostics, Span};
use crate::spec::annotation::About;
use crate::spec::briefing::Block;
use crate::spec::chart::{Alt, ChartSpec};
use crate::spec::{Allowed, Spanned};
use crate::survey::series::{QuestionType, Series};
use stated_figures::Stated;

/// The texts of a chart, held against the series that it shows and those that its templates name.
pub(super) fn check_chart(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let ids = series_ids(spec);
    let alt = match &spec.alt {
        Alt::Text(text) => Some(text),
        _ => None,
    };
    // Words in the drawing: below tiles, at lines, at marks, over groups of rows.
    let tiles = spec.figures.iter().map(|figure| &figure.label);
    let lines = spec.references.iter().filter_map(|reference| reference.label.as_ref());
    let notes = spec.annotations.iter().map(|note| &note.text);
    let headings = spec.groups.iter().filter_map(|group| group.heading.as_ref());
    // Where a line or a note stands is written beside its words.
    let spots = spec.annotations.iter().filter_map(|note| match &note.about {
        About::Spot { value, .. } => value.as_ref().map(|value| value.value),
        About::Range(..) => None,
    });
    let drawn: Vec<f64> = spec.references.iter().flat_map(|line| [line.from, line.to]).chain(spots).collect();
    let texts = [Some(&spec.title), spec.subtitle.as_ref(), spec.notes.as_ref(), alt];
    let bound = texts.into_iter().flatten().chain(tiles).chain(lines).chain(notes).map(|text| (text, false));
    // Headings take no templates.
    for (text, plain) in bound.chain(headings.map(|text| (text, true))) {
        let named: BTreeSet<&str> = ids.iter().copied().chain(quoted(&text.value)).collect();
        let known: Vec<&Series> = named.into_iter().filter_map(|id| subject.catalog.get(id)).collect();
        typed(text, plain, &Stated::new(&known, &drawn, subject.language), &spec.allow, report);
        phrases(text, &spec.allow, subject, report);
        if !known.is_empty() && known.iter().all(|series| series.question_type == QuestionType::Multiple) {
            wholes(text, &spec.allow, subject, report);
        }
    }
}

/// What stands in quotes: templates name series so.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// Shares of a multiple response that are called parts of 100.
fn wholes(text: &Spanned<String>, allowed: &Allowed, subject: &Subject<'_>, report: &mut Report) {
    let filled = subject.templates.fill(text, &Diagnostics::new());
    if let Some(words) = percentages::whole(&filled) {
        let message = format!("several answers were allowed, but the text says `{words}`");
        let hint = "each share is one of all persons asked; together they are no 100 %";
        report.add(Code::MultipleAsWhole, allowed, place_in(text, words), message, hint);
    }
}

/// The texts of the briefing, held against all series.
pub(super) fn check_briefing(subject: &Subject<'_>, report: &mut Report) {
    let Some(briefing) = subject.briefing else { return };
    let known: Vec<&Series> = subject.catalog.iter().collect();
    let mut texts: Vec<&Spanned<String>> = vec![&briefing.title];
    texts.extend(
        briefing.subtitle.iter().chain(&briefing.summary).chain(&briefing.cover).chain(&briefing.method),
    );
    for section in &briefing.sections {
        texts.push(&section.title);
        texts.extend(section.content.iter().filter_map(|block| match block {
            Block::Text(text) => Some(text),
            Block::Chart(_) => None,
        }));
    }
    let stated = Stated::new(&known, &[], subject.language);
    for text in texts {
        typed(text, false, &stated, &briefing.allow, report);
        phrases(text, &briefing.allow, subject, report);
    }
}

/// A figure outside of templates that is none of the series; in a `plain` text a template would be printed as it is.
fn typed(text: &Spanned<String>, plain: bool, stated: &Stated<'_>, allowed: &Allowed, report: &mut Report) {
    let masked = without_templates(&text.value);
    let mut add = |start: usize, end: usize, what: &str, hint: &str| {
        let words = &masked[start..end];
        let hint = match plain {
            true => {
                "say it in the title, in `notes` or in `annotations`, where it can be bound to its figure"
            }
            false => hint,
        };
        let message = format!("`{}` is typed by hand and equals {what}", words.trim());
        report.add(Code::TypedNumber, allowed, place_in(text, words), message, hint);
    };
    for share in
        percentages::percents(&masked).iter().filter(|share| !stated.share(share.value, share.decimals))
    {
        let hint = "bind it to its figure: `{{ pct(\"series\", \"category\") }}`";
        add(share.start, share.end, "no figure of the series", hint);
    }
    for one in numerals::numerals(&masked, stated.language).iter().filter(|one| !stated.numeral(one)) {
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
                "no size and no figure of the series",
                "bind it to its series: `{{ n(\"series\") }}`, `{{ share(\"series\", \"category\") }}`; if it is from elsewhere, say so: `allow: {typed-number: source}`",
            ),
        }
    }
}

/// A phrase of the table followed by a percentage in brackets that it does not fit.
fn phrases(text: &Spanned<String>, allowed: &Allowed, subject: &Subject<'_>, report: &mut Report) {
    let filled = subject.templates.fill(text, &Diagnostics::new());
    for (words, share) in percentages::mismatches(&filled, subject.language) {
        let message = format!("`{words}` does not fit {share} %");
        let hint = "write `{{ phrase(\"series\", \"category\") }}`: it always fits its figure";
        report.add(Code::PhraseMismatch, allowed, place_in(text, words), message, hint);
    }
}

/// The text with blanks in place of its templates, byte for byte.
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

/// The words in the file, searched for from where the text begins; the text itself where they came from a template.
fn place_in(text: &Spanned<String>, words: &str) -> Span {
    let source = &text.span.source;
    let from = text.span.start.min(source.text.len());
    let found = source.text.get(from..).and_then(|rest| rest.find(words.trim()));
    found.map_or_else(
        || text.span.clone(),
        |offset| Span {
            source: source.clone(),
            start: from + offset,
            end: from + offset + words.trim().len(),
        },
    )
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
