//! The image formats, with a hand-made scene: the content of the file, and the pixels.

#![allow(clippy::expect_used, reason = "a test that cannot go on should stop")]

use make_briefing::export::png::{GlyphCache, PngError};
use make_briefing::export::svg::selectable::{NamedMark, selectable};
use make_briefing::export::svg::{OutlineCache, svg};
use make_briefing::scene::item::{Item, Join, PathStep, Stroke, TextRole, TextRun};
use make_briefing::scene::{Layers, Scene};
use make_briefing::theme::fonts::{FontFiles, FontSet, Style};
use make_briefing::typeset::shaping::shape;
use make_briefing::units::{Color, Point, Rect, Size};

const ACCENT: Color = Color::new(0, 92, 169);
const MUTED: Color = Color::new(176, 184, 193);
const GRID: Color = Color::new(221, 221, 221);
const INK: Color = Color::new(34, 34, 34);

fn png(scene: &Scene, fonts: &FontSet<'_>, scale: f32) -> Result<Vec<u8>, PngError> {
    make_briefing::export::png::png(scene, &GlyphCache::new(fonts), scale)
}

/// Runs a test with the fonts that are compiled in.
fn with_fonts(test: impl FnOnce(&FontSet<'_>)) {
    let files = FontFiles::default();
    test(&FontSet::new(&files).expect("the built-in fonts are readable"));
}

fn text(fonts: &FontSet<'_>, style: Style, words: &str, at: (f32, f32), size: f32, color: Color) -> Item {
    Item::Text(TextRun {
        shaped: shape(fonts, style, words),
        at: Point::new(at.0, at.1),
        size,
        color,
        role: TextRole::Body,
        join: Join::Space,
    })
}

fn line(from: (f32, f32), to: (f32, f32), width: f32, dash: Option<(f32, f32)>) -> Item {
    let (from, to) = (Point::new(from.0, from.1), Point::new(to.0, to.1));
    Item::Path {
        steps: vec![PathStep::Move(from), PathStep::Line(to)],
        fill: None,
        stroke: Some(Stroke { color: GRID, width, dash }),
    }
}

/// A quarter of a ring with inner radius 40 and outer radius 80, to the lower right of its centre.
fn ring_quarter(x: f32, y: f32, color: Color) -> Item {
    // Where the control points of a cubic lie that comes closest to a quarter circle.
    const KAPPA: f32 = 0.552_284_8;
    let p = |dx: f32, dy: f32| Point::new(x + dx, y + dy);
    Item::Path {
        steps: vec![
            PathStep::Move(p(80.0, 0.0)),
            PathStep::Curve(p(80.0, 80.0 * KAPPA), p(80.0 * KAPPA, 80.0), p(0.0, 80.0)),
            PathStep::Line(p(0.0, 40.0)),
            PathStep::Curve(p(40.0 * KAPPA, 40.0), p(40.0, 40.0 * KAPPA), p(40.0, 0.0)),
            PathStep::Close,
        ],
        fill: Some(color),
        stroke: Some(Stroke { color: Color::WHITE, width: 1.5, dash: None }),
    }
}

/// Bars on a grid, a piece of a ring, and text in all styles.
fn drawing(fonts: &FontSet<'_>) -> Scene {
    let mut items = vec![
        text(fonts, Style::Bold, "Größere Budgets für Ämter", (20.0, 36.0), 22.0, INK),
        text(fonts, Style::Italic, "Anteil der Städte & Gemeinden, in Prozent", (20.0, 58.0), 13.0, INK),
    ];
    for column in 0..5 {
        let x = 120.3 + 60.0 * column as f32;
        items.push(line((x, 80.0), (x, 240.0), 0.5, None));
    }
    for (row, value) in [54.0, 34.0, 12.0].into_iter().enumerate() {
        let y = 90.2 + 50.0 * row as f32;
        let fill = if row == 0 { ACCENT } else { MUTED };
        let share = format!("{value}\u{202f}%");
        items.push(Item::Rect { rect: Rect::new(120.3, y, value * 3.0, 30.0), fill });
        items.push(text(fonts, Style::Regular, "gleich lassen", (20.0, y + 20.0), 12.0, INK));
        items.push(text(fonts, Style::Semibold, &share, (126.0, y + 20.0), 12.0, Color::WHITE));
    }
    items.push(line((20.0, 250.0), (380.0, 250.0), 1.0, Some((4.0, 2.0))));
    items.push(ring_quarter(300.0, 120.0, ACCENT));
    Scene {
        size: Size::new(400.0, 270.0),
        background: Some(Color::WHITE),
        items,
        layers: Layers::default(),
        title: "Größere <Budgets> & Ämter".into(),
        alt: "Balken:\n54 Prozent \"erhöhen\", 34 Prozent bleiben.".into(),
        lang: "de".into(),
    }
}

/// A scene of white paper.
fn empty(width: f32, height: f32) -> Scene {
    Scene {
        size: Size::new(width, height),
        background: Some(Color::WHITE),
        items: Vec::new(),
        layers: Layers::default(),
        title: String::new(),
        alt: String::new(),
        lang: String::new(),
    }
}

fn bar(x: f32, y: f32, width: f32, height: f32, fill: Color) -> Item {
    Item::Rect { rect: Rect::new(x, y, width, height), fill }
}

fn opaque(color: Color) -> [u8; 4] {
    [color.r, color.g, color.b, 255]
}

/// A decoded PNG.
struct Image {
    info: png::Info<'static>,
    rgba: Vec<u8>,
}

impl Image {
    /// Draws a scene and reads the file back.
    fn of(scene: &Scene, fonts: &FontSet<'_>, scale: f32) -> Self {
        let file = png(scene, fonts, scale).expect("a PNG");
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a header");
        let mut rgba = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut rgba).expect("pixels");
        assert_eq!(reader.info().color_type, png::ColorType::Indexed);
        Self { info: reader.info().clone(), rgba }
    }

    fn pixel(&self, x: u32, y: u32) -> [u8; 4] {
        let start = (y * self.info.width + x) as usize * 4;
        self.rgba[start..start + 4].try_into().expect("four channels")
    }

    fn colors(&self) -> usize {
        self.info.palette.as_ref().map_or(0, |palette| palette.len() / 3)
    }
}

