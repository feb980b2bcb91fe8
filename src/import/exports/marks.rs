//! The marks by which an export is recognised: headers that nobody writes by hand, always more than one.

use super::super::source_spec::format::Format;
use super::qualtrics;

/// Headers over the time at which Google Forms received an answer, in the languages of its menus.
const TIMESTAMPS: [&str; 6] =
    ["Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "Informazioni cronologiche", "Tijdstempel"];

/// The first three headers of Microsoft Forms.
const FORMS: [(&str, &[&str]); 4] = [
    ("Start time", &["Completion time"]),
    ("Startzeit", &["Fertigstellungszeit", "Abschlusszeit", "Endzeit"]),
    ("Heure de début", &["Heure de fin"]),
    ("Hora de inicio", &["Hora de finalización"]),
];

/// Whether the first rows of a file have the marks of a format.
pub(super) fn has(format: Format, rows: &[Vec<String>]) -> bool {
    let Some(first) = rows.first() else { return false };
    let header = |word: &str| first.iter().any(|cell| cell == word);
    let cell =
        |row: usize, column: usize| rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
    match format {
        Format::Plain => false,
        Format::LimeSurvey => {
            let codes = header("submitdate") && header("lastpage") && header("startlanguage");
            let both = first.iter().any(|cell| cell.starts_with("submitdate. "))
                && first.iter().any(|cell| cell.starts_with("lastpage. "));
            let texts = header("Response ID") && header("Date submitted") && header("Last page");
            codes || both || texts
        }
        Format::Qualtrics => {
            qualtrics::is_legacy(rows)
                || rows.get(2).is_some_and(|row| row.iter().any(|cell| cell.starts_with("{\"ImportId\":")))
        }
        Format::SurveyMonkey => {
            let is_own = cell(0, 0).eq_ignore_ascii_case("respondent id")
                && cell(0, 1).eq_ignore_ascii_case("collector id")
                && rows.len() > 1
                && cell(1, 0).is_empty();
            // Columns may have been taken out: it writes `Response` below each question with one answer.
            let second = rows.get(1).map(Vec::as_slice).unwrap_or_default();
            let lone = |word: &str| second.iter().filter(|cell| *cell == word).count();
            is_own || lone("Response") > 1 && first.iter().any(String::is_empty)
        }
        Format::SoSci => header("CASE") && header("QUESTNNR") && header("STARTED"),
        Format::Kobo => {
            let kobo = header("_id") && header("_uuid") && header("_submission_time");
            let odk = header("SubmissionDate")
                && header("KEY")
                && first.iter().any(|cell| {
                    matches!(cell.as_str(), "meta-instanceID" | "instanceID" | "meta:instanceID")
                });
            kobo || odk
        }
        Format::Redcap => {
            let own = first.iter().any(|cell| cell.starts_with("redcap_") || is_checkbox(cell));
            let complete = first.iter().any(|cell| cell.ends_with("_complete") || cell == "Complete?");
            let labelled =
                first.len() > 1 && first.iter().any(|cell| cell.ends_with(')') && cell.contains("(choice="));
            (own && (complete || cell(0, 0).ends_with("_id")))
                || labelled
                || (cell(0, 0) == "record_id" && complete)
        }
        Format::GoogleForms => TIMESTAMPS.contains(&cell(0, 0)) && is_time(cell(1, 0)),
        Format::MicrosoftForms => {
            cell(0, 0).eq_ignore_ascii_case("id")
                && FORMS.iter().any(|(start, ends)| cell(0, 1) == *start && ends.contains(&cell(0, 2)))
        }
        Format::GenesisFlat => {
            let old = header("Statistik_Code") && header("Zeit") && header("1_Auspraegung_Label");
            let new = header("statistics_code") && header("time") && header("1_variable_attribute_label");
            old || (new && header("value"))
        }
        Format::GenesisTable => {
            let is_titled = cell(0, 0).starts_with("GENESIS-Tabelle") || cell(0, 0).starts_with("Tabelle: ");
            let is_header = |row: &Vec<String>| {
                row.len() > 1 && row[0].is_empty() && row.iter().any(|cell| !cell.is_empty())
            };
            is_titled && rows.iter().any(is_header)
        }
        Format::EurostatTsv => {
            let (dimensions, time) = cell(0, 0).split_once('\\').unwrap_or_default();
            first.len() > 1 && dimensions.contains(',') && time.to_ascii_lowercase().starts_with("time")
        }
        Format::SdmxCsv => header("OBS_VALUE") && header("TIME_PERIOD"),
    }
}

/// What a file would have if it were of a format.
pub(super) fn missing(format: Format) -> &'static str {
    match format {
        Format::Plain => "it has no header",
        Format::LimeSurvey => "the headers `submitdate`, `lastpage` and `startlanguage` are missing",
        Format::Qualtrics => {
            "its third row holds no `{\"ImportId\": …}`, and it does not begin with `V1` over `ResponseID`"
        }
        Format::SurveyMonkey => {
            "its first headers are not `Respondent ID` and `Collector ID`, with options in the row below"
        }
        Format::SoSci => "the headers `CASE`, `QUESTNNR` and `STARTED` are missing",
        Format::Kobo => {
            "neither `_id`, `_uuid`, `_submission_time` nor `SubmissionDate`, `meta-instanceID`, `KEY` are headers"
        }
        Format::Redcap => "it has neither `…_complete` nor checkbox headers such as `q5___1`",
        Format::GoogleForms => "its first header is not `Timestamp` above a date with a time",
        Format::MicrosoftForms => "its first headers are not `ID`, `Start time`, `Completion time`",
        Format::GenesisFlat => {
            "the headers `statistics_code`, `time`, `value` (or `Statistik_Code`, `Zeit`) are missing"
        }
        Format::GenesisTable => "its first line does not begin with `GENESIS-Tabelle`",
        Format::EurostatTsv => "its first header is not of the form `freq,unit,geo\\TIME_PERIOD`",
        Format::SdmxCsv => "the headers `TIME_PERIOD` and `OBS_VALUE` are missing",
    }
}

