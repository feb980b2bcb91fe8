//! Words by which columns are known: what they hold beside answers.

use super::lower;

/// Whether a word says what a row of an answer holds, where several take turns.
pub(in crate::propose) fn means_turn(name: &str) -> bool {
    let name = lower(name);
    // `% within Age`, as SPSS writes it.
    let begins = ["% innerhalb", "% within", "% von", "% of", "% der", "erwartete", "expected", "resid"];
    let words = [
        "n",
        "%",
        "abs",
        "abs.",
        "absolut",
        "anzahl",
        "anz.",
        "prozent",
        "percent",
        "percentage",
        "count",
        "counts",
        "in %",
        "col %",
        "column %",
        "column n %",
        "row %",
        "spalten-%",
        "spalten %",
        "anteil",
        "sig",
        "sig.",
        "fälle",
    ];
    words.contains(&name.as_str()) || begins.iter().any(|begin| name.starts_with(begin))
}

/// Whether the name of a column says that it holds changes and no shares.
pub(in crate::propose) fn means_change(name: &str) -> bool {
    let name = lower(name);
    let begins = [
        "veränderung",
        "differenz",
        "diff.",
        "diff ",
        "change",
        "difference",
        "abweichung",
        "±",
        "+/-",
        "+/−",
        "δ",
        "∆",
    ];
    name == "diff" || begins.iter().any(|word| name.starts_with(word))
}

/// Whether columns are those of a table of frequencies, as statistics programs print it: the one with the shares of all
/// who answered.
pub(in crate::propose) fn valid_share(names: &[String]) -> Option<usize> {
    let names: Vec<String> = names.iter().map(|name| lower(name)).collect();
    let find = |words: &[&str]| names.iter().position(|name| words.contains(&name.as_str()));
    find(&["häufigkeit", "häufigkeiten", "frequency", "freq."])?;
    find(&["gültige prozente", "valid percent", "valid %"])
}

/// Whether a column is named by a month, a quarter or a year.
pub(in crate::propose) fn means_period(name: &str) -> bool {
    let name = lower(name);
    let months = [
        "january",
        "januar",
        "february",
        "februar",
        "march",
        "märz",
        "mrz",
        "april",
        "mai",
        "may",
        "june",
        "juni",
        "july",
        "juli",
        "august",
        "september",
        "october",
        "oktober",
        "november",
        "december",
        "dezember",
    ];
    let is_month =
        |word: &str| word.chars().count() > 2 && months.iter().any(|month| month.starts_with(word));
    let is_number =
        |word: &str| word.parse::<u32>().is_ok_and(|year| year < 100 || (1900..=2100).contains(&year));
    let is_quarter = |word: &str| {
        ["q", "quartal", "quarter", "qu"].iter().any(|begin| {
            word.strip_prefix(begin)
                .is_some_and(|rest| rest.is_empty() || matches!(rest, "1" | "2" | "3" | "4"))
        })
    };
    let mut words = name.split([' ', '.', '/', '-']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| is_number(word) || is_quarter(word) || is_month(word))
}

/// Whether a column holds means.
pub(in crate::propose) fn means_mean(name: &str) -> bool {
    let name = lower(name);
    let begins = ["mittelwert", "arithm", "durchschnitt", "mean", "average", "ø"];
    name == "mw" || begins.iter().any(|begin| name.starts_with(begin))
}

/// Whether a column holds nothing but shares, by its name alone.
pub(in crate::propose) fn means_shares(name: &str) -> bool {
    let words = [
        "%",
        "prozent",
        "in %",
        "in prozent",
        "anteil",
        "anteile",
        "anteil in %",
        "percent",
        "percentage",
        "share",
        "col %",
        "column %",
        "row %",
        "spalten-%",
        "spalten %",
        "zeilen-%",
    ];
    words.contains(&lower(name).as_str())
}

/// Whether a column holds nothing but counts, by its name alone.
pub(in crate::propose) fn means_counts(name: &str) -> bool {
    let words = [
        "n",
        "abs",
        "abs.",
        "absolut",
        "anzahl",
        "anz.",
        "count",
        "counts",
        "häufigkeit",
        "häufigkeiten",
        "frequency",
        "fälle",
        "nennungen",
        "fallzahl",
    ];
    words.contains(&lower(name).as_str())
}

/// Whether a column holds the ends of intervals, or how far they reach.
pub(in crate::propose) fn means_interval(name: &str) -> bool {
    let name = lower(name);
    let mut words = name.split(|sign: char| !sign.is_alphanumeric());
    let begins =
        ["untere grenze", "obere grenze", "konfidenz", "confidence", "lower ", "upper ", "margin of error"];
    words.any(|word| ["ki", "ci", "lcl", "ucl", "moe"].contains(&word))
        || ["lower", "upper", "±"].contains(&name.as_str())
        || begins.iter().any(|begin| name.starts_with(begin))
}
