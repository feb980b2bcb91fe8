//! On which side of a scale an answer stands, as its words say in German or English: "stimme eher zu", "rather
//! dissatisfied". Answers in both languages are read the same way, whatever the language of the document.

/// Words of approval, satisfaction and frequency; with `*`, the beginnings of words.
const GOOD: &str = "stimm* zustimm* befürwort* dafür ja zufrieden* gut gute guter gutes bestens wichtig* vertrau* \
    einverstanden hoch hohe hohes häufig* oft immer stets ständig täglich viel viele besser verbesser* positiv* stark \
    starkes starker gestiegen zugenommen steigen* mehr wahrscheinlich sicher bestimmt hilfreich* nützlich* einfach leicht \
    interessiert* erfolgreich* zutreffend trifft glücklich* gerecht* optimistisch* zuversichtlich* begeistert* angenehm* \
    agree* support* favour* favor* satisf* good excellent great important trust* yes high often always frequently daily \
    better improve* positive* strong likely certain confident helpful useful easy interested true happy fair optimistic \
    approve* increase* more rising a-lot deal recommend* comfortable safe effective successful";

/// Words of rejection, dissatisfaction and rarity.
const BAD: &str = "ablehn* lehne lehnt dagegen nein unzufrieden* schlecht* mangelhaft* ungenügend* unwichtig* misstrau* \
    niedrig* gering* selten* nie niemals wenig weniger kaum verschlechter* negativ* schwach* gesunken abgenommen sinken* \
    unwahrscheinlich* schwierig* schwer schädlich* nutzlos* widersprech* unglücklich* ungerecht* pessimistisch* unsicher* \
    uninteress* unangenehm* enttäuscht* disagree* oppos* against dissatisf* unsatisf* bad poor awful terrible unimportant \
    distrust* mistrust* low rarely seldom never worse worsen* negative* weak unlikely uncertain unhelpful useless \
    difficult hard uninterested false unhappy unfair pessimistic disapprove* decrease* less falling fewer little hardly \
    uncomfortable unsafe ineffective unsuccessful";

/// Words that turn the next one round.
const NOT: &str = "nicht kein* not no don't doesn't none";

/// Degrees that alone name the good end: "sehr", "eher", "gar nicht".
const DEGREES: &str = "sehr voll völlig ganz absolut eher ziemlich very fully completely totally strongly fairly rather \
    extremely mostly somewhat";

/// 1 for the good side of a scale, -1 for the other, 0 where the words do not say.
pub fn stance(answer: &str) -> i8 {
    let folded = answer.to_lowercase().replace('’', "'");
    let words: Vec<&str> = folded
        .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let any = |list: &str| words.iter().any(|word| is_in(list, word));
    let turned = any(NOT);
    let side = match (any(GOOD), any(BAD)) {
        (true, false) => 1,
        (false, true) => -1,
        // "Weder gut noch schlecht" names both sides.
        (true, true) => 0,
        (false, false) if turned => return -1,
        (false, false) => return i8::from(any(DEGREES)),
    };
    if turned { -side } else { side }
}

/// Whether a list holds a word.
fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| match known.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => known == word,
    })
}

/// Whether the first of these answers, in the order of their scale, is its good end; `None` where the words do not
/// say. The ends decide, and where an end says nothing, the answer next to it.
pub fn good_end_first(answers: &[&str]) -> Option<bool> {
    let half = answers.len() / 2;
    let telling =
        |side: &mut dyn Iterator<Item = &&str>| side.map(|name| stance(name)).find(|side| *side != 0);
    let first = telling(&mut answers.iter().take(half)).unwrap_or(0);
    let last = telling(&mut answers.iter().rev().take(half)).unwrap_or(0);
    (first != last).then_some(first > last)
}

#[cfg(test)]
mod tests {
    use super::{good_end_first, stance};

    #[test]
    fn negations_turn_an_answer_round() {
        let sides =
            ["stimme voll zu", "stimme eher nicht zu", "unzufrieden", "nicht schlecht", "teils/teils"];
        assert_eq!(sides.map(stance), [1, -1, -1, 1, 0]);
        let sides = ["strongly agree", "strongly disagree", "not very much", "none at all", "neither"];
        assert_eq!(sides.map(stance), [1, -1, -1, -1, 0]);
    }

    #[test]
    fn scales_begin_at_either_end_or_do_not_say() {
        assert_eq!(
            good_end_first(&["sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft"]),
            Some(true)
        );
        assert_eq!(good_end_first(&["lehne ganz ab", "lehne eher ab", "stimme zu"]), Some(false));
        assert_eq!(good_end_first(&["sehr", "eher", "teils", "eher nicht", "gar nicht"]), Some(true));
        assert_eq!(good_end_first(&["a great deal", "a fair amount", "not much", "none"]), Some(true));
        assert_eq!(good_end_first(&["1", "2", "3", "4", "5"]), None);
        assert_eq!(good_end_first(&["links", "Mitte", "rechts"]), None);
    }
}
