//! What one edition of a briefing published, read from its manifest.

use std::collections::BTreeMap;

use serde_json::Value;

/// One edition: the charts of a manifest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edition {
    /// Its charts by id.
    pub charts: BTreeMap<String, Chart>,
    /// The ids of charts that could not be drawn.
    pub failed: Vec<String>,
    /// The SVG of a chart, by its name in the manifest; empty where only the manifest is known.
    pub pictures: BTreeMap<String, String>,
    /// What the checks found in its texts; `None` where only the manifest is known.
    pub findings: Option<Vec<Finding>>,
}

/// A chart as it was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The kind of chart.
    pub kind: String,
    /// The chart's spec, relative to the specs folder.
    pub spec: String,
    /// Its title.
    pub title: String,
    /// The series that it shows, by id.
    pub series: BTreeMap<String, Series>,
    /// Every figure that it shows, in the order of its table.
    pub figures: Vec<Figure>,
    /// Its images, each with the hash of its content.
    pub files: BTreeMap<String, String>,
}

/// What a chart says of a series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// Whether its figures are shares of 0 to 100.
    pub is_percent: bool,
    /// The wording.
    pub question: Option<String>,
    /// Who was asked.
    pub who: Option<String>,
    /// How many answered.
    pub n: Option<f64>,
    /// The effective sample size.
    pub n_effective: Option<f64>,
    /// The sizes of single columns.
    pub columns: BTreeMap<String, f64>,
    /// The sizes of single items.
    pub rows: BTreeMap<String, f64>,
    /// The effective sizes of single columns and items.
    pub effective_sizes: BTreeMap<String, f64>,
    /// How the answers were weighted.
    pub weighting: Option<String>,
    /// The level of its tests in percent, where that is not the usual one.
    pub level: Option<f64>,
}

/// A figure as it was published.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its row.
    pub row: String,
    /// Its column, if the chart has several.
    pub column: Option<String>,
    /// `category`, `net`, `missing`, `remainder`, `total` or `reference`.
    pub kind: String,
    /// As printed: none, one, or the two ends of a range.
    pub printed: Vec<f64>,
    /// Before rounding.
    pub unrounded: Option<f64>,
    /// Why it is hidden.
    pub hidden: Option<String>,
    /// The id of its series.
    pub series: Option<String>,
}

/// What a check found in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The rule.
    pub code: String,
    /// The file, relative to the specs folder.
    pub file: String,
    /// What is wrong.
    pub message: String,
    /// The line, from 1.
    pub line: usize,
}

impl Edition {
    /// Reads a manifest. `None` where the text is not one that this version knows.
    pub fn from_manifest(text: &str) -> Option<Self> {
        let manifest: Value = serde_json::from_str(text).ok()?;
        let is_own =
            manifest["program"]["name"] == env!("CARGO_PKG_NAME") && manifest["version"].as_u64() == Some(2);
        if !is_own {
            return None;
        }
        let mut edition = Self::default();
        for entry in manifest["charts"].as_array()? {
            edition.charts.insert(entry["id"].as_str()?.to_owned(), chart(entry)?);
        }
        for entry in manifest["failed"].as_array()? {
            edition.failed.push(entry["id"].as_str()?.to_owned());
        }
        Some(edition)
    }
}

impl Chart {
    /// The series of a figure.
    pub fn series_of(&self, figure: &Figure) -> Option<&Series> {
        match &figure.series {
            Some(id) => self.series.get(id),
            None if self.series.len() == 1 => self.series.values().next(),
            None => None,
        }
    }
}

impl Series {
    /// The number of respondents that a figure rests on.
    pub fn size(&self, figure: &Figure) -> Option<f64> {
        let column = figure.column.as_ref().and_then(|column| self.columns.get(column));
        column.or_else(|| self.rows.get(&figure.row)).copied().or(self.n)
    }

    /// The effective sample size that a figure rests on.
    pub fn effective_size(&self, figure: &Figure) -> Option<f64> {
        let names = figure.column.iter().chain([&figure.row]);
        let mut own = names.filter_map(|name| self.effective_sizes.get(name));
        if let Some(effective) = own.next() {
            return Some(*effective);
        }
        let n = self.size(figure)?;
        match (self.n_effective, self.n) {
            // Groups without an effective size of their own have the design effect of the whole.
            (Some(effective), Some(all)) if all > 0.0 => Some(n * effective / all),
            _ => Some(n),
        }
    }
}

fn chart(entry: &Value) -> Option<Chart> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let series = entry["series"].as_array()?.iter();
    let files = entry["files"].as_array()?.iter();
    Some(Chart {
        kind: text(&entry["kind"])?,
        spec: text(&entry["spec"])?,
        title: text(&entry["title"])?,
        series: series.map(|one| Some((text(&one["id"])?, self::series(one)))).collect::<Option<_>>()?,
        figures: entry["values"].as_array()?.iter().map(figure).collect::<Option<_>>()?,
        files: files.map(|one| Some((text(&one["file"])?, text(&one["sha256"])?))).collect::<Option<_>>()?,
    })
}

fn series(entry: &Value) -> Series {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let base = &entry["base"];
    let who = match (base["label"].as_str(), base["filter"].as_str()) {
        (Some(label), Some(filter)) => Some(format!("{label}, {filter}")),
        (label, _) => label.map(str::to_owned),
    };
    let sizes = |key: &str| {
        let sizes = base[key].as_object().into_iter().flatten();
        sizes.filter_map(|(name, n)| Some((name.clone(), n.as_f64()?))).collect()
    };
    Series {
        is_percent: entry["unit"] == "percent",
        question: text(&entry["question"]),
        who,
        n: base["n"].as_f64(),
        n_effective: base["n-effective"].as_f64(),
        columns: sizes("columns"),
        rows: sizes("rows"),
        effective_sizes: sizes("effective-sizes"),
        weighting: text(&entry["weighting"]),
        // A manifest may come from anywhere.
        level: entry["level"].as_f64().filter(|level| (50.0..100.0).contains(level)),
    }
}

fn figure(entry: &Value) -> Option<Figure> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let printed = match &entry["value"] {
        Value::Array(ends) => ends.iter().map(Value::as_f64).collect::<Option<Vec<_>>>()?,
        Value::Null => Vec::new(),
        one => vec![one.as_f64()?],
    };
    Some(Figure {
        row: text(&entry["row"])?,
        column: text(&entry["column"]),
        kind: text(&entry["kind"])?,
        unrounded: entry["unrounded"].as_f64().or_else(|| printed.first().copied()),
        printed,
        hidden: text(&entry["hidden"]),
        series: text(&entry["from"]["series"]),
    })
}
