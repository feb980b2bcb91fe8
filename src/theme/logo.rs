//! A logo: filled paths read from an SVG file.

use crate::reason::Reason;
use crate::units::{Color, Point, Size};
use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::tiny_skia_path::PathSegment;

/// A vector picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// Its extent in its own units.
    pub size: Size,
    /// Its shapes from back to front.
    pub shapes: Vec<LogoShape>,
}

/// A filled path of a logo.
#[derive(Debug, Clone, PartialEq)]
pub struct LogoShape {
    /// The colour.
    pub fill: Color,
    /// The path.
    pub steps: Vec<LogoStep>,
}

/// One step of a logo's path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LogoStep {
    /// Starts a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve.
    Curve(Point, Point, Point),
    /// Closes the contour.
    Close,
}

impl LogoStep {
    fn is_finite(&self) -> bool {
        let is_finite = |point: &Point| point.x.is_finite() && point.y.is_finite();
        match self {
            Self::Move(point) | Self::Line(point) => is_finite(point),
            Self::Curve(a, b, point) => [a, b, point].into_iter().all(is_finite),
            Self::Close => true,
        }
    }
}

impl Logo {
    /// Reads an SVG file. Features that would not look as in a browser are refused.
    ///
    /// # Errors
    /// A sentence that names the unsupported feature and its element.
    pub fn from_svg(bytes: &[u8]) -> Result<Self, Reason> {
        let text =
            std::str::from_utf8(bytes).map_err(|_| "the logo is not an SVG file in UTF-8".to_owned())?;
        check_entities(text)?;
        let unreadable = |error: String| format!("the logo is not valid SVG: {error}");
        let parsing =
            ParsingOptions { allow_dtd: true, nodes_limit: MAX_ELEMENTS, ..ParsingOptions::default() };
        let document =
            Document::parse_with_options(text, parsing).map_err(|error| unreadable(error.to_string()))?;
        document.descendants().try_for_each(|node| check_element(&node))?;
        check_styles(&document)?;
        let tree = usvg::Tree::from_xmltree(&document, &sandboxed_options())
            .map_err(|error| unreadable(error.to_string()))?;
        let mut shapes = Vec::new();
        collect(tree.root(), &mut shapes, &mut 0)?;
        let is_finite = |shape: &LogoShape| shape.steps.iter().all(LogoStep::is_finite);
        if !shapes.iter().all(is_finite) || !(tree.size().width() * tree.size().height()).is_finite() {
            return Err("the logo has coordinates that are too large".into());
        }
        if shapes.is_empty() {
            return Err("the logo has no filled shapes".into());
        }
        Ok(Self { size: Size::new(tree.size().width(), tree.size().height()), shapes })
    }
}

/// Limits far above any real logo: the number of elements, and the depth of their nesting.
const MAX_ELEMENTS: u32 = 200_000;
const MAX_DEPTH: usize = 100;
/// The number of CSS selectors times that of elements or of selectors: each is compared with each.
const MAX_MATCHES: usize = 20_000_000;
/// Bytes that entities may add to the file.
const MAX_ENTITY_BYTES: usize = 16 << 20;
/// Steps of all paths, after `use` has repeated them.
const MAX_STEPS: usize = 2_000_000;

/// Options that read nothing but the logo itself: no linked files and no system fonts.
fn sandboxed_options() -> usvg::Options<'static> {
    let nothing = usvg::ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    usvg::Options { image_href_resolver: nothing, resources_dir: None, ..usvg::Options::default() }
}

/// Refuses elements that usvg would drop silently, and nesting that it would follow without limit.
fn check_element(node: &Node<'_, '_>) -> Result<(), Reason> {
    if node.ancestors().take(MAX_DEPTH + 1).count() > MAX_DEPTH {
        return Err(format!("the logo has elements nested more than {MAX_DEPTH} deep").into());
    }
    let refuse = |what: &str| Err(format!("the logo {what}: {}", described(node)).into());
    match node.tag_name().name() {
        "text" | "tspan" => return refuse("contains live text, which must be converted to outlines"),
        "image" | "feImage" => return refuse("contains an image"),
        "foreignObject" => return refuse("contains content that is not SVG"),
        _ => {}
    }
    let href = node.attributes().find(|attribute| attribute.name() == "href");
    match href.filter(|href| node.tag_name().name() != "a" && !href.value().starts_with('#')) {
        Some(_) => refuse("links to another file"),
        None => Ok(()),
    }
}

/// Refuses entities that unpack to more than a logo can hold. Drawing programs declare them for the names of schemas;
/// none of theirs names another entity.
fn check_entities(text: &str) -> Result<(), Reason> {
    let Some(start) = text.find("<!DOCTYPE") else { return Ok(()) };
    let end = text[start..].find("]>").map_or(text.len(), |at| start + at);
    let declared = &text[start..end];
    if declared.contains("<!ENTITY") && declared.contains('&') {
        return Err(
            "the logo has entities that name other entities: save it again from a drawing program".into()
        );
    }
    let longest = declared.split("<!ENTITY").skip(1).map(str::len).max().unwrap_or(0);
    match text[end..].matches('&').count().saturating_mul(longest) > MAX_ENTITY_BYTES {
        true => Err("the logo has entities that unpack to too much text".into()),
        false => Ok(()),
    }
}

