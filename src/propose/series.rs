//! From a table to the series that is proposed for it: type and unit by what the figures add up to, and the keys that
//! bind it to its cells.

use super::draft::{Draft, list, named, one_line, quoted, slug, title_of};
use super::grid::{Grid, Item};
use super::rows::{Role, Row, rows};
use super::shape::shape;
use super::tables::Region;
use super::turns::turns;
use super::wording::{Wording, wording};
use super::writing::writing;
use super::{turned, words};
use crate::import::source_spec::cell_range::Area;
use crate::import::text_window::Encoding;
use crate::survey::names::same;

/// What is between the rows of a header.
const BETWEEN: &str = " / ";

/// A proposal for a table, and what the lines beside it say of the whole survey.
pub(super) struct Proposed {
    pub(super) draft: Draft,
    pub(super) source: Option<String>,
    /// The title of the whole survey.
    pub(super) survey: Option<String>,
}

/// Proposes a series for a table; `file` is its name in the specs folder.
pub(super) fn propose(grid: &Grid, region: &Region, is_alone: bool, file: &str) -> Proposed {
    let mut doubts = Vec::new();
    let said = wording(grid, region);
    let mut rows = rows(grid, region, &mut doubts);
    let turns = turns(grid, region);
    let (region, cut) = match turns.is_empty() {
        true => (region.clone(), Vec::new()),
        false => without_end(region, &mut rows, &mut doubts),
    };
    let region = &region;
    let names = column_names(grid, region);
    let mut shape = shape(grid, region, &rows, &said, &names, &turns, &mut doubts);
    let is_turned = turns.is_empty() && turned::are_groups(region, &rows, &shape);
    let aside: Vec<String> = region
        .aside
        .iter()
        .filter_map(|at| region.header.iter().rev().find_map(|row| grid.name(*row, *at)))
        // Of turned tables, n is read from such a column.
        .filter(|name| !is_turned || !words::means_base(name))
        .collect();
    if !aside.is_empty() {
        doubts.push(format!("columns that hold no answers are left out: {}", named(&aside)));
    }
    if shape.kind == "multiple" {
        without_sums(&mut rows, &mut doubts);
    }
    let mut data = place(grid, region, file);
    let mut skip: Vec<String> = left_out(grid, region, &rows, &mut doubts);
    // The row right below the range; those behind it are not looked at.
    skip.extend(cut.last().cloned());
    if let Some(name) = before_names(grid, region) {
        doubts.push(format!("the column before the names of the rows is not read: `{}`", one_line(&name)));
        skip.push(name);
    }
    if !region.cut.is_empty() {
        doubts.push(format!("rows at the end of the table are not read: {}", named(&region.cut)));
        let first = region.cut.first().filter(|name| !skip.contains(name)).cloned();
        skip.extend(first);
    }
    if !turns.is_empty() {
        data.push(("turns", format!("[{}]", turns.join(", "))));
    }
    if let Some(base) = rows.iter().find(|row| row.role == Role::Base) {
        data.push(("base-row", quoted(&base.name)));
    }
    if is_turned {
        doubts.push("the rows are taken for groups of respondents, and the columns for their answers".into());
        turned::keys(grid, region, &shape, &mut data, &mut doubts);
    } else {
        columns(grid, region, &names, shape.total, &mut data, &mut doubts);
    }
    if !skip.is_empty() {
        // A list counts for columns too.
        let clash = names.iter().flatten().any(|name| skip.iter().any(|skipped| same(skipped, name)));
        let rows = list(&skip);
        data.push(("skip", if clash { format!("{{rows: {rows}}}") } else { rows }));
    }
    writing(grid, region, &rows, shape.scale, &mut data, &mut doubts);
    let nets = rows.iter().filter_map(|row| match &row.role {
        Role::Net(parts) => Some((row.name.clone(), parts.clone())),
        _ => None,
    });
    let nets = nets.collect();
    let mut missing: Vec<String> =
        rows.iter().filter(|row| row.role == Role::Missing).map(|row| row.name.clone()).collect();
    if shape.by_item {
        missing.extend(names.iter().flatten().filter(|name| words::means_missing(name)).cloned());
    }
    shape.by_item &= !is_turned;
    let labels = renamed(&names);
    if names.iter().flatten().any(|name| without_size(name).is_some()) {
        doubts.push("the header says how many answered: write it as `base: {columns: {…}}`".into());
    }
    let sheet = grid.sheet.as_deref().filter(|sheet| is_alone && !is_generic(sheet));
    let label = label(sheet, &said, file);
    let draft = Draft {
        place: place_in_words(grid, region),
        id: id(sheet, &said, &label),
        question: said.question.clone().filter(|question| *question != label),
        label,
        kind: shape.kind,
        why: shape.why,
        unit: shape.unit,
        by_item: shape.by_item,
        base: said.base.clone().map(|(label, n)| {
            // A number that is read from the base row is not written down again.
            (label, n.filter(|_| !rows.iter().any(|row| row.role == Role::Base)))
        }),
        data,
        labels,
        nets,
        missing,
        notes: (!said.notes.is_empty()).then(|| said.notes.join(" ")),
        doubts,
    };
    Proposed { draft, source: said.source, survey: said.survey }
}

