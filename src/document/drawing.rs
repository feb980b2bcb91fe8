//! The drawing of a chart on a page, with its tags: a table or a list where its texts are one, otherwise a figure with its
//! alternative text.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::model::{Mark, Role, Scope};
use crate::language::{Language, voice};
use crate::scene::item::Item;
use crate::scene::{Regions, Scene};
use crate::units::{Point, Rect};

/// How far the middle of a text may be outside of what it belongs to.
const SLACK: f32 = 0.5;

/// What a drawing says, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speech<'a> {
    /// The alternative text; empty if it is decorative.
    pub(super) alt: &'a str,
    /// The name of the attachment with its figures.
    pub(super) file: &'a str,
    /// The language of words for signs.
    pub(super) language: Language,
}

/// Places a drawing on the last page as part of `group`.
pub(super) fn place(scene: Scene, at: Point, speech: Speech<'_>, group: usize, builder: &mut Builder) {
    let Scene { size, items, layers, .. } = scene;
    if speech.alt.is_empty() {
        builder.artifact_on(builder.page(), Mark::Layout, items, at);
        return;
    }
    let placed = match &layers.regions {
        Regions::Cells(cells) => {
            Grid::of(&items, cells).map(|grid| table(&grid, &items, at, speech, group, builder))
        }
        Regions::Items(areas) => {
            in_areas(&items, areas).map(|texts| list(&texts, &items, at, speech, group, builder))
        }
        Regions::None => None,
    };
    if placed.is_none() {
        let bounds = Rect::new(at.x, at.y, size.width, size.height);
        let element = builder.element(group, Role::Figure { bounds });
        builder.set_alt(element, speech.alt.to_owned());
        builder.set_file(element, speech.file.to_owned());
        builder.content_on(builder.page(), element, items, at);
    }
}

/// The texts of a table by what they belong to, as indices of items.
struct Grid {
    heads: BTreeMap<usize, Vec<usize>>,
    names: BTreeMap<usize, Vec<usize>>,
    cells: BTreeMap<(usize, usize), Vec<usize>>,
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Grid {
    /// The texts of a drawing as a table; `None` where one of them is no part of it.
    fn of(items: &[Item], cells: &[(usize, usize, Rect)]) -> Option<Self> {
        let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
        for (row, column, area) in cells {
            let high = rows.entry(*row).or_insert((area.y, area.bottom()));
            *high = (high.0.min(area.y), high.1.max(area.bottom()));
            let wide = columns.entry(*column).or_insert((area.x, area.right()));
            *wide = (wide.0.min(area.x), wide.1.max(area.right()));
        }
        let top = cells.iter().map(|(_, _, area)| area.y).fold(f32::INFINITY, f32::min);
        let left = cells.iter().map(|(_, _, area)| area.x).fold(f32::INFINITY, f32::min);
        let find = |spans: &BTreeMap<usize, (f32, f32)>, at: f32| {
            spans
                .iter()
                .find(|(_, (from, to))| at >= from - SLACK && at <= to + SLACK)
                .map(|(index, _)| *index)
        };
        let mut grid = Self {
            heads: BTreeMap::new(),
            names: BTreeMap::new(),
            cells: BTreeMap::new(),
            rows: rows.keys().copied().collect(),
            columns: columns.keys().copied().collect(),
        };
        for (index, item) in items.iter().enumerate() {
            let Item::Text(run) = item else { continue };
            let Point { x, y } = run.bounds().center();
            match (find(&rows, y), find(&columns, x)) {
                (Some(row), Some(column)) => grid.cells.entry((row, column)).or_default().push(index),
                (Some(row), None) if x < left => grid.names.entry(row).or_default().push(index),
                (None, Some(column)) if y < top => grid.heads.entry(column).or_default().push(index),
                _ => return None,
            }
        }
        let is_whole = grid.names.len() == grid.rows.len()
            && (grid.heads.is_empty() || grid.heads.len() == grid.columns.len());
        is_whole.then_some(grid)
    }
}

/// The texts in each area; `None` where one is in none of them.
fn in_areas(items: &[Item], areas: &[Rect]) -> Option<Vec<Vec<usize>>> {
    let mut found = vec![Vec::new(); areas.len()];
    for (index, item) in items.iter().enumerate() {
        let Item::Text(run) = item else { continue };
        let middle = run.bounds().center();
        let point = Rect::new(middle.x, middle.y, 0.0, 0.0);
        let area = areas.iter().position(|area| area.contains(point, SLACK))?;
        found[area].push(index);
    }
    found.iter().all(|texts| !texts.is_empty()).then_some(found)
}

/// The items with these indices, moved to their place on the page.
fn taken(items: &[Item], indices: &[usize], at: Point) -> Vec<Item> {
    indices.iter().filter_map(|index| items.get(*index)).map(|item| item.moved(at)).collect()
}

/// Everything but texts, which says nothing by itself here.
fn ground(items: &[Item], at: Point, builder: &mut Builder) {
    let shapes = items.iter().filter(|item| !matches!(item, Item::Text(_)));
    builder.artifact(shapes.map(|item| item.moved(at)).collect());
}

fn table(grid: &Grid, items: &[Item], at: Point, speech: Speech<'_>, group: usize, builder: &mut Builder) {
    ground(items, at, builder);
    let table = builder.element(group, Role::Table);
    builder.set_file(table, speech.file.to_owned());
    if !grid.heads.is_empty() {
        let head = builder.element(table, Role::TableHead);
        let row = builder.element(head, Role::TableRow);
        // Nothing is printed above the names of rows.
        builder.element(row, Role::HeaderCell(Scope::Column));
        for column in &grid.columns {
            let cell = builder.element(row, Role::HeaderCell(Scope::Column));
            builder.content(cell, taken(items, grid.heads.get(column).map_or(&[], Vec::as_slice), at));
        }
    }
    let body = builder.element(table, Role::TableBody);
    for row in &grid.rows {
        let line = builder.element(body, Role::TableRow);
        let name = builder.element(line, Role::HeaderCell(Scope::Row));
        builder.content(name, taken(items, grid.names.get(row).map_or(&[], Vec::as_slice), at));
        for column in &grid.columns {
            let cell = builder.element(line, Role::DataCell);
            let Some(texts) = grid.cells.get(&(*row, *column)) else { continue };
            let texts = taken(items, texts, at);
            let words: Vec<&str> = texts
                .iter()
                .filter_map(|item| match item {
                    Item::Text(run) => Some(run.shaped.text.as_str()),
                    Item::Rect { .. } | Item::Path { .. } => None,
                })
                .collect();
            builder.expanded(cell, voice::cell(&words.join(" "), speech.language), texts);
        }
    }
}

fn list(
    texts: &[Vec<usize>],
    items: &[Item],
    at: Point,
    speech: Speech<'_>,
    group: usize,
    builder: &mut Builder,
) {
    ground(items, at, builder);
    let list = builder.element(group, Role::List { ordered: false });
    builder.set_file(list, speech.file.to_owned());
    for texts in texts {
        let item = builder.element(list, Role::ListItem);
        let body = builder.element(item, Role::ListBody);
        builder.content(body, taken(items, texts, at));
    }
}
