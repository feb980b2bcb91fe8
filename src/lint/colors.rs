//! Rules on colours: what is read must stand out from its ground, and neighbours from each other.

use super::Subject;
use super::levels::Report;
use crate::chart::colors::ColorOverrides;
use crate::diagnostic::{Code, Diagnostics, Span};
use crate::spec::Allowed;
use crate::spec::chart::ChartSpec;
use crate::theme::palette::{Roles, contrast, luminance};
use crate::theme::vision::{distance, most_alike};
use crate::units::Color;

/// Text against its ground (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Marks that touch (WCAG 2.2, 1.4.11).
const MARKS: f64 = 3.0;

/// Colours that are matched with a legend, in steps of CIEDE2000: several times what is just seen side by side.
const APART: f64 = 10.0;

/// The roles that text is set in, on each ground that it stands on.
pub(super) fn check_theme(subject: &Subject<'_>, report: &mut Report) {
    let themes = subject.themes;
    if themes.is_empty() {
        return;
    }
    let none = Allowed::new();
    // A theme has no texts to explain itself in: the briefing speaks for it.
    let allow = subject.briefing.map_or(&none, |briefing| &briefing.allow);
    let roles = subject.roles;
    let grounds = [("background", roles.background), ("panel", roles.panel)];
    let inks = [("text", roles.text), ("quiet", roles.quiet), ("accent", roles.accent)];
    for (ground_name, ground) in grounds {
        for (name, ink) in inks {
            // Nothing secondary stands on a panel.
            if ground_name == "panel" && name == "quiet" {
                continue;
            }
            let ratio = contrast(ink, ground);
            if ratio < TEXT {
                let message = format!(
                    "`{name}` ({}) on `{ground_name}` ({}) has a contrast of {ratio:.1}:1, text needs {TEXT}:1",
                    ink.hex(),
                    ground.hex()
                );
                let hint = "make it darker, or the ground lighter";
                report.add(Code::Contrast, allow, place_of(themes, name), message, hint);
            }
        }
    }
    for (index, pair) in roles.palette.windows(2).enumerate() {
        if let Some(message) = alike(pair[0], pair[1], roles) {
            let message = format!("colours {} and {} of the palette: {message}", index + 1, index + 2);
            report.add(Code::Contrast, allow, place_of(themes, "palette"), message, HINT);
        }
        if let Some(message) = blurred(pair[0], pair[1]) {
            let message = format!("colours {} and {} of the palette: {message}", index + 1, index + 2);
            report.add(Code::ColourVision, allow, place_of(themes, "palette"), message, HINT);
        }
    }
    check_scales(subject, allow, report);
}

/// A sequence of shades runs one way, from light to dark or the other way; the ends of a scale are two colours.
fn check_scales(subject: &Subject<'_>, allow: &Allowed, report: &mut Report) {
    let roles = subject.roles;
    let light: Vec<f64> = roles.sequential.iter().map(|color| luminance(*color)).collect();
    if !light.is_sorted() && !light.is_sorted_by(|one, next| one >= next) {
        let message = "the sequential palette does not grow darker or lighter all the way".to_owned();
        let hint = "order its colours by lightness: readers take the darkest for the most";
        report.add(Code::Contrast, allow, place_of(subject.themes, "sequential"), message, hint);
    }
    if let (Some(first), Some(last)) = (roles.diverging.first(), roles.diverging.last())
        && let Some(message) = blurred(*first, *last)
    {
        let message = format!("the ends of the diverging palette: {message}");
        let hint = "take ends such as blue and orange, which all readers tell apart";
        report.add(Code::ColourVision, allow, place_of(subject.themes, "diverging"), message, hint);
    }
}

const HINT: &str = "let dark and light colours take turns";

/// The colours that an author gave to single categories, in the order given.
pub(super) fn check_chart(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let chosen = ColorOverrides::new(spec, subject.roles, &Diagnostics::new());
    for pair in spec.colors.windows(2) {
        let (Some(one), Some(other)) = (chosen.given(&pair[0].0.value), chosen.given(&pair[1].0.value))
        else {
            continue;
        };
        if let Some(message) = alike(one, other, subject.roles) {
            let message = format!("`{}` and `{}`: {message}", pair[0].0.value, pair[1].0.value);
            report.add(Code::Contrast, &spec.allow, pair[1].1.span.clone(), message, HINT);
        }
        // Colours that nobody tells apart are alike on purpose.
        let meant_apart = distance(one, other, None) >= APART;
        if let Some(message) = blurred(one, other).filter(|_| meant_apart) {
            let message = format!("`{}` and `{}`: {message}", pair[0].0.value, pair[1].0.value);
            report.add(Code::ColourVision, &spec.allow, pair[1].1.span.clone(), message, HINT);
        }
    }
}

/// Neighbours that differ for most readers, but not for those with one kind of colour blindness.
fn blurred(one: Color, other: Color) -> Option<String> {
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

/// Neighbours are parted by a line in the background's colour: that helps only where the line can be seen.
fn alike(one: Color, other: Color, roles: &Roles) -> Option<String> {
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

/// What a brand calls a role.
const IN_BRANDS: [(&str, &str); 5] = [
    ("text", "foreground"),
    ("background", "background"),
    ("accent", "primary"),
    ("quiet", "secondary"),
    ("palette", "palette"),
];

/// The first place where a role is given: in the theme file, or in the brand under its own name.
fn place_of(themes: &[Span], word: &str) -> Span {
    let alias = IN_BRANDS.iter().find(|(role, _)| *role == word).map(|(_, name)| *name);
    let find = |place: &Span, word: &str| {
        let source = &place.source;
        let start = source.text.find(&format!("{word}:"))?;
        Some(Span { source: source.clone(), start, end: start + word.len() })
    };
    let names: Vec<&str> = std::iter::once(word).chain(alias).collect();
    let found = names.iter().find_map(|name| themes.iter().find_map(|place| find(place, name)));
    found.or_else(|| themes.first().cloned()).unwrap_or_else(|| Span::unread("theme.yaml"))
}

#[cfg(test)]
mod tests {
    use super::blurred;
    use crate::theme::palette::Look;

    #[test]
    fn the_shipped_palettes_can_be_told_apart_by_all_readers() {
        for (name, look) in Look::WORDS {
            for pair in look.roles().palette.windows(2) {
                assert_eq!(blurred(pair[0], pair[1]), None, "{name}");
            }
        }
    }
}