/// The header of the column right before the names, if it has figures: numbers of rows, ranks, codes.
fn before_names(grid: &Grid, region: &Region) -> Option<String> {
    let column = region.label.checked_sub(1).filter(|column| region.strip.contains(column))?;
    region.body.iter().find(|row| grid.figure(**row, column).is_some())?;
    region.header.iter().rev().find_map(|row| grid.name(*row, column))
}

/// Where several answers were allowed, a sum of answers counts mentions and no respondents: it is no net.
fn without_sums(rows: &mut [Row], doubts: &mut Vec<String>) {
    for row in rows {
        if matches!(row.role, Role::Net(_)) {
            doubts.push(format!(
                "`{}` is a sum of answers of which respondents gave several, so it counts mentions: it is left out",
                one_line(&row.name)
            ));
            row.role = Role::NoNet;
        }
    }
}

/// Where rows take turns, one that is left out by name would shift all that follow: totals at the end are cut off. Their
/// names come with the rest of the table, so that the reader knows that they are left out with intent.
fn without_end(region: &Region, rows: &mut Vec<Row>, doubts: &mut Vec<String>) -> (Region, Vec<String>) {
    let (mut region, mut cut) = (region.clone(), Vec::new());
    while let Some(last) = rows.last() {
        if matches!(last.role, Role::Answer | Role::Missing | Role::Base) {
            break;
        }
        doubts.push(format!("`{}` at the end of the table is not read", one_line(&last.name)));
        region.body.retain(|row| *row < last.at);
        cut.extend(rows.pop().map(|row| row.name));
    }
    (region, cut)
}

/// Where the table is.
fn area(grid: &Grid, region: &Region) -> Area {
    let top = region.header.first().or(region.body.first()).copied().unwrap_or(0);
    let bottom = region.body.last().copied().unwrap_or(0);
    let right = region.columns.iter().chain(&region.aside).max().copied().unwrap_or(region.label);
    let at = |row: usize, column: usize| (grid.first.0 + row as u32, grid.first.1 + column as u32);
    Area { first: at(top, region.label), last: at(bottom, right) }
}

pub(super) fn place_in_words(grid: &Grid, region: &Region) -> String {
    let area = area(grid, region);
    match &grid.sheet {
        Some(sheet) => format!("Sheet `{}`, cells {area}", one_line(sheet)),
        None => format!("Cells {area}"),
    }
}

/// The keys that name the file, its sheet and how its text is written.
pub(super) fn file_keys(grid: &Grid, file: &str) -> Vec<(&'static str, String)> {
    let mut data = vec![("file", quoted(file))];
    if let Some(sheet) = &grid.sheet {
        // The name is found letter by letter, with all its blanks.
        data.push(("sheet", format!("'{}'", sheet.replace('\'', "''"))));
    }
    if let Some(text) = grid.text {
        let usual = if file.to_lowercase().ends_with(".tsv") { b'\t' } else { b',' };
        if text.delimiter != usual {
            let word = match text.delimiter {
                b'\t' => "tab".to_owned(),
                sign => format!("'{}'", char::from(sign)),
            };
            data.push(("delimiter", word));
        }
        if text.encoding == Encoding::Windows1252 {
            data.push(("encoding", "windows-1252".into()));
        }
    }
    data
}

