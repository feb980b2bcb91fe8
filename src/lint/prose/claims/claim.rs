//! What a sentence claims, in numbers.

/// A claim about figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    pub(super) kind: Kind,
    /// What it is about.
    pub(super) subject: Subject,
    /// What that is compared with.
    pub(super) other: Option<Subject>,
    /// Whether an earlier wave may be meant.
    pub(super) earlier: bool,
    /// Whether shares are added.
    pub(super) together: bool,
    /// Whether the clause joins names: it may mean their sum, even where one of them was not recognised.
    pub(super) joined: bool,
    /// Whether the sentence says that the subject is a share of respondents.
    pub(super) of_respondents: bool,
    /// The first and the last token of the words that make the claim.
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Claim {
    /// A claim that says nothing of a subject but its name.
    pub(super) fn about(subject: Subject) -> Self {
        Self {
            kind: Kind::Share(0.0, 100.0),
            subject,
            other: None,
            earlier: false,
            together: true,
            joined: false,
            of_respondents: false,
            first: 0,
            last: 0,
        }
    }
}

/// Rows and columns that a claim is about; empty where the sentence names none.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Subject {
    pub(super) rows: Vec<usize>,
    pub(super) columns: Vec<usize>,
    /// Whether the same words name all of the rows: they are meant together.
    pub(super) grouped: bool,
}

/// The kinds of claims.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// The share lies between these, in percent.
    Share(f64, f64),
    /// The share is this one, with so many decimals.
    Figure(f64, usize),
    /// The subject divided by the other lies between these.
    Ratio(f64, f64, Option<Amount>),
    /// The two have about the same share.
    Alike,
    /// The share lies between these now, and did in no earlier wave.
    Never(f64, f64),
    /// Subject and other differ significantly.
    Differ,
    /// The subject has a place between these, counted from the top or from the bottom.
    Rank {
        least: usize,
        most: usize,
        end: End,
        /// Whether groups are ranked by an answer, not answers within a group.
        of_groups: bool,
    },
    /// The gap between the two became smaller.
    Closing,
    /// The latest wave divided by an earlier one lies between these.
    Change(f64, f64, Option<Amount>),
}

/// Where places are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Top,
    Bottom,
}

/// The size of a difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) decimals: usize,
    /// Whether it is in percentage points; else in percent.
    pub(super) points: bool,
    /// Whether it is rounded or a bound.
    pub(super) about: bool,
}
