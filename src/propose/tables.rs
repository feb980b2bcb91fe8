//! Where the tables of a sheet are: rows of figures with names before them, and the header above.

use std::ops::Range;

use super::grid::{Grid, Item};
use super::words;
use crate::survey::names::{means_net, means_total};

/// A header has at most so many rows.
const MOST_TIERS: usize = 8;
/// Text of a header is rarely longer.
const LONGEST_HEADER: usize = 90;

/// A table on a sheet, in rows and columns of the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// The column of the names.
    pub(super) label: usize,
    /// The columns with figures.
    pub(super) columns: Vec<usize>,
    /// The rows that name the columns.
    pub(super) header: Vec<usize>,
    /// The rows with figures.
    pub(super) body: Vec<usize>,
    /// The names of rows at its end that are not read.
    pub(super) cut: Vec<String>,
    /// Rows between them that hold a name and nothing else.
    pub(super) bare: Vec<usize>,
    /// Columns with numbers of respondents or means beside the answers.
    pub(super) aside: Vec<usize>,
    /// The columns in which it is, where other tables are beside it.
    pub(super) strip: Range<usize>,
    /// Rows of text above the header.
    pub(super) above: Vec<usize>,
    /// Rows of text below the table, up to the next one.
    pub(super) below: Vec<usize>,
}

/// What a row is, taken by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    /// One text at the left.
    Text,
    /// Words, or years, that can name columns.
    Names,
    /// Letters below figures.
    Letters,
    Figures,
}

/// The tables of a sheet, from left to right and from top to bottom.
pub(super) fn regions(grid: &Grid) -> Vec<Region> {
    strips(grid).into_iter().flat_map(|columns| in_strip(grid, columns)).collect()
}

/// Groups of columns: tables beside each other are divided by an empty column, behind which names follow.
fn strips(grid: &Grid) -> Vec<Range<usize>> {
    let width = grid.width();
    // Titles reach over empty columns: only rows with figures say which columns are empty.
    let rows: Vec<usize> = (0..grid.rows.len())
        .filter(|row| (0..width).filter(|column| grid.figure(*row, *column).is_some()).count() > 0)
        .collect();
    let filled = |column: usize| rows.iter().any(|row| *grid.item(*row, column) != Item::Nothing);
    let words =
        |column: usize| rows.iter().filter(|row| matches!(grid.item(**row, column), Item::Word(_))).count();
    let mut strips = Vec::new();
    let mut start = 0;
    for column in 1..width {
        let figures = (start..column).any(|at| rows.iter().any(|row| grid.figure(*row, at).is_some()));
        if filled(column) && !filled(column - 1) && figures && 2 * words(column) > rows.len() {
            strips.push(start..column);
            start = column;
        }
    }
    strips.push(start..width);
    strips
}

fn kind(grid: &Grid, row: usize, columns: &Range<usize>) -> Kind {
    let mut figures = Vec::new();
    let (mut words, mut holes, mut letters) = (0, 0, 0);
    let mut first = None;
    for column in columns.clone() {
        let slot = grid.slot(row, column);
        if slot.item == Item::Nothing {
            continue;
        }
        first.get_or_insert(column);
        match &slot.item {
            Item::Word(text) => {
                words += usize::from(!slot.merged || first == Some(column));
                let are_letters = text.len() <= 12
                    && text
                        .split([',', ' '])
                        .all(|part| part.len() <= 2 && part.chars().all(|sign| sign.is_ascii_uppercase()));
                letters += usize::from(are_letters);
            }
            Item::Hole(_) => holes += 1,
            Item::Figure(figure) => figures.push(figure),
            Item::Nothing => {}
        }
    }
    let Some(first) = first else { return Kind::Blank };
    let at_left = matches!(grid.item(row, first), Item::Word(_));
    if figures.is_empty() {
        let is_label_less = *grid.item(row, columns.start) == Item::Nothing;
        return match (words, holes) {
            (1, 0) if first == columns.start || is_wide(grid, row, first, columns) => Kind::Text,
            (1, 1..) if at_left && first == columns.start => Kind::Figures,
            (0, _) => Kind::Figures,
            (words, _) if words == letters && is_label_less => Kind::Letters,
            _ => Kind::Names,
        };
    }
    let numbers = &figures;
    let are_years = numbers.iter().all(|figure| figure.is_year()) && (numbers.len() > 1 || words > 0);
    let runs = numbers.len() >= 3
        && !at_left
        && numbers.iter().all(|figure| figure.value.fract() == 0.0 && !figure.percent)
        && numbers[0].value <= 1.0
        && numbers.windows(2).all(|pair| pair[1].value - pair[0].value == 1.0);
    let are_sizes = numbers.iter().all(|figure| figure.is_size) && !at_left;
    if are_years || runs || are_sizes { Kind::Names } else { Kind::Figures }
}

