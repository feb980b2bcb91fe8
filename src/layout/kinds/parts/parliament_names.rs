//! The names of parties around the half ring of a parliament, each at the middle of its seats.

use crate::chart::data::ChartData;
use crate::layout::context::LayoutContext;
use crate::layout::figure::Leader;
use crate::layout::geometry::{crosses, enlarged, nearest};
use crate::theme::fonts::Style;
use crate::typeset::blocks::{Align, Block, TextStyle};
use crate::typeset::text_run::{TextRole, TextRun};
use crate::units::{Color, Point, Rect, Size};

/// Distances of names from the outermost ring that are tried, in multiples of the label size.
const AWAY: [f32; 12] = [0.4, 0.7, 1.0, 1.4, 1.9, 2.4, 3.0, 3.6, 4.3, 5.0, 6.0, 7.0];
/// A name that is further away has a line to its seats.
const NO_LINE: f32 = 1.0;

/// A party with seats, before its name is placed.
pub(super) struct Name {
    /// Its seats.
    seats: usize,
    /// The unit vector from the middle of the arc to the middle of its seats, y downwards.
    toward: Point,
    name: Block,
    figure: Block,
}

/// The names of all parties with seats, from left to right.
pub(super) fn of(
    data: &ChartData,
    seats: &[usize],
    colors: &[Color],
    context: &LayoutContext<'_>,
) -> Vec<Name> {
    let total: usize = seats.iter().sum();
    let mut before = 0;
    let mut names = Vec::new();
    for ((row, seats), color) in data.rows.iter().zip(seats).zip(colors).filter(|((_, seats), _)| **seats > 0)
    {
        let middle = (before as f32 + *seats as f32 / 2.0) / total as f32;
        before += seats;
        let angle = std::f32::consts::PI * (1.0 - middle);
        // Rounded, so that every platform computes the same value.
        let rounded = |value: f32| (value * 4096.0).round() / 4096.0;
        let style = if row.highlighted { Style::Semibold } else { Style::Regular };
        let text_style =
            TextStyle { style, color: context.label_color(*color), ..context.label(TextRole::Category) };
        let printed = data.print_cell(row, 0, context.typesetter.language);
        names.push(Name {
            seats: *seats,
            toward: Point::new(rounded(angle.cos()), rounded(-angle.sin())),
            name: context.typesetter.line(&row.name, text_style),
            figure: context.typesetter.line(&printed, context.value()),
        });
    }
    names
}

impl Name {
    /// The size of the name with the figure below it.
    pub(super) fn size(&self) -> Size {
        Size::new(self.name.width.max(self.figure.width), self.name.height + self.figure.height)
    }

    /// Its box at this distance from the middle of the arc, above the foot of the ring.
    fn at(&self, center: Point, distance: f32) -> Rect {
        let Size { width, height } = self.size();
        let at = Point::new(center.x + self.toward.x * distance, center.y + self.toward.y * distance);
        let x = at.x - width * (1.0 - self.toward.x) / 2.0;
        let y = at.y - height * (1.0 - self.toward.y) / 2.0;
        Rect::new(x, y.min(center.y - height), width, height)
    }

    fn place(&self, rect: Rect, labels: &mut Vec<TextRun>) {
        let (x, align) = match self.toward.x {
            x if x < -0.4 => (rect.right(), Align::Right),
            x if x > 0.4 => (rect.x, Align::Left),
            _ => (rect.center().x, Align::Center),
        };
        self.name.place(Point::new(x, rect.y), align, labels);
        self.figure.place(Point::new(x, rect.y + self.name.height), align, labels);
    }
}

/// Labels and lines of all names around an arc, clear of `blocked`; `None` where one has no room. Parties with most seats
/// come first. Lines run along the radius, so none crosses another.
pub(super) fn place(
    names: &[Name],
    (center, radius): (Point, f32),
    area: Rect,
    blocked: &[Rect],
    context: &LayoutContext<'_>,
) -> Option<(Vec<TextRun>, Vec<Leader>)> {
    let size = context.scale.label;
    let mut order: Vec<&Name> = names.iter().collect();
    order.sort_by_key(|name| std::cmp::Reverse(name.seats));
    let mut taken: Vec<Rect> = blocked.to_vec();
    let mut lines: Vec<(Point, Point)> = Vec::new();
    let mut places: Vec<(&Name, Rect)> = Vec::new();
    for name in order {
        let on_arc = Point::new(center.x + name.toward.x * radius, center.y + name.toward.y * radius);
        let found = AWAY.iter().find_map(|away| {
            let rect = name.at(center, radius + away * size);
            let near = nearest(rect, center);
            let gap = (near.x - center.x).hypot(near.y - center.y) - radius;
            let line = (gap > size * NO_LINE).then(|| (on_arc, nearest(enlarged(rect, size * 0.1), on_arc)));
            let is_free = gap >= size * 0.3
                && area.contains(rect, 0.01)
                && taken.iter().all(|other| !enlarged(rect, size * 0.15).overlaps(*other, 0.0))
                && lines.iter().all(|(from, to)| !crosses(*from, *to, enlarged(rect, size * 0.1)))
                && line.is_none_or(|(from, to)| taken.iter().all(|other| !crosses(from, to, *other)));
            is_free.then_some((rect, line))
        });
        let (rect, line) = found?;
        taken.push(rect);
        lines.extend(line);
        places.push((name, rect));
    }
    // Read from left to right.
    places.sort_by(|one, other| one.0.toward.x.total_cmp(&other.0.toward.x));
    let mut labels = Vec::new();
    places.iter().for_each(|(name, rect)| name.place(*rect, &mut labels));
    let leader = |(from, to)| Leader { points: vec![from, to], color: context.roles.quiet };
    Some((labels, lines.into_iter().map(leader).collect()))
}
