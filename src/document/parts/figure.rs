//! A figure on a page: number and message above, the chart, its footer and the way to its table below.

use crate::document::builder::Builder;
use crate::document::compose::{Context, Numbered};
use crate::document::page::{Mark, Role};
use crate::document::rich::{Set, TextStyle};
use crate::scene::item::{Item, PathStep, Stroke};
use crate::text::facts;
use crate::text::language::fill;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The anchor of a figure.
pub fn anchor(number: usize) -> String {
    format!("figure:{number}")
}

/// The words around a figure, set.
struct Words {
    head: Vec<Set>,
    footer: Vec<Set>,
}

fn words(numbered: &Numbered<'_>, context: &Context<'_>) -> Words {
    let Numbered { number, chart } = *numbered;
    let (styles, setter) = (context.styles, context.setter);
    let width = context.theme.page.text_width();
    let name = format!("{} {number}", context.words.figure);
    let mut head = vec![
        setter.plain(&name, styles.number, width),
        setter.plain(&chart.title, styles.figure_title, width),
    ];
    if !chart.subtitle.is_empty() {
        head.push(setter.plain(&chart.subtitle, styles.figure_subtitle, width));
    }
    let fits = |line: &str| setter.plain(line, styles.small, width).lines() <= 1;
    let lines = chart.footer.iter().map(|line| facts::fill(line, &fits)).collect::<Vec<_>>();
    let footer = lines.iter().flat_map(|line| line.split('\n'));
    let footer = footer.map(|line| setter.plain(line, styles.small, width)).collect();
    Words { head, footer }
}

impl Words {
    fn height(&self, context: &Context<'_>) -> f32 {
        let styles = context.styles;
        let lines: f32 = self.head.iter().chain(&self.footer).map(Set::height).sum();
        lines + styles.small.leading + styles.base * 4.4
    }
}

/// The height that a figure needs on one page.
pub fn height(numbered: &Numbered<'_>, context: &Context<'_>) -> f32 {
    words(numbered, context).height(context) + numbered.chart.scene.size.height
}

/// Sets a figure; all of it stays on one page.
pub fn set(numbered: &Numbered<'_>, context: &Context<'_>, builder: &mut Builder) {
    let Numbered { number, chart } = *numbered;
    let (styles, page) = (context.styles, context.theme.page);
    let width = page.text_width();
    let words = words(numbered, context);

    builder.skip(styles.base * 0.9);
    builder.need(words.height(context) + chart.scene.size.height);
    let group = builder.element(Builder::ROOT, Role::Div);
    let rule = Rect::new(page.left, builder.y, width, 0.75);
    builder.decorate(vec![Item::Rect { rect: rule, fill: context.theme.roles.text }]);
    builder.anchor(&anchor(number));
    builder.y += styles.base * 0.8;
    let caption = builder.element(group, Role::Caption);
    for set in &words.head {
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

    for set in &words.footer {
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
