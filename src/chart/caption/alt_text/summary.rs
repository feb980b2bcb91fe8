//! What is striking about the figures of a chart: extremes, comparison, trend, nets and what is highlighted. Sentences are
//! lists with colons, which are right in every case, number and gender.

use super::figures::{named, sum_name};
use crate::chart::data::{ChartData, Row, RowKind};
use crate::chart::time::Times;
use crate::chart::totals::Total;
use crate::language::{Language, fill, voice};
use crate::spec::chart::Kind;
use crate::survey::rounding;
use crate::template::upper_first;

/// Up to this many rows or columns, each gets a sentence; of more, the whole does.
const EACH: usize = 8;

/// The correlation from which a scatter plot shows a tendency.
const TENDENCY: f64 = 0.5;

/// The sentences about a chart.
pub(super) fn of(kind: Kind, shown: &ChartData, totals: &[Total], language: Language) -> Vec<String> {
    let teller = Teller { shown, totals, language };
    let names = || shown.columns.iter().map(|column| column.name.as_str());
    let is_trend = kind.facts().waves || Times::of(names()).is_some();
    let mut sentences = match () {
        () if shown.compared() < 2 => teller.extremes(),
        () if is_trend && shown.rows.len() <= EACH => teller.each_trend(),
        () if is_trend => teller.extremes(),
        () if shown.is_by_item() && shown.rows.len() <= 2 * EACH => teller.each_item(),
        () if kind == Kind::Scatter => teller.extremes().into_iter().chain(teller.tendency()).collect(),
        () if shown.columns.len() == 2 && shown.rows.len() > 2 => {
            teller.gaps().into_iter().chain(teller.extremes()).collect()
        }
        () => teller.extremes(),
    };
    sentences.extend(teller.nets());
    sentences.extend(teller.highlights());
    sentences
}

/// Says what is striking about the figures of a chart.
struct Teller<'a> {
    shown: &'a ChartData,
    totals: &'a [Total],
    language: Language,
}

