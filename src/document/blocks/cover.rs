//! The cover, in three designs: a panel in the accent colour, a title on white, or a column in the accent colour. Each has
//! kicker, title, subtitle and logo, the introduction, and the imprint.

use super::section;
use super::section::Column;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::flow::{Fit, Flow, Purpose, Wish};
use crate::document::model::Role;
use crate::document::paragraph::{Set, TextStyle};
use crate::scene::Scene;
use crate::scene::item::{Item, PathStep};
use crate::story::Story;
use crate::theme::fonts::Style;
use crate::theme::logo::{Logo, LogoStep};
use crate::theme::{Design, text_on};
use crate::units::Direction;
use crate::units::{Color, Point, Rect};

/// The charts of the document, and who draws them in another size.
type Charts<'c, 's, 'f> = (&'c [Numbered<'s>], Fit<'f>);

/// Sets the cover on a page of its own.
pub fn set(story: &Story, charts: Charts<'_, '_, '_>, context: Context<'_>, builder: &mut Builder) {
    builder.new_page();
    match context.theme.design {
        Design::Classic => panel(story, charts, context, builder),
        Design::Editorial => on_white(story, charts, context, builder),
        Design::Corporate => column(story, charts, context, builder),
    }
}

/// Kicker, title and subtitle, set in one column.
struct Head {
    kicker: Option<Set>,
    title: Set,
    subtitle: Option<Set>,
    gap: f32,
}

impl Head {
    fn new(story: &Story, context: Context<'_>, inks: [Color; 3], width: f32) -> Self {
        let (styles, setter) = (context.styles, context.setter);
        let [kicker, title, subtitle] = inks;
        let kicker_style = TextStyle { style: Style::Semibold, color: kicker, ..styles.h3 };
        let title_style = TextStyle { color: title, ..styles.title };
        let subtitle_style = TextStyle { color: subtitle, ..styles.subtitle };
        let some = |text: &str, style: TextStyle, width: f32| {
            (!text.is_empty()).then(|| setter.plain(text, style, width))
        };
        Self {
            kicker: some(&story.kicker, kicker_style, width),
            title: unbroken(&story.meta.title, title_style, width * 0.94, context),
            subtitle: some(&story.subtitle, subtitle_style, width * 0.86),
            gap: styles.base,
        }
    }

    fn height(&self) -> f32 {
        let others = self.kicker.iter().chain(&self.subtitle).map(|set| set.height() + self.gap);
        self.title.height() + others.sum::<f32>()
    }

    /// Places it at the builder's position.
    fn place(&self, x: f32, builder: &mut Builder) {
        if let Some(kicker) = &self.kicker {
            let element = builder.element(Builder::ROOT, Role::Paragraph);
            kicker.place_here(builder, element, x);
            builder.y += self.gap;
        }
        let element = builder.element(Builder::ROOT, Role::Title);
        self.title.place_here(builder, element, x);
        if let Some(subtitle) = &self.subtitle {
            builder.y += self.gap;
            let element = builder.element(Builder::ROOT, Role::Paragraph);
            subtitle.place_here(builder, element, x);
        }
    }
}

/// A title in the largest size in which no word of it is broken.
fn unbroken(title: &str, style: TextStyle, width: f32, context: Context<'_>) -> Set {
    let smaller =
        |share: f32| TextStyle { size: style.size * share, leading: style.leading * share, ..style };
    let is_whole = |style: &TextStyle| context.setter.keeps_words(title, *style, width);
    let found = [1.0, 0.85, 0.72].map(smaller).into_iter().find(is_whole);
    context.setter.plain(title, found.unwrap_or_else(|| smaller(0.72)), width)
}

