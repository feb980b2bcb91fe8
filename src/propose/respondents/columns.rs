//! What a column of a table of respondents is for: a question, the weight, or something that programs write for themselves.

use crate::import::sample::{Column, Sample};

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Respondents answered it.
    Question,
    /// How much each respondent counts.
    Weight,
    /// No question, and what it holds instead.
    Other(&'static str),
}

/// Headers that survey tools write over what they note for themselves, in small letters.
const NOTED: [&str; 96] = [
    "id",
    "response id",
    "responseid",
    "respondent id",
    "respondentid",
    "instanceid",
    "today",
    "imei",
    "phonenumber",
    "subscriberid",
    "simserial",
    "username",
    "collectorid",
    "respondent",
    "collector id",
    "token",
    "submitdate",
    "date submitted",
    "lastpage",
    "last page",
    "startlanguage",
    "start language",
    "seed",
    "startdate",
    "start date",
    "enddate",
    "end date",
    "datestamp",
    "date started",
    "date last action",
    "ipaddr",
    "ip address",
    "ipaddress",
    "refurl",
    "referrer url",
    "date created",
    "date modified",
    "email address",
    "email",
    "e-mail",
    "e-mail-adresse",
    "first name",
    "last name",
    "name",
    "custom data 1",
    "status",
    "progress",
    "duration (in seconds)",
    "finished",
    "recordeddate",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externalreference",
    "externaldatareference",
    "responseset",
    "emailaddress",
    "locationaccuracy",
    "locationlatitude",
    "locationlongitude",
    "distributionchannel",
    "userlanguage",
    "case",
    "serial",
    "ref",
    "questnnr",
    "mode",
    "started",
    "language",
    "lastdata",
    "q_viewer",
    "maxpage",
    "missing",
    "missrel",
    "time_rsi",
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
    "start",
    "end",
    "deviceid",
    "submissiondate",
    "key",
    "meta-instanceid",
    "record_id",
    "timestamp",
    "zeitstempel",
    "completion time",
    "start time",
];

/// Parts of headers of weights.
const WEIGHTS: [&str; 8] = ["weight", "gewicht", "wt", "wgt", "pweight", "weights", "gew", "w8"];

/// Words in headers of what nobody may read in a report.
const PERSONAL: [&str; 21] = [
    "firstname",
    "lastname",
    "fullname",
    "surname",
    "vorname",
    "nachname",
    "familienname",
    "telephone",
    "phone",
    "phonenumber",
    "mobile",
    "telefon",
    "telefonnummer",
    "handynummer",
    "mobilnummer",
    "address",
    "adresse",
    "anschrift",
    "street",
    "strasse",
    "straße",
];

/// Answers to choose from are rarely longer.
const LONGEST_ANSWER: usize = 100;

/// What a column is for.
pub(super) fn role(column: &Column, sample: &Sample) -> Role {
    let name = column.name.to_lowercase();
    if column.name.is_empty() {
        return Role::Other("no header");
    }
    if NOTED.contains(&name.as_str())
        || name.starts_with("redcap_")
        || name.ends_with("_complete")
        || name.ends_with("_timestamp")
        || (name.ends_with("_id") && column.words.iter().all(|(_, count)| *count == 1))
        || ["startzeit", "fertigstellungszeit", "abschlusszeit", "endzeit", "time_sum", "deg_time"]
            .contains(&name.as_str())
        || name
            .strip_prefix("time")
            .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|sign| sign.is_ascii_digit()))
    {
        return Role::Other("what the survey tool noted");
    }
    if column.filled == 0 {
        return Role::Other("nothing in them");
    }
    if is_personal(&name) {
        return Role::Other("personal data");
    }
    if is_weight(column, sample) {
        return Role::Weight;
    }
    if column.dates * 10 >= column.filled * 9 {
        return Role::Other("dates");
    }
    let are_numbers = column.numbers == column.filled;
    let all_differ = column.words.iter().all(|(_, count)| *count == 1) && column.filled > 20;
    if all_differ && are_numbers && !column.has_fraction && column.labels.is_empty() && column.has_more {
        return Role::Other("a number of its own for each respondent");
    }
    let is_open = ["_text", "_other", "comment", "kommentar", "other]"].iter().any(|end| name.ends_with(end));
    // What is beside the ticks of a question is told with that question.
    if column.option.as_ref().is_some_and(|choice| choice.is_text) {
        return Role::Question;
    }
    if !are_numbers && column.labels.is_empty() && (column.longest > LONGEST_ANSWER || is_open) {
        return match separator(column, sample) {
            Some(_) if !is_open => Role::Question,
            _ => Role::Other("respondents' own words"),
        };
    }
    let is_choice = column.option.as_ref().is_some_and(|choice| !choice.is_text);
    if !are_numbers && column.labels.is_empty() && !is_choice && (column.has_more || all_differ) {
        return match separator(column, sample) {
            Some(_) => Role::Question,
            None => Role::Other("respondents' own words"),
        };
    }
    Role::Question
}

/// Whether a short header, such as `first_name` or `Telefon`, says that a column holds who somebody is.
fn is_personal(name: &str) -> bool {
    let parts: Vec<&str> =
        name.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(part));
    let is_name = has(&["name"]) && has(&["first", "last", "full", "family", "given", "middle"]);
    parts.len() <= 3 && (is_name || has(&PERSONAL))
}

fn is_weight(column: &Column, sample: &Sample) -> bool {
    let name = column.name.to_lowercase();
    let is_called =
        name.split(|sign: char| !sign.is_alphanumeric()).any(|part| WEIGHTS.contains(&part)) || name == "w";
    let mean = column.sum / f64::from(column.numbers.max(1));
    is_called
        && column.labels.is_empty()
        && column.numbers == column.filled
        && column.filled == sample.rows
        && column.has_fraction
        && column.ends.is_some_and(|(low, _)| low >= 0.0)
        && (0.2..5.0).contains(&mean)
}

/// What divides several answers in one cell, where that can be told: pieces come again, whole cells rarely.
pub(super) fn separator(column: &Column, sample: &Sample) -> Option<&'static str> {
    let own = sample.format.separator();
    let signs: &[&'static str] = match &own {
        Some(sign) => std::slice::from_ref(sign),
        None => &[";", ","],
    };
    signs.iter().copied().find(|sign| {
        let mut pieces: std::collections::BTreeMap<&str, u32> = std::collections::BTreeMap::new();
        let (mut cells, mut count) = (0, 0);
        for (word, times) in &column.words {
            let parts: Vec<&str> = word.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
            cells += times;
            count += times * parts.len() as u32;
            parts.into_iter().for_each(|part| *pieces.entry(part).or_default() += times);
        }
        let again = pieces.values().filter(|times| **times > 1).count();
        let is_short = pieces.keys().all(|piece| piece.chars().count() <= 80);
        count > cells + cells / 10 && is_short && pieces.len() <= 30 && 10 * again >= 7 * pieces.len()
    })
}

#[cfg(test)]
mod tests {
    use super::{NOTED, PERSONAL, WEIGHTS, is_personal};

    #[test]
    fn headers_are_compared_in_small_letters() {
        assert!(NOTED.iter().chain(&WEIGHTS).chain(&PERSONAL).all(|name| name.to_lowercase() == *name));
    }

    #[test]
    fn who_somebody_is_is_no_answer() {
        for name in ["first_name", "name_last", "telephone_1", "adresse", "vorname"] {
            assert!(is_personal(name), "{name}");
        }
        for name in ["brand_name", "how would you address the problem?", "mobility"] {
            assert!(!is_personal(name), "{name}");
        }
    }
}
