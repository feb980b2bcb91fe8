//! Files of statistical offices: figures by dimensions, of which a chart shows two.

use super::draft::{Draft, list, one_line, quoted, slug, title_of};
use super::grid::Grid;
use crate::import::exports::columns::Export;
use crate::import::exports::layout::Layout;
use crate::import::sheets::Sheet;
use crate::import::source_spec::format::Format;
use crate::survey::names::means_total;

/// So many values of a dimension are told apart.
const MOST_VALUES: usize = 300;
/// A dimension with more values makes no categories that anybody reads.
const MOST_CATEGORIES: usize = 40;
/// So many periods are proposed as columns.
const MOST_PERIODS: usize = 12;

/// A dimension with its values in the order of the file.
struct Dimension {
    name: String,
    is_time: bool,
    values: Vec<String>,
}

/// Proposes a series of the figures in a file of an office; `data` are the keys of the file.
pub(super) fn propose(
    grid: &Grid,
    sheet: &Sheet,
    export: &Export,
    mut data: Vec<(&'static str, String)>,
    file: &str,
) -> Option<Draft> {
    let layout = export.layout.as_ref()?;
    let dimensions = dimensions(layout, sheet, export.header_rows);
    let varies = |at: &usize| dimensions[*at].values.len() > 1;
    let varying: Vec<usize> = (0..dimensions.len()).filter(varies).collect();
    let time = varying.iter().copied().find(|at| dimensions[*at].is_time);
    let rank = |at: &usize| {
        let Dimension { name, values, .. } = &dimensions[*at];
        let is_unit = ["unit", "measure"].contains(&name.to_lowercase().as_str());
        (!is_unit, values.len() <= MOST_CATEGORIES, is_place(name), values.len())
    };
    let others: Vec<usize> = varying.iter().copied().filter(|at| Some(*at) != time).collect();
    let category =
        others.iter().copied().max_by_key(rank).or(time).or((!dimensions.is_empty()).then_some(0))?;
    let column = time.filter(|at| *at != category);
    let mut doubts = Vec::new();
    let mut picks = Vec::new();
    for at in varying.iter().copied().filter(|at| *at != category) {
        let Dimension { name, values, .. } = &dimensions[at];
        let wanted: Vec<String> = match Some(at) == column {
            true if values.len() > MOST_PERIODS => {
                let mut last = values.clone();
                last.sort();
                let last = last.split_off(last.len() - MOST_PERIODS);
                doubts.push(format!("only the last {MOST_PERIODS} of {} periods are taken", values.len()));
                last
            }
            true => continue,
            false => {
                let one = best(values);
                let rest: Vec<String> = values.iter().filter(|value| **value != one).cloned().collect();
                doubts.push(format!(
                    "of `{}`, `{}` is taken; there are also {}",
                    one_line(name),
                    one_line(&one),
                    super::draft::named(&rest)
                ));
                vec![one]
            }
        };
        let words = if wanted.len() == 1 { quoted(&wanted[0]) } else { list(&wanted) };
        picks.push(format!("{}: {words}", quoted(name)));
    }
    // A total among its parts would be the longest bar.
    let Dimension { name, values, .. } = &dimensions[category];
    let (totals, parts): (Vec<String>, Vec<String>) =
        values.iter().cloned().partition(|value| is_total(value));
    if !totals.is_empty() && parts.len() > 1 && parts.len() <= MOST_CATEGORIES {
        doubts.push(format!(
            "the total of `{}` is left out: {}",
            one_line(name),
            super::draft::named(&totals)
        ));
        picks.push(format!("{}: {}", quoted(name), list(&parts)));
    }
    if dimensions[category].values.len() > MOST_CATEGORIES {
        doubts.push(format!(
            "`{}` has {} values: name those to show with `pick`",
            one_line(&dimensions[category].name),
            dimensions[category].values.len()
        ));
    }
    data.push(("format", export.format.word().into()));
    data.push(("category", quoted(&dimensions[category].name)));
    if let Some(column) = column {
        data.push(("column", quoted(&dimensions[column].name)));
    }
    if !picks.is_empty() {
        data.push(("pick", format!("{{{}}}", picks.join(", "))));
    }
    let label = title(grid, export).unwrap_or_else(|| title_of(file));
    let id = slug(&label);
    doubts
        .push("no line says whether the figures are shares: set `unit` if they are percent or counts".into());
    Some(Draft {
        place: format!("The figures of {}", export.format.name()),
        id: if id.is_empty() { "table".into() } else { id },
        label,
        kind: "numeric",
        why: "figures of a statistical office".into(),
        unit: "number",
        data,
        doubts,
        ..Draft::default()
    })
}

fn is_place(name: &str) -> bool {
    let name = name.to_lowercase();
    ["geo", "region", "länder", "laender", "bundesl", "country", "land", "kreise", "ref_area"]
        .iter()
        .any(|word| name.contains(word))
}

/// Whether a value of a dimension is called like the total of the others.
fn is_total(value: &str) -> bool {
    means_total(value) || ["T", "TOTAL", "_T", "TOT"].contains(&value)
}

/// The value of a dimension that is taken where one has to be: a total, a share, or the first.
fn best(values: &[String]) -> String {
    let is_share = |value: &&String| {
        let lower = value.to_lowercase();
        lower == "pc" || lower.starts_with("pc_") || lower.contains("percent") || lower.contains("prozent")
    };
    let found = values
        .iter()
        .find(|value| is_total(value))
        .or_else(|| values.iter().find(is_share))
        .or(values.first());
    found.cloned().unwrap_or_default()
}

fn dimensions(layout: &Layout, sheet: &Sheet, header_rows: usize) -> Vec<Dimension> {
    let across = layout.values.first().map_or(0, |column| column.labels.len());
    let down = layout.dimensions.len().saturating_sub(across);
    let mut values: Vec<Vec<String>> = vec![Vec::new(); layout.dimensions.len()];
    let mut seen: Vec<std::collections::BTreeSet<String>> = vec![Default::default(); layout.dimensions.len()];
    let mut note = |at: usize, value: &str| {
        if !value.is_empty()
            && let (Some(values), Some(seen)) = (values.get_mut(at), seen.get_mut(at))
            && seen.len() < MOST_VALUES
            && seen.insert(value.to_owned())
        {
            values.push(value.to_owned());
        }
    };
    for row in sheet.rows.iter().skip(header_rows).filter(|row| row.cells.len() >= layout.width) {
        let keys = layout.keys(&row.cells).unwrap_or_default();
        keys.iter().enumerate().take(down).for_each(|(at, key)| note(at, &key.name));
    }
    for column in &layout.values {
        column.labels.iter().enumerate().for_each(|(at, label)| note(down + at, &label.name));
    }
    let is_year = |text: &str| text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    // `2023`, `2023-Q1`, `31.12.2023`.
    let is_period = |value: &String| {
        value.get(..4).is_some_and(is_year)
            || (value.contains('.') && value.rsplit('.').next().is_some_and(is_year))
    };
    layout
        .dimensions
        .iter()
        .zip(values)
        .map(|(names, values)| {
            let is_called = names.iter().any(|name| {
                ["time", "time_period", "zeit", "jahr", "stichtag", "jahre"]
                    .contains(&name.to_lowercase().as_str())
            });
            let is_time = is_called || (!values.is_empty() && values.iter().all(is_period));
            Dimension { name: names.first().cloned().unwrap_or_default(), is_time, values }
        })
        .collect()
}

/// The title of a table of GENESIS is in its first lines.
fn title(grid: &Grid, export: &Export) -> Option<String> {
    if export.format != Format::GenesisTable {
        return None;
    }
    let lines = (0..export.header_rows).flat_map(|row| grid.texts(row, 0..1)).map(|(_, text)| text);
    let mut lines = lines.filter(|text| !text.starts_with("GENESIS-Tabelle") && text.chars().count() > 3);
    lines.next().map(|text| one_line(text.trim_start_matches("Tabelle:").trim()))
}