/// Refuses style sheets that would be compared with elements for minutes.
fn check_styles(document: &Document<'_>) -> Result<(), Reason> {
    let (mut selectors, mut elements) = (0usize, 0usize);
    for node in document.descendants().filter(Node::is_element) {
        elements += 1;
        if node.tag_name().name() == "style" {
            let sheets = node.descendants().filter_map(|node| node.text());
            selectors += sheets.map(|sheet| sheet.matches(['{', ',']).count()).sum::<usize>();
        }
    }
    match selectors.saturating_mul(elements.max(selectors)) > MAX_MATCHES {
        true => {
            Err(format!("the logo has {selectors} CSS selectors for {elements} elements, which are too many")
                .into())
        }
        false => Ok(()),
    }
}

/// An element as its author can find it: `<path id="a"> on line 3`.
fn described(node: &Node<'_, '_>) -> String {
    let line = node.document().text_pos_at(node.range().start).row;
    let id = node.attribute("id").map_or_else(String::new, |id| format!(" id=\"{id}\""));
    format!("<{}{id}> on line {line}", node.tag_name().name())
}

fn collect(group: &usvg::Group, shapes: &mut Vec<LogoShape>, steps: &mut usize) -> Result<(), Reason> {
    let refuse = |what: &str, kind: &str, id: &str| {
        let name = if id.is_empty() { String::new() } else { format!(", in `{id}`") };
        Err(format!("the logo has {what} on a {kind}{name}: convert it to plain filled shapes").into())
    };
    let on_group = |what: &str| refuse(what, "group or shape", group.id());
    if group.clip_path().is_some() {
        return on_group("a clip");
    }
    if group.mask().is_some() {
        return on_group("a mask");
    }
    if !group.filters().is_empty() {
        return on_group("a filter");
    }
    if group.opacity().get() < 1.0 {
        return on_group("opacity");
    }
    if group.blend_mode() != usvg::BlendMode::Normal {
        return on_group("a blend mode");
    }
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => collect(group, shapes, steps)?,
            usvg::Node::Path(path) => {
                let on_path = |what: &str| refuse(what, "path", path.id());
                match path.fill() {
                    Some(fill) if path.is_visible() && fill.opacity().get() < 1.0 => {
                        return on_path("opacity");
                    }
                    Some(fill) if path.is_visible() && fill.rule() == usvg::FillRule::EvenOdd => {
                        return on_path("`fill-rule: evenodd`");
                    }
                    _ => shapes.extend(shape(path)?),
                }
                *steps += path.data().verbs().len();
                if *steps > MAX_STEPS {
                    return Err(format!("the logo has paths with more than {MAX_STEPS} steps").into());
                }
            }
            usvg::Node::Image(_) => return Err("the logo contains a pixel image".into()),
            usvg::Node::Text(_) => return Err("the logo contains live text: convert it to outlines".into()),
        }
    }
    Ok(())
}

fn shape(path: &usvg::Path) -> Result<Option<LogoShape>, Reason> {
    if !path.is_visible() {
        return Ok(None);
    }
    if path.stroke().is_some() {
        return Err("the logo has strokes: convert them to outlines".into());
    }
    let Some(fill) = path.fill() else { return Ok(None) };
    let usvg::Paint::Color(color) = fill.paint() else {
        return Err("the logo has gradients or patterns: use plain colours".into());
    };
    let data = path.data().clone().transform(path.abs_transform());
    let point = |p: usvg::tiny_skia_path::Point| Point::new(p.x, p.y);
    let mut last = Point::default();
    let mut steps = Vec::new();
    for segment in data.iter().flat_map(|data| data.segments()) {
        steps.push(match segment {
            PathSegment::MoveTo(p) => LogoStep::Move(point(p)),
            PathSegment::LineTo(p) => LogoStep::Line(point(p)),
            PathSegment::QuadTo(c, p) => {
                let (c, p) = (point(c), point(p));
                let third = |a: Point| Point::new((a.x + 2.0 * c.x) / 3.0, (a.y + 2.0 * c.y) / 3.0);
                LogoStep::Curve(third(last), third(p), p)
            }
            PathSegment::CubicTo(a, b, p) => LogoStep::Curve(point(a), point(b), point(p)),
            PathSegment::Close => LogoStep::Close,
        });
        if let PathSegment::MoveTo(p)
        | PathSegment::LineTo(p)
        | PathSegment::QuadTo(_, p)
        | PathSegment::CubicTo(_, _, p) = segment
        {
            last = point(p);
        }
    }
    Ok(Some(LogoShape { fill: Color::new(color.red, color.green, color.blue), steps }))
}

