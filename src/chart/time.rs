//! Points in time among the names of columns and categories, so that an axis can show them in proportion.

use crate::spec::date;

/// How exact a point in time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// `2024-05-17`
    Day,
    /// `2024-W20`
    Week,
    /// `2024-05`
    Month,
    /// `2024-Q2`
    Quarter,
    /// `2024`
    Year,
}

/// Names that are all points in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    /// When each name is, in years: the middle of its year, quarter, month, week or day.
    pub at: Vec<f64>,
    /// The finest precision among them.
    pub precision: Precision,
}

impl Times {
    /// Reads names as points in time. `None` if one of them is something else, if two are the same, or if there
    /// are fewer than two.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>) -> Option<Self> {
        let found: Vec<(f64, Precision)> = names.map(read).collect::<Option<_>>()?;
        let precision = found.iter().map(|(_, precision)| *precision).min()?;
        let at: Vec<f64> = found.into_iter().map(|(at, _)| at).collect();
        let mut sorted = at.clone();
        sorted.sort_by(f64::total_cmp);
        let distinct = sorted.windows(2).all(|pair| pair[1] - pair[0] > 1e-4);
        (at.len() > 1 && distinct).then_some(Self { at, precision })
    }

    /// The indices of the names from the earliest to the latest.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.at.len()).collect();
        order.sort_by(|a, b| self.at[*a].total_cmp(&self.at[*b]));
        order
    }

    /// The earliest and the latest point in time.
    pub fn ends(&self) -> (f64, f64) {
        self.at
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, last), at| (first.min(*at), last.max(*at)))
    }

    /// The shortest time between two neighbours, in years.
    pub fn shortest(&self) -> f64 {
        let order = self.order();
        let steps = order.windows(2).map(|pair| self.at[pair[1]] - self.at[pair[0]]);
        steps.fold(f64::INFINITY, f64::min)
    }

    /// Whether neighbours are equally far apart, within a tenth of the shortest distance: months and leap years
    /// differ by less.
    pub fn is_even(&self) -> bool {
        let order = self.order();
        let shortest = self.shortest();
        order.windows(2).all(|pair| self.at[pair[1]] - self.at[pair[0]] < shortest * 1.1)
    }
}

/// The years that a name of four digits may mean: other numbers of four digits are amounts or sizes.
const YEARS: std::ops::RangeInclusive<i64> = 1800..=2199;

/// A point in time: its middle, in years, and how exact it is; `None` for any other name.
pub fn read(name: &str) -> Option<(f64, Precision)> {
    let name = name.trim();
    if let Some((year, part)) = split(name, ['Q', 'q']) {
        let quarter = (1..=4).contains(&part).then_some(part)?;
        return Some((year as f64 + (quarter as f64 - 0.5) / 4.0, Precision::Quarter));
    }
    if let Some((year, week)) = split(name, ['W', 'w']) {
        // The first week of a year is the one with its first Thursday (ISO 8601).
        let thursday = first_thursday(year)? + (week - 1) * 7;
        let (_, last) = date::days(&format!("{year:04}"))?;
        let exists = (1..=53).contains(&week) && thursday <= last;
        return if exists { Some((in_years(year, thursday)?, Precision::Week)) } else { None };
    }
    let digits: Vec<&str> = name.split('-').collect();
    if !digits.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let year: i64 = digits.first().filter(|year| year.len() == 4)?.parse().ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    match digits[..] {
        [_] => Some((year as f64 + 0.5, Precision::Year)),
        [_, month] if month.len() == 2 => {
            let month: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
            Some((f64::from(year as i32) + (f64::from(month) - 0.5) / 12.0, Precision::Month))
        }
        [_, _, _] => Some((in_years(year, date::days(name)?.0)?, Precision::Day)),
        _ => None,
    }
}

/// Year and part of `2024-Q2`, `2024 Q2`, `2024Q2` or `Q2 2024`.
fn split(name: &str, letters: [char; 2]) -> Option<(i64, i64)> {
    let (before, after) = name.split_once(letters)?;
    let digits = |text: &str| -> Option<i64> {
        let is_number = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    let (year, part) = match before {
        "" => {
            let (part, year) = after.split_once([' ', '/'])?;
            (digits(year)?, digits(part)?)
        }
        _ => (digits(before.trim_end_matches(['-', ' ']))?, digits(after)?),
    };
    YEARS.contains(&year).then_some((year, part))
}

/// The middle of a day in years: days as a share of their year, so that years are equally long. Dates before 1900
/// have no calendar here.
fn in_years(year: i64, day: i64) -> Option<f64> {
    let (first, last) = date::days(&format!("{year:04}"))?;
    Some(year as f64 + ((day - first) as f64 + 0.5) / (last - first + 1) as f64)
}

/// The first Thursday of a year, in days from 1970-01-01, which was a Thursday.
fn first_thursday(year: i64) -> Option<i64> {
    let (first, _) = date::days(&format!("{year:04}"))?;
    Some(first + (-first).rem_euclid(7))
}

#[cfg(test)]
mod tests {
    use super::{Precision, Times, read};

    fn at(name: &str) -> f64 {
        read(name).unwrap().0
    }

    #[test]
    fn years_quarters_months_weeks_and_days() {
        assert_eq!(read("2023"), Some((2023.5, Precision::Year)));
        assert_eq!(read("2023-Q3"), Some((2023.625, Precision::Quarter)));
        assert_eq!(read("Q3 2023"), read("2023-Q3"));
        assert_eq!(read("2023-07").unwrap().1, Precision::Month);
        assert!(at("2023-07") > at("2023-06-30") && at("2023-07") < at("2023-08-01"));
        // The first week of 2021 began on Monday, 4 January.
        assert!((at("2021-W01") - at("2021-01-07")).abs() < 1e-9);
        assert!((at("2020-W53") - at("2020-12-31")).abs() < 1e-9);
        for other in ["1500", "2500", "2020-13", "2020-02-30", "2021-W53", "2020-Q5", "20", "Welle 3", "Q 2"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn one_other_name_makes_no_axis_of_time() {
        assert_eq!(Times::of(["2019", "2021", "heute"].into_iter()), None);
        assert_eq!(Times::of(["2019"].into_iter()), None);
        assert_eq!(Times::of(["2019", "2019"].into_iter()), None);
        let uneven = Times::of(["1990", "2010", "2011"].into_iter()).unwrap();
        assert!(!uneven.is_even() && (uneven.shortest() - 1.0).abs() < 1e-9);
        let months = Times::of(["2024-01", "2024-02", "2024-03"].into_iter()).unwrap();
        assert!(months.is_even());
    }
}
