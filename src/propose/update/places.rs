//! Where a table stood, and where it is in a corrected delivery.

use std::fmt;
use std::sync::Arc;

use super::Read;
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::import::sheets;
use crate::import::source_spec::SourceSpec;
use crate::import::source_spec::cell_range::Area;
use crate::import::workbook::Books;
use crate::propose::grid::Grid;
use crate::propose::tables::{self, Region};
use crate::spec::yaml::{Node, Value};
use crate::survey::names::same;
use crate::survey::series::Series;

/// A version of a file, and the workbook that it is.
pub(super) struct Version {
    pub(super) bytes: Arc<[u8]>,
    pub(super) books: Books,
}

/// The tables of a version.
pub(super) struct Sheets {
    pub(super) version: Version,
    sheets: Vec<(Option<String>, Vec<Table>)>,
}

/// A table: the cells that it fills, and the lines above it.
struct Table {
    area: Area,
    wording: Vec<String>,
}

impl std::ops::Deref for Sheets {
    type Target = Version;

    fn deref(&self) -> &Version {
        &self.version
    }
}

impl Sheets {
    /// Finds the tables of a file; a file of columns has none.
    pub(super) fn read(name: &str, bytes: &Arc<[u8]>) -> Result<Self, Diagnostic> {
        let version = Version { bytes: bytes.clone(), books: Books::default() };
        if matches!(sheets::ending(name).as_str(), "sav" | "zsav" | "dta" | "parquet") {
            return Ok(Self { version, sheets: Vec::new() });
        }
        let found = sheets::read(name, bytes, &version.books)?;
        let tables = |sheet: &sheets::Sheet| {
            let grid = Grid::new(sheet, false);
            let tables = tables::regions(&grid).iter().map(|region| table(&grid, region)).collect();
            (sheet.name.clone(), tables)
        };
        let sheets = found.sheets.iter().map(tables).collect();
        Ok(Self { version, sheets })
    }

    /// Whether a line is above a single table.
    fn is_lone(&self, line: &String) -> bool {
        let tables = self.sheets.iter().flat_map(|(_, tables)| tables);
        tables.filter(|table| table.wording.contains(line)).nth(1).is_none()
    }

    /// The tables of a sheet; of a text or of the only sheet where none is named.
    fn of(&self, sheet: Option<&str>) -> &[Table] {
        let found = match sheet {
            Some(sheet) => self.sheets.iter().find(|(name, _)| name.as_deref() == Some(sheet)),
            None => self.sheets.first().filter(|_| self.sheets.len() == 1),
        };
        found.map(|(_, tables)| tables.as_slice()).unwrap_or_default()
    }
}

fn table(grid: &Grid, region: &Region) -> Table {
    let top = region.header.first().or(region.body.first()).copied().unwrap_or(0);
    let bottom = region.body.last().copied().unwrap_or(0);
    let right = region.columns.iter().chain(&region.aside).max().copied().unwrap_or(region.label);
    let at = |row: usize, column: usize| (grid.first.0 + row as u32, grid.first.1 + column as u32);
    let lines = region.above.iter().flat_map(|row| grid.texts(*row, region.strip.clone()));
    Table {
        area: Area { first: at(top, region.label), last: at(bottom, right) },
        wording: lines.map(|(_, text)| text).collect(),
    }
}

/// Where a series takes its figures from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    sheet: Option<String>,
    range: Option<Area>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.sheet, &self.range) {
            (Some(sheet), Some(range)) => write!(f, "sheet `{sheet}`, {range}"),
            (Some(sheet), None) => write!(f, "sheet `{sheet}`"),
            (None, Some(range)) => write!(f, "{range}"),
            (None, None) => write!(f, "the file"),
        }
    }
}

/// A place that was found.
pub(super) struct Found {
    pub(super) place: Place,
    /// Whether others fit as well, and only their order tells them apart.
    pub(super) is_unsure: bool,
}

