//! The header rows of Qualtrics: three since 2017, two in the older form that it still offers.

use super::columns::{Choice, Column};
use super::headings::texts;

/// Whether these are the two header rows of the older form: numbered columns over what the tool noted.
pub(super) fn is_legacy(rows: &[Vec<String>]) -> bool {
    let [first, second, ..] = rows else { return false };
    let has = |word: &str| second.iter().any(|cell| cell == word);
    let begins = first.first().is_some_and(|cell| cell.trim_start_matches('\u{feff}') == "V1");
    begins && has("ResponseID") && has("Finished")
}

/// Ids and wordings in two rows. What the tool noted is called by its second header, and the columns of a question
/// share the beginning of their wording: `Which?-Bus`.
pub(super) fn legacy(ids: &[String], wordings: &[String]) -> Vec<Column> {
    let wording = |at: usize| wordings.get(at).map_or("", String::as_str);
    let divided = |at: usize| {
        let (stem, code) = ids[at].rsplit_once('_')?;
        let (asked, label) = wording(at).rsplit_once('-')?;
        Some((stem, code, asked, label))
    };
    let column = |at: usize| {
        let id = &ids[at];
        if id.strip_prefix('V').is_some_and(|rest| rest.parse::<u32>().is_ok()) {
            return Column { name: wording(at).to_owned(), ..Column::default() };
        }
        let plain = || Column { name: id.clone(), wording: texts(wording(at)), option: None };
        let Some((stem, code, asked, label)) = divided(at) else { return plain() };
        let is_beside = |other: Option<usize>| {
            other
                .filter(|other| *other < ids.len())
                .and_then(divided)
                .is_some_and(|(one, _, beginning, _)| one == stem && beginning == asked)
        };
        if !(is_beside(at.checked_sub(1)) || is_beside(Some(at + 1))) {
            return plain();
        }
        let option = Choice {
            question: stem.to_owned(),
            code: code.to_owned(),
            label: label.trim().to_owned(),
            is_text: code == "TEXT",
        };
        Column { name: id.clone(), wording: texts(asked), option: Some(option) }
    };
    (0..ids.len()).map(column).collect()
}

/// Ids, wording and import ids in three rows. The columns of a question with several options share the beginning of
/// their wording: `Which? - Selected Choice - Bus`.
pub(super) fn columns(rows: &[Vec<String>]) -> Vec<Column> {
    let cell = |row: usize, at: usize| rows.get(row).and_then(|row| row.get(at)).map_or("", String::as_str);
    let width = rows.first().map_or(0, Vec::len);
    let has_choice = |at: usize| cell(2, at).contains("\"choiceId\"");
    let column = |at: usize| {
        let (name, wording) = (cell(0, at), cell(1, at));
        let is_text = name.ends_with("_TEXT");
        let (stem, code) = name.trim_end_matches("_TEXT").rsplit_once('_').unwrap_or((name, ""));
        let is_option = has_choice(at) && !is_text && !code.is_empty();
        match wording.rsplit_once(" - ").filter(|_| is_option) {
            Some((asked, label)) => Column {
                name: name.to_owned(),
                wording: texts(asked.trim_end_matches(" - Selected Choice")),
                option: Some(Choice {
                    question: stem.to_owned(),
                    code: code.to_owned(),
                    label: label.trim().to_owned(),
                    is_text: false,
                }),
            },
            None => Column {
                name: name.to_owned(),
                wording: texts(wording.trim_end_matches(" - Selected Choice")),
                option: None,
            },
        }
    };
    (0..width).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_legacy, legacy};

    #[test]
    fn the_older_form_has_two_header_rows() {
        let row = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        let (ids, wordings) =
            (row("V1;V10;Q1;Q2_1;Q2_2"), row("ResponseID;Finished;Why?;Which?-Bus;Which?-Tram"));
        assert!(is_legacy(&[ids.clone(), wordings.clone()]));
        let columns = legacy(&ids, &wordings);
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["ResponseID", "Finished", "Q1", "Q2_1", "Q2_2"]);
        let option =
            columns[4].option.as_ref().map(|choice| (choice.question.as_str(), choice.label.as_str()));
        assert_eq!((option, columns[3].wording.as_deref()), (Some(("Q2", "Tram")), Some("Which?")));
    }
}
