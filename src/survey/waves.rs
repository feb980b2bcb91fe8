//! Waves: the same questions, put again at another time.

use super::names::Index;
use super::series::Series;

/// A wave of a survey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wave {
    /// Its name, which is that of its column.
    pub name: String,
    /// When it was asked, as ISO 8601: a day or month, or two with a slash between.
    pub fieldwork: Option<String>,
    /// How it was asked.
    pub mode: Option<String>,
    /// How many respondents were counted.
    pub n: Option<u32>,
    /// Of one question: its wording in this wave.
    pub wording: Option<String>,
    /// Of one question: who was asked it, if not all.
    pub filter: Option<String>,
    /// Of one question: the answers that it offered; empty where nobody lists them.
    pub answers: Vec<String>,
}

/// In what two waves of a question differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Differs {
    /// Its wording.
    Wording,
    /// Who was asked.
    Filter,
    /// The answers that it offered.
    Answers,
}

impl Wave {
    /// The answers that this wave offered and another one did not.
    pub fn only(&self, other: &Self) -> Vec<&str> {
        let others = Index::new(other.answers.iter().map(String::as_str));
        self.answers.iter().map(String::as_str).filter(|answer| others.get(answer).is_none()).collect()
    }
}

impl Series {
    /// The first two neighbouring waves that differ in this.
    pub fn waves_differ(&self, what: Differs) -> Option<(&Wave, &Wave)> {
        let differ = |one: &Wave, two: &Wave| match what {
            Differs::Wording => one.wording.is_some() && two.wording.is_some() && one.wording != two.wording,
            Differs::Filter => one.filter != two.filter,
            Differs::Answers => {
                let lacks = |one: &Wave, two: &Wave| !one.only(two).is_empty();
                !one.answers.is_empty() && !two.answers.is_empty() && (lacks(one, two) || lacks(two, one))
            }
        };
        self.waves.windows(2).find_map(|pair| match pair {
            [one, two] if differ(one, two) => Some((one, two)),
            _ => None,
        })
    }
}
