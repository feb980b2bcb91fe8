//! Rules on colours: text must contrast with its background, and adjacent colours with each other.

use super::Subject;
use super::levels::Report;
use crate::chart::colors::ColorOverrides;
use crate::diagnostic::{Code, Diagnostics};
use crate::spec::Allowed;
use crate::spec::chart::ChartSpec;
use crate::theme::palette::{Roles, contrast, luminance};
use crate::theme::vision::{distance, most_alike};
use crate::units::Color;

/// Minimum contrast of text (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Minimum contrast of adjacent marks (WCAG 2.2, 1.4.11).
const MARKS: f64 = 3.0;

/// Minimum CIEDE2000 distance of colours in a legend: several times the just noticeable difference, since they are
/// not compared side by side.
const APART: f64 = 10.0;

/// Checks the text colours on each background that carries text, and the palettes.
pub(super) fn check_theme(subject: &Subject<'_>, report: &mut Report) {
    let places = subject.color_places;
    if places.files.is_empty() {
        return;
    }
    let none = Allowed::new();
    // A theme has no `allow` of its own; the exceptions of the briefing apply.
    let allow = subject.briefing.map_or(&none, |briefing| &briefing.allow);
    let roles = subject.roles;
    let backgrounds = [("background", roles.background), ("panel", roles.panel)];
    let inks = [("text", roles.text), ("quiet", roles.quiet), ("accent", roles.accent)];
    for (background_name, background) in backgrounds {
        for (name, ink) in inks {
            // Panels carry no secondary text.
            if background_name == "panel" && name == "quiet" {
                continue;
            }
            let ratio = contrast(ink, background);
            if ratio < TEXT {
                let message = format!(
                    "`{name}` ({}) on `{background_name}` ({}) has a contrast of {ratio:.1}:1; text needs {TEXT}:1",
                    ink.hex(),
                    background.hex()
                );
                let hint = "make it darker, or the background lighter";
                report.add(Code::Contrast, allow, places.of(name), message, hint);
            }
        }
    }
    for (index, pair) in roles.palette.windows(2).enumerate() {
        if let Some(message) = too_similar(pair[0], pair[1], roles) {
            let message = format!("colours {} and {} of the palette: {message}", index + 1, index + 2);
            report.add(Code::Contrast, allow, places.of("palette"), message, HINT);
        }
        if let Some(message) = confusable(pair[0], pair[1]) {
            let message = format!("colours {} and {} of the palette: {message}", index + 1, index + 2);
            report.add(Code::ColourVision, allow, places.of("palette"), message, HINT);
        }
    }
    check_scales(subject, allow, report);
}

/// A sequential palette must get steadily darker or lighter; the ends of a diverging one must be distinguishable.
fn check_scales(subject: &Subject<'_>, allow: &Allowed, report: &mut Report) {
    let roles = subject.roles;
    let light: Vec<f64> = roles.sequential.iter().map(|color| luminance(*color)).collect();
    if !light.is_sorted() && !light.is_sorted_by(|one, next| one >= next) {
        let message = "the sequential palette does not get steadily darker or lighter".to_owned();
        let hint = "order its colours by lightness: readers take the darkest for the highest value";
        report.add(Code::Contrast, allow, subject.color_places.of("sequential"), message, hint);
    }
    if let (Some(first), Some(last)) = (roles.diverging.first(), roles.diverging.last())
        && let Some(message) = confusable(*first, *last)
    {
        let message = format!("the ends of the diverging palette: {message}");
        let hint = "use ends such as blue and orange, which all readers can tell apart";
        report.add(Code::ColourVision, allow, subject.color_places.of("diverging"), message, hint);
    }
}

const HINT: &str = "alternate dark and light colours";

/// Checks the colours that an author gave to single categories, as neighbours in the order given.
pub(super) fn check_chart(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let chosen = ColorOverrides::new(spec, subject.roles, &Diagnostics::new());
    for pair in spec.colors.windows(2) {
        let (Some(one), Some(other)) = (chosen.given(&pair[0].0.value), chosen.given(&pair[1].0.value))
        else {
            continue;
        };
        if let Some(message) = too_similar(one, other, subject.roles) {
            let message = format!("`{}` and `{}`: {message}", pair[0].0.value, pair[1].0.value);
            report.add(Code::Contrast, &spec.allow, pair[1].1.span.clone(), message, HINT);
        }
        // Colours that look alike to everybody are meant to.
        let meant_to_differ = distance(one, other, None) >= APART;
        if let Some(message) = confusable(one, other).filter(|_| meant_to_differ) {
            let message = format!("`{}` and `{}`: {message}", pair[0].0.value, pair[1].0.value);
            report.add(Code::ColourVision, &spec.allow, pair[1].1.span.clone(), message, HINT);
        }
    }
}

/// The message on colours that readers with one kind of colour vision deficiency cannot tell apart.
fn confusable(one: Color, other: Color) -> Option<String> {
    let (deficiency, apart) = most_alike(one, other);
    (apart < APART).then(|| {
        format!(
            "{} and {} are {apart:.1} apart with {}, {:.1} with full colour vision; a legend needs {APART} (CIEDE2000)",
            one.hex(),
            other.hex(),
            deficiency.name(),
            distance(one, other, None)
        )
    })
}

/// The message on adjacent colours with too little contrast. A line in the background colour separates them, but
/// only if it contrasts with one of them.
fn too_similar(one: Color, other: Color, roles: &Roles) -> Option<String> {
    let ratio = contrast(one, other);
    let line = contrast(one, roles.background).max(contrast(other, roles.background));
    (ratio < MARKS && line < MARKS).then(|| {
        format!(
            "{} and {} have a contrast of {ratio:.1}:1, and of at most {line:.1}:1 to the line between them; marks need {MARKS}:1",
            one.hex(),
            other.hex()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::confusable;
    use crate::theme::palette::Look;

    #[test]
    fn the_shipped_palettes_can_be_told_apart_by_all_readers() {
        for (name, look, _) in Look::WORDS {
            for pair in look.roles().palette.windows(2) {
                assert_eq!(confusable(pair[0], pair[1]), None, "{name}");
            }
        }
    }
}