/// Whether a text is merged over nearly all columns, as titles are.
fn is_wide(grid: &Grid, row: usize, first: usize, columns: &Range<usize>) -> bool {
    let merged = columns.clone().filter(|column| *column > first && grid.slot(row, *column).merged).count();
    first <= columns.start + 1 && merged > 0
}

/// A table while its rows come in.
#[derive(Default)]
struct Block {
    header: Vec<usize>,
    above: Vec<usize>,
    body: Vec<usize>,
    bare: Vec<usize>,
}

fn in_strip(grid: &Grid, columns: Range<usize>) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let mut block: Option<Block> = None;
    let mut pending: Vec<(usize, Kind)> = Vec::new();
    let mut gap = 0;
    let close = |block: Option<Block>, pending: &mut Vec<(usize, Kind)>, regions: &mut Vec<Region>| {
        let Some(block) = block else { return };
        match region(grid, &block, &columns) {
            Some(region) => regions.push(region),
            // A single number of respondents, a date: it belongs to what is above the next table.
            None => {
                let rows = block.above.iter().chain(&block.header).chain(&block.body).chain(&block.bare);
                let mut before: Vec<(usize, Kind)> = rows.map(|row| (*row, Kind::Text)).collect();
                before.sort_unstable_by_key(|(row, _)| *row);
                before.append(pending);
                *pending = before;
            }
        }
    };
    for row in 0..grid.rows.len() {
        let found = kind(grid, row, &columns);
        // In a table, years with a name before them are figures.
        let is_named = matches!(grid.item(row, columns.start), Item::Word(_))
            && (columns.start..columns.end).any(|column| grid.figure(row, column).is_some());
        let found = match (found, &block) {
            (Kind::Names, Some(_)) if is_named && pending.is_empty() && gap == 0 => Kind::Figures,
            _ => found,
        };
        match found {
            Kind::Blank => gap += 1,
            // The reader leaves letters of significance out.
            Kind::Letters if pending.is_empty() && gap == 0 && block.is_some() => {}
            Kind::Figures => {
                let is_title = |at: usize| {
                    let text = grid.texts(at, columns.clone()).into_iter().next().map(|(_, text)| text);
                    text.is_some_and(|text| text.contains('?') || text.chars().count() > 60)
                };
                let goes_on = block.is_some()
                    && gap <= 2
                    && pending.len() <= 3
                    && pending.iter().all(|(at, kind)| *kind == Kind::Text && !is_title(*at));
                if goes_on && let Some(block) = &mut block {
                    block.bare.extend(pending.drain(..).map(|(at, _)| at));
                    block.body.push(row);
                } else {
                    close(block.take(), &mut pending, &mut regions);
                    let header = header(grid, &pending, row, &columns);
                    let last = header.last().copied().unwrap_or(usize::MAX);
                    let rows = pending.drain(..).map(|(at, _)| at).filter(|at| !header.contains(at));
                    // What is between header and figures is the heading of the first rows.
                    let (bare, above) = rows.partition(|at| *at > last);
                    block = Some(Block { header, above, body: vec![row], bare });
                }
                gap = 0;
            }
            other => {
                pending.push((row, other));
                gap = 0;
            }
        }
    }
    close(block.take(), &mut pending, &mut regions);
    // Text between two tables: what is divided from the upper one by an empty row belongs to the lower one.
    let firsts: Vec<usize> = regions.iter().filter_map(|region| region.header.first().copied()).collect();
    for index in 0..regions.len() {
        let last = regions[index].body.last().copied().unwrap_or(0);
        let limit = firsts.get(index + 1).copied().unwrap_or(grid.rows.len());
        let texts: Vec<usize> = (last + 1..limit)
            .filter(|row| matches!(kind(grid, *row, &columns), Kind::Text | Kind::Names))
            .collect();
        let is_notes = |row: usize| {
            let text = grid.texts(row, columns.clone()).into_iter().next().map(|(_, text)| text);
            text.is_some_and(|text| {
                !matches!(super::lines::line(&text), super::lines::Line::Text | super::lines::Line::Base)
            })
        };
        let is_last = index + 1 == regions.len();
        let below: Vec<usize> = texts.iter().copied().take_while(|row| is_last || is_notes(*row)).collect();
        if let Some(next) = regions.get_mut(index + 1) {
            next.above.retain(|row| !below.contains(row));
        }
        regions[index].below = below;
    }
    regions
}

