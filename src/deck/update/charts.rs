//! Charts, tables and pictures with their alternative texts.

use super::edits::Edits;
use super::{EDITED, Fate, Shape};
use crate::deck::marks;
use crate::office::opened::Opened;
use roxmltree::{Document, Node};

/// What a shape shows, with the paths of its parts.
enum Content<'d, 'p> {
    /// A chart and its workbook.
    Native(String, Option<String>),
    /// A table.
    Table(Node<'d, 'p>),
    /// The pixels, and the same as SVG.
    Picture(String, Option<String>),
}

/// Brings a chart up to date.
pub(super) fn update(old: &Shape<'_, '_>, new: &Shape<'_, '_>, edits: &mut Edits) -> Fate {
    let ([content, look, alt], [_, _, new_alt]) = (&old.mark.prints[..], &new.mark.prints[..]) else {
        return EDITED;
    };
    let fate = match (content_of(old), content_of(new)) {
        (Some(Content::Native(part, book)), Some(Content::Native(new_part, Some(new_book)))) => {
            native((old, &part, book), (new, &new_part, &new_book), [content, look], edits)
        }
        (Some(Content::Table(table)), Some(Content::Table(new_table))) => {
            cells((old, table), (new, new_table), content, edits)
        }
        (Some(Content::Picture(png, svg)), Some(Content::Picture(new_png, new_svg))) => {
            pixels((old, png, svg), (new, new_png, new_svg), content, edits)
        }
        _ => Fate::Left("the briefing now shows it as another kind of object"),
    };
    let words = |shape: &Shape<'_, '_>| shape.properties.attribute("descr").unwrap_or_default().to_owned();
    let is_ours = marks::print(&words(old)) == *alt;
    if matches!(fate, Fate::Left(_)) || (fate == Fate::Same && (alt == new_alt || !is_ours)) {
        return fate;
    }
    // What was not written anew keeps the prints of how it was written.
    let prints = match fate {
        Fate::Changed => new.mark.prints.clone(),
        _ => vec![content.clone(), look.clone(), new_alt.clone()],
    };
    edits.attribute(old.part, old.properties, "name", &marks::name("chart", &old.mark.id, &prints));
    if is_ours {
        edits.attribute(old.part, old.properties, "descr", &words(new));
        return Fate::Changed;
    }
    match alt == new_alt {
        true => Fate::Changed,
        false => Fate::ChangedBut("somebody has changed its alternative text"),
    }
}

fn content_of<'d, 'p>(shape: &Shape<'d, 'p>) -> Option<Content<'d, 'p>> {
    let relations = shape.package.relations(shape.part).ok()?;
    let target = |node: Node<'_, '_>, attribute: &str| {
        let id = node.attributes().find(|one| one.name() == attribute && one.namespace().is_some())?.value();
        relations.iter().find(|one| one.id == id)?.target.clone()
    };
    if let Some(chart) = marks::all(shape.node, "chart").next() {
        let part = target(chart, "id")?;
        let book = shape.package.relations(&part).ok()?.into_iter().find(|one| one.kind == "package");
        return Some(Content::Native(part, book.and_then(|one| one.target)));
    }
    if let Some(table) = marks::all(shape.node, "tbl").next() {
        return Some(Content::Table(table));
    }
    let png = marks::all(shape.node, "blip").next().and_then(|blip| target(blip, "embed"))?;
    Some(Content::Picture(
        png,
        marks::all(shape.node, "svgBlip").next().and_then(|blip| target(blip, "embed")),
    ))
}

/// A native chart: made anew where it is as we wrote it; only its figures where somebody chose its colours.
fn native(
    (old, part, book): (&Shape<'_, '_>, &str, Option<String>),
    (new, new_part, new_book): (&Shape<'_, '_>, &str, &str),
    [content, look]: [&String; 2],
    edits: &mut Edits,
) -> Fate {
    let documents = (old.package.document(part), new.package.document(new_part));
    let (Ok(was), Ok(is)) = documents else { return Fate::Left("its chart is damaged") };
    let ([figures, colors], [new_figures, new_colors]) =
        (marks::chart(was.root_element()), marks::chart(is.root_element()));
    let is_ours = figures == *content && colors == *look;
    if figures == new_figures && (colors == new_colors || !is_ours) {
        return Fate::Same;
    }
    if figures != *content {
        return old.edited(new);
    }
    // Some programs drop the workbook.
    let anew = if is_ours { with_workbook(old.package, part, &is) } else { None };
    if let Some(chart) = anew {
        edits.replace(part, chart);
    } else if figures == new_figures {
        return Fate::Same;
    } else if !figures_only((part, &was), &is, edits) {
        return Fate::Left(
            "somebody has chosen its colours or taken its workbook, and its rows or columns have changed",
        );
    }
    if let Some((book, bytes)) = book.zip(new.package.parts.get(new_book)) {
        edits.replace(&book, bytes.clone());
    }
    Fate::Changed
}

