//! What a data set says of its variables: labels, missing values, levels, answer sets and the weight.

/// The variables of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Variables {
    /// In the order of the file.
    pub list: Vec<Variable>,
    /// The variable that the file weights by.
    pub weight: Option<String>,
    /// Questions with several answers whose answers are in several variables.
    pub sets: Vec<AnswerSet>,
}

impl Variables {
    /// A variable by its name.
    pub fn get(&self, name: &str) -> Option<&Variable> {
        self.list.iter().find(|variable| variable.name == name)
    }
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its label, in which the question is worded.
    pub label: Option<String>,
    /// Its codes as text with their labels, in the order of the codes.
    pub values: Vec<(String, String)>,
    /// The values that are no answers.
    pub missing: Vec<Missing>,
    /// How it is measured, where the file says so.
    pub level: Option<Level>,
    /// What its cells hold.
    pub kind: Kind,
}

impl Variable {
    /// A variable of which only the name is known.
    pub fn new(name: String, kind: Kind) -> Self {
        Self { name, label: None, values: Vec::new(), missing: Vec::new(), level: None, kind }
    }
}

/// Values that are no answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// One code.
    Code(String),
    /// All numbers from one to another, both included.
    Range(f64, f64),
    /// `.a` to `.z`, the missing values of Stata.
    Letters,
}

impl Missing {
    /// Whether a word of a cell is one of these values.
    pub fn has(&self, word: &str) -> bool {
        match self {
            Self::Code(code) => code == word,
            Self::Letters => matches!(word.as_bytes(), [b'.', b'a'..=b'z']),
            Self::Range(low, high) => {
                word.parse::<f64>().is_ok_and(|number| (*low..=*high).contains(&number))
            }
        }
    }
}

/// How a variable is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names without an order.
    Nominal,
    /// Steps in an order.
    Ordinal,
    /// Amounts.
    Scale,
}

/// What the cells of a variable hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts.
    Text,
    /// Numbers, which may be codes.
    Number,
    /// Dates, months, quarters or times.
    Date,
}

impl Kind {
    /// What a variable holds that is stored as a number: a number, or a date that is counted from some day on.
    pub(in crate::import) fn of(is_number: bool) -> Self {
        if is_number { Self::Number } else { Self::Date }
    }
}

/// A question with several answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSet {
    /// Its name, which begins with `$` in SPSS.
    pub name: String,
    /// Its label.
    pub label: Option<String>,
    /// Its variables.
    pub variables: Vec<String>,
    /// The value that says that an answer was chosen; `None` where each variable holds the code of an answer.
    pub counted: Option<String>,
    /// Whether the answers are called as the label of that value, not as the variable.
    pub by_value: bool,
}

#[cfg(test)]
mod tests {
    use super::Missing;

    #[test]
    fn missing_values_are_codes_or_ranges() {
        assert!(Missing::Code("99".into()).has("99"));
        assert!(!Missing::Code("99".into()).has("9"));
        assert!(Missing::Range(f64::NEG_INFINITY, -1.0).has("-1"));
        assert!(Missing::Range(97.0, 99.0).has("97.5"));
        assert!(!Missing::Range(97.0, 99.0).has("100"));
        assert!(!Missing::Range(97.0, 99.0).has("don't know"));
        assert!(Missing::Letters.has(".a") && !Missing::Letters.has(".") && !Missing::Letters.has("a"));
    }
}