fn place(grid: &Grid, region: &Region, file: &str) -> Vec<(&'static str, String)> {
    let mut data = file_keys(grid, file);
    if grid.has_ranges {
        let at = data.iter().position(|(key, _)| !["file", "sheet"].contains(key)).unwrap_or(data.len());
        data.insert(at, ("range", area(grid, region).to_string()));
    }
    let numbers = region.header.iter().any(|row| {
        region.columns.iter().any(|column| grid.figure(*row, *column).is_some_and(|figure| !figure.is_year()))
    });
    if grid.has_ranges && (region.header.len() > 1 || numbers) {
        data.push(("header", region.header.len().to_string()));
    }
    data
}

/// Rows that are no answers, by name.
fn left_out(grid: &Grid, region: &Region, rows: &[Row], doubts: &mut Vec<String>) -> Vec<String> {
    let mut skip: Vec<String> = Vec::new();
    let mut statistics = Vec::new();
    for row in rows {
        match row.role {
            Role::Total | Role::Net(_) | Role::NoNet | Role::OtherBase => {}
            Role::Statistic => statistics.push(row.name.clone()),
            Role::Answer | Role::Missing | Role::Base => continue,
        }
        if !skip.contains(&row.name) {
            skip.push(row.name.clone());
        }
    }
    if !statistics.is_empty() && statistics.len() < rows.len() {
        doubts.push(format!("rows that are no answers are left out: {}", named(&statistics)));
    }
    // A table of nothing but means is one of numbers.
    if !rows.iter().any(|row| matches!(row.role, Role::Answer | Role::Missing)) {
        skip.retain(|name| !statistics.contains(name));
        doubts.retain(|doubt| !doubt.starts_with("rows that are no answers"));
    }
    let headings: Vec<String> = region
        .bare
        .iter()
        .filter_map(|row| grid.name(*row, region.label))
        .filter(|name| !skip.contains(name))
        .collect();
    if !headings.is_empty() {
        doubts.push(format!("rows without figures are left out as headings: {}", named(&headings)));
    }
    skip.extend(headings);
    skip
}

/// The names of the columns, as the reader joins them from the rows of the header.
fn column_names(grid: &Grid, region: &Region) -> Vec<Option<String>> {
    let tiers: Vec<usize> = region.header.clone();
    let right = region.columns.last().copied().unwrap_or(region.label);
    let merged = |row: usize| (region.label..=right).any(|column| grid.slot(row, column).merged);
    let name = |row: usize, column: usize| grid.name(row, column);
    let path = |column: usize| {
        let mut parts: Vec<String> = Vec::new();
        for (index, tier) in tiers.iter().enumerate() {
            let below = tiers[index + 1..].iter().any(|row| name(*row, column).is_some());
            let left = || (region.label + 1..column).rev().find_map(|at| name(*tier, at));
            let found = name(*tier, column).or_else(|| if below && !merged(*tier) { left() } else { None });
            parts.extend(found.filter(|name| parts.last() != Some(name)));
        }
        (!parts.is_empty()).then(|| parts.join(BETWEEN))
    };
    region.columns.iter().map(|column| path(*column)).collect()
}

/// `Women (n=760)` without what says how many answered.
fn without_size(name: &str) -> Option<String> {
    let at = ["(n", ", n", " n=", " n ="].iter().filter_map(|sign| name.find(sign)).min()?;
    let (before, size) = name.split_at(at);
    let is_size = size.contains('=')
        && size.chars().all(|sign| sign.is_ascii_digit() || "(n=), .'\u{a0}\u{202f}".contains(sign));
    Some(before.trim().to_owned()).filter(|name| is_size && !name.is_empty())
}

