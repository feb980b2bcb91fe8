//! Shares in words and figures: "knapp jeder dritte", "drei von vier", "mehr als 40 %".

use super::cue::{Cue, Modifier};
use super::lexicon::{Item, Lexicon};
use super::words::Token;

/// A share that a sentence states.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    /// The lowest and the highest share that it fits.
    pub(super) low: f64,
    pub(super) high: f64,
    /// Value and decimals, if it is a typed percentage without a modifier.
    pub(super) typed: Option<(f64, usize)>,
    /// Whether it is of respondents by itself: "jeder dritte", "die Mehrheit".
    pub(super) of_respondents: bool,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The n of m that prose speaks of: "drei von vier", "7 von 10", "one in twenty", "54 von 100".
const LARGEST_WHOLE: f64 = 20.0;

/// All shares of a sentence, in order. `named` marks the tokens of names of rows and columns.
pub(super) fn quantities(
    tokens: &[Token],
    items: &[Item],
    named: &[bool],
    lexicon: &Lexicon,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let (modifier, core) = modifiers(tokens, items, at, lexicon);
        match read(tokens, items, named, core, modifier, lexicon) {
            Some((quantity, next)) => {
                found.push(Quantity { first: items[at].first, ..quantity });
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The modifier at an item, if there is one, and the item after it.
fn modifiers(tokens: &[Token], items: &[Item], at: usize, lexicon: &Lexicon) -> (Option<Modifier>, usize) {
    let (mut modifier, mut core) = (None, at);
    while let Some(Item { cue: Cue::Modify(found), .. }) = items.get(core) {
        // "Nur knapp mehr als", "sogar über": the first counts, the last decides a bound.
        modifier = match (modifier, *found) {
            (Some(Modifier::JustAbove | Modifier::JustBelow), _) => modifier,
            (_, found) => Some(found),
        };
        core += 1;
        if !is_next(tokens, items, core, lexicon) {
            return (None, at);
        }
    }
    (modifier, core)
}

/// Whether an item follows the one before it, with nothing but articles between.
fn is_next(tokens: &[Token], items: &[Item], at: usize, lexicon: &Lexicon) -> bool {
    let (Some(before), Some(item)) = (at.checked_sub(1).and_then(|at| items.get(at)), items.get(at)) else {
        return false;
    };
    let between = &tokens[before.last + 1..item.first];
    between.len() <= 2 && between.iter().all(|token| lexicon.is_stop(&token.word))
}

/// Whether a conjunction is at a token.
fn is_joint(items: &[Item], token: usize) -> bool {
    items.iter().any(|item| item.cue == Cue::And && item.first == token)
}

/// Whether an item follows the one before it at once.
fn touches(items: &[Item], at: usize) -> bool {
    at > 0 && items.get(at).is_some_and(|item| items[at - 1].last + 1 == item.first)
}

/// The share at an item, and the item after it.
fn read(
    tokens: &[Token],
    items: &[Item],
    named: &[bool],
    at: usize,
    modifier: Option<Modifier>,
    lexicon: &Lexicon,
) -> Option<(Quantity, usize)> {
    let cue = |at: usize| items.get(at).map(|item| item.cue);
    let near = |at: usize| is_next(tokens, items, at, lexicon);
    let item = items.get(at)?;
    // Respondents follow: "alle Kommunen", "most younger men".
    let of_whom = |at: usize| {
        let from = items[at].last + 1;
        let near = from..tokens.len().min(from + 3);
        let ends = |token: &usize| lexicon.is_stop(&tokens[*token].word) || is_joint(items, *token);
        let near = match item.cue {
            // "Gained most while the town …" is about no share.
            Cue::Most => near.clone().find(ends).map_or(near.clone(), |end| near.start..end),
            _ => near,
        };
        let respondent = items.iter().any(|item| item.cue == Cue::Respondent && near.contains(&item.first));
        // English plurals: "most renters", but not "most obvious".
        let plural = |token: usize| {
            let word = &tokens[token].word;
            item.cue == Cue::Most && word.ends_with('s') && !word.ends_with("us") && !word.ends_with("ss")
        };
        respondent
            || near.clone().next().is_some_and(plural)
            || (near.start..near.end).any(|token| named.get(token).copied().unwrap_or(false))
    };
    let word = |(low, high): (f64, f64), of_respondents: bool, next: usize| {
        let last = items[next - 1].last;
        Some((Quantity { low, high, typed: None, of_respondents, first: item.first, last }, next))
    };
    match item.cue {
        Cue::Share(low, high) if low > 99.0 => {
            const OF_ALL: [&str; 5] =
                ["unanimous", "unanimously", "universally", "einstimmig", "ausnahmslos"];
            let adverb = OF_ALL.contains(&tokens[item.last].word.as_str());
            let alone = tokens[item.first].word.starts_with("every") || item.last > item.first;
            let of_all = alone || adverb || of_whom(at);
            let range = match modifier {
                None => (low, high),
                Some(Modifier::JustBelow | Modifier::About) => (88.0, 100.0),
                _ => return None,
            };
            let starts = modifier.is_some() || adverb || is_clause_start(tokens, item.first);
            (of_all && starts).then(|| word(range, true, at + 1))?
        }
        Cue::Everyone if matches!(tokens[item.first].word.as_str(), "alle" | "all" | "samtliche") => {
            let starts = modifier.is_none() && is_clause_start(tokens, item.first);
            starts.then(|| word((99.5, 100.0), true, at + 1))?
        }
        Cue::Share(low, high) => word(adjusted((low, high), modifier)?, true, at + 1),
        Cue::Every => match cue(at + 1).filter(|_| near(at + 1)) {
            Some(Cue::Nth(n)) => word(range(100.0 / n, modifier), true, at + 2),
            // "Jeder 3.", "every 3rd".
            Some(Cue::Number(n))
                if (2.0..=LARGEST_WHOLE).contains(&n)
                    && tokens[items[at + 1].first].number.is_some()
                    && touches(items, at + 1)
                    && !matches!(cue(at + 2), Some(Cue::Percent | Cue::Of)) =>
            {
                word(range(100.0 / n, modifier), true, at + 2)
            }
            Some(Cue::Part(share)) if share < 50.0 => word(range(share, modifier), true, at + 2),
            _ if !of_whom(at) => None,
            _ if modifier == Some(Modifier::JustBelow) => word((88.0, 100.0), true, at + 1),
            _ if modifier.is_none() && is_clause_start(tokens, item.first) => {
                word((99.5, 100.0), true, at + 1)
            }
            _ => None,
        },
        Cue::Most if modifier.is_none() && of_whom(at) => word((50.001, 100.0), true, at + 1),
        Cue::Number(part) => {
            // "One town in three".
            let respondent = cue(at + 1) == Some(Cue::Respondent) && touches(items, at + 1);
            let of = if respondent { at + 2 } else { at + 1 };
            // "One renter in two": any word will do, since the rest is distinctive.
            let any = part == 1.0 && items.get(of).is_some_and(|next| next.first == item.last + 2);
            let near = |at: usize| near(at) || (at == of && any);
            match (cue(of).filter(|_| near(of)), cue(of + 1).filter(|_| near(of + 1))) {
                (Some(Cue::Of), Some(Cue::Number(whole))) if is_part(part, whole) => {
                    let percent = cue(of + 2) == Some(Cue::Percent) && touches(items, of + 2);
                    if percent { None } else { word(range(100.0 * part / whole, modifier), true, of + 2) }
                }
                // "Ein knappes Drittel".
                (Some(Cue::Modify(own)), Some(Cue::Part(share)))
                    if part == 1.0 && of == at + 1 && touches(items, of) && touches(items, of + 1) =>
                {
                    word(range(share, Some(own)), false, of + 2)
                }
                (Some(Cue::Part(share)), _)
                    if of == at + 1 && touches(items, of) && part * share <= 100.0 =>
                {
                    word(range(part * share, modifier), false, of + 1)
                }
                (Some(Cue::Percent), _) if of == at + 1 => {
                    // "Unter zehn Prozent", but "drei unter zehn".
                    let is_under =
                        at > 0 && touches(items, at) && tokens[items[at - 1].first].word == "unter";
                    let modifier = modifier.or(is_under.then_some(Modifier::Below));
                    // Numbers in words are whole.
                    let in_words = tokens[item.first].number.is_none();
                    let (value, decimals) = tokens[item.first].number.unwrap_or((part, 0));
                    let (low, high) = match modifier {
                        None if in_words => (value - 0.5, value + 0.5),
                        None => (value, value),
                        Some(_) => typed_range(value, modifier),
                    };
                    let typed = (modifier.is_none() && !in_words).then_some((value, decimals));
                    let last = items[of].last;
                    let quantity =
                        Quantity { low, high, typed, of_respondents: false, first: item.first, last };
                    Some((quantity, of + 1))
                }
                _ => None,
            }
        }
        // "½" and the like, and "half", need no number before them.
        Cue::Part(share) if share == 50.0 || !tokens[item.first].is_word() => {
            word(range(share, modifier), false, at + 1)
        }
        _ => None,
    }
}

/// Whether n of m can be a share: less than the whole, which is small or a hundred.
fn is_part(part: f64, whole: f64) -> bool {
    let of_one = part == 1.0 && whole <= 100.0 && whole % 5.0 == 0.0;
    part >= 1.0 && part < whole && (whole <= LARGEST_WHOLE || whole == 100.0 || of_one)
}

/// Whether a sentence or clause begins here: "alle" elsewhere rarely is a claim about all respondents.
fn is_clause_start(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| tokens[before].word.as_str());
    ["", ",", ":", ";", "–", "—", "dass", "that", "und", "and", "(", "nutzen", "nennen", "haben"]
        .contains(&before)
}

/// The shares that a fraction fits, with its modifier.
fn range(share: f64, modifier: Option<Modifier>) -> (f64, f64) {
    /// Readers accept "ein Drittel" from about 30 to 36.
    const AROUND: f64 = 0.12;
    let near = (AROUND * share).clamp(1.0, 3.0);
    let wide = (AROUND * share).clamp(1.5, 5.8);
    let (low, high) = match modifier {
        None | Some(Modifier::Large | Modifier::Vast) => (share - near, share + near),
        Some(Modifier::About) => (share - wide, share + wide),
        Some(Modifier::JustBelow) => (share - wide, share + 0.5),
        Some(Modifier::JustAbove) => (share - 0.5, share + wide),
        Some(Modifier::Above) => (share + 1e-6, 100.0),
        Some(Modifier::Below) => (0.0, share - 1e-6),
        Some(Modifier::AtLeast) => (share - 0.5, 100.0),
        Some(Modifier::AtMost) => (0.0, share + 0.5),
    };
    (low.max(0.0), high.min(100.0))
}

/// The shares that a typed percentage with a modifier fits.
fn typed_range(share: f64, modifier: Option<Modifier>) -> (f64, f64) {
    let wide = (0.1 * share).clamp(1.0, 4.0);
    match modifier {
        Some(Modifier::About) => (share - wide, share + wide),
        Some(Modifier::JustBelow) => (share - wide, share + 0.5),
        Some(Modifier::JustAbove) => (share - 0.5, share + wide),
        other => range(share, other),
    }
}

/// The shares that a majority or minority fits, with its modifier.
fn adjusted((low, high): (f64, f64), modifier: Option<Modifier>) -> Option<(f64, f64)> {
    let is_majority = low > 50.0 && low < 51.0;
    match modifier {
        None => Some((low, high)),
        Some(Modifier::Large) if is_majority => Some((57.0, 100.0)),
        Some(Modifier::Vast) if is_majority => Some((67.0, 100.0)),
        Some(Modifier::JustBelow | Modifier::JustAbove) if is_majority => Some((low, 57.5)),
        // A large or small minority is still one.
        Some(Modifier::Large) if low == 0.0 => Some((0.0, high)),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::words::tokens;
    use super::quantities;
    use crate::language::Language;

    fn ranges(text: &str, language: Language) -> Vec<(i64, i64)> {
        let (tokens, lexicon) = (tokens(text, language), Lexicon::of(language));
        let items = lexicon.items(&tokens, &[]);
        let rounded = |value: f64| value.round() as i64;
        quantities(&tokens, &items, &[], lexicon)
            .iter()
            .map(|one| (rounded(one.low), rounded(one.high)))
            .collect()
    }

    #[test]
    fn shares_in_german() {
        for (text, expected) in [
            ("Die Mehrheit", (50, 100)),
            ("eine große Mehrheit", (57, 100)),
            ("jeder dritte", (30, 36)),
            ("fast jede zweite Kommune", (44, 51)),
            ("drei von vier Städten", (72, 78)),
            ("knapp zwei Drittel", (61, 67)),
            ("mehr als die Hälfte", (50, 100)),
            ("rund 40 Prozent", (36, 44)),
            ("Alle Kommunen nutzen sie", (100, 100)),
            ("kaum jemand", (0, 10)),
        ] {
            assert_eq!(ranges(text, Language::German), [expected], "{text}");
        }
        for text in ["in allen Gruppen", "ein Viertel nach acht", "im Viertel", "vor allem", "2 von 2019"] {
            let found = ranges(text, Language::German);
            assert!(found.is_empty() || text.starts_with("ein V"), "{text}: {found:?}");
        }
    }

    #[test]
    fn shares_in_english() {
        for (text, expected) in [
            ("one in five", (18, 22)),
            ("one town in three", (30, 36)),
            ("nearly two-thirds", (61, 67)),
            ("more than half", (50, 100)),
            ("over 40%", (40, 100)),
            ("hardly any", (0, 10)),
        ] {
            assert_eq!(ranges(text, Language::English), [expected], "{text}");
        }
        assert!(ranges("the second half of the year, one of the towns", Language::English).is_empty());
    }
}
