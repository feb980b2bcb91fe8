//! One slide as a part.

use super::chart::{workbook, xml};
use super::design::Design;
use super::frame::xfrm;
use super::holders::Holder;
use super::layouts::{Layout, PlaceholderShape, SECTION, placeholder, reference};
use super::marks;
use super::master::GROUP;
use super::native::NativeChart;
use super::paragraphs::{self, Paragraph};
use super::slides::{Body, Graphic, Picture, ShownChart, Slide};
use super::table_xml;
use super::theme_xml::NAMESPACES;
use crate::office::package::{Package, Relations, TooLarge};
use crate::office::xml::escape;
use crate::story::slides::frame::{BODY, LABEL};
use crate::units::{Color, Rect};

/// What all slides share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set<'a> {
    pub(super) design: &'a Design,
    pub(super) language: &'a str,
}

/// Writes a slide with its chart, figures and pictures; `number` counts from 1.
///
/// # Errors
/// Where a workbook is larger than a file can be.
pub(super) fn write(
    slide: &Slide,
    number: usize,
    set: Set<'_>,
    package: &mut Package,
) -> Result<(), TooLarge> {
    let path = format!("ppt/slides/slide{number}.xml");
    let mut relations = Relations::default();
    let holders = set.design.holders(slide.layout);
    relations.part("slideLayout", &holders.path);
    let alone = match &slide.body {
        Body::Charts(charts) if charts.len() == 1 && slide.layout == Layout::Chart => {
            charts.first().map(|chart| chart.id.as_str())
        }
        _ => None,
    };
    let mut shapes = vec![title(slide, alone, &holders.title, set)];
    let mut id = 3;
    let mut next = || {
        id += 1;
        id - 1
    };
    // A template that has no placeholder for a text gets a box in its place.
    let mut text = |name: &str, holder: Option<&Holder>, place: Rect, words: &str| match holder {
        Some(holder) => filled(next(), name, holder, words),
        None => text_box(next(), name, place, "t", words),
    };
    let frame = &set.design.frame;
    match &slide.body {
        Body::Text(body, ..) if body.is_empty() => {}
        Body::Text(body, ..) if slide.layout == Layout::Title => {
            let below = Rect { y: frame.size.height * 0.6, height: frame.size.height * 0.3, ..frame.title };
            let size = holders.text.as_ref().and_then(|holder| holder.cover_size(body));
            let words: String =
                body.iter().map(|one| paragraphs::plain(&one.words(), set.language, size)).collect();
            shapes.push(text("Subtitle", holders.text.as_ref(), below, &words));
        }
        Body::Text(body, size, columns) => {
            let size =
                holders.text.as_ref().map_or(*size, |holder| holder.text_size(body, (*size, *columns)));
            let words: String = body
                .iter()
                .map(|one| paragraphs::paragraph(one, set.language, size, &mut relations))
                .collect();
            let shape = text("Text", holders.text.as_ref(), frame.opening, &words);
            // Of a text that is continued in a second column the first is filled.
            let body =
                format!("<a:bodyPr numCol=\"{columns}\" spcCol=\"500000\"><a:normAutofit/></a:bodyPr>");
            shapes.push(if *columns > 1 { shape.replacen("<a:bodyPr/>", &body, 1) } else { shape });
        }
        Body::Charts(charts) => {
            if !slide.subtitle.is_empty() {
                let size = holders.subtitle.is_none().then_some(LABEL + 4.0);
                let words = paragraphs::plain(&slide.subtitle, set.language, size);
                let name = alone
                    .map_or_else(|| "Subtitle".to_owned(), |id| marks::text_name("subtitle", id, &words));
                shapes.push(text(&name, holders.subtitle.as_ref(), frame.subtitle, &words));
            }
            for (index, chart) in charts.iter().enumerate() {
                let holder = holders.chart.as_ref();
                self::chart(chart, (number, index, holder), set, &mut shapes, &mut relations, package)?;
            }
        }
    }
    if let Some(holder) = &holders.number {
        let words = format!(
            "<a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\"><a:rPr lang=\"{}\"/><a:t>{number}</a:t></a:fld></a:p>",
            escape(set.language)
        );
        shapes.push(filled(next(), "Number", holder, &words));
    }
    if !slide.notes.is_empty() {
        notes(slide, number, set, &mut relations, package);
    }
    let xml = format!(
        "<p:sld {NAMESPACES}><p:cSld><p:spTree>{GROUP}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        shapes.concat()
    );
    package.xml(
        &path,
        "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
        &xml,
        relations,
    );
    Ok(())
}

/// A placeholder with its text.
fn filled(id: u32, name: &str, holder: &Holder, words: &str) -> String {
    let Holder { kind, index, .. } = holder;
    placeholder(id, &PlaceholderShape { name, kind, index: *index, place: None, body: "", style: "" }, words)
}