impl Place {
    /// The place that a series names, where it names one.
    pub(super) fn of(spec: &SourceSpec, old: &Sheets) -> Option<Self> {
        let place = Self {
            sheet: spec.sheet.as_ref().map(|sheet| sheet.value.clone()),
            range: spec.range.as_ref().map(|range| range.value),
        };
        let is_named = place.sheet.is_some() || place.range.is_some();
        (is_named && !old.sheets.is_empty()).then_some(place)
    }

    /// An entry of a series that names this place instead.
    pub(super) fn applied(&self, entry: &Node) -> Node {
        let mut entry = entry.clone();
        let Value::Map(pairs) = &mut entry.value else { return entry };
        for (key, data) in pairs {
            let Value::Map(keys) = &mut data.value else { continue };
            if key.name != "data" {
                continue;
            }
            for (key, node) in keys {
                let word = match key.name.as_str() {
                    "sheet" => self.sheet.clone(),
                    "range" | "rows" => self.range.map(|range| range.to_string()),
                    _ => None,
                };
                if let Some(word) = word {
                    node.value = Value::Text(word.clone());
                    node.filled = Some(word.into());
                }
            }
        }
        entry
    }

    /// What has to be written to name another place: which part of the source, and what instead.
    pub(super) fn edits(
        &self,
        spec: &SourceSpec,
        new: &Self,
        source: &Source,
    ) -> Vec<(usize, usize, String)> {
        let mut edits = Vec::new();
        let mut edit = |span: &Span, word: &str| {
            let written = source.text.get(span.start..span.end).unwrap_or_default();
            let quote = written.chars().next().filter(|sign| ['\'', '"'].contains(sign));
            // A colon ends a key only before a space; what begins with a digit may be a number or a date.
            let plain = word.starts_with(char::is_alphabetic)
                && word.chars().all(|sign| sign.is_alphanumeric() || "_- :".contains(sign))
                && !word.contains(": ")
                && !word.ends_with([':', ' ']);
            let word = match quote {
                Some('"') => format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\"")),
                None if plain => word.to_owned(),
                _ => format!("'{}'", word.replace('\'', "''")),
            };
            edits.push((span.start, span.end, word));
        };
        if let (Some(named), Some(sheet)) = (&spec.sheet, &new.sheet)
            && self.sheet != new.sheet
        {
            edit(&named.span, sheet);
        }
        if let (Some(named), Some(range)) = (&spec.range, &new.range)
            && self.range != new.range
        {
            edit(&named.span, &range.to_string());
        }
        edits
    }
}

/// How well a place fits, the best last: whether it has the wording that no other table has, then the names that it has.
type Fit = (bool, usize, usize, bool, bool, std::cmp::Reverse<u32>);

