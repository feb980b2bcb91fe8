//! Serialises a scene as the key of the image cache: equal scenes give equal bytes, different scenes different
//! bytes.

use super::item::{Item, PathStep, Stroke, TextRun};
use super::{Layers, Scene};
use crate::typeset::shaping::{Glyph, GlyphRun, Shaped};
use crate::units::{Color, Point, Rect, Size};

/// The scene as bytes: everything that an export format may use. The format is internal and never read back.
pub fn bytes(scene: &Scene) -> Vec<u8> {
    let Scene { size, background, items, layers, title, alt, lang } = scene;
    let mut out = Bytes(Vec::with_capacity(64 * 1024));
    let Size { width, height } = *size;
    out.numbers(&[width, height]);
    out.color(*background);
    [title, alt, lang].into_iter().for_each(|text| out.text(text));
    // No image tells what texts belong to.
    let Layers { ground, marks, labels, footer, regions: _ } = layers;
    [ground, marks, labels, footer].into_iter().for_each(|start| out.count(*start));
    items.iter().for_each(|item| out.item(item));
    out.0
}

/// Writes values one after the other: a list with its length first, an enum with a tag.
struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, value: f32) {
        self.0.extend_from_slice(&value.to_bits().to_le_bytes());
    }

    fn numbers(&mut self, values: &[f32]) {
        values.iter().for_each(|value| self.number(*value));
    }

    fn count(&mut self, value: usize) {
        self.0.extend_from_slice(&(value as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn point(&mut self, Point { x, y }: Point) {
        self.numbers(&[x, y]);
    }

    fn color(&mut self, color: Option<Color>) {
        match color {
            None => self.0.push(0),
            Some(Color { r, g, b }) => self.0.extend([1, r, g, b]),
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Rect { rect: Rect { x, y, width, height }, fill } => {
                self.0.push(1);
                self.numbers(&[*x, *y, *width, *height]);
                self.color(Some(*fill));
            }
            Item::Path { steps, fill, stroke } => {
                self.0.push(2);
                self.count(steps.len());
                steps.iter().for_each(|step| self.step(*step));
                self.color(*fill);
                self.stroke(*stroke);
            }
            Item::Text(run) => {
                self.0.push(3);
                self.run(run);
            }
        }
    }

    fn step(&mut self, step: PathStep) {
        match step {
            PathStep::Move(p) => {
                self.0.push(1);
                self.point(p);
            }
            PathStep::Line(p) => {
                self.0.push(2);
                self.point(p);
            }
            PathStep::Curve(a, b, p) => {
                self.0.push(3);
                [a, b, p].into_iter().for_each(|point| self.point(point));
            }
            PathStep::Close => self.0.push(4),
        }
    }

    fn stroke(&mut self, stroke: Option<Stroke>) {
        let Some(Stroke { color, width, dash }) = stroke else { return self.0.push(0) };
        self.color(Some(color));
        self.number(width);
        match dash {
            None => self.0.push(0),
            Some((on, off)) => {
                self.0.push(1);
                self.numbers(&[on, off]);
            }
        }
    }

    fn run(&mut self, run: &TextRun) {
        let TextRun { shaped, at, size, color, role, join } = run;
        self.point(*at);
        self.number(*size);
        self.color(Some(*color));
        self.0.extend([*role as u8, *join as u8]);
        let Shaped { text, direction, runs, width, missing } = &**shaped;
        self.text(text);
        self.0.push(*direction as u8);
        self.number(*width);
        self.text(&String::from_iter(missing));
        self.count(runs.len());
        for GlyphRun { face, glyphs } in runs {
            self.0.push(face.0);
            self.count(glyphs.len());
            for Glyph { id, x, y, advance, text } in glyphs {
                self.0.extend_from_slice(&id.to_le_bytes());
                self.numbers(&[*x, *y, *advance]);
                // Strings in a scene are far shorter than 4 GiB.
                self.0.extend_from_slice(&(text.start as u32).to_le_bytes());
                self.0.extend_from_slice(&(text.end as u32).to_le_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bytes;
    use crate::scene::item::{Item, PathStep, Stroke};
    use crate::scene::{Layers, Scene};
    use crate::units::{Color, Point, Rect, Size};

    fn drawing(items: Vec<Item>) -> Scene {
        let size = Size::new(10.0, 20.0);
        Scene {
            size,
            background: None,
            items,
            layers: Layers::default(),
            title: "a".into(),
            alt: "b".into(),
            lang: "de".into(),
        }
    }

    #[test]
    fn each_change_of_a_drawing_changes_its_bytes() {
        let stroke = |width, dash| Some(Stroke { color: Color::BLACK, width, dash });
        let path = |steps: &[PathStep], stroke| {
            vec![Item::Path { steps: steps.to_vec(), fill: Some(Color::BLACK), stroke }]
        };
        let p = Point::new;
        let line = [PathStep::Move(p(0.0, 0.0)), PathStep::Line(p(1.0, 0.0))];
        let bar = |width| vec![Item::Rect { rect: Rect::new(0.0, 0.0, width, 1.0), fill: Color::BLACK }];
        let drawings = [
            drawing(Vec::new()),
            drawing(bar(1.0)),
            drawing(bar(1.000_001)),
            drawing(path(&line, None)),
            drawing(path(&line, stroke(1.0, None))),
            drawing(path(&line, stroke(2.0, None))),
            drawing(path(&line, stroke(1.0, Some((1.0, 1.0))))),
            drawing(path(&[line[0], PathStep::Move(p(1.0, 0.0))], None)),
            drawing(path(&[line[0], line[1], PathStep::Close], None)),
            Scene { background: Some(Color::BLACK), ..drawing(Vec::new()) },
            Scene { title: "ab".into(), alt: String::new(), ..drawing(Vec::new()) },
            Scene { alt: "c".into(), ..drawing(Vec::new()) },
            Scene { lang: "en".into(), ..drawing(Vec::new()) },
            Scene { layers: Layers { labels: 1, ..Layers::default() }, ..drawing(Vec::new()) },
        ];
        for (index, one) in drawings.iter().enumerate() {
            assert_eq!(bytes(one), bytes(&one.clone()));
            for other in &drawings[..index] {
                assert_ne!(bytes(one), bytes(other), "{one:?} and {other:?}");
            }
        }
    }
}
