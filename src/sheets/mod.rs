//! A workbook with the figures of a briefing: a list of contents, and a sheet for each chart with its title, question,
//! base and notes above its table.

use std::collections::BTreeMap;

use crate::chart::caption::Caption;
use crate::chart::data::{ChartData, Row, RowKind};
use crate::chart::data::{format_code, intervals};
use crate::chart::totals::Total;
use crate::language::{Language, number};
use crate::office::package::{Properties, TooLarge};
use crate::office::workbook::{Cell, Look, Sheet, sheet_names, workbook};
use crate::story::chart_table::Figures;
use crate::story::{Chart, Content, Story};
use crate::survey::rounding;

/// The figures and texts of a chart.
pub type Source<'a> = (&'a ChartData, &'a Caption);

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The language of words.
    pub language: Language,
    /// Whether figures are whole, not rounded as they are shown. Their number format still shows the rounded ones.
    pub unrounded: bool,
}

/// The width of the first column and of the others, in characters.
const WIDTHS: [f32; 2] = [44.0, 14.0];

/// The bytes of the workbook. A chart that could not be drawn has no sheet.
///
/// # Errors
/// Where it is larger than a file can be.
pub fn write(
    story: &Story,
    sources: &BTreeMap<&str, Source<'_>>,
    setting: Setting,
) -> Result<Vec<u8>, TooLarge> {
    let content = story
        .sections
        .iter()
        .flat_map(|section| section.content.iter().map(move |content| (section.title.as_str(), content)));
    let charts: Vec<(&str, &Chart, Source<'_>)> = content
        .filter_map(|(section, content)| match content {
            Content::Chart(chart) => Some((section, &**chart, *sources.get(chart.id.as_str())?)),
            _ => None,
        })
        .collect();
    let words = setting.language.words();
    let wanted = std::iter::once(words.contents.to_owned());
    let names =
        sheet_names(&wanted.chain(charts.iter().map(|(_, chart, _)| chart.id.clone())).collect::<Vec<_>>());
    let mut sheets = vec![contents(story, &charts, &names, setting)];
    for ((_, chart, source), name) in charts.iter().zip(&names[1..]) {
        sheets.push(table(chart, *source, name, &names[0], setting));
    }
    let properties = Properties {
        title: &story.meta.title,
        subject: &story.meta.subject,
        author: &story.meta.author,
        keywords: &story.meta.keywords,
        language: &story.meta.language,
        created: story.meta.created,
    };
    workbook(&sheets, &properties)
}

fn text(words: &str, look: Look) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned(), look) }
}