/// `q5___1`.
fn is_checkbox(header: &str) -> bool {
    header.split_once("___").is_some_and(|(question, option)| !question.is_empty() && !option.is_empty())
}

/// A date with a time, such as `2024/03/01 9:12:33 AM` or `01.03.2024 09:12:33`; workbooks store a number.
fn is_time(text: &str) -> bool {
    let is_dated = text.contains(['/', '.', '-']) && text.contains(':');
    (is_dated && text.starts_with(|sign: char| sign.is_ascii_digit()))
        || text.parse::<f64>().is_ok_and(|day| (30_000.0..80_000.0).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::{Format, has};

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn each_format_by_its_own_marks_alone() {
        let files = [
            (Format::LimeSurvey, "id;submitdate;lastpage;startlanguage;Q1"),
            (Format::LimeSurvey, "id. Response ID;submitdate. Date submitted;lastpage. Last page;Q1. Why?"),
            (Format::LimeSurvey, "Response ID;Date submitted;Last page;Start language;Why?"),
            (Format::Qualtrics, "Q1\nWhy?\n{\"ImportId\":\"QID1\"}"),
            (Format::Qualtrics, "V1;V10;Q1\nResponseID;Finished;Why?"),
            (Format::SurveyMonkey, "Respondent ID;Collector ID;Why?\n;;Response"),
            (Format::SoSci, "CASE;SERIAL;REF;QUESTNNR;MODE;STARTED;AB01"),
            (Format::Kobo, "start;q1;_id;_uuid;_submission_time"),
            (Format::Kobo, "SubmissionDate;q1;meta-instanceID;KEY"),
            (Format::Redcap, "record_id;q5___1;q5___2;survey_complete"),
            (Format::Redcap, "Record ID;Which? (choice=Bus)"),
            (Format::GoogleForms, "Zeitstempel;Warum?\n01.03.2024 09:12:33;darum"),
            (Format::MicrosoftForms, "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Warum?"),
            (Format::GenesisFlat, "statistics_code;time;1_variable_attribute_label;value"),
            (Format::GenesisTable, "GENESIS-Tabelle: 12411-0001\nBevölkerung;\n;2023"),
            (Format::EurostatTsv, "freq,unit,geo\\TIME_PERIOD;2023 ;2024 "),
            (Format::SdmxCsv, "DATAFLOW;geo;TIME_PERIOD;OBS_VALUE"),
        ];
        for (format, text) in files {
            let found: Vec<Format> = Format::WORDS
                .into_iter()
                .map(|(_, one, _)| one)
                .filter(|one| has(*one, &rows(text)))
                .collect();
            assert_eq!(found, [format], "{text}");
        }
    }

    #[test]
    fn a_table_of_people_has_none() {
        for text in [
            "id;age;answer\n1;30;yes",
            "Timestamp;q\nmorning;yes",
            "ID;Name;Why?",
            "record_id;q1",
            "2019\\2020;x",
        ] {
            assert!(!Format::WORDS.into_iter().any(|(_, format, _)| has(format, &rows(text))), "{text}");
        }
    }
}
