//! Words by which institutes name bases, nets, non-response and the rest, in German and English. What they suggest is
//! held against the figures, and said.

mod columns;

use crate::survey::names::bare;
pub(super) use columns::{
    means_change, means_counts, means_interval, means_mean, means_period, means_shares, means_turn,
    valid_share,
};

/// A text in small letters without footnote marks at its end.
fn lower(text: &str) -> String {
    bare(text).to_lowercase()
}

/// Whether the name of a row says that it holds numbers of respondents.
pub(super) fn means_base(name: &str) -> bool {
    let name = lower(name);
    let bare = name.split(['(', ':', '=', ',']).next().unwrap_or_default().trim();
    let inside = name.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')').trim());
    let plain = [
        "n",
        "basis",
        "base",
        "fallzahl",
        "fallzahlen",
        "stichprobe",
        "interviews",
        "fälle",
        "cases",
        "befragte",
        "respondents",
    ];
    let begins = [
        "basis ",
        "base ",
        "n ",
        "fallzahl ",
        "anzahl befragte",
        "anzahl der befragten",
        "zahl der befragten",
        "anzahl interviews",
        "anzahl der interviews",
        "befragte insgesamt",
        "befragte gesamt",
        "ungewichtet",
        "unweighted",
        "gewichtete basis",
        "gewichtete fallzahl",
        "weighted base",
        "weighted n",
        "sample size",
        "sample",
        "number of respondents",
        "total respondents",
        "respondents",
        "gültige fälle",
        "valid cases",
        "stichprobe",
    ];
    // `Effective base`, `gewichtete Fallbasis`.
    let ends = [" base", "basis", " sample size", " fallzahl", " n"];
    let is_short = bare.split_whitespace().count() <= 3;
    plain.contains(&bare)
        || is_short && ends.iter().any(|end| bare.ends_with(end))
        || ["n", "n=", "ungewichtet", "unweighted"].contains(&inside)
        || begins.iter().any(|begin| bare.starts_with(begin))
}

/// Whether a base row counts respondents, not their weights.
pub(super) fn is_unweighted(name: &str) -> bool {
    let name = lower(name);
    name.contains("ungewichtet") || name.contains("unweighted") || name.contains("ungew.")
}

/// Whether a base row holds weighted numbers.
pub(super) fn is_weighted(name: &str) -> bool {
    let name = lower(name);
    !is_unweighted(&name)
        && (name.contains("gewichtet") || name.contains("weighted") || name.contains("gew."))
}

/// The base to take n from: respondents that were asked rather than the sum of their weights.
pub(super) fn preferred_base<'n, T>(mut found: impl Iterator<Item = (T, &'n str)> + Clone) -> Option<T> {
    let unweighted = found.clone().find(|(_, name)| is_unweighted(name));
    let plain = || found.clone().find(|(_, name)| !is_weighted(name));
    unweighted.or_else(plain).or_else(|| found.next()).map(|(base, _)| base)
}

/// What is not sure about the base that n is taken from.
pub(super) fn doubt_of_base(best: &str, others: &[String]) -> Option<String> {
    if !others.is_empty() {
        return Some(format!("n is taken from `{best}` and not from {}", others.join(", ")));
    }
    is_weighted(best).then(|| format!("n is taken from `{best}`, which is weighted"))
}

/// Whether the net is one of the first answers, or of the last.
pub(super) fn side_of_net(name: &str) -> Option<bool> {
    let name = lower(name);
    if name.starts_with("top")
        || name.starts_with("t2b")
        || name.starts_with("t3b")
        || name.starts_with("oberste")
    {
        return Some(true);
    }
    (name.starts_with("bottom")
        || name.starts_with("b2b")
        || name.starts_with("b3b")
        || name.starts_with("unterste"))
    .then_some(false)
}

