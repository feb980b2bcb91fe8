//! Composes a story into slides, as [`story::slides`](crate::story::slides) plans them.

use super::anchors;
use super::blocks::{appendix, cover, section, table, toc};
use super::builder::Builder;
use super::context::{Context, Numbered};
use super::drawing::{self, Speech};
use super::flow::{Fit, Flow, Purpose, Wish};
use super::footnotes::Footnote;
use super::model::{Document, Mark, Role};
use super::paragraph::{Set, Setter, TextStyle};
use super::styles::Styles;
use crate::language::fill;
use crate::scene::Scene;
use crate::scene::item::Item;
use crate::story::Story;
use crate::story::markdown::Note;
use crate::story::slides::frame::{Frame, LEADING, TEXTS, TITLES};
use crate::story::slides::texts::Measure;
use crate::story::slides::{Body, Least, Opening, Panel, Slide, Text, half, plan};
use crate::theme::text_on;
use crate::units::{Point, Rect, Size};

/// Composes slides. `fit` draws charts in the sizes that the plan asks for.
pub(super) fn compose<'a>(
    story: &'a Story,
    charts: &[Numbered<'a>],
    context: Context<'a>,
    fit: Fit<'_>,
) -> Document {
    let frame = Frame::within(&context.theme.page);
    let measure = Measure { shaper: context.setter.shaper, language: context.setter.language };
    let draw = |id: &str, size: Size, least: Least| -> Option<Scene> {
        let purpose = match least {
            Least::Label => Purpose::Slide,
            Least::Any => Purpose::CrowdedSlide,
        };
        fit(&[Wish { id, width: size.width, height: size.height, purpose }]).pop().flatten()
    };
    let plan = plan(story, frame, measure, context.words, &draw);
    let sizes = TEXTS.map(|size| context.styles.with_text(size));
    let builder = Builder::new(context.theme.page, &context.theme.roles);
    let mut deck = Deck { builder, frame, context, sizes: &sizes, charts };
    cover::set(story, (charts, fit), context, &mut deck.builder);
    let entries = toc::of_sections(toc::entries(story, charts, context.words));
    let pending =
        if entries.len() > 1 { toc::set(&entries, &context, &mut deck.builder) } else { Vec::new() };
    plan.iter().for_each(|slide| deck.slide(slide));
    toc::fill(pending, &context, &mut deck.builder);
    deck.numbers();
    deck.builder.finish(story.meta.clone(), context.setter.language.direction())
}

struct Deck<'a, 'c> {
    builder: Builder,
    frame: Frame,
    context: Context<'a>,
    /// The styles for each size of text.
    sizes: &'a [Styles],
    charts: &'c [Numbered<'a>],
}

impl Deck<'_, '_> {
    fn slide(&mut self, slide: &Slide<'_>) {
        match &slide.body {
            // Set before the contents.
            Body::Cover => {}
            Body::Section(number, opening) => {
                let anchor = anchors::section(*number);
                self.opening(Some(*number), &slide.title, anchor, opening);
            }
            Body::Text(columns) => {
                self.builder.new_page();
                self.text(&slide.title, 2, columns);
            }
            Body::Method(columns) => {
                self.builder.new_page();
                self.builder.anchor(anchors::METHOD);
                self.builder.bookmark(1, &slide.title);
                self.text(&slide.title, 1, columns);
            }
            Body::Charts(panels) => self.figures(&slide.title, panels),
            Body::Tables => self.tables(&slide.title),
        }
        self.tables_below(slide.panels());
    }

    /// A slide that opens a part: its title on a panel, a text or chart beside it.
    fn opening(&mut self, number: Option<usize>, title: &str, anchor: String, opening: &Opening<'_>) {
        let Context { setter, styles, theme, .. } = self.context;
        let builder = &mut self.builder;
        builder.new_page();
        let panel = self.frame.panel;
        builder.artifact(vec![Item::Rect { rect: panel, fill: theme.roles.accent }]);
        builder.anchor(&anchor);
        let name = number.map_or_else(|| title.to_owned(), |number| format!("{number}\u{2002}{title}"));
        builder.bookmark(1, &name);
        let ink = text_on(theme.roles.accent, &theme.roles);
        let x = self.frame.title.x;
        let (style, set) =
            fitting(title, TextStyle { color: ink, ..styles.h1 }, panel.width - x - 24.0, setter);
        let label = number.map(|number| setter.plain(&number.to_string(), style, panel.width));
        let height = set.height() + label.as_ref().map_or(0.0, Set::height);
        let element = builder.element(Builder::ROOT, Role::Heading(1));
        builder.y = ((panel.height - height) * 0.4).max(self.frame.title.y);
        for set in label.iter().chain([&set]) {
            set.place_here(builder, element, x);
        }
        let text = match opening {
            Opening::Text(text) => text,
            Opening::Chart(panel) => {
                if let Some((text, at)) = &panel.text {
                    self.blocks(text, *at, Builder::ROOT);
                }
                return self.figure(panel, None);
            }
        };
        let place = self.frame.opening;
        let measure = Measure { shaper: setter.shaper, language: setter.language };
        let used = measure.text(&text.blocks, text.size, place.width);
        let top = place.y + ((place.height - used) * 0.4).max(0.0);
        self.blocks(text, Rect { y: top, ..place }, Builder::ROOT);
        self.notes(&text.notes, place);
    }

