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
}

impl Default for Words {
    fn default() -> Self {
        Self {
            list: vec![String::new()],
            spots: Vec::new(),
            index: HashMap::default(),
            small: [EMPTY; SMALL],
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

    /// The code of a cell that is known.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        match small(word) {
            Some(place) => Some(self.small[place]).filter(|code| *code != EMPTY),
            None => self.index.get(word).copied(),
        }
    }

    /// The cell of a code.
    pub(crate) fn word(&self, code: u32) -> &str {
        self.list.get(code as usize).map_or("", String::as_str)
    }

    /// How many codes there are, that of the empty cell included.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
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
