//! The functions and filters of templates in words: the source of their pages in the reference.

/// A function of templates.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it takes; what stands in brackets may be left out.
    pub takes: &'static str,
    /// What it prints.
    pub about: &'static str,
    /// When another one says it better, and what is refused.
    pub mind: &'static str,
    /// Expressions of the small survey of the reference: each is printed with what comes of it.
    pub examples: &'static [&'static str],
}

/// All functions by name.
pub const FUNCTIONS: [Function; 8] = [
    Function {
        name: "diff",
        takes: "series, category, category [, column]",
        about: "The distance between two figures of a series, without a sign: percentage points where they are shares.",
        mind: "It is computed from the unrounded figures and may differ by one from what a reader computes from the rounded ones. Write the unit behind it: `{{ diff(…) }} percentage points`. Whether chance explains a difference is what `difference-in-title` looks at.",
        examples: &[
            r#"{{ diff("budget", "more", "less") }}"#,
            r#"{{ diff("strategy", "yes", "no", "2020") }}"#,
        ],
    },
    Function {
        name: "n",
        takes: "series [, column]",
        about: "How many answered. It is an error where the number was not published.",
        mind: "With a column it is the size of that group or wave, from `columns` of the base. Where answers were counted with `tabulate`, it is what was counted.",
        examples: &[r#"{{ n("budget") }}"#, r#"{{ n("strategy", "2019") }}"#],
    },
    Function {
        name: "net",
        takes: "series, [category, …] [, column]",
        about: "Several categories taken together, added up before they are rounded, with the percent sign.",
        mind: "A net that has a name in the series is asked for with `pct`. Where several answers were allowed, adding up would count persons twice, so that it is refused: publish the net with `value`, or let `tabulate` count it.",
        examples: &[r#"{{ net("budget", ["more", "same"]) }}"#],
    },
    Function {
        name: "pct",
        takes: "series, category [, column]",
        about: "A share with its percent sign, as the document's language writes it. Other units stand without a sign.",
        mind: "The category may be a net or the remainder. A series with several columns needs one. A figure that was not published, or is hidden as resting on too few answers, is an error.",
        examples: &[
            r#"{{ pct("budget", "more") }}"#,
            r#"{{ pct("strategy", "yes", "2020") }}"#,
            r#"{{ pct("strategy", "not no", "2020") }}"#,
        ],
    },
    Function {
        name: "phrase",
        takes: "series, category [, column]",
        about: "A share in words, such as `neun von zehn` or `two thirds`. It is an error where no phrase is honest.",
        mind: "Which share each phrase covers stands in [phrases](../../phrases.md). At the start of a sentence write `| upper_first` behind it.",
        examples: &[
            r#"{{ phrase("budget", "more") }}"#,
            r#"{{ phrase("budget", "same") | upper_first }} of all towns"#,
        ],
    },
    Function {
        name: "rank",
        takes: "series, category [, column]",
        about: "The place of a category among the others by size, from 1.",
        mind: "Equal figures share the better place. What is no answer (`missing`) is not counted.",
        examples: &[r#"{{ rank("hurdles", "staff") }}"#],
    },
    Function {
        name: "share",
        takes: "series, category [, column]",
        about: "The bare figure, for a sentence that says `Prozent` or `percent` itself.",
        mind: "With the sign of the language it is `pct`. Counts and other numbers are the same in both.",
        examples: &[
            r#"{{ share("budget", "more") }} per cent"#,
            r#"{{ share("strategy", "no", "2019") }} per cent"#,
        ],
    },
    Function {
        name: "top",
        takes: "series [, count [, column]]",
        about: "The names of the largest categories as a list in words; a tie at its end is an error.",
        mind: "Without a count it is the largest one. What is no answer (`missing`) is left out.",
        examples: &[r#"{{ top("hurdles") }}"#, r#"{{ top("hurdles", 3) }}"#],
    },
];

/// All filters by name.
pub const FILTERS: [Function; 1] = [Function {
    name: "upper_first",
    takes: "text | upper_first",
    about: "The text with its first letter in upper case, for the start of a sentence.",
    mind: "Unlike `capitalize` it leaves the other letters as they are: \"Drei Viertel\" keeps its second capital.",
    examples: &[r#"{{ phrase("budget", "more") | upper_first }} raise it"#],
}];