/// The list of charts by section, each with a link to its sheet.
fn contents(
    story: &Story,
    charts: &[(&str, &Chart, Source<'_>)],
    names: &[String],
    setting: Setting,
) -> Sheet {
    let mut rows = vec![
        vec![text(&story.meta.title, Look::Title)],
        vec![text(&story.subtitle, Look::Plain)],
        vec![text(format!("{} {}", story.meta.author, story.date).trim(), Look::Plain)],
    ];
    rows.retain(|row| row.iter().any(|cell| *cell != Cell::Empty));
    let mut last = "";
    for ((section, chart, _), name) in charts.iter().zip(&names[1..]) {
        if *section != last {
            rows.push(vec![text(section, Look::Strong)]);
            last = section;
        }
        rows.push(vec![Cell::Link(chart.title.clone(), name.clone()), text(&chart.subtitle, Look::Plain)]);
    }
    if let Some(method) = &story.method {
        rows.push(vec![text(setting.language.words().method, Look::Strong)]);
        for (name, facts) in &method.facts {
            let fact: String = facts.iter().map(|inline| inline.text.as_str()).collect();
            rows.push(vec![text(&format!("{name}: {fact}"), Look::Plain)]);
        }
    }
    Sheet { name: names[0].clone(), rows, widths: vec![70.0, 60.0], ..Sheet::default() }
}

/// The sheet of a chart.
fn table(chart: &Chart, (shown, caption): Source<'_>, name: &str, contents: &str, setting: Setting) -> Sheet {
    let words = setting.language.words();
    let mut rows = vec![
        vec![text(&chart.title, Look::Title)],
        vec![text(&chart.subtitle, Look::Plain)],
        vec![Cell::Link(words.contents.to_owned(), contents.to_owned())],
    ];
    rows.extend(chart.footer.iter().map(|line| vec![text(line, Look::Plain)]));
    // Whoever moves from cell to cell takes an empty row for the end.
    rows.retain(|row| row.iter().any(|cell| *cell != Cell::Empty));
    let figures = Figures::new(shown, caption, setting.language);
    let width = body(&figures, setting, &mut rows);
    let frozen = rows.len() - shown.rows.len() - extra_rows(&figures);
    let table = frozen - 1..frozen + shown.rows.len();
    let widths = std::iter::once(WIDTHS[0]).chain(std::iter::repeat_n(WIDTHS[1], width - 1)).collect();
    Sheet { name: name.to_owned(), rows, frozen: (frozen, 1), widths, table: Some(table), ..Sheet::default() }
}

/// The rows below those of the data: totals of columns, and references.
fn extra_rows(figures: &Figures<'_>) -> usize {
    let totals = if figures.shown.is_by_item() { 0 } else { figures.totals.len() };
    totals + figures.references.iter().map(|mark| if mark.is_line() { 1 } else { 2 }).sum::<usize>()
}

/// Adds header row and rows; returns the number of columns.
fn body(figures: &Figures<'_>, setting: Setting, rows: &mut Vec<Vec<Cell>>) -> usize {
    let (shown, language, words) = (figures.shown, setting.language, setting.language.words());
    let heads = figures.heads();
    let columns: Vec<Extra> = (0..shown.columns.len()).map(|column| Extra::of(shown, column)).collect();
    let mut head = vec![text(figures.first_head(), Look::Strong)];
    head.extend(figures.text_heads().iter().map(|heading| text(heading, Look::Strong)));
    for (name, extra) in heads.iter().zip(&columns) {
        head.push(text(name, Look::Strong));
        if extra.interval {
            head.push(text(&format!("{name}: {}", words.lower), Look::Strong));
            head.push(text(&format!("{name}: {}", words.upper), Look::Strong));
        }
        if extra.marked {
            head.push(text(&format!("{name}: {}", words.significance), Look::Strong));
        }
    }
    let by_item = shown.is_by_item();
    if by_item {
        head.extend(figures.totals.iter().map(|total| text(&total.name, Look::Strong)));
    }
    let width = head.len();
    rows.push(head);
    for (at, row) in shown.rows.iter().enumerate() {
        let indent = if row.part_of.is_some() { "    " } else { "" };
        let look = if row.kind == RowKind::Net { Look::Strong } else { Look::Plain };
        let mut cells = vec![text(&format!("{indent}{}", row.name), look)];
        cells.extend(row.texts.iter().map(|found| text(found, Look::Plain)));
        let value = |column: usize, value: Option<f64>| {
            let format = format_code::of_cell(shown, row, column, language);
            setting.number(shown.most_decimals(Some((row, column))), value, &format)
        };
        for (column, extra) in columns.iter().enumerate() {
            let figure = row.values.get(column).copied().flatten();
            let hidden = shown.columns.get(column).and_then(|column| column.hidden);
            cells.push(match hidden.filter(|_| figure.is_none()) {
                Some(why) => text(&number::hidden(why, language), Look::Plain),
                None => value(column, figure),
            });
            if extra.interval {
                let ends = row.interval(column);
                cells.push(value(column, ends.map(|(low, _)| low)));
                cells.push(value(column, ends.map(|(_, high)| high)));
            }
            if extra.marked {
                cells.push(text(&intervals::mark_in_words(shown, row, column, language), Look::Plain));
            }
        }
        if by_item {
            let total = |total: &Total| value(usize::MAX, total.values.get(at).copied().flatten());
            cells.extend(figures.totals.iter().map(total));
        }
        rows.push(cells);
    }
    if !by_item {
        let format = format_code::of(shown, None, language);
        for total in figures.totals {
            let mut cells = vec![text(&total.name, Look::Strong)];
            for (extra, value) in columns.iter().zip(&total.values) {
                cells.push(setting.number(shown.most_decimals(None), *value, &format));
                cells.extend(std::iter::repeat_n(Cell::Empty, extra.width()));
            }
            rows.push(cells);
        }
    }
    references(figures, language, rows);
    width
}

/// The references, as written in the spec: they are not rounded.
fn references(figures: &Figures<'_>, language: Language, rows: &mut Vec<Vec<Cell>>) {
    let words = language.words();
    let format = format_code::of(figures.shown, None, language);
    for mark in figures.references {
        let name = figures.reference(mark);
        let ends = match mark.is_line() {
            true => vec![(name, mark.from)],
            false => vec![
                (format!("{name}: {}", words.lower), mark.from),
                (format!("{name}: {}", words.upper), mark.to),
            ],
        };
        for (name, value) in ends {
            rows.push(vec![text(&name, Look::Plain), Cell::Number(value, format.clone())]);
        }
    }
}

/// What follows a column of figures.
#[derive(Debug, Clone, Copy)]
struct Extra {
    /// The two ends of an interval.
    interval: bool,
    /// Significance in words.
    marked: bool,
}

impl Extra {
    fn of(shown: &ChartData, column: usize) -> Self {
        let marked = |row: &Row| row.notes.get(column).is_some_and(|note| !note.mark.is_empty());
        Self {
            interval: shown.rows.iter().any(|row| row.interval(column).is_some()),
            marked: shown.rows.iter().any(marked),
        }
    }

    fn width(self) -> usize {
        usize::from(self.interval) * 2 + usize::from(self.marked)
    }
}

impl Setting {
    fn number(self, decimals: usize, value: Option<f64>, format: &str) -> Cell {
        match value {
            None => text(self.language.words().no_answer, Look::Plain),
            Some(value) if self.unrounded => Cell::Number(value, format.to_owned()),
            Some(value) => Cell::Number(rounding::shown(value, decimals), format.to_owned()),
        }
    }
}
