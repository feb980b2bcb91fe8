//! The functions and filters of templates, described for error messages and the reference.

/// A function of templates.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its parameters; those in brackets are optional.
    pub takes: &'static str,
    /// What it prints.
    pub about: &'static str,
    /// Limits, refused inputs and better alternatives.
    pub mind: &'static str,
    /// Expressions on the sample survey of the reference, which prints each with its result.
    pub examples: &'static [&'static str],
}

/// All functions in alphabetical order.
pub const FUNCTIONS: [Function; 11] = [
    Function {
        name: "change",
        takes: "series, category, from, to",
        about: "How far a share has moved between two columns that are points in time, in percentage points: `plus 6 percentage points since 2019`. Where chance may account for it, it says that the share is unchanged within the margin of error.",
        mind: "Waves are tested at the level of the survey, as charts do with `significance`. The size of each wave must be known, from `columns` of the base or because answers were counted. `since` names the first column where the second is the last one of the series, else both are named. In a census each change counts; of a self-selected sample nothing is tested, so it is refused. To compare groups, use `significant`.",
        examples: &[
            r#"{{ change("strategy", "yes", "2019", "2020") }}"#,
            r#"No strategy: {{ change("strategy", "no", "2019", "2020") }}."#,
        ],
    },
    Function {
        name: "compare",
        takes: "series, category, category [, column]",
        about: "Whether the share of the first answer differs from that of the second by more than chance: `significantly higher`, `significantly lower` or `not significantly different`.",
        mind: "Both answers are of the same respondents, so it must be known how many gave both: that is nobody where only one answer was allowed, and is counted where several were. Of shares that somebody else counted it is refused. To compare groups or waves, use `significant`.",
        examples: &[r#"{{ compare("budget", "more", "less") }}"#],
    },
    Function {
        name: "diff",
        takes: "series, category, category [, column]",
        about: "The absolute difference between two figures of a series; for shares, in percentage points.",
        mind: "It is computed from the unrounded figures, so it may differ by one from the difference of the rounded ones. Write the unit after it: `{{ diff(…) }} percentage points`. The rule `difference-in-title` checks whether a difference may be due to chance.",
        examples: &[
            r#"{{ diff("budget", "more", "less") }}"#,
            r#"{{ diff("strategy", "yes", "no", "2020") }}"#,
        ],
    },
    Function {
        name: "n",
        takes: "series [, column]",
        about: "The number of respondents. It is an error if the number was not published.",
        mind: "With a column it is the size of that group or wave, from `columns` of the base. With `tabulate` it is the number of respondents counted.",
        examples: &[r#"{{ n("budget") }}"#, r#"{{ n("strategy", "2019") }}"#],
    },
    Function {
        name: "net",
        takes: "series, [category, …] [, column or item]",
        about: "The sum of several categories with a percent sign, added up before rounding.",
        mind: "For a net that is named in the series, use `pct`. For multiple response it is refused, since the sum would count respondents twice: publish the net with `value`, or let `tabulate` count it. With `by: item` name answers, then the item.",
        examples: &[r#"{{ net("budget", ["more", "same"]) }}"#],
    },
    Function {
        name: "pct",
        takes: "series, category [, column]",
        about: "A share with a percent sign, in the notation of the document's language. Figures in other units have no sign.",
        mind: "The category may be a net or the remainder. A series with several columns needs the column. It is an error if the figure was not published, or is hidden because its base is too small.",
        examples: &[
            r#"{{ pct("budget", "more") }}"#,
            r#"{{ pct("strategy", "yes", "2020") }}"#,
            r#"{{ pct("strategy", "not no", "2020") }}"#,
        ],
    },
    Function {
        name: "phrase",
        takes: "series, category [, column]",
        about: "A share in words, such as `neun von zehn` or `two thirds`. It is an error if no phrase is accurate enough.",
        mind: "[Phrases](../../phrases.md) lists the shares that each phrase covers. At the start of a sentence, add `| upper_first`.",
        examples: &[
            r#"{{ phrase("budget", "more") }}"#,
            r#"{{ phrase("budget", "same") | upper_first }} of all towns"#,
        ],
    },
    Function {
        name: "rank",
        takes: "series, category [, column]",
        about: "The rank of a category by size; the largest has rank 1.",
        mind: "It goes by the unrounded figures. Answers that are printed with the same figure share the better rank. Non-response (`missing`) is not ranked.",
        examples: &[r#"{{ rank("hurdles", "staff") }}"#],
    },
    Function {
        name: "share",
        takes: "series, category [, column]",
        about: "The figure without a percent sign, for a sentence that writes `Prozent` or `percent` itself.",
        mind: "A share that is not zero but rounds to zero is `under 1`. `pct` adds the percent sign. Counts and other numbers look the same in both.",
        examples: &[
            r#"{{ share("budget", "more") }} per cent"#,
            r#"{{ share("strategy", "no", "2019") }} per cent"#,
        ],
    },
    Function {
        name: "significant",
        takes: "series, category, column, column",
        about: "Whether the share of the second column differs from that of the first by more than chance: `significantly higher`, `significantly lower` or `not significantly different`.",
        mind: "It tests as charts do with `significance`, at the level of the survey, by the design of the sample where that is known. A total is tested against a group as the whole that holds it; groups of two breaks share respondents and are refused.",
        examples: &[r#"{{ significant("strategy", "yes", "2019", "2020") }}"#],
    },
    Function {
        name: "top",
        takes: "series [, count [, column]]",
        about: "The names of the largest categories as a list in a sentence. A tie for the last place is an error, also one of figures that are printed alike.",
        mind: "Without a count it is the largest category only. Non-response (`missing`) is left out.",
        examples: &[r#"{{ top("hurdles") }}"#, r#"{{ top("hurdles", 3) }}"#],
    },
];

/// All filters in alphabetical order.
pub const FILTERS: [Function; 1] = [Function {
    name: "upper_first",
    takes: "text | upper_first",
    about: "The text with an upper-case first letter, for the start of a sentence.",
    mind: "Unlike `capitalize` it leaves the other letters unchanged: \"Drei Viertel\" keeps its second capital.",
    examples: &[r#"{{ phrase("budget", "more") | upper_first }} raise it"#],
}];