/// The last row of a header may say nothing but `%`, or a letter for tests of significance.
fn renamed(names: &[Option<String>]) -> Vec<(String, String)> {
    let parts =
        |name: &str| name.rsplit_once(BETWEEN).map(|(before, last)| (before.to_owned(), last.to_owned()));
    let sized: Vec<(String, String)> =
        names.iter().flatten().filter_map(|name| Some((name.clone(), without_size(name)?))).collect();
    if sized.len() == names.iter().flatten().count() && !sized.is_empty() {
        return sized;
    }
    let says_nothing = |last: &str| {
        let bare = last.trim_matches(['(', ')', ' ']);
        matches!(bare, "%" | "in %" | "Prozent" | "in Prozent" | "percent" | "Spalten-%" | "col %" | "Anteil")
            || (bare.len() == 1 && bare.chars().all(|sign| sign.is_ascii_uppercase()))
    };
    let known: Vec<&String> = names.iter().flatten().collect();
    let split: Vec<Option<(String, String)>> = known.iter().map(|name| parts(name)).collect();
    let tiered = split.iter().flatten().count();
    if tiered == 0 || !split.iter().flatten().all(|(_, last)| says_nothing(last)) {
        return Vec::new();
    }
    let pairs: Vec<(String, String)> = known
        .iter()
        .zip(split)
        .filter_map(|(name, split)| split.map(|(before, _)| ((*name).clone(), before)))
        .collect();
    let twice = pairs
        .iter()
        .enumerate()
        .any(|(at, (_, new))| pairs[..at].iter().any(|(_, other)| other == new) || known.contains(&new));
    if twice { Vec::new() } else { pairs }
}

/// Columns that hold no figures have to be left out by naming the others.
fn columns(
    grid: &Grid,
    region: &Region,
    names: &[Option<String>],
    total: Option<usize>,
    data: &mut Vec<(&'static str, String)>,
    doubts: &mut Vec<String>,
) {
    let right = region.columns.iter().chain(&region.aside).max().copied().unwrap_or(region.label);
    let is_filled = |row: &usize, column: usize| {
        matches!(grid.item(*row, column), Item::Word(_) | Item::Figure(_) | Item::Hole(_))
    };
    let left: Vec<usize> = (region.label + 1..region.strip.end)
        .filter(|column| !region.columns.contains(column) && !region.aside.contains(column))
        .filter(|column| region.header.iter().chain(&region.body).any(|row| is_filled(row, *column)))
        .collect();
    let own = |column: &usize| region.header.iter().rev().find_map(|row| grid.name(*row, *column));
    let before: Vec<String> = (region.strip.start..region.label)
        .filter(|column| region.body.iter().any(|row| matches!(grid.item(*row, *column), Item::Word(_))))
        .filter_map(|column| own(&column))
        .collect();
    if !before.is_empty() {
        doubts.push(format!("the columns before the names of the rows are not read: {}", named(&before)));
    }
    let mut named_left: Vec<String> = left.iter().filter_map(own).collect();
    named_left.dedup();
    if !named_left.is_empty() {
        doubts.push(format!("columns without figures are left out: {}", named(&named_left)));
    }
    let between = left.iter().chain(&region.aside).any(|column| *column <= right);
    if between || total.is_some() {
        let wanted: Vec<String> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != total)
            .filter_map(|(_, name)| name.clone())
            .collect();
        data.push(("columns", list(&wanted)));
    }
}

/// A short name for the series.
fn label(sheet: Option<&str>, said: &Wording, file: &str) -> String {
    let title = said.title.clone().or_else(|| sheet.map(str::to_owned)).or_else(|| said.question.clone());
    let title = title.unwrap_or_else(|| title_of(file));
    match title.char_indices().nth(90) {
        Some((at, _)) => format!("{}…", &title[..at]),
        None => title,
    }
}

/// Whether a sheet has the name that a program gave it.
fn is_generic(sheet: &str) -> bool {
    let lower = sheet.to_lowercase();
    ["tabellen", "tabelle", "sheet", "tables", "table", "tab", "blatt", "feuil", "data", "daten"].iter().any(
        |word| {
            lower.strip_prefix(word).is_some_and(|rest| rest.trim().chars().all(|sign| sign.is_ascii_digit()))
        },
    )
}

fn id(sheet: Option<&str>, said: &Wording, label: &str) -> String {
    let id = sheet
        .map(slug)
        .filter(|id| !id.is_empty())
        .or_else(|| said.code.clone())
        .unwrap_or_else(|| slug(label));
    if id.is_empty() { "table".into() } else { id }
}
