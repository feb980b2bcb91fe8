//! A figure on a page: number and message above, the chart, its footer and the way to its table below.

use crate::document::builder::Builder;
use crate::document::compose::{Context, Numbered};
use crate::document::page::{Mark, Role};
use crate::document::rich::{Set, TextStyle};
use crate::scene::item::{Item, PathStep, Stroke};
use crate::text::language::fill;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The anchor of a figure.
pub fn anchor(number: usize) -> String {
    format!("figure:{number}")
}

/// Sets a figure; all of it stays on one page.
pub fn set(numbered: &Numbered<'_>, context: &Context<'_>, builder: &mut Builder) {
    let Numbered { number, chart } = *numbered;
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let label = context.setter.plain(&format!("{} {number}", context.words.figure), styles.number, width);
    let title = context.setter.plain(&chart.title, styles.figure_title, width);
    let subtitle = context.setter.plain(&chart.subtitle, styles.figure_subtitle, width);
    let subtitle = (!chart.subtitle.is_empty()).then_some(subtitle);
    let footer: Vec<Set> =
        chart.footer.iter().map(|line| context.setter.plain(line, styles.small, width)).collect();
    let pad = styles.base * 0.8;
    let head =
        pad + label.height() + title.height() + subtitle.as_ref().map_or(0.0, Set::height) + styles.base;
    let foot = styles.base * 0.9
        + footer.iter().map(Set::height).sum::<f32>()
        + styles.small.leading
        + styles.base * 1.7;

    builder.skip(styles.base * 0.9);
    builder.need(head + chart.scene.size.height + foot);
    let group = builder.element(Builder::ROOT, Role::Div);
    let rule = Rect::new(page.left, builder.y, width, 0.75);
    builder.decorate(vec![Item::Rect { rect: rule, fill: context.theme.roles.text }]);
    builder.anchor(&anchor(number));
    builder.y += pad;
    let caption = builder.element(group, Role::Caption);
    for set in [Some(&label), Some(&title), subtitle.as_ref()].into_iter().flatten() {
        set.place_here(builder, caption, page.left);
    }
    builder.y += styles.base;

    let size = chart.scene.size;
    let bounds = Rect::new(page.left, builder.y, size.width, size.height);
    let at = Point::new(page.left, builder.y);
    if chart.scene.alt.is_empty() {
        builder.decorate_on(builder.page(), Mark::Layout, chart.scene.items.clone(), at);
    } else {
        let element = builder.element(group, Role::Figure { bounds });
        builder.set_alt(element, chart.scene.alt.clone());
        builder.content_on(builder.page(), element, chart.scene.items.clone(), at);
    }
    builder.y += size.height + styles.base * 0.9;

    for set in &footer {
        let element = builder.element(group, Role::Paragraph);
        set.place_here(builder, element, page.left);
    }
    if chart.appendix {
        table_link(number, group, context, builder);
    }
    if chart.beside {
        builder.y += styles.base * 0.8;
        let anchor = (!chart.appendix).then(|| super::table::anchor(number));
        super::table::rows(&chart.table, &[], anchor.as_deref(), context, builder);
    }
    builder.y += styles.base * 1.7;
}

/// "Daten: Tabelle 3", which leads to the appendix.
fn table_link(number: usize, group: usize, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page) = (context.styles, context.theme.page);
    let name = format!("{}\u{a0}{number}", context.words.table);
    let text = fill(context.words.see_table, &[&name]);
    let style = TextStyle { color: context.theme.roles.accent, style: Style::Regular, ..styles.small };
    let set = context.setter.plain(&text, style, page.text_width());
    let paragraph = builder.element(group, Role::Paragraph);
    let link = builder.element(paragraph, Role::Link);
    let rect = Rect::new(page.left, builder.y, set.width(), set.height());
    set.place_here(builder, link, page.left);
    builder.link_in(link, rect, &super::table::anchor(number), &text);
}

/// A clear mark where a chart was to be.
pub fn failed(id: &str, context: &Context<'_>, builder: &mut Builder) {
    let (styles, page, roles) = (context.styles, context.theme.page, &context.theme.roles);
    let width = page.text_width();
    let pad = styles.base * 1.4;
    let head = TextStyle { style: Style::Semibold, ..styles.body };
    let first = context.setter.plain(context.words.failed_chart, head, width - 2.0 * pad);
    let second =
        context.setter.plain(&fill(context.words.failed_hint, &[id]), styles.small, width - 2.0 * pad);
    let height = pad * 2.0 + first.height() + second.height();
    builder.skip(styles.base);
    builder.need(height);
    let top = builder.y;
    let corner = |x: f32, y: f32| Point::new(page.left + x, top + y);
    let border = Item::Path {
        steps: vec![
            PathStep::Move(corner(0.0, 0.0)),
            PathStep::Line(corner(width, 0.0)),
            PathStep::Line(corner(width, height)),
            PathStep::Line(corner(0.0, height)),
            PathStep::Close,
        ],
        fill: Some(roles.panel),
        stroke: Some(Stroke { color: roles.quiet, width: 0.75, dash: Some((4.0, 3.0)) }),
    };
    builder.decorate(vec![border]);
    builder.y += pad;
    for set in [first, second] {
        let element = builder.element(Builder::ROOT, Role::Paragraph);
        set.place_here(builder, element, page.left + pad);
    }
    builder.y = top + height + styles.base * 1.5;
}