/// The title, smaller where it is long.
fn title(slide: &Slide, chart: Option<&str>, holder: &Holder, set: Set<'_>) -> String {
    // Two lines of 28 points hold about 62 characters each on a wide slide.
    let room = set.design.frame.title.width / 14.2 * 2.0;
    let size = match slide.title.chars().count() as f32 / room {
        _ if holder.room.is_some() => holder.title_size(&slide.title),
        _ if slide.layout == Layout::Section => section_size(&slide.title, set),
        _ if slide.layout == Layout::Title => None,
        full if full <= 1.0 => None,
        full if full <= 1.3 => Some(24.0),
        _ => Some(20.0),
    };
    let words = paragraphs::plain(&slide.title, set.language, size);
    let name = chart.map_or_else(|| "Title".to_owned(), |id| marks::text_name("title", id, &words));
    let title = filled(2, &name, holder, &words);
    // Two charts have titles of their own right below it.
    let is_shared = matches!(&slide.body, Body::Charts(charts) if charts.len() > 1);
    if is_shared && holder.room.is_none() {
        return title.replacen("<a:bodyPr/>", "<a:bodyPr anchor=\"t\"><a:normAutofit/></a:bodyPr>", 1);
    }
    title
}

/// The size of a title on the panel of a section: no word of it is wider than the panel.
fn section_size(title: &str, set: Set<'_>) -> Option<f32> {
    let frame = &set.design.frame;
    let room = frame.panel.width - frame.title.x - 24.0;
    let longest = title.split(' ').map(|word| word.chars().count()).max().unwrap_or(0) as f32;
    let fits = |size: &f32| longest * size * 0.58 <= room;
    (!fits(&SECTION)).then(|| [30.0, 27.0, 24.0].into_iter().find(fits).unwrap_or(20.0))
}

/// The height of a key above a chart.
const KEY: f32 = 24.0;

/// Names with their colours, in the order in which they are drawn.
fn key(names: &[(String, Color)], (number, chart, place): (u32, &str, Rect), set: Set<'_>) -> String {
    let mut runs = String::new();
    for (name, color) in names {
        runs += &format!(
            "<a:r><a:rPr lang=\"{0}\" sz=\"1400\">{1}<a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>\u{25a0}\u{a0}</a:t></a:r>{2}",
            escape(set.language),
            set.design.ink.fill(*color),
            paragraphs::run(&format!("{}\u{2003}", name.replace(' ', "\u{a0}")), set.language, Some(14.0))
                .replacen("/>", "><a:latin typeface=\"+mn-lt\"/></a:rPr>", 1)
        );
    }
    let words = format!("<a:p><a:pPr algn=\"ctr\"/>{runs}</a:p>");
    let name = escape(&marks::text_name("key", chart, &words));
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{number}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"/><a:lstStyle/>{words}</p:txBody></p:sp>",
        xfrm("a:xfrm", place)
    )
}

/// A chart with its title, text and footer; `index` counts the charts of a slide.
fn chart(
    chart: &ShownChart,
    (number, index, holder): (usize, usize, Option<&Holder>),
    set: Set<'_>,
    shapes: &mut Vec<String>,
    relations: &mut Relations,
    package: &mut Package,
) -> Result<(), TooLarge> {
    let first = 20 + 10 * index as u32;
    if let Some((title, subtitle, at)) = &chart.title {
        let bold = Paragraph { heading: true, ..Paragraph::plain(title) };
        let mut words = paragraphs::paragraph(&bold, set.language, BODY, relations);
        if !subtitle.is_empty() {
            words += &paragraphs::plain(subtitle, set.language, Some(LABEL));
        }
        // Title and subtitle have the room down to the chart: in less, programs set them in tiny letters.
        let at = Rect { height: at.height.max(chart.room.y - at.y), ..*at };
        shapes.push(text_box(first, &marks::text_name("title", &chart.id, &words), at, "t", &words));
    }
    if let Some((text, size, at)) = &chart.text {
        let words: String =
            text.iter().map(|one| paragraphs::paragraph(one, set.language, *size, relations)).collect();
        shapes.push(text_box(first + 1, &marks::text_name("text", &chart.id, &words), *at, "t", &words));
    }
    let footer = footer(chart);
    let above = |room: Rect| Rect { height: room.height.min(footer.y - 8.0 - room.y), ..room };
    let mut room = above(chart.room);
    let label = Label { number: 100 + index as u32, id: &chart.id, alt: &chart.alt };
    if let Graphic::Native(native) = &chart.graphic
        && !native.key.is_empty()
    {
        shapes.push(key(&native.key, (90 + index as u32, &chart.id, Rect { height: KEY, ..room }), set));
        room = Rect { y: room.y + KEY, height: room.height - KEY, ..room };
    }
    let path = if index == 0 { number.to_string() } else { format!("{number}-{}", index + 1) };
    shapes.push(match &chart.graphic {
        Graphic::Table(table) => table_xml::frame(label, table, room, &set.design.ink, set.language),
        Graphic::Picture(picture) => {
            self::picture(label, picture, (above(chart.place), &path), relations, package)
        }
        Graphic::Native(native) => {
            let holder = holder.filter(|_| chart.title.is_none() && chart.text.is_none());
            self::native(label, native, (room, &path, holder), set, relations, package)?
        }
    });
    if !chart.footer.is_empty() {
        let words: String =
            chart.footer.iter().map(|line| paragraphs::plain(line, set.language, Some(LABEL))).collect();
        shapes.push(text_box(first + 2, &marks::text_name("base", &chart.id, &words), footer, "b", &words));
    }
    Ok(())
}

