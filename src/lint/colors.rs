//! Rules on colours: what is read must stand out from its ground, and neighbours from each other.

use super::Subject;
use super::levels::Report;
use crate::diagnostic::Place;
use crate::layout::colors::Chosen;
use crate::spec::Allowed;
use crate::spec::chart::ChartSpec;
use crate::theme::palette::{Roles, contrast};
use crate::units::Color;

/// Text against its ground (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Marks that touch (WCAG 2.2, 1.4.11).
const MARKS: f64 = 3.0;

/// The roles that text is set in, on each ground that it stands on.
pub(super) fn check_theme(subject: &Subject<'_>, report: &mut Report) {
    let Some(theme) = subject.theme else { return };
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
                report.add("contrast", allow, place_of(theme, name), message, hint);
            }
        }
    }
    for (index, pair) in roles.palette.windows(2).enumerate() {
        if let Some(message) = alike(pair[0], pair[1], roles) {
            let message = format!("colours {} and {} of the palette: {message}", index + 1, index + 2);
            report.add("contrast", allow, place_of(theme, "palette"), message, HINT);
        }
    }
}

const HINT: &str = "let dark and light colours take turns";

/// The colours that an author gave to single categories, in the order given.
pub(super) fn check_chart(spec: &ChartSpec, subject: &Subject<'_>, report: &mut Report) {
    let chosen = Chosen::new(spec, subject.roles, &mut Vec::new());
    for pair in spec.colors.windows(2) {
        let (Some(one), Some(other)) = (chosen.given(&pair[0].0.value), chosen.given(&pair[1].0.value))
        else {
            continue;
        };
        if let Some(message) = alike(one, other, subject.roles) {
            let message = format!("`{}` and `{}`: {message}", pair[0].0.value, pair[1].0.value);
            report.add("contrast", &spec.allow, pair[1].1.place.clone(), message, HINT);
        }
    }
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

/// The first place of a word in the theme file.
fn place_of(theme: &Place, word: &str) -> Place {
    let source = &theme.source;
    match source.text.find(&format!("{word}:")) {
        Some(start) => Place { source: source.clone(), start, end: start + word.len() },
        None => theme.clone(),
    }
}
