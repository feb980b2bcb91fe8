//! Ranges of a sheet, written as spreadsheet programs write them.

/// The letters of a column, such as `B`.
pub fn column_name(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

/// The name of a cell, such as `B7`.
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The row and column of a cell's name.
fn cell_at(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

/// Opposite corners of a range, first and last cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Row and column of the first cell.
    pub first: (u32, u32),
    /// Row and column of the last cell.
    pub last: (u32, u32),
}

impl Area {
    /// Reads `A3:C12`.
    pub fn read(text: &str) -> Option<Self> {
        let (first, last) = text.trim().split_once(':')?;
        let (first, last) = (cell_at(first)?, cell_at(last)?);
        (first.0 <= last.0 && first.1 <= last.1).then_some(Self { first, last })
    }

    /// Reads the rows `3:12`, or `3:` to the last, of all columns.
    pub fn read_rows(text: &str) -> Option<Self> {
        let (first, last) = text.trim().split_once(':')?;
        let row = |text: &str| text.trim().parse::<u32>().ok()?.checked_sub(1);
        let (first, last) = (row(first)?, if last.trim().is_empty() { Self::END } else { row(last)? });
        (first <= last).then_some(Self { first: (first, 0), last: (last, Self::END) })
    }

    /// A row or column behind the last: the area goes on to the end.
    const END: u32 = u32::MAX - 1;

    /// The part of it that lies in another one, where it goes on to the end.
    pub fn within(self, used: Self) -> Self {
        let end = |last: u32, used: u32| if last == Self::END { used } else { last };
        let first = if self.last.1 == Self::END { (self.first.0, used.first.1) } else { self.first };
        let last = (end(self.last.0, used.last.0), end(self.last.1, used.last.1));
        Self { first, last: (last.0.max(first.0), last.1.max(first.1)) }
    }

    /// The same area with one more row and column on each side, and two rows below: one of them may be empty.
    pub fn around(self) -> Self {
        let more = |end: u32| end.saturating_add(1).min(Self::END);
        Self {
            first: (self.first.0.saturating_sub(1), self.first.1.saturating_sub(1)),
            last: (more(more(self.last.0)), more(self.last.1)),
        }
    }

    /// What lies around `inner` only as far as values go.
    pub fn cut(self, inner: Self, used: Self) -> Self {
        Self {
            first: (
                self.first.0.max(used.first.0).min(inner.first.0),
                self.first.1.max(used.first.1).min(inner.first.1),
            ),
            last: (
                self.last.0.min(used.last.0).max(inner.last.0),
                self.last.1.min(used.last.1).max(inner.last.1),
            ),
        }
    }

    /// Whether a cell lies in it.
    pub fn contains(self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }

    /// How many cells it has.
    pub fn cells(self) -> u64 {
        u64::from(self.last.0 - self.first.0 + 1) * u64::from(self.last.1 - self.first.1 + 1)
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, last) = (self.first, self.last);
        if last.1 == Self::END {
            let end = if last.0 == Self::END { String::new() } else { (last.0 + 1).to_string() };
            return write!(f, "{}:{end}", first.0 + 1);
        }
        write!(f, "{}:{}", cell_name(first.0, first.1), cell_name(last.0, last.1))
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, cell_name};

    #[test]
    fn cells_have_names() {
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(6, 25), "Z7");
        assert_eq!(cell_name(9, 26), "AA10");
        assert_eq!(cell_name(0, 16_383), "XFD1");
    }

    #[test]
    fn ranges_are_read_and_printed() {
        assert_eq!(Area::read("A3:C12").map(|area| area.to_string()).as_deref(), Some("A3:C12"));
        assert_eq!(Area::read("aa1:AB2").map(|area| area.first), Some((0, 26)));
        assert_eq!(Area::read_rows("3:12").map(|area| area.to_string()).as_deref(), Some("3:12"));
        assert_eq!(Area::read_rows("3:").map(|area| area.to_string()).as_deref(), Some("3:"));
        for wrong in ["3", "0:4", "5:3", ":4", "a:b"] {
            assert_eq!(Area::read_rows(wrong), None, "{wrong}");
        }
        for wrong in ["A3", "C12:A3", "3A:4B", "A0:B2", ":", "AAAA1:B2", "A3:C"] {
            assert_eq!(Area::read(wrong), None, "{wrong}");
        }
    }
}
