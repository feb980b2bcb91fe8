//! The cover: a panel in the accent colour with logo, kicker and title; below it the introduction and the imprint.

use super::section;
use super::section::Column;
use crate::document::builder::Builder;
use crate::document::context::Context;
use crate::document::flow::Flow;
use crate::document::model::Role;
use crate::document::paragraph::TextStyle;
use crate::scene::item::{Item, PathStep};
use crate::story::Story;
use crate::theme::fonts::Style;
use crate::theme::logo::{Logo, LogoStep};
use crate::theme::text_on;
use crate::units::Direction;
use crate::units::{Color, Point, Rect};

/// Sets the cover on a page of its own.
pub fn set(story: &Story, context: Context<'_>, builder: &mut Builder) {
    builder.new_page();
    let (styles, roles, page) = (context.styles, &context.theme.roles, context.theme.page);
    let width = page.text_width();
    let ink = text_on(roles.accent, roles);
    let title_style = TextStyle { color: ink, ..styles.title };
    let title = context.setter.plain(&story.meta.title, title_style, width * 0.94);
    let subtitle_style = TextStyle { color: ink, ..styles.subtitle };
    let subtitle = context.setter.plain(&story.subtitle, subtitle_style, width * 0.86);
    let kicker_style = TextStyle { style: Style::Semibold, color: ink, ..styles.h3 };
    let kicker = context.setter.plain(&story.kicker, kicker_style, width);
    let gap = styles.base;
    let mut height = title.height();
    for (part, set) in [(&story.subtitle, &subtitle), (&story.kicker, &kicker)] {
        if !part.is_empty() {
            height += set.height() + gap;
        }
    }
    // The title block sits at the bottom of the panel. On low page formats the panel grows to hold it.
    let logo_room = if context.theme.logo.is_some() { styles.base * 6.0 } else { 0.0 };
    let field = (page.size.height * 0.52).max(page.top * 0.8 + logo_room + height + styles.base * 3.4);
    let area = Rect::new(0.0, 0.0, page.size.width, field);
    builder.artifact(vec![Item::Rect { rect: area, fill: roles.accent }]);
    if let Some(logo) = &context.theme.logo {
        let at = Point::new(page.left, page.top * 0.8);
        builder.artifact(logo_items(
            logo,
            (at, context.setter.language.direction()),
            styles.base * 4.2,
            Some(ink),
        ));
    }
    builder.y = field - styles.base * 3.4 - height;
    if !story.kicker.is_empty() {
        let element = builder.element(Builder::ROOT, Role::Paragraph);
        kicker.place_here(builder, element, page.left);
        builder.y += gap;
    }
    let element = builder.element(Builder::ROOT, Role::Title);
    title.place_here(builder, element, page.left);
    if !story.subtitle.is_empty() {
        builder.y += gap;
        let element = builder.element(Builder::ROOT, Role::Paragraph);
        subtitle.place_here(builder, element, page.left);
    }

    builder.y = field + styles.base * 2.6;
    let column = Column { x: page.left, width: width * 0.8, parent: Builder::ROOT, notes: &[] };
    let mut flow = Flow::default();
    section::blocks(&story.cover.blocks, column, context, &mut flow, builder);
    flow.place(builder, &|_| Vec::new(), true);
    imprint(story, &context, builder);
}

/// Publisher and date at the foot of the cover.
fn imprint(story: &Story, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let mut lines: Vec<(&str, TextStyle)> = Vec::new();
    if !story.meta.author.is_empty() {
        lines.push((&story.meta.author, TextStyle { style: Style::Semibold, ..styles.h3 }));
    }
    if !story.date.is_empty() {
        lines.push((&story.date, TextStyle { color: context.theme.roles.quiet, ..styles.body }));
    }
    let sets: Vec<_> =
        lines.iter().map(|(text, style)| context.setter.plain(text, *style, page.text_width())).collect();
    let height: f32 = sets.iter().map(|set| set.height()).sum();
    builder.y = builder.y.max(page.size.height - page.bottom - height);
    for set in sets {
        let element = builder.element(Builder::ROOT, Role::Paragraph);
        set.place_here(builder, element, page.left);
    }
}

/// The paths of a logo, scaled to this height in points with its top left corner at `at`. `one` replaces all its
/// colours.
pub fn logo_items(
    logo: &Logo,
    (at, direction): (Point, Direction),
    height: f32,
    one: Option<Color>,
) -> Vec<Item> {
    let scale = height / logo.size.height.max(0.01);
    // The page is mirrored when it is finished; the logo keeps its sides.
    let place = |p: Point| match direction {
        Direction::LeftToRight => Point::new(at.x + p.x * scale, at.y + p.y * scale),
        Direction::RightToLeft => Point::new(at.x + (logo.size.width - p.x) * scale, at.y + p.y * scale),
    };
    logo.shapes
        .iter()
        .map(|shape| Item::Path {
            steps: shape
                .steps
                .iter()
                .map(|step| match step {
                    LogoStep::Move(p) => PathStep::Move(place(*p)),
                    LogoStep::Line(p) => PathStep::Line(place(*p)),
                    LogoStep::Curve(a, b, p) => PathStep::Curve(place(*a), place(*b), place(*p)),
                    LogoStep::Close => PathStep::Close,
                })
                .collect(),
            fill: Some(one.unwrap_or(shape.fill)),
            stroke: None,
        })
        .collect()
}
