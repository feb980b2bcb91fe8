//! Charts in ChartML. The order of elements is that of the schema: programs refuse any other.

use std::fmt::Write as _;

use super::labels::{self, SIZE};
use super::references::{self, Crossing};
use super::workbook;
use crate::deck::native::{Form, NativeChart, Series};
use crate::deck::theme_xml::Ink;
use crate::office::package::RELATIONSHIPS;
use crate::office::theme::DRAWING;
use crate::office::xml::escape;

/// A chart as a part; `workbook` is the id of its relationship to its figures.
pub fn chart(chart: &NativeChart, ink: &Ink, language: &str, figures: &str) -> String {
    let plot = match chart.form {
        Form::Bars { .. } => bars(chart, ink, language),
        Form::Line => lines(chart, ink, language),
        Form::Area => area(chart, ink, language),
        Form::Pie | Form::Donut => parts(chart, ink, language),
        Form::Scatter => dots(chart, ink, language),
    };
    let legend = if chart.has_legend { legend(chart, ink) } else { String::new() };
    format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{RELATIONSHIPS}\"><c:date1904 val=\"0\"/><c:lang val=\"{}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>{}{plot}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:externalData r:id=\"{figures}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        escape(language),
        references::layout(chart),
        labels::text(ink, SIZE, ink.roles.text, false)
    )
}

fn legend(chart: &NativeChart, ink: &Ink) -> String {
    let place = if chart.form == Form::Donut { "r" } else { "t" };
    format!(
        "<c:legend><c:legendPos val=\"{place}\"/><c:overlay val=\"0\"/>{}</c:legend>",
        labels::text(ink, SIZE, ink.roles.text, false)
    )
}

/// Texts with the cells that they come from.
pub(super) fn strings(cells: &str, texts: &[&str]) -> String {
    let mut xml =
        format!("<c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{}\"/>", escape(cells), texts.len());
    for (index, text) in texts.iter().enumerate() {
        _ = write!(xml, "<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", escape(text));
    }
    xml + "</c:strCache></c:strRef>"
}

