//! Numbers from eleven to ninety-nine in words: "siebenundsechzig", "sixty-seven".

use super::words::Token;

const UNITS: [(&str, f64); 18] = [
    ("ein", 1.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("funf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("neun", 9.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
];

const TENS: [(&str, f64); 16] = [
    ("zwanzig", 20.0),
    ("dreissig", 30.0),
    ("vierzig", 40.0),
    ("funfzig", 50.0),
    ("sechzig", 60.0),
    ("siebzig", 70.0),
    ("achtzig", 80.0),
    ("neunzig", 90.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const TEENS: [(&str, f64); 18] = [
    ("elf", 11.0),
    ("zwolf", 12.0),
    ("dreizehn", 13.0),
    ("vierzehn", 14.0),
    ("funfzehn", 15.0),
    ("sechzehn", 16.0),
    ("siebzehn", 17.0),
    ("achtzehn", 18.0),
    ("neunzehn", 19.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
];

fn find(list: &[(&str, f64)], word: &str) -> Option<f64> {
    list.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

/// The number that words state from a token on, and how many tokens they are.
pub(super) fn number_words(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let word = tokens.get(at)?.word.as_str();
    if let Some(teen) = find(&TEENS, word) {
        return Some((teen, 1));
    }
    if let Some((unit, tens)) = word.split_once("und")
        && let Some((unit, tens)) = find(&UNITS, unit).zip(find(&TENS, tens))
    {
        return Some((tens + unit, 1));
    }
    let tens = find(&TENS, word)?;
    // "Sixty-seven" is two tokens with a hyphen between.
    let next = tokens.get(at + 1).filter(|next| next.start == tokens[at].end + 1);
    match next.and_then(|next| find(&UNITS, &next.word)) {
        Some(unit) => Some((tens + unit, 2)),
        None => Some((tens, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::tokens;
    use super::number_words;
    use crate::language::Language::{English, German};

    #[test]
    fn numbers_in_words() {
        let of = |text: &str, language| number_words(&tokens(text, language), 0);
        assert_eq!(of("siebenundsechzig Prozent", German), Some((67.0, 1)));
        assert_eq!(of("dreißig Prozent", German), Some((30.0, 1)));
        assert_eq!(of("sixty-seven per cent", English), Some((67.0, 2)));
        assert_eq!(of("Hundert", German), None);
    }
}
