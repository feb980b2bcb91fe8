//! Facts for the method section: how the surveys were conducted, and how to read their figures.

use super::markdown::Inline;
use super::missing_glyphs::MissingGlyphs;
use crate::chart::base::base_text;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::language::{Language, fill, number};
use crate::project::Project;
use crate::project::inventory::drawn;
use crate::survey::base::Base;
use crate::survey::hidden::Hidden;
use crate::survey::rounding::Rounding;
use crate::survey::series::{QuestionType, Series, Survey, Unit};
use crate::survey::{intervals, rounding};
use crate::template;
use crate::theme::fonts::{FontSet, Style};

/// More nets than this are not listed one by one.
const MOST_NETS: usize = 6;

/// A fact: its name and its text.
type Fact = (String, Vec<Inline>);

/// The facts about each survey that charts show, then those on reading its figures.
pub(super) fn facts(project: &Project, fonts: &FontSet<'_>, sink: &Diagnostics) -> Vec<Fact> {
    let shown = shown(project);
    let mut all = Vec::new();
    let mut files: Vec<&str> = Vec::new();
    for series in &shown {
        let file = series.span.source.name.as_str();
        if !files.contains(&file) {
            files.push(file);
            let own: Vec<&Series> =
                shown.iter().copied().filter(|series| series.span.source.name == file).collect();
            let facts = survey(&series.survey, &own, project.language);
            sink.extend(missing(&facts, &series.span, fonts));
            all.extend(facts);
        }
    }
    // Without facts about a survey there is no method section.
    if !all.is_empty() {
        all.extend(reading(&shown, project.language));
    }
    all
}

/// The series that charts show, ordered by id; all series if no chart shows any.
fn shown(project: &Project) -> Vec<&Series> {
    let specs = project.charts.iter().filter_map(|(_, spec)| spec.as_deref());
    let ids: std::collections::BTreeSet<&str> = specs.flat_map(drawn).collect();
    let shown: Vec<&Series> =
        project.catalog.iter().filter(|series| ids.contains(series.id.as_str())).collect();
    if shown.is_empty() { project.catalog.iter().collect() } else { shown }
}

/// An error if a fact has a character without a glyph. A fact has no span of its own, so its whole file is
/// searched.
fn missing(facts: &[Fact], series: &Span, fonts: &FontSet<'_>) -> Option<Diagnostic> {
    let mut missing = MissingGlyphs::new(fonts);
    for inline in facts.iter().flat_map(|(_, inlines)| inlines) {
        missing.words(&inline.text, &[Style::Regular]);
    }
    let file = Span { start: 0, end: series.source.text.len(), ..series.clone() };
    missing.diagnostic(&[&file])
}

/// Who asked which respondents, how and when.
fn survey(survey: &Survey, series: &[&Series], language: Language) -> Vec<Fact> {
    let words = language.words();
    let period = |iso: &String| number::period(iso, language);
    let mut facts: Vec<Fact> = Vec::new();
    let mut add = |name: &str, text: Option<String>| {
        facts.extend(text.filter(|text| !text.is_empty()).map(|text| fact(name, text)));
    };
    add(words.survey, Some(survey.title.clone()));
    add(words.population, survey.population.clone());
    add(words.base, survey.base.as_ref().map(|base| base_text(base, language)));
    add(words.other_bases, other_bases(survey, series, language));
    let effective = survey.base.as_ref().and_then(|base| base.n_effective);
    add(words.effective, effective.map(|n| number::number(n, 0, language)));
    add(words.mode, survey.mode.clone());
    add(words.fieldwork, survey.fieldwork.as_ref().map(period));
    add(words.sponsor, survey.sponsor.clone());
    add(words.institute, survey.institute.clone());
    add(words.weighting, survey.weighting.clone());
    add(words.margin, margin(survey, series, language));
    add(words.published, survey.published.as_ref().map(period));
    if let Some(source) = &survey.source {
        let inline = Inline { text: source.name.clone(), link: source.url.clone(), ..Inline::default() };
        facts.push((words.source.to_owned(), vec![inline]));
    }
    facts
}

