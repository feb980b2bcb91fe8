//! Shares of all reports for several machines. Which share a report is in depends on its id alone, so that the shares need
//! not know of each other.

use super::Report;
use crate::workspace::sha256;

/// One of several shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which one, counted from 0.
    at: u32,
    /// How many there are.
    count: u32,
}

impl Shard {
    /// The share of this number, counted from 1; `None` where there is no such share.
    pub fn new(number: u32, count: u32) -> Option<Self> {
        (1..=count).contains(&number).then(|| Self { at: number - 1, count })
    }

    /// The share of a text such as `3/40`.
    pub fn read(text: &str) -> Option<Self> {
        let (number, count) = text.split_once('/')?;
        Self::new(number.trim().parse().ok()?, count.trim().parse().ok()?)
    }

    /// Whether a report is in this share.
    pub fn has(self, report: &Report) -> bool {
        let digits = sha256(report.id.as_bytes());
        let hash = u64::from_str_radix(digits.get(..16).unwrap_or_default(), 16).unwrap_or_default();
        hash % u64::from(self.count) == u64::from(self.at)
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.at + 1, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;
    use crate::diagnostic::Span;
    use crate::reports::Report;

    #[test]
    fn each_report_is_in_one_share() {
        let report =
            |at: u32| Report { id: format!("be-{at}"), settings: Vec::new(), span: Span::unread("") };
        let shards: Vec<Shard> = (1..=8).filter_map(|number| Shard::new(number, 8)).collect();
        for report in (0..400).map(report) {
            assert_eq!(shards.iter().filter(|shard| shard.has(&report)).count(), 1, "{}", report.id);
        }
    }

    #[test]
    fn shares_as_they_are_written() {
        assert_eq!(Shard::read("3/40").map(|shard| shard.to_string()), Some("3/40".into()));
        for text in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2"] {
            assert_eq!(Shard::read(text), None, "{text}");
        }
    }
}
