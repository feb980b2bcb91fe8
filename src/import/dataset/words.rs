//! The different cells of a column, each with a code: what is counted is codes, so that a million rows cost no more than
//! their different answers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::import::table::Row;
use crate::survey::series::Spot;

/// The code of a cell that is empty.
pub(crate) const EMPTY: u32 = 0;

/// A column may have so many different answers; more are texts or keys of respondents.
pub(crate) const MOST_WORDS: usize = 1_000_000;

/// Of so many answers of a column it is kept where they first came.
const MOST_SPOTS: usize = 64;

/// Whole numbers of one or two digits, which most codes are.
const SMALL: usize = 110;

/// A hash that is the same in every run; nothing depends on its order.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// The different cells of a column in the order in which they first came.
pub(crate) struct Words {
    list: Vec<String>,
    spots: Vec<Spot>,
    index: HashMap<String, u32, BuildHasherDefault<Plain>>,
    small: [u32; SMALL],
    /// The same for cells as they are in the file, where it is known whether they say anything: one more than the code.
    bare: [u32; SMALL],
}

impl Default for Words {
    fn default() -> Self {
        Self {
            list: vec![String::new()],
            spots: Vec::new(),
            index: HashMap::default(),
            small: [EMPTY; SMALL],
            bare: [0; SMALL],
        }
    }
}

/// Where a code of one or two digits is kept.
fn small(word: &str) -> Option<usize> {
    match word.as_bytes() {
        [one @ b'0'..=b'9'] => Some(usize::from(one - b'0')),
        [ten @ b'0'..=b'9', one @ b'0'..=b'9'] => {
            Some(10 + usize::from(ten - b'0') * 10 + usize::from(one - b'0'))
        }
        _ => None,
    }
}

impl Words {
    /// The code of a cell of one or two digits that was seen before, also of one that says nothing.
    pub(crate) fn known(&self, cell: &str) -> Option<u32> {
        self.bare[small(cell)?].checked_sub(1)
    }

    /// Notes the code of a cell as it is in the file.
    pub(crate) fn note(&mut self, cell: &str, code: u32) {
        if let Some(place) = small(cell) {
            self.bare[place] = code + 1;
        }
    }

    /// The code of a cell; `None` where there are too many different ones.
    pub(crate) fn code(&mut self, word: &str, row: &Row<'_>, at: usize) -> Option<u32> {
        let place = small(word);
        if let Some(place) = place
            && self.small[place] != EMPTY
        {
            return Some(self.small[place]);
        }
        if place.is_none()
            && let Some(code) = self.index.get(word)
        {
            return Some(*code);
        }
        let code = self.add(word)?;
        if self.spots.len() < MOST_SPOTS {
            self.spots.push(row.spot(at));
        }
        match place {
            Some(place) => self.small[place] = code,
            None => {
                self.index.insert(word.to_owned(), code);
            }
        }
        Some(code)
    }

    fn add(&mut self, word: &str) -> Option<u32> {
        let code = u32::try_from(self.list.len()).ok().filter(|_| self.list.len() <= MOST_WORDS)?;
        self.list.push(word.to_owned());
        Some(code)
    }

    /// The cell of a code.
    pub(crate) fn word(&self, code: u32) -> &str {
        self.list.get(code as usize).map_or("", String::as_str)
    }

    /// All codes with their cells, the empty one aside.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (1..).zip(self.list.iter().skip(1).map(String::as_str))
    }

    /// Where a code first came, where that was kept.
    pub(crate) fn spot(&self, code: u32) -> Option<&Spot> {
        self.spots.get((code as usize).checked_sub(1)?)
    }
}
