//! From a table to the series that is proposed for it: type and unit by what the figures add up to, and the keys that
//! bind it to its cells.

use super::draft::{Draft, list, one_line, quoted, slug, title_of};
use super::grid::{Grid, Item};
use super::rows::{Role, Row, period, rows};
use super::tables::Region;
use super::wording::{Wording, wording};
use super::words;
use crate::import::source_spec::cell_range::Area;
use crate::import::text_window::Encoding;
use crate::survey::names::same;

/// What stands between the rows of a header.
const BETWEEN: &str = " / ";

/// A proposal for a table, and what the lines beside it say of the whole survey.
pub(super) struct Proposed {
    pub(super) draft: Draft,
    pub(super) source: Option<String>,
}

/// Proposes a series for a table; `file` is its name in the specs folder.
pub(super) fn propose(grid: &Grid, region: &Region, is_alone: bool, file: &str) -> Proposed {
    let mut doubts = Vec::new();
    let said = wording(grid, region);
    let mut rows = rows(grid, region, &mut doubts);
    let turns = turns(grid, region);
    let region = &if turns.is_empty() { region.clone() } else { without_end(region, &mut rows, &mut doubts) };
    let names = column_names(grid, region);
    let shape = shape(grid, region, &rows, &said, &names, &turns, &mut doubts);
    let mut data = place(grid, region, file);
    let skip: Vec<String> = left_out(grid, region, &rows, &mut doubts);
    if !turns.is_empty() {
        data.push(("turns", format!("[{}]", turns.join(", "))));
    }
    if let Some(base) = rows.iter().find(|row| row.role == Role::Base) {
        data.push(("base-row", quoted(&base.name)));
    }
    columns(grid, region, &names, &skip, shape.total, &mut data);
    if !skip.is_empty() {
        data.push(("skip", list(&skip)));
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
        labels: renamed(&names),
        nets,
        missing,
        notes: (!said.notes.is_empty()).then(|| said.notes.join(" ")),
        doubts,
    };
    Proposed { draft, source: said.source }
}

/// Where rows take turns, one that is left out by name would shift all that follow: totals at the end are cut off.
fn without_end(region: &Region, rows: &mut Vec<Row>, doubts: &mut Vec<String>) -> Region {
    let mut region = region.clone();
    while let Some(last) = rows.last() {
        if matches!(last.role, Role::Answer | Role::Missing | Role::Base) {
            break;
        }
        doubts.push(format!("`{}` at the end of the table is not read", one_line(&last.name)));
        region.body.retain(|row| *row < last.at);
        rows.pop();
    }
    region
}

