//! Waves in words: when each was asked, and how.

use crate::language::{Language, number};
use crate::survey::waves::Wave;

/// `2019: March 2019, by telephone; 2024: July 2024, online`. The method is said where it differs. A single wave without a time
/// has its name; `None` where several have neither a time nor a method to tell.
pub fn when(waves: &[Wave], language: Language) -> Option<String> {
    let period = |wave: &Wave| Some(number::period(wave.fieldwork.as_ref()?, language));
    if let [only] = waves {
        return period(only).or_else(|| Some(only.name.clone()));
    }
    let modes = differing_modes(waves);
    let said = |wave: &Wave| {
        let mode = wave.mode.clone().filter(|_| modes);
        let both: Vec<String> = period(wave).into_iter().chain(mode).collect();
        (!both.is_empty()).then(|| format!("{}: {}", wave.name, both.join(", ")))
    };
    let all: Vec<String> = waves.iter().filter_map(said).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// When each wave was asked, with its number of respondents: a fact of the method page.
pub fn fieldwork(waves: &[Wave], language: Language) -> Option<String> {
    let said = |wave: &Wave| {
        let period = wave.fieldwork.as_ref().map(|iso| number::period(iso, language));
        let n = wave.n.map(|n| format!("n\u{a0}=\u{a0}{}", number::number(f64::from(n), 0, language)));
        let both: Vec<String> = period.into_iter().chain(n).collect();
        (!both.is_empty()).then(|| format!("{}: {}", wave.name, both.join(", ")))
    };
    let all: Vec<String> = waves.iter().filter_map(said).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// How each wave was asked, where they differ in that; `None` where they do not.
pub fn modes(waves: &[Wave]) -> Option<String> {
    let all = waves.iter().filter_map(|wave| Some(format!("{}: {}", wave.name, wave.mode.as_ref()?)));
    differing_modes(waves).then(|| all.collect::<Vec<_>>().join("; "))
}

fn differing_modes(waves: &[Wave]) -> bool {
    waves.windows(2).any(|pair| pair[0].mode != pair[1].mode)
}
