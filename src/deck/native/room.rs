//! How much room texts take in a chart that another program draws: that program lays them out, so this is an estimate on
//! the safe side.

/// The size of labels in points.
pub const SIZE: f32 = 14.0;

/// The smallest labels that can be read from the back; a chart that needs smaller ones is a picture, which places them
/// better.
pub(super) const LEAST: f32 = 11.0;

/// The width of a letter and the height of a line, as shares of the size.
const LETTER: f32 = 0.54;
const LINE: f32 = 1.36;

/// The share of the width that names beside bars may take.
pub(super) const NAMES: f32 = 0.4;

/// The width of words on one line.
pub(super) fn width(words: &str, size: f32) -> f32 {
    words.chars().count() as f32 * size * LETTER
}

/// The height of a line.
pub(super) fn line(size: f32) -> f32 {
    size * LINE
}

/// How many lines words take in this width; `None` where one of them is wider alone.
pub(super) fn lines(words: &str, room: f32, size: f32) -> Option<usize> {
    let (mut count, mut at) = (1, 0.0f32);
    for word in words.split(' ') {
        let word = width(word, size);
        if word > room {
            return None;
        }
        if at > 0.0 && at + word > room {
            count += 1;
            at = 0.0;
        }
        at += word + size * LETTER;
    }
    Some(count)
}

/// Sizes from the usual one down to the smallest that programs set, in half points.
fn sizes() -> impl Iterator<Item = f32> {
    (0..=16).map(|step| SIZE - step as f32 / 2.0)
}

/// The size of names beside so many bars in a chart of this width and height.
pub(super) fn beside<'n>(names: impl Iterator<Item = &'n str> + Clone, (width, height): (f32, f32)) -> f32 {
    let pitch = height / names.clone().count().max(1) as f32;
    let fits = |size: &f32| {
        names.clone().all(|name| {
            lines(name, width * NAMES, *size).is_some_and(|count| count as f32 * line(*size) <= pitch)
        })
    };
    sizes().find(fits).unwrap_or(6.0)
}

/// The size of names below so many columns, and how many lines they take.
pub(super) fn below<'n>(
    names: impl Iterator<Item = &'n str> + Clone,
    (width, height): (f32, f32),
) -> (f32, usize) {
    let pitch = width / names.clone().count().max(1) as f32 * 0.94;
    let taken = |size: f32| {
        names.clone().map(|name| lines(name, pitch, size)).try_fold(1, |most, count| Some(most.max(count?)))
    };
    let fits = |size: f32| taken(size).filter(|count| *count as f32 * line(size) <= height * 0.3);
    sizes().find_map(|size| Some((size, fits(size)?))).unwrap_or((6.0, 2))
}

/// Moves places apart until each has this distance from the next, within the limits and as little as possible. Places are
/// in their order.
pub(super) fn apart(places: &[f32], distance: f32, (from, to): (f32, f32)) -> Vec<f32> {
    // Blocks of places that touch: the sum of where their first one should be, and how many they are.
    let mut blocks: Vec<(f32, usize)> = Vec::new();
    let start = |(sum, count): (f32, usize)| {
        let long = (count - 1) as f32 * distance;
        (sum / count as f32).min(to - long).max(from)
    };
    for place in places {
        blocks.push((*place, 1));
        while let [.., before, last] = blocks[..] {
            if start(before) + before.1 as f32 * distance <= start(last) {
                break;
            }
            let shifted = last.0 - (last.1 * before.1) as f32 * distance;
            blocks.truncate(blocks.len() - 2);
            blocks.push((before.0 + shifted, before.1 + last.1));
        }
    }
    let place = |block: (f32, usize)| {
        let first = start(block);
        (0..block.1).map(move |at| first + at as f32 * distance)
    };
    blocks.into_iter().flat_map(place).collect()
}

/// A round end of an axis beyond `most`, and the distance between its ticks.
pub(super) fn ticks(least: f64, most: f64) -> (f64, f64, f64) {
    let span = (most - least).max(f64::MIN_POSITIVE);
    let power = 10f64.powf((span / 5.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|unit| unit * power);
    let step = step.into_iter().find(|step| span / step <= 5.5).unwrap_or(power * 10.0);
    let tidy = |value: f64| format!("{value:.9e}").parse().unwrap_or(value);
    (tidy((least / step).floor() * step), tidy((most / step).ceil() * step), tidy(step))
}

#[cfg(test)]
mod tests {
    use super::{apart, beside, lines, ticks};

    #[test]
    fn places_move_apart_as_little_as_possible() {
        assert_eq!(apart(&[10.0, 50.0], 18.0, (0.0, 100.0)), [10.0, 50.0]);
        assert_eq!(apart(&[40.0, 40.0], 18.0, (0.0, 100.0)), [31.0, 49.0]);
        assert_eq!(apart(&[40.0, 41.0, 95.0], 18.0, (0.0, 90.0)), [31.5, 49.5, 90.0]);
        assert_eq!(apart(&[2.0, 2.0, 2.0], 10.0, (0.0, 90.0)), [0.0, 10.0, 20.0]);
    }

    #[test]
    fn an_axis_ends_at_a_tick() {
        assert_eq!(ticks(0.0, 81.0), (0.0, 100.0, 20.0));
        assert_eq!(ticks(0.0, 37.0), (0.0, 40.0, 10.0));
        assert_eq!(ticks(-11.2, 7.5), (-15.0, 10.0, 5.0));
    }

    #[test]
    fn names_of_many_bars_are_smaller() {
        let names = |count| std::iter::repeat_n("Ein Name", count);
        assert_eq!(beside(names(5), (860.0, 300.0)), 14.0);
        assert!(beside(names(27), (860.0, 300.0)) < 9.0);
        assert_eq!(lines("Donaudampfschifffahrt", 50.0, 14.0), None);
    }
}
