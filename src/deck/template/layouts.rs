//! The layouts of a template, and which of them suits which slide.

use std::borrow::Cow;

use crate::deck::frame::emu_to_points;
use crate::deck::holders::{Holder, Holders};
use crate::deck::marks::child;
use crate::office::opened::Opened;
use crate::office::package::RELATIONSHIPS;
use crate::reason::Reason;
use crate::units::Rect;
use roxmltree::Node;

/// The most placeholders of a layout.
const MOST_HOLDERS: usize = 200;

/// The size of titles in points where a template does not say it.
const TITLE: f32 = 44.0;
/// The size of texts in points where a layout does not say it: that of the first level in most masters.
const TEXT: f32 = 32.0;

/// A layout with its title and what else slides fill.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) name: String,
    /// The word of the schema for the kind of layout; empty if it has none.
    kind: String,
    path: String,
    pub(super) master: String,
    pub(super) title: Placed,
    /// The largest placeholder for a chart or text.
    pub(super) body: Option<Placed>,
    /// A line between the title and the body.
    pub(super) subtitle: Option<Placed>,
    number: Option<Placed>,
}

/// A placeholder with its place and the size of its text in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    kind: String,
    index: Option<u32>,
    pub(super) place: Rect,
    size: f32,
}

/// The id of a relationship that an element names.
pub(super) fn reference<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((RELATIONSHIPS, "id"))
}

/// All layouts that have a title, in the order of the masters.
///
/// # Errors
/// A sentence where a part is missing or damaged.
pub(super) fn all<'a>(
    opened: &Opened,
    masters: impl Iterator<Item = &'a str>,
    most: usize,
) -> Result<Vec<Found>, Reason> {
    let mut found = Vec::new();
    for master in masters {
        let document = opened.document(master)?;
        let of_master = holders(document.root_element(), &[])?;
        let style = document.descendants().find(|node| node.tag_name().name() == "titleStyle");
        let title_size = style.and_then(level_size);
        let relations = opened.relations(master)?;
        let ids = document.descendants().filter(|node| node.tag_name().name() == "sldLayoutId");
        for id in ids.filter_map(reference) {
            let path = relations.iter().find(|one| one.id == id).and_then(|one| one.target.clone());
            let path = path.ok_or_else(|| format!("has no layout `{id}` of `{master}`"))?;
            if found.len() >= most {
                return Err(format!("has more than {most} layouts").into());
            }
            found.extend(layout(opened, path, master, &of_master, title_size.unwrap_or(TITLE))?);
        }
    }
    Ok(found)
}

/// A layout; `None` if it has no title.
fn layout(
    opened: &Opened,
    path: String,
    master: &str,
    of_master: &[Raw],
    title_size: f32,
) -> Result<Option<Found>, Reason> {
    let document = opened.document(&path)?;
    let root = document.root_element();
    let placed = |raw: &Raw| {
        let usual = if class(&raw.kind) == "title" { title_size } else { TEXT };
        let size = raw.size.filter(|size| (1.0..=400.0).contains(size)).unwrap_or(usual);
        Some(Placed { kind: raw.kind.clone(), index: raw.index, place: raw.place?, size })
    };
    let all: Vec<Placed> = holders(root, of_master)?.iter().filter_map(placed).collect();
    let Some(title) = all.iter().find(|one| class(&one.kind) == "title").cloned() else { return Ok(None) };
    let is_text = |one: &&Placed| class(&one.kind) == "body" && one.kind != "pic" && one.kind != "media";
    let area = |one: &Placed| one.place.width * one.place.height;
    let body = all.iter().filter(is_text).max_by(|a, b| area(a).total_cmp(&area(b))).cloned();
    let is_line = |one: &&Placed| {
        let above = body.as_ref().map_or(f32::MAX, |body| body.place.y);
        one.kind == "body"
            && Some(one.index) != body.as_ref().map(|body| body.index)
            && one.place.y >= title.place.y + title.place.height * 0.6
            && one.place.bottom() <= above + 10.0
    };
    let subtitle = all.iter().find(is_line).cloned();
    let number = all.iter().find(|one| one.kind == "sldNum").cloned();
    let name = child(root, "cSld").and_then(|node| node.attribute("name")).unwrap_or_default().to_owned();
    let kind = root.attribute("type").unwrap_or_default().to_owned();
    Ok(Some(Found { name, kind, path, master: master.to_owned(), title, body, subtitle, number }))
}

/// A placeholder as it is written.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    kind: String,
    index: Option<u32>,
    place: Option<Rect>,
    size: Option<f32>,
}

