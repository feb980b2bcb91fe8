//! Claims on who was asked and how, and on causes; and who is meant by "dafür" and "dagegen".

use super::claim::{Claim, Kind};
use super::cue::Cue;
use super::lexicon::Lexicon;
use super::mentions::Axis;
use super::read::Sentence;
use super::table::Table;
use super::words::{alike, fold};
use crate::diagnostic::Code;
use crate::language::Language;
use crate::survey::confidence::Sampling;
use crate::survey::series::By;

/// A claim that the description of the survey does not support: its rule, its tokens and why.
pub(super) fn check(
    sentence: &Sentence<'_>,
    table: &Table<'_>,
    language: Language,
) -> Option<(Code, (usize, usize), String)> {
    let found = representative(sentence, table, language);
    let plain = || !sentence.has(Cue::Not);
    found.filter(|(_, (first, _), _)| !sentence.is_denied(*first)).or_else(|| {
        let found = filtered(sentence, table, language).filter(|_| plain());
        let found = found.or_else(|| cause(sentence, table).filter(|_| plain()));
        found.or_else(|| reason(sentence, table, language))
    })
}

/// "Repräsentativ" about a survey whose respondents chose themselves.
fn representative(
    sentence: &Sentence<'_>,
    table: &Table<'_>,
    language: Language,
) -> Option<(Code, (usize, usize), String)> {
    let item = sentence.items.iter().find(|item| item.cue == Cue::Representative)?;
    let survey = &table.series.survey;
    match survey.sampling {
        Some(Sampling::SelfSelected) => {
            let why = "the respondents chose themselves: `sampling: self-selected`".to_owned();
            return Some((Code::NotRepresentative, (item.first, item.last), why));
        }
        Some(_) => return None,
        None => {}
    }
    let base = table.series.base.as_ref().map(|base| base.label.as_str());
    let texts =
        [&survey.mode, &survey.population, &survey.weighting].into_iter().flatten().map(String::as_str);
    let lexicon = Lexicon::of(language);
    let chosen = texts.chain(base).find(|text| lexicon.holds(text, language, Cue::SelfSelected))?;
    let why = format!("the respondents chose themselves: `{chosen}`");
    Some((Code::NotRepresentative, (item.first, item.last), why))
}

/// "Aller Befragten" about a question that only some were asked.
fn filtered(
    sentence: &Sentence<'_>,
    table: &Table<'_>,
    language: Language,
) -> Option<(Code, (usize, usize), String)> {
    let base = table.series.base.as_ref()?;
    let filter = base.filter.as_deref()?;
    let (first, last) = everyone(sentence, table)?;
    let has_figure = !sentence.quantities.is_empty() && !sentence.has(Cue::Silent);
    let lexicon = Lexicon::of(language);
    const JOINS: [&str; 11] =
        ["mit", "ohne", "die", "der", "welche", "with", "without", "who", "that", "which", "having"];
    // Words of the topic say nothing of who was asked, unless they follow at once: "all firms with a website".
    let is_told = sentence.tokens.iter().enumerate().any(|(at, token)| {
        let stem = lexicon.stem(&token.word);
        // "Aller Befragten, die …", but not "aller Befragten … für die Nachbarn".
        let joins = |token: usize| {
            let word = sentence.tokens[token].word.as_str();
            let opens = token == last + 1 || sentence.tokens[token - 1].word == ",";
            JOINS.contains(&word) && (opens || !matches!(word, "die" | "der"))
        };
        let joined = at > last && at - last <= 6 && (last + 1..at).any(joins);
        let telling = |known: &&String| joined || !table.topic.contains(known);
        table.filter.iter().filter(telling).any(|known| alike(stem, known))
    });
    // Answers are often worded as the filter is; then the sentence may have named only the answer.
    (has_figure && !is_told).then(|| {
        let why = format!("the question was asked of some only: `{filter}`");
        (Code::FilteredBase, (first, last), why)
    })
}

/// The words of a sentence that mean all who were asked in the survey, or the whole country.
fn everyone(sentence: &Sentence<'_>, table: &Table<'_>) -> Option<(usize, usize)> {
    /// Nations: no survey asked all of them.
    const NATIONS: [&str; 14] = [
        "deutsche",
        "deutschen",
        "bundesburger",
        "bundesburgern",
        "osterreicher",
        "schweizer",
        "britons",
        "brits",
        "americans",
        "germans",
        "europeans",
        "australians",
        "canadians",
        "scots",
    ];
    let word = |at: usize| sentence.tokens.get(at).map_or("", |token| token.word.as_str());
    let listed = sentence.items.iter().find(|item| item.cue == Cue::Everyone);
    let listed = listed.map(|item| (item.first, item.last));
    // "Aller Kundinnen", "of all savers": words of the base.
    let respondent = |at: usize| {
        let is_item = sentence.items.iter().any(|item| item.cue == Cue::Respondent && item.first == at);
        is_item || table.asked.iter().any(|stem| stem.len() > 3 && word(at).starts_with(stem.as_str()))
    };
    let all = |at: &usize| {
        let opens = matches!(word(*at), "aller" | "samtlicher" | "unserer")
            || (matches!(word(*at), "all" | "our") && *at > 0 && word(at - 1) == "of");
        opens && respondent(at + 1)
    };
    let nation = |at: &usize| {
        NATIONS.contains(&word(*at)) && !table.asked.iter().any(|stem| word(*at).starts_with(stem.as_str()))
    };
    let places = || 0..sentence.tokens.len();
    listed
        .or_else(|| places().find(all).map(|at| (at, at + 1)))
        .or_else(|| places().find(nation).map(|at| (at, at)))
}