#[cfg(test)]
mod tests {
    use super::Logo;
    use crate::reason::Reason;

    fn read(body: &str) -> Result<usize, Reason> {
        let head = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>";
        Logo::from_svg(format!("{head}\n{body}</svg>").as_bytes()).map(|logo| logo.shapes.len())
    }

    #[test]
    fn filled_shapes_are_accepted() {
        for body in [
            "<path d='M0 0H9V9Z'/>",
            "<g transform='scale(2)'><circle r='2' fill='#123456'/></g>",
            "<defs><path id='p' d='M0 0H9V9Z'/></defs><use href='#p'/>",
            "<a href='https://example.org'><rect width='3' height='3'/></a>",
            "<path d='M0 0H9V9Z'/><path visibility='hidden' fill-rule='evenodd' d='M0 0H9V9Z'/>",
        ] {
            assert_eq!(read(body), Ok(1), "{body}");
        }
    }

    /// Groups that each use the one before ten times.
    fn uses() -> String {
        let group =
            |at: usize| format!("<g id='p{}'>{}</g>", at + 1, format!("<use href='#p{at}'/>").repeat(10));
        (0..9).map(group).collect()
    }

    #[test]
    fn entities_do_not_unpack_to_gigabytes() {
        let with = |declared: &str, body: &str| {
            let text = format!(
                "<!DOCTYPE svg [{declared}]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{body}</svg>"
            );
            Logo::from_svg(text.as_bytes()).map(|logo| logo.shapes.len())
        };
        let rect = "<rect width='3' height='3'/>";
        assert_eq!(
            with("<!ENTITY ns 'http://ns.example.org/'>", &format!("<g xmlns:x='&ns;'>{rect}</g>")),
            Ok(1)
        );
        let nested = with("<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>", &format!("<g id='&b;'>{rect}</g>"));
        assert!(nested.is_err_and(|message| message.to_string().contains("name other entities")));
        let long = format!("<!ENTITY a '{}'>", "a".repeat(100_000));
        let many = with(&long, &format!("<g id='{}'>{rect}</g>", "&a;".repeat(200)));
        assert!(many.is_err_and(|message| message.to_string().contains("too much text")));
    }

    #[test]
    fn unsupported_features_are_refused_by_name() {
        let rect = "<rect id='r' width='3' height='3'";
        for (body, words) in [
            (
                String::from("<path id='r' fill-rule='evenodd' d='M0 0H9V9Z'/>"),
                "`fill-rule: evenodd` on a path, in `r`",
            ),
            (format!("<g style='fill-rule:evenodd'>{rect}/></g>"), "evenodd"),
            (
                format!(
                    "<clipPath id='c'><rect width='1' height='1'/></clipPath>{rect} clip-path='url(#c)'/>"
                ),
                "a clip",
            ),
            (
                format!(
                    "<mask id='m'><rect width='1' height='1' fill='white'/></mask>{rect} mask='url(#m)'/>"
                ),
                "a mask",
            ),
            (format!("{rect} opacity='.5'/>"), "opacity"),
            (format!("{rect} fill-opacity='.5'/>"), "opacity"),
            (format!("<g opacity='.5'>{rect}/></g>"), "opacity"),
            (format!("{rect} fill='rgba(1,2,3,.5)'/>"), "opacity"),
            (format!("{rect} style='mix-blend-mode:multiply'/>"), "a blend mode"),
            (
                format!(
                    "<filter id='f'><feGaussianBlur stdDeviation='1'/></filter>{rect} filter='url(#f)'/>"
                ),
                "a filter",
            ),
            (
                format!("{rect}/><text id='t' y='5'>A</text>"),
                "live text, which must be converted to outlines: <text id=\"t\"> on line 2",
            ),
            (format!("{rect}/><image href='a.png' width='3' height='3'/>"), "contains an image"),
            (format!("{rect}/><use xlink:href='other.svg#a'/>"), "links to another file: <use> on line 2"),
            (format!("{rect}/><foreignObject/>"), "not SVG"),
            (format!("{rect} stroke='red'/>"), "strokes"),
            (format!("{}{rect}/>{}", "<g>".repeat(700), "</g>".repeat(700)), "deep"),
            (format!("{}<style>{}</style>", format!("{rect}/>").repeat(30_000), ".a{}".repeat(1_000)), "CSS"),
            (format!("{rect}/><style>{}</style>", ".a{}".repeat(9_000)), "CSS"),
            (format!("<g id='p0'>{rect}/></g>{}", uses()), "limit"),
            (format!("<path d='M0 0{}'/>", "h1".repeat(2_000_001)), "steps"),
        ] {
            let result = read(&body);
            assert!(
                result.as_ref().is_err_and(|message| message.to_string().contains(words)),
                "{body}: {result:?}"
            );
        }
    }
}
