//! A template: a presentation whose masters and layouts a deck takes over, as they are.
//!
//! Slides, notes, comments and macros of the file are left out. What masters and layouts need comes with them: themes,
//! pictures, and whatever these refer to.

mod layouts;
mod scheme;

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Frame, emu_to_points};
use super::holders::Holders;
use super::layouts::Layout;
use crate::office::opened::{Opened, Relation};
use crate::office::package::Package;
use crate::reason::Reason;
use crate::units::{Rect, Size};
use layouts::Found;
pub use scheme::Scheme;

/// The most layouts and masters that are looked at.
const MOST_LAYOUTS: usize = 500;

/// The least room for a chart, in points.
const LEAST: Size = Size::new(240.0, 130.0);

/// A template that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The places on a slide with a chart.
    pub frame: Frame,
    /// Its colours.
    pub scheme: Scheme,
    holders: [Holders; 4],
    /// The size of its slides in English metric units.
    pub(super) extent: (i64, i64),
    /// Its masters: the id that the presentation gives each, and its part.
    pub(super) masters: Vec<(Option<u32>, String)>,
    /// What is taken over: path, content type, bytes and relationships.
    parts: BTreeMap<String, Kept>,
}

#[derive(Debug, Clone, PartialEq)]
struct Kept {
    content_type: String,
    bytes: Vec<u8>,
    relations: Option<Vec<u8>>,
}

impl Template {
    /// Reads a template. `names` are those of the layouts to use, in the order of `Layout::ALL`; those without a name
    /// are found by their type and placeholders.
    ///
    /// # Errors
    /// A sentence that goes on after the name of the file: what it lacks, or why it cannot be read.
    pub fn read(bytes: &[u8], names: &[Option<&str>; 4]) -> Result<Self, Reason> {
        let opened = Opened::read(bytes)?;
        let main = opened.main()?;
        let document = opened.document(&main)?;
        let root = document.root_element();
        match (root.tag_name().name(), root.tag_name().namespace()) {
            ("presentation", Some(space)) if space.contains("purl.oclc.org") => {
                return Err(
                    "is saved as Strict Open XML: save it as a PowerPoint presentation (.pptx)".into()
                );
            }
            ("presentation", _) => {}
            _ => return Err("is no presentation".into()),
        }
        let relations = opened.relations(&main)?;
        let by_id = |id: &str| relations.iter().find(|one| one.id == id).and_then(|one| one.target.clone());
        let number = |name: &str, attribute: &str| {
            let node = root.children().find(|node| node.tag_name().name() == name)?;
            node.attribute(attribute)?.parse::<i64>().ok()
        };
        let extent = number("sldSz", "cx")
            .zip(number("sldSz", "cy"))
            .ok_or("does not say how large its slides are")?;
        if ![extent.0, extent.1].iter().all(|side| (914_400..=51_206_400).contains(side)) {
            return Err("has slides of a size that presentations cannot have".into());
        }
        let mut masters = Vec::new();
        for node in root.descendants().filter(|node| node.tag_name().name() == "sldMasterId") {
            if let Some(path) = layouts::reference(node).and_then(by_id) {
                masters.push((node.attribute("id").and_then(|id| id.parse().ok()), path));
            }
        }
        if masters.is_empty() || masters.len() > MOST_LAYOUTS {
            return Err("has no master of slides".into());
        }
        let found = layouts::all(&opened, masters.iter().map(|(_, path)| path.as_str()), MOST_LAYOUTS)?;
        let chosen = layouts::choose(&found, names)?;
        let size = Size::new(emu_to_points(extent.0), emu_to_points(extent.1));
        let frame = frame(&chosen, size)?;
        let scheme = Scheme::read(&opened, &chosen[2].master)?;
        let holders = chosen.map(Found::holders);
        let parts = kept(&opened, masters.iter().map(|(_, path)| path.clone()))?;
        Ok(Self { frame, scheme, holders, extent, masters, parts })
    }

    /// The placeholders of a layout.
    pub(super) fn holders(&self, layout: Layout) -> &Holders {
        &self.holders[layout.index()]
    }

