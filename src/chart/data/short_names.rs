//! Short names of long answers: charts print these, everything else the full ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ChartData;
use crate::chart::time;

impl ChartData {
    /// The data as its drawing shows it: with short names, and with differences beside the marks, unless it is a
    /// table. Points in time keep their names: they are read from them.
    pub fn charted(&self) -> Cow<'_, Self> {
        let short = self.short_names();
        let has_change = self.table.is_none() && self.columns.last().is_some_and(|column| column.is_change);
        if short.is_empty() && !has_change && !self.is_banner {
            return Cow::Borrowed(self);
        }
        let mut charted = self.clone();
        if has_change {
            charted.change = charted.columns.pop();
            for row in &mut charted.rows {
                row.change = row.values.pop().flatten();
                row.exact.pop();
            }
        }
        if self.is_banner {
            let names: Vec<String> = self.rows.iter().map(|row| self.own_name(row).to_owned()).collect();
            charted.rows.iter_mut().zip(names).for_each(|(row, name)| row.name = name);
        }
        let rows = charted.rows.iter_mut().map(|row| &mut row.name);
        for name in rows.chain(charted.columns.iter_mut().map(|column| &mut column.name)) {
            if let Some(short) = short.get(name.as_str()) {
                (*short).clone_into(name);
            }
        }
        Cow::Owned(charted)
    }

    /// The short names of rows and columns by their full ones.
    pub(crate) fn short_names(&self) -> BTreeMap<&str, &str> {
        let pairs = self.sources.iter().flat_map(|series| &series.short);
        pairs
            .filter(|(name, _)| time::read(name).is_none())
            .map(|(name, short)| (name.as_str(), short.as_str()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::chart::data::{ChartData, Row, RowKind};
    use crate::survey::series::Unit;

    #[test]
    fn data_without_short_names_is_not_copied() {
        let row = Row::new("raised".into(), vec![Some(1.0)], RowKind::Category);
        let data = ChartData { rows: vec![row], ..ChartData::bare(Unit::Count) };
        assert!(matches!(data.charted(), std::borrow::Cow::Borrowed(_)));
    }
}
