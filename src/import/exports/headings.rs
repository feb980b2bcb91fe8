//! What the header rows of each survey tool say of its columns.

use super::super::source_spec::format::Format;
use super::columns::{Choice, Column, Export};
use super::{eurostat, genesis, qualtrics};

/// What a file of a known format says of itself in its first rows.
pub(super) fn export(format: Format, rows: &[Vec<String>]) -> Export {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let second = rows.get(1).map(Vec::as_slice).unwrap_or_default();
    match format {
        Format::LimeSurvey => Export::new(format, 1, first.iter().map(|header| limesurvey(header)).collect()),
        Format::Qualtrics if qualtrics::is_legacy(rows) => {
            Export::new(format, 2, qualtrics::legacy(first, second))
        }
        Format::Qualtrics => Export::new(format, 3, qualtrics::columns(rows)),
        Format::SurveyMonkey => Export::new(format, 2, surveymonkey(first, second)),
        Format::SoSci => {
            // The labels are in a second row where they were asked for: the case is no number there.
            let at = first.iter().position(|header| header == "CASE").unwrap_or(0);
            let is_labelled = second.get(at).is_some_and(|case| case.parse::<u64>().is_err());
            let labels = if is_labelled { second } else { &[] };
            Export::new(format, 1 + usize::from(is_labelled), sosci(first, labels))
        }
        Format::Kobo => Export::new(format, 1, first.iter().map(|header| kobo(header)).collect()),
        Format::Redcap => Export::new(format, 1, first.iter().map(|header| redcap(header)).collect()),
        Format::GoogleForms | Format::MicrosoftForms => {
            Export::new(format, 1, first.iter().map(|header| form(header)).collect())
        }
        Format::Plain => {
            let column = |header: &String| Column { name: header.clone(), ..Column::default() };
            Export::new(format, 1, first.iter().map(column).collect())
        }
        Format::EurostatTsv => eurostat::tsv(first),
        Format::SdmxCsv => eurostat::sdmx(first),
        Format::GenesisFlat => genesis::flat(first, second),
        Format::GenesisTable => genesis::table(rows),
    }
}

pub(super) fn texts(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// `Q5[SQ001]. Which? [Bus]`, `Q5[SQ001]`, `Q5. Why?` or `Which? [Bus]`.
fn limesurvey(header: &str) -> Column {
    let is_code = |code: &str| {
        !code.is_empty()
            && code.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '[' | ']' | '-'))
    };
    let (code, text) =
        match header.split_once(". ").or_else(|| header.strip_suffix('.').map(|code| (code, ""))) {
            Some((code, text)) if is_code(code) => (code, text.trim()),
            _ => ("", header.trim()),
        };
    let bare = if code.is_empty() && is_code(text) { text } else { code };
    let (wording, label) = match text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        Some((wording, label)) if bare != text => (wording.trim(), Some(label.trim())),
        _ => (text, None),
    };
    let (question, option) = match bare.strip_suffix(']').and_then(|bare| bare.split_once('[')) {
        Some((question, option)) => (question, Some(option)),
        // Headings without codes: the wording names the question.
        None if bare.is_empty() => (wording, label),
        None => (bare, None),
    };
    let choice = |code: &str| Choice {
        question: question.to_owned(),
        code: code.to_owned(),
        label: label.filter(|label| !label.is_empty()).unwrap_or(code).to_owned(),
        is_text: code == "other",
    };
    let name = if bare.is_empty() { header.trim() } else { bare };
    let is_wording = bare != text;
    Column {
        name: name.to_owned(),
        wording: texts(wording).filter(|_| is_wording),
        option: option.map(choice),
    }
}

/// Questions in the first row, each over its first column, and options in the second.
fn surveymonkey(questions: &[String], options: &[String]) -> Vec<Column> {
    let mut asked = "";
    let mut columns = Vec::new();
    for (at, header) in questions.iter().enumerate() {
        if !header.is_empty() {
            asked = header;
        }
        let option = options.get(at).map_or("", String::as_str);
        let lone = matches!(
            option,
            "" | "Response" | "Open-Ended Response" | "Antwort" | "Antwort mit offenem Ende"
        );
        let is_text = is_other(option);
        let name = if lone { asked.to_owned() } else { format!("{asked} / {option}") };
        let choice = || Choice {
            question: asked.to_owned(),
            code: option.to_owned(),
            label: option.to_owned(),
            is_text,
        };
        columns.push(Column { name, wording: texts(asked), option: (!lone).then(choice) });
    }
    columns
}

/// Headings that SurveyMonkey sets over texts beside ticks.
fn is_other(option: &str) -> bool {
    ["Other (please specify)", "Sonstiges (bitte angeben)", "Autre (veuillez préciser)"].contains(&option)
}