    /// A text in columns, with its notes across the slide.
    fn text(&mut self, title: &str, level: u8, columns: &[Text]) {
        let element = self.builder.element(Builder::ROOT, Role::Heading(level));
        self.title(title, element);
        let place = self.frame.content;
        let width = if columns.len() > 1 { half(place.width) } else { place.width };
        let lefts = [place.x, place.right() - width];
        for (text, x) in columns.iter().zip(lefts) {
            self.blocks(text, Rect { x, y: place.y - 10.0, width, ..place }, Builder::ROOT);
        }
        let notes: Vec<Note> = columns.iter().flat_map(|text| text.notes.iter().cloned()).collect();
        self.notes(&notes, place);
    }

    /// A title at the foot of its place, so that one of a line is not far from what is below it.
    fn title(&mut self, title: &str, element: usize) {
        let place = self.frame.title;
        let sets = TITLES.map(|size| {
            let style = TextStyle { size, leading: size * 1.2, ..self.context.styles.figure_title };
            self.context.setter.plain(title, style, place.width)
        });
        let fits = |set: &&Set| set.lines() <= 2;
        let Some(set) = sets.iter().find(fits).or(sets.last()) else { return };
        self.builder.y = (place.bottom() - set.height()).max(8.0);
        set.place_here(&mut self.builder, element, place.x);
    }

    fn blocks(&mut self, text: &Text, place: Rect, parent: usize) {
        let column = section::Column { x: place.x, width: place.width, parent, notes: &[], is_listed: false };
        let mut flow = Flow::default();
        self.builder.y = place.y;
        let styles = self.sizes.iter().find(|sized| (sized.body.size - text.size).abs() < 0.1);
        let context = Context { styles: styles.unwrap_or(self.context.styles), ..self.context };
        section::blocks(&text.blocks, column, context, &mut flow, &mut self.builder);
        flow.place(&mut self.builder, &|_| Vec::new(), true);
    }

    /// Footnotes above the foot of the slide.
    fn notes(&mut self, notes: &[Note], place: Rect) {
        let set: Vec<Footnote> = notes
            .iter()
            .map(|note| Footnote::new(note, Builder::ROOT, place.width, &self.context, &mut self.builder))
            .collect();
        self.builder.y = self.frame.footer.bottom() - set.iter().map(Footnote::height).sum::<f32>();
        set.iter().for_each(|note| note.place(&mut self.builder, place.x));
    }