/// The rows right above the first row of figures that name the columns.
fn header(grid: &Grid, pending: &[(usize, Kind)], first: usize, columns: &Range<usize>) -> Vec<usize> {
    let mut header = Vec::new();
    let mut below = first;
    let is_names = |(_, kind): &&(usize, Kind)| *kind == Kind::Names;
    let pending = match pending {
        // A heading of the first rows, right below the names.
        [.., before, (row, Kind::Text)]
            if is_names(&before)
                && before.0 + 1 == *row
                && row + 1 == first
                && grid.texts(*row, columns.clone()).first().is_some_and(|(at, _)| *at == columns.start) =>
        {
            below = *row;
            &pending[..pending.len() - 1]
        }
        _ => pending,
    };
    for (row, kind) in pending.iter().rev() {
        let near = if header.is_empty() { below - row <= 2 } else { below - row == 1 };
        let texts = grid.texts(*row, columns.clone());
        let is_long =
            texts.iter().any(|(_, text)| text.chars().count() > LONGEST_HEADER || text.contains('?'));
        let names = *kind == Kind::Names || *kind == Kind::Letters;
        // A single name over the only column of figures.
        let alone =
            *kind == Kind::Text && header.is_empty() && texts.iter().all(|(at, _)| *at > columns.start);
        if !near || is_long || !(names || alone) || header.len() == MOST_TIERS {
            break;
        }
        header.push(*row);
        below = *row;
    }
    header.reverse();
    header
}

/// The table that a block is, if it is one.
fn region(grid: &Grid, block: &Block, columns: &Range<usize>) -> Option<Region> {
    if block.body.len() < 2 && block.header.is_empty() {
        return None;
    }
    let labelled = |column: usize| {
        block.body.iter().filter(|row| matches!(grid.item(**row, column), Item::Word(_))).count()
    };
    let filled = |column: usize| block.body.iter().any(|row| *grid.item(*row, column) != Item::Nothing);
    let label = columns
        .clone()
        .find(|column| 3 * labelled(*column) >= block.body.len().max(1))
        .or_else(|| columns.clone().find(|column| filled(*column)))?;
    // A column of question wording that is merged down, with the answers beside it.
    let label = columns
        .clone()
        .find(|column| {
            *column > label
                && 2 * labelled(*column) > block.body.len()
                && repeats(grid, block, label)
                && !says_turns(grid, block, *column)
        })
        .unwrap_or(label);
    let figures: Vec<usize> = columns
        .clone()
        .filter(|column| *column > label && block.body.iter().any(|row| grid.figure(*row, *column).is_some()))
        .collect();
    let (aside, figures) = apart(grid, block, figures);
    let (header, above) = without_title(grid, block, &figures);
    let (body, cut) = without_end(grid, block, columns.start..label);
    (!figures.is_empty()).then(|| Region {
        label,
        columns: figures,
        aside,
        strip: columns.clone(),
        header,
        body,
        cut,
        bare: block.bare.clone(),
        above,
        below: Vec::new(),
    })
}

/// The rows of the header and those above it. Where the first of several names a single column, and is not merged, it is
/// what all columns are about: `Column labels` of a pivot table, `Region` over its parts.
fn without_title(grid: &Grid, block: &Block, figures: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut above = block.above.clone();
    let [first, rest @ ..] = &block.header[..] else { return (Vec::new(), above) };
    let mut named = figures.iter().filter(|column| *grid.item(*first, **column) != Item::Nothing);
    let is_title = named.next() == figures.first()
        && named.next().is_none()
        && figures.len() > 2
        && !figures.iter().any(|column| grid.slot(*first, *column).merged)
        && rest.iter().any(|row| figures.iter().all(|column| *grid.item(*row, *column) != Item::Nothing));
    match is_title {
        true => {
            above.push(*first);
            (rest.to_vec(), above)
        }
        false => (block.header.clone(), above),
    }
}