/// `AB01_03` is an option or item of `AB01`, `AB01_03a` a text beside it.
fn sosci(headers: &[String], labels: &[String]) -> Vec<Column> {
    let column = |(at, header): (usize, &String)| {
        let label = labels.get(at).map_or("", String::as_str);
        let (asked, own) = label.split_once(": ").unwrap_or((label, ""));
        let option = header
            .rsplit_once('_')
            .filter(|(_, code)| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit()))
            .map(|(question, code)| Choice {
                question: question.to_owned(),
                code: code.to_owned(),
                label: texts(own).unwrap_or_else(|| header.clone()),
                is_text: false,
            });
        Column { name: header.clone(), wording: texts(asked), option }
    };
    headers.iter().enumerate().map(column).collect()
}

/// `q5/bus` is the option `bus` of `q5`; `group/q5` is named as it is.
fn kobo(header: &str) -> Column {
    let option = header.rsplit_once('/').map(|(question, code)| Choice {
        question: question.to_owned(),
        code: code.to_owned(),
        label: code.to_owned(),
        is_text: false,
    });
    Column { name: header.trim().to_owned(), wording: None, option }
}

/// `q5___1`, or `Which? (choice=Bus)` where labels were exported.
fn redcap(header: &str) -> Column {
    let labelled = header.strip_suffix(')').and_then(|header| header.split_once(" (choice="));
    let found = header.split_once("___").or(labelled);
    let choice = |(question, code): (&str, &str)| Choice {
        question: question.to_owned(),
        // A minus sign cannot be in the name of a column.
        code: code.strip_prefix('_').map_or_else(|| code.to_owned(), |code| format!("-{code}")),
        label: code.to_owned(),
        is_text: false,
    };
    Column {
        name: header.to_owned(),
        wording: labelled.and_then(|(asked, _)| texts(asked)),
        option: found.map(choice),
    }
}

/// The header is the wording; a grid has a column for each of its rows: `How satisfied? [Bus]`.
fn form(header: &str) -> Column {
    let asked = header.strip_suffix(']').and_then(|header| header.rsplit_once(" [")).map(|(asked, _)| asked);
    Column { name: header.to_owned(), wording: texts(asked.unwrap_or(header)), option: None }
}

#[cfg(test)]
mod tests {
    use super::{kobo, limesurvey, redcap, surveymonkey};

    #[test]
    fn headings_of_limesurvey_in_three_forms() {
        let both = limesurvey("Q5[SQ001]. Which do you use? [Bus]");
        assert_eq!((both.name.as_str(), both.wording.as_deref()), ("Q5[SQ001]", Some("Which do you use?")));
        let choice = both.option.unwrap_or_else(|| unreachable!("an option"));
        assert_eq!((choice.question.as_str(), choice.label.as_str(), choice.is_text), ("Q5", "Bus", false));
        let code = limesurvey("Q5[other]");
        assert_eq!((code.name.as_str(), code.wording), ("Q5[other]", None));
        assert!(code.option.is_some_and(|choice| choice.is_text && choice.question == "Q5"));
        let text = limesurvey("Which do you use? [Bus]");
        assert_eq!(text.name, "Which do you use? [Bus]");
        assert!(text.option.is_some_and(|choice| choice.question == "Which do you use?"));
        let single = limesurvey("Q1. How old are you? Tell us.");
        assert_eq!(
            (single.name.as_str(), single.wording.as_deref()),
            ("Q1", Some("How old are you? Tell us."))
        );
    }

    #[test]
    fn a_question_of_surveymonkey_goes_on_until_the_next() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned);
        let columns = surveymonkey(
            &row(["Respondent ID", "Which?", "", "Why?"]),
            &row(["", "Bus", "Other (please specify)", "Open-Ended Response"]),
        );
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["Respondent ID", "Which? / Bus", "Which? / Other (please specify)", "Why?"]);
        assert!(columns[2].option.as_ref().is_some_and(|choice| choice.is_text));
    }

    #[test]
    fn options_by_their_headers() {
        let option = |column: super::Column| column.option.map(|choice| (choice.question, choice.code));
        assert_eq!(option(kobo("travel/q5/bus")), Some(("travel/q5".into(), "bus".into())));
        assert_eq!(option(redcap("q5___2")), Some(("q5".into(), "2".into())));
        assert_eq!(option(redcap("q5____9")), Some(("q5".into(), "-9".into())));
        assert_eq!(option(redcap("Which? (choice=Bus)")), Some(("Which?".into(), "Bus".into())));
        assert_eq!(option(redcap("age")), None);
    }
}
