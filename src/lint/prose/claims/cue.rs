//! What words can contribute to a claim, and how the file of a language lists them.

/// What a word or phrase contributes to a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cue {
    /// A share in words: the lowest and the highest that it fits, in percent.
    Share(f64, f64),
    /// A number word. `a` is 1 before a fraction.
    Number(f64),
    /// `jeder`, `every`.
    Every,
    /// The n of `jeder dritte`.
    Nth(f64),
    /// A fraction, in percent: `Drittel`.
    Part(f64),
    /// `most`, where respondents follow.
    Most,
    /// `von` in `drei von vier`.
    Of,
    /// What changes the share that follows.
    Modify(Modifier),
    /// The percent sign or word.
    Percent,
    /// Percentage points.
    Points,
    /// A comparative: what comes first is larger.
    More,
    /// A comparative: what comes first is smaller.
    Less,
    /// `als`, `than`.
    Than,
    /// A factor between two shares: `doppelt so viele … wie`.
    Times(f64),
    /// `wie`, `as`.
    As,
    /// What comes first is larger, without a comparative: `vor`, `ahead of`.
    Before,
    /// What comes first is smaller: `hinter`.
    Behind,
    /// A verb between two: `übertrifft`, `leads`.
    Beats,
    /// The highest of all.
    Best,
    /// The lowest of all.
    Worst,
    /// A place from the top.
    Place(usize),
    /// More than in the wave before.
    Up,
    /// Less than in the wave before.
    Down,
    /// As in the wave before.
    Flat,
    /// A factor between two waves: `verdoppelt`.
    Grown(f64),
    /// The gap between two became smaller.
    Closing,
    /// `um`, `by`: an amount of change follows.
    By,
    /// A comparative of opinion, such as "optimistischer": 1 of the good side, -1 of the other.
    Feels(i8),
    /// Two are alike: `gleichauf`, `neck and neck`.
    Level,
    /// The latest wave is the highest of all: `so viele wie nie`.
    Record,
    /// The latest wave is the lowest of all.
    Low,
    /// What was not so in any earlier wave: `erstmals`.
    First,
    /// A year or wave to which a later one is compared: `seit`, `since`.
    Since,
    /// How many there are of something: `gibt es`.
    Counts,
    /// Two differ significantly.
    Significant,
    /// Who was asked: `Befragte`, `Kommunen`.
    Respondent,
    /// A name of the column of all respondents.
    Total,
    /// Shares are added: `zusammen`.
    Together,
    /// Negation.
    Not,
    /// The sentence leaves open whether it is true, or is about method or goals: hedge, condition, fieldwork.
    Silent,
    /// The sentence is about figures from elsewhere: law, money, population, another source.
    Elsewhere,
    /// The text says that a difference may be chance.
    Chance,
    /// All who were asked in the survey.
    Everyone,
    /// The sample represents a population.
    Representative,
    /// The respondents chose themselves; looked for in the description of the survey.
    SelfSelected,
    /// One thing brings about another.
    Cause,
    /// Agreement, in a text or in the name of an answer.
    Yes,
    /// Disagreement.
    No,
    /// An earlier wave is meant.
    Earlier,
    /// A phrase that contains the words of a cue without its meaning.
    Plain,
    /// `und`, `während`: a new clause, if a share follows.
    And,
}

/// What changes a share in words or percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    /// `rund`.
    About,
    /// `knapp`, `fast`.
    JustBelow,
    /// `gut`.
    JustAbove,
    /// `mehr als`.
    Above,
    /// `weniger als`.
    Below,
    /// `mindestens`.
    AtLeast,
    /// `höchstens`.
    AtMost,
    /// `groß`, of a majority.
    Large,
    /// `überwältigend`, of a majority.
    Vast,
}

/// The words of a language as its file lists them.
pub(super) struct Words {
    /// Phrases of each cue, separated by `|`. `*` ends a word that may go on and begins the last
    /// part of a compound, ` … ` matches up to ten words.
    pub(super) cues: &'static [(Cue, &'static str)],
    /// Words that do not distinguish names.
    pub(super) stop: &'static str,
    /// Degrees: they distinguish names only where the other words are the same.
    pub(super) degrees: &'static str,
    /// Endings of inflected words, longest first.
    pub(super) endings: &'static [&'static str],
}
