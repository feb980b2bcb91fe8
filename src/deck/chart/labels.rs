//! The labels of the points of a chart, and the text that they are set in.

pub(super) use crate::deck::native::room::SIZE;
use crate::deck::native::{Form, Label, NativeChart, Series};
use crate::deck::theme_xml::Ink;
use crate::office::xml::escape;
use crate::units::Color;

/// The properties of text in this size and colour.
pub(super) fn text(ink: &Ink, size: f32, color: Color, bold: bool) -> String {
    let bold = u8::from(bold);
    format!(
        "<c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{}\" b=\"{bold}\">{}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>",
        (size * 100.0).round() as i64,
        ink.fill(color)
    )
}

/// The labels of a series.
pub(super) fn labels(chart: &NativeChart, series: &Series, ink: &Ink, language: &str) -> String {
    let color = series.label_color.unwrap_or(ink.roles.text);
    let position = match position(chart.form) {
        // Lines end at the left.
        "<c:dLblPos val=\"r\"/>" if chart.mirrored && chart.form == Form::Line => "<c:dLblPos val=\"l\"/>",
        position => position,
    };
    let usual = usual(&series.labels);
    let mut xml = "<c:dLbls>".to_owned();
    let last = series.labels.iter().rposition(|label| *label != Label::Hidden);
    let is_other = |at: usize, label: &Label| {
        *label != usual
            || (chart.form == Form::Line && last.is_some_and(|last| at < last))
            || series.label_colors.contains_key(&at)
            || series.offsets.contains_key(&at)
            || series.inside.contains(&at)
    };
    for (at, label) in series.labels.iter().enumerate().filter(|(at, label)| is_other(*at, label)) {
        let color = series.label_colors.get(&at).copied().unwrap_or(color);
        let position = match chart.form {
            // Beside its line a label in the middle would lie on it.
            Form::Line if at < last.unwrap_or(at) => "<c:dLblPos val=\"t\"/>",
            Form::Bars { .. } if series.inside.contains(&at) => "<c:dLblPos val=\"inEnd\"/>",
            _ => position,
        };
        xml += &format!("<c:dLbl><c:idx val=\"{at}\"/>");
        let side = if chart.mirrored { -1.0 } else { 1.0 };
        if let Some((x, y)) =
            series.offsets.get(&at).map(|(x, y)| (x * side, y)).filter(|_| *label != Label::Hidden)
        {
            xml += &format!(
                "<c:layout><c:manualLayout><c:x val=\"{x:.4}\"/><c:y val=\"{y:.4}\"/></c:manualLayout></c:layout>"
            );
        }
        xml += &match label {
            Label::Hidden => "<c:delete val=\"1\"/>".to_owned(),
            Label::Text(words) => format!(
                "<c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:r><a:rPr lang=\"{}\" sz=\"{}\" b=\"1\">{}</a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>{position}{}",
                escape(language),
                (chart.label_size() * 100.0).round() as i64,
                ink.fill(color),
                escape(words),
                shows(&Label::Value)
            ),
            other => look(chart, other, ink, color, position),
        };
        xml += "</c:dLbl>";
    }
    xml += &match &usual {
        Label::Hidden => "<c:delete val=\"1\"/>".to_owned(),
        other => look(chart, other, ink, color, position),
    };
    xml + "</c:dLbls>"
}

/// The label that most points have, so that the others are the exceptions. Text is always one.
fn usual(labels: &[Label]) -> Label {
    let count = |label: &Label| labels.iter().filter(|one| *one == label).count();
    let kinds = [Label::Hidden, Label::Value, Label::CategoryAndValue, Label::Name, Label::NameAndValue];
    // A deleted group of labels has no exceptions, so labels are hidden one by one unless all are.
    if labels.iter().all(|label| *label == Label::Hidden) {
        return Label::Hidden;
    }
    kinds.into_iter().skip(1).max_by_key(|label| count(label)).unwrap_or(Label::Value)
}

fn look(chart: &NativeChart, label: &Label, ink: &Ink, color: Color, position: &str) -> String {
    let bold = *label != Label::Name;
    format!(
        "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}{position}{}",
        escape(&chart.format),
        text(ink, chart.label_size(), color, bold),
        shows(label)
    )
}

/// What a label says. The order is that of the schema.
fn shows(label: &Label) -> String {
    let (value, category, series) = match label {
        Label::Name => (0, 0, 1),
        Label::NameAndValue => (1, 0, 1),
        Label::CategoryAndValue => (1, 1, 0),
        _ => (1, 0, 0),
    };
    let separator = if value + category + series > 1 { "<c:separator> </c:separator>" } else { "" };
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{value}\"/><c:showCatName val=\"{category}\"/><c:showSerName val=\"{series}\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>{separator}"
    )
}

/// Where labels are. Rings and areas allow no choice.
fn position(form: Form) -> &'static str {
    match form {
        Form::Bars { stacked: true, .. } => "<c:dLblPos val=\"ctr\"/>",
        Form::Bars { .. } | Form::Pie => "<c:dLblPos val=\"outEnd\"/>",
        Form::Line | Form::Scatter => "<c:dLblPos val=\"r\"/>",
        Form::Area | Form::Donut => "",
    }
}
