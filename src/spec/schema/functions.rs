//! The functions of templates in words: the source of their page in the reference.

/// A function of templates.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it takes; what stands in brackets may be left out.
    pub takes: &'static str,
    /// What it prints.
    pub about: &'static str,
}

/// All functions by name.
pub const FUNCTIONS: [Function; 8] = [
    Function {
        name: "diff",
        takes: "series, category, category [, column]",
        about: "The distance between two figures of a series, without a sign: percentage points where they are shares.",
    },
    Function {
        name: "n",
        takes: "series [, column]",
        about: "How many answered. It is an error where the number was not published.",
    },
    Function {
        name: "net",
        takes: "series, [category, …] [, column]",
        about: "Several answers together: added up before rounding, with the percent sign.",
    },
    Function {
        name: "pct",
        takes: "series, category [, column]",
        about: "A share with its percent sign, as the document's language writes it. Other units stand without a sign.",
    },
    Function {
        name: "phrase",
        takes: "series, category [, column]",
        about: "A share in words, such as `neun von zehn` or `two thirds`. It is an error where no phrase is honest.",
    },
    Function {
        name: "rank",
        takes: "series, category [, column]",
        about: "The place of an answer among all, counted from 1.",
    },
    Function {
        name: "share",
        takes: "series, category [, column]",
        about: "The bare figure, for a sentence that says `Prozent` or `percent` itself.",
    },
    Function {
        name: "top",
        takes: "series [, count [, column]]",
        about: "The highest answers by name, as a list in words. A tie at its end is an error.",
    },
];
