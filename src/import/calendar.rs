//! Days and moments as ISO 8601 writes them.

/// A year, a month and a day of the Gregorian calendar, from the days since 1970 (H. Hinnant, "chrono-compatible low-level
/// date algorithms").
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.clamp(-100_000_000, 100_000_000) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// A day.
pub(super) fn date(days: i64) -> String {
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A moment, from parts of a second since 1970; one at the start of a day is that day.
pub(super) fn moment(parts: i64, second: i64) -> String {
    let seconds = parts.div_euclid(second);
    let (day, rest) = (date(seconds.div_euclid(86_400)), seconds.rem_euclid(86_400));
    match rest {
        0 => day,
        _ => format!("{day}T{}", time(rest)),
    }
}

/// A time of day or a span, from seconds.
pub(super) fn time(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let seconds = seconds.unsigned_abs();
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// The quarter of a month.
pub(super) fn quarter(year: i64, month: i64) -> String {
    format!("{year:04}-Q{}", (month - 1) / 3 + 1)
}

#[cfg(test)]
mod tests {
    use super::{date, moment, quarter, time};

    #[test]
    fn days_and_moments() {
        assert_eq!(
            [0, 18_475, -1, 11_016].map(date),
            ["1970-01-01", "2020-08-01", "1969-12-31", "2000-02-29"]
        );
        assert_eq!(moment(1_596_240_000_000, 1_000), "2020-08-01");
        assert_eq!(moment(-1, 1_000_000), "1969-12-31T23:59:59");
        assert_eq!(date(i64::MAX).len(), date(i64::MIN).len() - 1);
    }

    #[test]
    fn times_and_quarters() {
        assert_eq!([time(3_723), time(-90), time(360_000)], ["01:02:03", "-00:01:30", "100:00:00"]);
        assert_eq!([quarter(2020, 3), quarter(2020, 4)], ["2020-Q1", "2020-Q2"]);
    }
}
