//! What answers look like that are none: pieces of an option that was cut at its own commas, and words that the list of
//! answers does not have.

use std::collections::BTreeMap;

use super::names::Names;
use crate::diagnostic::{Code, Diagnostic};
use crate::import::table::Row;
use crate::spec::Spanned;
use crate::survey::series::Spot;

/// So many different words that are no listed answer are kept for the message.
const MOST_WORDS: usize = 1_000;
/// So many of them are named.
const MOST_NAMED: usize = 12;
/// Pieces that stand together so often, and never apart, are taken for one option.
const OFTEN: u32 = 3;

/// Words that are none of the listed answers, with how often they came.
#[derive(Debug, Default)]
pub(super) struct Unlisted {
    words: BTreeMap<String, u32>,
    first: Option<Spot>,
    more: u32,
}

impl Unlisted {
    pub(super) fn add(&mut self, word: &str, row: &Row<'_>, at: usize) {
        if self.first.is_none() {
            self.first = Some(row.spot(at));
        }
        let has_room = self.words.len() < MOST_WORDS;
        match self.words.get_mut(word) {
            Some(count) => *count += 1,
            None if has_room => {
                self.words.insert(word.to_owned(), 1);
            }
            None => self.more += 1,
        }
    }

    /// One fault for all of them, at the first.
    pub(super) fn fault(self, answers: &Names) -> Option<Diagnostic> {
        let spot = self.first?;
        let mut words: Vec<(String, u32)> = self.words.into_iter().collect();
        words.sort_by(|(_, a), (_, b)| b.cmp(a));
        let named: Vec<String> =
            words.iter().take(MOST_NAMED).map(|(word, count)| format!("`{word}` ({count})")).collect();
        let rest = words.len().saturating_sub(MOST_NAMED) + self.more as usize;
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        let message = match words.as_slice() {
            [(word, 1)] => format!("`{word}` is not among the listed answers"),
            [(word, count)] => format!("`{word}` ({count} times) is not among the listed answers"),
            _ => format!("these are not among the listed answers: {}{more}", named.join(", ")),
        };
        let near = words
            .first()
            .and_then(|(word, _)| crate::diagnostic::nearest(word, answers.list.iter().map(String::as_str)));
        let near = near.map_or_else(String::new, |near| format!("did you mean `{near}`? Else "));
        Some(spot.error(Code::UnknownCategory, &message).hint(format!(
            "{near}add them to `order` or `labels`, declare `empty` for words that are no answer, or `other: Other` to count them together"
        )))
    }
}

/// Which piece is beside another one in all cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Beside {
    #[default]
    Unknown,
    Always(usize),
    Varies,
}

impl Beside {
    fn see(&mut self, other: Option<usize>) {
        *self = match (*self, other) {
            (Self::Unknown, Some(other)) => Self::Always(other),
            (Self::Always(one), Some(other)) if one == other => Self::Always(one),
            _ => Self::Varies,
        };
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Piece {
    count: u32,
    before: Beside,
    behind: Beside,
}

/// Which pieces of cells always come together.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pieces: Vec<Piece>,
}

impl Pieces {
    /// Notes the pieces of a cell.
    pub(super) fn add(&mut self, cell: &[usize]) {
        for (at, piece) in cell.iter().enumerate() {
            if self.pieces.len() <= *piece {
                self.pieces.resize(*piece + 1, Piece::default());
            }
            let own = &mut self.pieces[*piece];
            own.count += 1;
            own.before.see(at.checked_sub(1).and_then(|at| cell.get(at)).copied());
            own.behind.see(cell.get(at + 1).copied());
        }
    }

    /// A fault where pieces look like one option that holds the separator.
    pub(super) fn fault(
        &self,
        names: &Names,
        separator: &str,
        header: &Spanned<String>,
    ) -> Option<Diagnostic> {
        let follows = |at: usize| match self.pieces.get(at)?.behind {
            Beside::Always(next) if self.pieces[next].before == Beside::Always(at) => Some(next),
            _ => None,
        };
        let is_cut = |at: usize| {
            let name = names.list.get(at).map_or("", String::as_str);
            name.matches('(').count() != name.matches(')').count()
        };
        let starts = |at: &usize| {
            let piece = self.pieces[*at];
            let has_no_start =
                !matches!(piece.before, Beside::Always(before) if follows(before) == Some(*at));
            has_no_start && ((follows(*at).is_some() && piece.count >= OFTEN) || is_cut(*at))
        };
        let first = (0..self.pieces.len()).find(starts)?;
        let mut whole = vec![first];
        while let Some(next) = follows(whole[whole.len() - 1]).filter(|next| !whole.contains(next)) {
            whole.push(next);
        }
        let names: Vec<&str> =
            whole.iter().filter_map(|at| names.list.get(*at)).map(String::as_str).collect();
        let option = names.join(&format!("{} ", separator.trim()));
        let count = self.pieces[first].count;
        let message = match names.len() {
            1 => {
                format!("`{option}` looks like a part of an option that holds `{}` itself", separator.trim())
            }
            _ => format!(
                "`{option}` always comes together ({count} times): it looks like one option that holds `{}` itself",
                separator.trim()
            ),
        };
        Some(Diagnostic::error(Code::SplitOption, header.span.clone(), message).hint(format!(
            "list the answers as they were read: `order: ['{option}', …]`; if they are answers of their own, list each"
        )))
    }
}
