//! Tables whose answers have several rows each, such as a count with its share below.

use super::grid::{Grid, Item};
use super::rows::period;
use super::tables::Region;

/// What the rows of an answer hold, where they take turns.
pub(super) fn turns(grid: &Grid, region: &Region) -> Vec<&'static str> {
    let period = period(grid, region);
    if period == 1 {
        return Vec::new();
    }
    let named =
        |row: usize| !grid.slot(row, region.label).merged && *grid.item(row, region.label) != Item::Nothing;
    let mut offset = period;
    let mut kinds: Vec<Vec<Option<(bool, f64)>>> = vec![Vec::new(); period];
    for (index, row) in region.body.iter().enumerate() {
        let is_turn = region.body.get(index + 1).is_some_and(|next| !named(*next));
        if named(*row) {
            offset = if is_turn { 0 } else { period };
        }
        if offset >= period {
            continue;
        }
        // A cell without a figure keeps its place.
        let figures = region.columns.iter().map(|column| grid.figure(*row, *column));
        kinds[offset].extend(figures.map(|figure| figure.map(|figure| (figure.percent, figure.shown()))));
        offset += 1;
    }
    let is_share = |turn: &Vec<Option<(bool, f64)>>| {
        let mut figures = turn.iter().flatten();
        let fraction = figures.clone().any(|(_, value)| value.fract() != 0.0);
        figures.clone().all(|(percent, _)| *percent)
            || (figures.all(|(_, value)| *value <= 100.0) && fraction)
    };
    let mut words: Vec<&'static str> = kinds
        .iter()
        .map(|turn| match turn {
            turn if turn.iter().flatten().next().is_none() => "skip",
            turn if is_share(turn) => "percent",
            _ => "count",
        })
        .collect();
    let shares = words.iter().filter(|word| **word == "percent").count();
    let counts = words.iter().filter(|word| **word == "count").count();
    // Whole shares below counts: the smaller figures are the shares.
    if shares == 0 && counts == 2 {
        // Rows of two groups are no counts with their shares.
        if !are_shares_of(&kinds, region.columns.len()) {
            return Vec::new();
        }
        let at: Vec<usize> = (0..period).filter(|at| words[*at] == "count").collect();
        let smaller = if sum(&kinds[at[0]]) < sum(&kinds[at[1]]) { at[0] } else { at[1] };
        words[smaller] = "percent";
    }
    words
}

/// The sum of the figures of a turn.
fn sum(turn: &[Option<(bool, f64)>]) -> f64 {
    turn.iter().flatten().map(|(_, value)| value).sum()
}

/// Whether one of two rows holds the shares of the counts in the other: then all say the same number of respondents.
fn are_shares_of(kinds: &[Vec<Option<(bool, f64)>>], width: usize) -> bool {
    let mut turns = kinds.iter().filter(|turn| turn.iter().flatten().next().is_some());
    let (Some(first), Some(second)) = (turns.next(), turns.next()) else { return false };
    let (shares, counts) = if sum(first) < sum(second) { (first, second) } else { (second, first) };
    shares.len() == counts.len()
        && (0..width.max(1)).all(|column| {
            let sizes = shares.iter().zip(counts).skip(column).step_by(width.max(1));
            let sizes = sizes.filter_map(|(share, count)| Some(((*share)?, (*count)?)));
            // A small share is rounded too much to say of how many it is one.
            let sizes =
                sizes.filter(|((_, share), _)| *share >= 5.0).map(|((_, share), (_, count))| count / share);
            let (least, most) =
                sizes.fold((f64::INFINITY, 0.0_f64), |(least, most), size| (least.min(size), most.max(size)));
            least.is_infinite() || most <= 1.3 * least
        })
}