fn fact(name: &str, text: String) -> Fact {
    (name.to_owned(), vec![Inline { text, ..Inline::default() }])
}

/// The bases of filter questions, which were not put to all respondents.
fn other_bases(survey: &Survey, series: &[&Series], language: Language) -> Option<String> {
    let all = survey.base.as_ref()?;
    let mut texts: Vec<String> = Vec::new();
    for base in series.iter().filter_map(|series| series.base.as_ref()).filter(|base| base.who() != all.who())
    {
        let text = base_text(&Base { columns: Vec::new(), rows: Vec::new(), ..base.clone() }, language);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    (!texts.is_empty()).then(|| texts.join("; "))
}

/// The margin of error of a share of 50 %, in percentage points, from the effective sample size.
fn margin(survey: &Survey, series: &[&Series], language: Language) -> Option<String> {
    let n = survey.base.as_ref()?.effective("")?;
    series.iter().find(|series| is_share(series))?;
    Some(fill(language.words().margin_text, &[&number::number(intervals::margin(n), 1, language)]))
}

fn is_share(series: &Series) -> bool {
    series.unit == Unit::Percent && series.question_type != QuestionType::Numeric
}

/// How to read shares, nets, multiple answers and hidden figures; only what occurs in the charts.
fn reading(shown: &[&Series], language: Language) -> Vec<Fact> {
    let words = language.words();
    let shares: Vec<&&Series> = shown.iter().filter(|series| is_share(series)).collect();
    let has = |found: bool, text: &str| found.then(|| text.to_owned());
    let exclusive = |series: &Series| series.question_type != QuestionType::Multiple;
    let rounding = match () {
        () if shares.iter().any(|series| series.rounding == Rounding::LargestRemainder) => {
            Some(words.largest_remainder.to_owned())
        }
        () if shares.iter().any(|series| is_rounded(series)) => Some(words.half_up.to_owned()),
        () => has(shares.iter().any(|series| exclusive(series)), words.as_given),
    };
    let several = shares.iter().any(|series| series.question_type == QuestionType::Multiple);
    let hidden = || shown.iter().flat_map(|series| &series.hidden).map(|(_, why)| *why);
    let least =
        hidden().filter_map(|why| if let Hidden::Small(least) = why { Some(least) } else { None }).max();
    let is_linked = shown.iter().filter_map(|series| series.base.as_ref()).any(Base::hides_linked)
        || hidden().any(|why| why == Hidden::Linked);
    let linked = if is_linked { format!("; {}", words.linked_text) } else { String::new() };
    let facts = [
        (words.rounding_name, rounding),
        (words.multiple_name, has(several, words.multiple_text)),
        (words.nets_name, nets(shown, language)),
        (words.hidden_name, least.map(|least| fill(words.hidden_text, &[&least.to_string()]) + &linked)),
    ];
    facts.into_iter().filter_map(|(name, text)| Some(fact(name, text?))).collect()
}

/// Whether figures are shown with fewer decimals than they have.
fn is_rounded(series: &Series) -> bool {
    let decimals = series.decimals();
    let mut figures = series.categories.iter().flat_map(|category| category.values.iter().flatten());
    figures.any(|figure| rounding::places(*figure) > decimals)
}

/// What each net sums up.
fn nets(shown: &[&Series], language: Language) -> Option<String> {
    let words = language.words();
    let nets: Vec<_> =
        shown.iter().flat_map(|series| series.nets.iter().map(move |net| (*series, net))).collect();
    let list = |(series, net): &(&Series, &crate::survey::series::Net)| {
        let parts: Vec<String> =
            net.parts.iter().map(|part| fill(words.quoted, &[&series.categories[*part].name])).collect();
        fill(words.net_of, &[&fill(words.quoted, &[&net.name]), &template::list(&parts, language)])
    };
    match nets.len() {
        0 => None,
        1..=MOST_NETS => Some(nets.iter().map(list).collect::<Vec<_>>().join("; ")),
        _ => Some(words.nets_text.to_owned()),
    }
}