/// Where the table stands.
fn area(grid: &Grid, region: &Region) -> Area {
    let top = region.header.first().or(region.body.first()).copied().unwrap_or(0);
    let bottom = region.body.last().copied().unwrap_or(0);
    let right = region.columns.last().copied().unwrap_or(region.label);
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

fn place(grid: &Grid, region: &Region, file: &str) -> Vec<(&'static str, String)> {
    let mut data = vec![("file", quoted(file))];
    if let Some(sheet) = &grid.sheet {
        // The name is found letter by letter, with all its blanks.
        data.push(("sheet", format!("'{}'", sheet.replace('\'', "''"))));
    }
    if grid.has_ranges {
        data.push(("range", area(grid, region).to_string()));
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

fn named(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{}`", one_line(name))).collect();
    let more = names.len().saturating_sub(5);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
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

/// The last row of a header may say nothing but `%`, or a letter for tests of significance.
fn renamed(names: &[Option<String>]) -> Vec<(String, String)> {
    let parts =
        |name: &str| name.rsplit_once(BETWEEN).map(|(before, last)| (before.to_owned(), last.to_owned()));
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
    skip: &[String],
    total: Option<usize>,
    data: &mut Vec<(&'static str, String)>,
) {
    let right = region.columns.last().copied().unwrap_or(region.label);
    let between = (region.label + 1..=right).any(|column| {
        !region.columns.contains(&column)
            && region.header.iter().any(|row| *grid.item(*row, column) != Item::Nothing)
    });
    let known: Vec<String> = names.iter().flatten().cloned().collect();
    // A name in `skip` counts for columns too.
    let clash = known.iter().any(|name| skip.iter().any(|skipped| same(skipped, name)));
    if between || clash || total.is_some() {
        let wanted: Vec<String> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != total)
            .filter_map(|(_, name)| name.clone())
            .collect();
        data.push(("columns", list(&wanted)));
    }
}

/// How figures are written: decimal sign, marks behind them, words for missing ones, hidden cells.
fn writing(
    grid: &Grid,
    region: &Region,
    rows: &[Row],
    scale: bool,
    data: &mut Vec<(&'static str, String)>,
    doubts: &mut Vec<String>,
) {
    let base: Vec<usize> = rows
        .iter()
        .filter(|row| matches!(row.role, Role::Base | Role::OtherBase))
        .map(|row| row.at)
        .collect();
    let (mut marks, mut holes): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut is_text, mut is_odd, mut hidden) = (false, false, false);
    for row in &region.body {
        hidden |= grid.hidden_rows.get(*row).copied().unwrap_or(false);
        for column in &region.columns {
            let slot = grid.slot(*row, *column);
            hidden |= slot.hidden;
            match &slot.item {
                Item::Figure(figure) => {
                    is_text |= figure.is_text;
                    is_odd |= figure.is_text && !figure.is_plain;
                    let mark = figure.mark.iter().filter(|mark| !marks.contains(mark) && !base.contains(row));
                    marks.extend(mark.cloned().collect::<Vec<_>>());
                }
                Item::Hole(text) if !holes.contains(text) => holes.push(text.clone()),
                _ => {}
            }
        }
    }
    let is_typed = grid.text.is_none();
    if (is_typed && is_text) || (!is_typed && is_odd) {
        data.push(("decimal", grid.sign.word().into()));
        if !grid.is_sure {
            doubts.push(format!(
                "the texts do not say which decimal sign is meant: {} is taken",
                grid.sign.word()
            ));
        }
    }
    if !marks.is_empty() {
        marks.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        doubts.push(format!(
            "figures have marks behind them, whose meaning is for you to add: {}",
            named(&marks)
        ));
        data.push(("flags", list(&marks)));
    }
    if !holes.is_empty() {
        doubts.push(format!(
            "{} is read as a figure that was not published; a dash can also mean 0",
            named(&holes)
        ));
        data.push(("empty", list(&holes)));
    }
    if hidden {
        doubts.push("hidden rows or columns are left out".into());
        data.push(("hidden", "skip".into()));
    }
    if scale {
        data.push(("scale", "100".into()));
    }
}

/// What the rows of an answer hold, where they take turns.
fn turns(grid: &Grid, region: &Region) -> Vec<&'static str> {
    let period = period(grid, region);
    if period == 1 {
        return Vec::new();
    }
    let named =
        |row: usize| !grid.slot(row, region.label).merged && *grid.item(row, region.label) != Item::Nothing;
    let mut offset = period;
    let mut kinds: Vec<Vec<(bool, f64)>> = vec![Vec::new(); period];
    for (index, row) in region.body.iter().enumerate() {
        let is_turn = region.body.get(index + 1).is_some_and(|next| !named(*next));
        if named(*row) {
            offset = if is_turn { 0 } else { period };
        }
        if offset >= period {
            continue;
        }
        let figures = region.columns.iter().filter_map(|column| grid.figure(*row, *column));
        kinds[offset].extend(figures.map(|figure| (figure.percent, figure.shown())));
        offset += 1;
    }
    let is_share = |turn: &Vec<(bool, f64)>| {
        let fraction = turn.iter().any(|(_, value)| value.fract() != 0.0);
        turn.iter().all(|(percent, _)| *percent)
            || (turn.iter().all(|(_, value)| *value <= 100.0) && fraction)
    };
    let mut words: Vec<&'static str> = kinds
        .iter()
        .map(|turn| match turn {
            turn if turn.is_empty() => "skip",
            turn if is_share(turn) => "percent",
            _ => "count",
        })
        .collect();
    let shares = words.iter().filter(|word| **word == "percent").count();
    let counts = words.iter().filter(|word| **word == "count").count();
    // Whole shares below counts: the smaller figures are the shares.
    if shares == 0 && counts == 2 {
        let sum = |turn: &Vec<(bool, f64)>| turn.iter().map(|(_, value)| value).sum::<f64>();
        let at: Vec<usize> = (0..period).filter(|at| words[*at] == "count").collect();
        let smaller = if sum(&kinds[at[0]]) < sum(&kinds[at[1]]) { at[0] } else { at[1] };
        words[smaller] = "percent";
    }
    words
}

/// Type and unit of a series, and why.
struct Shape {
    kind: &'static str,
    why: String,
    unit: &'static str,
    by_item: bool,
    scale: bool,
    /// A column that says 100 in each row.
    total: Option<usize>,
}

fn shape(
    grid: &Grid,
    region: &Region,
    rows: &[Row],
    said: &Wording,
    names: &[Option<String>],
    turns: &[&'static str],
    doubts: &mut Vec<String>,
) -> Shape {
    let at_turn = turns.iter().position(|word| *word == "percent");
    let answers: Vec<&Row> =
        rows.iter().filter(|row| matches!(row.role, Role::Answer | Role::Missing)).collect();
    let lines: Vec<Vec<Option<f64>>> = match at_turn {
        // The shares stand in the rows below the names.
        Some(offset) => answers
            .iter()
            .map(|row| {
                let at = region.body.iter().position(|at| *at == row.at).map(|index| index + offset);
                let at = at.and_then(|index| region.body.get(index)).copied();
                let value = |column: &usize| Some(grid.figure(at?, *column)?.shown());
                region.columns.iter().map(value).collect()
            })
            .collect(),
        None => answers.iter().map(|row| row.values.clone()).collect(),
    };
    let answers_only: Vec<&str> =
        answers.iter().filter(|row| row.role == Role::Answer).map(|row| row.name.as_str()).collect();
    let figures = || lines.iter().flatten().flatten().copied();
    let largest = figures().fold(0.0, f64::max);
    let smallest = figures().fold(0.0, f64::min);
    let is_whole = figures().all(|value| value.fract() == 0.0);
    let marked = region.body.iter().any(|row| {
        region.columns.iter().any(|column| grid.figure(*row, *column).is_some_and(|figure| figure.percent))
    });
    let text = format!(
        "{} {} {}",
        said.all,
        names.iter().flatten().cloned().collect::<Vec<_>>().join(" "),
        grid.sheet.as_deref().unwrap_or_default()
    );
    let fractions = !marked && !lines.is_empty() && largest <= 1.0 && !is_whole && !words::says_means(&text);
    let factor = if fractions { 100.0 } else { 1.0 };
    let sums: Vec<f64> = (0..region.columns.len())
        .map(|column| factor * lines.iter().filter_map(|line| line[column]).sum::<f64>())
        .collect();
    let tolerance = (0.5 * lines.len() as f64).clamp(1.0, 3.0);
    let whole = |sum: f64| (sum - 100.0).abs() <= tolerance;
    let share_of = |test: &dyn Fn(f64) -> bool| {
        let filled: Vec<f64> = sums.iter().copied().filter(|sum| *sum > 0.0).collect();
        !filled.is_empty() && 10 * filled.iter().filter(|sum| test(**sum)).count() >= 8 * filled.len()
    };
    let add_up = share_of(&whole) && lines.len() > 1;
    let total = total_column(&lines, region.columns.len());
    let row_sum = |line: &Vec<Option<f64>>| -> f64 {
        factor
            * line
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) != total)
                .filter_map(|(_, value)| *value)
                .sum::<f64>()
    };
    let width = region.columns.len() - usize::from(total.is_some());
    let by_item = !add_up
        && width > 1
        && lines.len() > 1
        && lines.iter().all(|line| (row_sum(line) - 100.0).abs() <= (0.5 * width as f64).clamp(1.0, 3.0));
    let total = total.filter(|_| by_item);
    let means = rows.iter().all(|row| matches!(row.role, Role::Statistic | Role::Base | Role::OtherBase))
        || (words::says_means(&text) && !marked && !add_up);
    let sized = largest <= 100.0 && smallest >= 0.0;
    let shape =
        |kind, why: &str, unit| Shape { kind, why: why.into(), unit, by_item, scale: fractions, total };
    if means {
        return Shape { scale: false, ..shape("numeric", "the figures are means", "number") };
    }
    let is_percent = sized && (marked || fractions || add_up || by_item || words::says_percent(&text));
    if !is_percent {
        let base = rows
            .iter()
            .find(|row| row.role == Role::Base)
            .or(rows.iter().find(|row| row.role == Role::Total));
        let sums_to_base = base.is_some_and(|base| {
            base.values.iter().zip(&sums).all(|(n, sum)| n.is_none_or(|n| (n - sum).abs() < 1.5))
        });
        if is_whole && smallest >= 0.0 && (sums_to_base || words::says_counts(&text)) {
            return match sums_to_base && lines.len() > 1 {
                true => shape("single", "the counts of each column add up to its total", "count"),
                false => shape("multiple", "the figures are counts; they do not add up to a total", "count"),
            };
        }
        if sized && base.is_some() && region.columns.len() > 1 {
            doubts.push(
                "no line says that the figures are shares; a base row and figures up to 100 suggest it"
                    .into(),
            );
        } else {
            doubts.push(
                "no line says what the figures are: set `unit` to `percent` or `count` if they are".into(),
            );
            return shape("numeric", "nothing says that the figures are shares or counts", "number");
        }
    }
    let names: Vec<&str> = names
        .iter()
        .flatten()
        .map(String::as_str)
        .filter(|name| !words::means_missing(name) && !words::means_total(name))
        .collect();
    if by_item {
        return match words::are_scale(&names) {
            true => shape(
                "scale",
                "the figures of each row add up to 100, and the columns are a scale",
                "percent",
            ),
            false => shape("single", "the figures of each row add up to 100", "percent"),
        };
    }
    let several = words::says_several(&text);
    if add_up && !several {
        return match words::are_scale(&answers_only) {
            true => shape(
                "scale",
                "the shares of each column add up to 100, and the answers are a scale",
                "percent",
            ),
            false => shape("single", "the shares of each column add up to 100", "percent"),
        };
    }
    if several {
        return shape("multiple", "a line says that several answers were allowed", "percent");
    }
    if share_of(&|sum| sum > 100.0 + tolerance) {
        return shape("multiple", "the shares add up to more than 100", "percent");
    }
    doubts.push(
        "the shares do not add up to 100: several answers may have been allowed, or some are not shown"
            .into(),
    );
    shape("multiple", "the shares add up to less than 100", "percent")
}

/// The column of a table of items that says 100 in each row.
fn total_column(lines: &[Vec<Option<f64>>], width: usize) -> Option<usize> {
    (width > 2 && lines.len() > 1)
        .then(|| (0..width).find(|column| lines.iter().all(|line| line[*column] == Some(100.0))))
        .flatten()
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
