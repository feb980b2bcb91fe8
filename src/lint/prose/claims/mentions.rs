//! Which rows and columns a sentence names, in whatever form.

use super::lexicon::Lexicon;
use super::table::{Name, Table, side_at};
use super::words::{Token, alike};

/// Rows or columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    Row,
    Column,
}

/// A place in a sentence that names rows or columns: several, if their names share the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    pub(super) axis: Axis,
    /// The indices of what is named.
    pub(super) names: Vec<usize>,
    /// The first and the last token.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The tokens that belong to the name.
    pub(super) tokens: Vec<usize>,
    /// Whether the sentence has all telling words of the name.
    pub(super) whole: bool,
}

/// How well a name fits some tokens.
struct Match {
    axis: Axis,
    name: usize,
    tokens: Vec<usize>,
    stems: usize,
    degrees: usize,
    /// Stems of the name that the sentence lacks.
    lacking: usize,
}

/// A name of many words may be mentioned by the most telling of them, but these need so many letters.
const TELLING: usize = 4;
/// A negation is at most so many words from the word that it negates.
const NEGATION: usize = 3;
/// Words of one name are at most so far apart.
const REACH: usize = 7;

/// A sentence whose names are looked for.
struct Words<'s> {
    tokens: &'s [Token],
    /// The tokens that state a share: `gut` in "gut die Hälfte" is no answer.
    shares: &'s [bool],
    /// The tokens that negate.
    negations: &'s [usize],
    /// Stems of what the question is about.
    topic: &'s [String],
}

/// All mentions in a sentence, in order. `shares` marks the tokens that state a share.
pub(super) fn mentions(
    tokens: &[Token],
    table: &Table<'_>,
    shares: &[bool],
    negations: &[usize],
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let sentence = Words { tokens, shares, negations, topic: &table.topic };
    let stems: Vec<&str> = tokens.iter().map(|token| lexicon.stem(&token.word)).collect();
    let rows = table.rows.iter().enumerate().map(|(at, name)| (Axis::Row, at, name));
    let columns = table.columns.iter().enumerate().map(|(at, name)| (Axis::Column, at, name));
    let mut found: Vec<Match> =
        rows.chain(columns).flat_map(|(axis, at, name)| matches(&sentence, &stems, axis, at, name)).collect();
    found.extend(table.ages.iter().flat_map(|ages| ages_in(tokens, *ages)));
    found.sort_by(|one, other| {
        // "Unter 30 … als bei den 30- bis 59-Jährigen" begins a name where its words are together.
        let is_close = |one: &Match| Some(one.tokens.last()? - one.tokens.first()? <= 5);
        let rank = |one: &Match| (one.stems, std::cmp::Reverse(one.lacking), one.degrees, is_close(one));
        rank(other).cmp(&rank(one)).then(one.tokens.cmp(&other.tokens))
    });
    let mut taken: Vec<Option<usize>> = vec![None; tokens.len()];
    let mut mentions: Vec<(Mention, usize, usize)> = Vec::new();
    for found in found {
        let owners: Vec<Option<usize>> = found.tokens.iter().map(|at| taken[*at]).collect();
        match owners.iter().flatten().next() {
            // The same words name several rows: the text means any of them, or all together.
            Some(owner) => {
                let (mention, lacking, degrees) = &mut mentions[*owner];
                let same = mention.tokens == found.tokens && mention.axis == found.axis;
                let equal = *lacking == found.lacking && *degrees == found.degrees;
                if same && equal && !mention.names.contains(&found.name) {
                    mention.names.push(found.name);
                }
            }
            None => {
                let (Some(first), Some(last)) = (found.tokens.first(), found.tokens.last()) else { continue };
                found.tokens.iter().for_each(|at| taken[*at] = Some(mentions.len()));
                let mention = Mention {
                    axis: found.axis,
                    names: vec![found.name],
                    first: *first,
                    last: *last,
                    tokens: found.tokens,
                    whole: found.lacking == 0,
                };
                mentions.push((mention, found.lacking, found.degrees));
            }
        }
    }
    let mut mentions: Vec<Mention> = mentions.into_iter().map(|(mention, ..)| mention).collect();
    mentions.sort_by_key(|mention| (mention.first, mention.last));
    mentions
}

