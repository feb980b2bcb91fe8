//! Reference lines. Across columns and lines they are series of the same figure. Across bars that lie, a line chart has no
//! place in any program: there each line is a thin part of invisible bars on axes of their own, which have the same ends.

use std::collections::BTreeMap;

use super::labels::{self, SIZE};
use super::workbook;
use super::xml::{data, head, scaling};
use crate::deck::native::{Form, Label, NativeChart, Origin, Place, ReferenceLine, Series};
use crate::deck::theme_xml::Ink;
use crate::office::xml::escape;

/// The thickness of a line across bars, as a share of the axis.
const THICKNESS: f64 = 0.003;
/// The height of a row of labels above the bars, as a share of the chart.
const LABELS: f64 = 0.075;

/// A line across bars.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crossing<'a> {
    /// Its label.
    pub(super) label: &'a str,
    /// The index of the reference.
    pub(super) reference: usize,
    /// The reference on the same side of zero before it.
    pub(super) after: Option<usize>,
    /// How far it is from there, or from zero.
    pub(super) gap: f64,
    /// What makes the gap of the difference of the figures.
    pub(super) correction: f64,
    /// Its thickness; below zero on that side.
    pub(super) thickness: f64,
}

impl<'a> Crossing<'a> {
    /// The lines across the bars of a chart; none where the bars are upright.
    pub(super) fn of(chart: &'a NativeChart) -> Vec<Self> {
        let (Some(least), Some(most), true) = (chart.ends.0, chart.ends.1, chart.is_crossed()) else {
            return Vec::new();
        };
        let thickness = short((most - least) * THICKNESS);
        let mut order: Vec<(usize, &'a str, f64)> = chart
            .references
            .iter()
            .enumerate()
            .map(|(at, line)| (at, line.label.as_str(), line.value))
            .collect();
        // Programs stack from zero outwards.
        order.sort_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        let mut last: [Option<(usize, f64)>; 2] = [None, None];
        let mut lines = Vec::new();
        for (reference, label, value) in order {
            let (side, sign) = if value < 0.0 { (1, -1.0) } else { (0, 1.0) };
            let before = last.get(side).copied().flatten();
            let correction = match before {
                None if value == 0.0 => 0.0,
                None => -sign * thickness / 2.0,
                Some(_) => -sign * thickness,
            };
            let gap = short(value - before.map_or(0.0, |(_, at)| at) + correction);
            // Lines that touch are one after the other.
            let gap = if gap * sign < 0.0 { 0.0 } else { gap };
            lines.push(Self {
                label,
                reference,
                after: before.map(|(at, _)| at),
                gap,
                correction: short(correction),
                thickness: sign * thickness,
            });
            if let Some(last) = last.get_mut(side) {
                *last = Some((reference, value));
            }
        }
        lines
    }
}

/// A figure without the digits that only arithmetic makes.
fn short(value: f64) -> f64 {
    format!("{value:.6e}").parse().unwrap_or(value)
}

/// A series of one figure.
fn series(name: &str, value: f64, count: usize, ink: &Ink) -> Series {
    Series {
        name: name.to_owned(),
        values: vec![Some(value); count],
        origin: Origin::Own,
        fill: ink.roles.text,
        points: BTreeMap::new(),
        labels: vec![Label::Hidden; count],
        label_color: None,
        label_colors: BTreeMap::new(),
        offsets: BTreeMap::new(),
        inside: Vec::new(),
        errors: Vec::new(),
    }
}

/// Reference lines as series of the same figure, labelled at their ends.
pub(super) fn lines(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let mut xml = String::new();
    for (at, ReferenceLine { label, value, offset }) in chart.references.iter().enumerate() {
        let index = workbook::reference(chart, at);
        let look = format!("<a:ln w=\"19050\">{}<a:prstDash val=\"dash\"/></a:ln>", ink.fill(ink.roles.text));
        xml += &head(index, label, &workbook::name(index), &look);
        let mut series = series(label, *value, chart.categories.len(), ink);
        if let Some(last) = series.labels.last_mut().filter(|_| !label.is_empty()) {
            *last = Label::Name;
            series.offsets.insert(chart.categories.len() - 1, *offset);
        }
        xml += "<c:marker><c:symbol val=\"none\"/></c:marker>";
        xml += &labels::labels(&NativeChart { form: Form::Line, ..chart.clone() }, &series, ink, language);
        xml += &data(chart, index, &series.values);
        xml += "<c:smooth val=\"0\"/></c:ser>";
    }
    xml
}

/// Lines across bars, with their labels above.
pub(super) fn bars(chart: &NativeChart, lines: &[Crossing<'_>], ink: &Ink, language: &str) -> String {
    let mut xml = "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>"
        .to_owned();
    let count = chart.categories.len();
    let rows = label_rows(chart, lines);
    for (at, line) in lines.iter().enumerate() {
        let [gap, own] = workbook::crossing(chart, at);
        for (index, value, look) in
            [(gap, line.gap, "<a:noFill/>".to_owned()), (own, line.thickness, ink.fill(ink.roles.text))]
        {
            let name = if index == gap { format!("… {}", line.label) } else { line.label.to_owned() };
            xml += &head(index, &name, &workbook::name(index), &look);
            xml += "<c:invertIfNegative val=\"0\"/>";
            if index == own && !line.label.is_empty() {
                xml += &label(line.label, label_offset(chart, &rows, at), ink, language);
            }
            xml += &data(chart, index, &series(&name, value, count, ink).values);
            xml += "</c:ser>";
        }
    }
    xml + "<c:gapWidth val=\"0\"/><c:overlap val=\"100\"/><c:axId val=\"1003\"/><c:axId val=\"1004\"/></c:barChart>"
}

/// The label of a line across bars, moved from the first bar up into the room above all of them.
fn label(words: &str, up: f64, ink: &Ink, language: &str) -> String {
    let shows = |value: u8| {
        format!(
            "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"{value}\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>"
        )
    };
    let text = labels::text(ink, SIZE, ink.roles.text, false);
    format!(
        "<c:dLbls><c:dLbl><c:idx val=\"0\"/><c:layout><c:manualLayout><c:x val=\"0\"/><c:y val=\"{up:.4}\"/></c:manualLayout></c:layout><c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"{}\" sz=\"{}\">{}<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val=\"ctr\"/>{}</c:dLbl><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text}{}<c:extLst><c:ext uri=\"{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}\" xmlns:c15=\"http://schemas.microsoft.com/office/drawing/2012/chart\"><c15:showLeaderLines val=\"0\"/></c:ext></c:extLst></c:dLbls>",
        escape(language),
        (SIZE * 100.0).round() as i64,
        ink.fill(ink.roles.text),
        escape(words),
        shows(1),
        shows(0)
    )
}

/// The row of each label above the bars: labels that would touch have rows of their own.
fn label_rows(chart: &NativeChart, lines: &[Crossing<'_>]) -> Vec<usize> {
    let (Some(least), Some(most)) = chart.ends else { return vec![0; lines.len()] };
    // Across the bars of a slide there is room for some 80 letters.
    let letter = (most - least) / 80.0;
    let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
    lines
        .iter()
        .map(|line| {
            let at = chart.references.get(line.reference).map_or(0.0, |line| line.value);
            let half = letter * (line.label.chars().count() as f64 / 2.0 + 1.0);
            let place = (at - half, at + half);
            let free = |row: &Vec<(f64, f64)>| row.iter().all(|other| other.1 < place.0 || place.1 < other.0);
            let row = rows.iter().position(free).unwrap_or(rows.len());
            if row == rows.len() {
                rows.push(Vec::new());
            }
            if let Some(row) = rows.get_mut(row) {
                row.push(place);
            }
            row
        })
        .collect()
}

/// The room above the bars for labels of lines.
fn above(rows: &[usize]) -> f64 {
    LABELS * rows.iter().max().map_or(0, |last| last + 1) as f64
}

/// How far a label is from the middle of the first bar.
fn label_offset(chart: &NativeChart, rows: &[usize], at: usize) -> f64 {
    let top = above(rows);
    let first = top + (1.0 - top) / (2.0 * chart.categories.len().max(1) as f64);
    // The first row is next to the bars.
    let row = rows.get(at).copied().unwrap_or(0) as f64;
    top - LABELS * (row + 0.5) - first
}

/// The place of the marks in the chart: below the labels of lines across bars.
pub(super) fn layout(chart: &NativeChart) -> String {
    let lines = Crossing::of(chart);
    let (target, place) = if let Some(place) = chart.plot {
        ("inner", place)
    } else if lines.iter().any(|line| !line.label.is_empty()) {
        let top = above(&label_rows(chart, &lines)) as f32;
        ("outer", Place { x: 0.0, y: top, width: 1.0, height: 1.0 - top })
    } else {
        return "<c:layout/>".to_owned();
    };
    let Place { x, y, width, height } = place;
    let x = if chart.mirrored { 1.0 - x - width } else { x };
    format!(
        "<c:layout><c:manualLayout><c:layoutTarget val=\"{target}\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{x:.4}\"/><c:y val=\"{y:.4}\"/><c:w val=\"{width:.4}\"/><c:h val=\"{height:.4}\"/></c:manualLayout></c:layout>"
    )
}

/// The axes of lines across bars: those of the bars again, unseen. An axis that is deleted would not be one of its own in
/// LibreOffice.
pub(super) fn axes(chart: &NativeChart) -> String {
    let ticks = "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>";
    format!(
        "<c:valAx><c:axId val=\"1004\"/>{}<c:delete val=\"0\"/><c:axPos val=\"t\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>{ticks}<c:crossAx val=\"1003\"/><c:crosses val=\"max\"/><c:crossBetween val=\"between\"/></c:valAx><c:catAx><c:axId val=\"1003\"/>{}<c:delete val=\"1\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>{ticks}<c:crossAx val=\"1004\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        scaling(chart.ends, chart.mirrored),
        scaling((None, None), true)
    )
}