/// Whether a name is that of an answer that is none. Each part has to be: “don’t know what there is” is an answer.
pub(super) fn means_missing(name: &str) -> bool {
    let name = lower(name).replace('’', "'").replace(" oder ", "/").replace(" or ", "/");
    let parts: Vec<&str> =
        name.split(['/', ',', '(', ')', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let exact = [
        "98",
        "99",
        "998",
        "999",
        "-9",
        "-8",
        "k. a",
        "k. a.",
        "k.a.",
        "k.a",
        "ka",
        "w. n.",
        "w.n.",
        "wn",
        "n/a",
        "na",
        "n.a.",
        "dk",
        "ref",
        "weiß nicht",
        "weiss nicht",
        "weiß ich nicht",
        "weiß es nicht",
        "keine angabe",
        "keine angaben",
        "keine antwort",
        "keine meinung",
        "möchte ich nicht beantworten",
        "möchte ich nicht sagen",
        "verweigert",
        "don't know",
        "do not know",
        "dont know",
        "no answer",
        "not stated",
        "refused",
        "prefer not to say",
        "prefer not to answer",
        "can't say",
        "cannot say",
        "not sure",
        "unsure",
        "no opinion",
        "no response",
        "unentschieden",
        "none given",
        "kann ich nicht sagen",
        "kann ich nicht beurteilen",
        "kann ich nicht einschätzen",
        "trifft nicht zu",
        "not applicable",
        "weiß nicht mehr",
        "dk",
        "ich weiß nicht",
        "ich weiß es nicht",
        "i don't know",
    ];
    // `99 = keine Angabe`, `99: k. A.`
    let bare = |part: &str| -> String {
        let rest = part.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '-');
        let coded = rest.len() < part.len() && rest.trim_start().starts_with(['=', ':', '.']);
        if coded { rest.trim_start_matches([' ', '=', ':', '.']).to_owned() } else { part.to_owned() }
    };
    exact.contains(&name.as_str())
        || !parts.is_empty() && parts.iter().all(|part| exact.contains(&bare(part).as_str()))
}

/// Whether a row is a statistic and no share.
pub(super) fn means_statistic(name: &str) -> bool {
    let name = lower(name);
    let begins = [
        "mittelwert",
        "arithm",
        "durchschnitt",
        "mean",
        "average",
        "median",
        "standardabweichung",
        "std",
        "standard dev",
        "standard err",
        "standardfehler",
        "varianz",
        "variance",
        "ø",
        "modus",
        "konfidenzintervall",
        "confidence interval",
        "s.d.",
    ];
    begins.iter().any(|begin| name.starts_with(begin)) || ["sd", "mw", "se"].contains(&name.as_str())
}

/// Whether one of the words of a name is that of a total: `Unfälle insgesamt`, `Alle Befragten`, `Gesamt gültig`.
pub(super) fn speaks_of_total(name: &str) -> bool {
    let name = lower(name);
    let mut words = name.split(|sign: char| !sign.is_alphanumeric());
    words.any(|word| {
        ["insgesamt", "gesamt", "total", "alle", "all", "summe", "zusammen", "zus"].contains(&word)
    })
}

/// Whether statistics programs use this word as the heading of missing values in a frequency table.
pub(super) fn means_absent(name: &str) -> bool {
    ["fehlend", "fehlende werte", "missing", "missing values"].contains(&lower(name).as_str())
}

/// Whether a row is computed from the answers beside it: such as a balance or the Net Promoter Score.
pub(super) fn means_score(name: &str) -> bool {
    let name = lower(name);
    ["nps", "net promoter score", "saldo", "balance", "indexwert", "index score", "netto-saldo"]
        .iter()
        .any(|word| name == *word || name.starts_with(&format!("{word} ")))
        || name.starts_with("net promoter")
}

/// Whether a row is a part of the one above it: `darunter: Auszubildende`. The whole name, or only its begin.
pub(super) fn means_part(name: &str) -> bool {
    let name = lower(name);
    ["darunter", "dar.", "dar. ", "of which", "of whom", "including", "dont"].iter().any(|word| {
        name == *word || name.starts_with(&format!("{word} ")) || name.starts_with(&format!("{word}:"))
    })
}

/// Whether an answer is a step of a scale.
fn is_step(name: &str) -> bool {
    let name = lower(name);
    let begins = [
        "sehr ",
        "eher ",
        "völlig",
        "voll ",
        "überhaupt nicht",
        "gar nicht",
        "stimme ",
        "trifft ",
        "teils",
        "weder",
        "mittel",
        "äußerst",
        "ziemlich",
        "etwas ",
        "wenig",
        "kaum",
        "very ",
        "rather ",
        "somewhat",
        "fairly",
        "strongly",
        "quite ",
        "tend to",
        "agree",
        "disagree",
        "neither",
        "not at all",
        "not very",
        "completely",
        "extremely",
        "slightly",
        "moderately",
        "immer",
        "oft",
        "häufig",
        "manchmal",
        "selten",
        "nie",
        "always",
        "often",
        "sometimes",
        "rarely",
        "never",
        "täglich",
        "daily",
        "weekly",
        "wöchentlich",
        "monatlich",
        "monthly",
        "excellent",
        "poor",
        "ausgezeichnet",
        "mangelhaft",
    ];
    let whole = [
        "gut",
        "schlecht",
        "good",
        "bad",
        "fair",
        "zufrieden",
        "unzufrieden",
        "satisfied",
        "dissatisfied",
        "wichtig",
        "unwichtig",
        "important",
        "befriedigend",
        "ausreichend",
        "ungenügend",
        "hoch",
        "niedrig",
        "high",
        "low",
        "medium",
        "einfach",
        "schwierig",
        "easy",
        "difficult",
    ];
    begins.iter().any(|begin| name.starts_with(begin)) || whole.contains(&name.as_str())
}

/// Whether answers are an ordered scale.
pub(super) fn are_scale(names: &[&str]) -> bool {
    let named = names.iter().filter(|name| is_step(name)).count();
    let code =
        |name: &&str| name.split([' ', '=', ':', '-']).next().and_then(|word| word.parse::<u32>().ok());
    let codes: Vec<u32> = names.iter().filter_map(code).collect();
    let runs = codes.len() == names.len()
        && names.len() >= 4
        && (codes.windows(2).all(|pair| pair[1] == pair[0] + 1)
            || codes.windows(2).all(|pair| pair[0] == pair[1] + 1));
    names.len() >= 3 && (5 * named >= 3 * names.len() || runs && codes.iter().any(|code| *code <= 1))
}

#[cfg(test)]
mod tests {
    use super::{are_scale, means_base, means_missing, means_statistic, side_of_net};
    use crate::survey::names::means_net;

    #[test]
    fn rows_by_their_names() {
        for base in [
            "n",
            "n =",
            "Basis",
            "Basis (ungewichtet)",
            "Base: all",
            "Befragte (n)",
            "Anzahl Befragte",
            "Unweighted base",
            "Total (n)",
        ] {
            assert!(means_base(base), "{base}");
        }
        for answer in ["nein", "Basisdemokratie", "Nie", "no", "Baseball"] {
            assert!(!means_base(answer), "{answer}");
        }
        for net in ["Top-2 (netto)", "Top 2 Box", "Summe (sehr+eher)", "NET: satisfied", "T2B", "Bottom-2"] {
            assert!(means_net(net), "{net}");
        }
        assert!(
            !means_net("Topfpflanzen")
                && !means_net("Internet")
                && !means_net("Nettoeinkommen".trim_start_matches("Netto"))
        );
        assert_eq!(
            (side_of_net("Top-2"), side_of_net("Bottom 2"), side_of_net("Summe")),
            (Some(true), Some(false), None)
        );
        for missing in [
            "weiß nicht",
            "k. A.",
            "Weiß nicht / keine Angabe",
            "Don’t know",
            "99",
            "Refused",
            "99 = keine Angabe",
            "Don't know/Refused",
        ] {
            assert!(means_missing(missing), "{missing}");
        }
        for answer in ["weiß nicht, was es gibt", "Don’t know where to go", "nein", "keine"] {
            assert!(!means_missing(answer), "{answer}");
        }
        assert!(
            means_statistic("Mittelwert") && means_statistic("Mean (1-5)") && !means_statistic("Mediathek")
        );
    }

    #[test]
    fn scales_and_lists() {
        assert!(are_scale(&["sehr zufrieden", "eher zufrieden", "eher unzufrieden", "sehr unzufrieden"]));
        assert!(are_scale(&["1 = poor", "2", "3", "4", "5 = good"]));
        assert!(!are_scale(&["Bus", "Bahn", "Auto"]) && !are_scale(&["ja", "nein"]));
    }
}