/// A panel in the accent colour with logo, kicker and title; below it the introduction and the imprint.
fn panel(story: &Story, charts: Charts<'_, '_, '_>, context: Context<'_>, builder: &mut Builder) {
    let (styles, roles, page) = (context.styles, &context.theme.roles, context.theme.page);
    let width = page.text_width();
    let ink = text_on(roles.accent, roles);
    let head = Head::new(story, context, [ink; 3], width);
    // The title block sits at the bottom of the panel. On low page formats the panel grows to hold it.
    let logo_room = if context.theme.logo.is_some() { styles.base * 6.0 } else { 0.0 };
    let field = (page.size.height * 0.52).max(page.top * 0.8 + logo_room + head.height() + styles.base * 3.4);
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
    builder.y = field - styles.base * 3.4 - head.height();
    head.place(page.left, builder);
    builder.y = field + styles.base * 2.6;
    introduction(story, page.left, width * 0.8, context, builder);
    chart(story, charts, (page.left, width), context, builder);
    imprint(story, Place { x: page.left, width, inks: [styles.h3.color, roles.quiet] }, &context, builder);
}

/// A thick rule, then kicker and title on white; the introduction above the imprint.
fn on_white(story: &Story, charts: Charts<'_, '_, '_>, context: Context<'_>, builder: &mut Builder) {
    let (styles, roles, page) = (context.styles, &context.theme.roles, context.theme.page);
    let width = page.text_width();
    let top = page.top * 0.8;
    let rule = Rect::new(page.left, top, width, styles.base * 0.8);
    builder.artifact(vec![Item::Rect { rect: rule, fill: roles.accent }]);
    builder.y = rule.bottom() + styles.base * 1.6;
    if let Some(logo) = &context.theme.logo {
        let height = styles.base * 3.6;
        let logo_width = logo.size.width * height / logo.size.height.max(0.01);
        let at = Point::new(page.left + width - logo_width, builder.y);
        builder.artifact(logo_items(logo, (at, context.setter.language.direction()), height, None));
        builder.y += height;
    }
    let head = Head::new(story, context, [roles.accent, roles.text, roles.quiet], width);
    // The title begins in the upper third, or higher where the page is low.
    let free = page.size.height - page.bottom - builder.y - head.height();
    builder.y += (free * 0.22).max(0.0);
    head.place(page.left, builder);
    builder.y += styles.base * 2.6;
    let hairline = Rect::new(page.left, builder.y, styles.base * 6.0, 0.75);
    builder.artifact(vec![Item::Rect { rect: hairline, fill: roles.text }]);
    builder.y += styles.base * 1.6;
    introduction(story, page.left, width * 0.72, context, builder);
    chart(story, charts, (page.left, width), context, builder);
    imprint(story, Place { x: page.left, width, inks: [styles.h3.color, roles.quiet] }, &context, builder);
}

/// A column in the accent colour with logo and imprint; beside it title and introduction.
fn column(story: &Story, charts: Charts<'_, '_, '_>, context: Context<'_>, builder: &mut Builder) {
    let (styles, roles, page) = (context.styles, &context.theme.roles, context.theme.page);
    let ink = text_on(roles.accent, roles);
    let area = Rect::new(0.0, 0.0, (page.size.width * 0.3).round(), page.size.height);
    builder.artifact(vec![Item::Rect { rect: area, fill: roles.accent }]);
    let within = area.width - page.left * 0.6 - styles.base;
    if let Some(logo) = &context.theme.logo {
        let height = (styles.base * 4.2).min(within * logo.size.height / logo.size.width.max(0.01));
        let at = Point::new(page.left * 0.6, page.top);
        let direction = context.setter.language.direction();
        builder.artifact(logo_items(logo, (at, direction), height, Some(ink)));
    }
    let x = area.right() + styles.base * 2.8;
    let width = page.size.width - page.right - x;
    let head = Head::new(story, context, [roles.quiet, styles.title.color, styles.subtitle.color], width);
    let free = page.size.height - page.top - page.bottom - head.height();
    builder.y = page.top + (free * 0.28).max(0.0);
    head.place(x, builder);
    builder.y += styles.base * 2.2;
    let rule = Rect::new(x, builder.y, styles.base * 5.0, 4.0);
    builder.artifact(vec![Item::Rect { rect: rule, fill: roles.accent }]);
    // The imprint comes first, since a long introduction goes on to a page without a column.
    let below = builder.y + styles.base * 2.2;
    builder.y = page.top;
    imprint(story, Place { x: page.left * 0.6, width: within, inks: [ink, ink] }, &context, builder);
    builder.y = below;
    introduction(story, x, width, context, builder);
    chart(story, charts, (x, width), context, builder);
}

