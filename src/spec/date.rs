//! Dates and periods in ISO 8601 notation.

use super::Spanned;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The first and the last day of a period, in days since 1970-01-01.
pub type Period = (i64, i64);

/// A day written `YYYY-MM-DD`, in seconds from 1970-01-01T00:00Z to its start.
pub fn day(found: &Spanned<String>, sink: &Diagnostics) -> Option<i64> {
    let days = civil(&found.value);
    if days.is_none() {
        let message = format!("`{}` is not a date", found.value);
        sink.push(
            Diagnostic::error(Code::WrongDate, found.span.clone(), message)
                .hint("write year, month and day, as in `2020-12-02`"),
        );
    }
    days.map(|days| days * 86_400)
}

/// Reports what is neither a day nor a day with a time, such as `2026-03-02T06:00`.
pub fn moment(found: &Spanned<String>, sink: &Diagnostics) {
    let (date, time) = found.value.split_once('T').unwrap_or((&found.value, "00:00"));
    let (hour, minute) = time.split_once(':').unwrap_or((time, ""));
    let below =
        |text: &str, most: u32| text.len() == 2 && text.parse::<u32>().is_ok_and(|number| number < most);
    if civil(date).is_none() || !below(hour, 24) || !below(minute, 60) {
        let message = format!("`{}` is neither a date nor a date with a time", found.value);
        sink.push(
            Diagnostic::error(Code::WrongDate, found.span.clone(), message)
                .hint("write year, month and day, and the local time if need be, as in `2026-03-02T06:00`"),
        );
    }
}

/// The days from 1970-01-01 to a day written `YYYY-MM-DD`.
fn civil(text: &str) -> Option<i64> {
    let parts: Vec<Option<i64>> = text.split('-').map(|part| part.parse().ok()).collect();
    match parts[..] {
        [Some(year), Some(month), Some(day)] if text.len() == 10 => days_from_civil(year, month, day),
        _ => None,
    }
}

/// The first and the last day of `2020`, `2020-08`, `2020-08-14`, or of two of these joined by a slash. Free text
/// such as "Herbst 2020" is accepted, but is not a period.
pub fn period(found: &Spanned<String>, sink: &Diagnostics) -> Option<Period> {
    let text = found.value.trim();
    if text.contains(char::is_alphabetic) {
        return None;
    }
    let fail = |message: String, hint: &str| {
        sink.push(Diagnostic::error(Code::WrongDate, found.span.clone(), message).hint(hint));
        None
    };
    let parts: Vec<Option<Period>> = text.split('/').map(days).collect();
    match parts[..] {
        [Some(one)] => Some(one),
        [Some((from, _)), Some((_, to))] if from <= to => Some((from, to)),
        [Some(_), Some(_)] => {
            fail(format!("the period `{text}` ends before it begins"), "write the earlier date first")
        }
        _ => fail(
            format!("`{text}` is neither a date nor a period"),
            "write a year, a month or a day, or two of them as in `2020-08/2020-11`",
        ),
    }
}

/// The first and the last day of a year, month or day from 1900 to 9999; `None` for anything else.
pub fn days(text: &str) -> Option<Period> {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let parts: Option<Vec<i64>> = text.split('-').map(|part| part.parse().ok()).collect();
    match (&lengths[..], &parts?[..]) {
        ([4], [year]) => Some((days_from_civil(*year, 1, 1)?, days_from_civil(*year, 12, 31)?)),
        ([4, 2], [year, month]) => {
            let first = days_from_civil(*year, *month, 1)?;
            let last = (28..=31).rev().find_map(|day| days_from_civil(*year, *month, day))?;
            Some((first, last))
        }
        ([4, 2, 2], [year, month, day]) => days_from_civil(*year, *month, *day).map(|day| (day, day)),
        _ => None,
    }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar; `None` if there is no such date from 1900 to 9999.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month_index = usize::try_from(month - 1).ok()?;
    if !(1900..=9999).contains(&year) || !(1..=*lengths.get(month_index)?).contains(&day) {
        return None;
    }
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
    Some(years + lengths[..month_index].iter().sum::<i64>() + day - 1)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn years_months_and_days() {
        assert_eq!(days("1970"), Some((0, 364)));
        assert_eq!(days("2020-02"), Some((18_293, 18_321)));
        assert_eq!(days("2020-08-14"), Some((18_488, 18_488)));
        for wrong in ["2020-13", "2020-02-30", "20-08", "2020-8", "2020-08-14-1", "", "-", "+020"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