/// The places where a sentence names the youngest or the oldest without their age: "Jüngere", "older people".
fn ages_in(tokens: &[Token], (youngest, oldest): (usize, usize)) -> impl Iterator<Item = Match> {
    const YOUNG: [&str; 12] = [
        "junge",
        "jungen",
        "junger",
        "jungere",
        "jungeren",
        "jungerer",
        "jungste",
        "jungsten",
        "young",
        "younger",
        "youngest",
        "youngsters",
    ];
    const OLD: [&str; 10] = [
        "altere", "alteren", "alterer", "alteste", "altesten", "senioren", "older", "oldest", "elderly",
        "seniors",
    ];
    tokens.iter().enumerate().filter_map(move |(at, token)| {
        let name = match token.word.as_str() {
            word if YOUNG.contains(&word) => youngest,
            word if OLD.contains(&word) => oldest,
            _ => return None,
        };
        // "60 and older" and "younger than 30" name an age.
        let near = at.saturating_sub(2)..tokens.len().min(at + 3);
        let states_age = tokens[near].iter().any(|token| token.number.is_some());
        (!states_age).then(|| Match {
            axis: Axis::Column,
            name,
            tokens: vec![at],
            stems: 1,
            degrees: 0,
            lacking: 0,
        })
    })
}

/// The places where a sentence names a row or column.
fn matches(sentence: &Words<'_>, stems: &[&str], axis: Axis, at: usize, name: &Name) -> Vec<Match> {
    let tokens = sentence.tokens;
    let fits = |token: usize, stem: &str| {
        // Groups are also named by compounds: "Gesundheitshandwerk" for "Gesundheit".
        let compound = axis == Axis::Column && stem.len() > TELLING && stems[token].starts_with(stem);
        // Answers are, with the word that the question is about: "Sturmschaden" for "Sturm" among damages.
        let compound = compound || (axis == Axis::Row && is_compound(stems[token], stem, sentence.topic));
        let parts = || is_separated(tokens, token, stem);
        (alike(stems[token], stem) || compound || parts())
            && is_name(tokens, token)
            && !sentence.shares[token]
    };
    let mut found: Vec<Match> = Vec::new();
    for start in 0..tokens.len() {
        if !name.stems.iter().any(|stem| fits(start, stem)) {
            continue;
        }
        let near = start..tokens.len().min(start + REACH + name.stems.len());
        let near: Vec<usize> = near
            .take_while(|token| !is_border(&tokens[*token]))
            // A figure divides names: "41 % dissatisfied, against 35 % satisfied customers".
            .take_while(|token| *token == start || tokens[*token].number.is_none() || is_name(tokens, *token))
            .collect();
        let mut places: Vec<usize> = name
            .stems
            .iter()
            .filter_map(|stem| near.iter().copied().find(|token| fits(*token, stem)))
            .collect();
        let stems_found = places.len();
        let lacking = name.stems.len() - stems_found;
        let letters = places.iter().map(|place| tokens[*place].word.len()).max().unwrap_or(0);
        let is_age = places.iter().any(|place| is_age(tokens, *place));
        if lacking > 0 && (letters < TELLING || stems_found * 2 < name.stems.len()) && !is_age {
            continue;
        }
        let is_number = |place: &&usize| tokens[**place].number.is_some();
        let side = places.iter().find(is_number).map_or(0, |place| side_at(tokens, *place));
        if name.bound != 0 && side != 0 && side != name.bound {
            continue;
        }
        // "Stimmt nicht zu" is the answer "stimme nicht zu", not its opposite.
        let near = start.saturating_sub(NEGATION)..start + NEGATION + 1;
        let negation = sentence.negations.iter().find(|at| near.contains(at));
        match (name.negated, negation) {
            (true, None) => continue,
            (true, Some(negation)) => places.push(*negation),
            (false, _) => {}
        }
        let stems_found = stems_found + usize::from(name.negated);
        // Degrees stand right beside the other words.
        let joins = |at: usize| ["oder", "und", "or", "and"].contains(&tokens[at].word.as_str());
        // "Stark oder etwas belastet" has two of them.
        let before = start.saturating_sub(2);
        let before = if joins(before) { before.saturating_sub(1) } else { before };
        let beside = before..tokens.len().min(start + REACH);
        let degree = |degree: &&String| beside.clone().find(|token| tokens[*token].word == **degree);
        let degrees: Vec<usize> = name.degrees.iter().filter_map(|one| degree(&one)).collect();
        // Other words of the name between and around its stems belong to it: they are no cues.
        let own = |token: &usize| name.words.contains(&tokens[*token].word);
        let (first, last) = (start, places.iter().copied().max().unwrap_or(start));
        let before = (0..first).rev().take_while(own);
        let after = (last + 1..tokens.len()).take_while(own);
        let inner = (first..=last).filter(own).chain(before).chain(after);
        places.extend(degrees.iter().copied().chain(inner));
        places.sort_unstable();
        places.dedup();
        found.push(Match {
            axis,
            name: at,
            tokens: places,
            stems: stems_found,
            degrees: degrees.len(),
            lacking,
        });
    }
    found
}

