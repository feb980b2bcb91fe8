//! Who was asked: the respondents in words, and how many they are as a whole, in each column and for each item.

use super::hidden::Hidden;
use super::names;

/// How many answers a figure rests on.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// The number of respondents.
    pub n: u32,
    /// What they are worth after weighting and clustering, where that is known of these respondents themselves.
    pub n_effective: Option<f64>,
}

impl From<u32> for Size {
    fn from(n: u32) -> Self {
        Self { n, n_effective: None }
    }
}

/// Respondents as they are counted: how many, the sum of their weights and that of the squared weights.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// The number of respondents.
    pub persons: u32,
    /// The sum of their weights.
    pub weights: f64,
    /// The sum of their squared weights.
    pub squares: f64,
}

impl Tally {
    /// Counts a person.
    pub fn add(&mut self, weight: f64) {
        self.persons += 1;
        self.weights += weight;
        self.squares += weight * weight;
    }

    /// Counts all respondents of another tally.
    pub fn join(&mut self, other: &Self) {
        self.persons += other.persons;
        self.weights += other.weights;
        self.squares += other.squares;
    }

    /// Kish's effective sample size, (Σw)² / Σw²: L. Kish, "Survey Sampling" (1965), section 11.7.
    pub fn effective(&self) -> f64 {
        if self.squares > 0.0 { self.weights * self.weights / self.squares } else { 0.0 }
    }

    /// The size of these respondents; the effective one only if weights were asked for.
    pub fn size(&self, weighted: bool) -> Size {
        Size { n: self.persons, n_effective: weighted.then(|| self.effective()) }
    }
}

/// Who was asked a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// Description, such as "all respondents".
    pub label: String,
    /// The condition under which the question was asked, if it was not asked of all.
    pub filter: Option<String>,
    /// The number of respondents; `None` if it was not published.
    pub n: Option<u32>,
    /// The effective sample size after weighting and clustering.
    pub n_effective: Option<f64>,
    /// The sizes of single columns: subgroups and waves have their own.
    pub columns: Vec<(String, Size)>,
    /// The sizes of single items, where categories are questions of their own.
    pub rows: Vec<(String, Size)>,
    /// The columns whose sizes are hidden, and why.
    pub hidden: Vec<(String, Hidden)>,
}

impl Base {
    /// Label and filter: "Kommunen, ohne Homeoffice-Angebot".
    pub fn who(&self) -> String {
        match &self.filter {
            Some(filter) => format!("{}, {filter}", self.label),
            None => self.label.clone(),
        }
    }

    /// The number of respondents in a column, if the column has a size of its own.
    pub fn own_size(&self, column: &str) -> Option<u32> {
        Some(find(&self.columns, column)?.n)
    }

    /// The number of respondents in a column: its own size, else that of the whole base.
    pub fn size(&self, column: &str) -> Option<u32> {
        self.own_size(column).or(self.n.filter(|_| self.why_hidden(column).is_none()))
    }

    /// The number of respondents who were asked an item, if the item has a size of its own.
    pub fn row_size(&self, row: &str) -> Option<u32> {
        Some(find(&self.rows, row)?.n)
    }

    /// Why the size of a column is hidden, if it is.
    pub fn why_hidden(&self, column: &str) -> Option<Hidden> {
        self.hidden.iter().find(|(name, _)| name == column).map(|(_, why)| *why)
    }

    /// Whether the size of a column is hidden because that of another could be computed from it.
    pub fn hides_linked(&self) -> bool {
        self.hidden.iter().any(|(_, why)| *why == Hidden::Linked)
    }

    /// The effective sample size of a column, for intervals: its own, else the share of the whole's that its number
    /// of respondents has. Only the latter assumes that a group has the design effect of the whole sample.
    pub fn effective(&self, column: &str) -> Option<f64> {
        let own = find(&self.columns, column);
        match own {
            None if self.columns.is_empty() && self.n.is_none() => self.n_effective,
            _ => self.worth(own.or(self.size(column).map(Size::from))?),
        }
    }

    /// The effective sample size of a cell: that of its item where items have sizes, else that of its column.
    pub fn effective_in(&self, row: &str, column: &str) -> Option<f64> {
        match find(&self.rows, row) {
            Some(size) if self.why_hidden(column).is_none() => self.worth(size),
            _ => self.effective(column),
        }
    }

    fn worth(&self, size: Size) -> Option<f64> {
        let n = f64::from(size.n);
        let assumed = match (self.n_effective, self.n) {
            (Some(effective), Some(all)) if all > 0 => n * effective / f64::from(all),
            _ => n,
        };
        Some(size.n_effective.unwrap_or(assumed))
    }
}

fn find(sizes: &[(String, Size)], name: &str) -> Option<Size> {
    sizes.iter().find(|(known, _)| names::same(known, name)).map(|(_, size)| *size)
}

#[cfg(test)]
mod tests {
    use super::{Base, Size, Tally};

    fn base() -> Base {
        Base {
            label: "all".into(),
            filter: None,
            n: Some(1000),
            n_effective: Some(800.0),
            columns: vec![
                ("women".into(), Size { n: 500, n_effective: Some(300.0) }),
                ("men".into(), Size::from(500)),
            ],
            rows: vec![("pool".into(), Size::from(100))],
            hidden: Vec::new(),
        }
    }

    #[test]
    fn a_column_is_worth_what_its_own_weights_say() {
        assert_eq!(base().effective("women"), Some(300.0));
    }

    #[test]
    fn a_column_without_an_effective_size_has_the_design_effect_of_the_whole() {
        assert_eq!(base().effective("men"), Some(400.0));
    }

    #[test]
    fn an_item_has_a_size_of_its_own() {
        assert_eq!(base().effective_in("pool", "yes"), Some(80.0));
    }

    /// Four respondents with weights 1, 1, 1 and 3: (6)² / 12 = 3.
    #[test]
    fn kish_of_unequal_weights() {
        let mut tally = Tally::default();
        [1.0, 1.0, 1.0, 3.0].into_iter().for_each(|weight| tally.add(weight));
        assert_eq!(tally.size(true), Size { n: 4, n_effective: Some(3.0) });
        assert_eq!(tally.size(false).n_effective, None);
    }
}
