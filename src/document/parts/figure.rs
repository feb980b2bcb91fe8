//! A figure on a page: number and message above, the chart, its footer and the way to its table below.

use crate::document::builder::Builder;
use crate::document::compose::{Context, Numbered};
use crate::document::flow::{Flow, Sort};
use crate::document::page::{Mark, Role};
use crate::document::rich::{Set, TextStyle};
use crate::scene::Scene;
use crate::scene::item::{Item, PathStep, Stroke};
use crate::text::facts;
use crate::text::language::fill;
use crate::theme::fonts::Style;
use crate::units::{Point, Rect};

/// The anchor of a figure.
pub fn anchor(number: usize) -> String {
    format!("figure:{number}")
}

/// How much taller a drawing may become to fill its page, as a share of its height: more, and its bars would look like those
/// of another chart.
const GROW: f32 = 0.35;

/// A figure with its words, measured.
pub struct Figure<'a> {
    numbered: Numbered<'a>,
    context: Context<'a>,
    /// The drawing, where it was laid out again.
    taller: Option<Scene>,
    head: Vec<Set>,
    footer: Vec<Set>,
    /// "Daten: Tabelle 3".
    table: Option<(Set, String)>,
    group: usize,
}

/// Sets a figure; all of it stays on one page.
pub fn set<'a>(numbered: Numbered<'a>, context: Context<'a>, flow: &mut Flow<'a>, builder: &mut Builder) {
    let Numbered { number, chart } = numbered;
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
    let lines = chart.footer.iter().map(|line| facts::fill(line, &fits)).collect::<Vec<_>>();
    let footer = lines.iter().flat_map(|line| line.split('\n'));
    let footer = footer.map(|line| setter.plain(line, styles.small, width)).collect();
    let table = chart.appendix.then(|| {
        let name = format!("{}\u{a0}{number}", context.words.table);
        let text = fill(context.words.see_table, &[&name]);
        let style = TextStyle { color: context.theme.roles.accent, style: Style::Regular, ..styles.small };
        (setter.plain(&text, style, width), text)
    });
    let group = builder.element(Builder::ROOT, Role::Div);
    flow.gap(styles.base * 0.9, styles.base * 1.2);
    flow.figure(Figure { numbered, context, taller: None, head, footer, table, group });
    if chart.beside {
        flow.gap(styles.base * 0.8, 0.0);
        let anchor = (!chart.appendix).then(|| super::table::anchor(number));
        super::table::rows(&chart.table, Vec::new(), anchor, context, flow, builder);
    }
    flow.gap(styles.base * 1.7, styles.base * 1.2);
}

impl Figure<'_> {
    /// The id of its chart.
    pub fn id(&self) -> &str {
        &self.numbered.chart.id
    }

    fn scene(&self) -> &Scene {
        self.taller.as_ref().unwrap_or(&self.numbered.chart.scene)
    }

    /// The height of the drawing.
    pub fn drawn_height(&self) -> f32 {
        self.scene().size.height
    }

    /// The height of all.
    pub fn height(&self) -> f32 {
        let words = self.head.iter().chain(&self.footer).chain(self.table.as_ref().map(|(set, _)| set));
        self.drawn_height() + words.map(Set::height).sum::<f32>() + self.context.styles.base * 2.7
    }

    /// How much taller its drawing may become.
    pub fn grow(&self) -> f32 {
        self.numbered.chart.scene.size.height * GROW
    }

    /// Takes the same chart in another height.
    pub fn redraw(&mut self, scene: Scene) {
        self.taller = Some(scene);
    }

    /// Draws it at the builder's height.
    pub fn place(self, builder: &mut Builder) {
        let Numbered { number, .. } = self.numbered;
        let (styles, page, group) = (self.context.styles, self.context.theme.page, self.group);
        let rule = Rect::new(page.left, builder.y, page.text_width(), 0.75);
        builder.decorate(vec![Item::Rect { rect: rule, fill: self.context.theme.roles.text }]);
        builder.anchor(&anchor(number));
        builder.y += styles.base * 0.8;
        let caption = builder.element(group, Role::Caption);
        for set in &self.head {
            set.place_here(builder, caption, page.left);
        }
        builder.y += styles.base;

        let Scene { size, items, alt, .. } = self.scene().clone();
        let bounds = Rect::new(page.left, builder.y, size.width, size.height);
        let at = Point::new(page.left, builder.y);
        if alt.is_empty() {
            builder.decorate_on(builder.page(), Mark::Layout, items, at);
        } else {
            let element = builder.element(group, Role::Figure { bounds });
            builder.set_alt(element, alt);
            builder.content_on(builder.page(), element, items, at);
        }
        builder.y += size.height + styles.base * 0.9;

        for set in &self.footer {
            let element = builder.element(group, Role::Paragraph);
            set.place_here(builder, element, page.left);
        }
        if let Some((set, text)) = &self.table {
            let paragraph = builder.element(group, Role::Paragraph);
            let link = builder.element(paragraph, Role::Link);
            let rect = Rect::new(page.left, builder.y, set.width(), set.height());
            set.place_here(builder, link, page.left);
            builder.link_in(link, rect, &super::table::anchor(number), text);
        }
    }
}

/// A clear mark where a chart was to be.
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
    flow.solid(Sort::Figure, height, 0.0, move |builder, _| {
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
        for (set, element) in lines {
            set.place_here(builder, element, page.left + pad);
        }
    });
    flow.gap(styles.base * 1.5, styles.base * 1.2);
}
