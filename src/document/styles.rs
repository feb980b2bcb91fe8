//! The text styles of a document, all derived from one base size.

use super::paragraph::TextStyle;
use crate::story::slides::frame::{BODY, LABEL, LEADING};
use crate::theme::fonts::Style;
use crate::theme::{Design, Theme};
use crate::typeset::line_breaking::Shape;
use crate::units::Color;

/// The text styles of a document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Styles {
    /// Running text.
    pub body: TextStyle,
    /// Heading of a section.
    pub h1: TextStyle,
    /// Heading inside a section.
    pub h2: TextStyle,
    /// Heading below that.
    pub h3: TextStyle,
    /// "Abbildung 3".
    pub number: TextStyle,
    /// The title of a figure.
    pub figure_title: TextStyle,
    /// The subtitle of a figure.
    pub figure_subtitle: TextStyle,
    /// Footer of a figure, footnotes, links to tables.
    pub small: TextStyle,
    /// Cells of a table.
    pub cell: TextStyle,
    /// Running header and footer.
    pub running_header: TextStyle,
    /// Title on the cover.
    pub title: TextStyle,
    /// Subtitle on the cover.
    pub subtitle: TextStyle,
    /// The base size in points.
    pub base: f32,
}

impl Styles {
    /// The styles of a theme.
    pub fn new(theme: &Theme) -> Self {
        let roles = &theme.roles;
        let base = theme.page.base();
        let text = |style: Style, size: f32, leading: f32, color: Color, shape: Shape| TextStyle {
            style,
            size: base * size,
            leading: base * size * leading,
            color,
            link: roles.accent,
            shape,
        };
        let (ink, quiet) = (roles.text, roles.quiet);
        let classic = Self {
            body: text(Style::Regular, 1.05, 1.42, ink, Shape::Running),
            h1: text(Style::Bold, 2.1, 1.15, ink, Shape::Even),
            h2: text(Style::Semibold, 1.35, 1.25, ink, Shape::Even),
            h3: text(Style::Semibold, 1.1, 1.3, ink, Shape::Even),
            number: text(Style::Semibold, 0.85, 1.3, roles.accent, Shape::Even),
            figure_title: text(Style::Semibold, 1.3, 1.2, ink, Shape::Even),
            figure_subtitle: text(Style::Regular, 1.0, 1.3, quiet, Shape::Running),
            small: text(Style::Regular, 0.8, 1.32, quiet, Shape::Running),
            cell: text(Style::Regular, 0.88, 1.28, ink, Shape::Running),
            running_header: text(Style::Regular, 0.8, 1.3, quiet, Shape::Even),
            title: text(Style::Bold, 3.5, 1.1, roles.background, Shape::Even),
            subtitle: text(Style::Regular, 1.65, 1.25, roles.background, Shape::Even),
            base,
        };
        match theme.design {
            Design::Classic => classic,
            // The bold face is a serif one.
            Design::Editorial => Self {
                body: text(Style::Regular, 1.05, 1.5, ink, Shape::Running),
                h1: text(Style::Bold, 2.7, 1.1, ink, Shape::Even),
                h2: text(Style::Bold, 1.55, 1.2, ink, Shape::Even),
                figure_title: text(Style::Bold, 1.5, 1.18, ink, Shape::Even),
                title: text(Style::Bold, 4.4, 1.06, ink, Shape::Even),
                subtitle: text(Style::Regular, 1.7, 1.3, quiet, Shape::Even),
                ..classic
            },
            Design::Corporate => Self {
                h1: text(Style::Bold, 1.9, 1.15, roles.accent, Shape::Even),
                h2: text(Style::Semibold, 1.3, 1.25, roles.accent, Shape::Even),
                figure_title: text(Style::Semibold, 1.2, 1.2, ink, Shape::Even),
                number: text(Style::Semibold, 0.85, 1.3, quiet, Shape::Even),
                running_header: text(Style::Semibold, 0.8, 1.3, quiet, Shape::Even),
                title: text(Style::Bold, 3.1, 1.1, roles.accent, Shape::Even),
                subtitle: text(Style::Regular, 1.5, 1.28, ink, Shape::Even),
                ..classic
            },
        }
    }

    /// The same styles with headings and running text of this size.
    #[must_use]
    pub fn with_text(self, size: f32) -> Self {
        let sized = |style: TextStyle| TextStyle { size, leading: size * LEADING, ..style };
        Self { body: sized(self.body), h2: sized(self.h2), h3: sized(self.h3), ..self }
    }

    /// The styles of slides, in sizes that are read from the back of a room.
    pub fn of_slides(theme: &Theme) -> Self {
        let pages = Self::new(theme);
        let sized =
            |style: TextStyle, size: f32, leading: f32| TextStyle { size, leading: size * leading, ..style };
        Self {
            body: sized(pages.body, BODY, LEADING),
            h1: sized(pages.h1, 34.0, 1.15),
            h2: sized(pages.h2, BODY, LEADING),
            h3: sized(pages.h3, BODY, LEADING),
            number: sized(pages.number, LABEL, LEADING),
            figure_title: sized(pages.figure_title, 28.0, 1.2),
            figure_subtitle: sized(pages.figure_subtitle, BODY, LEADING),
            small: sized(pages.small, LABEL, LEADING),
            cell: sized(pages.cell, LABEL, LEADING),
            running_header: sized(pages.running_header, LABEL, LEADING),
            title: sized(pages.title, 44.0, 1.1),
            subtitle: sized(pages.subtitle, 24.0, 1.25),
            base: LABEL,
        }
    }
}
