//! The header rows of Qualtrics: three since 2017, two in the older form that it still offers.

use std::collections::BTreeMap;

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
    let stem = |at: usize| Some(ids.get(at)?.rsplit_once('_')?.0);
    // What the columns of each question begin with, up to a hyphen: labels may have hyphens of their own.
    let mut beginnings: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for at in 0..ids.len() {
        let Some(stem) = stem(at) else { continue };
        let (beginning, count) = beginnings.entry(stem).or_insert((wording(at), 0));
        (*beginning, *count) = (common(beginning, wording(at)), *count + 1);
    }
    let asked = |at: usize| {
        let (beginning, count) = beginnings.get(stem(at)?)?;
        Some(beginning.rsplit_once('-')?.0).filter(|_| *count > 1)
    };
    let column = |at: usize| {
        let id = &ids[at];
        if id.strip_prefix('V').is_some_and(|rest| rest.parse::<u32>().is_ok()) {
            return Column { name: wording(at).to_owned(), ..Column::default() };
        }
        let plain = || Column { name: id.clone(), wording: texts(wording(at)), option: None };
        let Some(((stem, code), asked)) = id.rsplit_once('_').zip(asked(at)) else { return plain() };
        let label = &wording(at)[asked.len() + 1..];
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

/// What two texts begin with.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    &one[..same.unwrap_or(one.len().min(other.len()))]
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

    #[test]
    fn labels_of_options_may_have_hyphens() {
        let row = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        for (wordings, labels) in [
            ("Which?-Bus;Which?-S-Bahn;Which?-Bike", ["Bus", "S-Bahn", "Bike"]),
            ("Age-18-24;Age-25-34;Age-35-44", ["18-24", "25-34", "35-44"]),
        ] {
            let columns = legacy(&row("Q2_1;Q2_2;Q2_3"), &row(wordings));
            let found =
                columns.iter().map(|column| column.option.as_ref().map(|choice| choice.label.as_str()));
            assert_eq!(found.collect::<Vec<_>>(), labels.map(Some));
        }
    }
}
