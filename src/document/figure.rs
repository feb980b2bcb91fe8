//! A figure: measured first, so that pages can be broken, then placed.

use super::anchors;
use super::builder::Builder;
use super::context::{Context, Numbered};
use super::drawing::{self, Speech};
use super::model::Role;
use super::paragraph::Set;
use crate::scene::Scene;
use crate::scene::item::Item;
use crate::theme::Design;
use crate::units::{Point, Rect};

/// How much taller a chart may become to fill its page, as a share of its height. Beyond that its bars would look
/// unlike those of the other charts.
const GROW: f32 = 0.35;

/// A figure with its text set.
pub struct Figure<'a> {
    pub(super) numbered: Numbered<'a>,
    pub(super) context: Context<'a>,
    /// The chart redrawn taller, if it was.
    pub(super) taller: Option<Scene>,
    /// Number, title and subtitle.
    pub(super) head: Vec<Set>,
    pub(super) footer: Vec<Set>,
    /// The link to its table, such as "Daten: Tabelle 3", with its plain text.
    pub(super) table: Option<(Set, String)>,
    /// The element that groups all parts.
    pub(super) group: usize,
}

impl Figure<'_> {
    /// The id of its chart.
    pub fn id(&self) -> &str {
        &self.numbered.chart.id
    }

    fn scene(&self) -> &Scene {
        self.taller.as_ref().unwrap_or(&self.numbered.chart.scene)
    }

    /// The height of the chart, in points.
    pub fn drawn_height(&self) -> f32 {
        self.scene().size.height
    }

    /// The width of the chart, in points.
    pub fn drawn_width(&self) -> f32 {
        self.scene().size.width
    }

    /// The total height, in points.
    pub fn height(&self) -> f32 {
        let words = self.head.iter().chain(&self.footer).chain(self.table.as_ref().map(|(set, _)| set));
        self.drawn_height() + words.map(Set::height).sum::<f32>() + self.context.styles.base * 2.7
    }

    /// How much taller its chart may become, in points.
    pub fn grow(&self) -> f32 {
        self.numbered.chart.scene.size.height * GROW
    }

    /// Replaces the chart with one of another height.
    pub fn redraw(&mut self, scene: Scene) {
        self.taller = Some(scene);
    }

    /// Places the figure at the builder's current position.
    pub fn place(self, builder: &mut Builder) {
        let Numbered { number, table: held, .. } = self.numbered;
        let (styles, page, group) = (self.context.styles, self.context.theme.page, self.group);
        builder.artifact(vec![rule(self.context, builder.y)]);
        builder.anchor(&anchors::figure(number));
        let name = format!("{} {number}: {}", self.context.words.figure, self.numbered.chart.title);
        builder.bookmark(2, &name);
        builder.y += styles.base * 0.8;
        let caption = builder.element(group, Role::Caption);
        let label = builder.element(caption, Role::Label);
        for (set, element) in self.head.iter().zip(std::iter::once(label).chain(std::iter::repeat(caption))) {
            set.place_here(builder, element, page.left);
        }
        builder.y += styles.base;

        let scene = self.context.for_page(self.scene().clone());
        let size = scene.size;
        let language = self.context.setter.language;
        let alt = self.numbered.alternative(self.context.words, language);
        let file = format!("{}.csv", self.numbered.chart.id);
        let speech = Speech { alt: &alt, file: &file, language };
        drawing::place(scene, Point::new(page.left, builder.y), speech, group, builder);
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
            builder.link_to_anchor(link, rect, &anchors::table(held), text);
        }
    }
}

/// The rule above a figure.
fn rule(context: Context<'_>, y: f32) -> Item {
    let (page, roles, base) = (context.theme.page, &context.theme.roles, context.styles.base);
    let (width, height, fill) = match context.theme.design {
        Design::Classic => (page.text_width(), 0.75, roles.text),
        Design::Editorial => (base * 3.4, 2.5, roles.accent),
        Design::Corporate => (page.text_width(), 1.5, roles.accent),
    };
    Item::Rect { rect: Rect::new(page.left, y, width, height), fill }
}