    /// Adds what is taken over to a package.
    pub(super) fn add_to(&self, package: &mut Package) {
        for (path, part) in &self.parts {
            package.keep(path, &part.content_type, part.bytes.clone(), part.relations.as_deref());
        }
    }

    /// A path of this form that no part has: the first number from 1 on that is free.
    pub(super) fn free(&self, before: &str) -> String {
        let path = |number: usize| format!("{before}{number}.xml");
        let taken: BTreeSet<String> = self.parts.keys().map(|path| path.to_lowercase()).collect();
        let number = (1..).find(|number| !taken.contains(&path(*number).to_lowercase()));
        path(number.unwrap_or(1))
    }
}

/// The places on a slide with a chart, by the layouts for charts and for sections.
fn frame(chosen: &[&Found; 4], size: Size) -> Result<Frame, Reason> {
    let [_, section, chart, _] = chosen;
    let title = chart.title.place;
    let below = Rect::new(
        title.x,
        title.bottom() + 8.0,
        title.width,
        (size.height * 0.93 - title.bottom() - 8.0).max(0.0),
    );
    let body = chart.body.as_ref().map_or(below, |body| body.place);
    let line = chart.subtitle.as_ref().map(|one| one.place);
    // Without a placeholder, what is measured is above the chart, in its room.
    let (subtitle, top) = match line {
        Some(line) => (line, body.y),
        None => (Rect::new(body.x, body.y, body.width, 26.0), body.y + 32.0),
    };
    let bottom = body.bottom().min(size.height);
    let content = Rect::new(body.x, top, body.width, bottom - 28.0 - top);
    let is_on_slide = body.x >= -1.0 && body.right() <= size.width + 1.0 && body.y >= 0.0;
    if content.width < LEAST.width || content.height < LEAST.height || !is_on_slide {
        return Err(format!("has too little room for a chart in its layout `{}`", chart.name).into());
    }
    let opening = match &section.body {
        Some(body) => body.place,
        None => below,
    };
    Ok(Frame {
        size,
        title,
        subtitle,
        content,
        footer: Rect::new(body.x, bottom - 22.0, body.width, 22.0),
        number: Rect::new(body.right() - 50.0, bottom, 50.0, 20.0),
        opening,
        // The layout for sections has its own.
        panel: Rect::new(0.0, 0.0, 0.0, size.height),
        // Layouts for sections have no room for charts.
        opens_with_chart: false,
    })
}

/// The masters and all that they lead to.
fn kept(opened: &Opened, masters: impl Iterator<Item = String>) -> Result<BTreeMap<String, Kept>, Reason> {
    let mut waiting: Vec<String> = masters.collect();
    let mut parts = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        if parts.contains_key(&path) {
            continue;
        }
        let bytes = opened.parts.get(&path).ok_or_else(|| format!("has no part `{path}`"))?.clone();
        let content_type =
            opened.content_type(&path).ok_or_else(|| format!("does not say what its part `{path}` is"))?;
        let foreign = [
            "ppt/slides/",
            "ppt/charts/chart",
            "ppt/embeddings/chart",
            "ppt/media/chart",
            "ppt/notesslides/",
            "docprops/",
        ];
        if foreign.iter().any(|start| path.to_lowercase().starts_with(start))
            || path == "ppt/presentation.xml"
        {
            return Err(
                format!("has a part `{path}` in a layout, which has the name of a part of the deck").into()
            );
        }
        for Relation { kind, target, .. } in opened.relations(&path)? {
            match target {
                Some(_) if matches!(kind.as_str(), "slide" | "notesSlide") => {
                    return Err(
                        format!("has a link to a slide in `{path}`: remove it from the layout").into()
                    );
                }
                Some(target) => waiting.push(target),
                None => {}
            }
        }
        let relations = opened.parts.get(&Opened::relations_path(&path)).cloned();
        parts.insert(path, Kept { content_type: content_type.to_owned(), bytes, relations });
    }
    Ok(parts)
}
