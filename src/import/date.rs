//! Dates of spreadsheet programs: what a cell shows of one, and what was typed before it became one.

/// How far a date is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// The year alone.
    Year,
    /// Month and year.
    Month,
    /// Day and month, without a year.
    DayOfYear,
    /// A whole date.
    Day,
    /// A time of day, with or without a date.
    Time,
}

/// A date as a cell shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
    /// Hour, minute and second.
    pub time: [u8; 3],
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Short names of months as programs write them in English and German, each with its number.
const SHORT_MONTHS: [(&str, u8); 20] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("may", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
    ("juni", 6),
    ("juli", 7),
];

/// A part of a date: a letter of a format, and how often it is written.
pub(super) fn date_part(letter: char, count: usize, moment: Moment) -> String {
    let name = MONTHS.get(usize::from(moment.month.saturating_sub(1))).copied().unwrap_or_default();
    let [hour, minute, second] = moment.time;
    let plain = |number: u8| if count == 1 { number.to_string() } else { format!("{number:02}") };
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", moment.year % 100),
        ('y', _) => format!("{:04}", moment.year),
        ('m', 3) => name.get(..3).unwrap_or_default().to_owned(),
        ('m', 4..) => name.to_owned(),
        ('m', _) => plain(moment.month),
        ('d', _) => plain(moment.day),
        ('h', _) => plain(hour),
        ('n', _) => plain(minute),
        _ => plain(second),
    }
}

/// What was probably typed where a text such as `09. Jun` or `Oct 14` came from a range of numbers: `6-9`, `10-14`.
pub fn range_turned_into_date(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', '.', '-', '/']).filter(|word| !word.is_empty()).collect();
    let [first, second] = words[..] else { return None };
    let month = |word: &str| {
        let word = word.to_lowercase();
        SHORT_MONTHS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
    };
    let number = |word: &str| word.parse::<u8>().ok().filter(|_| word.len() <= 2);
    match (number(first), month(second), month(first), number(second)) {
        (Some(day), Some(month), ..) => Some(typed(month, day, Precision::DayOfYear)),
        (_, _, Some(month), Some(year)) => Some(typed(month, year, Precision::Month)),
        _ => None,
    }
}

/// What was probably typed where a cell became a date.
pub fn typed_before(moment: Moment, precision: Precision) -> Option<String> {
    match precision {
        Precision::DayOfYear => Some(typed(moment.month, moment.day, precision)),
        Precision::Month => Some(typed(moment.month, (moment.year % 100) as u8, precision)),
        _ => None,
    }
}

/// A range goes upwards; which of the two numbers became the month depends on the country.
fn typed(month: u8, other: u8, precision: Precision) -> String {
    match precision {
        Precision::DayOfYear => format!("{}-{}", month.min(other), month.max(other)),
        _ => format!("{month}-{other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Precision, range_turned_into_date, typed_before};

    #[test]
    fn ranges_that_became_dates() {
        for (text, typed) in [
            ("09. Jun", Some("6-9")),
            ("Okt 14", Some("10-14")),
            ("Jun-09", Some("6-9")),
            ("9-Jun", Some("6-9")),
            ("15-19", None),
            ("20 und älter", None),
            ("Jun", None),
            ("Mai 2024", None),
        ] {
            assert_eq!(range_turned_into_date(text).as_deref(), typed, "{text}");
        }
        let moment = Moment { year: 2014, month: 10, day: 1, time: [0; 3] };
        assert_eq!(typed_before(moment, Precision::Month).as_deref(), Some("10-14"));
        assert_eq!(typed_before(moment, Precision::Day), None);
    }
}
