//! The position of text on a page: the matrices and text parameters of a content stream (ISO 32000-1, 8.3 and 9.3).

use lopdf::Object;

/// A matrix `[a b c d e f]`.
pub(super) type Matrix = [f32; 6];

/// The matrix that changes nothing.
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn product(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [g, h, i, j, k, l] = *outer;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/// The part of the graphics state that moves text; `q` saves it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextState {
    /// From user space to the page.
    page: Matrix,
    size: f32,
    character_space: f32,
    word_space: f32,
    /// Horizontal scaling; 1 is none.
    stretch: f32,
    leading: f32,
    rise: f32,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            page: IDENTITY,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// The matrices of a text object.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextMatrices {
    text: Matrix,
    line: Matrix,
}

impl Default for TextMatrices {
    fn default() -> Self {
        Self { text: IDENTITY, line: IDENTITY }
    }
}

/// The box around the letters of a string, in points from the bottom left of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) left: f32,
    pub(super) bottom: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    /// Whether the text is upright or turned by a right angle, so that the box has its shape.
    pub(super) is_straight: bool,
}

impl Extent {
    /// The box around both.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
            is_straight: self.is_straight && other.is_straight,
        }
    }
}

impl TextState {
    /// Applies an operator that changes the state; others do nothing.
    pub(super) fn operator(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |index: usize| operands.get(index).and_then(|value| value.as_float().ok());
        match operator {
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.page = product(&matrix, &self.page);
                }
            }
            b"Tf" => self.size = number(1).unwrap_or(0.0),
            b"Tc" => self.character_space = number(0).unwrap_or(0.0),
            b"Tw" => self.word_space = number(0).unwrap_or(0.0),
            b"Tz" => self.stretch = number(0).unwrap_or(100.0) / 100.0,
            b"TL" => self.leading = number(0).unwrap_or(0.0),
            b"TD" => self.leading = -number(1).unwrap_or(0.0),
            b"Ts" => self.rise = number(0).unwrap_or(0.0),
            b"\"" => {
                self.word_space = number(0).unwrap_or(0.0);
                self.character_space = number(1).unwrap_or(0.0);
            }
            _ => {}
        }
    }
}

impl TextMatrices {
    /// Applies an operator that moves text; others do nothing.
    pub(super) fn operator(&mut self, operator: &[u8], operands: &[Object], state: &TextState) {
        let number =
            |index: usize| operands.get(index).and_then(|value| value.as_float().ok()).unwrap_or(0.0);
        match operator {
            b"BT" => *self = Self::default(),
            b"Td" | b"TD" => self.next_line(number(0), number(1)),
            b"Tm" => {
                if let Some(matrix) = matrix(operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            b"T*" | b"'" | b"\"" => self.next_line(0.0, -state.leading),
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = product(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    /// Moves on by a number in the array of `TJ`, in thousandths of an em.
    pub(super) fn adjust(&mut self, thousandths: f32, state: &TextState) {
        self.advance(-thousandths / 1000.0 * state.size * state.stretch);
    }

    /// Moves on by a string and returns the box around its letters. Each code comes with its width in thousandths of
    /// an em; a space is a code of one byte with the value 32.
    pub(super) fn show(
        &mut self,
        glyphs: impl Iterator<Item = (u16, f32)>,
        has_short_codes: bool,
        state: &TextState,
    ) -> Extent {
        let mut width = 0.0;
        for (code, advance) in glyphs {
            let space = if has_short_codes && code == 32 { state.word_space } else { 0.0 };
            width += (advance / 1000.0 * state.size + state.character_space + space) * state.stretch;
        }
        // The middle of the letters, so that what only touches does not count as covered.
        let (low, high) = (state.rise, state.rise + state.size * 0.5);
        let to_page = product(&self.text, &state.page);
        let corner = |x: f32, y: f32| {
            let [a, b, c, d, e, f] = to_page;
            (a * x + c * y + e, b * x + d * y + f)
        };
        let corners = [corner(0.0, low), corner(width, low), corner(0.0, high), corner(width, high)];
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let [a, b, c, d, ..] = to_page;
        self.advance(width);
        Extent {
            left: least(|corner| corner.0),
            bottom: least(|corner| corner.1),
            right: most(|corner| corner.0),
            top: most(|corner| corner.1),
            is_straight: (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0),
        }
    }

    fn advance(&mut self, x: f32) {
        self.text = product(&[1.0, 0.0, 0.0, 1.0, x, 0.0], &self.text);
    }
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f32> = operands.iter().filter_map(|value| value.as_float().ok()).collect();
    numbers.try_into().ok()
}
