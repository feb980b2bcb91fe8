//! What pairs of answers have in common: how many respondents gave both, and how far the difference of the two shares varies by
//! the design of the sample.

use super::answers::Answers;
use super::precise::{Group, Precise};
use super::questions::Question;
use crate::survey::base::Tally;
use crate::survey::overlap::{MOST_ANSWERS, Pairs, place};

/// So many variances are computed for a series.
const MOST_VARIANCES: usize = 2_000;
/// And so many values of respondents go into them.
const MOST_VALUES: usize = 50_000_000;

/// The pairs of a question's answers and nets, by column. `tallies` and `bases` are those of the columns.
pub(super) fn of(
    question: &Question<'_>,
    answers: &Answers,
    (tallies, bases): (&[Vec<Tally>], &[Tally]),
    (precise, groups): (Option<&Precise<'_>>, &[Group]),
) -> Vec<Pairs> {
    let rows = answers.names.len() + question.nets.len();
    let is_several = answers.of.iter().flatten().any(|given| given.len() > 1);
    if !(2..=MOST_ANSWERS).contains(&rows) || !(question.is_several() || is_several || precise.is_some()) {
        return Vec::new();
    }
    let count = rows * (rows - 1) / 2;
    let held: Vec<Vec<usize>> = answers.of.iter().map(|given| held(question, answers, given)).collect();
    let both = |(tallies, base): (&Vec<Tally>, &Tally)| {
        let mut both = vec![0.0; count];
        for (tally, held) in tallies.iter().zip(&held) {
            for (at, one) in held.iter().enumerate() {
                held[at + 1..].iter().for_each(|other| both[place(*one, *other, rows)] += tally.weights);
            }
        }
        if base.weights > 0.0 {
            both.iter_mut().for_each(|sum| *sum *= 100.0 / base.weights);
        }
        Pairs { both, ..Pairs::default() }
    };
    let mut pairs: Vec<Pairs> = tallies.iter().zip(bases).map(both).collect();
    let respondents: usize = bases.first().map_or(0, |base| base.persons as usize);
    let is_few = count * groups.len() <= MOST_VARIANCES && count * respondents <= MOST_VALUES;
    if let Some(precise) = precise.filter(|_| is_few) {
        let differences = |given: &Option<Vec<usize>>, held: &Vec<usize>| {
            if given.is_none() && !question.everyone {
                return None;
            }
            let mut values = vec![0.0; count];
            let worth = |row: usize| if held.contains(&row) { 100.0 } else { 0.0 };
            for one in 0..rows {
                (one + 1..rows).for_each(|other| values[place(one, other, rows)] = worth(one) - worth(other));
            }
            Some(values)
        };
        let of: Vec<Option<Vec<f64>>> =
            answers.of.iter().zip(&held).map(|(given, held)| differences(given, held)).collect();
        let lines = precise.of_values(0, &of, count, groups);
        for (column, pairs) in pairs.iter_mut().enumerate() {
            pairs.variances = lines.iter().map(|line| line.variance(column).unwrap_or(0.0)).collect();
            pairs.freedom = lines.first().and_then(|line| line.freedom.get(column)).copied().unwrap_or(0.0);
        }
    }
    pairs
}

/// The rows that somebody with these answers is counted in.
fn held(question: &Question<'_>, answers: &Answers, given: &Option<Vec<usize>>) -> Vec<usize> {
    let Some(given) = given else { return Vec::new() };
    let is_in = |net: &Vec<String>| given.iter().any(|answer| net.contains(&answers.names[*answer]));
    let nets = question.nets.iter().zip(answers.names.len()..).filter(|(net, _)| is_in(net));
    let mut held: Vec<usize> = given.iter().copied().chain(nets.map(|(_, row)| row)).collect();
    held.sort_unstable();
    held.dedup();
    held
}