/// A group and an answer joined as cause and effect: a survey at one time shows only that they go together.
fn cause(sentence: &Sentence<'_>, table: &Table<'_>) -> Option<(Code, (usize, usize), String)> {
    let item = sentence.items.iter().find(|item| item.cue == Cue::Cause)?;
    let of = |axis: Axis| sentence.mentions.iter().find(|mention| mention.axis == axis);
    let (row, column) = (of(Axis::Row)?, of(Axis::Column)?);
    let apart = (row.last < item.first) != (column.last < item.first);
    let groups = table.series.by == By::Group && table.waves.is_empty() && table.columns.len() > 1;
    let silent = sentence.has(Cue::Silent) || !apart || !groups;
    (!silent).then(|| {
        let (row, column) = (table.row_name(row.names[0]), table.column_name(column.names[0]));
        let why = format!("the figures only show how often `{row}` is answered in the group `{column}`");
        (Code::ClaimedCause, (item.first, item.last), why)
    })
}

/// An answer joined with a cause that nobody was asked about: "because the app is too complicated, only 17 % use it".
fn reason(
    sentence: &Sentence<'_>,
    table: &Table<'_>,
    language: Language,
) -> Option<(Code, (usize, usize), String)> {
    /// Words that give a reason for a figure, wherever they stand.
    const REASONS: [&str; 13] = [
        "weil", "wegen", "aufgrund", "infolge", "dank", "because", "due", "thanks", "have", "has", "driven",
        "drove", "pushed",
    ];
    /// Questions about reasons.
    const ASKED: [&str; 14] = [
        "warum", "weshalb", "wieso", "grund", "grunde", "ursache", "ursachen", "why", "reason", "reasons",
        "cause", "causes", "driver", "drivers",
    ];
    let is_reason = |at: usize| REASONS.contains(&sentence.tokens[at].word.as_str());
    let item = sentence.items.iter().find(|item| item.cue == Cue::Cause && is_reason(item.first))?;
    let texts = [Some(table.series.label.as_str()), table.series.question.as_deref()];
    let asked = texts.into_iter().flatten().flat_map(|text| super::words::tokens(text, language));
    let is_asked = asked.into_iter().any(|token| ASKED.contains(&token.word.as_str()));
    let row = sentence.mentions.iter().find(|mention| mention.axis == Axis::Row)?;
    let has_figure = !sentence.quantities.is_empty() && !sentence.has(Cue::Silent);
    (has_figure && !is_asked).then(|| {
        let why = format!("the figures only show how many answered `{}`", table.row_name(row.names[0]));
        (Code::ClaimedCause, (item.first, item.last), why)
    })
}

/// Claims that name no answer but say "dafür" or "dagegen" are about the answers of that side; those about the topic
/// of a yes-or-no question, about the affirmative answer.
pub(super) fn with_polarity(claims: Vec<Claim>, sentence: &Sentence<'_>, table: &Table<'_>) -> Vec<Claim> {
    let (yes, no) = (sentence.has(Cue::Yes), sentence.has(Cue::No));
    let side = match (yes, no) {
        (true, false) => 1,
        (false, true) => -1,
        (true, true) => return claims.into_iter().filter(|claim| !is_open(claim, table)).collect(),
        (false, false) => 0,
    };
    let names = match table.series.by {
        By::Group => &table.rows[..table.categories()],
        By::Item => &table.columns,
    };
    let of = |side: i8| -> Vec<usize> {
        names.iter().enumerate().filter(|(_, name)| name.polarity == side).map(|(at, _)| at).collect()
    };
    let wanted = match side {
        0 if names_topic(sentence, table) && of(1).len() == 1 && of(-1).len() == 1 => of(1),
        0 => Vec::new(),
        side => of(side),
    };
    claims
        .into_iter()
        .map(|mut claim| {
            let of_groups = !claim.subject.columns.is_empty();
            if is_open(&claim, table) && (of_groups || !matches!(claim.kind, Kind::Rank { .. })) {
                match table.series.by {
                    By::Group => claim.subject.rows = wanted.clone(),
                    By::Item => claim.subject.columns = wanted.clone(),
                }
                if let Some(other) = claim.other.as_mut().filter(|_| table.series.by == By::Group) {
                    other.rows = wanted.clone();
                }
            }
            claim
        })
        .collect()
}

/// Whether a sentence is about the figures of a series: it names an answer, a group, the topic or respondents.
pub(super) fn is_about(sentence: &Sentence<'_>, table: &Table<'_>) -> bool {
    let respondents = sentence.has(Cue::Respondent) || sentence.has(Cue::Everyone);
    let figure_alone = sentence.tokens.iter().filter(|token| token.is_word()).count() <= 3;
    respondents || figure_alone || !sentence.mentions.is_empty() || names_topic(sentence, table)
}

/// Whether a claim names no answer.
fn is_open(claim: &Claim, table: &Table<'_>) -> bool {
    match table.series.by {
        By::Group => claim.subject.rows.is_empty(),
        By::Item => claim.subject.columns.is_empty(),
    }
}

/// Whether a sentence names what the question is about.
fn names_topic(sentence: &Sentence<'_>, table: &Table<'_>) -> bool {
    sentence.tokens.iter().filter(|token| token.is_word()).any(|token| {
        let word = fold(&token.word);
        word.len() > 4
            && table
                .topic
                .iter()
                .any(|stem| stem.len() > 4 && (alike(&word, stem) || word.starts_with(stem.as_str())))
    })
}
