//! Decides how a table is set so that every cell keeps its words and figures inside its column: as it is, with rows
//! and columns swapped, in smaller type, or split into panels of columns with repeated row names.

use std::ops::Range;

use super::table_grid::Lane;
use crate::document::context::Context;
use crate::document::paragraph::TextStyle;
use crate::story::chart_table::header_of;
use crate::story::{Table, TableRow};
use crate::theme::fonts::Style;

/// The type sizes that are tried, as shares of the size of a cell.
const SCALES: [f32; 3] = [1.0, 0.9, 0.8];

/// The smallest type of a table in points: smaller figures cannot be read on paper.
const SMALLEST: f32 = 6.6;

/// The largest share of the width that a word of a header or of a row name may ask for. A longer word is hyphenated.
const LONGEST_WORD: f32 = 0.22;

/// How a table is set.
pub(super) struct Plan {
    /// The table, perhaps with rows and columns swapped.
    pub(super) table: Table,
    /// The type size as a share of the size of a cell.
    pub(super) scale: f32,
    /// The columns of figures of each panel, with their widths and that of the row names.
    pub(super) panels: Vec<Panel>,
}

/// Columns of a table that are set side by side.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Panel {
    /// The columns of figures: 0 is the one after the row names.
    pub(super) columns: Range<usize>,
    /// The width of the row names.
    pub(super) names: f32,
    /// The width of each column of figures.
    pub(super) widths: Vec<f32>,
}

/// The space left and right of a figure.
pub(super) fn pad(context: &Context<'_>) -> f32 {
    context.styles.base * 0.35
}

/// The width at which no cell of the table wraps.
pub(super) fn natural_width(table: &Table, context: &Context<'_>) -> f32 {
    let measured = Measured::new(table, context);
    measured.names + measured.figure * measured.needs.len() as f32
}

/// Plans the widths of a table's columns.
pub(super) fn plan(table: &Table, lane: Lane, context: &Context<'_>) -> Plan {
    let upright = Measured::new(table, context);
    if let Some(panel) = upright.even(lane, context) {
        return Plan { table: table.clone(), scale: 1.0, panels: vec![panel] };
    }
    let swapped = swapped(table, context);
    let swapped = swapped.map(|table| (Measured::new(&table, context), table));
    if let Some((measured, table)) = &swapped
        && let Some(panel) = measured.even(lane, context)
    {
        return Plan { table: table.clone(), scale: 1.0, panels: vec![panel] };
    }
    let sizes = SCALES.into_iter().filter(|scale| context.styles.cell.size * scale >= SMALLEST);
    for scale in sizes {
        if let Some(panel) = upright.tight(lane, scale, context) {
            return Plan { table: table.clone(), scale, panels: vec![panel] };
        }
        if let Some((measured, table)) = &swapped
            && let Some(panel) = measured.tight(lane, scale, context)
        {
            return Plan { table: table.clone(), scale, panels: vec![panel] };
        }
    }
    let panels = upright.split(lane, context);
    match swapped.map(|(measured, table)| (measured.split(lane, context), table)) {
        Some((fewer, table)) if fewer.len() < panels.len() => Plan { table, scale: 1.0, panels: fewer },
        _ => Plan { table: table.clone(), scale: 1.0, panels },
    }
}

/// The table with rows and columns swapped. Parts of nets could not be told from other columns then.
fn swapped(table: &Table, context: &Context<'_>) -> Option<Table> {
    if table.rows.iter().any(|row| row.indented) || table.head.len() <= 1 || table.rows.is_empty() {
        return None;
    }
    let corner = std::iter::once(
        header_of(table.head[1..].iter().map(String::as_str), context.words, context.words.group).to_owned(),
    );
    let head = corner.chain(table.rows.iter().map(|row| row.name.clone())).collect();
    let row = |(index, name): (usize, &String)| TableRow {
        name: name.clone(),
        indented: false,
        strong: false,
        cells: table.rows.iter().map(|row| row.cells.get(index).cloned().unwrap_or_default()).collect(),
    };
    let rows = table.head[1..].iter().enumerate().map(row).collect();
    Some(Table { head, rows, bases: table.bases.clone() })
}

/// The widths that the cells of a table ask for at full size.
struct Measured {
    /// The row names on one line each.
    names: f32,
    /// The longest word of a row name.
    name_word: f32,
    /// A column of figures in which nothing wraps.
    figure: f32,
    /// For each column of figures: its widest figure or the longest word of its header, whichever is wider.
    needs: Vec<f32>,
}