/// Whether a word is an answer joined to a word of the question.
fn is_compound(word: &str, stem: &str, topic: &[String]) -> bool {
    let Some(rest) = word.strip_prefix(stem).filter(|rest| rest.len() >= TELLING) else { return false };
    let rests = [rest, rest.strip_prefix('s').unwrap_or(rest), rest.strip_prefix('n').unwrap_or(rest)];
    rests.iter().any(|rest| topic.iter().any(|known| known.len() >= TELLING && alike(rest, known)))
}

/// Whether a token can be part of a name: a number with a percent sign is a figure.
fn is_name(tokens: &[Token], at: usize) -> bool {
    let next = tokens.get(at + 1).map_or("", |token| token.word.as_str());
    tokens[at].number.is_none()
        || !matches!(next, "%" | "prozent" | "percent" | "prozentpunkte" | "per" | "percentage")
}

/// Whether a token is a part or a form of a separable verb: "kauft … ein", "eingekauft", "einzukaufen" for "einkaufen".
fn is_separated(tokens: &[Token], at: usize, stem: &str) -> bool {
    const PREFIXES: [&str; 14] =
        ["ein", "ab", "an", "auf", "aus", "mit", "nach", "vor", "zu", "um", "teil", "weg", "zuruck", "fern"];
    /// The prefix comes at most so many words after the verb.
    const APART: usize = 10;
    let word = &tokens[at].word;
    PREFIXES.iter().any(|prefix| {
        let Some(verb) = stem.strip_prefix(prefix).filter(|verb| verb.len() >= 3) else { return false };
        let joined = word.strip_prefix(prefix);
        let inner = joined.and_then(|rest| rest.strip_prefix("ge").or_else(|| rest.strip_prefix("zu")));
        let later = || {
            let after = tokens.iter().skip(at + 1).take(APART).take_while(|token| !is_border(token));
            after.into_iter().any(|token| token.word == *prefix)
        };
        inner.is_some_and(|rest| rest.starts_with(verb))
            || (word.starts_with(verb) && word.len() <= verb.len() + 3 && later())
    })
}

/// Whether a number is an age: "ab 60", "60-Jährige", "over 60", "younger than 35".
fn is_age(tokens: &[Token], at: usize) -> bool {
    const BEFORE: [&str; 6] = ["ab", "uber", "over", "aged", "under", "unter"];
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.word.as_str());
    let next = word(Some(at + 1));
    let compared = ["als", "than"].contains(&word(at.checked_sub(1)))
        && ["junger", "alter", "younger", "older"].contains(&word(at.checked_sub(2)));
    tokens[at].number.is_some_and(|(value, _)| (10.0..100.0).contains(&value))
        && is_name(tokens, at)
        && (next.starts_with("jahr")
            || next.starts_with("year")
            || next == "+"
            || BEFORE.contains(&word(at.checked_sub(1)))
            || compared)
}

/// Whether a mark ends the words of a name.
fn is_border(token: &Token) -> bool {
    matches!(token.word.as_str(), ";" | ":" | "(" | ")" | "–" | "—")
}
