//! Breaks measured pieces into lines by total fit, which considers all lines together.

/// An unbreakable stretch of text, with what may happen after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece {
    /// Its width without the space after it.
    pub width: f32,
    /// The width of that space, which counts only if the line continues.
    pub space: f32,
    /// What may happen after it.
    pub after: After,
}

/// What may happen after a piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum After {
    /// The line may end here.
    Break,
    /// The line may end here, with a hyphen of this width.
    Hyphen(f32),
    /// The line must end here.
    End,
    /// The line may end here as a last resort.
    Emergency,
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Lines of similar length: labels.
    Even,
    /// Like `Even`, but words that fit on a line are not hyphenated: titles.
    Title,
    /// Full lines, the last of any length: running text.
    Running,
}

// Costs are in units of the squared empty share of a line.
const HYPHEN_COST: f32 = 0.25;
/// More than the cost of one more line.
const TITLE_HYPHEN_COST: f32 = 2.0;
const LINE_COST: f32 = 0.5;
const EMERGENCY_COST: f32 = 5.0;
const OVERFULL_COST: f32 = 1000.0;

/// Breaks the pieces into lines of at most `width`; returns the index after the last piece of each line.
///
/// Minimises the sum over all lines of the squared empty share, plus a cost for each line and each hyphen (after
/// Knuth and Plass, "Breaking Paragraphs into Lines", 1981, for ragged text). A piece wider than the line gets its
/// own.
pub fn break_lines(pieces: &[Piece], width: f32, shape: Shape) -> Vec<usize> {
    let count = pieces.len();
    let mut best = vec![f32::INFINITY; count + 1];
    let mut from = vec![0; count + 1];
    best[0] = 0.0;
    for start in 0..count {
        if best[start].is_infinite() {
            continue;
        }
        let mut filled = 0.0;
        for (end, piece) in pieces.iter().enumerate().skip(start) {
            let hyphen = if let After::Hyphen(width) = piece.after { width } else { 0.0 };
            let line = filled + piece.width + hyphen;
            let overfull = line > width + 0.01;
            // Nothing more fits. A single piece that is too wide still gets a line.
            if filled + piece.width > width + 0.01 && end > start {
                break;
            }
            let last = end + 1 == count || piece.after == After::End;
            let cost = best[start] + line_cost(piece.after, line / width.max(0.01), overfull, last, shape);
            if cost < best[end + 1] {
                best[end + 1] = cost;
                from[end + 1] = start;
            }
            if piece.after == After::End {
                break;
            }
            filled += piece.width + piece.space;
        }
    }
    let mut ends = Vec::new();
    let mut at = count;
    while at > 0 {
        ends.push(at);
        at = from[at];
    }
    ends.reverse();
    ends
}

fn line_cost(after: After, fill: f32, overfull: bool, last: bool, shape: Shape) -> f32 {
    let empty = (1.0 - fill).max(0.0);
    let ragged = if last && shape == Shape::Running { 0.0 } else { empty * empty };
    let end = match after {
        After::Hyphen(_) if !last && shape == Shape::Title => TITLE_HYPHEN_COST,
        After::Hyphen(_) if !last => HYPHEN_COST,
        After::Emergency if !last => EMERGENCY_COST,
        _ => 0.0,
    };
    // Avoids a runt: a last line of one short word.
    let runt = if last && shape == Shape::Running && fill < 0.12 { 0.05 } else { 0.0 };
    ragged + end + runt + LINE_COST + if overfull { OVERFULL_COST } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{After, Piece, Shape, break_lines};

    fn words(widths: &[f32]) -> Vec<Piece> {
        widths.iter().map(|width| Piece { width: *width, space: 1.0, after: After::Break }).collect()
    }

    #[test]
    fn what_fits_stays_on_one_line() {
        assert_eq!(break_lines(&words(&[3.0, 3.0]), 7.0, Shape::Even), [2]);
    }

    #[test]
    fn even_lines_rather_than_one_full_and_one_short() {
        assert_eq!(break_lines(&words(&[3.0, 3.0, 3.0, 3.0]), 12.0, Shape::Even), [2, 4]);
    }

    #[test]
    fn running_text_fills_its_lines() {
        assert_eq!(break_lines(&words(&[3.0, 3.0, 3.0, 3.0]), 12.0, Shape::Running), [3, 4]);
    }

    #[test]
    fn a_hyphen_only_where_it_saves_a_line() {
        let mut pieces = words(&[4.0, 3.0, 6.0]);
        pieces[1] = Piece { space: 0.0, after: After::Hyphen(0.5), ..pieces[1] };
        assert_eq!(break_lines(&pieces, 10.0, Shape::Even), [1, 3]);
        assert_eq!(break_lines(&pieces, 8.6, Shape::Even), [2, 3]);
    }

    #[test]
    fn a_title_takes_another_line_rather_than_a_hyphen() {
        let mut pieces = words(&[4.0, 3.0, 5.0, 4.0]);
        pieces[1] = Piece { space: 0.0, after: After::Hyphen(0.5), ..pieces[1] };
        assert_eq!(break_lines(&pieces, 10.0, Shape::Even), [2, 4]);
        assert_eq!(break_lines(&pieces, 10.0, Shape::Title), [1, 3, 4]);
    }

    #[test]
    fn a_piece_too_wide_gets_its_own_line() {
        assert_eq!(break_lines(&words(&[2.0, 20.0, 2.0]), 10.0, Shape::Even), [1, 2, 3]);
    }
}
