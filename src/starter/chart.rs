//! Suggests a chart kind for a series, and writes a spec to start from.

use crate::survey::series::{By, QuestionType, Series, Unit};

/// A suggested chart kind for a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// The name of the most suitable kind.
    pub kind: &'static str,
    /// The name of an alternative.
    pub other: &'static str,
    /// Why these kinds suit the series.
    pub why: &'static str,
}

/// How many parts of a whole can be told apart in one bar.
const MAX_PARTS: usize = 4;
/// How many bars in a group can be compared.
const MAX_COLUMNS: usize = 3;

/// Suggests the chart kind that shows a series best.
pub fn suggest(series: &Series) -> Suggestion {
    let new = |kind, other, why| Suggestion { kind, other, why };
    let whole = series.unit == Unit::Percent
        && matches!(series.question_type, QuestionType::Single | QuestionType::Scale);
    let (columns, rows) = (series.width(), series.categories.len());
    match columns {
        1 => match series.question_type {
            QuestionType::Multiple => {
                new("bar", "lollipop", "several answers were allowed, so shares do not add up")
            }
            QuestionType::Scale => new("column", "stacked-bar", "the answers have an order"),
            QuestionType::Single if whole && rows <= MAX_PARTS && series.by == By::Group => {
                new("stacked-bar", "donut", "the answers are a few parts of a whole")
            }
            _ => new("bar", "column", "there is one figure for each category"),
        },
        _ if series.by == By::Group && series.columns.iter().all(|name| is_wave(name)) => match columns {
            2 => new("arrow", "slope", "the columns are two points in time"),
            _ => new("line", "table", "the columns are points in time"),
        },
        _ if series.by == By::Item && whole => {
            new("stacked-bar", "heatmap", "each category is divided into the same answers")
        }
        2 => new("dumbbell", "grouped-bar", "there are two figures to compare for each category"),
        n if n <= MAX_COLUMNS => {
            new("grouped-bar", "dot", "there are a few figures to compare for each category")
        }
        _ => new("heatmap", "table", "there are many figures for each category"),
    }
}

/// Whether a column name looks like a point in time: contains a year, or starts with "wave" or "Welle".
fn is_wave(name: &str) -> bool {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    let mut words = words.peekable();
    let says_wave = words.peek().is_some_and(|word| matches!(word.to_lowercase().as_str(), "wave" | "welle"));
    says_wave || words.any(is_year)
}

/// The text of a chart spec for the series, with comments that say what to change.
pub fn spec(series: &Series) -> String {
    let Suggestion { kind, other, why } = suggest(series);
    let highlight = series.categories.first().map_or_else(String::new, |category| quoted(&category.name));
    let title = quoted(&series.label);
    let id = &series.id;
    format!(
        "# State the message as a whole sentence. To insert a figure, write {{{{ pct(\"series\", \"category\") }}}}.\n\
         title: {title}\n\
         series: {id}\n\
         chart: {kind}    # {why}; {other} works too\n\
         # highlight: [{highlight}]    # the one thing to look at\n\
         question: true    # print the wording below the chart\n"
    )
}

/// A text as a single-quoted YAML scalar on one line.
fn quoted(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    format!("'{}'", line.join(" ").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::is_wave;

    #[test]
    fn points_in_time_differ_from_groups() {
        for name in ["2019", "Q1 2020", "2020-11", "Herbst 2021", "Wave 2"] {
            assert!(is_wave(name), "{name}");
        }
        for name in ["large towns", "unter 20000", "in use"] {
            assert!(!is_wave(name), "{name}");
        }
    }
}
