//! Dictionaries beside an export: which question has which wording, and which code has which label.
//!
//! Read are the workbook of an XLSForm (sheets `survey` and `choices`), the data dictionary of REDCap, the values file of
//! SoSci Survey, and any table with the headers `question`, `code` and `label`.

use std::collections::BTreeMap;

use super::columns::Question;

/// A sheet of a dictionary as texts; the first row is its header.
pub(crate) type Sheet<'a> = &'a [Vec<String>];

/// Questions by their codes.
pub(crate) type Questions = BTreeMap<String, Question>;

/// Columns of a sheet by their headers.
struct Columns<'a> {
    sheet: Sheet<'a>,
}

impl<'a> Columns<'a> {
    fn find(&self, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.sheet.first()?.iter().position(|header| fits(header.trim()))
    }

    fn named(&self, names: &[&str]) -> Option<usize> {
        self.find(|header| names.iter().any(|name| header.eq_ignore_ascii_case(name)))
    }

    fn rows(&self) -> impl Iterator<Item = &'a Vec<String>> + use<'a> {
        self.sheet.iter().skip(1)
    }
}

fn cell(row: &[String], at: Option<usize>) -> &str {
    at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// The dictionary in a table of text, or `None` where its headers are not known.
pub(crate) fn table(sheet: Sheet<'_>) -> Option<Questions> {
    let columns = Columns { sheet };
    if let Some(field) = columns.named(&["Variable / Field Name"]) {
        return Some(redcap(&columns, field));
    }
    let question = columns.named(&["question", "VAR", "variable"])?;
    let code = columns.named(&["code", "RESPONSE", "value"])?;
    let label = columns.named(&["label", "MEANING"])?;
    let wording = columns.named(&["wording", "QUESTION TEXT"]);
    let mut questions = Questions::new();
    for row in columns.rows().filter(|row| !cell(row, Some(question)).is_empty()) {
        let entry = questions.entry(cell(row, Some(question)).to_owned()).or_default();
        if entry.wording.is_none() {
            entry.wording = filled(cell(row, wording));
        }
        entry.labels.extend(label_of(cell(row, Some(code)), cell(row, Some(label))));
    }
    Some(questions)
}

fn label_of(code: &str, label: &str) -> Option<(String, String)> {
    Some((filled(code)?, filled(label)?))
}

/// `1, Yes | 2, No` is what REDCap writes for the choices of a field.
fn redcap(columns: &Columns<'_>, field: usize) -> Questions {
    let wording = columns.named(&["Field Label"]);
    let choices = columns.find(|header| header.starts_with("Choices"));
    let kind = columns.named(&["Field Type"]);
    let question = |row: &Vec<String>| {
        let labels = match cell(row, kind) {
            "yesno" => vec![("1".to_owned(), "Yes".to_owned()), ("0".to_owned(), "No".to_owned())],
            "truefalse" => vec![("1".to_owned(), "True".to_owned()), ("0".to_owned(), "False".to_owned())],
            // The choices of these are a calculation, or the labels of a line.
            "calc" | "slider" | "text" | "notes" | "descriptive" | "file" => Vec::new(),
            _ => cell(row, choices)
                .split('|')
                .filter_map(|choice| choice.split_once(','))
                .filter_map(|(code, label)| label_of(code.trim(), label.trim()))
                .collect(),
        };
        (
            cell(row, Some(field)).to_owned(),
            Question { wording: filled(cell(row, wording)), labels, missing: Vec::new() },
        )
    };
    columns.rows().map(question).collect()
}

/// The dictionary in the sheets `survey` and `choices` of an XLSForm. Where it has labels in several languages, the first
/// of them is taken.
pub(crate) fn xlsform(survey: Sheet<'_>, choices: Sheet<'_>) -> Option<Questions> {
    let is_label =
        |header: &str| header == "label" || header.starts_with("label::") || header.starts_with("label:");
    let lists = {
        let columns = Columns { sheet: choices };
        let list = columns.named(&["list_name", "list name"])?;
        let (name, label) = (columns.named(&["name", "value"])?, columns.find(is_label)?);
        let mut lists: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
        for row in columns.rows() {
            let pair = label_of(cell(row, Some(name)), cell(row, Some(label)));
            lists.entry(cell(row, Some(list))).or_default().extend(pair);
        }
        lists
    };
    let columns = Columns { sheet: survey };
    let (kind, name) = (columns.named(&["type"])?, columns.named(&["name"])?);
    let label = columns.find(is_label);
    let question = |row: &Vec<String>| {
        let mut words = cell(row, Some(kind)).split_whitespace();
        let (asks, list) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        // Groups have names and labels too, and ask nothing.
        if asks.starts_with("begin") || asks.starts_with("end") {
            return None;
        }
        let mut labels = match asks {
            "select_one" | "select_multiple" => lists.get(list).cloned().unwrap_or_default(),
            _ => Vec::new(),
        };
        if words.next() == Some("or_other") {
            labels.push(("other".to_owned(), "Other".to_owned()));
        }
        let found = Question { wording: filled(cell(row, label)), labels, missing: Vec::new() };
        Some((filled(cell(row, Some(name)))?, found))
    };
    Some(columns.rows().filter_map(question).collect())
}

#[cfg(test)]
mod tests {
    use super::{table, xlsform};

    fn sheet(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
    }

    fn labels<'a>(questions: &'a super::Questions, code: &str) -> Vec<(&'a str, &'a str)> {
        let question = questions.get(code).into_iter();
        question.flat_map(|one| &one.labels).map(|(code, label)| (code.as_str(), label.as_str())).collect()
    }

    #[test]
    fn choices_of_redcap() {
        let text = "Variable / Field Name;Form Name;Field Type;Field Label;Choices, Calculations, OR Slider Labels\n\
            q1;f;radio;How good?;1, Good, all in all | 2, Bad\nq2;f;yesno;Again?;\nq3;f;calc;Sum;sum([a], [b])";
        let questions = table(&sheet(text)).unwrap_or_default();
        assert_eq!(labels(&questions, "q1"), [("1", "Good, all in all"), ("2", "Bad")]);
        assert_eq!(labels(&questions, "q2"), [("1", "Yes"), ("0", "No")]);
        assert_eq!(labels(&questions, "q3"), []);
        assert_eq!(questions["q1"].wording.as_deref(), Some("How good?"));
    }

    #[test]
    fn values_of_sosci() {
        let questions =
            table(&sheet("VAR;RESPONSE;MEANING\nAB01;1;ja\nAB01;2;nein\nAB01;-9;nicht beantwortet"));
        assert_eq!(labels(&questions.unwrap_or_default(), "AB01")[..2], [("1", "ja"), ("2", "nein")]);
        assert!(table(&sheet("a;b\n1;2")).is_none());
    }

    #[test]
    fn sheets_of_an_xlsform() {
        let survey = sheet(
            "type;name;label::Deutsch (de)\nbegin_group;q2;Teil 2\nselect_one yn or_other;q1;Wieder?\ntext;q2;Warum?",
        );
        let choices = sheet("list_name;name;label::Deutsch (de)\nyn;y;ja\nyn;n;nein");
        let questions = xlsform(&survey, &choices).unwrap_or_default();
        assert_eq!(labels(&questions, "q1"), [("y", "ja"), ("n", "nein"), ("other", "Other")]);
        assert_eq!(questions["q2"].wording.as_deref(), Some("Warum?"));
        assert!(xlsform(&choices, &survey).is_none());
    }
}
