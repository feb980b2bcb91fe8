//! Files of GENESIS, the database of the German statistical offices: flat files of both generations, and tables.

use super::super::source_spec::format::Format;
use super::columns::Export;
use super::layout::{Key, Keys, Label, Layout, ValueColumn};

/// A row a figure (`value`), or before November 2024 a row with a column a measure.
pub(super) fn flat(header: &[String], first: &[String]) -> Export {
    let find = |name: &str| header.iter().position(|header| header.trim() == name);
    let value = |at: Option<usize>| at.and_then(|at| first.get(at)).cloned();
    let mut layout = Layout { width: header.len(), ..Layout::default() };
    let mut keys = Vec::new();
    let mut dimension = |label: Option<usize>, code: Option<usize>, names: Vec<Option<String>>| {
        let Some(label) = label else { return };
        let own = header.get(label).map(|name| name.trim().to_owned());
        keys.push(Key { label, code, both: false });
        let mut names: Vec<String> = names.into_iter().chain([own]).flatten().collect();
        names.retain(|name| !name.is_empty());
        layout.dimensions.push(names);
    };
    let is_new = find("value").is_some();
    let time = if is_new { ["time", "time_label", "time_code"] } else { ["Zeit", "Zeit_Label", "Zeit_Code"] };
    dimension(find(time[0]), None, vec![value(find(time[1])), value(find(time[2]))]);
    let mut last = 0;
    for number in 1.. {
        let column = |old: &str, new: &str| find(&format!("{number}_{}", if is_new { new } else { old }));
        let Some(label) = column("Auspraegung_Label", "variable_attribute_label") else { break };
        let names =
            [column("Merkmal_Label", "variable_label"), column("Merkmal_Code", "variable_code")].map(value);
        dimension(Some(label), column("Auspraegung_Code", "variable_attribute_code"), names.into());
        last = label;
    }
    if is_new {
        dimension(
            find("value_variable_label"),
            find("value_variable_code"),
            vec![Some("measure".to_owned())],
        );
        dimension(find("value_unit"), None, vec![Some("unit".to_owned())]);
        layout.values.extend(find("value").map(|at| ValueColumn { at, labels: Vec::new() }));
        layout.flag = find("value_q");
    } else {
        // `BEVSTD__Bevoelkerungsstand__Anzahl`: code, label and unit.
        let measure = |(at, header): (usize, &String)| {
            let mut parts = header.trim().split("__");
            let code = parts.next().unwrap_or_default().to_owned();
            let name = parts.next().map_or_else(|| code.clone(), |label| label.replace('_', " "));
            ValueColumn { at, labels: vec![Label { name, code: Some(code) }] }
        };
        layout.values = header.iter().enumerate().skip(last + 1).map(measure).collect();
        layout.dimensions.push(vec!["measure".to_owned()]);
    }
    layout.keys = Keys::Cells(keys);
    let mut export = Export::new(Format::GenesisFlat, 1, Vec::new());
    export.layout = Some(layout);
    export
}

/// Titles, then header rows that leave the cells over the row names empty, then rows, a line of underscores and notes.
pub(super) fn table(rows: &[Vec<String>]) -> Export {
    let is_header = |row: &Vec<String>| {
        row.first().is_some_and(String::is_empty) && row.iter().any(|cell| !cell.is_empty())
    };
    let start = rows.iter().position(is_header).unwrap_or(rows.len());
    let tiers: Vec<&Vec<String>> = rows[start..].iter().take_while(|row| is_header(row)).collect();
    let empty = |row: &&Vec<String>| row.iter().take_while(|cell| cell.is_empty()).count();
    let keys = tiers.iter().map(empty).min().unwrap_or(1).max(1);
    let width = tiers.first().map_or(0, |row| row.len());
    let mut layout = Layout { width, ..Layout::default() };
    layout.keys = Keys::Cells((0..keys).map(|label| Key { label, code: None, both: false }).collect());
    layout.dimensions = (1..=keys).map(|number| vec![format!("rows {number}")]).collect();
    layout.dimensions.extend((1..=tiers.len()).map(|number| vec![format!("header {number}")]));
    // A cell of the header that is left empty continues the one before.
    let mut labels: Vec<Label> = vec![Label::default(); tiers.len()];
    for at in keys..width {
        for (label, tier) in labels.iter_mut().zip(&tiers) {
            if let Some(text) = tier.get(at).filter(|text| !text.is_empty()) {
                *label = Label::of(text);
            }
        }
        layout.values.push(ValueColumn { at, labels: labels.clone() });
    }
    let mut export = Export::new(Format::GenesisTable, start + tiers.len(), Vec::new());
    export.layout = Some(layout);
    export
}