impl<'a> Teller<'a> {
    /// The rows whose figures are compared: answers, without nets, the remainder and those who gave none.
    fn rows(&self) -> Vec<&'a Row> {
        let answers: Vec<&Row> =
            self.shown.rows.iter().filter(|row| row.kind == RowKind::Category && !row.is_behind).collect();
        if answers.is_empty() { self.shown.rows.iter().collect() } else { answers }
    }

    fn say(&self, row: &Row, column: usize) -> String {
        self.shown.speak(Some(row), column, row.values.get(column).copied().flatten(), self.language)
    }

    fn name(&self, row: &Row) -> String {
        voice::name(&row.name, self.language)
    }

    fn column(&self, at: usize) -> String {
        let name = self.shown.columns.get(at).map_or("", |column| column.name.as_str());
        voice::name(name, self.language)
    }

    /// The highest and the lowest figure of each column; of many columns, of those that are highlighted, or else of
    /// the first and the last.
    fn extremes(&self) -> Vec<String> {
        let count = self.shown.columns.len();
        let highlighted: Vec<usize> =
            (0..count).filter(|at| self.shown.columns[*at].highlighted).take(EACH).collect();
        let columns = match count {
            ..=EACH => (0..count).collect(),
            _ if highlighted.is_empty() => vec![0, count - 1],
            _ => highlighted,
        };
        columns.into_iter().map(|column| self.extremes_of(column)).collect()
    }

    fn extremes_of(&self, column: usize) -> String {
        let voice = self.language.voice();
        let known: Vec<(&Row, f64)> =
            self.rows().into_iter().filter_map(|row| Some((row, (*row.values.get(column)?)?))).collect();
        let values = || known.iter().map(|(_, value)| *value);
        let (highest, lowest) =
            (values().fold(f64::NEG_INFINITY, f64::max), values().fold(f64::INFINITY, f64::min));
        let about = self.column(column);
        if known.is_empty() {
            return named(&about, &self.shown.speak(None, column, None, self.language), self.language);
        }
        // Figures that are printed alike are alike to the reader.
        let at = |extreme: f64| {
            let said = self.shown.speak(Some(known[0].0), column, Some(extreme), self.language);
            let same = known.iter().filter(|(row, _)| self.say(row, column) == said);
            let names: Vec<String> = same.map(|(row, _)| self.name(row)).collect();
            let value = if names.len() > 1 { fill(voice.each, &[&said]) } else { said };
            (format!("{}: {value}", voice::list(&names, self.language)), names.len())
        };
        let (first, alike) = at(highest);
        if alike == known.len() && alike > 1 {
            return named(&about, &format!("{}: {first}", voice.equal), self.language);
        }
        let text = match known.len() {
            1 => first,
            _ => format!("{}: {first}; {}: {}", voice.highest, voice.lowest, at(lowest).0),
        };
        upper_first(&named(&about, &text, self.language))
    }

    /// Each row from its first to its last figure, and the extreme between them.
    fn each_trend(&self) -> Vec<String> {
        self.rows().into_iter().filter_map(|row| self.trend(row)).collect()
    }

    fn trend(&self, row: &Row) -> Option<String> {
        let voice = self.language.voice();
        let known: Vec<(usize, f64)> = row
            .values
            .iter()
            .enumerate()
            .filter(|(at, _)| self.shown.columns.get(*at).is_some_and(|column| !column.is_change))
            .filter_map(|(at, value)| Some((at, rounding::shown((*value)?, self.shown.decimals))))
            .collect();
        let ((first, from), (last, to)) = (*known.first()?, *known.last()?);
        let at = |column: usize| named(&self.column(column), &self.say(row, column), self.language);
        if first == last {
            return Some(format!("{}: {}", self.name(row), at(first)));
        }
        let steps = || known.windows(2).map(|pair| pair[1].1 - pair[0].1);
        let several = known.len() > 2;
        let course = match () {
            () if several && to > from && steps().all(|step| step >= 0.0) => voice.rising,
            () if several && to < from && steps().all(|step| step <= 0.0) => voice.falling,
            () if to > from => voice.risen,
            () if to < from => voice.fallen,
            () => voice.level,
        };
        let mut text = format!("{}: {course}: {}, {}", self.name(row), at(first), at(last));
        let extreme = |than: fn(&f64, &f64) -> bool| {
            let mut between = known.iter().filter(|(_, value)| than(value, &from) && than(value, &to));
            let first = *between.next()?;
            Some(between.fold(first, |best, one| if than(&one.1, &best.1) { *one } else { best }).0)
        };
        for (word, found) in [(voice.highest, extreme(f64::gt)), (voice.lowest, extreme(f64::lt))] {
            if let Some(column) = found {
                text.push_str(&format!("; {word}: {}", at(column)));
            }
        }
        let change = self.shown.columns.iter().position(|column| column.is_change);
        if let Some(column) = change {
            text.push_str(&format!("; {}", at(column)));
        }
        Some(text)
    }

    /// Each item of a battery: its nets, or else what is highlighted, or else the most frequent answer.
    fn each_item(&self) -> Vec<String> {
        let shown = self.shown;
        let highlighted: Vec<usize> =
            (0..shown.columns.len()).filter(|at| shown.columns[*at].highlighted).collect();
        let answers: Vec<usize> = (0..shown.columns.len())
            .filter(|at| !shown.columns[*at].remainder && !shown.columns[*at].missing)
            .collect();
        let one = |(at, row): (usize, &Row)| {
            let nets: Vec<String> = self
                .totals
                .iter()
                .filter_map(|total| {
                    let value = shown.speak(Some(row), 0, Some((*total.values.get(at)?)?), self.language);
                    Some(format!("{}: {value}", sum_name(total, self.language)))
                })
                .collect();
            let cell = |column: &usize| named(&self.column(*column), &self.say(row, *column), self.language);
            let said = match () {
                () if !nets.is_empty() => nets,
                () if !highlighted.is_empty() => highlighted.iter().map(cell).collect(),
                () => {
                    let value = |column: &usize| row.values.get(*column).copied().flatten();
                    let most = answers.iter().filter(|column| value(column).is_some()).max_by(|a, b| {
                        // Of equal answers the first.
                        value(a).partial_cmp(&value(b)).unwrap_or(std::cmp::Ordering::Equal).then(b.cmp(a))
                    });
                    most.map(|column| format!("{}: {}", self.language.voice().most_often, cell(column)))
                        .into_iter()
                        .collect()
                }
            };
            (!said.is_empty()).then(|| format!("{}: {}", self.name(row), said.join(", ")))
        };
        shown.rows.iter().enumerate().filter(|(_, row)| !row.is_behind).filter_map(one).collect()
    }

    /// The rows between whose two figures the gap is widest and narrowest.
    fn gaps(&self) -> Vec<String> {
        let gap = |row: &Row| match row.values[..] {
            [Some(one), Some(other)] => Some((one - other).abs()),
            _ => None,
        };
        let voice = self.language.voice();
        let mut rows: Vec<(&Row, f64)> =
            self.rows().into_iter().filter_map(|row| Some((row, gap(row)?))).collect();
        rows.sort_by(|a, b| b.1.total_cmp(&a.1));
        let said = |word: &str, row: &Row| {
            let cells = [0, 1].map(|at| named(&self.column(at), &self.say(row, at), self.language));
            format!("{word}: {}: {}", self.name(row), cells.join(", "))
        };
        match &rows[..] {
            [(widest, most), .., (narrowest, least)]
                if most > least && self.shown.unit_of(None, 0) == self.shown.unit_of(None, 1) =>
            {
                vec![said(voice.widest, widest), said(voice.narrowest, narrowest)]
            }
            _ => Vec::new(),
        }
    }

    /// Whether high figures of the first column go with high or with low ones of the second.
    fn tendency(&self) -> Option<String> {
        let pairs: Vec<(f64, f64)> = self
            .shown
            .rows
            .iter()
            .filter_map(|row| Some(((*row.values.first()?)?, (*row.values.get(1)?)?)))
            .collect();
        let count = pairs.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
        let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let sum = |of: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(a, b)| of(a - x, b - y)).sum::<f64>();
        let r = sum(&|a, b| a * b) / (sum(&|a, _| a * a) * sum(&|_, b| b * b)).sqrt();
        let voice = self.language.voice();
        let phrase = match pairs.len() {
            5.. if r >= TENDENCY => voice.with_higher,
            5.. if r <= -TENDENCY => voice.with_lower,
            _ => return None,
        };
        Some(fill(phrase, &[&self.column(0), &self.column(1)]))
    }

    /// The nets among the rows, with their figures.
    fn nets(&self) -> Option<String> {
        let nets: Vec<&Row> = self.shown.rows.iter().filter(|row| row.kind == RowKind::Net).collect();
        let one_column = self.shown.columns.len() == 1;
        (one_column && !nets.is_empty() && nets.len() <= EACH)
            .then(|| self.listed(self.language.voice().together, &nets))
    }

    /// The rows that are highlighted.
    fn highlights(&self) -> Option<String> {
        let rows: Vec<&Row> = self.shown.rows.iter().filter(|row| row.highlighted).collect();
        let some = !rows.is_empty() && rows.len() < self.shown.rows.len() && rows.len() <= EACH;
        some.then(|| self.listed(self.language.voice().highlighted, &rows))
    }

    /// Rows, with the figure of each where it has one alone.
    fn listed(&self, word: &str, rows: &[&Row]) -> String {
        let one_column = self.shown.columns.len() == 1;
        let said = |row: &&Row| match one_column {
            true => format!("{}: {}", self.name(row), self.say(row, 0)),
            false => self.name(row),
        };
        upper_first(&format!("{word}: {}", rows.iter().map(said).collect::<Vec<_>>().join("; ")))
    }
}