/// Checks that tags nest, quotes pair and ampersands begin entities; returns the names of all elements.
fn elements(xml: &str) -> Vec<String> {
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    for entity in xml.split('&').skip(1) {
        assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|name| entity.starts_with(name)), "{entity}");
    }
    for piece in xml.split('<').skip(1) {
        let (tag, content) = piece.split_once('>').expect("a tag ends");
        assert!(!content.contains('>'), "an unescaped > in {content}");
        assert_eq!(tag.matches('"').count() % 2, 0, "a lone quote in {tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default().to_owned();
        if !tag.ends_with('/') {
            open.push(name.clone());
        }
        seen.push(name);
    }
    assert!(open.is_empty(), "left open: {open:?}");
    seen
}

#[test]
fn svg_is_well_formed_and_described() {
    with_fonts(|fonts| {
        let scene = drawing(fonts);
        let svg = svg(&scene, &OutlineCache::new(fonts));
        let elements = elements(&svg);
        assert_eq!(elements[..3], ["svg", "title", "desc"]);
        assert_eq!(elements.len(), 4 + scene.items.len(), "one element an item, and the background");
        assert!(svg.starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" width="400" height="270""#));
        assert!(svg.contains(r#" viewBox="0 0 400 270" role="img" aria-labelledby="title-"#));
        assert!(svg.contains(r#" lang="de">"#));
        assert!(svg.contains(">Größere &lt;Budgets&gt; &amp; Ämter</title>"));
        assert!(svg.contains(">Balken: 54 Prozent &quot;erhöhen&quot;, 34 Prozent bleiben.</desc>"));
    });
}

#[test]
fn svg_text_is_outlines_that_name_their_words() {
    with_fonts(|fonts| {
        let svg = svg(&drawing(fonts), &OutlineCache::new(fonts));
        assert!(!svg.contains("<text"));
        assert!(svg.contains(r##"<path aria-label="Größere Budgets für Ämter" fill="#222" d="M"##));
        assert!(svg.contains(r#"aria-label="Anteil der Städte &amp; Gemeinden, in Prozent""#));
    });
}

#[test]
fn svg_draws_shapes_as_given() {
    with_fonts(|fonts| {
        let svg = svg(&drawing(fonts), &OutlineCache::new(fonts));
        for expected in [
            r##"<rect x="120.3" y="90.2" width="162" height="30" fill="#005ca9"/>"##,
            r##"<path fill="none" stroke="#ddd" stroke-width=".5" stroke-linejoin="round" d="M120.3 80v160"/>"##,
            r#" stroke-dasharray="4 2" d="M20 250h360"/>"#,
            r#" d="M380 120c0 44.18-35.82 80-80 80v-40c22.09 0 40-17.91 40-40z"/>"#,
        ] {
            assert!(svg.contains(expected), "{expected}");
        }
    });
}

#[test]
fn svg_drops_what_xml_cannot_hold() {
    with_fonts(|fonts| {
        let scene = Scene {
            title: "a\u{0}b\u{1f}c\td\u{fffe}\u{7f}".into(),
            items: vec![text(fonts, Style::Regular, "x\u{7}<y>\"", (5.0, 20.0), 12.0, INK)],
            ..empty(50.0, 30.0)
        };
        let svg = svg(&scene, &OutlineCache::new(fonts));
        elements(&svg);
        assert!(svg.contains(">abc d</title>"));
        assert!(svg.contains(r#"aria-label="x&lt;y&gt;&quot;""#));
        assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
    });
}

#[test]
fn svg_of_nothing_is_still_valid() {
    with_fonts(|fonts| {
        let svg = svg(&Scene { background: None, ..empty(10.0, 10.0) }, &OutlineCache::new(fonts));
        assert_eq!(elements(&svg), ["svg"]);
        assert!(!svg.contains("aria-labelledby"));
    });
}

#[test]
fn png_shows_the_drawing_at_its_scale() {
    with_fonts(|fonts| {
        let image = Image::of(&drawing(fonts), fonts, 2.0);
        assert_eq!((image.info.width, image.info.height), (800, 540));
        assert_eq!(image.pixel(0, 0), opaque(Color::WHITE));
        assert_eq!(image.pixel(500, 200), opaque(ACCENT), "in the first bar");
        assert_eq!(image.pixel(400, 300), opaque(MUTED), "in the second bar");
        assert_eq!(image.pixel(690, 330), opaque(ACCENT), "in the ring");
        assert_eq!(image.pixel(630, 270), opaque(Color::WHITE), "in the hole of the ring");
    });
}

#[test]
fn png_edges_of_bars_and_hairlines_are_crisp() {
    with_fonts(|fonts| {
        let image = Image::of(&drawing(fonts), fonts, 2.0);
        let colors = [ACCENT, GRID, Color::WHITE].map(opaque);
        let is_pure = |x: u32, y: u32| colors.contains(&image.pixel(x, y));
        assert!((550..580).all(|x| is_pure(x, 200)), "the right edge of the first bar");
        assert!((170..190).all(|y| is_pure(500, y)), "its upper edge");
        assert!((230..250).all(|x| is_pure(x, 470)), "the first grid line");
        let hairline = (230..250).filter(|x| image.pixel(*x, 470) == opaque(GRID)).count();
        assert_eq!(hairline, 1, "half a unit is one pixel");
        let dashes: Vec<bool> = (40..64).map(|x| image.pixel(x, 500) == opaque(GRID)).collect();
        assert_eq!(dashes, [[true; 8].as_slice(), &[false; 4]].concat().repeat(2));
    });
}

#[test]
fn png_carries_palette_resolution_and_description() {
    with_fonts(|fonts| {
        let image = Image::of(&drawing(fonts), fonts, 2.0);
        assert!((17..100).contains(&image.colors()), "{} colours", image.colors());
        assert_eq!(image.info.pixel_dims.map(|dims| dims.xppu), Some(7559), "192 pixels an inch");
        let texts: Vec<(&str, &str, String)> = image
            .info
            .utf8_text
            .iter()
            .map(|chunk| (&*chunk.keyword, &*chunk.language_tag, chunk.get_text().expect("text")))
            .collect();
        let alt = "Balken: 54 Prozent \"erhöhen\", 34 Prozent bleiben.";
        let title = "Größere <Budgets> & Ämter";
        assert_eq!(texts[..2], [("Title", "de", title.into()), ("Description", "de", alt.into())]);
        let (keyword, _, packet) = &texts[2];
        assert_eq!(*keyword, "XML:com.adobe.xmp");
        let words = roxmltree::Document::parse(packet.trim()).expect("XMP is XML");
        let said = |name: &str| {
            let property = words.descendants().find(|node| node.tag_name().name() == name).expect("property");
            property
                .descendants()
                .find_map(|node| node.attributes().next().and(node.text()))
                .map(str::to_owned)
        };
        assert_eq!(said("title"), Some(title.into()));
        assert_eq!(said("AltTextAccessibility"), Some(alt.into()));
        assert_eq!(image.info.srgb, Some(png::SrgbRenderingIntent::Perceptual));
    });
}

#[test]
fn png_of_few_colours_takes_few_bits() {
    with_fonts(|fonts| {
        let mut scene = empty(33.0, 9.0);
        let fills = [INK, ACCENT, GRID, MUTED];
        for (count, depth) in [(1, png::BitDepth::One), (2, png::BitDepth::Two), (4, png::BitDepth::Four)] {
            let bars = fills.iter().take(count).enumerate();
            scene.items = bars.map(|(n, fill)| bar(31.0 - 10.0 * n as f32, 1.0, 2.0, 5.0, *fill)).collect();
            let image = Image::of(&scene, fonts, 1.0);
            assert_eq!(image.info.bit_depth, depth);
            assert_eq!(image.pixel(32, 1), opaque(INK), "the last pixel of a row");
            assert_eq!(image.pixel(30, 1), opaque(Color::WHITE));
        }
    });
}

#[test]
fn png_keeps_the_scenes_colours_when_mixes_are_too_many() {
    with_fonts(|fonts| {
        let fills: Vec<Color> = (0..60).map(|n| Color::new(n * 4, 255 - n * 4, n * 3)).collect();
        let mut scene = empty(600.0, 100.0);
        for (column, fill) in fills.iter().enumerate() {
            let x = column as f32 * 10.0;
            scene.items.push(bar(x, 0.0, 10.0, 60.0, *fill));
            scene.items.push(text(fonts, Style::Bold, "8", (x + 2.0, 40.0), 12.0, INK));
        }
        let image = Image::of(&scene, fonts, 1.0);
        assert_eq!(image.colors(), 256);
        for (column, fill) in (0..).zip(&fills) {
            assert_eq!(image.pixel(column * 10 + 5, 5), opaque(*fill));
        }
    });
}

#[test]
fn png_can_be_transparent() {
    with_fonts(|fonts| {
        let image = Image::of(&Scene { background: None, ..drawing(fonts) }, fonts, 2.0);
        assert_eq!(image.pixel(0, 0)[3], 0);
        assert_eq!(image.pixel(500, 200), opaque(ACCENT));
        let is_edge = |pixel: &[u8]| pixel[..3] == [34, 34, 34] && (1..255).contains(&pixel[3]);
        assert!(image.rgba.chunks_exact(4).any(is_edge), "letters fade out in their own colour");
    });
}

#[test]
fn png_refuses_canvases_without_pixels_or_with_too_many() {
    with_fonts(|fonts| {
        assert_eq!(png(&empty(0.0, 10.0), fonts, 2.0), Err(PngError::Empty));
        assert_eq!(png(&empty(10.0, 10.0), fonts, f32::NAN), Err(PngError::Empty));
        assert_eq!(png(&empty(10.0, 10.0), fonts, -1.0), Err(PngError::Empty));
        let fault = PngError::TooLarge { width: 20_000.0, height: 10_000.0 };
        assert_eq!(png(&empty(20_000.0, 10_000.0), fonts, 1.0), Err(fault));
        let fault = PngError::TooLarge { width: 40_000.0, height: 2.0 };
        assert_eq!(png(&empty(20_000.0, 1.0), fonts, 2.0), Err(fault));
    });
}

#[test]
fn items_beyond_the_canvas_are_cut_off() {
    with_fonts(|fonts| {
        let mut scene = empty(30.0, 30.0);
        scene.items = vec![
            bar(-10.0, -10.0, 20.0, 20.0, INK),
            bar(25.0, 25.0, 20.0, 20.0, INK),
            bar(1e9, 5.0, 20.0, 20.0, INK),
            ring_quarter(-1e12, 0.0, ACCENT),
            ring_quarter(f32::NAN, f32::INFINITY, ACCENT),
            ring_quarter(-60.0, -60.0, ACCENT),
            line((-1e9, 15.5), (1e9, 15.5), 1.0, None),
            line((-1e9, 17.5), (1e9, 17.5), 1.0, Some((0.0, 0.0))),
            text(fonts, Style::Regular, "Überlauf", (-45.0, 22.0), 14.0, INK),
            text(fonts, Style::Regular, "weit weg", (1e7, -1e7), 14.0, INK),
        ];
        let image = Image::of(&scene, fonts, 1.0);
        assert_eq!(image.pixel(0, 0), opaque(INK));
        assert_eq!(image.pixel(29, 29), opaque(INK));
        assert_eq!(image.pixel(29, 15), opaque(GRID));
        elements(&svg(&scene, &OutlineCache::new(fonts)));
    });
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    with_fonts(|fonts| {
        let scene = drawing(fonts);
        assert_eq!(svg(&scene, &OutlineCache::new(fonts)), svg(&scene, &OutlineCache::new(fonts)));
        assert_eq!(png(&scene, fonts, 2.0), png(&scene, fonts, 2.0));
    });
}

#[test]
fn live_svg_has_words_fonts_and_an_id_for_each_part() {
    with_fonts(|fonts| {
        let layers = Layers { ground: 2, marks: 7, labels: 16, footer: 18, ..Layers::default() };
        let scene = Scene { layers, ..drawing(fonts) };
        let Item::Rect { rect: area, .. } = scene.items[7] else { panic!("the marks begin with a bar") };
        let mark = NamedMark { row: "a < b".into(), column: "2019".into(), area };
        let svg = selectable(&scene, &[mark], fonts);
        let document = roxmltree::Document::parse(&svg).unwrap();
        let all = || document.descendants().filter(roxmltree::Node::is_element);
        let named = |name: &'static str| all().filter(move |one| one.tag_name().name() == name);
        assert_eq!((named("title").count(), named("desc").count()), (1, 1));
        let words: Vec<&str> = named("text").filter_map(|one| one.text()).collect();
        assert!(words.contains(&"gleich lassen"), "{words:?}");
        let ids: Vec<&str> = all().filter_map(|one| one.attribute("id")).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{ids:?}");
        let is_named = |one: roxmltree::Node<'_, '_>| one.attribute("id").is_some();
        assert!(named("text").all(|one| is_named(one) || one.parent().is_some_and(is_named)));
        let found = named("g").find(|one| one.attribute("data-row").is_some()).unwrap();
        assert_eq!(
            (found.attribute("data-row"), found.attribute("data-column")),
            (Some("a < b"), Some("2019"))
        );
        assert!(svg.contains("@font-face") && svg.contains("font/woff2;base64,"));
        assert!(svg.len() < 40_000, "{}", svg.len());
    });
}
