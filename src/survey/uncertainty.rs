//! How sure the figures of a series are: their intervals, and how the respondents of two columns belong together.

use super::intervals::{Group, Samples, p_value, wilson};
use super::names;
use super::precision::Line;
use super::series::Series;

impl Series {
    /// How far the figures of a row vary by the design of the sample, where it is known.
    pub fn line(&self, row: &str) -> Option<&Line> {
        let net = || self.nets.iter().position(|net| names::same(&net.name, row));
        let at = self.category(row).or_else(|| net().map(|net| self.categories.len() + net))?;
        self.precision.get(at)
    }

    /// The interval of a share: by the design of the sample where it is known, else by the effective size. `None` where
    /// neither is.
    pub fn interval(&self, row: &str, column: &str, share: f64) -> Option<(f64, f64)> {
        let size = || self.base.as_ref()?.effective_in(row, column).filter(|n| *n > 0.0);
        match self.line(row) {
            Some(line) => {
                let at = self.column(column).unwrap_or(0);
                let reach = line.quantile(at, self.survey.confidence.level)?;
                Some(wilson(share, line.effective(at, share).or_else(size)?, reach))
            }
            None => Some(wilson(share, size()?, self.survey.confidence.z())),
        }
    }

    /// How probable a difference between two columns of a row is where there is none, each with its share: by the design of the
    /// sample where it is known, else by the effective sizes. `None` where these are not known, or where the columns share
    /// respondents and nobody knows how many.
    pub fn chance(
        &self,
        row: &str,
        (one, share): (usize, f64),
        (other, second): (usize, f64),
    ) -> Option<f64> {
        let samples = self.samples(one, other)?;
        if let Some(p) = self.line(row).and_then(|line| line.p_value((one, other), share - second)) {
            return Some(p);
        }
        let size = |column: usize| {
            let (base, name) = (self.base.as_ref()?, self.columns.get(column)?);
            // If columns share one size, that of each is unknown.
            base.own_size(name)?;
            base.effective_in(row, name).filter(|n| *n > 0.0)
        };
        Some(p_value((share, size(one)?), (second, size(other)?), samples))
    }

    /// How the respondents of two columns belong together: a total holds each group, a panel asks the same respondents
    /// again, other columns share nobody. `None` where groups of two breaks share respondents, nobody knows how many.
    pub fn samples(&self, one: usize, other: usize) -> Option<Samples> {
        if let Some(correlation) = self.panel {
            return Some(Samples::Panel(correlation));
        }
        if let (Some(one), Some(other)) = (self.groups.get(one), self.groups.get(other)) {
            return match (*one, *other) {
                (Group::Of(_, part), Group::All) => Some(Samples::Part(part)),
                (Group::All, Group::Of(_, part)) => Some(Samples::Whole(part)),
                (Group::Of(one, _), Group::Of(other, _)) if one == other => Some(Samples::Apart),
                _ => None,
            };
        }
        let is_total = |at: usize| self.columns.get(at).is_some_and(|name| names::means_total(name));
        let part = |part: usize, whole: usize| {
            let (n, all) = (self.size(part)?, self.size(whole)?);
            (n <= all && all > 0).then(|| f64::from(n) / f64::from(all))
        };
        let found = match (is_total(one), is_total(other)) {
            (false, true) => part(one, other).map(Samples::Part),
            (true, false) => part(other, one).map(Samples::Whole),
            _ => None,
        };
        Some(found.unwrap_or(Samples::Apart))
    }
}