impl Measured {
    fn new(table: &Table, context: &Context<'_>) -> Self {
        let style = TextStyle { style: Style::Semibold, ..context.styles.cell };
        let measure = |text: &str| context.setter.plain(text, style, f32::INFINITY).width();
        let longest_word = |text: &str| text.split_whitespace().map(measure).fold(0.0, f32::max);
        let (base, pad) = (context.styles.base, pad(context));
        let count = table.head.len().saturating_sub(1);
        let mut cells = vec![0.0_f32; count];
        for row in &table.rows {
            for (widest, cell) in cells.iter_mut().zip(&row.cells) {
                *widest = widest.max(measure(cell));
            }
        }
        let heads = table.head.iter().skip(1);
        let natural = heads.clone().map(|head| measure(head)).chain(cells.iter().copied());
        let figure = (natural.fold(0.0, f32::max) + pad * 3.0).max(base * 5.0);
        let needs = heads.zip(&cells).map(|(head, cell)| longest_word(head).max(*cell) + pad * 2.2).collect();
        let indent = base * 2.5;
        let corner = table.head.first().map_or(0.0, |head| longest_word(head));
        Self {
            names: table.rows.iter().map(|row| measure(&row.name)).fold(0.0, f32::max) + indent,
            name_word: table.rows.iter().map(|row| longest_word(&row.name)).fold(corner, f32::max) + indent,
            figure,
            needs,
        }
    }

    /// What a column needs at this type size; a longer word in its header is hyphenated.
    fn need(&self, need: f32, lane: Lane, scale: f32) -> f32 {
        (need * scale).min(lane.width * LONGEST_WORD)
    }

    /// The least width of the row names.
    fn least_names(&self, lane: Lane, scale: f32, context: &Context<'_>) -> f32 {
        (self.name_word * scale).max(context.styles.base * 5.0).min(lane.width * 0.3)
    }

    /// Columns of equal width, where all of them fit. The table is only as wide as it needs to be: figures far from
    /// their row names are hard to read.
    fn even(&self, lane: Lane, context: &Context<'_>) -> Option<Panel> {
        let count = self.needs.len().max(1) as f32;
        let most = lane.width * 0.62 / count;
        let width = self.figure.min(most.max(context.styles.base * 3.0));
        let room = lane.width - width * count;
        let widest = self.needs.iter().map(|need| self.need(*need, lane, 1.0)).fold(0.0, f32::max);
        if width < widest || room < self.least_names(lane, 1.0, context) {
            return None;
        }
        let names = if lane.filled { room } else { self.names.max(lane.width * 0.36).min(room) };
        Some(Panel { columns: 0..self.needs.len(), names, widths: vec![width; self.needs.len()] })
    }

    /// Each column as wide as it needs to be, where all of them fit. Row names get what is left.
    fn tight(&self, lane: Lane, scale: f32, context: &Context<'_>) -> Option<Panel> {
        let widths: Vec<f32> = self.needs.iter().map(|need| self.need(*need, lane, scale)).collect();
        let room = lane.width - widths.iter().sum::<f32>();
        if room < self.least_names(lane, scale, context) {
            return None;
        }
        let names = (self.names * scale).max(lane.width * 0.2).min(room);
        // Columns of similar needs look alike; the rest of the room is shared.
        let spare = ((room - names) / widths.len().max(1) as f32).min(context.styles.base);
        let widths = widths.into_iter().map(|width| width + spare).collect();
        Some(Panel { columns: 0..self.needs.len(), names, widths })
    }

    /// Panels with about the same number of columns, all of equal width.
    fn split(&self, lane: Lane, context: &Context<'_>) -> Vec<Panel> {
        let count = self.needs.len();
        let names = (self.names.min(lane.width * 0.3)).max(self.least_names(lane, 1.0, context));
        let widest = self.needs.iter().map(|need| self.need(*need, lane, 1.0)).fold(0.0, f32::max);
        let width = widest.max(context.styles.base * 3.0).min(lane.width - names);
        let most = (((lane.width - names) / width) as usize).max(1);
        let panels = count.div_ceil(most).max(1);
        let each = count.div_ceil(panels).max(1);
        (0..count)
            .step_by(each)
            .map(|start| {
                let columns = start..(start + each).min(count);
                Panel { names, widths: vec![width; columns.len()], columns }
            })
            .collect()
    }
}
