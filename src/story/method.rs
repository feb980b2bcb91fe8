//! Facts for the method section: how the surveys were conducted, and how to read their figures.

use super::markdown::Inline;
use super::missing_glyphs::MissingGlyphs;
use crate::chart::caption::base::base_text;
use crate::chart::waves;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::language::{Language, fill, list, number};
use crate::project::Project;
use crate::project::inventory::drawn;
use crate::survey::base::Base;
use crate::survey::confidence::Sampling;
use crate::survey::hidden::Hidden;
use crate::survey::rounding::Rounding;
use crate::survey::series::{By, QuestionType, Series, Survey, Unit};
use crate::survey::{intervals, rounding};
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
    add(words.sampling, sampling(survey, language));
    let mode = survey.waves.iter().rev().find_map(|wave| wave.mode.clone()).or_else(|| survey.mode.clone());
    add(words.mode, waves::modes(&survey.waves).or(mode));
    let fieldwork = waves::fieldwork(&survey.waves, language);
    add(words.fieldwork, fieldwork.or_else(|| survey.fieldwork.as_ref().map(period)));
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

/// The margin of error of a share of 50 %, in percentage points, from the effective sample size: of all respondents, and
/// of the smallest group shown. A sample that allows none has none.
fn margin(survey: &Survey, series: &[&Series], language: Language) -> Option<String> {
    let words = language.words();
    let kind = match survey.sampling {
        Some(sampling) if sampling.forbids_margins().is_some() => return None,
        Some(Sampling::Quota) => words.margin_quota,
        Some(_) => words.margin_drawn,
        None => words.margin_assumed,
    };
    let shares: Vec<&&Series> = series.iter().filter(|series| is_share(series)).collect();
    let base = survey.base.as_ref()?;
    let (n, all) = whole(base, &shares)?;
    let z = survey.confidence.z();
    let points = |margin: f64| number::number(margin, 1, language);
    let level = survey.confidence.level;
    // The rows of statistics are groups; the first column of answers is all.
    let answers = shares.iter().filter(|series| series.by == By::Group);
    let first = answers.map(|series| designed(series, 0, level));
    let (reach, widest) = first.fold((z, 0.0f64), |(z, most), (t, own)| (z.max(t), most.max(own)));
    let of_all = intervals::margin(n, reach).max(widest);
    let margins = shares.iter().flat_map(|series| margins(series, z));
    let largest = margins.fold(of_all, f64::max);
    let most = match points(largest) == points(of_all) {
        true => String::new(),
        false => fill(words.margin_most, &[&points(largest)]),
    };
    let effect = all.map(|all| f64::from(all) / n).filter(|effect| *effect > 1.000_5);
    let effect = effect.map(|effect| fill(words.design_effect, &[&number::number(effect, 2, language)]));
    let how = format!("{kind}{}", effect.unwrap_or_default());
    let level = number::level(level, language);
    Some(fill(words.margin_text, &[&points(of_all), &most, &level, &how]))
}

/// The effective and the plain number of all respondents: those that the survey states, else the largest that were counted
/// for a share of the same respondents.
fn whole(base: &Base, shares: &[&&Series]) -> Option<(f64, Option<u32>)> {
    if shares.is_empty() {
        return None;
    }
    if let Some(n) = base.effective("") {
        return (n > 0.0).then_some((n, base.n));
    }
    let counted =
        shares.iter().filter_map(|series| series.base.as_ref()).filter(|own| own.who() == base.who());
    let sizes = counted.flat_map(|own| {
        let columns = own.columns.iter().map(|(name, _)| name.as_str()).chain([""]);
        columns
            .filter(|name| own.why_hidden(name).is_none())
            .filter_map(|name| Some((own.effective(name).filter(|n| *n > 0.0)?, own.size(name))))
    });
    sizes.max_by(|one, other| one.0.total_cmp(&other.0))
}

/// What a design of the sample says of a column: how many standard errors an interval reaches to each side, and the largest
/// margin of its shares.
fn designed(series: &Series, column: usize, level: f64) -> (f64, f64) {
    let lines = series.precision.iter().filter_map(|line| {
        let reach = line.quantile(column, level)?;
        Some((reach, reach * line.variance(column).map_or(0.0, f64::sqrt)))
    });
    lines.fold((0.0, 0.0), |(reach, most): (f64, f64), (t, margin)| (reach.max(t), most.max(margin)))
}

/// The margins of what a series shows: of its items, or of its columns that are not hidden. By the design of the sample where it
/// is known: for a share of 50 %, or the largest of its own.
fn margins(series: &Series, z: f64) -> Vec<f64> {
    let level = series.survey.confidence.level;
    let by_size = sizes(series).into_iter().map(|(column, n)| {
        let (reach, widest) = designed(series, column, level);
        intervals::margin(n, z.max(reach)).max(widest)
    });
    by_size.collect()
}