/// A fresh chart that names the workbook as the old one did.
fn with_workbook(package: &Opened, part: &str, fresh: &Document<'_>) -> Option<Vec<u8>> {
    let book = package.relations(part).ok()?.into_iter().find(|one| one.kind == "package")?;
    let data = marks::all(fresh.root_element(), "externalData").next()?;
    let id = data.attribute_node((crate::office::package::RELATIONSHIPS, "id"))?;
    let text = fresh.input_text();
    let (before, after) = (text.get(..id.range_value().start)?, text.get(id.range_value().end..)?);
    Some(format!("{before}{}{after}", crate::office::xml::escape(&book.id)).into_bytes())
}

/// Puts new figures and written labels into a chart of the same series and names; `false` where those differ.
fn figures_only((part, was): (&str, &Document<'_>), is: &Document<'_>, edits: &mut Edits) -> bool {
    let (old, new) = (values(was), values(is));
    let words = |node: &Node<'_, '_>| node.text().map(|text| text.replace('\u{a0}', " "));
    let same = old.len() == new.len()
        && old.iter().zip(&new).all(|((key, one), (other, two))| {
            let is_name = key.contains(" tx ") || key.contains(" cat ");
            key == other && (words(one) == words(two) || (one.text().is_some() && !is_name))
        });
    if same {
        for ((_, one), (_, two)) in
            old.iter().zip(&new).filter(|((_, one), (_, two))| one.text() != two.text())
        {
            edits.text(part, *one, two.text().unwrap_or_default());
        }
        // Ends of axes that we set hold the figures of today.
        for end in ["min", "max"] {
            let ends = |chart| marks::all(chart, end).collect::<Vec<_>>();
            let (old, new) = (ends(was.root_element()), ends(is.root_element()));
            for (one, two) in old.iter().zip(&new).filter(|_| old.len() == new.len()) {
                edits.attribute(part, *one, "val", two.attribute("val").unwrap_or_default());
            }
        }
    }
    same
}

/// What a chart says, element by element, each with its place.
fn values<'d, 'i>(chart: &'d Document<'i>) -> Vec<(String, Node<'d, 'i>)> {
    let mut found = Vec::new();
    for (number, series) in marks::all(chart.root_element(), "ser").enumerate() {
        for (role, element) in [
            ("tx", "v"),
            ("cat", "v"),
            ("val", "v"),
            ("xVal", "v"),
            ("yVal", "v"),
            ("errBars", "v"),
            ("dLbls", "t"),
        ] {
            for node in marks::child(series, role).into_iter().flat_map(|part| marks::all(part, element)) {
                let index = |node: &Node<'_, '_>| {
                    node.attribute("idx")
                        .map(str::to_owned)
                        .or_else(|| Some(marks::child(*node, "idx")?.attribute("val")?.to_owned()))
                };
                let at = node.ancestors().find_map(|node| index(&node)).unwrap_or_default();
                found.push((format!("{number} {role} {at}"), node));
            }
        }
    }
    found
}

/// The cells of a table of the same rows and columns.
fn cells(
    (old, table): (&Shape<'_, '_>, Node<'_, '_>),
    (new, fresh): (&Shape<'_, '_>, Node<'_, '_>),
    content: &str,
    edits: &mut Edits,
) -> Fate {
    let (was, is) = (marks::table(table), marks::table(fresh));
    if was == is {
        return Fate::Same;
    }
    if was != content {
        return old.edited(new);
    }
    let form = |table| {
        let rows = marks::all(table, "tr")
            .map(|row| marks::all(row, "tc").map(|cell| marks::all(cell, "t").count()).collect::<Vec<_>>());
        rows.collect::<Vec<_>>()
    };
    // A cell without a text has no place for a figure.
    let is_empty = marks::all(table, "t").any(|words| words.text().is_none());
    if form(table) != form(fresh) || is_empty {
        return Fate::Left("its rows or columns have changed");
    }
    for (one, two) in marks::all(table, "t").zip(marks::all(fresh, "t")) {
        edits.text(old.part, one, two.text().unwrap_or_default());
    }
    Fate::Changed
}

/// The pixels and the SVG of a picture.
fn pixels(
    (old, png, svg): (&Shape<'_, '_>, String, Option<String>),
    (new, new_png, new_svg): (&Shape<'_, '_>, String, Option<String>),
    content: &str,
    edits: &mut Edits,
) -> Fate {
    let of = |shape: &Shape<'_, '_>, path: &String| shape.package.parts.get(path).cloned();
    let (Some(was), Some(is)) = (of(old, &png), of(new, &new_png)) else {
        return Fate::Left("it has lost its picture");
    };
    if was == is {
        return Fate::Same;
    }
    if marks::print_of_bytes(&was) != content {
        return old.edited(new);
    }
    let vector = new_svg.and_then(|path| of(new, &path));
    match (svg, vector) {
        (Some(path), Some(vector)) => edits.replace(&path, vector),
        (None, _) => {}
        (Some(_), None) => return Fate::Left("it has lost its picture"),
    }
    edits.replace(&png, is);
    Fate::Changed
}
