//! Files of Eurostat: TSV with all dimensions but time in the first cell, and SDMX-CSV with a row a figure.

use super::super::source_spec::format::Format;
use super::columns::Export;
use super::layout::{Key, Keys, Label, Layout, ValueColumn};

/// Headers of SDMX-CSV that are neither a dimension nor a figure.
const BESIDE: [&str; 10] = [
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
    "LAST UPDATE",
    "CONF_STATUS",
    "OBS_VALUE",
    "OBS_FLAG",
    "OBS_STATUS",
];

/// `freq,unit,geo\TIME_PERIOD`, then a column a period.
pub(super) fn tsv(header: &[String]) -> Export {
    let packed = header.first().map_or("", String::as_str);
    let (rows, across) = packed.split_once('\\').unwrap_or((packed, "TIME_PERIOD"));
    let names = rows.split(',').chain([across]).map(|name| vec![name.trim().to_owned()]);
    let column = |(at, period): (usize, &String)| ValueColumn { at, labels: vec![Label::of(period)] };
    let mut export = Export::new(Format::EurostatTsv, 1, Vec::new());
    export.layout = Some(Layout {
        dimensions: names.collect(),
        keys: Keys::Packed,
        values: header.iter().enumerate().skip(1).map(column).collect(),
        flag: None,
        width: header.len(),
    });
    export
}

/// The columns with labels, where each code has one behind it: `FREQ,Frequency,GEO,Geopolitical entity`. SDMX-CSV 2.0
/// writes them so.
fn beside_codes(header: &[String]) -> Vec<usize> {
    let is_code = |name: &str| {
        !name.is_empty()
            && name.chars().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '_')
    };
    let about_figures = header.iter().enumerate().filter(|(_, name)| {
        !["STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW"].contains(&name.as_str())
    });
    let columns: Vec<(usize, &str)> = about_figures.map(|(at, name)| (at, name.as_str())).collect();
    let are_pairs = columns.len() > 3
        && columns.len().is_multiple_of(2)
        && columns.chunks(2).all(|pair| is_code(pair[0].1) && !is_code(pair[1].1));
    if are_pairs { columns.chunks(2).map(|pair| pair[1].0).collect() } else { Vec::new() }
}

/// Each header that is not the figure or its flag is a dimension; `geo:Geopolitical entity` has its label behind it.
pub(super) fn sdmx(header: &[String]) -> Export {
    let is_dimension = |name: &str| !BESIDE.contains(&name.split(':').next().unwrap_or(name).trim());
    let named = beside_codes(header);
    let is_label = |at: usize| named.contains(&at);
    let dimensions = header.iter().enumerate().filter(|(at, name)| is_dimension(name) && !is_label(*at));
    let (keys, names) = dimensions
        .map(|(at, name)| {
            let both = name.contains(':');
            let mut names = name.split(':').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
            // Periods have no labels.
            let has_label = is_label(at + 1) && !name.starts_with("TIME");
            names.extend(header.get(at + 1).filter(|_| has_label).cloned());
            let (label, code) = if has_label { (at + 1, Some(at)) } else { (at, None) };
            (Key { label, code, both }, names)
        })
        .unzip();
    let find = |names: &[&str]| header.iter().position(|name| names.contains(&name.as_str()));
    let value = find(&["OBS_VALUE"]).unwrap_or(0);
    let mut export = Export::new(Format::SdmxCsv, 1, Vec::new());
    export.layout = Some(Layout {
        dimensions: names,
        keys: Keys::Cells(keys),
        values: vec![ValueColumn { at: value, labels: Vec::new() }],
        flag: find(&["OBS_FLAG", "OBS_STATUS"]),
        width: header.len(),
    });
    export
}