/// Figures with the cells that they come from.
pub(super) fn numbers(cells: &str, format: &str, values: &[Option<f64>]) -> String {
    let mut xml = format!(
        "<c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>{}</c:formatCode><c:ptCount val=\"{}\"/>",
        escape(cells),
        escape(format),
        values.len()
    );
    for (index, value) in values.iter().enumerate() {
        if let Some(value) = value {
            _ = write!(xml, "<c:pt idx=\"{index}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    xml + "</c:numCache></c:numRef>"
}

/// Number, name and look: the start of each series.
pub(super) fn head(index: usize, name: &str, cell: &str, look: &str) -> String {
    format!(
        "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx>{}</c:tx><c:spPr>{look}</c:spPr>",
        strings(cell, &[name])
    )
}

/// Names of categories and figures: the end of each series.
pub(super) fn data(chart: &NativeChart, index: usize, values: &[Option<f64>]) -> String {
    let names = chart.axis_names();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    format!(
        "<c:cat>{}</c:cat><c:val>{}</c:val>",
        strings(&workbook::categories(chart), &names),
        numbers(&workbook::values(chart, index), &chart.format, values)
    )
}

fn points(series: &Series, ink: &Ink, has_sign: bool) -> String {
    let mut xml = String::new();
    let edge = if has_sign { String::new() } else { ink.line(ink.roles.background, 1.5) };
    for (at, color) in &series.points {
        let sign = if has_sign { "<c:invertIfNegative val=\"0\"/>" } else { "" };
        _ = write!(
            xml,
            "<c:dPt><c:idx val=\"{at}\"/>{sign}<c:bubble3D val=\"0\"/><c:spPr>{}{edge}</c:spPr></c:dPt>",
            ink.fill(*color),
        );
    }
    xml
}

/// Error bars of given lengths; empty without.
fn errors(series: &Series, ink: &Ink, direction: &str) -> String {
    if series.errors.iter().all(Option::is_none) {
        return String::new();
    }
    let lengths = |length: &dyn Fn(f64, (f64, f64)) -> f64| {
        let mut xml = format!("<c:numLit><c:ptCount val=\"{}\"/>", series.errors.len());
        for (index, (value, ends)) in series.values.iter().zip(&series.errors).enumerate() {
            if let (Some(value), Some(ends)) = (value, ends) {
                _ = write!(xml, "<c:pt idx=\"{index}\"><c:v>{}</c:v></c:pt>", length(*value, *ends).max(0.0));
            }
        }
        xml + "</c:numLit>"
    };
    format!(
        "<c:errBars>{direction}<c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:plus>{}</c:plus><c:minus>{}</c:minus><c:spPr>{}</c:spPr></c:errBars>",
        lengths(&|value, (_, high)| high - value),
        lengths(&|value, (low, _)| value - low),
        ink.line(ink.roles.text, 1.0)
    )
}

fn bars(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let Form::Bars { upright, stacked, gap } = chart.form else { return String::new() };
    let (direction, grouping) =
        (if upright { "col" } else { "bar" }, if stacked { "stacked" } else { "clustered" });
    let mut xml = format!(
        "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>"
    );
    for (index, series) in chart.series.iter().enumerate() {
        // A thin line in the colour of the background keeps neighbours apart.
        let edge = if stacked { ink.line(ink.roles.background, 1.0) } else { String::new() };
        xml += &head(index, &series.name, &workbook::name(index), &(ink.fill(series.fill) + &edge));
        xml += "<c:invertIfNegative val=\"0\"/>";
        xml += &points(series, ink, true);
        xml += &labels::labels(chart, series, ink, language);
        xml += &errors(series, ink, "");
        xml += &data(chart, index, &series.values);
        xml += "</c:ser>";
    }
    let overlap = if stacked { 100 } else { 0 };
    _ = write!(
        xml,
        "<c:gapWidth val=\"{gap}\"/><c:overlap val=\"{overlap}\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:barChart>"
    );
    let crossing = Crossing::of(chart);
    if !crossing.is_empty() {
        xml += &references::bars(chart, &crossing, ink, language);
    } else if !chart.references.is_empty() {
        xml += &line_chart(&references::lines(chart, ink, language));
    }
    xml += &category_axis(chart, ink, upright);
    xml += &value_axis(chart, ink, upright, chart.ends, 1002, 1001);
    if !crossing.is_empty() {
        xml += &references::axes(chart);
    }
    xml
}

fn line_chart(series: &str) -> String {
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/><c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:lineChart>"
    )
}

fn lines(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let mut all = String::new();
    for (index, series) in chart.series.iter().enumerate() {
        all += &head(index, &series.name, &workbook::name(index), &ink.line(series.fill, 3.0));
        _ = write!(
            all,
            "<c:marker><c:symbol val=\"circle\"/><c:size val=\"7\"/><c:spPr>{0}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>",
            ink.fill(series.fill)
        );
        all += &labels::labels(chart, series, ink, language);
        all += &errors(series, ink, "<c:errDir val=\"y\"/>");
        all += &data(chart, index, &series.values);
        all += "<c:smooth val=\"0\"/></c:ser>";
    }
    all += &references::lines(chart, ink, language);
    line_chart(&all)
        + &category_axis(chart, ink, true)
        + &value_axis(chart, ink, true, chart.ends, 1002, 1001)
}

fn area(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let mut xml = "<c:areaChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>".to_owned();
    for (index, series) in chart.series.iter().enumerate() {
        xml += &head(index, &series.name, &workbook::name(index), &ink.fill(series.fill));
        xml += &data(chart, index, &series.values);
        xml += "</c:ser>";
    }
    xml += "<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:areaChart>";
    // Labels of an area lie within it: a line of the same figures has them above it.
    let line = NativeChart { form: Form::Line, ..chart.clone() };
    let mut all = String::new();
    for (index, series) in chart.series.iter().enumerate() {
        let own = chart.series.len() + index;
        all += &head(own, &series.name, &workbook::name(index), &ink.line(series.fill, 3.0));
        all += "<c:marker><c:symbol val=\"none\"/></c:marker>";
        all += &labels::labels(&line, series, ink, language)
            .replace("<c:dLblPos val=\"r\"/>", "<c:dLblPos val=\"t\"/>");
        all += &data(chart, index, &series.values);
        all += "<c:smooth val=\"0\"/></c:ser>";
    }
    xml += &line_chart(&all);
    xml + &category_axis(chart, ink, true) + &value_axis(chart, ink, true, chart.ends, 1002, 1001)
}

fn parts(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let mut all = String::new();
    for (index, series) in chart.series.iter().enumerate() {
        all += &head(index, &series.name, &workbook::name(index), &ink.fill(series.fill));
        all += &points(series, ink, false);
        all += &labels::labels(chart, series, ink, language);
        all += &data(chart, index, &series.values);
        all += "</c:ser>";
    }
    match chart.form {
        Form::Donut => format!(
            "<c:doughnutChart><c:varyColors val=\"1\"/>{all}<c:firstSliceAng val=\"0\"/><c:holeSize val=\"55\"/></c:doughnutChart>"
        ),
        _ => format!("<c:pieChart><c:varyColors val=\"1\"/>{all}<c:firstSliceAng val=\"0\"/></c:pieChart>"),
    }
}

fn dots(chart: &NativeChart, ink: &Ink, language: &str) -> String {
    let mut xml = "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>".to_owned();
    for (index, series) in chart.series.iter().enumerate() {
        let [name, across, up] = workbook::dot(index);
        let value = |at: usize| [series.values.get(at).copied().flatten()];
        xml += &head(index, &series.name, &name, "<a:ln w=\"19050\"><a:noFill/></a:ln>");
        _ = write!(
            xml,
            "<c:marker><c:symbol val=\"circle\"/><c:size val=\"10\"/><c:spPr>{0}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>{1}<c:xVal>{2}</c:xVal><c:yVal>{3}</c:yVal><c:smooth val=\"0\"/></c:ser>",
            ink.fill(series.fill),
            labels::labels(chart, series, ink, language),
            numbers(&across, &chart.format, &value(0)),
            numbers(&up, &chart.format, &value(1))
        );
    }
    xml += "<c:axId val=\"1001\"/><c:axId val=\"1002\"/></c:scatterChart>";
    let title = |at: usize| chart.categories.get(at).map_or("", String::as_str);
    let axis = |id: u32, crosses: u32, place: &str, title: &str, ends: (Option<f64>, Option<f64>)| {
        format!(
            "<c:valAx><c:axId val=\"{id}\"/>{}<c:delete val=\"0\"/><c:axPos val=\"{place}\"/>{}{}{}<c:crossAx val=\"{crosses}\"/><c:crosses val=\"min\"/><c:crossBetween val=\"midCat\"/></c:valAx>",
            scaling(ends, false),
            grid(ink),
            axis_title(title, ink, language),
            ticks(chart, ink)
        )
    };
    xml += &axis(1001, 1002, "b", title(0), chart.across);
    xml + &axis(1002, 1001, "l", title(1), chart.ends)
}

fn axis_title(words: &str, ink: &Ink, language: &str) -> String {
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1400\" b=\"0\"/></a:pPr><a:r><a:rPr lang=\"{}\" sz=\"1400\" b=\"0\">{}</a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title>",
        escape(language),
        ink.fill(ink.roles.quiet),
        escape(words)
    )
}

pub(super) fn scaling((least, most): (Option<f64>, Option<f64>), reversed: bool) -> String {
    let order = if reversed { "maxMin" } else { "minMax" };
    let end = |name: &str, end: Option<f64>| {
        end.map_or_else(String::new, |end| format!("<c:{name} val=\"{end}\"/>"))
    };
    format!(
        "<c:scaling><c:orientation val=\"{order}\"/>{}{}</c:scaling>",
        end("max", most),
        end("min", least)
    )
}

fn grid(ink: &Ink) -> String {
    format!("<c:majorGridlines><c:spPr>{}</c:spPr></c:majorGridlines>", ink.line(ink.roles.grid, 0.75))
}

/// Number format, ticks and text of a value axis.
fn ticks(chart: &NativeChart, ink: &Ink) -> String {
    format!(
        "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{}",
        escape(&chart.format),
        labels::text(ink, SIZE, ink.roles.quiet, false)
    )
}

/// The axis of names. Bars are listed from the top, as in the table.
fn category_axis(chart: &NativeChart, ink: &Ink, upright: bool) -> String {
    let place = if upright { "b" } else { "l" };
    // Programs leave out names that have little room: a bar without a name says nothing.
    let every = if matches!(chart.form, Form::Bars { .. }) { "<c:tickLblSkip val=\"1\"/>" } else { "" };
    let unnamed = u8::from(chart.categories.iter().all(String::is_empty));
    format!(
        "<c:catAx><c:axId val=\"1001\"/>{}<c:delete val=\"{unnamed}\"/><c:axPos val=\"{place}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr>{}</c:spPr>{}<c:crossAx val=\"1002\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>{every}<c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        scaling((None, None), !upright || chart.mirrored),
        ink.line(ink.roles.grid, 1.0),
        labels::text(ink, chart.name_size(), ink.roles.text, false)
    )
}

fn value_axis(
    chart: &NativeChart,
    ink: &Ink,
    upright: bool,
    ends: (Option<f64>, Option<f64>),
    id: u32,
    crosses: u32,
) -> String {
    let (place, hidden) = (if upright { "l" } else { "b" }, u8::from(!chart.has_axis));
    let grid = if chart.has_axis { grid(ink) } else { String::new() };
    let step = chart.step.map_or_else(String::new, |step| format!("<c:majorUnit val=\"{step}\"/>"));
    let between = if matches!(chart.form, Form::Line | Form::Area) { "midCat" } else { "between" };
    format!(
        "<c:valAx><c:axId val=\"{id}\"/>{}<c:delete val=\"{hidden}\"/><c:axPos val=\"{place}\"/>{grid}{}<c:crossAx val=\"{crosses}\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"{between}\"/>{step}</c:valAx>",
        scaling(ends, chart.mirrored && !upright),
        ticks(chart, ink)
    )
}