/// The text on the cover.
fn introduction(story: &Story, x: f32, width: f32, context: Context<'_>, builder: &mut Builder) {
    let column = Column { x, width, parent: Builder::ROOT, notes: &[], is_listed: false };
    let mut flow = Flow::default();
    section::blocks(&story.cover.blocks, column, context, &mut flow, builder);
    flow.place(builder, &|_| Vec::new(), true);
}

/// The height below which a chart on the cover says nothing, as a multiple of the size of text.
const LOWEST: f32 = 6.0;

/// The chart on the cover below its introduction, where it has room above the imprint; its section shows it too.
fn chart(
    story: &Story,
    (charts, fit): Charts<'_, '_, '_>,
    (x, width): (f32, f32),
    context: Context<'_>,
    builder: &mut Builder,
) {
    let is_wanted = |one: &&Numbered<'_>| story.cover_chart.as_ref() == Some(&one.chart.id);
    let Some(Numbered { number, chart, .. }) = charts.iter().find(is_wanted) else { return };
    let (styles, page) = (context.styles, context.theme.page);
    let style = TextStyle { style: Style::Semibold, ..styles.body };
    let title = context.setter.plain(&chart.title, style, width);
    builder.y += styles.base * 1.6;
    let taken = title.height() + styles.base * 0.8;
    let height = page.size.height - page.bottom - styles.base * 5.0 - builder.y - taken;
    if height < styles.base * LOWEST {
        return;
    }
    let wish = Wish { id: &chart.id, width, height, purpose: Purpose::Cover };
    let Some(scene) = fit(&[wish]).pop().flatten() else { return };
    let group = builder.element(Builder::ROOT, Role::Div);
    builder.set_lang(group, chart.lang.as_ref());
    let caption = builder.element(group, Role::Caption);
    title.place_here(builder, caption, x);
    builder.y += styles.base * 0.8;
    let Scene { size, items, .. } = context.for_page(scene);
    let element =
        builder.element(group, Role::Figure { bounds: Rect::new(x, builder.y, size.width, size.height) });
    builder.set_alt(element, format!("{} ({} {number})", chart.title, context.words.figure));
    builder.content_on(builder.page(), element, items, Point::new(x, builder.y));
    builder.y += size.height;
}

/// The place of an imprint and the colours of its lines.
struct Place {
    x: f32,
    width: f32,
    inks: [Color; 2],
}

/// Publisher and date at the foot of the cover.
fn imprint(story: &Story, place: Place, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let [publisher, date] = place.inks;
    let mut lines: Vec<(&str, TextStyle)> = Vec::new();
    if !story.meta.author.is_empty() {
        lines.push((&story.meta.author, TextStyle { style: Style::Semibold, color: publisher, ..styles.h3 }));
    }
    if !story.date.is_empty() {
        lines.push((&story.date, TextStyle { color: date, ..styles.body }));
    }
    let sets: Vec<_> =
        lines.iter().map(|(text, style)| context.setter.plain(text, *style, place.width)).collect();
    let height: f32 = sets.iter().map(|set| set.height()).sum();
    builder.y = builder.y.max(page.size.height - page.bottom - height);
    for set in sets {
        let element = builder.element(Builder::ROOT, Role::Paragraph);
        set.place_here(builder, element, place.x);
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