/// Finds the place of a series in a corrected delivery.
///
/// # Errors
/// Why there is none.
pub(super) fn find(
    place: &Place,
    before: &Read,
    old: &Sheets,
    new: &Sheets,
    fits: &dyn Fn(&Place) -> Read,
) -> Result<Found, String> {
    let Ok((before, warned)) = before else {
        return Err("it could not be read before, so there is nothing to compare with".into());
    };
    let (known, ordinal) = match place.range {
        Some(range) => {
            let tables = old.of(place.sheet.as_deref());
            let at = tables.iter().position(|table| overlaps(table.area, range));
            (at.map(|at| &tables[at]), at)
        }
        None => (None, None),
    };
    let same_count =
        |candidate: &Place| old.of(place.sheet.as_deref()).len() == new.of(candidate.sheet.as_deref()).len();
    let mut found: Vec<(Fit, Place, bool)> = Vec::new();
    let mut why = None;
    let mut offer = |candidate: Place, wording: Option<&[String]>, at: Option<usize>| {
        let (series, warnings) = match fits(&candidate) {
            Ok(read) => read,
            Err(fault) => {
                if candidate == *place {
                    why = Some(fault);
                }
                return;
            }
        };
        let met = met(before, &series);
        if 2 * met < names(before).count() {
            return;
        }
        let distance = match (place.range, candidate.range) {
            (Some(old), Some(new)) => old.first.0.abs_diff(new.first.0) + old.first.1.abs_diff(new.first.1),
            _ => 0,
        };
        // Lines above both tables. Tables whose lines differ are two, unless one stands where the other stood.
        let lines = known.map(|table| table.wording.as_slice()).unwrap_or_default();
        let shared = lines.iter().filter(|line| wording.is_some_and(|other| other.contains(line))).count();
        let is_in_turn =
            at.is_some() && at == ordinal && candidate.sheet == place.sheet && same_count(&candidate);
        let are_both_worded = !lines.is_empty() && wording.is_some_and(|other| !other.is_empty());
        if are_both_worded && shared == 0 && !is_in_turn {
            return;
        }
        let is_there = candidate.sheet == place.sheet;
        // The wording of its own tells a question whose answers became fewer from another with all of them.
        let is_own = lines.iter().any(|line| {
            wording.is_some_and(|other| other.contains(line)) && old.is_lone(line) && new.is_lone(line)
        });
        let fit = (is_own, met, shared, is_there, at.is_some() && at == ordinal, std::cmp::Reverse(distance));
        found.push((fit, candidate, warnings > *warned));
    };
    let is_seen = new.sheets.iter().any(|(_, tables)| !tables.is_empty());
    match (place.range, is_seen) {
        (Some(range), true) => {
            let mut is_offered = false;
            for (sheet, tables) in &new.sheets {
                for (at, table) in tables.iter().enumerate() {
                    let moved = known.map_or(table.area, |known| shifted(range, known.area, table.area));
                    let named = place.sheet.as_ref().and(sheet.clone());
                    let candidate = Place { sheet: named, range: Some(moved) };
                    is_offered |= candidate == *place;
                    offer(candidate, Some(&table.wording), Some(at));
                }
            }
            if !is_offered {
                offer(place.clone(), None, None);
            }
        }
        _ => {
            offer(place.clone(), None, None);
            for (sheet, _) in new.sheets.iter().filter(|(sheet, _)| *sheet != place.sheet) {
                offer(Place { sheet: sheet.clone(), range: place.range }, None, None);
            }
        }
    }
    found.sort_by_key(|(fit, _, _)| *fit);
    let Some((fit, best, is_warned)) = found.pop() else {
        return Err(match why {
            Some(why) => format!("no table has its names ({})", crate::propose::draft::one_line(&why)),
            None => "no table has at least half of its names".into(),
        });
    };
    // Questions with the same answers are told apart by their wording, or else by their order.
    let rival = found.last().filter(|(other, ..)| (other.0, other.1, other.2) == (fit.0, fit.1, fit.2));
    match rival {
        Some((_, other, _)) if !(fit.3 && fit.4 && same_count(&best)) => {
            Err(format!("{best} and {other} both have its names, and no line tells which is meant"))
        }
        _ => Ok(Found { is_unsure: rival.is_some() || is_warned, place: best }),
    }
}

fn overlaps(one: Area, other: Area) -> bool {
    one.first.0 <= other.last.0
        && other.first.0 <= one.last.0
        && one.first.1 <= other.last.1
        && other.first.1 <= one.last.1
}

/// A range within a table that moved, as far from the edges of the table as before.
fn shifted(range: Area, old: Area, new: Area) -> Area {
    let at = |place: u32, old: u32, new: u32| {
        // Where a range goes on to the end it still does.
        if place >= u32::MAX - 1 { place } else { (place + new).saturating_sub(old) }
    };
    let whole_rows = range.last.1 >= u32::MAX - 1;
    let first = (
        at(range.first.0, old.first.0, new.first.0),
        if whole_rows { 0 } else { at(range.first.1, old.first.1, new.first.1) },
    );
    Area { first, last: (at(range.last.0, old.last.0, new.last.0), at(range.last.1, old.last.1, new.last.1)) }
}

fn names(series: &Series) -> impl Iterator<Item = &str> {
    series
        .categories
        .iter()
        .map(|category| category.name.as_str())
        .chain(series.columns.iter().map(String::as_str))
}

/// How many names of a series another one has.
fn met(before: &Series, after: &Series) -> usize {
    names(before).filter(|name| names(after).any(|other| same(name, other))).count()
}