/// A box of text at this place, anchored at its top (`t`) or foot (`b`).
fn text_box(id: u32, name: &str, place: Rect, anchor: &str, words: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"{anchor}\"><a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr><a:defRPr><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></a:lstStyle>{words}</p:txBody></p:sp>",
        xfrm("a:xfrm", place)
    )
}

/// The place of the footer, which grows upwards with its lines.
fn footer(chart: &ShownChart) -> Rect {
    let place = chart.footer_place;
    let room = ((place.width / (LABEL * 0.47)) as usize).max(1);
    let lines = chart.footer.iter().map(|line| line.chars().count().div_ceil(room)).sum::<usize>();
    let height = (lines as f32 * LABEL * 1.25 + 2.0).max(LABEL);
    Rect { y: place.bottom() - height, height, ..place }
}

/// The number of a shape, the chart that it shows, and its alternative text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label<'a> {
    number: u32,
    id: &'a str,
    alt: &'a str,
}

/// Name, alternative text and whether a shape is decorative. The name has the prints of content and look.
pub(super) fn properties(
    Label { number: id, id: chart, alt }: Label<'_>,
    content: String,
    look: String,
) -> String {
    let name = escape(&marks::name("chart", chart, &[content, look, marks::print(alt)]));
    match alt {
        "" => format!(
            "<p:cNvPr id=\"{id}\" name=\"{name}\"><a:extLst><a:ext uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst></p:cNvPr>"
        ),
        _ => format!("<p:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{}\"/>", escape(alt)),
    }
}

fn native(
    label: Label<'_>,
    chart: &NativeChart,
    (place, number, holder): (Rect, &str, Option<&Holder>),
    set: Set<'_>,
    relations: &mut Relations,
    package: &mut Package,
) -> Result<String, TooLarge> {
    let path = format!("ppt/charts/chart{number}.xml");
    let book = format!("ppt/embeddings/chart{number}.xlsx");
    let id = relations.part("chart", &path);
    let mut own = Relations::default();
    let figures = own.part("package", &book);
    let xml = xml::chart(chart, &set.design.ink, set.language, &figures);
    let [content, look] = marks::of_chart(&xml);
    package.xml(&path, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", &xml, own);
    package.media(&book, workbook::bytes(chart)?);
    let holder = holder.map_or_else(String::new, |holder| reference(&holder.kind, holder.index));
    Ok(format!(
        "<p:graphicFrame><p:nvGraphicFramePr>{}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr>{holder}</p:nvPr></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{id}\"/></a:graphicData></a:graphic></p:graphicFrame>",
        properties(label, content, look),
        xfrm("p:xfrm", place)
    ))
}

/// A picture in the middle of its place, as large as that allows.
fn picture(
    label: Label<'_>,
    picture: &Picture,
    (place, number): (Rect, &str),
    relations: &mut Relations,
    package: &mut Package,
) -> String {
    let path = |end: &str| format!("ppt/media/chart{number}.{end}");
    package.media(&path("png"), picture.png.clone());
    package.media(&path("svg"), picture.svg.clone());
    let (png, svg) = (relations.part("image", &path("png")), relations.part("image", &path("svg")));
    let scale = (place.width / picture.size.width).min(place.height / picture.size.height);
    let (width, height) = (picture.size.width * scale, picture.size.height * scale);
    let place = Rect::new(place.x + (place.width - width) / 2.0, place.y, width, height);
    format!(
        "<p:pic><p:nvPicPr>{}<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{png}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{svg}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        properties(label, marks::print_of_bytes(&picture.png), String::new()),
        xfrm("a:xfrm", place)
    )
}

fn notes(slide: &Slide, number: usize, set: Set<'_>, relations: &mut Relations, package: &mut Package) {
    let path = format!("ppt/notesSlides/notesSlide{number}.xml");
    relations.part("notesSlide", &path);
    let mut own = Relations::default();
    own.part("notesMaster", "ppt/notesMasters/notesMaster1.xml");
    own.part("slide", &format!("ppt/slides/slide{number}.xml"));
    let chart = match &slide.body {
        Body::Charts(charts) => charts.first().map(|chart| chart.id.as_str()),
        Body::Text(..) => None,
    };
    let xml = super::notes::page(&slide.notes, chart, set.language);
    package.xml(
        &path,
        "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
        &xml,
        own,
    );
}
