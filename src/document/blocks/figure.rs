//! A figure: number and title above the chart, footer and link to its table below.

use crate::document::anchors;
use crate::document::builder::Builder;
use crate::document::context::{Context, Numbered};
use crate::document::figure::Figure;
use crate::document::flow::{Flow, Kind};
use crate::document::model::Role;
use crate::document::paragraph::TextStyle;
use crate::language::fill;
use crate::scene::item::{Item, PathStep, Stroke};
use crate::theme::fonts::Style;
use crate::typeset::facts_line;
use crate::units::Point;

/// Sets a figure; it is never broken across pages.
pub fn set<'a>(numbered: Numbered<'a>, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let Numbered { number, table: held, chart } = numbered;
    let (styles, setter, width) = (context.styles, context.setter, context.theme.page.text_width());
    let name = format!("{} {number}", context.words.figure);
    let mut head = vec![
        setter.plain(&name, styles.number, width),
        setter.plain(&chart.title, styles.figure_title, width),
    ];
    if !chart.subtitle.is_empty() {
        head.push(setter.plain(&chart.subtitle, styles.figure_subtitle, width));
    }
    let fits = |line: &str| setter.plain(line, styles.small, width).lines() <= 1;
    let lines = chart.footer.iter().map(|line| facts_line::fill(line, &fits)).collect::<Vec<_>>();
    let footer = lines.iter().flat_map(|line| line.split('\n'));
    let footer = footer.map(|line| setter.plain(line, styles.small, width)).collect();
    let table = chart.appendix.then(|| {
        let name = format!("{}\u{a0}{held}", context.words.table);
        let text = fill(context.words.see_table, &[&name]);
        let style = TextStyle { color: context.theme.roles.accent, style: Style::Regular, ..styles.small };
        (setter.plain(&text, style, width), text)
    });
    let group = builder.element(Builder::ROOT, Role::Div);
    builder.set_lang(group, chart.lang.as_ref());
    flow.gap(styles.base * 0.9, styles.base * 1.2);
    flow.figure(Figure { numbered, context, taller: None, head, footer, table, group });
    if chart.table_below {
        flow.gap(styles.base * 0.8, 0.0);
        let anchor = (!chart.appendix).then(|| anchors::table(number));
        let table = (&chart.table, chart.lang.as_ref());
        super::table::rows(table, context.theme.page.left, Vec::new(), anchor, context, flow, builder);
    }
    flow.gap(styles.base * 1.7, styles.base * 1.2);
}

/// A placeholder for a chart that could not be drawn.
pub fn failed<'a>(id: &str, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let (styles, page, roles) = (context.styles, context.theme.page, &context.theme.roles);
    let width = page.text_width();
    let pad = styles.base * 1.4;
    let head = TextStyle { style: Style::Semibold, ..styles.body };
    let first = context.setter.plain(context.words.failed_chart, head, width - 2.0 * pad);
    let second =
        context.setter.plain(&fill(context.words.failed_hint, &[id]), styles.small, width - 2.0 * pad);
    let height = pad * 2.0 + first.height() + second.height();
    let lines = [first, second].map(|set| (set, builder.element(Builder::ROOT, Role::Paragraph)));
    flow.gap(styles.base, styles.base * 1.2);
    flow.block(Kind::Figure, height, 0.0, move |builder, _| {
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
        builder.artifact(vec![border]);
        builder.y += pad;
        for (set, element) in lines {
            set.place_here(builder, element, page.left + pad);
        }
    });
    flow.gap(styles.base * 1.5, styles.base * 1.2);
}