/// What a placeholder inherits from: titles from titles, everything that holds content from the text of the master.
fn class(kind: &str) -> &str {
    match kind {
        "title" | "ctrTitle" => "title",
        "dt" | "ftr" | "hdr" | "sldNum" => kind,
        _ => "body",
    }
}

/// The placeholders of a layout or master. What they do not say, they have from `inherited`.
fn holders(root: Node<'_, '_>, inherited: &[Raw]) -> Result<Vec<Raw>, Reason> {
    let mut all = Vec::new();
    for node in root.descendants().filter(|node| node.tag_name().name() == "ph") {
        // The shape is the parent of the parent of the parent: sp, nvSpPr, nvPr, ph.
        let Some(shape) = node.ancestors().nth(3) else { continue };
        let kind = node.attribute("type").unwrap_or("obj").to_owned();
        let index = node.attribute("idx").and_then(|index| index.parse().ok());
        let place = child(shape, "spPr").and_then(|node| child(node, "xfrm")).and_then(rect);
        let style = child(shape, "txBody").and_then(|node| child(node, "lstStyle"));
        let above = inherited.iter().find(|one| class(&one.kind) == class(&kind));
        all.push(Raw {
            place: place.or(above.and_then(|one| one.place)),
            size: style.and_then(level_size).or(above.and_then(|one| one.size)),
            kind,
            index,
        });
        if all.len() > MOST_HOLDERS {
            return Err(format!("has more than {MOST_HOLDERS} placeholders in a layout").into());
        }
    }
    Ok(all)
}

/// The size of the first level of a style, in points.
fn level_size(style: Node<'_, '_>) -> Option<f32> {
    let size = child(child(style, "lvl1pPr")?, "defRPr")?.attribute("sz")?;
    Some(size.parse::<f32>().ok()? / 100.0)
}

fn rect(node: Node<'_, '_>) -> Option<Rect> {
    let number = |name: &str, attribute: &str| {
        let value: i64 = child(node, name)?.attribute(attribute)?.parse().ok()?;
        (-60_000_000..=60_000_000).contains(&value).then(|| emu_to_points(value))
    };
    Some(Rect::new(number("off", "x")?, number("off", "y")?, number("ext", "cx")?, number("ext", "cy")?))
}

/// The layouts for the first slide, for sections, for charts and for text.
///
/// # Errors
/// A sentence where a name is that of no layout, or where no layout suits.
pub(super) fn choose<'a>(found: &'a [Found], names: &[Option<&str>; 4]) -> Result<[&'a Found; 4], Reason> {
    // The wanted kinds in their order: of those of the schema `obj` has a title and content, `tx` a title and text.
    let wanted: [(&str, &[&str]); 4] = [
        ("Title", &["title"]),
        ("Section", &["secHead", "titleOnly", "obj", "tx"]),
        ("Message and chart", &["chart", "obj", "titleOnly", "tx"]),
        ("Text", &["obj", "tx"]),
    ];
    let one = |at: usize| -> Result<&'a Found, Reason> {
        let (own, kinds) = wanted[at];
        if let Some(name) = names[at] {
            let known = || found.iter().map(|one| format!("`{}`", one.name)).collect::<Vec<_>>().join(", ");
            return found.iter().find(|one| one.name.trim() == name.trim()).ok_or_else(|| {
                format!("has no layout `{name}` with a title; those that it has are {}", known()).into()
            });
        }
        let holds_text = |one: &&Found| one.body.is_some();
        let by_kind = |kind: &&str| found.iter().find(|one| one.kind == **kind);
        let with_chart = |one: &&Found| one.body.as_ref().is_some_and(|body| body.kind == "chart");
        let named = found.iter().find(|one| one.name == own);
        let chart = found.iter().filter(|_| at == 2).find(with_chart);
        let kind = kinds.iter().find_map(by_kind);
        let any = found.iter().find(holds_text).or(found.first());
        named.or(chart).or(kind).or(any).ok_or_else(|| "has no layout with a title".into())
    };
    let chosen = [one(0)?, one(1)?, one(2)?, one(3)?];
    match chosen[3].body {
        Some(_) => Ok(chosen),
        None => Err("has no layout with a title and a text".into()),
    }
}

impl Found {
    /// What slides fill.
    pub(super) fn holders(&self) -> Holders {
        let holder = |one: &Placed| Holder {
            kind: Cow::Owned(one.kind.clone()),
            index: one.index,
            room: Some((one.place, one.size)),
        };
        let body = self.body.as_ref();
        Holders {
            path: self.path.clone(),
            title: holder(&self.title),
            text: body.map(holder),
            subtitle: self.subtitle.as_ref().map(holder),
            chart: body.map(holder),
            number: self.number.as_ref().map(holder),
        }
    }
}