/// The rows up to the one where the column before the names begins with those who gave no answer, and the names of the
/// rows behind it: so end frequencies as statistics programs print them.
fn without_end(grid: &Grid, block: &Block, before: Range<usize>) -> (Vec<usize>, Vec<String>) {
    let ends = |row: usize| {
        before.clone().filter(|column| !grid.slot(row, *column).merged).any(|column| {
            grid.name(row, column).is_some_and(|name| words::means_absent(&name) || means_total(&name))
        })
    };
    let end = block.body.iter().position(|row| ends(*row)).filter(|end| *end > 0);
    let (body, rest) = block.body.split_at(end.unwrap_or(block.body.len()));
    let name = |row: &usize| (before.start..=before.end).rev().find_map(|column| grid.name(*row, column));
    (body.to_vec(), rest.iter().filter_map(name).collect())
}

/// Columns of sizes and means beside those of the answers, by what they are called; then the others.
fn apart(grid: &Grid, block: &Block, columns: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    // `Change` may also be an answer.
    let are_whole = rows_add_up(grid, block, &columns);
    let is_aside = |column: &usize| {
        let name = block.header.iter().rev().find_map(|row| grid.name(*row, *column));
        name.is_some_and(|name| {
            words::means_base(&name)
                || words::means_statistic(&name)
                || words::means_interval(&name)
                || (words::means_change(&name) && !are_whole)
        })
    };
    let is_net = |column: &usize| {
        let name = block.header.iter().rev().find_map(|row| grid.name(*row, *column));
        name.is_some_and(|name| means_net(&name))
    };
    let (mut aside, mut others): (Vec<usize>, Vec<usize>) = columns.iter().copied().partition(is_aside);
    // Of items, each row adds up to 100 without the nets of its answers.
    let (nets, plain): (Vec<usize>, Vec<usize>) = others.iter().copied().partition(is_net);
    if !nets.is_empty() && plain.len() > 1 && rows_add_up(grid, block, &plain) {
        others = plain;
        aside.extend(nets);
        aside.sort_unstable();
    }
    let name = |column: &usize| block.header.iter().rev().find_map(|row| grid.name(*row, *column));
    // Frequencies as statistics programs print them: counts, shares of all, of those who answered, and running sums.
    let names: Vec<String> = columns.iter().map(|column| name(column).unwrap_or_default()).collect();
    if let Some(at) = words::valid_share(&names) {
        let valid = columns[at];
        return (columns.into_iter().filter(|column| *column != valid).collect(), vec![valid]);
    }
    // Counts beside their shares are two units; a chart shows one.
    let last = |column: &usize| name(column).unwrap_or_default();
    let (shares, counts): (Vec<usize>, Vec<usize>) =
        others.iter().copied().partition(|column| words::means_shares(&last(column)));
    if !shares.is_empty()
        && !counts.is_empty()
        && counts.iter().all(|column| words::means_counts(&last(column)))
    {
        others = shares;
        aside.extend(counts);
        aside.sort_unstable();
    }
    match others.len() {
        // Of nothing but sizes, means and deviations, the means are what the table is about.
        0 => {
            let is_mean = |column: &usize| name(column).is_some_and(|name| words::means_mean(&name));
            let means: Vec<usize> = columns.iter().copied().filter(is_mean).collect();
            match means.is_empty() || means.len() == columns.len() {
                true => (Vec::new(), columns),
                false => (columns.into_iter().filter(|column| !means.contains(column)).collect(), means),
            }
        }
        _ => (aside, others),
    }
}

/// Whether the shares of each row add up to 100.
fn rows_add_up(grid: &Grid, block: &Block, columns: &[usize]) -> bool {
    let sums = block.body.iter().filter_map(|row| {
        let shares: Vec<f64> =
            columns.iter().filter_map(|column| Some(grid.figure(*row, *column)?.shown())).collect();
        (!shares.is_empty()).then(|| shares.iter().sum::<f64>())
    });
    let most = (0.5 * columns.len() as f64).clamp(1.0, 3.0);
    sums.clone().count() > 1 && sums.clone().all(|sum| (sum - 100.0).abs() <= most)
}

/// Whether a column holds one name for several rows.
fn repeats(grid: &Grid, block: &Block, column: usize) -> bool {
    let merged = block.body.iter().filter(|row| grid.slot(**row, column).merged).count();
    let empty = block.body.iter().filter(|row| *grid.item(**row, column) == Item::Nothing).count();
    block.body.len() > 2 && 2 * (merged + empty) >= block.body.len()
}

/// Whether a column says what the rows of each answer hold: `n`, `%`.
fn says_turns(grid: &Grid, block: &Block, column: usize) -> bool {
    let named = block.body.iter().filter_map(|row| grid.name(*row, column));
    named.clone().next().is_some() && named.clone().all(|name| words::means_turn(&name))
}