/// The effective sizes of what a series shows, each with its column: of its items, or of its columns that are not hidden.
fn sizes(series: &Series) -> Vec<(usize, f64)> {
    let Some(base) = &series.base else { return Vec::new() };
    let shown = (0..series.width()).filter(|at| series.why_hidden(*at).is_none());
    let columns: Vec<(usize, &str)> =
        shown.map(|at| (at, series.columns.get(at).map_or("", String::as_str))).collect();
    let (first, column) = columns.first().copied().unwrap_or_default();
    let found: Vec<(usize, Option<f64>)> = match series.by {
        By::Item => {
            series.categories.iter().map(|item| (first, base.effective_in(&item.name, column))).collect()
        }
        By::Group => columns.iter().map(|(at, column)| (*at, base.effective(column))).collect(),
    };
    found.into_iter().filter_map(|(at, n)| Some((at, n.filter(|n| *n > 0.0)?))).collect()
}

/// How respondents came into the sample, and what follows from it.
fn sampling(survey: &Survey, language: Language) -> Option<String> {
    let words = language.words();
    let text = match survey.sampling? {
        Sampling::Probability => words.sampling_probability,
        Sampling::Quota => words.sampling_quota,
        Sampling::SelfSelected => words.sampling_self_selected,
        Sampling::Census => words.sampling_census,
    };
    Some(text.to_owned())
}

fn is_share(series: &Series) -> bool {
    series.unit == Unit::Percent && series.question_type != QuestionType::Numeric
}

/// How to read shares, nets, multiple answers and hidden figures; only what occurs in the charts.
fn reading(shown: &[&Series], language: Language) -> Vec<Fact> {
    let words = language.words();
    let shares: Vec<&&Series> = shown.iter().filter(|series| is_share(series)).collect();
    let has = |found: bool, text: &str| found.then(|| text.to_owned());
    let exclusive = |series: &Series| !series.allows_several();
    let rounding = match () {
        () if shares.iter().any(|series| series.rounding == Rounding::LargestRemainder) => {
            Some(words.largest_remainder.to_owned())
        }
        () if shares.iter().any(|series| is_rounded(series)) => Some(words.half_up.to_owned()),
        () => has(shares.iter().any(|series| exclusive(series)), words.as_given),
    };
    let multiple = || shares.iter().filter(|series| series.allows_several());
    let answered = multiple().any(|series| series.read_from.as_ref().is_some_and(|read| read.answered_only));
    let several = match answered {
        true => words.multiple_answered,
        false => words.multiple_text,
    };
    let hidden = || shown.iter().flat_map(|series| &series.hidden).map(|(_, why)| *why);
    let least =
        hidden().filter_map(|why| if let Hidden::Small(least) = why { Some(least) } else { None }).max();
    let is_linked = shown.iter().filter_map(|series| series.base.as_ref()).any(Base::hides_linked)
        || hidden().any(|why| why == Hidden::Linked);
    let linked = if is_linked { format!("; {}", words.linked_text) } else { String::new() };
    let facts = [
        (words.rounding_name, rounding),
        (words.multiple_name, has(multiple().next().is_some(), several)),
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
    let named = |series: &Series, part: usize, of_answers: bool| match of_answers {
        true => series.columns.get(part).cloned(),
        false => series.categories.get(part).map(|category| category.name.clone()),
    };
    let nets: Vec<_> = shown
        .iter()
        .flat_map(|series| {
            let own = series.nets.len();
            let all = series.nets.iter().chain(&series.answer_nets).enumerate();
            all.map(move |(at, net)| (*series, net, at >= own))
        })
        .collect();
    let list = |(series, net, of_answers): &(&Series, &crate::survey::series::Net, bool)| {
        let parts = net.parts.iter().filter_map(|part| named(series, *part, *of_answers));
        let parts: Vec<String> = parts.map(|name| fill(words.quoted, &[&name])).collect();
        fill(words.net_of, &[&fill(words.quoted, &[&net.name]), &list(&parts, language)])
    };
    let counted = nets.iter().any(|(series, net, _)| {
        let is_counted = series.read_from.as_ref().is_some_and(|read| read.respondents.is_some());
        series.question_type == QuestionType::Multiple && is_counted && !net.given.is_empty()
    });
    let mut texts = match nets.len() {
        0 => return None,
        1..=MOST_NETS => nets.iter().map(list).collect(),
        _ => vec![words.nets_text.to_owned()],
    };
    texts.extend(counted.then(|| words.nets_counted.to_owned()));
    Some(texts.join("; "))
}