    fn figures(&mut self, title: &str, panels: &[Panel<'_>]) {
        self.builder.new_page();
        if panels.iter().any(|panel| panel.title.is_some()) {
            let element = self.builder.element(Builder::ROOT, Role::Heading(2));
            let set =
                self.context.setter.plain(title, self.context.styles.figure_title, self.frame.title.width);
            self.builder.y = self.frame.title.y + 10.0;
            set.place_here(&mut self.builder, element, self.frame.title.x);
        }
        panels.iter().for_each(|panel| self.figure(panel, panel.text.as_ref()));
    }

    /// The tables of charts that have theirs below them: each on a slide of its own.
    fn tables_below(&mut self, panels: &[Panel<'_>]) {
        for panel in panels.iter().filter(|panel| panel.chart.table_below && !panel.chart.appendix) {
            let Some(numbered) = self.charts.iter().find(|one| one.number == panel.number) else { continue };
            self.builder.new_page();
            let mut flow = Flow::default();
            table::set(*numbered, self.charts, self.context, &mut flow, &mut self.builder);
            flow.place(&mut self.builder, &|_| Vec::new(), false);
        }
    }

    /// A chart with its caption, the text that is not yet on its slide, and its footer.
    fn figure(&mut self, panel: &Panel<'_>, text: Option<&(Text, Rect)>) {
        let Panel { chart, number, scene, place, .. } = panel;
        let Context { setter, styles, words, .. } = self.context;
        let group = self.builder.element(Builder::ROOT, Role::Div);
        self.builder.set_lang(group, chart.lang.as_ref());
        self.builder.y = self.frame.title.y;
        self.builder.anchor(&anchors::figure(*number));
        let caption = self.builder.element(group, Role::Caption);
        // The number is at the foot of the slide, and read first.
        let label = self.builder.element(caption, Role::Label);
        match panel.title {
            Some(at) => {
                let set =
                    setter.plain(&chart.title, TextStyle { style: styles.h2.style, ..styles.h2 }, at.width);
                self.builder.y = at.bottom() - set.height();
                set.place_here(&mut self.builder, caption, at.x);
                if !chart.subtitle.is_empty() {
                    setter.plain(&chart.subtitle, styles.small, at.width).place_here(
                        &mut self.builder,
                        caption,
                        at.x,
                    );
                }
            }
            None => {
                self.title(&chart.title, caption);
                if !chart.subtitle.is_empty() {
                    let at = self.frame.subtitle;
                    let set = setter.plain(&chart.subtitle, styles.figure_subtitle, at.width);
                    let small = || setter.plain(&chart.subtitle, styles.small, at.width);
                    let set = if set.lines() > 1 { small() } else { set };
                    self.builder.y = at.y;
                    set.place_here(&mut self.builder, caption, at.x);
                }
            }
        }
        if let Some((text, at)) = text {
            self.blocks(text, *at, group);
        }
        let at = Point::new(place.x, place.y);
        let numbered = self.charts.iter().find(|one| one.number == *number);
        let alt = match numbered.filter(|_| chart.appendix) {
            Some(numbered) => numbered.alternative(words, setter.language),
            None => scene.alt.clone(),
        };
        let file = format!("{}.csv", chart.id);
        let speech = Speech { alt: &alt, file: &file, language: setter.language };
        drawing::place(self.context.for_page(scene.clone()), at, speech, group, &mut self.builder);
        let foot = panel.footer_place;
        self.builder.y = foot.y;
        for line in &panel.footer {
            let element = self.builder.element(group, Role::Paragraph);
            setter.plain(line, styles.small, foot.width).place_here(&mut self.builder, element, foot.x);
        }
        if let Some((text, _)) = &panel.text {
            for note in &text.notes {
                let note = Footnote::new(note, group, foot.width, &self.context, &mut self.builder);
                note.place(&mut self.builder, foot.x);
            }
        }
        let name = format!("{} {number}", words.figure);
        let set = setter.plain(&name, styles.number, foot.width);
        self.builder.y = foot.bottom() - styles.small.size * LEADING;
        let top = self.builder.y;
        set.place_here(&mut self.builder, label, foot.x);
        if let Some(numbered) = numbered.filter(|_| chart.appendix || chart.table_below) {
            let name = format!("{}\u{a0}{}", words.table, numbered.table);
            let text = fill(words.see_table, &[&name]);
            let style = TextStyle { color: self.context.theme.roles.accent, ..styles.small };
            let link_set = setter.plain(&text, style, foot.width);
            let paragraph = self.builder.element(group, Role::Paragraph);
            let link = self.builder.element(paragraph, Role::Link);
            let x = foot.x + set.width() + 18.0;
            let rect = Rect::new(x, top, link_set.width(), link_set.height());
            self.builder.y = top;
            link_set.place_here(&mut self.builder, link, x);
            self.builder.link_to_anchor(link, rect, &anchors::table(numbered.table), &text);
        }
    }

    /// The data tables, by their numbers, behind a slide of their own.
    fn tables(&mut self, title: &str) {
        let intro = crate::story::markdown::parse(self.context.words.tables_intro);
        let text = Opening::Text(Text::new(intro.blocks, Vec::new()));
        self.opening(None, title, anchors::APPENDIX.to_owned(), &text);
        let held: Vec<Numbered<'_>> =
            self.charts.iter().copied().filter(|chart| chart.chart.appendix).collect();
        self.builder.new_page();
        let mut flow = Flow::default();
        appendix::tables(&held, self.context, &mut flow, &mut self.builder);
        flow.place(&mut self.builder, &|_| Vec::new(), false);
    }

    /// The number of each slide but the cover.
    fn numbers(&mut self) {
        let style = self.context.styles.running_header;
        let place = self.frame.number;
        for page in 1..self.builder.page_count() {
            let set = self.context.setter.plain(&(page + 1).to_string(), style, place.width);
            let items = set.items_right(Point::new(place.right(), place.y));
            self.builder.artifact_on(page, Mark::Footer, items, Point::default());
        }
    }
}

/// A title in the largest size in which no word of it is divided.
fn fitting(title: &str, style: TextStyle, width: f32, setter: Setter<'_>) -> (TextStyle, Set) {
    let set = |style: TextStyle| (style, setter.plain(title, style, width));
    let smaller = TITLES.map(|size| TextStyle { size, leading: size * 1.15, ..style });
    let fits = |(style, set): &(TextStyle, Set)| set.lines() <= 5 && setter.keeps_words(title, *style, width);
    let all = std::iter::once(style).chain(smaller);
    all.clone().map(set).find(fits).unwrap_or_else(|| set(all.last().unwrap_or(style)))
}
