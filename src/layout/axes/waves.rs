//! The axis along the columns of a line or area, or along upright bars: points in time in proportion, other names
//! evenly.

use crate::chart::time::{self, Precision, Times};
use crate::language::{Language, fill};

/// Where columns are along an axis.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waves {
    /// The position of each column.
    pub(crate) at: Vec<f64>,
    /// The columns from left to right.
    pub(crate) order: Vec<usize>,
    /// The positions at the ends of the axis.
    pub(crate) domain: (f64, f64),
    /// The points in time, if the axis is in proportion to them.
    pub(crate) times: Option<Times>,
    /// Whether points in time that are not evenly spaced are drawn as if they were.
    pub(crate) distorted: bool,
}

impl Waves {
    /// The positions of columns with these names; `even` spaces points in time evenly.
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str> + Clone, even: bool) -> Self {
        let count = names.clone().count();
        let times = Times::of(names);
        let distorted = even && times.as_ref().is_some_and(|times| !times.is_even());
        match times.filter(|_| !even) {
            Some(times) => {
                let (at, order, domain) = (times.at.clone(), times.order(), times.ends());
                Self { at, order, domain, times: Some(times), distorted }
            }
            None => Self {
                at: (0..count).map(|at| at as f64).collect(),
                order: (0..count).collect(),
                domain: (0.0, (count.max(2) - 1) as f64),
                times: None,
                distorted,
            },
        }
    }
}

/// A round point in time with its label; a second line has the year.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeTick {
    /// Its position in years.
    pub(crate) at: f64,
    /// Its label.
    pub(crate) label: String,
}

/// The distance of ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Weeks(u32),
    Months(u32),
    Quarter,
    Years(i64),
}

/// From the finest to the coarsest.
const STEPS: [Step; 16] = [
    Step::Weeks(1),
    Step::Weeks(4),
    Step::Months(1),
    Step::Quarter,
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
];
/// The most ticks of months and years.
const MOST_TICKS: (usize, usize) = (9, 14);

/// The finest round ticks between the first and the last point in time whose labels have room; empty if there are
/// none.
pub(crate) fn ticks(times: &Times, language: Language, fits: &dyn Fn(&[TimeTick]) -> bool) -> Vec<TimeTick> {
    let usable = |step: &Step| match step {
        Step::Weeks(_) => times.precision == Precision::Week,
        Step::Months(_) => times.precision <= Precision::Month,
        Step::Quarter => times.precision == Precision::Quarter,
        Step::Years(_) => true,
    };
    let few = |found: &Vec<TimeTick>, step: Step| {
        let most = if matches!(step, Step::Years(_)) { MOST_TICKS.1 } else { MOST_TICKS.0 };
        (2..=most).contains(&found.len()) && fits(found)
    };
    STEPS
        .into_iter()
        .filter(usable)
        .map(|step| (at_steps(times, step, language), step))
        .find(|(found, step)| few(found, *step))
        .map(|(found, _)| found)
        .unwrap_or_default()
}

fn at_steps(times: &Times, step: Step, language: Language) -> Vec<TimeTick> {
    let (first, last) = times.ends();
    let (from, to) = (first.floor() as i64, last.floor() as i64);
    let words = language.words();
    // A tick lies on the points that it names: in the middle of their year, month or quarter.
    let middle = match times.precision {
        Precision::Day | Precision::Week => 0.0,
        Precision::Month => 0.5 / 12.0,
        Precision::Quarter => 0.5 / 4.0,
        Precision::Year => 0.5,
    };
    let mut ticks: Vec<TimeTick> = Vec::new();
    let mut add = |at: f64, name: String, year: i64| {
        if at < first - 1e-3 || at > last + 1e-3 {
            return;
        }
        // The year is said once, at its first tick.
        let is_new = ticks.last().is_none_or(|before| before.at.floor() as i64 != year);
        let label = match (name.is_empty(), is_new) {
            (true, _) => year.to_string(),
            (false, true) => format!("{name}\n{year}"),
            (false, false) => name,
        };
        ticks.push(TimeTick { at, label });
    };
    match step {
        Step::Years(step) => {
            let start = from.div_euclid(step) * step;
            let count = usize::try_from((to - start) / step + 1).unwrap_or(0).min(MOST_TICKS.1 + 2);
            for year in (0..count).map(|count| start + step * count as i64) {
                add(year as f64 + middle, String::new(), year);
            }
        }
        _ if to - from > MOST_TICKS.0 as i64 => {}
        Step::Months(step) => {
            for year in from..=to {
                for month in (0..12u32).step_by(step as usize) {
                    let name = words.short_months[month as usize].to_owned();
                    add(year as f64 + f64::from(month) / 12.0 + middle, name, year);
                }
            }
        }
        Step::Quarter => {
            for year in from..=to {
                for (quarter, name) in words.quarters.iter().enumerate() {
                    add(year as f64 + quarter as f64 / 4.0 + middle, (*name).to_owned(), year);
                }
            }
        }
        Step::Weeks(step) => {
            for year in from..=to {
                for week in (1..=53u32).step_by(step as usize) {
                    let name = format!("{year:04}-W{week:02}");
                    if let Some((at, _)) = time::read(&name) {
                        add(at, fill(words.week, &[&week.to_string()]), at.floor() as i64);
                    }
                }
            }
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::{Times, ticks};
    use crate::language::Language;

    fn labels(names: &[&str], most: usize) -> Vec<String> {
        let times = Times::of(names.iter().copied()).unwrap();
        ticks(&times, Language::German, &|ticks| ticks.len() <= most)
            .into_iter()
            .map(|tick| tick.label)
            .collect()
    }

    #[test]
    fn ticks_are_round_times_in_the_language() {
        assert_eq!(labels(&["1990", "2010", "2020", "2021"], 4), ["1990", "2000", "2010", "2020"]);
        assert_eq!(labels(&["2022-07-27", "2025-06-11"], 4), ["2023", "2024", "2025"]);
        assert_eq!(labels(&["2023-Q3", "2023-Q4", "2024-Q2"], 9), ["Q3\n2023", "Q4", "Q1\n2024", "Q2"]);
        assert_eq!(labels(&["2024-01", "2024-04", "2024-09"], 4), ["Jan.\n2024", "April", "Juli"]);
        let quarters = Times::of(["2024-Q1", "2024-Q2"].into_iter()).unwrap();
        let french = ticks(&quarters, Language::French, &|ticks| ticks.len() <= 4);
        assert_eq!(french[1].label, "T2");
    }
}
